/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reader: what all readers of the season folder share: where text is kept, how
 * a file comes in, and how a problem is told.
 */
#ifndef YN_BASE_READER_H
#define YN_BASE_READER_H

#include <yeoun/log.h>
#include <yeoun/report.h>

#include "base/arena.h"

/* A front matter file is written by hand; a CSV may come from a survey. */
#define YN_MARKDOWN_BYTES_MAX ((size_t)4 << 20)
#define YN_CSV_BYTES_MAX ((size_t)64 << 20)

struct yn_reader {
    struct yn_arena *arena;   /* borrowed; all text lands here */
    struct yn_report *report; /* borrowed */
    const struct yn_log *log; /* borrowed, may be NULL */
    long long newest_s;       /* newest file read so far */
};

/* Text made from a format, in the arena; NULL = out of memory. */
const char *yn_text_f(struct yn_arena *arena, const char *fmt, ...)
    YN_PRINTF(2, 3);

/* Adds to the report. `what` or `remedy` NULL means that making it ran out of
 * memory; remedy "" is none. Errors: YN_E_NOMEM. */
int yn_reader_problem(struct yn_reader *reader, struct yn_pos pos,
                      const char *what, const char *remedy, struct yn_err *err);
int yn_reader_warning(struct yn_reader *reader, struct yn_pos pos,
                      const char *what, const char *remedy, struct yn_err *err);

/* Warns of a file that stands where only others are read; a README is welcome
 * everywhere. Errors: YN_E_NOMEM. */
int yn_reader_skip(struct yn_reader *reader, const char *path, const char *what,
                   const char *remedy, struct yn_err *err);

/* Loads a text file as UTF-8 into the arena. A file that cannot be read, is too
 * large or is no text becomes a problem and gives `*text` NULL. Errors:
 * YN_E_NOMEM. */
int yn_reader_load(struct yn_reader *reader, const char *path, size_t limit,
                   const char **text, size_t *len, struct yn_err *err);

#endif
