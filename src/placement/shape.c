/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/shape.h"

#include <math.h>

#include "base/base.h"
#include "signal/fft.h"

/* Lags beside the peak that are looked at, in frames: from where a sharp peak
 * has ended. */
#define SIDE_FROM 12
#define SIDE_TO ((size_t)YN_SHAPE_REACH)
/* Frames taken at once; with the lags to both sides they fill a transform. */
#define STEP 2816
#define SIZE 4096

_Static_assert(STEP + 2 * SIDE_TO <= SIZE, "a step and its lags fit");

/* The three sounds of a step: the episode's, the masters' at its lag, and the
 * masters' with the lags to both sides. */
enum { EPISODE, ALIGNED, AROUND, SOUNDS };

struct yn_shape {
    struct yn_fft *fft;
    float *real;
    struct yn_complex *bins[SOUNDS];
    struct yn_complex *cross, *own; /* sums over the steps */
    float *cross_lag, *own_lag;
};

int yn_shape_create(struct yn_shape **out, struct yn_err *err)
{
    struct yn_shape *shape = calloc(1, sizeof(*shape));
    if (!shape)
        return yn_err_nomem(err);
    int rc = yn_fft_create(SIZE, &shape->fft, err);
    if (rc) {
        yn_shape_destroy(&shape);
        return rc;
    }
    size_t bins = yn_fft_bins(shape->fft) * sizeof(struct yn_complex);
    bool ok = (shape->real = yn_fft_alloc(SIZE * sizeof(float))) != NULL;
    for (int i = 0; i < SOUNDS; i++)
        ok = (shape->bins[i] = yn_fft_alloc(bins)) != NULL && ok;
    ok = (shape->cross = yn_fft_alloc(bins)) != NULL && ok;
    ok = (shape->own = yn_fft_alloc(bins)) != NULL && ok;
    ok = (shape->cross_lag = yn_fft_alloc(SIZE * sizeof(float))) != NULL && ok;
    ok = (shape->own_lag = yn_fft_alloc(SIZE * sizeof(float))) != NULL && ok;
    if (!ok) {
        yn_shape_destroy(&shape);
        return yn_err_nomem(err);
    }
    *out = shape;
    return YN_OK;
}

void yn_shape_destroy(struct yn_shape **shape)
{
    if (!*shape)
        return;
    yn_fft_destroy(&(*shape)->fft);
    yn_fft_free((*shape)->real);
    for (int i = 0; i < SOUNDS; i++)
        yn_fft_free((*shape)->bins[i]);
    yn_fft_free((*shape)->cross);
    yn_fft_free((*shape)->own);
    yn_fft_free((*shape)->cross_lag);
    yn_fft_free((*shape)->own_lag);
    free(*shape);
    *shape = NULL;
}

/* Transforms frames [from, from + n) of a sound, silence where there is none;
 * returns their power. */
static double transform(struct yn_shape *shape, const struct yn_sound *sound,
                        ptrdiff_t from, size_t n, struct yn_complex *bins)
{
    double power = 0;
    for (size_t i = 0; i < SIZE; i++) {
        ptrdiff_t at = from + (ptrdiff_t)i;
        bool there = i < n && at >= 0 && (size_t)at < sound->n;
        shape->real[i] = there ? sound->frames[at] : 0;
        power += (double)shape->real[i] * shape->real[i];
    }
    yn_fft_forward(shape->fft, shape->real, bins);
    return power;
}

/* sum += conj(a) b */
static void add_product(struct yn_complex *sum, const struct yn_complex *a,
                        const struct yn_complex *b, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        sum[k].re += a[k].re * b[k].re + a[k].im * b[k].im;
        sum[k].im += a[k].re * b[k].im - a[k].im * b[k].re;
    }
}

/* The worst departure, from the correlations by lag; `lag[SIDE_TO]` is the
 * peak. */
static double worst(const struct yn_shape *shape, double z_scale)
{
    const float *cross = shape->cross_lag, *own = shape->own_lag;
    double peak = cross[SIDE_TO], self = own[SIDE_TO], most = 0;
    for (size_t d = 0; d <= 2 * SIDE_TO; d++) {
        size_t away = d > SIDE_TO ? d - SIDE_TO : SIDE_TO - d;
        if (away < SIDE_FROM)
            continue;
        double misfit = fabs(cross[d] - peak * own[d] / self);
        most = misfit > most ? misfit : most;
    }
    return most * z_scale;
}

double yn_shape_misfit(struct yn_shape *shape, const struct yn_ground *ground,
                       size_t start, size_t end, ptrdiff_t lag)
{
    size_t bins = yn_fft_bins(shape->fft);
    double power = 0, master_power = 0;
    memset(shape->cross, 0, bins * sizeof(*shape->cross));
    memset(shape->own, 0, bins * sizeof(*shape->own));
    for (size_t at = start; at < end; at += STEP) {
        size_t n = end - at < STEP ? end - at : STEP;
        ptrdiff_t there = (ptrdiff_t)at + lag;
        power += transform(shape, &ground->episode, (ptrdiff_t)at, n,
                           shape->bins[EPISODE]);
        master_power +=
            transform(shape, &ground->masters, there, n, shape->bins[ALIGNED]);
        transform(shape, &ground->masters, there - (ptrdiff_t)SIDE_TO,
                  n + 2 * SIDE_TO, shape->bins[AROUND]);
        add_product(shape->cross, shape->bins[EPISODE], shape->bins[AROUND],
                    bins);
        add_product(shape->own, shape->bins[ALIGNED], shape->bins[AROUND],
                    bins);
    }
    if (power <= 0 || master_power <= 0)
        return INFINITY;
    yn_fft_backward(shape->fft, shape->cross, shape->cross_lag);
    yn_fft_backward(shape->fft, shape->own, shape->own_lag);
    double n = (double)(end - start);
    return worst(shape, 1 / (SIZE * sqrt(power * master_power / n)));
}
