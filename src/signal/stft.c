/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/stft.h"

#include <math.h>

#include "base/base.h"

#define PI 3.14159265358979323846
/* The squares of Hann windows a quarter apart add up to it. */
#define HANN_SQUARES 1.5

struct yn_stft {
    struct yn_fft *fft;
    size_t size, hop;
    float *window, *back; /* the second with the inverse transform's scale */
    float *frame;
    struct yn_complex *bin; /* aligned as the transform wants it */
};

static void fill_windows(struct yn_stft *stft, size_t overlap)
{
    double size = (double)stft->size;
    for (size_t i = 0; i < stft->size; i++) {
        double w = 0.5 - 0.5 * cos(2 * PI * (double)i / size);
        stft->window[i] = (float)w;
        /* Hann windows half apart add up to 1 by themselves. */
        stft->back[i] =
            (float)(overlap == 2 ? 1 / size : w / (HANN_SQUARES * size));
    }
}

int yn_stft_create(size_t size, size_t overlap, struct yn_stft **out,
                   struct yn_err *err)
{
    yn_assert(size >= 16 && (overlap == 2 || overlap == 4));
    struct yn_stft *stft = calloc(1, sizeof(*stft));
    if (!stft)
        return yn_err_nomem(err);
    stft->size = size;
    stft->hop = size / overlap;
    int rc = yn_fft_create(size, &stft->fft, err);
    if (!rc) {
        stft->window = malloc(size * sizeof(*stft->window));
        stft->back = malloc(size * sizeof(*stft->back));
        stft->frame = yn_fft_alloc(size * sizeof(*stft->frame));
        stft->bin = yn_fft_alloc(yn_stft_bins(stft) * sizeof(*stft->bin));
        if (!stft->window || !stft->back || !stft->frame || !stft->bin)
            rc = yn_err_nomem(err);
    }
    if (rc) {
        yn_stft_destroy(&stft);
        return rc;
    }
    fill_windows(stft, overlap);
    *out = stft;
    return YN_OK;
}

void yn_stft_destroy(struct yn_stft **stft)
{
    if (!*stft)
        return;
    yn_fft_destroy(&(*stft)->fft);
    free((*stft)->window);
    free((*stft)->back);
    yn_fft_free((*stft)->frame);
    yn_fft_free((*stft)->bin);
    free(*stft);
    *stft = NULL;
}

size_t yn_stft_bins(const struct yn_stft *stft)
{
    return stft->size / 2 + 1;
}

size_t yn_stft_hop(const struct yn_stft *stft)
{
    return stft->hop;
}

size_t yn_stft_frames(const struct yn_stft *stft, size_t n)
{
    return n / stft->hop + 4;
}

/* Where the window of frame `t` begins. */
static ptrdiff_t start_of(const struct yn_stft *stft, size_t t)
{
    return ((ptrdiff_t)t - 1) * (ptrdiff_t)stft->hop -
           (ptrdiff_t)(stft->size / 2);
}

/* Where the window from `start` on meets a sound of `n` frames: indices into
 * the window, `*to` exclusive. */
static void meet(const struct yn_stft *stft, ptrdiff_t start, size_t n,
                 size_t *from, size_t *to)
{
    ptrdiff_t size = (ptrdiff_t)stft->size, left = (ptrdiff_t)n - start;
    ptrdiff_t first = start < 0 ? -start : 0;
    ptrdiff_t last = left < size ? left : size;
    *from = (size_t)(first < size ? first : size);
    *to = last > (ptrdiff_t)*from ? (size_t)last : *from;
}

void yn_stft_forward(struct yn_stft *stft, const float *sound, size_t n,
                     size_t t, struct yn_complex *bins)
{
    ptrdiff_t start = start_of(stft, t);
    size_t from, to;
    meet(stft, start, n, &from, &to);
    float *frame = stft->frame;
    memset(frame, 0, from * sizeof(*frame));
    for (size_t i = from; i < to; i++)
        frame[i] = sound[start + (ptrdiff_t)i] * stft->window[i];
    memset(frame + to, 0, (stft->size - to) * sizeof(*frame));
    yn_fft_forward(stft->fft, frame, stft->bin);
    memcpy(bins, stft->bin, yn_stft_bins(stft) * sizeof(*bins));
}

void yn_stft_backward(struct yn_stft *stft, const struct yn_complex *bins,
                      size_t t, float *sound, size_t n)
{
    ptrdiff_t start = start_of(stft, t);
    size_t from, to;
    meet(stft, start, n, &from, &to);
    memcpy(stft->bin, bins, yn_stft_bins(stft) * sizeof(*bins));
    yn_fft_backward(stft->fft, stft->bin, stft->frame);
    for (size_t i = from; i < to; i++)
        sound[start + (ptrdiff_t)i] += stft->frame[i] * stft->back[i];
}
