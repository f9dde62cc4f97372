/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells: a CSV file (RFC 4180), cell by cell, for spreadsheets. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
#ifndef YN_PUBLISH_CELLS_H
#define YN_PUBLISH_CELLS_H

#include <stdbool.h>

#include "base/buf.h"

/* A row under way. */
struct yn_cells {
    struct yn_buf *out;
    bool begun;
};

void yn_cells_text(struct yn_cells *row, const char *text);
/* Empties `text`; its failed flag passes to the row's. */
void yn_cells_buf(struct yn_cells *row, struct yn_buf *text);
/* NAN and infinities are blank. */
void yn_cells_number(struct yn_cells *row, double number);
/* Ends the row; the next cell begins another. */
void yn_cells_end(struct yn_cells *row);

#endif
