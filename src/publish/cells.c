/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cells.h"

#include "base/base.h"
#include "publish/number.h"

static void next_cell(struct yn_cells *row)
{
    if (row->begun)
        yn_buf_putc(row->out, ',');
    row->begun = true;
}

void yn_cells_text(struct yn_cells *row, const char *text)
{
    next_cell(row);
    bool formula = text[0] && strchr("=+-@\t\r\n", text[0]);
    bool quote = strpbrk(text, ",\"\r\n") != NULL;
    if (quote)
        yn_buf_putc(row->out, '"');
    if (formula)
        yn_buf_putc(row->out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            yn_buf_putc(row->out, '"');
        yn_buf_putc(row->out, *c);
    }
    if (quote)
        yn_buf_putc(row->out, '"');
}

void yn_cells_buf(struct yn_cells *row, struct yn_buf *text)
{
    yn_cells_text(row, yn_buf_text(text));
    row->out->failed = row->out->failed || text->failed;
    yn_buf_clear(text);
}

void yn_cells_number(struct yn_cells *row, double number)
{
    next_cell(row);
    yn_number_put(number, row->out);
}

void yn_cells_end(struct yn_cells *row)
{
    yn_buf_puts(row->out, "\r\n");
    row->begun = false;
}
