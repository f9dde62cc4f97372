/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speed: the constant factor at which an episode plays its songs.
 *
 * Films run at 24 pictures a second, television at 25 or at 24 / 1.001: what
 * was cut for the one and is shown at the other is faster or slower as a whole,
 * its songs too, and higher or lower with it. Found once for an episode: from
 * the songs that were found (drift.h), or where there are none by a search of
 * short windows at many speeds.
 */
#ifndef YN_PLACEMENT_SPEED_H
#define YN_PLACEMENT_SPEED_H

#include <yeoun/placement.h>

#include "placement/explain.h"
#include "placement/masters.h"

/* Nearer to each other than this, two speeds are one: a minute of song is off
 * by less than a millisecond. */
#define YN_SPEED_SAME 12e-6
/* As many independent speeds are asked for, in all. */
#define YN_SPEED_TRIALS 1000

/* An episode's sound as it is searched. */
struct yn_speed_sound {
    const struct yn_masters *masters;
    struct yn_sound white;      /* whitened, at YN_COARSE_RATE */
    const struct yn_rest *rest; /* one a second */
    size_t n_rest;
    unsigned threads; /* 0: one */
};

/* The speed of songs that were found in the sound, as a factor of the one it
 * was read at, no further from 1 than `reach`. Exactly 1 where it is so near to
 * that, or where another does not gain so much: `least_gain` is twice the nats
 * of the evidence. Errors: YN_E_NOMEM. */
int yn_speed_of_runs(const struct yn_speed_sound *sound,
                     const struct yn_runs *runs, double reach,
                     double least_gain, double *speed, struct yn_err *err);

/* Searches windows of the sound for songs at other speeds than 1: 25/24, 24/25,
 * 1000/1001 and 1001/1000, 25025/24000 (25 pictures for 23.976) and the
 * reverse, and whatever lies within 0.5 % of 1. The speed that is worth placing
 * at, or 1. Takes nearly as long as placing does. Errors: YN_E_NOMEM. */
int yn_speed_search(const struct yn_speed_sound *sound, double *speed,
                    struct yn_err *err);

#endif
