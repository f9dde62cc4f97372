/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Belief: what is known of both rules for each track of a season, in one unit.
 */
#ifndef YN_VERDICT_BELIEF_H
#define YN_VERDICT_BELIEF_H

#include <yeoun/verdict.h>

/* Sets `track`, both rules, `known` and `measured` of the season's tracks.
 * Errors: YN_E_NOMEM. */
int yn_beliefs_fill(const struct yn_verdict_params *params,
                    struct yn_track_verdict *tracks, struct yn_err *err);

/* What `picks` of `voters` judges say where they gave no scores: each picks
 * what to him lies in the upper half, and errs by as much as tracks differ. */
struct yn_belief yn_belief_of_picks(unsigned picks, unsigned voters);

#endif
