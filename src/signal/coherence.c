/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/coherence.h"

#include <math.h>

#include "base/base.h"
#include "signal/fft.h"
#include "signal/wide.h"

#define PI 3.14159265358979323846

/* 64 ms at 16 kHz: longer than a room's echo, shorter than a syllable. */
#define FRAME_MS 64
#define OVERLAP 4
/* Frames of a Hann window with three quarters overlap are not independent: so
 * many of them count as one (Welch 1967). */
#define FRAMES_PER_FREE 2.6
/* Codecs leave no more than this. */
#define COHERENCE_MAX 0.9999

struct yn_coherence {
    struct yn_fft *fft;
    size_t size, hop, bins, stride; /* stride: bins of a spectrum in memory */
    size_t frames, cap_frames;      /* spectra of the mix */
    float *window, *frame;
    struct yn_complex *mix, *bin;
    /* Sums over the stretch, by bin: the cross spectrum and both powers. */
    float *re, *im, *mix_power, *master_power;
};

static bool allocate(struct yn_coherence *c)
{
    size_t row = c->stride * sizeof(struct yn_complex);
    c->window = malloc(c->size * sizeof(*c->window));
    c->frame = yn_fft_alloc(c->size * sizeof(*c->frame));
    c->mix = yn_fft_alloc(c->cap_frames * row);
    c->bin = yn_fft_alloc(row);
    c->re = calloc(4 * c->bins, sizeof(*c->re));
    return c->window && c->frame && c->mix && c->bin && c->re;
}

int yn_coherence_create(int rate, struct yn_coherence **out, struct yn_err *err)
{
    struct yn_coherence *c = calloc(1, sizeof(*c));
    if (!c)
        return yn_err_nomem(err);
    c->size = 16;
    while (c->size < (size_t)rate * FRAME_MS / 1000)
        c->size *= 2;
    c->hop = c->size / OVERLAP;
    c->bins = c->size / 2 + 1;
    /* Spectra stand apart by whole cache lines, as the plans' alignment asks.
     */
    c->stride = (c->bins + 7) / 8 * 8;
    c->cap_frames = (size_t)rate * YN_COHERENCE_S / c->hop + 1;
    int rc = yn_fft_create(c->size, &c->fft, err);
    if (!rc && !allocate(c))
        rc = yn_err_nomem(err);
    if (rc) {
        yn_coherence_destroy(&c);
        return rc;
    }
    c->im = c->re + c->bins;
    c->mix_power = c->im + c->bins;
    c->master_power = c->mix_power + c->bins;
    for (size_t i = 0; i < c->size; i++)
        c->window[i] =
            (float)(0.5 - 0.5 * cos(2 * PI * (double)i / (double)c->size));
    *out = c;
    return YN_OK;
}

void yn_coherence_destroy(struct yn_coherence **coherence)
{
    struct yn_coherence *c = *coherence;
    if (!c)
        return;
    yn_fft_destroy(&c->fft);
    free(c->window);
    yn_fft_free(c->frame);
    yn_fft_free(c->mix);
    yn_fft_free(c->bin);
    free(c->re);
    free(c);
    *coherence = NULL;
}

static void transform(struct yn_coherence *c, const float *sound,
                      struct yn_complex *bins)
{
    for (size_t i = 0; i < c->size; i++)
        c->frame[i] = sound[i] * c->window[i];
    yn_fft_forward(c->fft, c->frame, bins);
}

YN_WIDE static void add_power(const struct yn_complex *restrict x, size_t n,
                              float *restrict power)
{
    for (size_t k = 0; k < n; k++)
        power[k] += x[k].re * x[k].re + x[k].im * x[k].im;
}

/* Adds x times conj(y). */
YN_WIDE static void add_cross(const struct yn_complex *restrict x,
                              const struct yn_complex *restrict y, size_t n,
                              float *restrict re, float *restrict im)
{
    for (size_t k = 0; k < n; k++) {
        re[k] += x[k].re * y[k].re + x[k].im * y[k].im;
        im[k] += x[k].im * y[k].re - x[k].re * y[k].im;
    }
}

void yn_coherence_hear(struct yn_coherence *c, const float *mix, size_t n)
{
    c->frames = 0;
    memset(c->mix_power, 0, c->bins * sizeof(*c->mix_power));
    for (size_t at = 0; at + c->size <= n; at += c->hop) {
        yn_assert(c->frames < c->cap_frames);
        struct yn_complex *bins = c->mix + c->frames++ * c->stride;
        transform(c, mix + at, bins);
        add_power(bins, c->bins, c->mix_power);
    }
}

double yn_coherence_fit(struct yn_coherence *c, const float *master)
{
    double free_frames = (double)c->frames / FRAMES_PER_FREE, sum = 0;
    if (free_frames <= 1)
        return 0;
    memset(c->re, 0, 2 * c->bins * sizeof(*c->re));
    memset(c->master_power, 0, c->bins * sizeof(*c->master_power));
    for (size_t t = 0; t < c->frames; t++) {
        transform(c, master + t * c->hop, c->bin);
        add_power(c->bin, c->bins, c->master_power);
        add_cross(c->mix + t * c->stride, c->bin, c->bins, c->re, c->im);
    }
    for (size_t k = 1; k + 1 < c->bins; k++) {
        double re = c->re[k], im = c->im[k];
        double power = (double)c->mix_power[k] * c->master_power[k];
        double coherence = power > 0 ? (re * re + im * im) / power : 0;
        coherence = coherence < COHERENCE_MAX ? coherence : COHERENCE_MAX;
        /* Strangers reach 1 nat for each gain. */
        sum -= free_frames * log1p(-coherence) + 1;
    }
    return sum;
}
