/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan season: what `yeoun scan [DIR]` does.
 */
#ifndef YN_CLI_SCAN_SEASON_H
#define YN_CLI_SCAN_SEASON_H

#include "commands.h"

/* Scans what was not scanned yet in the season around the call's operand, or
 * with --dry-run lists it. Returns as a command's run. */
int yn_scan_season(const struct yn_call *call, const char *language,
                   struct yn_err *err);

#endif
