/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSPF: the playlist of xspf.c as JSON, as ListenBrainz and others import it.
 * Addresses stand in arrays, as the format has it.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/json_writer.h"
#include "publish/permanent.h"
#include "publish/text.h"

/* A member that is an array of the one text. */
static void one(struct yn_jw *json, json_t *parent, const char *key,
                const char *text)
{
    if (text[0])
        yn_jw_text(json, yn_jw_array(json, parent, key), NULL, text);
}

static void write_track(const struct yn_site_ctx *ctx, struct yn_jw *json,
                        json_t *tracks, const struct yn_track *track)
{
    const struct yn_drama *drama = &ctx->season->dramas[track->drama];
    struct yn_buf text = {0};
    json_t *item = yn_jw_object(json, tracks, NULL);
    if (yn_feed_has_video(track))
        one(json, item, "location", track->video_url);
    one(json, item, "identifier", yn_feed_recording(track));
    yn_jw_text(json, item, "title", yn_track_name(track));
    if (track->artist.n || track->artist_ko.n) {
        yn_text_credit(track, &text);
        yn_jw_buf(json, item, "creator", &text);
    }
    yn_feed_drama_title(drama, &text);
    yn_jw_buf(json, item, "annotation", &text);
    yn_feed_page_url(ctx, drama, &text);
    yn_jw_buf(json, item, "info", &text);
    yn_jw_text_if(json, item, "album", track->album);
    yn_buf_release(&text);
}

static void write_head(const struct yn_site_ctx *ctx, struct yn_jw *json,
                       json_t *playlist)
{
    const struct yn_season *season = ctx->season;
    struct yn_buf text = {0};
    yn_jw_text(json, playlist, "title", season->title);
    yn_jw_text_if(json, playlist, "creator", season->by);
    yn_badge_words(season, &text);
    yn_jw_buf(json, playlist, "annotation", &text);
    yn_feed_page_url(ctx, NULL, &text);
    yn_jw_buf(json, playlist, "info", &text);
    if (yn_text_is_web(season->url)) {
        yn_text_site_url(season, "list.jspf", NULL, &text);
        yn_jw_buf(json, playlist, "location", &text);
    }
    yn_permanent_id(season, "playlist", "", &text);
    yn_jw_buf(json, playlist, "identifier", &text);
    yn_text_instant(ctx->date_s, &text);
    yn_jw_buf(json, playlist, "date", &text);
    yn_buf_release(&text);
}

static int write_jspf(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    struct yn_jw json = {0};
    json_t *playlist = yn_jw_object(&json, yn_jw_root(&json), "playlist");
    write_head(ctx, &json, playlist);
    json_t *tracks = yn_jw_array(&json, playlist, "track");
    for (size_t i = 0; i < ctx->n; i++) {
        for (size_t j = 0; j < ctx->order[i]->n_badges; j++)
            write_track(ctx, &json, tracks, ctx->order[i]->badges[j]->track);
    }
    return yn_jw_finish(&json, 0, out, err);
}

const struct yn_site_file yn_site_jspf = {
    .name = "list.jspf",
    .mime = "application/jspf+json",
    .label = "JSPF playlist",
    .use = "The same for ListenBrainz and other services that import JSON.",
    .write = write_jspf,
};
