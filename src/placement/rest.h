/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rest: how loud, and how much speech, is what remains of an episode when the
 * songs found in it are taken out.
 */
#ifndef YN_PLACEMENT_REST_H
#define YN_PLACEMENT_REST_H

#include <yeoun/placement.h>

#include "placement/masters.h"

/* Measures the episode (at YN_FINE_RATE, mono) less the cues of
 * `out`, and fills out->rest, one for each `second_s` that begin in it: 1, or
 * what a second of the episode has become (retime.h). The songs
 * are fitted as in yn_lift (lift.h), but never put together as sound: all is
 * done on spectra. Errors: YN_E_NOMEM; out->rest is then as it was. */
int yn_rest_measure(const struct yn_masters *masters,
                    const struct yn_halves *episode, double second_s,
                    struct yn_placements *out, struct yn_err *err);

#endif
