/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Say: what the program tells the person at the keyboard, on stderr.
 */
#ifndef YN_CLI_SAY_H
#define YN_CLI_SAY_H

#include <stdbool.h>
#include <stdio.h>

#include <yeoun/log.h>
#include <yeoun/report.h>

#include "options.h"

struct yn_say {
    enum yn_level level;
    bool color_out, color_err; /* whether stdout and stderr get colour */
};

/* Looks at the options, NO_COLOR, TERM and the terminal. A zeroed struct says
 * what a plain call says, without colour. */
void yn_say_init(struct yn_say *say, const struct yn_common *common);

void yn_say_error(const struct yn_say *say, const char *fmt, ...)
    YN_PRINTF(2, 3);
void yn_say_warning(const struct yn_say *say, const char *fmt, ...)
    YN_PRINTF(2, 3);
/* What a user wants to know without asking; -q silences it. */
void yn_say_note(const struct yn_say *say, const char *fmt, ...)
    YN_PRINTF(2, 3);

/* The library's messages, said as above. `say` must outlive the result. */
struct yn_log yn_say_log(const struct yn_say *say);

/* Writes text that came from a file: control characters, which could steer a
 * terminal or break a line, become U+FFFD. */
void yn_say_text(FILE *f, const char *text);

/* One problem as `file:line:column: what; remedy`. */
void yn_say_problem(FILE *f, bool color, const struct yn_problem *problem);

#endif
