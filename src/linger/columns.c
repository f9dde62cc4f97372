/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/columns.h"

#include "base/base.h"

static bool is_name(const char *cell, const char *name)
{
    for (; *cell && *name; cell++, name++) {
        char c = *cell;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c == ' ' || c == '-')
            c = '_';
        if (c != *name)
            return false;
    }
    return *cell == *name;
}

static size_t find(const struct yn_csv_row *header,
                   const struct yn_column *column)
{
    for (size_t n = 0; column->names[n]; n++) {
        for (size_t i = 0; i < header->n; i++) {
            if (is_name(header->cell[i].text, column->names[n]))
                return i;
        }
    }
    return YN_NO_COLUMN;
}

size_t yn_columns_find(const struct yn_csv_row *header,
                       const struct yn_column *columns, size_t n)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        *columns[i].at = find(header, &columns[i]);
        found += *columns[i].at != YN_NO_COLUMN;
    }
    return found;
}

const char *yn_column_text(const struct yn_csv_row *row, size_t column)
{
    return column < row->n ? row->cell[column].text : "";
}

struct yn_pos yn_column_pos(const char *file, const struct yn_csv_row *row,
                            size_t column)
{
    if (column < row->n)
        return (struct yn_pos){file, row->cell[column].line,
                               row->cell[column].column};
    return (struct yn_pos){file, row->line, 1};
}

bool yn_column_number(const char *text, unsigned long long max,
                      unsigned long long *out)
{
    unsigned long long value = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        unsigned digit = (unsigned)(*text - '0');
        if (value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return value <= max;
}
