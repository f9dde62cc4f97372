/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan, inside: the half of yn_scan_episode that comes after decoding.
 */
#ifndef YN_SCAN_INTERNAL_H
#define YN_SCAN_INTERNAL_H

#include <yeoun/scan.h>

#include "run/scan_sound.h"

/* Tells what the sound lacks and finds the masters in it. `sound` is released,
 * on failure too; the rest as yn_scan_episode. */
int yn_scan_place(const struct yn_roster_sound *masters, const char *path,
                  struct yn_scan_sound *sound,
                  const struct yn_scan_params *params,
                  struct yn_placements *out, struct yn_err *err);

#endif
