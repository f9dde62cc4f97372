/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/explain.h"

#include <math.h>

#include "base/base.h"
#include "placement/shape.h"
#include "placement/traces.h"

/* Blocks of two candidates more alike than this tell nothing apart. */
#define ALIKE_MAX 0.95F
/* Likeness is taken over this many blocks to either side: strangers' averages
 * out, that of bars which were copied stays. */
#define LIKE_REACH 4
/* What a shape departs from the right one by chance, and what each z beyond
 * costs; set by hand on songs turned round. */
#define MISFIT_BY_CHANCE 3.4
#define MISFIT_COST 1.5
/* What each z of a decoy costs the matches of its time, from where decoys are
 * to be expected, as a share of what is believed. */
#define DECOY_COST 2.0
#define DECOY_SHARE 0.85
/* Lags nearer than this, in frames, are one explanation. */
#define RIVAL_FROM 12
/* Of the run's z, to be asked beside it. */
#define RIVAL_SHARE 0.6
/* Less than this within a candidate's windows, and it is not followed. */
#define FOLLOW_SHARE 0.85

struct explain {
    const struct yn_explain_params *params;
    struct yn_traces traces;
    bool *done;     /* of the traces */
    float *scratch; /* a float for each block of the episode */
    struct yn_shape *shape;
};

static size_t master_of(const struct explain *e, size_t b, ptrdiff_t lag)
{
    return yn_traces_master(&e->params->ground, &e->params->starts, b, lag);
}

/* Likeness of two lags over the blocks [first, last], smoothed, in
 * `e->scratch`. */
static void smooth_likeness(const struct explain *e, size_t first, size_t last,
                            ptrdiff_t lag_a, ptrdiff_t lag_b, float *smooth)
{
    const struct yn_ground *ground = &e->params->ground;
    size_t n = last - first + 1;
    float *r = e->scratch;
    for (size_t i = 0; i < n; i++)
        r[i] = yn_block_likeness(ground, first + i, lag_a, lag_b);
    for (size_t i = 0; i < n; i++) {
        size_t from = i > LIKE_REACH ? i - LIKE_REACH : 0;
        size_t to = i + LIKE_REACH < n ? i + LIKE_REACH : n - 1;
        smooth[i] = (float)yn_trace_mean(r, from, to);
    }
}

/* What of a block's evidence the song `by` may explain beyond its share `r`:
 * where the two are alike may be just where the song is heard best, a drum
 * above the words, say; at most all that they have in common. */
static float leftover(float r, float by, size_t block)
{
    float chance = 3 / sqrtf((float)block * (2 * LIKE_REACH + 1));
    float most = (fabsf(r) - chance) * sqrtf((float)block);
    float less = fabsf(r) * by;
    return most > less ? most - less : 0;
}

/* Takes off `t` what the accepted run of `a` explains. */
static int take_off(const struct explain *e, struct yn_trace *t,
                    const struct yn_trace *a, struct yn_err *err)
{
    size_t block = e->params->ground.block;
    size_t first = a->first + a->run_first, last = a->first + a->run_last;
    float sign = t->side == YN_MATCH ? 1 : -1;
    first = first > t->first ? first : t->first;
    last = last < t->first + t->n - 1 ? last : t->first + t->n - 1;
    if (first > last)
        return YN_OK;
    float *smooth = malloc((last - first + 1) * sizeof(*smooth));
    if (!smooth)
        return yn_err_nomem(err);
    smooth_likeness(e, first, last, t->lag, a->lag, smooth);
    for (size_t b = first; b <= last; b++) {
        size_t i = b - t->first;
        float by = a->full[b - a->first], r = sign * e->scratch[b - first];
        /* A song does not play on top of itself. */
        if (master_of(e, b, t->lag) == master_of(e, b, a->lag) ||
            fabsf(r) > ALIKE_MAX) {
            t->x[i] = 0;
            continue;
        }
        t->x[i] = (t->x[i] - r * by) / sqrtf(1 - r * r);
        t->doubt[i] += leftover(smooth[b - first], by, block);
    }
    free(smooth);
    yn_trace_rate(t);
    return YN_OK;
}

static bool overlaps(const struct yn_trace *a, const struct yn_trace *b)
{
    return a->first + a->run_first <= b->first + b->run_last &&
           b->first + b->run_first <= a->first + a->run_last;
}

