/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Table: columns of text, aligned as a terminal shows them: a Hangul syllable
 * takes two cells, a combining mark none.
 */
#ifndef YN_CLI_TABLE_H
#define YN_CLI_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include <yeoun/err.h>

#define YN_TABLE_COLUMNS_MAX 8

struct yn_column {
    const char *heading;
    bool right; /* numbers stand at the right of their column */
};

struct yn_table {
    const struct yn_column *columns;
    size_t n_columns;
    char **cell; /* row by row */
    size_t n, cap;
    bool failed; /* memory ran out; yn_table_print tells */
};

/* A table of at most YN_TABLE_COLUMNS_MAX columns, borrowed. */
void yn_table_init(struct yn_table *table, const struct yn_column *columns,
                   size_t n_columns);
void yn_table_release(struct yn_table *table);

/* Adds the next cell. */
void yn_table_add(struct yn_table *table, const char *fmt, ...) YN_PRINTF(2, 3);

/* Prints a title, the headings and the rows. Errors: YN_E_NOMEM; write failures
 * show when `f` is closed. */
int yn_table_print(const struct yn_table *table, const char *title, bool color,
                   FILE *f, struct yn_err *err);

/* How many cells of a terminal the text takes. */
size_t yn_text_cells(const char *text);

#endif
