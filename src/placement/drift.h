/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drift: how fast a song runs where it was found.
 *
 * Where a song plays at another speed than it is read at, its lag moves at a
 * constant rate. Around one place of a match the evidence is asked at all rates
 * near by; what several matches say together is the episode's speed, for all of
 * its songs share it.
 *
 * Sounds are whitened and mono, at YN_COARSE_RATE, as in trace.h.
 */
#ifndef YN_PLACEMENT_DRIFT_H
#define YN_PLACEMENT_DRIFT_H

#include <stddef.h>

#include <yeoun/err.h>

#include "placement/trace.h"

/* How much of the episode is heard around a match, to either side. */
#define YN_DRIFT_REACH_S 12

/* One place at which a song is thought to play. */
struct yn_match {
    double episode, master; /* frames of the episode, of the masters' line */
    double speed;           /* master seconds per episode second */
    enum yn_side side;
};

/* The speeds that are asked for, around those of the matches: 1 - reach to 1 +
 * reach times those, in steps of `step`. */
struct yn_drift_grid {
    double reach, step;
};
/* Speeds of a grid. */
#define YN_DRIFT_SPEEDS_MAX 192
size_t yn_drift_speeds(const struct yn_drift_grid *grid);

struct yn_drift;

/* Room to work in; one for each thread. Errors: YN_E_NOMEM. */
int yn_drift_create(const struct yn_drift_grid *grid, struct yn_drift **out,
                    struct yn_err *err);
void yn_drift_destroy(struct yn_drift **drift);

/* The z of the match at each speed of the grid to `z`, at its best extent and
 * within four frames of its place. */
void yn_drift_follow(struct yn_drift *drift, const struct yn_sound *episode,
                     const struct yn_sound *masters,
                     const struct yn_match *match, float *z);

/* The speed at which `sum`, one value for each speed of the grid, is largest,
 * as a factor of that of the matches, between speeds of the grid too. */
double yn_drift_best(const struct yn_drift_grid *grid, const double *sum,
                     double *most);

#endif
