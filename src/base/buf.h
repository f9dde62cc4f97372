/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Buf: text that grows.
 *
 * The first failed allocation sticks: later calls do nothing, and
 * yn_buf_finish (or the `failed` flag) tells. So a writer appends without
 * looking, and checks once.
 */
#ifndef YN_BASE_BUF_H
#define YN_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

struct yn_buf {
    char *data; /* NUL-terminated once anything was added; else NULL */
    size_t len, cap;
    bool failed;
};

/* A zeroed struct is an empty buf; release makes it one again. */
void yn_buf_release(struct yn_buf *buf);
/* Empties it and keeps the memory and the failed flag. */
void yn_buf_clear(struct yn_buf *buf);

void yn_buf_add(struct yn_buf *buf, const char *bytes, size_t len);
void yn_buf_puts(struct yn_buf *buf, const char *text);
void yn_buf_putc(struct yn_buf *buf, char c);
void yn_buf_printf(struct yn_buf *buf, const char *fmt, ...) YN_PRINTF(2, 3);
/* One code point as UTF-8. */
void yn_buf_put_utf8(struct yn_buf *buf, unsigned code_point);

/* The text so far, "" when empty; borrowed. */
const char *yn_buf_text(const struct yn_buf *buf);

/* Moves the text to `*out` (free with free()) and empties the buf.
 * Errors: YN_E_NOMEM where any earlier call failed; `*out` is unchanged. */
int yn_buf_finish(struct yn_buf *buf, char **out, struct yn_err *err);

#endif
