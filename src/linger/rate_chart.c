/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rating from a chart.
 */
#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "linger/rate_internal.h"

#define WEEK_DAYS 7
/* Fewer runs, or shorter ones, say nothing of another chart's pace; more do not
 * say it better and take longer. */
#define RUNS_MIN 12
#define RUNS_MOST 250
#define RUN_WEEKS_MIN 3

/* How often a track that is not on the chart yet enters it. While its drama
 * airs, per week: 59 of 951 track-weeks of the 20 dramas of 2020, and very
 * unlike from drama to drama, so the drama's own count is added to a prior of
 * that mean which weighs as little as 8 track-weeks. In the week after the
 * finale 1 of 75; later none of 3,569. */
#define ENTER_PRIOR 0.5
#define ENTER_PRIOR_WEEKS 8.0
#define ENTER_WEEK_AFTER 0.2 /* of the rate while airing */
#define ENTER_LATER 0.0003
/* The levels they enter at: those of the first weeks of 2020's songs. */
#define ENTER_LEVELS 5
static const double enter_level[ENTER_LEVELS] = {-0.55, -0.39, -0.21, 0.12,
                                                 0.65};

static bool date_given(struct yn_date date)
{
    return date.year != 0;
}

/* Whether the drama is on the air in the week that begins on `day`; 0 and 1,
 * or the share of the rate in the week after. */
static double airing(const struct yn_drama *drama, int32_t day)
{
    if (!date_given(drama->first) || !date_given(drama->last))
        return 0;
    int32_t last = yn_day_of(drama->last);
    if (day + WEEK_DAYS <= yn_day_of(drama->first) || day > last + WEEK_DAYS)
        return 0;
    return day > last ? ENTER_WEEK_AFTER : 1;
}

static void count_entries(const struct yn_season *season,
                          struct yn_chart_pool *pool)
{
    const struct yn_chart *chart = pool->courses.chart;
    for (size_t i = 0; i < pool->courses.n; i++) {
        const struct yn_course *course = &pool->courses.course[i];
        size_t d = course->song->group;
        if (course->song->track == YN_NO_TRACK || d >= season->n_dramas)
            continue;
        for (size_t w = 0; w < course->n_weeks && w <= course->first; w++) {
            if (!chart->weeks[w].read_to ||
                airing(&season->dramas[d], chart->weeks[w].first_day) < 1)
                continue;
            pool->waited[d]++;
            pool->entered[d] += w == course->first;
        }
    }
}

/* The pace and noise of this chart, drawn towards those of the default. */
static int fit_pool(struct yn_chart_pool *pool, struct yn_err *err)
{
    size_t n = 0;
    struct yn_wane_run *runs = calloc(RUNS_MOST, sizeof(*runs));
    if (!runs)
        return yn_err_nomem(err);
    for (size_t i = 0; i < pool->courses.n && n < RUNS_MOST; i++) {
        const struct yn_course *course = &pool->courses.course[i];
        if (course->first + RUN_WEEKS_MIN <= course->n_weeks)
            runs[n++] = (struct yn_wane_run){course->weeks + course->first,
                                             course->n_weeks - course->first};
    }
    pool->params = yn_wane_default;
    int rc = YN_OK;
    if (n >= RUNS_MIN)
        rc = yn_wane_fit(runs, n, YN_WANE_FIT_PACE, &pool->params, err);
    free(runs);
    return rc;
}

int yn_chart_pool_make(const struct yn_rates *rates,
                       const struct yn_chart *chart, struct yn_chart_pool *out,
                       struct yn_err *err)
{
    const struct yn_season *season = rates->season;
    *out = (struct yn_chart_pool){0};
    out->waited = calloc(season->n_dramas + 1, sizeof(*out->waited));
    out->entered = calloc(season->n_dramas + 1, sizeof(*out->entered));
    if (!out->waited || !out->entered)
        return yn_err_nomem(err);
    int rc =
        yn_courses_make(season, chart, rates->own->placed, &out->courses, err);
    if (rc)
        return rc;
    count_entries(season, out);
    return fit_pool(out, err);
}

void yn_chart_pool_release(struct yn_chart_pool *pool)
{
    yn_courses_release(&pool->courses);
    free(pool->waited);
    free(pool->entered);
    *pool = (struct yn_chart_pool){0};
}

