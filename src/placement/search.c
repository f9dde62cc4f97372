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
    float least;     /* correlation, before the rms is known */
    float before[2]; /* the last two values of the stretch before */
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

/* Correlations are looked at in stretches of this many: most hold no peak, and
 * the largest tells. */
#define LOOK 64

/* The sum of squares and the largest size of LOOK values, in eight lanes that
 * the compiler may run at once; their order is fixed, and so is the result. */
YN_WIDE static float look(const float *value, double *power)
{
    float sum[8] = {0}, largest[8] = {0};
    for (size_t i = 0; i < LOOK; i += 8) {
        for (size_t k = 0; k < 8; k++) {
            float square = value[i + k] * value[i + k];
            sum[k] += square;
            largest[k] = square > largest[k] ? square : largest[k];
        }
    }
    for (size_t k = 1; k < 8; k++) {
        sum[0] += sum[k];
        largest[0] = largest[k] > largest[0] ? largest[k] : largest[0];
    }
    *power += sum[0];
    return sqrtf(largest[0]);
}

/* Adds the local maxima above zero and minima below among `n` values, the two
 * before them known. */
static int add_peaks(struct gather *gather, ptrdiff_t at, const float *value,
                     size_t n, struct yn_err *err)
{
    float a = gather->before[0], b = gather->before[1];
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        float c = value[i];
        if (b >= gather->least && b > a && b >= c)
            rc = add_peak(gather, YN_MATCH, at + (ptrdiff_t)i - 1, b, err);
        else if (-b >= gather->least && b < a && b <= c)
            rc = add_peak(gather, YN_DECOY, at + (ptrdiff_t)i - 1, -b, err);
        a = b;
        b = c;
    }
    return rc;
}

static int take_stretch(void *ctx, ptrdiff_t at, const float *value, size_t n,
                        struct yn_err *err)
{
    struct gather *gather = ctx;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i += LOOK) {
        size_t m = n - i < LOOK ? n - i : LOOK;
        float largest = INFINITY;
        if (m == LOOK)
            largest = look(value + i, &gather->power);
        for (size_t k = 0; m < LOOK && k < m; k++)
            gather->power += (double)value[i + k] * value[i + k];
        if (largest >= gather->least ||
            fabsf(gather->before[1]) >= gather->least)
            rc = add_peaks(gather, at + (ptrdiff_t)i, value + i, m, err);
        gather->before[0] = m > 1 ? value[i + m - 2] : gather->before[1];
        gather->before[1] = value[i + m - 1];
    }
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

static int peak_compare(const void *a, const void *b)
{
    const struct yn_peak *x = a, *y = b;
    if (x->window != y->window)
        return x->window < y->window ? -1 : 1;
    return x->lag < y->lag ? -1 : x->lag > y->lag;
}

static int join_peaks(const struct worker *worker, size_t n, int side,
                      struct yn_peaks *peaks, struct yn_err *err)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += worker[i].peaks[side].n;
    struct yn_peak *item = malloc((total ? total : 1) * sizeof(*item));
    if (!item)
        return yn_err_nomem(err);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const struct yn_peaks *own = &worker[i].peaks[side];
        if (own->n)
            memcpy(item + at, own->item, own->n * sizeof(*item));
        at += own->n;
    }
    qsort(item, total, sizeof(*item), peak_compare);
    *peaks = (struct yn_peaks){item, total, total};
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
