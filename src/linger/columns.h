/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns: which cell of a table is what, by its first row.
 */
#ifndef YN_LINGER_COLUMNS_H
#define YN_LINGER_COLUMNS_H

#include <stdbool.h>

#include "base/csv.h"

#define YN_NO_COLUMN SIZE_MAX

/* One column by the names it goes by; the last is NULL. */
struct yn_column {
    const char *const *names;
    size_t *at; /* where its index is put; YN_NO_COLUMN where there is none */
};

/* Finds columns by name, in any case and with blanks or dashes for `_`. Returns
 * how many were found. */
size_t yn_columns_find(const struct yn_csv_row *header,
                       const struct yn_column *columns, size_t n);

/* A cell of a row, "" where the row is too short or has no such column. */
const char *yn_column_text(const struct yn_csv_row *row, size_t column);

/* Where the cell stands, or the row where there is no such cell. */
struct yn_pos yn_column_pos(const char *file, const struct yn_csv_row *row,
                            size_t column);

/* A whole number without sign or blanks; false for all else and above `max`. */
bool yn_column_number(const char *text, unsigned long long max,
                      unsigned long long *out);

#endif
