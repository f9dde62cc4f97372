/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Retime: an episode as it would sound at its songs' own speed, and what was
 * found there as it lies in the episode.
 */
#ifndef YN_PLACEMENT_RETIME_H
#define YN_PLACEMENT_RETIME_H

#include <stdint.h>

#include <yeoun/placement.h>

#include "signal/half.h"

/* The sound at another speed: `n` frames that play `speed` times as slowly, at
 * the same rate; `speed` is 0.5..2. The caller frees `*out`. Errors:
 * YN_E_NOMEM. */
int yn_retime_sound(const float *frames, size_t n, double speed, float **out,
                    size_t *n_out, struct yn_err *err);

/* The same of a sound in halves. */
int yn_retime_halves(const struct yn_halves *sound, double speed,
                     uint16_t **out, size_t *n_out, struct yn_err *err);

/* Gives cues that were found in such a sound the times and the speed that they
 * have in the episode, and their levels for each of its seconds. (The rest is
 * measured by the episode's own seconds: rest.h.) Errors: YN_E_NOMEM. */
int yn_retime_cues(struct yn_placements *found, double speed,
                   struct yn_err *err);

#endif
