/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/search.h"

#include <math.h>
#include <pthread.h>

#include "base/base.h"
#include "signal/wide.h"

#define THREADS_MAX 64
#define NEARLY 0.9

/* What one thread does: every `step`th window from `first` on. */
struct worker {
    const struct yn_bank *bank;
    const float *episode;
    size_t n, n_windows, first, step;
    const struct yn_search_params *params;
    struct yn_scratch *scratch;
    struct yn_peaks peaks[YN_SIDES];
    struct yn_err err;
    int rc;
};

/* The peaks of one window while its correlation comes in. */
struct gather {
    struct worker *worker;
    size_t window, start;
    float least; /* correlation, before the rms is known */
    double power;
    size_t n;
};

static int add_peak(struct gather *gather, enum yn_side side, ptrdiff_t at,
                    float value, struct yn_err *err)
{
    struct yn_peaks *peaks = &gather->worker->peaks[side];
    int rc = yn_grow(&peaks->item, &peaks->cap, peaks->n + 1,
                     sizeof(*peaks->item), err);
    if (!rc)
        peaks->item[peaks->n++] = (struct yn_peak){
            at - (ptrdiff_t)gather->start, gather->window, value};
    return rc;
}

/* Correlations are looked at in spans, and these in groups: most groups hold
 * nothing large enough. */
#define SPAN ((size_t)1024)
#define GROUP ((size_t)32)
#define GROUPS (SPAN / GROUP)
#define LANES ((size_t)16)

/* The sum of the squares of a span, in lanes that the compiler may run at once;
 * their order is fixed, and so is the result. `large[g]`: whether group g
 * reaches the square `least`. */
YN_WIDE static double look(const float *value, float least, int *large)
{
    float lane[LANES] = {0};
    double sum = 0;
    for (size_t i = 0; i < SPAN; i += LANES) {
        for (size_t k = 0; k < LANES; k++)
            lane[k] += value[i + k] * value[i + k];
    }
    for (size_t g = 0; g < GROUPS; g++) {
        const float *own = value + g * GROUP;
        int any = 0;
        for (size_t i = 0; i < GROUP; i++)
            any |= own[i] * own[i] >= least;
        large[g] = any;
    }
    for (size_t k = 0; k < LANES; k++)
        sum += lane[k];
    return sum;
}

/* Adds the local maxima above zero and minima below among `n` values; there is
 * one more on either side. */
static int add_peaks(struct gather *gather, ptrdiff_t at, const float *value,
                     size_t n, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        const float *v = value + i;
        if (fabsf(*v) < gather->least)
            continue;
        if (*v > 0 && *v > v[-1] && *v >= v[1])
            rc = add_peak(gather, YN_MATCH, at + (ptrdiff_t)i, *v, err);
        else if (*v < 0 && *v < v[-1] && *v <= v[1])
            rc = add_peak(gather, YN_DECOY, at + (ptrdiff_t)i, -*v, err);
    }
    return rc;
}

static int take_span(struct gather *gather, ptrdiff_t at, const float *value,
                     struct yn_err *err)
{
    int large[GROUPS], rc = YN_OK;
    gather->power += look(value, gather->least * gather->least, large);
    for (size_t g = 0; !rc && g < GROUPS; g++) {
        size_t i = g * GROUP;
        if (large[g])
            rc = add_peaks(gather, at + (ptrdiff_t)i, value + i, GROUP, err);
    }
    return rc;
}

static int take_stretch(void *ctx, ptrdiff_t at, const float *value, size_t n,
                        struct yn_err *err)
{
    struct gather *gather = ctx;
    size_t i = 0;
    int rc = YN_OK;
    for (; !rc && i + SPAN <= n; i += SPAN)
        rc = take_span(gather, at + (ptrdiff_t)i, value + i, err);
    if (!rc)
        rc = add_peaks(gather, at + (ptrdiff_t)i, value + i, n - i, err);
    for (; !rc && i < n; i++)
        gather->power += (double)value[i] * value[i];
    gather->n += n;
    return rc;
}

/* Turns the window's correlations into z and drops what is too small after
 * all. */
static void settle(const struct gather *gather, struct yn_peaks *peaks,
                   size_t first)
{
    double rms = sqrt(gather->power / (double)(gather->n ? gather->n : 1));
    size_t kept = first;
    for (size_t i = first; i < peaks->n; i++) {
        float z = rms > 0 ? (float)(peaks->item[i].z / rms) : 0;
        if (z < gather->worker->params->least_z)
            continue;
        peaks->item[kept] = peaks->item[i];
        peaks->item[kept++].z = z;
    }
    peaks->n = kept;
}

