/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rating from counts: plays in listening histories, and views.
 */
#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "base/numeric.h"
#include "linger/decay.h"
#include "linger/rate_internal.h"

#define WEEK_DAYS 7
/* Fewer counts than this in all, or fewer weeks, tell nothing. */
#define COUNTED_MIN 30
#define WEEKS_MIN 4
/* Histories so long teach what decay looks like. */
#define CATALOGUE_WEEKS 60
#define CATALOGUE_MIN 4
/* A week's views are read between counts that lie at most this far apart. */
#define VIEW_GAP_DAYS 10
/* The half width of the normal that holds four in five, and what the curves'
 * own error is widened by where no catalogue tells how wrong they are: in
 * simulations intervals by that error alone held 0.56 instead of 0.8. */
#define HALF_NORMAL 1.2815515655446004
#define WIDEN 1.5

/* The counts of one track from its clock on. */
struct series {
    struct yn_counts counts;
    double *y, *exposure;
    size_t n;
    int32_t clock_day, last_seen_day;
    double counted;
    size_t listeners;
    const char *source;
    bool usable;
};

static int series_make(size_t n, struct yn_arena *arena, struct series *out,
                       struct yn_err *err)
{
    *out = (struct series){.n = n,
                           .y = yn_arena_array(arena, n, sizeof(double)),
                           .exposure = yn_arena_array(arena, n, sizeof(double)),
                           .clock_day = INT32_MIN,
                           .last_seen_day = INT32_MIN};
    return out->y && out->exposure ? YN_OK : yn_err_nomem(err);
}

/* Begins the series at the clock: the week of yn_clock_day, or the first with
 * any count where that is later, and there at the highest of four weeks. `day`
 * is that of week 0. */
static void series_start(struct series *series, const struct yn_rates *rates,
                         size_t track, int32_t day)
{
    size_t from = 0;
    int32_t clock =
        yn_clock_day(&rates->season->dramas[rates->tracks[track].track->drama],
                     rates->own->placed, track);
    while (from < series->n &&
           day + (int32_t)from * WEEK_DAYS + WEEK_DAYS - 1 < clock)
        from++;
    while (from < series->n && !(series->y[from] > 0))
        from++;
    if (from == series->n)
        return;
    size_t best = from;
    for (size_t w = from; w < series->n && w < from + YN_S52_EARLY_WEEKS; w++) {
        double e = series->exposure[w], at = series->exposure[best];
        if (e > 0 && series->y[w] / e > series->y[best] / at)
            best = w;
    }
    series->clock_day = day + (int32_t)best * WEEK_DAYS;
    series->counts = (struct yn_counts){.y = series->y + best,
                                        .exposure = series->exposure + best,
                                        .n = series->n - best};
    for (size_t w = 0; w < series->counts.n; w++) {
        if (series->counts.y[w] > 0)
            series->counted += series->counts.y[w];
    }
    series->usable =
        series->counted >= COUNTED_MIN && series->counts.n >= WEEKS_MIN;
}

/* ---- listens ---- */

/* Weeks of the histories up to the last that anybody (or as many as are asked
 * for) played anything in and that is over. */
static size_t whole_weeks(const struct yn_rates *rates)
{
    const struct yn_listens *listens = rates->attention->listens;
    size_t n = listens->n_weeks;
    while (n &&
           (!listens->weeks[n - 1].listener_days ||
            listens->weeks[n - 1].listeners < rates->listeners_min ||
            listens->weeks[n - 1].first_day + WEEK_DAYS - 1 > rates->as_of_day))
        n--;
    return n;
}

/* How many listeners each series is of; those of too few are dropped. */
static int count_listeners(const struct yn_rates *rates, struct series *series,
                           struct yn_err *err)
{
    const struct yn_listens *listens = rates->attention->listens;
    uint32_t *last = calloc(rates->n_tracks + 1, sizeof(*last));
    if (!last)
        return yn_err_nomem(err);
    /* Plays lie by listener, so that each is met once in a row. */
    for (size_t i = 0; i < listens->n_plays; i++) {
        const struct yn_play *play = &listens->plays[i];
        struct series *one = &series[play->track];
        int32_t day = yn_day_of_time(play->time_s);
        if (!one->counts.n || day < one->clock_day ||
            day >= one->clock_day + (int32_t)one->counts.n * WEEK_DAYS ||
            last[play->track] == play->listener + 1)
            continue;
        last[play->track] = play->listener + 1;
        one->listeners++;
    }
    for (size_t t = 0; rates->listeners_min && t < rates->n_tracks; t++) {
        series[t].usable &= series[t].listeners >= rates->listeners_min;
        /* The last play is one listener's. */
        series[t].last_seen_day = INT32_MIN;
    }
    free(last);
    return YN_OK;
}

