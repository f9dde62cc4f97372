/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/lag.h"

#include <math.h>

#include "base/base.h"

#define LAGS (YN_LAG_MAX_S - YN_LAG_MIN_S + 1)
/* Delays that no writer has, in runs as long as the one that is searched. One
 * run in twenty stands above nineteen others by chance. */
#define RUNS 19
#define FAR_S 60 /* the first of them begins here */
/* And by so much it must stand above them: a delay that is wrong does more harm
 * than none. */
#define MARGIN 1.25

/* Agreement when all was written `shift` seconds later, the end going on at
 * the begin. */
static double agreement(const struct yn_lag_curve *curve, size_t shift)
{
    double sum = 0;
    for (size_t t = 0; t < curve->n; t++) {
        if (curve->against[t] != 0) {
            const size_t at = t + shift;
            sum += (double)curve->against[t] *
                   curve->written[at < curve->n ? at : at - curve->n];
        }
    }
    return sum;
}

/* All delays that are looked at must be of their own. */
static bool is_long(const struct yn_lag_curve *curve)
{
    return curve->n >= 2 * FAR_S + (RUNS + 1) * LAGS;
}

/* The best agreement of the LAGS delays from `first` on; where, to `*at`. */
static double best_of(const struct yn_lag_curve *curves, size_t n, int first,
                      int *at)
{
    double best = -INFINITY;
    for (int lag = first; lag < first + LAGS; lag++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++) {
            const size_t shift =
                lag >= 0 ? (size_t)lag : curves[i].n - (size_t)-lag;
            if (is_long(&curves[i]))
                sum += agreement(&curves[i], shift);
        }
        if (sum > best) {
            best = sum;
            *at = lag;
        }
    }
    return best;
}

struct yn_lag yn_lag_find(const struct yn_lag_curve *curves, size_t n)
{
    int lag = 0, elsewhere;
    const double best = best_of(curves, n, YN_LAG_MIN_S, &lag);
    bool known = best > 0;
    for (int run = 0; known && run < RUNS; run++)
        known =
            MARGIN * best_of(curves, n, FAR_S + run * LAGS, &elsewhere) < best;
    return (struct yn_lag){.s = known ? lag : 0, .known = known};
}
