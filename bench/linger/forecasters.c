/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rule or curve that gives one level gets its spread from the songs it learns
 * from: Student's t of 5, its width a power of the weeks ahead and its centre
 * moved with them. So no rule is punished for being a point.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/numeric.h"
#include "runs.h"

#define NU 5.0
#define SPREAD_VALUES 4
#define UNIT 1000.0 /* counts at level 0 */
#define GONE                                                                   \
    0.2 /* so far below the foot a song is taken to be, where a rule           \
           needs a number */

double bench_foot;

bool origin_of(const struct yn_course *course, size_t after,
               struct origin *origin)
{
    if (course->first == course->n_weeks || course->cut)
        return false;
    *origin = (struct origin){course, course->peak + after, after, 0};
    size_t end = course->n_weeks < course->masked_from ? course->n_weeks
                                                       : course->masked_from;
    if (origin->week + 4 >= end ||
        course->weeks[origin->week].state != YN_CHART_RANKED)
        return false;
    origin->n = end - origin->week - 1;
    if (origin->n > AHEAD)
        origin->n = AHEAD;
    return true;
}

static double level_at(const struct yn_course *course, size_t week)
{
    const struct yn_wane_week *w = &course->weeks[week];
    return w->state == YN_CHART_RANKED ? w->level : bench_foot - GONE;
}

/* The weeks from the peak to the origin, as counts. */
struct counts {
    double y[512], below[512];
    struct yn_counts counts;
};

static void counts_of(const struct yn_course *course, size_t from, size_t to,
                      struct counts *out)
{
    size_t n = 0;
    for (size_t w = from; w <= to && n < 512; w++, n++) {
        const struct yn_wane_week *week = &course->weeks[w];
        out->y[n] =
            week->state == YN_CHART_RANKED ? UNIT * exp(week->level) : NAN;
        out->below[n] =
            week->state == YN_CHART_BELOW ? UNIT * exp(week->level) : 0;
    }
    out->counts = (struct yn_counts){.y = out->y, .below = out->below, .n = n};
}

/* ---- points ---- */

typedef void point(const struct origin *origin, double *level);

static void point_last4(const struct origin *o, double *level)
{
    double mean = 0;
    for (size_t i = 0; i < 4; i++)
        mean += level_at(o->course, o->week - i) / 4;
    for (size_t h = 0; h < AHEAD; h++)
        level[h] = mean;
}

static struct yn_decay_pool pool;

static void curve_levels(const struct origin *o, enum yn_curve curve,
                         const struct yn_shape_prior *prior, double temper,
                         double weight, double *level)
{
    struct counts counts;
    struct yn_curve_fit fit;
    counts_of(o->course, o->course->peak, o->week, &counts);
    yn_curve_fit(curve, &counts.counts, prior, temper, &fit);
    for (size_t h = 0; h < AHEAD; h++) {
        double mu = yn_curve_at(curve, fit.value, (double)(o->after + 1 + h));
        level[h] += weight * fmax(log(mu / UNIT), -8);
    }
}

static void point_exponential(const struct origin *o, double *level)
{
    curve_levels(o, YN_EXPONENTIAL, NULL, 1, 1, level);
}

static void point_power(const struct origin *o, double *level)
{
    curve_levels(o, YN_POWER, NULL, 1, 1, level);
}

static void point_biexp_pooled(const struct origin *o, double *level)
{
    curve_levels(o, YN_BIEXPONENTIAL, &pool.prior[YN_BIEXPONENTIAL],
                 pool.temper, 1, level);
}

static void point_power_pooled(const struct origin *o, double *level)
{
    curve_levels(o, YN_POWER, &pool.prior[YN_POWER], pool.temper, 1, level);
}

static void point_pair(const struct origin *o, double *level)
{
    curve_levels(o, YN_BIEXPONENTIAL, &pool.prior[YN_BIEXPONENTIAL],
                 pool.temper, 0.5, level);
    curve_levels(o, YN_POWER, &pool.prior[YN_POWER], pool.temper, 0.5, level);
}

/* ln later on ln now, for each week ahead (Szabo & Huberman 2008). */
static double line_a[AHEAD], line_b[AHEAD];

