/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wane: how the level of a song on a chart goes down, and how sure one can be.
 *
 * A song has a level (scale.h) that is seen where it is ranked, known to be low
 * where it stands below the chart, and unknown where the week was not read. In
 * a week the level falls by
 *
 *     steady + early / (age + early_weeks)
 *         + edge / (1 + exp((level - edge_at) / edge_width))
 *
 * give or take a step that is mostly small and now and then large. `age` is
 * the weeks since the song's highest place so far. The first two terms are a
 * power law with an exponential end; the third is what the charts show near
 * place 100, where a song leaves the hourly lists that people play from, and
 * falls faster.
 *
 * The distribution of the level is kept on a grid and moved week by week, so
 * ranks, "below" and "unread" are each used for what they say and no more
 * (a hidden Markov model with its exact filter; Rabiner 1989, section III).
 *
 * Why this one: `bench/linger/run` compares it with curves and rules of thumb
 * on dramas that it was not fitted to. A rate of each song's own, learned from
 * its past, was tried and did worse there: it takes chance for character.
 */
#ifndef YN_LINGER_WANE_H
#define YN_LINGER_WANE_H

#include <stddef.h>

#include <yeoun/attention.h>

#define YN_WANE_LEVELS 161
#define YN_WANE_LOWEST (-5.0)
#define YN_WANE_STEP 0.06

/* What the songs have in common. */
struct yn_wane_params {
    double steady;             /* per week */
    double early, early_weeks; /* early / (age + early_weeks) per week */
    double edge, edge_at, edge_width;
    double rise;            /* at the highest place so far, per week */
    double noise;           /* sd of a small step */
    double noise_early;     /* times (1 + this * exp(-age / 4)) */
    double jump, jump_size; /* share of large steps; times as wide */
};

/* Fitted to the Gaon Digital Chart 2020-01 to 2021-06, 98 songs of 30 dramas
 * (`bench/linger/run` prints the fit). */
extern const struct yn_wane_params yn_wane_default;

/* One week of one song. */
struct yn_wane_week {
    enum yn_chart_state state;
    double level; /* RANKED: its level; BELOW: the foot; UNREAD: unused */
    double age;   /* weeks since its highest place so far */
};

/* What is known of a song's level in one week. */
struct yn_wane {
    struct yn_wane_params params;
    double mass[YN_WANE_LEVELS]; /* sums to 1 */
};

/* A song first seen at `level`. */
void yn_wane_begin(struct yn_wane *wane, const struct yn_wane_params *params,
                   double level);

/* Adds a chance `mass` of standing at `level`; all together are to be one. */
void yn_wane_add(struct yn_wane *wane, double level, double mass);

/* Moves on by a week; `age` is that of the week it leaves. */
void yn_wane_step(struct yn_wane *wane, double age);

/* Takes in what was seen this week. Returns ln of how likely it was: a density
 * for RANKED, a chance for BELOW, 0 for UNREAD. */
double yn_wane_see(struct yn_wane *wane, const struct yn_wane_week *week);

/* The chance that the level lies above `foot`. */
double yn_wane_above(const struct yn_wane *wane, double foot);

/* The level that lies above a share `p` of what is likely. */
double yn_wane_quantile(const struct yn_wane *wane, double p);

/* The density at `level` and the chance below it. */
double yn_wane_density(const struct yn_wane *wane, double level);
double yn_wane_below(const struct yn_wane *wane, double level);

/* Follows a song from its first ranked week to the last of `weeks`; returns
 * the sum of ln likelihood of the weeks after the first. Weeks before the first
 * ranked one are passed over; without one, `*wane` is unchanged and it returns
 * 0. */
double yn_wane_follow(struct yn_wane *wane, const struct yn_wane_params *params,
                      const struct yn_wane_week *weeks, size_t n);

/* A song of a panel: its weeks, and how many of them count. */
struct yn_wane_run {
    const struct yn_wane_week *weeks;
    size_t n;
};

/* Fits `*params` (the start) to runs. What all have in common is drawn towards
 * the start as by `1` song's worth of doubt: each value's logarithm has a
 * normal prior around it, so few runs move it little.
 * Errors: YN_E_NOMEM. */
enum yn_wane_fit {
    YN_WANE_FIT_ALL,  /* everything; a minute */
    YN_WANE_FIT_PACE, /* pace and noise; a second */
};
int yn_wane_fit(const struct yn_wane_run *runs, size_t n, enum yn_wane_fit what,
                struct yn_wane_params *params, struct yn_err *err);

#endif
