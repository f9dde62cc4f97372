/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/front.h"

#include <math.h>

#include "base/base.h"
#include "base/quote.h"
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

void yn_front_text(struct yn_front *front, const char *key, const char *text)
{
    if (!text[0])
        return;
    put_key(front, key);
    yn_buf_putc(front->out, ' ');
    yn_quote_yaml_always(text, front->out);
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
        yn_quote_yaml_always(list->item[i], front->out);
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