static void point_log_linear(const struct origin *o, double *level)
{
    double now[AHEAD] = {0};
    point_last4(o, now);
    for (size_t h = 0; h < AHEAD; h++)
        level[h] = line_a[h] + line_b[h] * now[0];
}

/* ---- what points learn ---- */

static const size_t learn_after[] = {3, 4, 6, 8, 12, 16, 20, 26, 32};
#define LEARN (sizeof(learn_after) / sizeof(learn_after[0]))

struct residuals {
    double *at, *came, *h;
    bool *ranked;
    size_t n, cap;
};

static double spread_cost(const double *p, void *context)
{
    const struct residuals *r = context;
    double sum = 0.5 * (p[2] * p[2] + p[3] * p[3]);
    for (size_t i = 0; i < r->n; i++) {
        double sd = exp(p[0]) * pow(r->h[i], p[1]);
        double at = r->at[i] - p[2] * log1p(r->h[i]) - p[3] * r->h[i] / 10;
        double x = (r->came[i] - at) / sd;
        sum -= r->ranked[i] ? yn_t_ln_density(x, NU) - log(sd)
                            : log(yn_t_cdf(x, NU) + 1e-12);
    }
    return sum;
}

static int residuals_add(struct residuals *r, const struct origin *o,
                         const double *level)
{
    for (size_t h = 0; h < o->n; h += h < 8 ? 1 : 3) {
        const struct yn_wane_week *week = &o->course->weeks[o->week + 1 + h];
        if (week->state == YN_CHART_UNREAD)
            continue;
        if (r->n == r->cap) {
            r->cap = r->cap ? 2 * r->cap : 4096;
            r->at = realloc(r->at, r->cap * sizeof(double));
            r->came = realloc(r->came, r->cap * sizeof(double));
            r->h = realloc(r->h, r->cap * sizeof(double));
            r->ranked = realloc(r->ranked, r->cap * sizeof(bool));
            if (!r->at || !r->came || !r->h || !r->ranked)
                return -1;
        }
        r->at[r->n] = level[h];
        r->came[r->n] = week->level;
        r->h[r->n] = (double)h + 1;
        r->ranked[r->n++] = week->state == YN_CHART_RANKED;
    }
    return 0;
}

static int learn_spread(const struct yn_courses *courses, const bool *use,
                        point *f, double *spread)
{
    struct residuals r = {0};
    int rc = 0;
    for (size_t i = 0; i < courses->n; i++) {
        for (size_t k = 0; k < LEARN && use[i] && !rc; k++) {
            struct origin o;
            double level[AHEAD] = {0};
            if (!origin_of(&courses->course[i], learn_after[k], &o))
                continue;
            f(&o, level);
            rc = residuals_add(&r, &o, level);
        }
    }
    const double start[SPREAD_VALUES] = {-2, 0.6, 0, 0};
    memcpy(spread, start, sizeof(start));
    struct yn_minimise_params params = {.f = spread_cost,
                                        .context = &r,
                                        .n = SPREAD_VALUES,
                                        .step = 0.3,
                                        .size_end = 1e-2,
                                        .rounds = 250};
    if (!rc)
        rc = yn_minimise(&params, spread, NULL, NULL);
    free(r.at);
    free(r.came);
    free(r.h);
    free(r.ranked);
    return rc;
}

static void tell_point(const struct origin *o, point *f, const double *spread,
                       struct told *told)
{
    double level[AHEAD] = {0};
    f(o, level);
    for (size_t h = 0; h < o->n; h++) {
        const struct yn_wane_week *week = &o->course->weeks[o->week + 1 + h];
        double ahead = (double)h + 1,
               sd = exp(spread[0]) * pow(ahead, spread[1]);
        double at =
            level[h] - spread[2] * log1p(ahead) - spread[3] * ahead / 10;
        told[h].p_on = 1 - yn_t_cdf((bench_foot - at) / sd, NU);
        double x = (week->level - at) / sd;
        told[h].density = exp(yn_t_ln_density(x, NU)) / sd;
        told[h].pit = yn_t_cdf(x, NU);
    }
}

