/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coherence: how well a master, through any filter, explains what is heard.
 *
 * A stretch of the mix is heard once and then asked for any number of masters.
 * With one complex gain for each frequency, what a master leaves unexplained is
 * the share 1 - coherence of the mix there (Carter, Knapp & Nuttall 1973); the
 * likelihoods of stretches add up.
 */
#ifndef YN_SIGNAL_COHERENCE_H
#define YN_SIGNAL_COHERENCE_H

#include <stddef.h>

#include <yeoun/err.h>

/* A filter is taken to stay the same for so long. */
#define YN_COHERENCE_S 3

struct yn_coherence;

/* Errors: YN_E_NOMEM. Release with yn_coherence_destroy. */
int yn_coherence_create(int rate, struct yn_coherence **out,
                        struct yn_err *err);
void yn_coherence_destroy(struct yn_coherence **coherence);

/* Hears a stretch of the mix: `n` frames, mono, YN_COHERENCE_S seconds at most;
 * forgets the one before. */
void yn_coherence_hear(struct yn_coherence *coherence, const float *mix,
                       size_t n);

/* The log likelihood of the stretch with this master, as many frames as the
 * mix, against that with one that is not in it, less what chance explains; in
 * nats. What resembles the right one fits nearly as well. */
double yn_coherence_fit(struct yn_coherence *coherence, const float *master);

#endif
