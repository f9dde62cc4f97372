/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages: the library never prints. It calls the caller's function.
 *
 * Threads: `line` is called from the thread that called the library.
 */
#ifndef YEOUN_LOG_H
#define YEOUN_LOG_H

enum yn_log_level {
    YN_LOG_ERROR,
    YN_LOG_WARNING,
    YN_LOG_NOTE,   /* what a user wants to know without asking */
    YN_LOG_DETAIL, /* what -v shows */
};

/* A NULL `struct yn_log *` or a NULL `line` is valid and silent. `text` is
 * one line of UTF-8 without a newline, borrowed for the call. */
struct yn_log {
    void (*line)(void *ctx, enum yn_log_level level, const char *text);
    void *ctx;
};

#endif