#define POINT(name)                                                            \
    static double spread_##name[SPREAD_VALUES];                                \
    static int learn_##name(const struct yn_courses *c, const bool *use)       \
    {                                                                          \
        return learn_spread(c, use, point_##name, spread_##name);              \
    }                                                                          \
    static void tell_##name(const struct origin *o, struct told *told)         \
    {                                                                          \
        tell_point(o, point_##name, spread_##name, told);                      \
    }
POINT(last4)
POINT(exponential)
POINT(power)
POINT(power_pooled)
POINT(pair)

static double spread_log_linear[SPREAD_VALUES];
static int learn_log_linear(const struct yn_courses *c, const bool *use)
{
    for (size_t h = 0; h < AHEAD; h++) {
        double n = 1e-9, x = 0, y = 0, xx = 0, xy = 0;
        for (size_t i = 0; i < c->n; i++) {
            for (size_t k = 0; k < LEARN && use[i]; k++) {
                struct origin o;
                if (!origin_of(&c->course[i], learn_after[k], &o) || o.n <= h)
                    continue;
                double now[AHEAD] = {0};
                point_last4(&o, now);
                double later = level_at(&c->course[i], o.week + 1 + h);
                n++;
                x += now[0];
                y += later;
                xx += now[0] * now[0];
                xy += now[0] * later;
            }
        }
        line_b[h] = (xy - x * y / n) / (xx - x * x / n + 1e-6);
        line_a[h] = (y - line_b[h] * x) / n;
    }
    return learn_spread(c, use, point_log_linear, spread_log_linear);
}
static void tell_log_linear(const struct origin *o, struct told *told)
{
    tell_point(o, point_log_linear, spread_log_linear, told);
}

/* The pool is learned once, by the first of the three that need it. */
static double spread_biexp_pooled[SPREAD_VALUES];
static int learn_biexp_pooled(const struct yn_courses *c, const bool *use)
{
    struct counts *counts = calloc(c->n, sizeof(*counts));
    struct yn_counts *songs = calloc(c->n, sizeof(*songs));
    size_t n = 0;
    int rc = counts && songs ? 0 : -1;
    for (size_t i = 0; !rc && i < c->n; i++) {
        struct origin o;
        if (!use[i] || !origin_of(&c->course[i], 4, &o))
            continue;
        counts_of(&c->course[i], c->course[i].peak, o.week + o.n, &counts[n]);
        songs[n] = counts[n].counts;
        n++;
    }
    if (!rc)
        rc = yn_decay_pool_fit(songs, n, &pool, NULL);
    free(counts);
    free(songs);
    if (rc)
        return rc;
    return learn_spread(c, use, point_biexp_pooled, spread_biexp_pooled);
}
static void tell_biexp_pooled(const struct origin *o, struct told *told)
{
    tell_point(o, point_biexp_pooled, spread_biexp_pooled, told);
}

/* ---- the hazard of leaving, by weeks on the chart ---- */

static double hazard[2];
struct hazard_sums {
    const struct yn_courses *courses;
    const bool *use;
};

static double hazard_at(const double *p, double weeks)
{
    return 1 / (1 + exp(-(p[0] + p[1] * log(weeks))));
}

static double hazard_cost(const double *p, void *context)
{
    const struct hazard_sums *s = context;
    double sum = 0.05 * (p[0] * p[0] + p[1] * p[1]);
    for (size_t i = 0; i < s->courses->n; i++) {
        const struct yn_course *c = &s->courses->course[i];
        size_t on = 0;
        if (!s->use[i] || c->cut)
            continue;
        for (size_t w = c->first; w + 1 < c->n_weeks; w++) {
            on += c->weeks[w].state == YN_CHART_RANKED;
            if (c->weeks[w].state != YN_CHART_RANKED ||
                c->weeks[w + 1].state == YN_CHART_UNREAD)
                continue;
            double q = hazard_at(p, (double)on);
            bool left = c->weeks[w + 1].state == YN_CHART_BELOW;
            sum -= log(left ? q : 1 - q);
        }
    }
    return sum;
}

static int learn_hazard(const struct yn_courses *courses, const bool *use)
{
    struct hazard_sums sums = {courses, use};
    struct yn_minimise_params params = {
        .f = hazard_cost, .context = &sums, .n = 2, .step = 0.5};
    hazard[0] = -2;
    hazard[1] = 0;
    return yn_minimise(&params, hazard, NULL, NULL);
}

static void tell_hazard(const struct origin *o, struct told *told)
{
    double on = 0, p = 1;
    for (size_t w = o->course->first; w <= o->week; w++)
        on += o->course->weeks[w].state == YN_CHART_RANKED;
    for (size_t h = 0; h < o->n; h++) {
        p *= 1 - hazard_at(hazard, on + (double)h);
        told[h] = (struct told){.p_on = p, .density = NAN, .pit = NAN};
    }
}

/* ---- the shipped one ---- */

/* Round numbers from before any chart was seen. */
static const struct yn_wane_params blank = {.steady = 0.01,
                                            .early = 0.5,
                                            .early_weeks = 4,
                                            .edge = 0.05,
                                            .edge_at = 0,
                                            .edge_width = 0.15,
                                            .rise = 0,
                                            .noise = 0.05,
                                            .noise_early = 1,
                                            .jump = 0.1,
                                            .jump_size = 3};
static struct yn_wane_params wane, plain;

static int learn_wane_from(const struct yn_courses *courses, const bool *use,
                           struct yn_wane_params *params)
{
    struct yn_wane_run *runs = calloc(courses->n + 1, sizeof(*runs));
    size_t n = 0;
    if (!runs)
        return -1;
    for (size_t i = 0; i < courses->n; i++) {
        const struct yn_course *c = &courses->course[i];
        if (use[i] && c->first + 1 < c->n_weeks)
            runs[n++] = (struct yn_wane_run){c->weeks + c->first,
                                             c->n_weeks - c->first};
    }
    int rc = yn_wane_fit(runs, n, YN_WANE_FIT_ALL, params, NULL);
    free(runs);
    return rc;
}

int bench_learn_all(const struct yn_courses *courses, const bool *use,
                    struct yn_wane_params *params)
{
    *params = blank;
    return learn_wane_from(courses, use, params);
}

static int learn_wane(const struct yn_courses *courses, const bool *use)
{
    return bench_learn_all(courses, use, &wane);
}

static int learn_plain(const struct yn_courses *courses, const bool *use)
{
    plain = blank;
    plain.edge = 0;
    return learn_wane_from(courses, use, &plain);
}

static void tell_with(const struct yn_wane_params *params,
                      const struct origin *o, struct told *told)
{
    struct yn_wane w;
    yn_wane_follow(&w, params, o->course->weeks, o->week + 1);
    double age = o->course->weeks[o->week].age;
    for (size_t h = 0; h < o->n; h++) {
        const struct yn_wane_week *week = &o->course->weeks[o->week + 1 + h];
        yn_wane_step(&w, age++);
        told[h].p_on = yn_wane_above(&w, bench_foot);
        told[h].density = yn_wane_density(&w, week->level);
        told[h].pit = yn_wane_below(&w, week->level);
    }
}

static void tell_wane(const struct origin *o, struct told *told)
{
    tell_with(&wane, o, told);
}

static void tell_plain(const struct origin *o, struct told *told)
{
    tell_with(&plain, o, told);
}

static int learn_nothing(const struct yn_courses *courses, const bool *use)
{
    (void)courses;
    (void)use;
    return 0;
}

static void tell_default(const struct origin *o, struct told *told)
{
    tell_with(&yn_wane_default, o, told);
}

const struct forecaster forecasters[] = {
    {"last 4 weeks", learn_last4, tell_last4},
    {"exponential", learn_exponential, tell_exponential},
    {"power law", learn_power, tell_power},
    {"log-linear", learn_log_linear, tell_log_linear},
    {"hazard of leaving", learn_hazard, tell_hazard},
    {"biexponential, pooled", learn_biexp_pooled, tell_biexp_pooled},
    {"power law, pooled", learn_power_pooled, tell_power_pooled},
    {"the pair of them", learn_pair, tell_pair},
    {"wane without edge", learn_plain, tell_plain},
    {"wane", learn_wane, tell_wane},
    {"(wane as shipped)", learn_nothing, tell_default},
};
const size_t n_forecasters = sizeof(forecasters) / sizeof(forecasters[0]);
