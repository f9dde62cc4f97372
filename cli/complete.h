/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Complete: what shells offer after the Tab key, made from the commands' rows.
 */
#ifndef YN_CLI_COMPLETE_H
#define YN_CLI_COMPLETE_H

#include <stdio.h>

void yn_complete_bash(FILE *f);
void yn_complete_zsh(FILE *f);
void yn_complete_fish(FILE *f);

#endif