/* The weeks of one song, from the chart's first to the last that is asked. */
struct span {
    size_t read;     /* weeks of the chart */
    size_t ahead;    /* index of the first forecast week */
    size_t n;        /* all */
    int32_t day;     /* the first day of the first forecast week */
    double foot;     /* below it lies what is not on the chart */
    unsigned behind; /* the place behind the last */
    struct yn_levels *levels;
    double *p_on; /* of the forecast weeks */
};

static struct span span_of(const struct yn_chart_pool *pool,
                           const struct yn_course *course, int32_t as_of_day)
{
    const struct yn_chart *chart = pool->courses.chart;
    struct span span = {.read = chart->n_weeks, .ahead = chart->n_weeks};
    const struct yn_chart_week *last = &chart->weeks[chart->n_weeks - 1];
    span.day = last->first_day + WEEK_DAYS;
    /* Weeks that are over and were not read lie between. */
    while (span.day + WEEK_DAYS - 1 <= as_of_day) {
        span.day += WEEK_DAYS;
        span.ahead++;
    }
    span.n = span.ahead + YN_FORECAST_WEEKS;
    if (course->clock != SIZE_MAX && span.n < course->clock + YN_HALF_LIFE_MOST)
        span.n = course->clock + YN_HALF_LIFE_MOST;
    unsigned read_to = 0;
    for (size_t w = 0; w < chart->n_weeks; w++) {
        if (chart->weeks[w].read_to)
            read_to = chart->weeks[w].read_to;
    }
    span.behind = read_to + 1;
    span.foot = yn_scale_foot(&pool->courses.scale, read_to);
    return span;
}

static struct yn_levels levels_of(const struct yn_wane *wane,
                                  const struct yn_wane_week *week, double foot)
{
    if (week && week->state == YN_CHART_RANKED)
        return (struct yn_levels){week->level, week->level, week->level};
    struct yn_levels levels = {.lo = yn_wane_quantile(wane, YN_INTERVAL_LO),
                               .mid = yn_wane_quantile(wane, 0.5),
                               .hi = yn_wane_quantile(wane, YN_INTERVAL_HI)};
    /* How a song goes on below the chart was never seen by anyone: there it
     * may be anywhere between nought and the foot. */
    if (levels.lo < foot)
        levels.lo = -INFINITY;
    if (levels.hi < foot)
        levels.hi = foot;
    return levels;
}

/* Follows a ranked song through what was read and on. */
static void follow(const struct yn_chart_pool *pool,
                   const struct yn_course *course, struct span *span)
{
    struct yn_wane wane;
    const struct yn_wane_week *first = &course->weeks[course->first];
    yn_wane_begin(&wane, &pool->params, first->level);
    span->levels[course->first] = levels_of(&wane, first, span->foot);
    double age = first->age;
    for (size_t w = course->first + 1; w < span->n; w++) {
        yn_wane_step(&wane, age++);
        const struct yn_wane_week *week = NULL;
        if (w < span->read) {
            week = &course->weeks[w];
            yn_wane_see(&wane, week);
            age = week->age;
        }
        span->levels[w] = levels_of(&wane, week, span->foot);
        if (w >= span->ahead && w < span->ahead + YN_FORECAST_WEEKS)
            span->p_on[w - span->ahead] = yn_wane_above(&wane, span->foot);
    }
}

/* How likely a track that never stood there enters in the week of `day`. */
static double enter_rate(const struct yn_season *season,
                         const struct yn_chart_pool *pool, size_t drama,
                         int32_t day)
{
    double share = airing(&season->dramas[drama], day);
    double rate = (ENTER_PRIOR + pool->entered[drama]) /
                  (ENTER_PRIOR_WEEKS + pool->waited[drama]);
    return fmax(fmin(rate, 1) * share, ENTER_LATER);
}

/* A track that never stood there: in each week it may enter, and then wanes
 * like others. */
