/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Place: from an episode's sound to its placements.
 */
#ifndef YN_PLACEMENT_PLACE_H
#define YN_PLACEMENT_PLACE_H

#include <yeoun/placement.h>

#include "placement/masters.h"

/* Names the method in stored results: another number, other results. */
#define YN_METHOD_VERSION 7

struct yn_place_params {
    const float *coarse; /* the episode at YN_COARSE_RATE */
    size_t n_coarse;
    struct yn_halves fine; /* the same at YN_FINE_RATE */
    unsigned threads;      /* 0: one */
};

/* Finds all masters in the episode, at the speed at which it plays them
 * (speed.h). `out` is released by the caller with
 * yn_placements_release; the same input gives the same bits on any number of
 * threads. Errors: YN_E_NOMEM. */
int yn_place(const struct yn_masters *masters,
             const struct yn_place_params *params, struct yn_placements *out,
             struct yn_err *err);

#endif
