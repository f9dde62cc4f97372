/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/explain.h"

#include <math.h>

#include "base/base.h"

/* Evidence comes in blocks this long: short enough to find an edge, long enough
 * that its sum is Gaussian. */
#define BLOCK_MS 250
/* Evidence is gathered this far around a candidate's windows. */
#define REACH_S 90
/* A run ends where this much likelihood (in nats) is lost and not won back. */
#define LOSS_MAX 12.0
/* Blocks of two candidates more alike than this tell nothing apart. */
#define ALIKE_MAX 0.95F
/* Where masters resemble each other, what a strong song leaves after partial
 * correlation is this share of it, for whitening is not linear. */
#define LEFTOVER 1.0F
/* A peak must stand this much above the highest beside it: strangers' highest
 * of some hundred lags is about 3, so that one of the least believed stands 4.
 */
#define SHARP_Z 3.4
/* Lags beside the peak that are looked at, in frames: from where a sharp peak
 * has ended to a third of a second. */
#define SIDE_FROM 12
#define SIDE_TO 600
/* Lags tried around a candidate's: the peak of one window may sit beside. */
#define LAG_TRIES 3

/* A candidate's evidence: blocks from `first` on, of unit variance where the
 * sounds are strangers. */
struct trace {
    ptrdiff_t lag;
    size_t first, n;
    float *x;                     /* what is left of it */
    float *full;                  /* before anything was taken off */
    size_t core_first, core_last; /* blocks of its windows */
    double best_z;                /* of the best run in x */
    double own_z;                 /* less what it may owe to leftovers */
    size_t run_first, run_last;
    float *doubt; /* what leftovers of stronger songs may explain */
    bool done;
};

struct explain {
    const struct yn_sound *episode, *masters;
    const struct yn_explain_params *params;
    size_t block; /* frames */
    struct trace *trace;
    size_t n;
};

