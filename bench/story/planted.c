/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planted.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An episode has eight moments and eight other bursts (jokes, twists), which
 * have the third part of all that is written; the rest is chatter that comes
 * and goes over minutes. */
#define MOMENTS 8
#define BURSTS 16
#define BURST_SHARE 0.33
#define BURST_SD_S 8.0
#define LAG_S 4.0
#define LAG_SD_S 3.0
#define CUE_S_MIN 20.0
#define CUE_S_MAX 60.0
#define USES 3
#define MOTIF_ELSEWHERE 4
#define USES_MAX (MOMENTS * (1 + MOTIF_ELSEWHERE))
#define LEVELS_MAX 64

static void *get(size_t n, size_t size)
{
    void *memory = calloc(n, size);
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

static double between(struct yn_random *random, double low, double high)
{
    return low + (high - low) * yn_random_uniform(random);
}

static int by_time(const void *a, const void *b)
{
    const struct yn_reaction *x = a, *y = b;
    return (x->time_s > y->time_s) - (x->time_s < y->time_s);
}

/* Writes the comments of one episode; fills in where its moments are. */
static void write_comments(const struct planted_params *params,
                           struct yn_random *random, struct planted *out,
                           size_t e, double moment[MOMENTS])
{
    struct yn_reaction *r = get(params->comments * 4 + 64, sizeof(*r));
    double at[BURSTS], strength[BURSTS], total = 0;
    size_t n = 0, room = params->comments * 4 + 64;
    for (size_t b = 0; b < BURSTS; b++) {
        at[b] = between(random, 70, PLANTED_EPISODE_S - 70);
        total += strength[b] = exp(0.7 * yn_random_normal(random));
        if (b < MOMENTS)
            moment[b] = at[b];
    }
    for (size_t b = 0; b < BURSTS; b++) {
        unsigned here = yn_random_poisson(
            random, params->comments * BURST_SHARE * strength[b] / total);
        for (unsigned i = 0; i < here && n < room; i++)
            r[n++].time_s = at[b] + LAG_S +
                            BURST_SD_S * yn_random_normal(random) +
                            LAG_SD_S * yn_random_normal(random);
    }
    const double phase = between(random, 0, 6.28);
    unsigned chatter =
        yn_random_poisson(random, params->comments * (1 - BURST_SHARE));
    for (unsigned i = 0; i < chatter && n < room;) {
        const double t = between(random, 0, PLANTED_EPISODE_S);
        if (yn_random_uniform(random) < 0.7 + 0.3 * sin(phase + t / 400))
            r[n++].time_s = t, i++;
    }
    qsort(r, n, sizeof(*r), by_time);
    out->reactions[e] = r;
    out->episode[e] = (struct yn_moments_episode){
        .duration_s = PLANTED_EPISODE_S, .reactions = r, .n_reactions = n};
}

/* Scenes of 20 to 120 s, talked through or quiet. */
static void write_rest(struct yn_random *random, struct planted *out, size_t e)
{
    struct yn_rest *rest = get(PLANTED_EPISODE_S, sizeof(*rest));
    double end = 0;
    float speech = 0, level = 0;
    for (size_t t = 0; t < PLANTED_EPISODE_S; t++) {
        if ((double)t >= end) {
            end += between(random, 20, 120);
            speech = (float)between(random, 0, 1);
            level = -45 + 25 * speech;
        }
        rest[t].speech = yn_random_uniform(random) < speech;
        rest[t].level_db = level + (float)yn_random_normal(random) * 3;
    }
    out->rest[e] = rest;
    out->episode[e].rest = rest;
    out->episode[e].n_rest = PLANTED_EPISODE_S;
}

static void put_cue(const struct planted_params *params,
                    struct yn_random *random, struct planted *out, size_t e,
                    double centre)
{
    const double length = between(random, CUE_S_MIN, CUE_S_MAX);
    struct yn_layer_cue *cue = &out->cues[out->n_cues];
    float *levels = out->levels + LEVELS_MAX * out->n_cues++;
    double start = centre - length * between(random, 0.2, 0.8);
    start = fmax(0, fmin(start, PLANTED_EPISODE_S - length));
    *cue = (struct yn_layer_cue){.episode = e,
                                 .start_s = start,
                                 .end_s = start + length,
                                 .level_db = levels,
                                 .n_levels = (size_t)length};
    for (size_t i = 0; i < cue->n_levels; i++) {
        const size_t t = (size_t)start + i;
        levels[i] = params->sound ? -30 - out->rest[e][t].level_db : 0;
    }
}

static void put_cues(const struct planted_params *params,
                     struct yn_random *random, struct planted *out, size_t e,
                     const double moment[MOMENTS])
{
    const double end = PLANTED_EPISODE_S;
    size_t on = params->plan == PLAN_CHANCE    ? 0
                : params->plan == PLAN_MOMENTS ? 2
                                               : MOMENTS;
    size_t off =
        params->plan == PLAN_MOTIF ? MOTIF_ELSEWHERE * MOMENTS : USES - on;
    for (size_t i = 0; i < on; i++)
        put_cue(params, random, out, e, moment[i]);
    for (size_t i = 0; i < off; i++)
        put_cue(params, random, out, e, between(random, 0, end));
}

void planted_make(const struct planted_params *params, struct yn_random *random,
                  struct planted *out)
{
    *out = (struct planted){.n_episodes = params->episodes};
    out->cues = get(USES_MAX * params->episodes, sizeof(*out->cues));
    out->levels =
        get(LEVELS_MAX * USES_MAX * params->episodes, sizeof(*out->levels));
    for (size_t e = 0; e < params->episodes; e++) {
        double moment[MOMENTS];
        write_comments(params, random, out, e, moment);
        if (params->sound)
            write_rest(random, out, e);
        put_cues(params, random, out, e, moment);
    }
}

void planted_release(struct planted *planted)
{
    for (size_t e = 0; e < planted->n_episodes; e++) {
        free(planted->reactions[e]);
        free(planted->rest[e]);
    }
    free(planted->cues);
    free(planted->levels);
    memset(planted, 0, sizeof(*planted));
}
