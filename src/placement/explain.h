/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Explain: of all candidates, those that the sound asks for.
 *
 * A song that sounds makes many candidates: its own repeats, cues that reuse
 * its bars, another version of it. The best is taken, what it explains is taken
 * off the others' evidence (partial correlation, block by block), and the rest
 * is asked again, until nothing stands above chance. Decoys are asked with
 * them: how high one stands after all that is what likeness can do here, and a
 * match must stand clear of it.
 */
#ifndef YN_PLACEMENT_EXPLAIN_H
#define YN_PLACEMENT_EXPLAIN_H

#include <stddef.h>

#include <yeoun/err.h>

#include "placement/thin.h"
#include "placement/trace.h"

struct yn_explain_params {
    struct yn_ground ground;
    struct yn_starts starts;
    double least_z; /* of the whole placement, to be believed */
};

/* Another place of the roster that explains a run nearly as well. */
struct yn_rival {
    ptrdiff_t lag;
    double z; /* of the run's frames */
};
#define YN_RIVALS_MAX 4
/* Shorter runs are a drum or a note that two recordings share. */
#define YN_RUN_MS_MIN 2000

/* A run of one lag that was found. */
struct yn_run {
    ptrdiff_t lag;     /* frames */
    size_t start, end; /* frames of the episode */
    double z;          /* of its evidence, less what others explain */
    double sure_z;     /* of what neither a stronger song, nor likeness, nor
                          decoys of its time explain */
    double rho;        /* mean correlation of the whitened sounds */
    struct yn_rival rival[YN_RIVALS_MAX]; /* the strongest first */
    size_t n_rivals;
    double odds;       /* of the rivals together against it; from yn_choose */
    double confidence; /* that it is right, 0..1; from yn_place */
};

struct yn_runs {
    struct yn_run *item; /* as they were accepted: the strongest first */
    size_t n, cap;
};

/* Puts runs in the order of their start, then lag. */
void yn_runs_sort(struct yn_runs *runs);

/* Errors: YN_E_NOMEM. Release with free(out->item). */
int yn_explain(const struct yn_candidates candidates[YN_SIDES],
               const struct yn_explain_params *params, struct yn_runs *out,
               struct yn_err *err);

#endif
