/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/correlate.h"

#include "base/base.h"
#include "signal/fft.h"
#include "signal/wide.h"

/* A block is half as long again as a power of two that holds this many windows:
 * in shorter ones the overlap is wasted work, longer ones leave the
 * second-level cache. */
#define BLOCK_WINDOWS 4
/* Values that a block gives beside its new ones, for the sink to look at. */
#define MARGIN ((size_t)1)

struct yn_bank {
    struct yn_fft *fft;
    size_t window, gap;
    size_t step;   /* new positions in a block */
    size_t keep;   /* frames that a block shares with the next */
    size_t length; /* frames so far, silence between masters included */
    double power;  /* of them all */
    size_t n_blocks, cap_blocks;
    struct yn_complex *block; /* spectra, yn_fft_bins each */
    float *pending;           /* the frames of the block being filled */
    size_t n_pending;
};

struct yn_scratch {
    float *real;
    struct yn_complex *window, *product;
};

/* Spectra stand apart by whole cache lines, as the plans' alignment asks. */
static size_t stride(const struct yn_bank *bank)
{
    return (yn_fft_bins(bank->fft) + 7) / 8 * 8;
}

static size_t block_size(size_t window)
{
    size_t size = 32;
    while (size < BLOCK_WINDOWS * window)
        size *= 2;
    return size / 2 * 3;
}

int yn_bank_create(size_t window, size_t gap, size_t total,
                   struct yn_bank **out, struct yn_err *err)
{
    yn_assert(window > 0 && gap <= window);
    struct yn_bank *bank = calloc(1, sizeof(*bank));
    if (!bank)
        return yn_err_nomem(err);
    size_t size = block_size(window);
    bank->window = window;
    bank->gap = gap;
    bank->keep = window - 1 + 2 * MARGIN;
    bank->step = size - bank->keep;
    bank->cap_blocks = (total + 2 * window) / bank->step + 2;
    int rc = yn_fft_create(size, &bank->fft, err);
    if (!rc) {
        bank->block = yn_fft_alloc(bank->cap_blocks * stride(bank) *
                                   sizeof(*bank->block));
        bank->pending = yn_fft_alloc(size * sizeof(*bank->pending));
        if (!bank->block || !bank->pending)
            rc = yn_err_nomem(err);
    }
    if (rc) {
        yn_bank_destroy(&bank);
        return rc;
    }
    /* The first block begins with the silence before the first master. */
    memset(bank->pending, 0, size * sizeof(*bank->pending));
    bank->n_pending = window - 1 + MARGIN;
    *out = bank;
    return YN_OK;
}

void yn_bank_destroy(struct yn_bank **bank)
{
    if (!*bank)
        return;
    yn_fft_destroy(&(*bank)->fft);
    yn_fft_free((*bank)->block);
    yn_fft_free((*bank)->pending);
    free(*bank);
    *bank = NULL;
}

/* Transforms the full block and keeps its end for the next. */
static void flush_block(struct yn_bank *bank)
{
    size_t size = yn_fft_size(bank->fft), keep = bank->keep;
    yn_assert(bank->n_blocks < bank->cap_blocks);
    yn_fft_forward(bank->fft, bank->pending,
                   bank->block + bank->n_blocks++ * stride(bank));
    memmove(bank->pending, bank->pending + size - keep, keep * sizeof(float));
    bank->n_pending = keep;
}

static void put_frames(struct yn_bank *bank, const float *frames, size_t n)
{
    size_t size = yn_fft_size(bank->fft);
    bank->length += n;
    while (n > 0) {
        size_t room = size - bank->n_pending, take = n < room ? n : room;
        float *to = bank->pending + bank->n_pending;
        if (frames) {
            memcpy(to, frames, take * sizeof(*to));
            frames += take;
        } else {
            memset(to, 0, take * sizeof(*to));
        }
        bank->n_pending += take;
        n -= take;
        if (bank->n_pending == size)
            flush_block(bank);
    }
}

int yn_bank_add(struct yn_bank *bank, const float *frames, size_t n,
                size_t *start, struct yn_err *err)
{
    if (bank->length + n + bank->gap > bank->cap_blocks * bank->step)
        return yn_err_set(err, YN_E_INTERNAL, 0, "the bank is too small");
    *start = bank->length;
    bank->power += yn_product(frames, frames, n);
    put_frames(bank, frames, n);
    put_frames(bank, NULL, bank->gap);
    return YN_OK;
}

void yn_bank_finish(struct yn_bank *bank)
{
    size_t size = yn_fft_size(bank->fft);
    put_frames(bank, NULL, bank->window - bank->gap);
    if (bank->n_blocks > 0 && bank->n_pending == bank->keep)
        return;
    memset(bank->pending + bank->n_pending, 0,
           (size - bank->n_pending) * sizeof(float));
    flush_block(bank);
}

size_t yn_bank_length(const struct yn_bank *bank)
{
    return bank->length;
}

double yn_bank_power(const struct yn_bank *bank)
{
    return bank->power;
}

int yn_scratch_create(const struct yn_bank *bank, struct yn_scratch **out,
                      struct yn_err *err)
{
    struct yn_scratch *scratch = calloc(1, sizeof(*scratch));
    if (!scratch)
        return yn_err_nomem(err);
    size_t bins = stride(bank) * sizeof(struct yn_complex);
    scratch->real = yn_fft_alloc(yn_fft_size(bank->fft) * sizeof(float));
    scratch->window = yn_fft_alloc(bins);
    scratch->product = yn_fft_alloc(bins);
    if (!scratch->real || !scratch->window || !scratch->product) {
        yn_scratch_destroy(&scratch);
        return yn_err_nomem(err);
    }
    *out = scratch;
    return YN_OK;
}

void yn_scratch_destroy(struct yn_scratch **scratch)
{
    if (!*scratch)
        return;
    yn_fft_free((*scratch)->real);
    yn_fft_free((*scratch)->window);
    yn_fft_free((*scratch)->product);
    free(*scratch);
    *scratch = NULL;
}

/* product = block * conj(window), which is correlation in time. */
YN_WIDE static void multiply(const struct yn_complex *restrict block,
                             const struct yn_complex *restrict window,
                             struct yn_complex *restrict product, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        struct yn_complex a = block[k], b = window[k];
        product[k].re = a.re * b.re + a.im * b.im;
        product[k].im = a.im * b.re - a.re * b.im;
    }
}

int yn_correlate(const struct yn_bank *bank, struct yn_scratch *scratch,
                 const float *window, size_t n, yn_correlate_sink *sink,
                 void *ctx, struct yn_err *err)
{
    size_t size = yn_fft_size(bank->fft), bins = yn_fft_bins(bank->fft);
    yn_assert(n <= bank->window);
    /* The plans do not scale; the window carries it. */
    float scale = 1 / (float)size;
    for (size_t i = 0; i < size; i++)
        scratch->real[i] = i < n ? window[i] * scale : 0;
    yn_fft_forward(bank->fft, scratch->real, scratch->window);
    ptrdiff_t at = -(ptrdiff_t)(bank->window - 1);
    for (size_t b = 0; b < bank->n_blocks; b++) {
        multiply(bank->block + b * stride(bank), scratch->window,
                 scratch->product, bins);
        yn_fft_backward(bank->fft, scratch->product, scratch->real);
        /* Positions whose window runs over the block's end are the next
         * block's. */
        int rc = sink(ctx, at, scratch->real + MARGIN, bank->step, err);
        if (rc)
            return rc;
        at += (ptrdiff_t)bank->step;
    }
    return YN_OK;
}
