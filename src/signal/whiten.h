/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whiten: flattens a sound in time and frequency and keeps its phase.
 *
 * In a short-time Fourier transform (Hann, three quarters overlap) each bin
 * keeps its phase and gets the magnitude 1; what lies under a floor fades out.
 * The gaps between words then count as much as loud words, so that a song far
 * under dialogue correlates with its master through the gaps. Known as the
 * phase transform (Knapp & Carter 1976, eq. 7), here applied to each sound by
 * itself.
 *
 * A master may keep part of its bins' order (`keep`): where it is strong it is
 * heard, where it is weak the rest is. That is the weight of a matched filter
 * (Turin 1960), held back so that the correlation's peak stays sharp.
 */
#ifndef YN_SIGNAL_WHITEN_H
#define YN_SIGNAL_WHITEN_H

#include <stddef.h>

#include <yeoun/err.h>

struct yn_whiten_params {
    int rate;         /* frames a second */
    double window_ms; /* 0: 256, about the length of a held note */
    double low_hz;    /* bins below are dropped; 0: 60, under which AC hum and
                         rumble lie */
    double keep;      /* the power of its magnitude that a bin keeps, 0..1;
                         frames are made equally loud all the same */
    double floor_db;  /* bins this far under the sound's rms spectrum fade out;
                         0: 60, below what lossy coders keep */
};

/* Whitens `n` frames of `in` into `out` (same length; may be the same buffer).
 * The result has an rms of 1 over all that is not digital silence. Errors:
 * YN_E_NOMEM; `out` is then undefined. */
int yn_whiten(const float *in, size_t n, const struct yn_whiten_params *params,
              float *out, struct yn_err *err);

#endif
