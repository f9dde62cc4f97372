/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edges: where exactly a run begins and ends.
 */
#ifndef YN_PLACEMENT_EDGES_H
#define YN_PLACEMENT_EDGES_H

#include "placement/explain.h"

/* Moves start and end of a run to where the likelihood that the song sounds
 * between them is highest, frame by frame (a change point by maximum
 * likelihood, Hinkley 1970). Its correlation `rho` must be known. */
void yn_edges_refine(const struct yn_sound *episode,
                     const struct yn_sound *masters, struct yn_run *run);

#endif
