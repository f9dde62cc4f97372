/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/chance.h"

#include <math.h>

/* z beyond which chance does not reach as often as the normal law says: the
 * sounds are not quite white, and each lag of each window is asked for its best
 * run, which counts as so many lags. Both were set by hand; that the confidence
 * which follows holds is in bench/RESULTS.md. */
#define Z_SCALE 1.06
#define RUNS_A_LAG 60

double yn_chance_runs(double lags, double windows, double z)
{
    return lags * windows * RUNS_A_LAG * 0.5 * erfc(z / Z_SCALE / sqrt(2));
}

double yn_chance_z(double lags, double windows, double runs)
{
    double low = 0, high = 16;
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        *(yn_chance_runs(lags, windows, middle) > runs ? &low : &high) = middle;
    }
    return high;
}
