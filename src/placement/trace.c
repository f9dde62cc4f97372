/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/trace.h"

#include <math.h>

#include "base/base.h"
#include "signal/wide.h"

/* A song is followed until this much likelihood (in nats) is lost and not won
 * back, or for so long. */
#define LOSS_MAX 12.0
#define MEAN_MAX 2.0
#define LOSS_S 30
/* So far the lag may move from a candidate's: the peak of one window may sit
 * beside. */
#define LAG_REACH 3

int yn_power_sum(const struct yn_sound *sound, struct yn_power *out,
                 struct yn_err *err)
{
    size_t n = sound->n / YN_POWER_STEP;
    double *up_to = malloc((n + 1) * sizeof(*up_to)), sum = 0;
    if (!up_to)
        return yn_err_nomem(err);
    up_to[0] = 0;
    for (size_t i = 0; i < n; i++) {
        const float *x = sound->frames + i * YN_POWER_STEP;
        for (size_t k = 0; k < YN_POWER_STEP; k++)
            sum += (double)x[k] * x[k];
        up_to[i + 1] = sum;
    }
    *out = (struct yn_power){up_to, n};
    return YN_OK;
}

/* The power of a sound up to a frame. */
static double power_to(const struct yn_power *power, size_t at)
{
    size_t i = at / YN_POWER_STEP;
    if (i >= power->n)
        return power->up_to[power->n];
    double part = (double)(at % YN_POWER_STEP) / YN_POWER_STEP;
    return power->up_to[i] + part * (power->up_to[i + 1] - power->up_to[i]);
}

static double power_of(const struct yn_power *power, size_t from, size_t n)
{
    return power_to(power, from + n) - power_to(power, from);
}

float yn_block_evidence(const struct yn_ground *ground, size_t b, ptrdiff_t lag)
{
    size_t from = b * ground->block;
    ptrdiff_t at = (ptrdiff_t)from + lag;
    if (from + ground->block > ground->episode.n || at < 0 ||
        (size_t)at + ground->block > ground->masters.n)
        return 0;
    double power = power_of(&ground->episode_power, from, ground->block) *
                   power_of(&ground->masters_power, (size_t)at, ground->block) /
                   (double)ground->block;
    if (power <= 1)
        return 0;
    return yn_product(ground->episode.frames + from,
                      ground->masters.frames + at, ground->block) /
           (float)sqrt(power);
}

float yn_block_likeness(const struct yn_ground *ground, size_t b,
                        ptrdiff_t lag_a, ptrdiff_t lag_b)
{
    const struct yn_sound *masters = &ground->masters;
    ptrdiff_t a = (ptrdiff_t)(b * ground->block) + lag_a;
    ptrdiff_t c = (ptrdiff_t)(b * ground->block) + lag_b;
    if (a < 0 || c < 0 || (size_t)a + ground->block > masters->n ||
        (size_t)c + ground->block > masters->n)
        return 0;
    double power = power_of(&ground->masters_power, (size_t)a, ground->block) *
                   power_of(&ground->masters_power, (size_t)c, ground->block);
    if (power <= 1)
        return 0;
    double r =
        yn_product(masters->frames + a, masters->frames + c, ground->block) /
        sqrt(power);
    return (float)(r > 1 ? 1 : r < -1 ? -1 : r);
}

double yn_trace_mean(const float *x, size_t first, size_t last)
{
    double sum = 0;
    for (size_t i = first; i <= last; i++)
        sum += x[i];
    return sum / (double)(last - first + 1);
}

/* The mean that a run is sought with: no more than what tells a song from
 * chance within a second, so that loud words over a loud song do not end it. */
static double sought_mean(double mean)
{
    return YN_DIP * (mean < MEAN_MAX ? mean : MEAN_MAX);
}

/* The run of blocks with the highest likelihood of holding the song against not
 * holding it, its mean known: the largest sum of mu x - mu^2 / 2 (a cumulative
 * sum test, Page 1954). It must touch the core. */
static void find_run(struct yn_trace *t, double mean)
{
    double mu = sought_mean(mean);
    double best = -INFINITY, sum = 0;
    size_t start = 0;
    t->run_first = t->run_last = t->core_first;
    for (size_t i = 0; i < t->n; i++) {
        double gain = mu * t->x[i] - mu * mu / 2;
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        sum += gain;
        bool touches = start <= t->core_last && i >= t->core_first;
        if (touches && sum > best) {
            best = sum;
            t->run_first = start;
            t->run_last = i;
        }
    }
}

void yn_trace_rate(struct yn_trace *t)
{
    double mu = yn_trace_mean(t->x, t->core_first, t->core_last);
    for (int i = 0; i < 3; i++) {
        if (mu <= 0)
            break;
        find_run(t, mu);
        mu = yn_trace_mean(t->x, t->run_first, t->run_last);
    }
    size_t n = t->run_last - t->run_first + 1;
    double doubt = 0;
    for (size_t i = t->run_first; t->doubt && i <= t->run_last; i++)
        doubt += t->doubt[i];
    t->z = mu > 0 ? mu * sqrt((double)n) : 0;
    t->own_z = t->z - doubt / sqrt((double)n);
}

