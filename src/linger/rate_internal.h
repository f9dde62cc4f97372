/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that rate share.
 */
#ifndef YN_LINGER_RATE_INTERNAL_H
#define YN_LINGER_RATE_INTERNAL_H

#include <yeoun/rate.h>

#include "base/arena.h"
#include "linger/course.h"

/* S52 compares these weeks from the clock on; half-open. */
#define YN_S52_EARLY_WEEKS 4
#define YN_S52_FROM 49
#define YN_S52_TO 57
/* Seen for so many weeks or fewer, a song's course says too little: METHODS of
 * the field find the error of a year's share to be half of the share itself. */
#define YN_EARLY_WEEKS 12
/* Half-lives are looked for so far ahead. */
#define YN_HALF_LIFE_MOST 156
/* The ends of an interval that holds the truth four times in five. */
#define YN_INTERVAL_LO 0.1
#define YN_INTERVAL_HI 0.9

struct yn_rates_own {
    struct yn_arena arena;
    const int32_t *placed; /* borrowed while rates are made; may be NULL */
};

/* `share` of the attention of a chart's first place, as 0..10; NAN stays. */
double yn_linger_value(double share);

/* What the songs of a chart have in common, and what one drama has of them. */
struct yn_chart_pool {
    struct yn_courses courses;
    struct yn_wane_params params;
    /* Weeks that unranked tracks of each drama of the season spent on the air,
     * and how many of them entered the chart. */
    double *waited, *entered;
};

/* Errors: YN_E_NOMEM; release it also then. */
int yn_chart_pool_make(const struct yn_rates *rates,
                       const struct yn_chart *chart, struct yn_chart_pool *out,
                       struct yn_err *err);
void yn_chart_pool_release(struct yn_chart_pool *pool);

/* Fills chart, forecast, curve and the counts of `rate` and adds a measure. */
int yn_rate_from_chart(const struct yn_season *season,
                       const struct yn_chart_pool *pool, int32_t as_of_day,
                       struct yn_arena *arena, struct yn_rate *rate,
                       struct yn_err *err);

/* Adds measures from listening histories and views. Errors: YN_E_NOMEM. */
int yn_rate_from_counts(struct yn_rates *rates, struct yn_err *err);

/* Fills the audience of each track. Errors: YN_E_NOMEM. */
int yn_rate_audiences(struct yn_rates *rates, struct yn_err *err);

/* The levels of a song by week: known, or between which they lie. */
struct yn_levels {
    double lo, mid, hi;
};

/* Fills s52, half-life and status of `measure` from levels by week; the clock
 * is at `clock`, weeks from `seen` on lie ahead. */
void yn_measure_levels(const struct yn_levels *levels, size_t n, size_t clock,
                       size_t seen, struct yn_measure *measure);

#endif
