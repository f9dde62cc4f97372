/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * FFT: the door to FFTW, real transforms in single precision.
 *
 * Plans are estimated, never measured: the same input gives the same bits.
 * Threads: make and destroy plans from one thread at a time (yn_fft_create
 * sees to it); run a plan from any number at once, each on its own buffers.
 */
#ifndef YN_SIGNAL_FFT_H
#define YN_SIGNAL_FFT_H

#include <stddef.h>

#include <yeoun/err.h>

/* A complex number as FFTW lays it out. */
struct yn_complex {
    float re, im;
};

struct yn_fft;

/* For `size` real values (even, 4 or more): size / 2 + 1 complex ones.
 * Errors: YN_E_NOMEM. */
int yn_fft_create(size_t size, struct yn_fft **out, struct yn_err *err);
void yn_fft_destroy(struct yn_fft **fft);

size_t yn_fft_size(const struct yn_fft *fft);
size_t yn_fft_bins(const struct yn_fft *fft);

/* Buffers must come from yn_fft_alloc, which aligns them as the plans expect.
 * NULL = out of memory. */
void *yn_fft_alloc(size_t bytes);
void yn_fft_free(void *buffer);

/* Forward, unscaled: bin k is sum x[n] exp(-2 pi i k n / size). */
void yn_fft_forward(const struct yn_fft *fft, float *real,
                    struct yn_complex *bins);
/* Backward, unscaled (forward then backward multiplies by size). Destroys
 * `bins`. */
void yn_fft_backward(const struct yn_fft *fft, struct yn_complex *bins,
                     float *real);

#endif
