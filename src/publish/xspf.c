/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XSPF version 1 (xiph.org): the picks as a playlist that players resolve by
 * title and artist. Track numbers are left out: the element means the place on
 * the album, which a season folder does not know.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/markup.h"
#include "publish/permanent.h"
#include "publish/text.h"

/* A whole element on a line of its own where there is text; empties `text`. */
static void element_if(struct yn_markup *m, const char *tag,
                       struct yn_buf *text)
{
    if (text->len) {
        yn_markup_block(m, tag);
        yn_markup_text(m, yn_buf_text(text));
        yn_markup_close(m, tag);
    }
    m->out->failed = m->out->failed || text->failed;
    yn_buf_clear(text);
}

static void element(struct yn_markup *m, const char *tag, const char *text)
{
    if (text[0]) {
        yn_markup_block(m, tag);
        yn_markup_text(m, text);
        yn_markup_close(m, tag);
    }
}

static void write_track(const struct yn_site_ctx *ctx, struct yn_markup *m,
                        const struct yn_track *track, struct yn_buf *text)
{
    const struct yn_drama *drama = &ctx->season->dramas[track->drama];
    yn_markup_block(m, "track");
    if (yn_feed_has_video(track))
        element(m, "location", track->video_url);
    element(m, "identifier", yn_feed_recording(track));
    element(m, "title", yn_track_name(track));
    yn_text_credit(track, text);
    element_if(m, "creator", text);
    yn_feed_drama_title(drama, text);
    element_if(m, "annotation", text);
    yn_feed_page_url(ctx, drama, text);
    element_if(m, "info", text);
    element(m, "album", track->album);
    yn_markup_close(m, "track");
}

static void write_head(const struct yn_site_ctx *ctx, struct yn_markup *m,
                       struct yn_buf *text)
{
    const struct yn_season *season = ctx->season;
    element(m, "title", season->title);
    element(m, "creator", season->by);
    yn_badge_words(season, text);
    element_if(m, "annotation", text);
    yn_feed_page_url(ctx, NULL, text);
    element_if(m, "info", text);
    if (yn_text_is_web(season->url)) {
        yn_text_site_url(season, "list.xspf", NULL, text);
        element_if(m, "location", text);
    }
    yn_permanent_id(season, "playlist", "", text);
    element_if(m, "identifier", text);
    yn_text_instant(ctx->date_s, text);
    element_if(m, "date", text);
}

static int write_xspf(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    (void)err;
    struct yn_buf text = {0};
    struct yn_markup m;
    yn_markup_init(&m, out, YN_XML);
    yn_markup_raw(&m, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    yn_markup_block(&m, "playlist");
    yn_markup_attr(&m, "version", "1");
    yn_markup_attr(&m, "xmlns", "http://xspf.org/ns/0/");
    write_head(ctx, &m, &text);
    yn_markup_block(&m, "trackList");
    for (size_t i = 0; i < ctx->n; i++) {
        for (size_t j = 0; j < ctx->order[i]->n_badges; j++)
            write_track(ctx, &m, ctx->order[i]->badges[j]->track, &text);
    }
    yn_markup_close(&m, "trackList");
    yn_markup_close(&m, "playlist");
    yn_markup_finish(&m);
    yn_buf_release(&text);
    return YN_OK;
}

const struct yn_site_file yn_site_xspf = {
    .name = "list.xspf",
    .mime = "application/xspf+xml",
    .label = "XSPF playlist",
    .use = "The picks for a music player that looks songs up by name.",
    .write = write_xspf,
};