size_t yn_master_at(const struct yn_starts *starts, size_t position)
{
    size_t low = 0, high = starts->n;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (starts->at[middle] <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The master that plays in block `b` at a lag. */
static size_t master_of(const struct explain *e, size_t b, ptrdiff_t lag)
{
    ptrdiff_t at = (ptrdiff_t)(b * e->block) + lag;
    return yn_master_at(&e->params->starts, at > 0 ? (size_t)at : 0);
}

/* The products of two stretches with each other and with themselves. */
struct products {
    float xy, xx, yy;
};

#define LANES 8

/* Summed in lanes that the compiler may run at once; their order is fixed, and
 * so is the result. `n` is cut to whole lanes. */
static struct products multiply(const float *x, const float *y, size_t n)
{
    float xy[LANES] = {0}, xx[LANES] = {0}, yy[LANES] = {0};
    for (size_t i = 0; i + LANES <= n; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            xy[k] += x[i + k] * y[i + k];
            xx[k] += x[i + k] * x[i + k];
            yy[k] += y[i + k] * y[i + k];
        }
    }
    struct products sum = {0};
    for (size_t k = 0; k < LANES; k++) {
        sum.xy += xy[k];
        sum.xx += xx[k];
        sum.yy += yy[k];
    }
    return sum;
}

/* Correlation of the episode's block `b` with the masters at `lag`, divided by
 * what strangers would give; 0 where either is silent or not there. */
static float block_evidence(const struct explain *e, size_t b, ptrdiff_t lag)
{
    size_t from = b * e->block, to = from + e->block;
    ptrdiff_t at = (ptrdiff_t)from + lag;
    if (to > e->episode->n || at < 0 || (size_t)at + e->block > e->masters->n)
        return 0;
    struct products p =
        multiply(e->episode->frames + from, e->masters->frames + at, e->block);
    float power = p.xx * p.yy / (float)e->block;
    return power > 1 ? p.xy / sqrtf(power) : 0;
}

/* How alike the masters are at two lags, in one block: a correlation. */
static float block_likeness(const struct explain *e, size_t b, ptrdiff_t lag_a,
                            ptrdiff_t lag_b)
{
    ptrdiff_t a = (ptrdiff_t)(b * e->block) + lag_a;
    ptrdiff_t c = (ptrdiff_t)(b * e->block) + lag_b;
    if (a < 0 || c < 0 || (size_t)a + e->block > e->masters->n ||
        (size_t)c + e->block > e->masters->n)
        return 0;
    struct products p =
        multiply(e->masters->frames + a, e->masters->frames + c, e->block);
    return p.xx > 0 && p.yy > 0 ? p.xy / sqrtf(p.xx * p.yy) : 0;
}

/* The lag near the candidate's at which its windows hold the most. */
static ptrdiff_t settle_lag(const struct explain *e, ptrdiff_t lag,
                            size_t first, size_t last)
{
    double best = -INFINITY;
    ptrdiff_t best_lag = lag;
    for (ptrdiff_t d = -LAG_TRIES; d <= LAG_TRIES; d++) {
        double sum = 0;
        for (size_t b = first; b <= last; b++)
            sum += block_evidence(e, b, lag + d);
        if (sum > best) {
            best = sum;
            best_lag = lag + d;
        }
    }
    return best_lag;
}

/* The run of blocks with the highest likelihood of holding the song against not
 * holding it, its mean `mu` known: the largest sum of mu x - mu^2 / 2 (a
 * cumulative sum test, Page 1954). It must touch the core. */
static void find_run(struct trace *t, double mean)
{
    double mu = YN_DIP * mean;
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

static double mean_of(const float *x, size_t first, size_t last)
{
    double sum = 0;
    for (size_t i = first; i <= last; i++)
        sum += x[i];
    return sum / (double)(last - first + 1);
}

/* Finds the best run and its z; the mean comes from the core, then from the run
 * itself. */
static void rate(struct trace *t)
{
    double mu = mean_of(t->x, t->core_first, t->core_last);
    for (int i = 0; i < 2; i++) {
        if (mu <= 0)
            break;
        find_run(t, mu);
        mu = mean_of(t->x, t->run_first, t->run_last);
    }
    size_t n = t->run_last - t->run_first + 1;
    double doubt = 0;
    for (size_t i = t->run_first; i <= t->run_last; i++)
        doubt += t->doubt[i];
    t->best_z = mu > 0 ? mu * sqrt((double)n) : 0;
    t->own_z = t->best_z - doubt / sqrt((double)n);
}

static int make_trace(const struct explain *e, const struct yn_candidate *c,
                      struct trace *t, struct yn_err *err)
{
    size_t per_hop = e->params->hop / e->block;
    size_t per_window = e->params->window / e->block;
    size_t reach = (size_t)REACH_S * 1000 / BLOCK_MS;
    size_t first = c->first * per_hop;
    size_t last = c->last * per_hop + per_window - 1;
    size_t all = e->episode->n / e->block;
    last = last < all ? last : all ? all - 1 : 0;
    first = first < last ? first : last;
    t->first = first > reach ? first - reach : 0;
    size_t end = last + reach + 1 < all ? last + reach + 1 : all;
    t->n = end - t->first;
    t->lag = settle_lag(e, c->lag, first, last);
    t->core_first = first - t->first;
    t->core_last = last - t->first;
    t->x = calloc(3 * t->n, sizeof(*t->x));
    if (!t->x)
        return yn_err_nomem(err);
    t->full = t->x + t->n;
    t->doubt = t->full + t->n;
    for (size_t i = 0; i < t->n; i++)
        t->full[i] = t->x[i] = block_evidence(e, t->first + i, t->lag);
    rate(t);
    return YN_OK;
}

/* Takes off `t` what the accepted run of `a` explains. */
static void take_off(const struct explain *e, struct trace *t,
                     const struct trace *a)
{
    size_t a_first = a->first + a->run_first, a_last = a->first + a->run_last;
    /* Strangers are alike by chance up to about this much. */
    float chance = 2 / sqrtf((float)e->block);
    for (size_t b = a_first; b <= a_last; b++) {
        if (b < t->first || b >= t->first + t->n)
            continue;
        size_t i = b - t->first;
        /* A song does not play on top of itself. */
        if (master_of(e, b, t->lag) == master_of(e, b, a->lag)) {
            t->x[i] = 0;
            continue;
        }
        float r = block_likeness(e, b, t->lag, a->lag), size = fabsf(r);
        float by = a->full[b - a->first];
        if (size > chance)
            t->doubt[i] += LEFTOVER * (size - chance) * fabsf(by);
        if (size > ALIKE_MAX)
            t->x[i] = 0;
        else
            t->x[i] = (t->x[i] - r * by) / sqrtf(1 - r * r);
    }
    rate(t);
}

static bool overlaps(const struct trace *a, const struct trace *b)
{
    return a->first + a->run_first <= b->first + b->run_last &&
           b->first + b->run_first <= a->first + a->run_last;
}

static struct trace *strongest(struct explain *e)
{
    struct trace *best = NULL;
    for (size_t i = 0; i < e->n; i++) {
        struct trace *t = &e->trace[i];
        if (!t->done && t->own_z >= e->params->least_z &&
            (!best || t->own_z > best->own_z))
            best = t;
    }
    return best;
}

/* The z of a whole run at another lag. */
static double z_at(const struct explain *e, size_t first, size_t last,
                   ptrdiff_t lag)
{
    double sum = 0;
    for (size_t b = first; b <= last; b++)
        sum += block_evidence(e, b, lag);
    return sum / sqrt((double)(last - first + 1));
}

/* How high the correlation stands beside its peak, as a share of it. The right
 * recording gives one sharp peak; a drone that both sounds hold gives a wave of
 * them. */
static double side_of(const struct explain *e, const struct trace *t)
{
    size_t first = t->first + t->run_first, last = t->first + t->run_last;
    double peak = z_at(e, first, last, t->lag), side = 0;
    for (ptrdiff_t d = SIDE_FROM; d <= SIDE_TO; d++) {
        double before = z_at(e, first, last, t->lag - d);
        double behind = z_at(e, first, last, t->lag + d);
        side = before > side ? before : side;
        side = behind > side ? behind : side;
    }
    return peak > 0 ? side / peak : INFINITY;
}

static int keep_run(const struct explain *e, const struct trace *t, double side,
                    struct yn_runs *out, struct yn_err *err)
{
    int rc =
        yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item), err);
    if (rc)
        return rc;
    size_t n = t->run_last - t->run_first + 1;
    double full = mean_of(t->full, t->run_first, t->run_last);
    out->item[out->n++] = (struct yn_run){
        .lag = t->lag,
        .start = (t->first + t->run_first) * e->block,
        .end = (t->first + t->run_last + 1) * e->block,
        .z = full * sqrt((double)n),
        .own_z = t->own_z,
        .rho = full / sqrt((double)e->block),
        .side = side,
    };
    return YN_OK;
}