static int search_window(struct worker *worker, size_t window,
                         struct yn_err *err)
{
    const struct yn_search_params *params = worker->params;
    size_t start = window * params->hop;
    size_t n =
        worker->n - start < params->window ? worker->n - start : params->window;
    double power = 0;
    for (size_t i = 0; i < n; i++)
        power +=
            (double)worker->episode[start + i] * worker->episode[start + i];
    if (power <= 0)
        return YN_OK;
    /* The rms of the correlation of strangers, for the episode is white; the
     * true one is known at the window's end, and no less than NEARLY this. */
    double rms = sqrt(power * yn_bank_power(worker->bank) /
                      (double)(yn_bank_length(worker->bank) + 1));
    struct gather gather = {.worker = worker,
                            .window = window,
                            .start = start,
                            .least = (float)(NEARLY * params->least_z * rms)};
    size_t first[YN_SIDES] = {worker->peaks[YN_MATCH].n,
                              worker->peaks[YN_DECOY].n};
    int rc =
        yn_correlate(worker->bank, worker->scratch, worker->episode + start, n,
                     take_stretch, &gather, err);
    for (int side = 0; !rc && side < YN_SIDES; side++)
        settle(&gather, &worker->peaks[side], first[side]);
    return rc;
}

static void *work(void *arg)
{
    struct worker *worker = arg;
    for (size_t w = worker->first; !worker->rc && w < worker->n_windows;
         w += worker->step)
        worker->rc = search_window(worker, w, &worker->err);
    return NULL;
}

/* Puts the peaks of all threads behind each other by window; each thread found
 * those of its windows in order. */
static int join_peaks(const struct worker *worker, size_t n, int side,
                      struct yn_peaks *peaks, struct yn_err *err)
{
    size_t total = 0, done[THREADS_MAX] = {0};
    for (size_t i = 0; i < n; i++)
        total += worker[i].peaks[side].n;
    struct yn_peak *item = malloc((total ? total : 1) * sizeof(*item));
    if (!item)
        return yn_err_nomem(err);
    *peaks = (struct yn_peaks){item, 0, total};
    for (size_t w = 0; w < worker->n_windows; w++) {
        const struct yn_peaks *own = &worker[w % n].peaks[side];
        size_t *next = &done[w % n];
        for (; *next < own->n && own->item[*next].window == w; (*next)++)
            item[peaks->n++] = own->item[*next];
    }
    return YN_OK;
}

static int run_workers(struct worker *worker, size_t n, struct yn_err *err)
{
    pthread_t thread[THREADS_MAX];
    size_t started = 0;
    for (size_t i = 1; i < n; i++) {
        /* A thread that cannot start leaves its share to this one. */
        if (pthread_create(&thread[started], NULL, work, &worker[i]) == 0)
            started++;
        else
            work(&worker[i]);
    }
    work(&worker[0]);
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    for (size_t i = 0; i < n; i++) {
        if (worker[i].rc) {
            if (err)
                *err = worker[i].err;
            return worker[i].rc;
        }
    }
    return YN_OK;
}

int yn_search(const struct yn_bank *bank, const float *episode, size_t n,
              const struct yn_search_params *params,
              struct yn_peaks peaks[YN_SIDES], struct yn_err *err)
{
    struct worker worker[THREADS_MAX] = {0};
    size_t n_windows = (n + params->hop - 1) / params->hop;
    size_t threads = params->threads ? params->threads : 1;
    threads = threads < THREADS_MAX ? threads : THREADS_MAX;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < threads; i++) {
        worker[i] = (struct worker){.bank = bank,
                                    .episode = episode,
                                    .n = n,
                                    .n_windows = n_windows,
                                    .first = i,
                                    .step = threads,
                                    .params = params};
        rc = yn_scratch_create(bank, &worker[i].scratch, err);
    }
    if (!rc)
        rc = run_workers(worker, threads, err);
    for (int side = 0; !rc && side < YN_SIDES; side++)
        rc = join_peaks(worker, threads, side, &peaks[side], err);
    for (size_t i = 0; i < threads; i++) {
        yn_scratch_destroy(&worker[i].scratch);
        for (int side = 0; side < YN_SIDES; side++)
            free(worker[i].peaks[side].item);
    }
    return rc;
}
