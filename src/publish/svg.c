/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/svg.h"

#include <math.h>

#include "base/base.h"

void yn_svg_open(struct yn_markup *m, const char *class, long height)
{
    yn_markup_block(m, "svg");
    yn_markup_attr(m, "class", class);
    yn_markup_attr(m, "width", "100%");
    yn_markup_attr_f(m, "height", "%ld", height);
    yn_markup_attr(m, "aria-hidden", "true");
    yn_markup_attr(m, "focusable", "false");
}

void yn_svg_percent(struct yn_markup *m, const char *name, double share)
{
    long hundredths = lround(fmin(fmax(share, 0), 1) * 10000);
    long whole = hundredths / 100, rest = hundredths % 100;
    if (rest == 0)
        yn_markup_attr_f(m, name, "%ld%%", whole);
    else if (rest % 10 == 0)
        yn_markup_attr_f(m, name, "%ld.%ld%%", whole, rest / 10);
    else
        yn_markup_attr_f(m, name, "%ld.%02ld%%", whole, rest);
}

void yn_svg_box(struct yn_markup *m, const struct yn_svg_box *box)
{
    yn_markup_block(m, "svg");
    yn_svg_percent(m, "x", box->left);
    yn_svg_percent(m, "width", box->right - box->left);
    yn_markup_attr_f(m, "y", "%ld", box->top);
    yn_markup_attr_f(m, "height", "%ld", box->height);
    yn_markup_attr_f(m, "viewBox", "0 0 %ld %ld", box->width, box->tall);
    yn_markup_attr(m, "preserveAspectRatio", "none");
}

void yn_svg_columns_end(struct yn_svg_columns *columns)
{
    if (!columns->open)
        return;
    yn_buf_printf(columns->d, "h%ldV%ldz", columns->x - columns->start,
                  columns->base);
    columns->open = false;
}

void yn_svg_column(struct yn_svg_columns *columns, long x0, long x1,
                   long height)
{
    if (x1 <= x0)
        return;
    if (columns->open && (height == 0 || x0 > columns->x))
        yn_svg_columns_end(columns);
    if (height == 0)
        return;
    long up = columns->down ? height : -height;
    if (!columns->open) {
        yn_buf_printf(columns->d, "M%ld %ldv%ld", x0, columns->base, up);
        columns->start = x0;
        columns->open = true;
    } else if (height != columns->height) {
        /* A step: the run so far, then up or down to the new height. */
        long step =
            columns->down ? height - columns->height : columns->height - height;
        yn_buf_printf(columns->d, "h%ldv%ld", columns->x - columns->start,
                      step);
        columns->start = columns->x;
    }
    columns->height = height;
    columns->x = x1;
}

void yn_svg_path(struct yn_markup *m, const char *class, struct yn_buf *d)
{
    if (d->len > 0) {
        yn_markup_open(m, "path");
        yn_markup_attr_if(m, "class", class);
        yn_markup_attr(m, "d", yn_buf_text(d));
        yn_markup_close(m, "path");
    }
    m->out->failed = m->out->failed || d->failed;
    yn_buf_release(d);
}
