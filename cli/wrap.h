/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrap: lines that fit a terminal of 80 columns.
 */
#ifndef YN_CLI_WRAP_H
#define YN_CLI_WRAP_H

#include <stdio.h>

/* Prints `text` line by line. What is longer than 80 cells is broken at blanks
 * and goes on two cells in; a word longer than that stands by itself. */
void yn_wrap(FILE *f, const char *text);

#endif