static int accept_all(struct explain *e, struct yn_runs *out,
                      struct yn_err *err)
{
    struct trace *best;
    while ((best = strongest(e)) != NULL) {
        best->done = true;
        double side = side_of(e, best);
        if (best->own_z * (1 - side) < SHARP_Z)
            continue;
        int rc = keep_run(e, best, side, out, err);
        if (rc)
            return rc;
        for (size_t i = 0; i < e->n; i++) {
            if (!e->trace[i].done && overlaps(best, &e->trace[i]))
                take_off(e, &e->trace[i], best);
        }
    }
    return YN_OK;
}

int yn_explain(const struct yn_sound *episode, const struct yn_sound *masters,
               const struct yn_candidates *candidates,
               const struct yn_explain_params *params, struct yn_runs *out,
               struct yn_err *err)
{
    struct explain e = {.episode = episode,
                        .masters = masters,
                        .params = params,
                        .block = (size_t)params->rate * BLOCK_MS / 1000};
    *out = (struct yn_runs){0};
    if (episode->n < e.block || candidates->n == 0)
        return YN_OK;
    e.trace = calloc(candidates->n, sizeof(*e.trace));
    int rc = e.trace ? YN_OK : yn_err_nomem(err);
    for (; !rc && e.n < candidates->n; e.n++) {
        rc = make_trace(&e, &candidates->item[e.n], &e.trace[e.n], err);
        if (rc)
            break;
    }
    if (!rc)
        rc = accept_all(&e, out, err);
    for (size_t i = 0; i < e.n; i++)
        free(e.trace[i].x);
    free(e.trace);
    if (rc) {
        free(out->item);
        *out = (struct yn_runs){0};
    }
    return rc;
}
