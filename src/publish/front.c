/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/front.h"

#include <math.h>

#include "base/base.h"
#include "base/unicode.h"
#include "publish/number.h"

#define STEP 2

static void put_key(struct yn_front *front, const char *key)
{
    unsigned spaces = front->indent;
    if (front->item)
        spaces -= STEP;
    yn_buf_printf(front->out, "%*s%s%s:", (int)spaces, "",
                  front->item ? "- " : "", key);
    front->item = false;
}

struct yn_front yn_front_nest(struct yn_front *front, const char *key)
{
    put_key(front, key);
    yn_buf_putc(front->out, '\n');
    return (struct yn_front){.out = front->out, .indent = front->indent + STEP};
}

struct yn_front yn_front_item(const struct yn_front *list)
{
    return (struct yn_front){
        .out = list->out, .indent = list->indent + STEP, .item = true};
}

/* What YAML 1.2 (5.1) does not let stand in a document, and what it or a
 * reader of YAML 1.1 takes for the end of a line. */
static bool must_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

static void put_quoted(const char *text, struct yn_buf *out)
{
    yn_buf_putc(out, '"');
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        if (c == '"' || c == '\\')
            yn_buf_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            yn_buf_puts(out, "\\n");
        else if (must_escape(c))
            yn_buf_printf(out, "\\U%08X", (unsigned)c);
        else
            yn_buf_put_utf8(out, c);
    }
    yn_buf_putc(out, '"');
}

void yn_front_text(struct yn_front *front, const char *key, const char *text)
{
    if (!text[0])
        return;
    put_key(front, key);
    yn_buf_putc(front->out, ' ');
    put_quoted(text, front->out);
    yn_buf_putc(front->out, '\n');
}

void yn_front_buf(struct yn_front *front, const char *key, struct yn_buf *text)
{
    yn_front_text(front, key, yn_buf_text(text));
    front->out->failed = front->out->failed || text->failed;
    yn_buf_clear(text);
}

void yn_front_list(struct yn_front *front, const char *key,
                   const struct yn_text_list *list)
{
    if (!list->n)
        return;
    put_key(front, key);
    for (size_t i = 0; i < list->n; i++) {
        yn_buf_puts(front->out, i ? ", " : " [");
        put_quoted(list->item[i], front->out);
    }
    yn_buf_puts(front->out, "]\n");
}

void yn_front_number(struct yn_front *front, const char *key, double number)
{
    if (isnan(number))
        return;
    put_key(front, key);
    yn_buf_putc(front->out, ' ');
    yn_number_put(number, front->out);
    yn_buf_putc(front->out, '\n');
}

void yn_front_bool(struct yn_front *front, const char *key, bool value)
{
    put_key(front, key);
    yn_buf_puts(front->out, value ? " true\n" : " false\n");
}

void yn_front_date(struct yn_front *front, const char *key, struct yn_date date)
{
    char text[16];
    if (!date.year)
        return;
    put_key(front, key);
    yn_buf_printf(front->out, " %s\n", yn_date_text(date, text, sizeof(text)));
}
