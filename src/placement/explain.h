/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Explain: of all candidates, those that the sound asks for.
 *
 * A song that sounds makes many candidates: its own repeats, cues that reuse
 * its bars, another version of it. The best is taken, what it explains is taken
 * off the others' evidence (partial correlation, block by block), and the rest
 * is asked again, until nothing stands above chance.
 *
 * All sound is whitened and mono at one rate; masters lie in one line, as in
 * the bank, with silence between them.
 */
#ifndef YN_PLACEMENT_EXPLAIN_H
#define YN_PLACEMENT_EXPLAIN_H

#include <stddef.h>

#include <yeoun/err.h>

#include "placement/link.h"

/* Under loud words a song's correlation dips: edges are sought as if its mean
 * were this share of what it is, so that a dip does not end it. */
#define YN_DIP 0.8

struct yn_sound {
    const float *frames;
    size_t n;
};

/* Where each master begins in the line of masters, rising. */
struct yn_starts {
    const size_t *at;
    size_t n;
};

/* The master that a position lies in (or the silence behind it). */
size_t yn_master_at(const struct yn_starts *starts, size_t position);

struct yn_explain_params {
    int rate;
    struct yn_starts starts;
    size_t hop, window; /* of the search, frames */
    double least_z;     /* of the whole placement, to be believed */
};

/* A run of one lag that was found. */
struct yn_run {
    ptrdiff_t lag;     /* frames */
    size_t start, end; /* frames of the episode */
    double z;          /* of all its evidence */
    double own_z;      /* of what no stronger one explains */
    double rho;        /* mean correlation of the whitened sounds */
    double side;       /* the highest z at a lag beside, as a share of z */
};

struct yn_runs {
    struct yn_run *item; /* as they were accepted: the strongest first */
    size_t n, cap;
};

/* Errors: YN_E_NOMEM. Release with free(out->item). */
int yn_explain(const struct yn_sound *episode, const struct yn_sound *masters,
               const struct yn_candidates *candidates,
               const struct yn_explain_params *params, struct yn_runs *out,
               struct yn_err *err);

#endif
