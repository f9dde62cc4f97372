/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Needs text: what a season still lacks before votes and both rules can speak.
 */
#ifndef YN_CLI_NEEDS_TEXT_H
#define YN_CLI_NEEDS_TEXT_H

#include <stdio.h>

#include <yeoun/library.h>
#include <yeoun/run.h>

/* A sentence or two for the dramas, the votes and each rule of which there is
 * nothing yet, with the file or command that brings it; nothing of what is
 * there. `run` was attended. Write failures show when `f` is closed. Errors:
 * YN_E_NOMEM. */
int yn_needs_print(const struct yn_run *run, const struct yn_library *library,
                   FILE *f, struct yn_err *err);

#endif
