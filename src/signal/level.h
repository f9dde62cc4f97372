/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Level: how loud a known sound is within another.
 *
 * The sound is known up to a filter: over a few seconds the coherent part of
 * each frequency of the mix with the master is the music, the rest is the rest
 * (magnitude-squared coherence, Carter, Knapp & Nuttall 1973, less its bias
 * over a finite number of frames). Equalising the music changes nothing.
 */
#ifndef YN_SIGNAL_LEVEL_H
#define YN_SIGNAL_LEVEL_H

#include <stddef.h>

#include <yeoun/err.h>

/* Mean powers over one second; full scale 1.0. */
struct yn_level {
    double music, rest;     /* unweighted */
    double music_k, rest_k; /* K-weighted (ITU-R BS.1770-4, annex 1) */
};

/* The course of the level, one value a second, each from the three seconds
 * around it. `mix` and `master` are aligned: `n` frames each at `rate`, mono.
 * Writes n / rate + 1 values at most to `out` (room for so many) and how many
 * to `*n_out`. Errors: YN_E_NOMEM. */
int yn_level_course(const float *mix, const float *master, size_t n, int rate,
                    struct yn_level *out, size_t *n_out, struct yn_err *err);

/* The power response of the K-weighting at a frequency (ITU-R BS.1770-4, tables
 * 1 and 2). */
double yn_k_weight(double hz);

/* Music against the rest in decibels; -INFINITY without music, INFINITY without
 * rest. */
double yn_level_db(double music, double rest);

#endif
