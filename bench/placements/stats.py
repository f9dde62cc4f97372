# SPDX-License-Identifier: GPL-3.0-or-later
"""The few statistics of the tables."""
import math

Z95 = 1.959964  # two-sided 95 % of the normal distribution


def wilson(found, n, z=Z95):
    """Interval of a share (Wilson 1927): right at 0 and n too."""
    if n == 0:
        return 0.0, 1.0
    share = found / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def poisson_at_most(count, mean):
    term = total = math.exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def poisson_upper(count, miss=0.05):
    """Largest mean that gives so few events with a chance of `miss`: the exact
    one-sided bound (Garwood 1936)."""
    low, high = 0.0, 10.0 + 3 * count
    for _ in range(100):
        middle = (low + high) / 2
        if poisson_at_most(count, middle) > miss:
            low = middle
        else:
            high = middle
    return high


def quantile(values, share):
    """Linear between the neighbours; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])
