/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help: what --help prints, from a command's rows.
 */
#ifndef YN_CLI_HELP_H
#define YN_CLI_HELP_H

#include <stdio.h>

#include "commands.h"

/* All commands in short. */
void yn_help_program(FILE *f);
/* One command in full. */
void yn_help_command(FILE *f, const struct yn_cmd *cmd);

/* Pieces the manual shares with --help: the help of an option with its values
 * and default added, and what an exit status means. */
void yn_help_option_text(const struct yn_option *option, char *buf,
                         size_t size);
extern const char yn_help_exit_done[];
extern const char yn_help_exit_error[];

#endif
