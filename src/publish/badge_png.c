/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * badge.png: the badge where no SVG is taken, see-through around its rings.
 */
#include "publish/badge.h"

#include "base/base.h"
#include "publish/colour.h"
#include "publish/picture.h"
#include "publish/site.h"

/* One line around the middle, its letters standing on `baseline`. */
static void draw_line(struct yn_picture *picture, const char *text, double x,
                      double baseline, double size, double room)
{
    struct yn_words words = {
        .text = text,
        .side = YN_CENTRE,
        .colour = YN_BADGE_LETTERS,
        .size = size,
        .size_min = size / 2,
        .x = x - room / 2,
        .width = room,
    };
    words.y = baseline - yn_picture_measure(picture, &words).baseline;
    yn_picture_write(picture, &words);
}

static void draw_words(const struct yn_badge *badge, struct yn_picture *picture,
                       double x, double top, double unit,
                       struct yn_buf *scratch)
{
    double room = 2 * (YN_BADGE_DISK - 6) * unit;
    if (badge->year)
        draw_line(picture, badge->year, x,
                  top + yn_badge_baseline(badge, YN_BADGE_YEAR) * unit,
                  YN_BADGE_YEAR_TYPE * unit, room);
    for (size_t i = 0; i < badge->n; i++) {
        yn_buf_clear(scratch);
        yn_badge_line_text(badge, i, scratch);
        draw_line(picture, yn_buf_text(scratch), x,
                  top + yn_badge_baseline(badge, i) * unit, badge->type * unit,
                  room);
    }
}

int yn_badge_draw(const struct yn_season *season, struct yn_picture *picture,
                  double x, double y, double size, struct yn_err *err)
{
    struct yn_badge badge;
    struct yn_buf scratch = {0};
    double unit = size / YN_BADGE_UNITS;
    int rc = yn_badge_create(season, &badge, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < YN_BADGE_RINGS; i++) {
        const struct yn_picture_ring ring = {
            .x = x,
            .y = y,
            .radius = yn_badge_rings[i].radius * unit,
            .width = 1.5 * unit,
            .colour = YN_BADGE_RING,
            .opacity = yn_badge_rings[i].percent / 100.0,
        };
        yn_picture_ring(picture, &ring);
    }
    yn_picture_disk(picture, x, y, YN_BADGE_DISK * unit, YN_COLOUR_RED);
    const struct yn_picture_ring edge = {
        .x = x,
        .y = y,
        .radius = (YN_BADGE_DISK - 4) * unit,
        .width = unit,
        .colour = YN_BADGE_EDGE,
        .opacity = 1,
    };
    yn_picture_ring(picture, &edge);
    draw_words(&badge, picture, x, y - size / 2, unit, &scratch);
    if (scratch.failed)
        rc = yn_err_nomem(err);
    yn_buf_release(&scratch);
    yn_badge_release(&badge);
    return rc;
}

static int badge_png_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                           struct yn_err *err)
{
    struct yn_picture *picture = NULL;
    double middle = YN_BADGE_PNG_SIZE / 2.0;
    int rc =
        yn_picture_create(ctx->painter, YN_BADGE_PNG_SIZE, YN_BADGE_PNG_SIZE,
                          YN_PICTURE_CLEAR, &picture, err);
    if (!rc)
        rc = yn_badge_draw(ctx->season, picture, middle, middle,
                           YN_BADGE_PNG_SIZE, err);
    if (!rc)
        rc = yn_picture_png(picture, out, err);
    yn_picture_destroy(&picture);
    return rc;
}

const struct yn_site_file yn_site_badge_png = {
    .name = "badge.png",
    .mime = "image/png",
    .label = "Badge as PNG",
    .use = "The same for places that take no SVG.",
    .write = badge_png_write,
};