static struct yn_trace *strongest(struct explain *e)
{
    struct yn_trace *best = NULL;
    for (size_t i = 0; i < e->traces.n; i++) {
        struct yn_trace *t = &e->traces.item[i];
        double least = e->params->least_z;
        least *= t->side == YN_DECOY ? DECOY_SHARE : 1;
        if (!e->done[i] && t->own_z >= least &&
            (!best || t->own_z > best->own_z))
            best = t;
    }
    return best;
}

/* The strongest of each lag stay, by falling z. */
static void add_rival(struct yn_run *run, ptrdiff_t lag, double z)
{
    size_t n = run->n_rivals, i = 0;
    for (size_t k = 0; k < n; k++) {
        ptrdiff_t apart = run->rival[k].lag - lag;
        if (apart > -RIVAL_FROM && apart < RIVAL_FROM && run->rival[k].z >= z)
            return;
    }
    while (i < n && run->rival[i].z >= z)
        i++;
    if (i == YN_RIVALS_MAX)
        return;
    n = n < YN_RIVALS_MAX ? n + 1 : n;
    memmove(&run->rival[i + 1], &run->rival[i],
            (n - 1 - i) * sizeof(run->rival[0]));
    run->rival[i] = (struct yn_rival){lag, z};
    run->n_rivals = n;
}

/* Finds the other matches that explain the run's blocks nearly as well. */
static void find_rivals(const struct explain *e, const struct yn_trace *best,
                        struct yn_run *run)
{
    size_t first = best->first + best->run_first;
    size_t last = best->first + best->run_last;
    double root = sqrt((double)(last - first + 1));
    for (size_t i = 0; i < e->traces.n; i++) {
        const struct yn_trace *t = &e->traces.item[i];
        ptrdiff_t apart = t->lag - best->lag;
        if (t->side == YN_DECOY || t->first > first ||
            t->first + t->n <= last ||
            (apart > -RIVAL_FROM && apart < RIVAL_FROM))
            continue;
        double z =
            yn_trace_mean(t->x, first - t->first, last - t->first) * root;
        if (z > RIVAL_SHARE * run->z)
            add_rival(run, t->lag, z);
    }
}

static int keep_run(const struct explain *e, const struct yn_trace *t,
                    double sure_z, struct yn_runs *out, struct yn_err *err)
{
    int rc =
        yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item), err);
    if (rc)
        return rc;
    size_t block = e->params->ground.block;
    double full = yn_trace_mean(t->full, t->run_first, t->run_last);
    struct yn_run *run = &out->item[out->n++];
    *run = (struct yn_run){
        .lag = t->lag,
        .start = (t->first + t->run_first) * block,
        .end = (t->first + t->run_last + 1) * block,
        .z = t->z,
        .sure_z = sure_z,
        .rho = full / sqrt((double)block),
    };
    find_rivals(e, t, run);
    return YN_OK;
}

/* A decoy costs the matches of its time what it stands above expectation. */
static void charge(const struct explain *e, const struct yn_trace *decoy,
                   double decoy_z, double *dearest, const struct yn_runs *out)
{
    size_t block = e->params->ground.block;
    size_t start = (decoy->first + decoy->run_first) * block;
    size_t end = (decoy->first + decoy->run_last + 1) * block;
    double cost = DECOY_COST * (decoy_z - DECOY_SHARE * e->params->least_z);
    for (size_t i = 0; i < out->n; i++) {
        const struct yn_run *run = &out->item[i];
        if (run->start < end && start < run->end && dearest[i] < cost)
            dearest[i] = cost;
    }
}

/* Less what its shape costs. */
static double shaped_z(struct explain *e, const struct yn_trace *t)
{
    const struct yn_ground *ground = &e->params->ground;
    size_t start = (t->first + t->run_first) * ground->block;
    size_t end = (t->first + t->run_last + 1) * ground->block;
    double misfit = yn_shape_misfit(e->shape, ground, start, end, t->lag);
    double over = misfit - MISFIT_BY_CHANCE;
    return t->own_z - (over > 0 ? MISFIT_COST * over : 0);
}