/* One candidate on its way to a trace. */
struct walk {
    const struct yn_ground *ground;
    ptrdiff_t lag;
    float sign;
    size_t all;         /* blocks of the episode */
    size_t first, last; /* blocks known so far */
    float *x;           /* by block of the episode */
};

static float evidence(const struct walk *w, size_t b)
{
    return w->sign * yn_block_evidence(w->ground, b, w->lag);
}

static void fill(struct walk *w)
{
    for (size_t b = w->first; b <= w->last; b++)
        w->x[b] = evidence(w, b);
}

/* What the blocks known so far hold at a lag. */
static double held(const struct walk *w, ptrdiff_t lag)
{
    struct walk beside = *w;
    beside.lag = lag;
    double sum = 0;
    for (size_t b = w->first; b <= w->last; b++)
        sum += evidence(&beside, b);
    return sum;
}

/* Climbs to the lag near the candidate's at which its windows hold the most. */
static void settle_lag(struct walk *w)
{
    ptrdiff_t middle = w->lag;
    double most = held(w, middle);
    for (ptrdiff_t step = -1; step <= 1; step += 2) {
        while (w->lag + step - middle <= LAG_REACH &&
               middle - w->lag - step <= LAG_REACH) {
            double sum = held(w, w->lag + step);
            if (sum <= most)
                break;
            most = sum;
            w->lag += step;
        }
        if (w->lag != middle)
            break;
    }
    if (w->lag != middle)
        fill(w);
}

/* The mean and the z of the best run within the walk so far. */
static double best_mean(const struct walk *w, double *z)
{
    size_t n = w->last - w->first + 1;
    struct yn_trace t = {.x = w->x + w->first, .n = n, .core_last = n - 1};
    yn_trace_rate(&t);
    *z = t.z;
    return yn_trace_mean(t.x, t.run_first, t.run_last);
}

/* Goes on from the walk's first or last block for as long as the song, of mean
 * `mean`, may. */
static void extend(struct walk *w, ptrdiff_t way, double mean)
{
    size_t patience = (size_t)LOSS_S * 1000 / YN_BLOCK_MS, since = 0;
    double mu = sought_mean(mean), sum = 0, best = 0;
    size_t b = way > 0 ? w->last : w->first;
    while (since++ < patience && sum > best - LOSS_MAX) {
        if (way > 0 ? b + 1 >= w->all : b == 0)
            break;
        b = way > 0 ? b + 1 : b - 1;
        w->x[b] = evidence(w, b);
        sum += mu * w->x[b] - mu * mu / 2;
        if (sum > best) {
            best = sum;
            since = 0;
        }
    }
    *(way > 0 ? &w->last : &w->first) = b;
}

static int keep(const struct walk *w, size_t core_first, size_t core_last,
                struct yn_trace *out, struct yn_err *err)
{
    size_t n = w->last - w->first + 1;
    float *x = calloc(3 * n, sizeof(*x));
    if (!x)
        return yn_err_nomem(err);
    memcpy(x, w->x + w->first, n * sizeof(*x));
    memcpy(x + n, x, n * sizeof(*x));
    *out = (struct yn_trace){.side = w->sign > 0 ? YN_MATCH : YN_DECOY,
                             .lag = w->lag,
                             .first = w->first,
                             .n = n,
                             .x = x,
                             .full = x + n,
                             .doubt = x + 2 * n,
                             .core_first = core_first - w->first,
                             .core_last = core_last - w->first};
    yn_trace_rate(out);
    return YN_OK;
}

int yn_trace_follow(const struct yn_ground *ground,
                    const struct yn_candidate *candidate, enum yn_side side,
                    double least_z, float *scratch, struct yn_trace *out,
                    struct yn_err *err)
{
    size_t per_hop = ground->hop / ground->block;
    size_t per_window = ground->window / ground->block;
    struct walk w = {.ground = ground,
                     .lag = candidate->lag,
                     .sign = side == YN_MATCH ? 1 : -1,
                     .all = ground->episode.n / ground->block,
                     .x = scratch};
    *out = (struct yn_trace){0};
    w.first = candidate->first * per_hop;
    w.last = candidate->last * per_hop + per_window - 1;
    w.last = w.last < w.all ? w.last : w.all - 1;
    w.first = w.first < w.last ? w.first : w.last;
    size_t core_first = w.first, core_last = w.last;
    double z;
    fill(&w);
    best_mean(&w, &z);
    if (z < least_z)
        return YN_OK;
    settle_lag(&w);
    double mean = best_mean(&w, &z);
    if (mean <= 0)
        return YN_OK;
    extend(&w, -1, mean);
    extend(&w, 1, mean);
    return keep(&w, core_first, core_last, out, err);
}

void yn_trace_release(struct yn_trace *trace)
{
    free(trace->x);
    *trace = (struct yn_trace){0};
}
