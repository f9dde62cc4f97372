/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/link.h"

#include <math.h>

#include "base/base.h"

/* The best chain that ends in a peak. */
struct chain {
    double sum;     /* of z */
    size_t first;   /* window where it begins */
    size_t before;  /* the peak before, or NONE */
    size_t best;    /* the strongest peak of the chain */
    bool continued; /* a better chain goes on from here */
};

#define NONE SIZE_MAX

static double joint(const struct yn_peak *peak, const struct chain *chain)
{
    return chain->sum / sqrt((double)(peak->window - chain->first + 1));
}

/* The first peak of the run [from, to), one window, with a lag of `lag` or
 * more. */
static size_t first_lag(const struct yn_peak *peak, size_t from, size_t to,
                        ptrdiff_t lag)
{
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (peak[middle].lag < lag)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Extends the chains of an earlier window's run to peak `i`. */
static void extend(const struct yn_peaks *peaks, struct chain *chain, size_t i,
                   size_t from, size_t to, ptrdiff_t slack)
{
    const struct yn_peak *peak = peaks->item;
    for (size_t j = first_lag(peak, from, to, peak[i].lag - slack);
         j < to && peak[j].lag <= peak[i].lag + slack; j++) {
        struct chain longer = {.sum = chain[j].sum + peak[i].z,
                               .first = chain[j].first,
                               .before = j};
        if (joint(&peak[i], &longer) <= joint(&peak[i], &chain[i]))
            continue;
        longer.best = peak[chain[j].best].z > peak[i].z ? chain[j].best : i;
        chain[i] = longer;
    }
}

/* Where the peaks of each window begin; `start` has room for one more. */
static size_t *window_starts(const struct yn_peaks *peaks, size_t n_windows)
{
    size_t *start = calloc(n_windows + 1, sizeof(*start));
    for (size_t i = 0; start && i < peaks->n; i++)
        start[peaks->item[i].window + 1]++;
    for (size_t w = 0; start && w < n_windows; w++)
        start[w + 1] += start[w];
    return start;
}

static void build_chains(const struct yn_peaks *peaks, struct chain *chain,
                         const size_t *start,
                         const struct yn_link_params *params)
{
    for (size_t i = 0; i < peaks->n; i++) {
        const struct yn_peak *peak = &peaks->item[i];
        chain[i] = (struct chain){peak->z, peak->window, NONE, i, false};
        for (size_t back = 1; back <= params->gap + 1 && back <= peak->window;
             back++) {
            size_t w = peak->window - back;
            extend(peaks, chain, i, start[w], start[w + 1],
                   params->slack * (ptrdiff_t)back);
        }
    }
    /* What a better chain goes on from is part of that chain. */
    for (size_t i = peaks->n; i-- > 0;) {
        size_t j = chain[i].before;
        if (j != NONE && joint(&peaks->item[i], &chain[i]) >=
                             joint(&peaks->item[j], &chain[j]))
            chain[j].continued = true;
    }
}

static int candidate_compare(const void *a, const void *b)
{
    const struct yn_candidate *x = a, *y = b;
    if (x->z != y->z)
        return x->z > y->z ? -1 : 1;
    if (x->lag != y->lag)
        return x->lag < y->lag ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static int keep_chains(const struct yn_peaks *peaks, const struct chain *chain,
                       const struct yn_link_params *params,
                       struct yn_candidates *out, struct yn_err *err)
{
    for (size_t i = 0; i < peaks->n; i++) {
        double z = joint(&peaks->item[i], &chain[i]);
        bool alone = chain[i].before == NONE;
        if (z < (alone ? params->single_z : params->least_z) ||
            chain[i].continued)
            continue;
        int rc =
            yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item), err);
        if (rc)
            return rc;
        out->item[out->n++] =
            (struct yn_candidate){peaks->item[chain[i].best].lag,
                                  chain[i].first, peaks->item[i].window, z};
    }
    if (out->n)
        qsort(out->item, out->n, sizeof(*out->item), candidate_compare);
    return YN_OK;
}

int yn_link(const struct yn_peaks *peaks, const struct yn_link_params *params,
            struct yn_candidates *out, struct yn_err *err)
{
    *out = (struct yn_candidates){0};
    if (peaks->n == 0)
        return YN_OK;
    size_t n_windows = peaks->item[peaks->n - 1].window + 1;
    struct chain *chain = malloc(peaks->n * sizeof(*chain));
    size_t *start = window_starts(peaks, n_windows);
    int rc = chain && start ? YN_OK : yn_err_nomem(err);
    if (!rc) {
        build_chains(peaks, chain, start, params);
        rc = keep_chains(peaks, chain, params, out, err);
    }
    if (rc) {
        free(out->item);
        *out = (struct yn_candidates){0};
    }
    free(chain);
    free(start);
    return rc;
}
