/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measured: what was measured of a track, for data.json.
 */
#ifndef YN_PUBLISH_MEASURED_H
#define YN_PUBLISH_MEASURED_H

#include <yeoun/rate.h>

#include "publish/json_writer.h"

/* Adds "measured" to the track's object: the second rule as `yeoun rate --json`
 * has it, without the forecast. `rates` NULL: not measured. */
void yn_measured_write(struct yn_jw *json, json_t *parent,
                       const struct yn_rates *rates,
                       const struct yn_track *track);

#endif
