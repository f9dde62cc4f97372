/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/thin.h"

#include "base/base.h"

/* Lags this near, in frames, are one peak and its waves. */
#define NEAR 12
/* A song does not play on top of itself: what is so much weaker than its best
 * place is an echo of it. */
#define ECHO 4

/* A candidate by its lag, for looking beside it. */
struct by_lag {
    const struct yn_candidate *candidate;
    bool *dropped;
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

static int by_lag_compare(const void *a, const void *b)
{
    const struct yn_candidate *x = ((const struct by_lag *)a)->candidate;
    const struct yn_candidate *y = ((const struct by_lag *)b)->candidate;
    if (x->lag != y->lag)
        return x->lag < y->lag ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->z > y->z ? -1 : x->z < y->z;
}

/* Drops the weaker of two that are one peak. */
static void meet(const struct by_lag *a, const struct by_lag *b)
{
    const struct yn_candidate *x = a->candidate, *y = b->candidate;
    if (x->first > y->last || y->first > x->last)
        return;
    if (x->z >= y->z)
        *b->dropped = true;
    else
        *a->dropped = true;
}

static int drop_waves(const struct yn_candidates candidates[YN_SIDES],
                      bool *dropped[YN_SIDES], struct yn_err *err)
{
    size_t n = candidates[YN_MATCH].n + candidates[YN_DECOY].n, k = 0;
    struct by_lag *all = malloc((n + 1) * sizeof(*all));
    if (!all)
        return yn_err_nomem(err);
    for (int side = 0; side < YN_SIDES; side++) {
        for (size_t i = 0; i < candidates[side].n; i++)
            all[k++] =
                (struct by_lag){&candidates[side].item[i], &dropped[side][i]};
    }
    qsort(all, n, sizeof(*all), by_lag_compare);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1;
             j < n && all[j].candidate->lag - all[i].candidate->lag <= NEAR;
             j++)
            meet(&all[i], &all[j]);
    }
    free(all);
    return YN_OK;
}

/* The cell of a table by window and master. */
static size_t cell(const struct yn_candidate *c, const struct yn_starts *starts,
                   size_t window, size_t hop)
{
    ptrdiff_t at = (ptrdiff_t)(window * hop + hop / 2) + c->lag;
    return window * starts->n + yn_master_at(starts, at > 0 ? (size_t)at : 0);
}

static int drop_echoes(const struct yn_candidates candidates[YN_SIDES],
                       const struct yn_starts *starts, size_t hop,
                       bool *dropped[YN_SIDES], struct yn_err *err)
{
    size_t windows = 0;
    for (int side = 0; side < YN_SIDES; side++) {
        for (size_t i = 0; i < candidates[side].n; i++) {
            size_t last = candidates[side].item[i].last;
            windows = last + 1 > windows ? last + 1 : windows;
        }
    }
    double *best = calloc(windows * starts->n + 1, sizeof(*best));
    if (!best)
        return yn_err_nomem(err);
    for (size_t i = 0; i < candidates[YN_MATCH].n; i++) {
        const struct yn_candidate *c = &candidates[YN_MATCH].item[i];
        for (size_t w = c->first; w <= c->last; w++) {
            double *z = &best[cell(c, starts, w, hop)];
            *z = c->z > *z ? c->z : *z;
        }
    }
    for (int side = 0; side < YN_SIDES; side++) {
        for (size_t i = 0; i < candidates[side].n; i++) {
            const struct yn_candidate *c = &candidates[side].item[i];
            bool echo = true;
            for (size_t w = c->first; echo && w <= c->last; w++)
                echo = best[cell(c, starts, w, hop)] > ECHO * c->z;
            dropped[side][i] = dropped[side][i] || echo;
        }
    }
    free(best);
    return YN_OK;
}

int yn_thin(struct yn_candidates candidates[YN_SIDES],
            const struct yn_starts *starts, size_t hop, struct yn_err *err)
{
    bool *dropped[YN_SIDES];
    int rc = YN_OK;
    for (int side = 0; side < YN_SIDES; side++) {
        dropped[side] = calloc(candidates[side].n + 1, sizeof(bool));
        if (!dropped[side])
            rc = yn_err_nomem(err);
    }
    if (!rc)
        rc = drop_waves(candidates, dropped, err);
    if (!rc)
        rc = drop_echoes(candidates, starts, hop, dropped, err);
    for (int side = 0; !rc && side < YN_SIDES; side++) {
        struct yn_candidates *own = &candidates[side];
        size_t kept = 0;
        for (size_t i = 0; i < own->n; i++) {
            if (!dropped[side][i])
                own->item[kept++] = own->item[i];
        }
        own->n = kept;
    }
    for (int side = 0; side < YN_SIDES; side++)
        free(dropped[side]);
    return rc;
}
