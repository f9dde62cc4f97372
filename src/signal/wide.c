/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/wide.h"

/* Enough that an addition never waits for the one before it. */
#define LANES 16

YN_WIDE float yn_product(const float *x, const float *y, size_t n)
{
    float lane[LANES] = {0}, sum = 0;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        for (size_t k = 0; k < LANES; k++)
            lane[k] += x[i + k] * y[i + k];
    }
    for (; i < n; i++)
        sum += x[i] * y[i];
    for (size_t width = LANES / 2; width > 0; width /= 2) {
        for (size_t k = 0; k < width; k++)
            lane[k] += lane[k + width];
    }
    return lane[0] + sum;
}
