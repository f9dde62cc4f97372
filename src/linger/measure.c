/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the levels of a song by week to what is told of it.
 */
#include "linger/rate_internal.h"

#include <math.h>

#include "base/base.h"

/* The first place of the chart has 11.5 times the attention of the 200th
 * (scale.h), so that this puts the foot of a chart of 200 at 2.7. */
#define FIRST_TO_FOOT 11.5
#define VALUE_MOST 10
/* A half-life is over when four weeks lie below the half together, so that one
 * bad week ends none. */
#define HALF_WEEKS 4

double yn_linger_value(double share)
{
    double value =
        VALUE_MOST * log1p(FIRST_TO_FOOT * share) / log1p(FIRST_TO_FOOT);
    return fmin(value, VALUE_MOST);
}

enum side { LO, MID, HI };

static double attention(const struct yn_levels *levels, enum side side)
{
    return exp(side == LO    ? levels->lo
               : side == MID ? levels->mid
                             : levels->hi);
}

/* Levels of one week and of the next go together, so a bound of the mean is the
 * mean of the bounds. */
static double mean(const struct yn_levels *levels, size_t from, size_t to,
                   enum side side)
{
    double sum = 0;
    for (size_t w = from; w < to; w++)
        sum += attention(&levels[w], side);
    return sum / (double)(to - from);
}

static double half_life(const struct yn_levels *levels, size_t n, size_t clock,
                        double half, enum side side)
{
    for (size_t w = clock + 1; w + HALF_WEEKS <= n; w++) {
        if (mean(levels, w, w + HALF_WEEKS, side) <= half)
            return (double)(w - clock);
    }
    return NAN;
}

static enum yn_linger_status status_at(size_t weeks)
{
    if (weeks <= YN_EARLY_WEEKS)
        return YN_LINGER_EARLY;
    return weeks >= YN_S52_TO ? YN_LINGER_MEASURED : YN_LINGER_FORECAST;
}

void yn_measure_levels(const struct yn_levels *levels, size_t n, size_t clock,
                       size_t seen, struct yn_measure *measure)
{
    static const struct yn_interval unknown = {NAN, NAN, NAN};
    measure->s52 = measure->half_life_weeks = unknown;
    measure->weeks = clock < seen ? (unsigned)(seen - clock) : 0;
    measure->status = status_at(measure->weeks);
    if (clock >= seen || clock + YN_S52_TO > n)
        return;
    double early = mean(levels, clock, clock + YN_S52_EARLY_WEEKS, MID);
    size_t from = clock + YN_S52_FROM, to = clock + YN_S52_TO;
    measure->s52 = (struct yn_interval){.value = mean(levels, from, to, MID),
                                        .lo = mean(levels, from, to, LO),
                                        .hi = mean(levels, from, to, HI)};
    measure->s52.value /= early;
    measure->s52.lo /= early;
    measure->s52.hi /= early;
    measure->half_life_weeks = (struct yn_interval){
        .value = half_life(levels, n, clock, early / 2, MID),
        .lo = half_life(levels, n, clock, early / 2, LO),
        .hi = half_life(levels, n, clock, early / 2, HI)};
}
