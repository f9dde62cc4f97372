/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Season: what the commands on a season folder have in common.
 */
#ifndef YN_CLI_SEASON_H
#define YN_CLI_SEASON_H

#include <yeoun/run.h>

#include "commands.h"

/* Opens the season around the first operand, or around the current folder.
 * Errors as yn_run_open; release `*run` with yn_run_release. */
int yn_season_open(const struct yn_call *call, struct yn_run *run,
                   struct yn_err *err);

/* As yn_season_open, for a command that works on a sound folder only: says the
 * warnings, or all problems and returns YN_E_PROBLEMS. */
int yn_season_open_sound(const struct yn_call *call, struct yn_run *run,
                         struct yn_err *err);

/* Writes the problems of a report, one a line. */
void yn_season_problems(FILE *f, bool color, const struct yn_report *report,
                        bool warnings);

/* "s" unless there is exactly one. */
const char *yn_plural(size_t n);

#endif
