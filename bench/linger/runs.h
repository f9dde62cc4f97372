/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forecasters of chart runs, for the bench: each is fitted to some songs and
 * then tells how another goes on.
 */
#ifndef YN_BENCH_LINGER_RUNS_H
#define YN_BENCH_LINGER_RUNS_H

#include "linger/course.h"
#include "linger/decay.h"

#define AHEAD 40 /* weeks that are forecast, and scored */

/* What is told of a week: a distribution of the level, cut at the foot. */
struct told {
    double p_on;    /* chance to be on the chart */
    double density; /* at the level that came, of a ranked week; NAN: none */
    double pit;     /* share of what is likely that lies below it, or below the
                       foot */
};

/* A song and the week it is forecast from. */
struct origin {
    const struct yn_course *course;
    size_t week;  /* the last that is known */
    size_t after; /* weeks since the peak */
    size_t n;     /* weeks to score */
};

struct forecaster {
    const char *name;
    /* Learns from the songs for which `use` is set; 0, or an error. */
    int (*learn)(const struct yn_courses *courses, const bool *use);
    void (*tell)(const struct origin *origin, struct told *told);
};

extern const struct forecaster forecasters[];
extern const size_t n_forecasters;

/* The level of the chart's last place. */
extern double bench_foot;

/* Fits the shipped model to the songs that are in use, from round numbers. */
int bench_learn_all(const struct yn_courses *courses, const bool *use,
                    struct yn_wane_params *params);

/* The origins of a song: so many weeks after its peak, still on the chart. */
bool origin_of(const struct yn_course *course, size_t after,
               struct origin *origin);

#endif
