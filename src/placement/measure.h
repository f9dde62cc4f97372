/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measure: runs become cues, with their levels.
 */
#ifndef YN_PLACEMENT_MEASURE_H
#define YN_PLACEMENT_MEASURE_H

#include "placement/explain.h"
#include "placement/place.h"

/* Makes the cues of `runs`, which come by their start; runs of one song that
 * follow each other closely are one cue. On failure `out` holds what was made
 * so far. Errors: YN_E_NOMEM. */
int yn_measure_cues(const struct yn_masters *masters,
                    const struct yn_place_params *params,
                    const struct yn_runs *runs, struct yn_placements *out,
                    struct yn_err *err);

#endif
