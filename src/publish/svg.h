/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Svg: what the drawings of the page share. Numbers are written from integers,
 * so that no locale and no rounding of a float gets into a file.
 *
 * A drawing that must fit any width without a script has no viewBox: things
 * stand at per cents of its width and at pixels of its height, and its curves
 * are in boxes within it that stretch.
 */
#ifndef YN_PUBLISH_SVG_H
#define YN_PUBLISH_SVG_H

#include "publish/markup.h"

/* Opens a drawing, hidden from assistive technology: what it shows must stand
 * in words beside it. As wide as its place and `height` pixels high. */
void yn_svg_open(struct yn_markup *m, const char *class, long height);

/* Opens a box within a drawing from `left` to `right` (shares of its width,
 * 0..1), `top` and `height` in pixels, whose own coordinates are 0..width and
 * 0..tall and stretch. Closed with yn_markup_close(m, "svg"). */
struct yn_svg_box {
    double left, right;
    long top, height, width, tall;
};
void yn_svg_box(struct yn_markup *m, const struct yn_svg_box *box);

/* An attribute in per cent of a share, to two decimals: "12.5%". */
void yn_svg_percent(struct yn_markup *m, const char *name, double share);

/* A path of filled columns, one after another from a base line: each stands on
 * x0 <= x < x1 and is `height` high, up from the base, or down where `down`.
 * Columns must come from left to right; height 0 leaves a gap. */
struct yn_svg_columns {
    struct yn_buf *d; /* borrowed: the path so far */
    long base;
    bool down;
    bool open; /* a run of columns is under way; the rest is its end */
    long start, x, height;
};
void yn_svg_column(struct yn_svg_columns *columns, long x0, long x1,
                   long height);
void yn_svg_columns_end(struct yn_svg_columns *columns);

/* A path of what was drawn into `d`; nothing where that is empty. Empties `d`;
 * its failed flag passes to the markup's buf. */
void yn_svg_path(struct yn_markup *m, const char *class, struct yn_buf *d);

#endif
