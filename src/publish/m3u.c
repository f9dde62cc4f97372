/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * M3U in UTF-8: the picks that have a video address. The format is a line an
 * address, so what has none can only be named in a comment.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/feed.h"
#include "publish/text.h"

static bool any_video(const struct yn_site_ctx *ctx)
{
    for (size_t i = 0; i < ctx->n; i++) {
        const struct yn_drama_tally *drama = ctx->order[i];
        for (size_t j = 0; j < drama->n_badges; j++) {
            if (yn_feed_has_video(drama->badges[j]->track))
                return true;
        }
    }
    return false;
}

/* "Artist - Title", as players show it. */
static void put_name(const struct yn_track *track, struct yn_buf *out)
{
    struct yn_buf credit = {0};
    yn_text_credit(track, &credit);
    if (credit.len) {
        yn_feed_line(yn_buf_text(&credit), out);
        yn_buf_puts(out, " - ");
    }
    yn_feed_line(yn_track_name(track), out);
    yn_buf_putc(out, '\n');
    out->failed = out->failed || credit.failed;
    yn_buf_release(&credit);
}

static void write_track(const struct yn_track *track, struct yn_buf *out)
{
    if (!yn_feed_has_video(track)) {
        yn_buf_puts(out, "# left out, no address known: ");
        put_name(track, out);
        return;
    }
    yn_buf_puts(out, "#EXTINF:-1,");
    put_name(track, out);
    if (track->album[0]) {
        yn_buf_puts(out, "#EXTALB:");
        yn_feed_line(track->album, out);
        yn_buf_putc(out, '\n');
    }
    yn_buf_puts(out, track->video_url);
    yn_buf_putc(out, '\n');
}

static int write_m3u(const struct yn_site_ctx *ctx, struct yn_buf *out,
                     struct yn_err *err)
{
    (void)err;
    yn_buf_puts(out, "#EXTM3U\n#EXTENC:UTF-8\n#PLAYLIST:");
    yn_feed_line(ctx->season->title, out);
    yn_buf_putc(out, '\n');
    for (size_t i = 0; i < ctx->n; i++) {
        for (size_t j = 0; j < ctx->order[i]->n_badges; j++)
            write_track(ctx->order[i]->badges[j]->track, out);
    }
    return YN_OK;
}

const struct yn_site_file yn_site_m3u = {
    .name = "list.m3u8",
    .mime = "audio/x-mpegurl",
    .label = "M3U playlist",
    .use = "The videos of the picks for a player that opens addresses.",
    .write = write_m3u,
    .wanted = any_video,
};