static void await(const struct yn_season *season,
                  const struct yn_chart_pool *pool, size_t drama,
                  struct span *span)
{
    struct yn_wane wane = {.params = pool->params};
    double waiting = 1;
    for (size_t h = 0; h < YN_FORECAST_WEEKS; h++) {
        yn_wane_step(&wane, 1);
        double enters =
            waiting *
            enter_rate(season, pool, drama, span->day + (int32_t)h * WEEK_DAYS);
        waiting -= enters;
        for (size_t i = 0; i < ENTER_LEVELS; i++)
            yn_wane_add(&wane, enter_level[i], enters / ENTER_LEVELS);
        /* Those that wait are below all levels. */
        struct yn_wane all = wane;
        yn_wane_add(&all, YN_WANE_LOWEST, waiting);
        span->levels[span->ahead + h] = levels_of(&all, NULL, span->foot);
        span->p_on[h] = yn_wane_above(&all, span->foot);
    }
}

static double place_of(const struct yn_scale *scale, const struct span *span,
                       double level)
{
    if (level <= span->foot)
        return span->behind;
    double rank = yn_scale_rank(scale, level);
    return fmin(fmax(rank, 1), span->behind);
}

static int write_forecast(const struct yn_chart_pool *pool,
                          const struct span *span, struct yn_arena *arena,
                          struct yn_rate *rate, struct yn_err *err)
{
    const struct yn_scale *scale = &pool->courses.scale;
    rate->forecast =
        yn_arena_array(arena, YN_FORECAST_WEEKS, sizeof(*rate->forecast));
    if (!rate->forecast)
        return yn_err_nomem(err);
    for (size_t h = 0; h < YN_FORECAST_WEEKS; h++) {
        const struct yn_levels *levels = &span->levels[span->ahead + h];
        int32_t day = span->day + (int32_t)h * WEEK_DAYS;
        rate->forecast[h] = (struct yn_forecast_week){
            .first_day = day,
            .last_day = day + WEEK_DAYS - 1,
            .p_on_chart = fmin(fmax(span->p_on[h], 0), 1),
            .rank = place_of(scale, span, levels->mid),
            .rank_lo = place_of(scale, span, levels->hi),
            .rank_hi = place_of(scale, span, levels->lo)};
    }
    return YN_OK;
}

/* What could be expected on the clock's day: the course from there on, blind to
 * what came. */
static void expected(const struct yn_chart_pool *pool,
                     const struct yn_course *course, const struct span *span,
                     struct yn_rate *rate)
{
    if (course->clock == SIZE_MAX ||
        course->weeks[course->clock].state != YN_CHART_RANKED)
        return;
    const struct yn_scale *scale = &pool->courses.scale;
    struct yn_wane wane;
    const struct yn_wane_week *start = &course->weeks[course->clock];
    yn_wane_begin(&wane, &pool->params, start->level);
    double age = start->age;
    for (size_t w = course->clock; w < span->ahead; w++) {
        struct yn_levels levels = levels_of(&wane, NULL, span->foot);
        struct yn_curve_week *week = &rate->curve[w - course->first];
        week->fit = place_of(scale, span, levels.mid);
        week->fit_lo = place_of(scale, span, levels.hi);
        week->fit_hi = place_of(scale, span, levels.lo);
        yn_wane_step(&wane, age++);
    }
}

static int write_curve(const struct yn_chart_pool *pool,
                       const struct yn_course *course, const struct span *span,
                       struct yn_arena *arena, struct yn_rate *rate,
                       struct yn_err *err)
{
    const struct yn_chart *chart = pool->courses.chart;
    rate->n_curve = span->ahead + YN_FORECAST_WEEKS - course->first;
    rate->curve = yn_arena_array(arena, rate->n_curve, sizeof(*rate->curve));
    if (!rate->curve)
        return yn_err_nomem(err);
    for (size_t w = course->first; w < span->ahead + YN_FORECAST_WEEKS; w++) {
        struct yn_curve_week *week = &rate->curve[w - course->first];
        *week = (struct yn_curve_week){
            .first_day = span->day - (int32_t)(span->ahead - w) * WEEK_DAYS,
            .level = NAN,
            .fit = NAN,
            .fit_lo = NAN,
            .fit_hi = NAN};
        if (w < span->read) {
            week->first_day = chart->weeks[w].first_day;
            week->state = course->song->place[w].state;
            week->rank = course->song->place[w].rank;
            if (week->state == YN_CHART_RANKED)
                week->level = yn_scale_level(&pool->courses.scale, week->rank);
        }
        if (w < span->ahead)
            continue;
        week->first_day = span->day + (int32_t)(w - span->ahead) * WEEK_DAYS;
        const struct yn_forecast_week *f = &rate->forecast[w - span->ahead];
        week->fit = f->rank;
        week->fit_lo = f->rank_lo;
        week->fit_hi = f->rank_hi;
    }
    expected(pool, course, span, rate);
    return YN_OK;
}