static int listens_series(const struct yn_rates *rates, struct series *series,
                          struct yn_err *err)
{
    const struct yn_listens *listens = rates->attention->listens;
    size_t n = whole_weeks(rates);
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < rates->n_tracks; t++)
        rc = series_make(n, &rates->own->arena, &series[t], err);
    for (size_t i = 0; !rc && i < listens->n_plays; i++) {
        const struct yn_play *play = &listens->plays[i];
        int32_t day = yn_day_of_time(play->time_s);
        if (day < listens->first_day)
            continue;
        size_t week = (size_t)(day - listens->first_day) / WEEK_DAYS;
        struct series *one = &series[play->track];
        if (week < one->n)
            one->y[week]++;
        if (day > one->last_seen_day)
            one->last_seen_day = day;
    }
    for (size_t t = 0; !rc && t < rates->n_tracks; t++) {
        for (size_t w = 0; w < n; w++)
            series[t].exposure[w] = (double)listens->weeks[w].listener_days;
        series[t].source = "listening histories";
        series_start(&series[t], rates, t, listens->first_day);
    }
    return rc ? rc : count_listeners(rates, series, err);
}

/* ---- views ---- */

/* The total at the end of `day`, between two counts that lie near; NAN. */
static double total_at(const struct yn_views *views, int32_t day)
{
    size_t i = 0;
    while (i < views->n && views->counts[i].day < day)
        i++;
    if (i < views->n && views->counts[i].day == day)
        return (double)views->counts[i].total;
    if (!i || i == views->n)
        return NAN;
    const struct yn_view_count *a = &views->counts[i - 1];
    const struct yn_view_count *b = &views->counts[i];
    if (b->day - a->day > VIEW_GAP_DAYS)
        return NAN;
    double part = (double)(day - a->day) / (double)(b->day - a->day);
    return (double)a->total + part * (double)(b->total - a->total);
}

/* One video of the track, the one with the most counts. */
static int views_series(const struct yn_rates *rates, size_t track,
                        struct series *series, struct yn_err *err)
{
    const struct yn_attention *attention = rates->attention;
    const struct yn_views *best = NULL;
    for (size_t v = 0; v < attention->n_views; v++) {
        const struct yn_views *views = &attention->views[v];
        if (views->track == track && (!best || views->n > best->n))
            best = views;
    }
    *series = (struct series){.last_seen_day = INT32_MIN};
    if (!best || best->n < 2)
        return YN_OK;
    int32_t first = yn_day_monday(best->counts[0].day);
    int32_t last = best->counts[best->n - 1].day;
    size_t n = (size_t)(last - first) / WEEK_DAYS + 1;
    int rc = series_make(n, &rates->own->arena, series, err);
    if (rc)
        return rc;
    for (size_t w = 0; w < n; w++) {
        int32_t day = first + (int32_t)w * WEEK_DAYS;
        double views =
            total_at(best, day + WEEK_DAYS - 1) - total_at(best, day - 1);
        /* What the source took back is no view less this week. */
        series->y[w] = views >= 0 ? views : NAN;
        series->exposure[w] = 1;
        if (views > 0)
            series->last_seen_day = day + WEEK_DAYS - 1;
    }
    series->source = best->source;
    series_start(series, rates, track, first);
    return YN_OK;
}

/* ---- from counts to a measure ---- */

/* ln S52 as the curve's values move: the error that the curve itself admits. */
static double curve_error(const struct yn_curve_fit *fit)
{
    size_t n = yn_curve_values(fit->curve);
    double d[YN_CURVE_VALUES], at = log(yn_curve_s52(fit)), sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct yn_curve_fit moved = *fit;
        moved.value[i] += 1e-4;
        d[i] = (log(yn_curve_s52(&moved)) - at) / 1e-4;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            sum += d[i] * fit->covariance[i * n + j] * d[j];
    }
    return sqrt(fmax(sum, 0));
}

