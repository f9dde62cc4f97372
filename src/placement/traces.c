/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/traces.h"

#include <math.h>

#include "base/base.h"

/* What this share of a sure run of the same song outdoes will not be asked, not
 * even as a rival. */
#define OUTDONE_SHARE 0.5
#define OUTDOES_Z 15.0
/* Frames of the episode that stay in the cache while the masters pass by. */
#define TILE ((size_t)1 << 16)

/* One candidate on its way. */
struct asked {
    const struct yn_candidate *candidate;
    enum yn_side side;
    size_t first, last; /* blocks of its windows */
    size_t tile;        /* of the episode */
    ptrdiff_t there;    /* the frame of the masters they begin at */
    bool dropped;
};

struct follow {
    const struct yn_traces_params *params;
    struct asked *asked; /* matches, then decoys, by falling z */
    size_t n;
    float *scratch; /* a float for each block of the episode */
    size_t *sure;   /* traces that outdo others */
    size_t n_sure;
    struct yn_traces *out;
};

size_t yn_traces_master(const struct yn_ground *ground,
                        const struct yn_starts *starts, size_t b, ptrdiff_t lag)
{
    ptrdiff_t at = (ptrdiff_t)(b * ground->block) + lag;
    return yn_master_at(starts, at > 0 ? (size_t)at : 0);
}

static void ask(struct follow *f, const struct yn_candidates *candidates,
                enum yn_side side)
{
    const struct yn_ground *ground = f->params->ground;
    size_t all = ground->episode.n / ground->block;
    for (size_t i = 0; i < candidates->n; i++) {
        const struct yn_candidate *c = &candidates->item[i];
        size_t first = c->first * ground->hop / ground->block;
        size_t end = (c->last * ground->hop + ground->window) / ground->block;
        end = end < all ? end : all;
        if (first < end)
            f->asked[f->n++] = (struct asked){
                .candidate = c,
                .side = side,
                .first = first,
                .last = end - 1,
                .tile = c->first * ground->hop / TILE,
                .there = (ptrdiff_t)(first * ground->block) + c->lag};
    }
}

/* Fills the scratch with the evidence of a candidate's windows. */
static struct yn_trace core(const struct follow *f, const struct asked *asked)
{
    size_t n = asked->last - asked->first + 1;
    float sign = asked->side == YN_MATCH ? 1 : -1;
    for (size_t i = 0; i < n; i++)
        f->scratch[i] =
            sign * yn_block_evidence(f->params->ground, asked->first + i,
                                     asked->candidate->lag);
    return (struct yn_trace){.x = f->scratch, .n = n, .core_last = n - 1};
}

static int by_place(const void *a, const void *b)
{
    const struct asked *x = *(struct asked *const *)a;
    const struct asked *y = *(struct asked *const *)b;
    if (x->tile != y->tile)
        return x->tile < y->tile ? -1 : 1;
    return (x->there > y->there) - (x->there < y->there);
}

/* Drops what its windows hold too little of. By tiles of the episode, and
 * within one in the order of the masters, both sounds come out of the cache. */
static int sift(struct follow *f, struct yn_err *err)
{
    struct asked **order = malloc((f->n + 1) * sizeof(struct asked *));
    if (!order)
        return yn_err_nomem(err);
    for (size_t i = 0; i < f->n; i++)
        order[i] = &f->asked[i];
    qsort(order, f->n, sizeof(struct asked *), by_place);
    for (size_t i = 0; i < f->n; i++) {
        struct yn_trace own = core(f, order[i]);
        yn_trace_rate(&own);
        order[i]->dropped = own.z < f->params->core_z;
    }
    free(order);
    return YN_OK;
}

/* Blanks the blocks of a core in which a sure run of the same song outdoes the
 * candidate. */
static void blank(const struct follow *f, const struct asked *asked, float *x)
{
    const struct yn_traces_params *p = f->params;
    ptrdiff_t lag = asked->candidate->lag;
    for (size_t i = 0; i < f->n_sure; i++) {
        const struct yn_trace *t = &f->out->item[f->sure[i]];
        size_t from = t->first + t->run_first, to = t->first + t->run_last;
        from = from > asked->first ? from : asked->first;
        to = to < asked->last ? to : asked->last;
        if (from > to ||
            yn_traces_master(p->ground, p->starts, from, lag) !=
                yn_traces_master(p->ground, p->starts, from, t->lag))
            continue;
        size_t n = to - from + 1;
        float *own = x + (from - asked->first);
        if (yn_trace_mean(own, 0, n - 1) <
            OUTDONE_SHARE * yn_trace_mean(t->x, from - t->first, to - t->first))
            memset(own, 0, n * sizeof(*own));
    }
}

/* Whether sure runs of the same song leave the candidate too little. */
static bool outdone(const struct follow *f, const struct asked *asked)
{
    if (f->n_sure == 0)
        return false;
    struct yn_trace left = core(f, asked);
    blank(f, asked, left.x);
    yn_trace_rate(&left);
    return left.z < f->params->core_z;
}

static int follow_one(struct follow *f, const struct asked *asked,
                      struct yn_err *err)
{
    struct yn_traces *out = f->out;
    struct yn_trace trace;
    int rc = yn_trace_follow(f->params->ground, asked->candidate, asked->side,
                             f->params->core_z, f->scratch, &trace, err);
    if (rc || trace.n == 0)
        return rc;
    if (trace.own_z >= f->params->own_z)
        rc =
            yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item), err);
    if (rc || trace.own_z < f->params->own_z) {
        yn_trace_release(&trace);
        return rc;
    }
    if (asked->side == YN_MATCH && trace.own_z >= OUTDOES_Z)
        f->sure[f->n_sure++] = out->n;
    out->item[out->n++] = trace;
    return YN_OK;
}

int yn_traces_follow(const struct yn_candidates candidates[YN_SIDES],
                     const struct yn_traces_params *params,
                     struct yn_traces *out, struct yn_err *err)
{
    size_t n = candidates[YN_MATCH].n + candidates[YN_DECOY].n;
    const struct yn_ground *ground = params->ground;
    struct follow f = {.params = params, .out = out};
    *out = (struct yn_traces){0};
    f.asked = calloc(n + 1, sizeof(*f.asked));
    f.sure = calloc(n + 1, sizeof(*f.sure));
    f.scratch =
        calloc(ground->episode.n / ground->block + 1, sizeof(*f.scratch));
    int rc = f.asked && f.sure && f.scratch ? YN_OK : yn_err_nomem(err);
    for (int side = 0; !rc && side < YN_SIDES; side++)
        ask(&f, &candidates[side], (enum yn_side)side);
    if (!rc)
        rc = sift(&f, err);
    for (size_t i = 0; !rc && i < f.n; i++) {
        if (!f.asked[i].dropped && !outdone(&f, &f.asked[i]))
            rc = follow_one(&f, &f.asked[i], err);
    }
    free(f.asked);
    free(f.sure);
    free(f.scratch);
    if (rc)
        yn_traces_release(out);
    return rc;
}

void yn_traces_release(struct yn_traces *traces)
{
    for (size_t i = 0; i < traces->n; i++)
        yn_trace_release(&traces->item[i]);
    free(traces->item);
    *traces = (struct yn_traces){0};
}
