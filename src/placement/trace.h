/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trace: the evidence for one candidate along its diagonal.
 *
 * All sound is whitened and mono at one rate; masters lie in one line, as in
 * the bank, with silence between them. Evidence comes in blocks of YN_BLOCK_MS:
 * the correlation of the episode's block with the line at the candidate's lag,
 * of unit variance where the sounds are strangers.
 */
#ifndef YN_PLACEMENT_TRACE_H
#define YN_PLACEMENT_TRACE_H

#include "placement/link.h"

/* Short enough to find an edge, long enough that a sum is Gaussian. */
#define YN_BLOCK_MS 250
/* Under loud words a song's correlation dips: edges are sought as if its mean
 * were this share of what it is, so that a dip does not end it. */
#define YN_DIP 0.8

struct yn_sound {
    const float *frames;
    size_t n;
};

/* The power of a sound up to each YN_POWER_STEP frames: pieces of it are then
 * cheap, and true to a few thousandths. */
#define YN_POWER_STEP 25
struct yn_power {
    double *up_to; /* owned */
    size_t n;
};
/* Errors: YN_E_NOMEM. Release with free(out->up_to). */
int yn_power_sum(const struct yn_sound *sound, struct yn_power *out,
                 struct yn_err *err);

/* What traces are made from; all borrowed. */
struct yn_ground {
    struct yn_sound episode, masters;
    struct yn_power episode_power, masters_power;
    size_t block;       /* frames */
    size_t hop, window; /* of the search, frames */
};

struct yn_trace {
    enum yn_side side;
    ptrdiff_t lag;
    size_t first, n; /* blocks of the episode */
    float *x;        /* what is left of the evidence; owned */
    float *full;     /* before anything was taken off; in x */
    float *doubt;    /* what leftovers of stronger songs may explain; in x */
    size_t core_first, core_last; /* blocks of its windows, from `first` */
    size_t run_first, run_last;   /* the best run in x, from `first` */
    double z;                     /* of that run */
    double own_z;                 /* less what it may owe to leftovers */
};

/* Correlation of the episode's block `b` with the masters at `lag`, divided by
 * what strangers would give; 0 where either is silent or not there. */
float yn_block_evidence(const struct yn_ground *ground, size_t b,
                        ptrdiff_t lag);
/* How alike the masters are at two lags, in one block: a correlation. */
float yn_block_likeness(const struct yn_ground *ground, size_t b,
                        ptrdiff_t lag_a, ptrdiff_t lag_b);

/* Follows a candidate outwards from its windows for as long as the song may go
 * on. `scratch` has room for a float for each block of the episode. A candidate
 * whose best run stays below `least_z` gives no trace: `out->n` is then 0.
 * Release with yn_trace_release. Errors: YN_E_NOMEM. */
int yn_trace_follow(const struct yn_ground *ground,
                    const struct yn_candidate *candidate, enum yn_side side,
                    double least_z, float *scratch, struct yn_trace *out,
                    struct yn_err *err);
void yn_trace_release(struct yn_trace *trace);

/* Finds the best run in what is left of the evidence, and its z. */
void yn_trace_rate(struct yn_trace *trace);

/* The mean of x[first] to x[last]. */
double yn_trace_mean(const float *x, size_t first, size_t last);

#endif
