/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "say.h"

#define GAP 2 /* blanks between columns */

void yn_table_init(struct yn_table *table, const struct yn_column *columns,
                   size_t n_columns)
{
    *table = (struct yn_table){.columns = columns, .n_columns = n_columns};
}

void yn_table_release(struct yn_table *table)
{
    for (size_t i = 0; i < table->n; i++)
        free(table->cell[i]);
    free(table->cell);
    *table = (struct yn_table){0};
}

static bool table_grow(struct yn_table *table)
{
    if (table->n < table->cap)
        return true;
    size_t cap = table->cap ? 2 * table->cap : 64;
    char **cell = realloc(table->cell, cap * sizeof(*cell));
    if (!cell)
        return false;
    table->cell = cell;
    table->cap = cap;
    return true;
}

void yn_table_add(struct yn_table *table, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *text = len < 0 ? NULL : malloc((size_t)len + 1);
    if (table->failed || !text || !table_grow(table)) {
        table->failed = true;
        free(text);
        return;
    }
    va_start(args, fmt);
    vsnprintf(text, (size_t)len + 1, fmt, args);
    va_end(args);
    table->cell[table->n++] = text;
}

size_t yn_text_cells(const char *text)
{
    mbstate_t state = {0};
    size_t cells = 0, len = strlen(text);
    while (len) {
        wchar_t c;
        size_t n = mbrtowc(&c, text, len, &state);
        if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
            /* Not this locale's text: count a byte as a cell. */
            memset(&state, 0, sizeof(state));
            n = 1;
            cells++;
        } else {
            /* yn_say_text writes a control character as one sign. */
            int width = wcwidth(c);
            cells += width >= 0 ? (size_t)width : 1;
        }
        text += n;
        len -= n;
    }
    return cells;
}

static void print_blanks(FILE *f, size_t n)
{
    while (n--)
        putc(' ', f);
}

static void print_row(const struct yn_table *table, const size_t *width,
                      char *const *cell, FILE *f)
{
    size_t owed = 0; /* blanks, printed only where text follows */
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *text = cell ? cell[i] : table->columns[i].heading;
        size_t pad = width[i] - yn_text_cells(text);
        bool right = table->columns[i].right;
        if (*text) {
            print_blanks(f, owed + (right ? pad : 0));
            yn_say_text(f, text);
            owed = right ? 0 : pad;
        } else {
            owed += width[i];
        }
        owed += GAP;
    }
    putc('\n', f);
}

int yn_table_print(const struct yn_table *table, const char *title, bool color,
                   FILE *f, struct yn_err *err)
{
    if (table->failed)
        return yn_err_nomem(err);
    if (!table->n_columns)
        return YN_OK;
    size_t width[YN_TABLE_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < table->n_columns; i++)
        width[i] = yn_text_cells(table->columns[i].heading);
    for (size_t i = 0; i < table->n; i++) {
        size_t cells = yn_text_cells(table->cell[i]);
        size_t column = i % table->n_columns;
        width[column] = cells > width[column] ? cells : width[column];
    }
    fputs(color ? "\033[1m" : "", f);
    yn_say_text(f, title);
    fputs(color ? "\033[0m\n" : "\n", f);
    print_row(table, width, NULL, f);
    for (size_t i = 0; i + table->n_columns <= table->n; i += table->n_columns)
        print_row(table, width, &table->cell[i], f);
    return YN_OK;
}
