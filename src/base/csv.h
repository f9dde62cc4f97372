/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV as spreadsheets write it: comma, semicolon or tab, quoted fields with
 * doubled quotes and line ends inside, CRLF, a first line "sep=;". RFC 4180,
 * read tolerantly; every cell knows its place.
 */
#ifndef YN_BASE_CSV_H
#define YN_BASE_CSV_H

#include <stddef.h>

#include "base/reader.h"

/* A longer cell is a quote that somebody forgot to close. */
#define YN_CSV_CELL_BYTES_MAX ((size_t)64 << 10)

struct yn_csv_cell {
    const char *text; /* without quotes and outer spaces; "" = blank */
    unsigned line, column;
};

struct yn_csv_row {
    struct yn_csv_cell *cell;
    size_t n;
    unsigned line;
};

struct yn_csv {
    struct yn_csv_row
        *row; /* blank lines and lines that begin with # left out */
    size_t n;
    char separator; /* the one most frequent in the first line */
};

/* Reads `text` (UTF-8), cells land in the reader's arena. What is wrong with
 * the quoting becomes a problem of `file`, and reading goes on behind it.
 * Errors: YN_E_NOMEM. */
int yn_csv_parse(struct yn_reader *reader, const char *file, const char *text,
                 struct yn_csv *out, struct yn_err *err);

/* The same for a part of a longer text that begins at a row: on which line, and
 * which separator the whole has (0: to be found). */
struct yn_csv_part {
    const char *text;
    unsigned line;
    char separator;
};
int yn_csv_parse_part(struct yn_reader *reader, const char *file,
                      const struct yn_csv_part *part, struct yn_csv *out,
                      struct yn_err *err);

/* Loads and parses a file; one that cannot be read gives a problem and n = 0.*/
int yn_csv_load(struct yn_reader *reader, const char *path, struct yn_csv *out,
                struct yn_err *err);

#endif
