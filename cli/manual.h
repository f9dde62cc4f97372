/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Manual: pages in mdoc, made from the commands' rows.
 */
#ifndef YN_CLI_MANUAL_H
#define YN_CLI_MANUAL_H

#include <stdio.h>

#include "commands.h"

void yn_manual_program(FILE *f);                           /* yeoun(1) */
void yn_manual_command(FILE *f, const struct yn_cmd *cmd); /* yeoun-tally(1) */

#endif
