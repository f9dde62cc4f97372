/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * STFT: a sound as spectra of short windows (Hann), and back.
 *
 * Frame t lies around the sound's frame (t - 1) * hop; what the window sees
 * beyond the ends is silence. Threads: a struct yn_stft has scratch of its own;
 * one for each thread.
 */
#ifndef YN_SIGNAL_STFT_H
#define YN_SIGNAL_STFT_H

#include <stddef.h>

#include <yeoun/err.h>

#include "signal/fft.h"

struct yn_stft;

/* Windows of `size` frames (a power of two, 16 or more), size / overlap apart;
 * `overlap` is 2 or 4. Errors: YN_E_NOMEM. */
int yn_stft_create(size_t size, size_t overlap, struct yn_stft **out,
                   struct yn_err *err);
void yn_stft_destroy(struct yn_stft **stft);

size_t yn_stft_bins(const struct yn_stft *stft); /* size / 2 + 1 */
size_t yn_stft_hop(const struct yn_stft *stft);
/* How many frames `n` frames of sound make. */
size_t yn_stft_frames(const struct yn_stft *stft, size_t n);

/* The spectrum of frame `t`. */
void yn_stft_forward(struct yn_stft *stft, const float *sound, size_t n,
                     size_t t, struct yn_complex *bins);

/* Adds the sound of frame `t` to `sound`; over all frames the sum is what went
 * forward. An overlap of 4 fades at the edges of windows, so
 * that changed spectra make no clicks. */
void yn_stft_backward(struct yn_stft *stft, const struct yn_complex *bins,
                      size_t t, float *sound, size_t n);

#endif