static void count_weeks(const struct yn_course *course,
                        const struct yn_chart *chart, struct yn_rate *rate)
{
    for (size_t w = 0; w < course->n_weeks; w++) {
        const struct yn_chart_place *place = &course->song->place[w];
        rate->weeks_read += place->state != YN_CHART_UNREAD;
        if (place->state != YN_CHART_RANKED)
            continue;
        rate->weeks_on_chart++;
        if (!rate->best_rank || place->rank < rate->best_rank)
            rate->best_rank = place->rank;
        rate->last_seen_day = chart->weeks[w].last_day;
    }
}

/* S52 of a chart knows the first place, so the value is of the level itself. */
static void set_value(const struct yn_chart_pool *pool,
                      const struct yn_course *course, const struct span *span,
                      struct yn_measure *measure)
{
    double early = 0;
    for (size_t w = 0; w < YN_S52_EARLY_WEEKS; w++)
        early += exp(span->levels[course->clock + w].mid) / YN_S52_EARLY_WEEKS;
    double share = early / exp(yn_scale_level(&pool->courses.scale, 1));
    measure->value = (struct yn_interval){
        .value = yn_linger_value(measure->s52.value * share),
        .lo = yn_linger_value(measure->s52.lo * share),
        .hi = yn_linger_value(measure->s52.hi * share)};
}

static void measure_chart(const struct yn_chart_pool *pool,
                          const struct yn_course *course,
                          const struct span *span, struct yn_rate *rate)
{
    const struct yn_chart *chart = pool->courses.chart;
    struct yn_measure measure = {.from = YN_FROM_CHART,
                                 .source = chart->name,
                                 .status = YN_LINGER_UNKNOWN,
                                 .clock_day = INT32_MIN,
                                 .s52 = {NAN, NAN, NAN},
                                 .value = {NAN, NAN, NAN},
                                 .half_life_weeks = {NAN, NAN, NAN},
                                 .last_seen_day = rate->last_seen_day};
    if (course->first < course->n_weeks) {
        measure.status = YN_LINGER_EARLY;
        if (course->clock != SIZE_MAX) {
            measure.clock_day = chart->weeks[course->clock].first_day;
            yn_measure_levels(span->levels, span->n, course->clock, span->read,
                              &measure);
            set_value(pool, course, span, &measure);
        }
    } else if (rate->weeks_read) {
        measure.status = YN_LINGER_BELOW;
        double foot = exp(span->foot - yn_scale_level(&pool->courses.scale, 1));
        measure.value.lo = 0;
        measure.value.hi = yn_linger_value(foot);
    }
    rate->measures[rate->n_measures++] = measure;
}

int yn_rate_from_chart(const struct yn_season *season,
                       const struct yn_chart_pool *pool, int32_t as_of_day,
                       struct yn_arena *arena, struct yn_rate *rate,
                       struct yn_err *err)
{
    const struct yn_chart *chart = pool->courses.chart;
    const struct yn_course *course = &pool->courses.course[rate->track->index];
    if (!chart->n_weeks)
        return YN_OK;
    struct span span = span_of(pool, course, as_of_day);
    span.levels = calloc(span.n, sizeof(*span.levels));
    span.p_on = calloc(YN_FORECAST_WEEKS, sizeof(*span.p_on));
    int rc = span.levels && span.p_on ? YN_OK : yn_err_nomem(err);
    if (rc)
        goto done;
    rate->chart = chart;
    rate->song = course->song;
    count_weeks(course, chart, rate);
    bool ranked = course->first < course->n_weeks;
    if (ranked)
        follow(pool, course, &span);
    else
        await(season, pool, rate->track->drama, &span);
    rc = write_forecast(pool, &span, arena, rate, err);
    if (!rc && ranked)
        rc = write_curve(pool, course, &span, arena, rate, err);
    if (!rc)
        measure_chart(pool, course, &span, rate);
done:
    free(span.levels);
    free(span.p_on);
    return rc;
}
