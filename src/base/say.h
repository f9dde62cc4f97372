/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Say: a message to the caller's log, from a format.
 */
#ifndef YN_BASE_SAY_H
#define YN_BASE_SAY_H

#include <stdarg.h>

#include <yeoun/err.h>
#include <yeoun/log.h>

/* Says one line; a NULL log is silent. What is longer than an error's text is
 * cut. */
void yn_say(const struct yn_log *log, enum yn_log_level level, const char *fmt,
            ...) YN_PRINTF(3, 4);
void yn_say_args(const struct yn_log *log, enum yn_log_level level,
                 const char *fmt, va_list args) YN_PRINTF(3, 0);

#endif