/* Weeks until half of the first four weeks' level; NAN within three years. */
static double curve_half_life(const struct yn_curve_fit *fit)
{
    double early = 0;
    for (int t = 0; t < YN_S52_EARLY_WEEKS; t++)
        early += yn_curve_at(fit->curve, fit->value, t) / YN_S52_EARLY_WEEKS;
    for (int t = 1; t <= YN_HALF_LIFE_MOST; t++) {
        if (yn_curve_at(fit->curve, fit->value, t) <= early / 2)
            return t;
    }
    return NAN;
}

static int measure_series(const struct yn_decay_pool *pool,
                          const struct yn_counts *catalogue, size_t n,
                          const struct series *series, enum yn_linger_from from,
                          struct yn_rate *rate, struct yn_err *err)
{
    struct yn_curve_fit fit;
    double half;
    int rc =
        yn_decay_conformal(pool, catalogue, n, series->counts.n, &half, err);
    if (rc)
        return rc;
    yn_curve_fit(YN_BIEXPONENTIAL, &series->counts,
                 &pool->prior[YN_BIEXPONENTIAL], pool->temper, &fit);
    double s52 = yn_decay_s52(pool, &series->counts);
    if (isnan(half))
        half = HALF_NORMAL * WIDEN * curve_error(&fit);
    size_t weeks = series->counts.n;
    struct yn_measure *out = &rate->measures[rate->n_measures++];
    *out = (struct yn_measure){
        .from = from,
        .source = series->source,
        .status = weeks <= YN_EARLY_WEEKS ? YN_LINGER_EARLY
                  : weeks < YN_S52_TO     ? YN_LINGER_FORECAST
                                          : YN_LINGER_MEASURED,
        .clock_day = series->clock_day,
        .weeks = (unsigned)weeks,
        .counted = series->counted,
        .listeners = series->listeners,
        .s52 = {s52, s52 * exp(-half), s52 * exp(half)},
        .half_life_weeks = {curve_half_life(&fit), NAN, NAN},
        .last_seen_day = series->last_seen_day};
    out->value = (struct yn_interval){.value = yn_linger_value(out->s52.value),
                                      .lo = yn_linger_value(out->s52.lo),
                                      .hi = yn_linger_value(out->s52.hi)};
    return YN_OK;
}

/* Learns from those series that are long, and measures all. */
static int measure_all(struct yn_rates *rates, const struct series *series,
                       enum yn_linger_from from, struct yn_err *err)
{
    struct yn_counts *catalogue =
        calloc(rates->n_tracks + 1, sizeof(*catalogue));
    if (!catalogue)
        return yn_err_nomem(err);
    size_t n = 0;
    for (size_t t = 0; t < rates->n_tracks; t++) {
        if (series[t].usable && series[t].counts.n >= CATALOGUE_WEEKS)
            catalogue[n++] = series[t].counts;
    }
    if (n < CATALOGUE_MIN)
        n = 0;
    struct yn_decay_pool pool;
    int rc = yn_decay_pool_fit(catalogue, n, &pool, err);
    for (size_t t = 0; !rc && t < rates->n_tracks; t++) {
        if (series[t].usable)
            rc = measure_series(&pool, catalogue, n, &series[t], from,
                                &rates->tracks[t], err);
    }
    free(catalogue);
    return rc;
}

int yn_rate_from_counts(struct yn_rates *rates, struct yn_err *err)
{
    struct series *series = calloc(rates->n_tracks + 1, sizeof(*series));
    int rc = series ? YN_OK : yn_err_nomem(err);
    if (!rc && rates->attention->listens->n_plays) {
        rc = listens_series(rates, series, err);
        if (!rc)
            rc = measure_all(rates, series, YN_FROM_LISTENS, err);
    }
    if (!rc && rates->attention->n_views) {
        for (size_t t = 0; !rc && t < rates->n_tracks; t++)
            rc = views_series(rates, t, &series[t], err);
        if (!rc)
            rc = measure_all(rates, series, YN_FROM_VIEWS, err);
    }
    free(series);
    return rc;
}
