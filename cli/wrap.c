/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wrap.h"

#include <string.h>

#include "table.h"

#define CELLS 80
#define INDENT 2
/* A word is at most this long where it is measured. */
#define WORD_BYTES 256

static size_t cells_of(const char *word, size_t len)
{
    char copy[WORD_BYTES + 1];
    if (len > WORD_BYTES)
        return CELLS;
    memcpy(copy, word, len);
    copy[len] = '\0';
    return yn_text_cells(copy);
}

/* One line; its own indent stays, and what goes on stands below its text. */
static void wrap_line(FILE *f, const char *text, size_t len)
{
    size_t indent = 0, at = 0;
    while (indent < len && text[indent] == ' ')
        indent++;
    const size_t below = indent + INDENT;
    fprintf(f, "%.*s", (int)indent, text);
    for (size_t i = indent, column = indent; i < len; i = at) {
        while (i < len && text[i] == ' ')
            i++;
        at = i;
        while (at < len && text[at] != ' ')
            at++;
        const size_t cells = cells_of(text + i, at - i);
        if (column > below && column + 1 + cells > CELLS) {
            fprintf(f, "\n%*s", (int)below, "");
            column = below;
        } else if (column > indent) {
            putc(' ', f);
            column++;
        }
        fprintf(f, "%.*s", (int)(at - i), text + i);
        column += cells;
    }
    putc('\n', f);
}

void yn_wrap(FILE *f, const char *text)
{
    while (*text) {
        const size_t len = strcspn(text, "\n");
        wrap_line(f, text, len);
        text += len + (text[len] == '\n');
    }
}
