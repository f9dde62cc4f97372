/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planted: seasons of comments and cues whose truth is known.
 */
#ifndef BENCH_PLANTED_H
#define BENCH_PLANTED_H

#include <yeoun/story.h>

#include "base/numeric.h"

#define PLANTED_EPISODES_MAX 16
#define PLANTED_EPISODE_S 3600

/* What a song does. */
enum plan {
    PLAN_CHANCE,  /* three uses an episode, anywhere */
    PLAN_MOMENTS, /* three, two of them on moments */
    PLAN_MOTIF,   /* on every moment, and in as many other places x 4 */
};

struct planted {
    struct yn_moments_episode episode[PLANTED_EPISODES_MAX];
    struct yn_reaction *reactions[PLANTED_EPISODES_MAX];
    struct yn_rest *rest[PLANTED_EPISODES_MAX];
    size_t n_episodes;
    struct yn_layer_cue *cues;
    float *levels;
    size_t n_cues;
};

struct planted_params {
    unsigned episodes, comments; /* comments an episode, as expected */
    enum plan plan;
    /* With the sound that remains, loud and quiet by turns; the music keeps
     * its level, so that it is in the foreground where all else is quiet. */
    bool sound;
};

/* Ends the program when memory runs out. */
void planted_make(const struct planted_params *params, struct yn_random *random,
                  struct planted *out);
void planted_release(struct planted *planted);

#endif
