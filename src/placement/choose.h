/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choose: between places of the roster that explain a run nearly alike.
 *
 * Bars that the composer copied, and versions of one song, differ little where
 * the search listens. All that the masters hold, at the fine rate and with a
 * filter of its own for each place, tells them apart far better.
 */
#ifndef YN_PLACEMENT_CHOOSE_H
#define YN_PLACEMENT_CHOOSE_H

#include "placement/explain.h"
#include "placement/masters.h"

/* Adds to each run below `sure_z` what its treble says, and drops those that
 * then lie below `least_z`. Gives each of the others the place, of its own and
 * its rivals', that fits best, and the odds of the rest. Runs that come to the
 * same place become one. `episode`: at YN_FINE_RATE. Errors: YN_E_NOMEM. */
int yn_choose(const struct yn_masters *masters, const struct yn_halves *episode,
              double least_z, double sure_z, struct yn_runs *runs,
              struct yn_err *err);

#endif
