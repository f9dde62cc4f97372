/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reread: a sound from another place on, or at another speed.
 */
#ifndef YN_SIGNAL_REREAD_H
#define YN_SIGNAL_REREAD_H

#include <stddef.h>

/* Writes `n_out` frames of `in` (mono, `n` frames, silence before and behind):
 * out[i] is in(at + i * step). At a step of exactly 1 `at` is rounded to a
 * whole frame; at others values come from a sinc of 32 taps under a Hann window
 * (Smith, "Digital Audio Resampling", 2002), whose band narrows where the
 * step is above 1. `step` is 0.5..2; `out` may not overlap `in`. */
void yn_reread(const float *in, size_t n, double at, double step, float *out,
               size_t n_out);

#endif