/* Whether a trace sounds while a run does that was kept. */
static bool meets_run(const struct explain *e, const struct yn_trace *t,
                      const struct yn_runs *runs)
{
    size_t block = e->params->ground.block;
    for (size_t i = 0; i < runs->n; i++) {
        if (runs->item[i].start < (t->first + t->run_last + 1) * block &&
            (t->first + t->run_first) * block < runs->item[i].end)
            return true;
    }
    return false;
}

/* Where a place has the wrong shape, those just beside it that are weaker still
 * are its waves: the right one would be the strongest of them. Steady notes
 * have thousands. */
static void drop_beside(struct explain *e, const struct yn_trace *wrong)
{
    for (size_t i = 0; i < e->traces.n; i++) {
        const struct yn_trace *t = &e->traces.item[i];
        ptrdiff_t apart = t->lag - wrong->lag;
        if (t->side == YN_MATCH && apart >= -YN_SHAPE_REACH &&
            apart <= YN_SHAPE_REACH && overlaps(t, wrong))
            e->done[i] = true;
    }
}

/* Takes matches and decoys by falling strength. */
static int accept_all(struct explain *e, double *dearest, struct yn_runs *out,
                      struct yn_err *err)
{
    struct yn_trace *best;
    int rc = YN_OK;
    while (!rc && (best = strongest(e)) != NULL) {
        e->done[best - e->traces.item] = true;
        size_t blocks = best->run_last - best->run_first + 1;
        if (blocks * YN_BLOCK_MS < YN_RUN_MS_MIN)
            continue;
        if (best->side == YN_DECOY) {
            if (meets_run(e, best, out))
                charge(e, best, shaped_z(e, best), dearest, out);
            continue;
        }
        double z = shaped_z(e, best);
        if (z < e->params->least_z) {
            drop_beside(e, best);
            continue;
        }
        rc = keep_run(e, best, z, out, err);
        for (size_t i = 0; !rc && i < e->traces.n; i++) {
            if (!e->done[i] && overlaps(best, &e->traces.item[i]))
                rc = take_off(e, &e->traces.item[i], best, err);
        }
    }
    return rc;
}

/* Drops what the decoys' charge leaves too little of. */
static void settle_charges(const struct explain *e, const double *dearest,
                           struct yn_runs *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        struct yn_run run = out->item[i];
        run.sure_z -= dearest[i];
        if (run.sure_z >= e->params->least_z)
            out->item[kept++] = run;
    }
    out->n = kept;
}

static int accept(struct explain *e, struct yn_runs *out, struct yn_err *err)
{
    double *dearest = calloc(e->traces.n + 1, sizeof(*dearest));
    if (!dearest)
        return yn_err_nomem(err);
    int rc = accept_all(e, dearest, out, err);
    if (!rc)
        settle_charges(e, dearest, out);
    free(dearest);
    return rc;
}

static int run_compare(const void *a, const void *b)
{
    const struct yn_run *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->lag < y->lag ? -1 : x->lag > y->lag;
}

void yn_runs_sort(struct yn_runs *runs)
{
    if (runs->n > 0)
        qsort(runs->item, runs->n, sizeof(*runs->item), run_compare);
}

int yn_explain(const struct yn_candidates candidates[YN_SIDES],
               const struct yn_explain_params *params, struct yn_runs *out,
               struct yn_err *err)
{
    const struct yn_traces_params follow = {
        .ground = &params->ground,
        .starts = &params->starts,
        .core_z = FOLLOW_SHARE * params->least_z,
        .own_z = DECOY_SHARE * params->least_z};
    size_t blocks = params->ground.episode.n / params->ground.block;
    struct explain e = {.params = params};
    *out = (struct yn_runs){0};
    if (blocks == 0)
        return YN_OK;
    int rc = yn_traces_follow(candidates, &follow, &e.traces, err);
    if (rc)
        return rc;
    e.done = calloc(e.traces.n + 1, sizeof(*e.done));
    e.scratch = malloc(blocks * sizeof(*e.scratch));
    rc = e.done && e.scratch ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_shape_create(&e.shape, err);
    if (!rc)
        rc = accept(&e, out, err);
    yn_traces_release(&e.traces);
    free(e.done);
    free(e.scratch);
    yn_shape_destroy(&e.shape);
    if (rc) {
        free(out->item);
        *out = (struct yn_runs){0};
    }
    return rc;
}
