/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cues text: a cue sheet for the terminal.
 */
#ifndef YN_CLI_CUES_TEXT_H
#define YN_CLI_CUES_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <yeoun/cues.h>

/* The cues as a table, what they add up to, and whether the sheet is final or
 * what it lacks. Errors: YN_E_NOMEM; write failures show when `f` is closed. */
int yn_cues_table(const struct yn_sheet *sheet, bool color, FILE *f,
                  struct yn_err *err);

#endif
