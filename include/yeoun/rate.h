/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rate: how lasting each track is, measured.
 *
 * Attention falls after a drama has ended; what is left of it a year later, and
 * how sure that is, is the measure. It comes from charts, listening histories
 * and counts of views; each is told apart, and none is filled in for another.
 *
 *   S52   attention in weeks 49..56 after the clock's start, as a share of that
 *         in weeks 0..3; 1 is undiminished
 *   value 0..10: what is left after a year, on a scale where 10 is as much as
 *         the first place of the chart gets and 2.7 as the last one of 200:
 *         10 ln(1 + 11.5 x) / ln(12.5), x being attention as a share of the
 *         first place's. From listens or views alone, where nothing says what a
 *         first place is, x is S52
 *
 * The clock starts with the week in which the song was last placed strongly in
 * an episode, where that is known (placed.h), else with the finale's, or with
 * the first week the song is seen where that is later, and there at the highest
 * of four weeks; with its peak where no such day is known, or where it had gone
 * from the chart by then.
 *
 * Intervals hold the truth four times in five.
 *
 * Source of the method: docs/methods.md, "How long songs are heard"; the
 * figures are those of bench/linger.
 *
 * Ownership: `struct yn_rates` owns everything reachable from it but season and
 * attention, which must outlive it. Threads: constant once made.
 */
#ifndef YEOUN_RATE_H
#define YEOUN_RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/attention.h>

struct yn_interval {
    double value, lo, hi; /* NAN: not known */
};

enum yn_linger_status {
    YN_LINGER_UNKNOWN,  /* nothing was read that could tell */
    YN_LINGER_BELOW,    /* below the chart in every week that was read */
    YN_LINGER_EARLY,    /* seen for 12 weeks or fewer from the clock's start */
    YN_LINGER_FORECAST, /* the weeks that count lie ahead, in part at least */
    YN_LINGER_MEASURED, /* they are over */
};

/* "unknown", "below chart", "too early", "forecast", "measured". */
YN_API const char *yn_linger_word(enum yn_linger_status status);

#define YN_FORECAST_WEEKS 40

struct yn_forecast_week {
    int32_t first_day, last_day;
    double p_on_chart; /* 0..1 */
    /* Places; the one behind the last that is read (201 of 200) stands for all
     * below the chart. */
    double rank, rank_lo, rank_hi;
};

/* One week of a curve, for drawing. Levels are ln of attention, 0 at place
 * 100. */
struct yn_curve_week {
    int32_t first_day;
    enum yn_chart_state state;
    unsigned rank;              /* RANKED */
    double level;               /* RANKED; NAN otherwise */
    double fit, fit_lo, fit_hi; /* rank as the model has it; see curve */
};

enum yn_linger_from { YN_FROM_CHART, YN_FROM_LISTENS, YN_FROM_VIEWS };
#define YN_LINGER_FROM_N 3

/* "chart", "listens", "views". */
YN_API const char *yn_linger_from_word(enum yn_linger_from from);

/* What one source says. */
struct yn_measure {
    enum yn_linger_from from;
    const char *source; /* "gaon-weekly", a file */
    enum yn_linger_status status;
    int32_t clock_day; /* the first of the clock's week; INT32_MIN: no clock */
    unsigned weeks;    /* seen from the clock on */
    double counted;    /* plays or views from the clock on; 0 of a chart */
    size_t listeners;  /* whose plays these are; 0 of a chart and of views */
    struct yn_interval s52, value, half_life_weeks;
    int32_t last_seen_day; /* INT32_MIN: never */
};

/* What listening histories say of who keeps a song (docs/methods.md). All from
 * at least YN_LISTENERS_PUBLISHED_MIN listeners, or `own` is set. Where rates
 * were asked for less than so many never make, what fewer say is NAN. */
struct yn_audience {
    bool known;
    bool own;         /* one person's history, or too few */
    size_t listeners; /* who heard the track */
    size_t plays;     /* how often, all of them */
    size_t n_judged;  /* of them, those active on 20 days while it aired */
    double coverage;  /* their share */
    /* Shares of those. */
    struct yn_interval watchers, passers, singer_fans, unclear;
    struct yn_interval kept;     /* watcher-like: heard again, weeks 40..56 */
    struct yn_interval returned; /* passer-like: a second play after 28..120
                                    days */
    double discovered; /* new passer-like listeners, weeks 13..52, of 1000
                          active ones */
    size_t n_kept, n_returned; /* out of how many */
};

struct yn_rate {
    const struct yn_track *track;
    int32_t placed_day; /* last strong placement; INT32_MIN: not known */
    enum yn_linger_status status;
    struct yn_interval s52, value, half_life_weeks;
    unsigned weeks_on_chart, weeks_read; /* of the chart below */
    unsigned best_rank;                  /* 0: never */
    int32_t last_seen_day;               /* on chart, played or viewed */
    struct yn_measure measures[YN_LINGER_FROM_N];
    size_t n_measures;
    /* The chart that says most of this track; NULL: none was read. */
    const struct yn_chart *chart;
    const struct yn_chart_song *song;
    struct yn_forecast_week *forecast; /* YN_FORECAST_WEEKS, or NULL */
    /* From the song's first week to the last forecast one; the weeks seen have
     * the expected course from the clock's start on as `fit`, those ahead the
     * forecast. NULL: never ranked. */
    struct yn_curve_week *curve;
    size_t n_curve;
    struct yn_audience audience;
};

struct yn_rates {
    const struct yn_season *season;
    const struct yn_attention *attention;
    int32_t as_of_day;
    size_t listeners_min;   /* as asked for */
    struct yn_rate *tracks; /* by yn_track.index */
    size_t n_tracks;
    struct yn_rates_own *own;
};

struct yn_rates_params {
    const struct yn_season *season;
    /* Read with the same `as_of`: what is later must not be in it. */
    const struct yn_attention *attention;
    /* Year 0: the last day that anything was read of. */
    struct yn_date as_of;
    /* Of histories only what at least so many listeners share is used, in every
     * figure; days of single plays are left out. 0: all is used. What is shown
     * to others wants YN_LISTENERS_PUBLISHED_MIN. */
    size_t listeners_min;
    /* One for each track, as yn_placed_days has them; NULL: none is known. */
    const int32_t *placed_days;
};

/* Rates every track of the season. The same input gives the same numbers.
 * Errors: YN_E_NOMEM; `*out` is then unchanged. */
YN_API int yn_rates_create(const struct yn_rates_params *params,
                           struct yn_rates **out, struct yn_err *err);

/* Sets `*rates` NULL; NULL is fine. */
YN_API void yn_rates_destroy(struct yn_rates **rates);

#endif
