/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The data of schema.org (release 30.0) for the page, as JSON-LD: an ItemList
 * of the dramas as TVSeries, the picks of each as MusicRecording in hasPart.
 * Only what the folder says is written: no country, no made-up album names.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/json_writer.h"
#include "publish/text.h"

static json_t *typed(struct yn_jw *json, json_t *parent, const char *key,
                     const char *type)
{
    json_t *object = yn_jw_object(json, parent, key);
    yn_jw_text(json, object, "@type", type);
    return object;
}

static void date_if(struct yn_jw *json, json_t *parent, const char *key,
                    struct yn_date date)
{
    if (date.year)
        yn_jw_date(json, parent, key, date);
}

/* MusicGroup is schema.org's word for a solo musician too. */
static void artists(struct yn_jw *json, json_t *recording,
                    const struct yn_track *track)
{
    const struct yn_text_list *names =
        track->artist.n ? &track->artist : &track->artist_ko;
    if (!names->n)
        return;
    json_t *array = yn_jw_array(json, recording, "byArtist");
    for (size_t i = 0; i < names->n; i++)
        yn_jw_text(json, typed(json, array, NULL, "MusicGroup"), "name",
                   names->item[i]);
}

static void album(struct yn_jw *json, json_t *recording,
                  const struct yn_track *track)
{
    if (!track->album[0])
        return;
    json_t *object = typed(json, recording, "inAlbum", "MusicAlbum");
    yn_jw_text(json, object, "name", track->album);
    yn_jw_text(json, object, "albumProductionType",
               "https://schema.org/SoundtrackAlbum");
}

static void work(struct yn_jw *json, json_t *recording,
                 const struct yn_track *track)
{
    if (!track->iswc[0])
        return;
    json_t *object = typed(json, recording, "recordingOf", "MusicComposition");
    yn_jw_text(json, object, "name", yn_track_name(track));
    yn_jw_text(json, object, "iswcCode", track->iswc);
}

static void recording(const struct yn_site_ctx *ctx, struct yn_jw *json,
                      json_t *parts, const struct yn_track *track)
{
    struct yn_buf text = {0};
    json_t *object = typed(json, parts, NULL, "MusicRecording");
    yn_jw_text(json, object, "name", yn_track_name(track));
    yn_jw_text_if(json, object, "alternateName", yn_text_second_title(track));
    artists(json, object, track);
    album(json, object, track);
    date_if(json, object, "datePublished", track->released);
    yn_jw_text_if(json, object, "isrcCode", track->isrc);
    work(json, object, track);
    yn_badge_words(ctx->season, &text);
    yn_jw_buf(json, object, "award", &text);
    if (yn_feed_has_video(track))
        yn_jw_text(json, object, "url", track->video_url);
    yn_jw_text_if(json, object, "sameAs", yn_feed_recording(track));
    yn_buf_release(&text);
}

static void series(const struct yn_site_ctx *ctx, struct yn_jw *json,
                   json_t *entry, const struct yn_drama_tally *tally)
{
    const struct yn_drama *drama = tally->drama;
    json_t *object = typed(json, entry, "item", "TVSeries");
    yn_jw_text(json, object, "name", yn_text_drama_name(drama));
    yn_jw_text_if(json, object, "alternateName",
                  yn_text_second_drama_title(drama));
    if (drama->episodes)
        yn_jw_integer(json, object, "numberOfEpisodes", drama->episodes);
    date_if(json, object, "startDate", drama->first);
    date_if(json, object, "endDate", drama->last);
    if (!tally->n_badges)
        return;
    json_t *parts = yn_jw_array(json, object, "hasPart");
    for (size_t i = 0; i < tally->n_badges; i++)
        recording(ctx, json, parts, tally->badges[i]->track);
}

static const char *order_word(enum yn_order order)
{
    switch (order) {
    case YN_RANKED:
        return "https://schema.org/ItemListOrderAscending";
    case YN_COUNTDOWN:
        return "https://schema.org/ItemListOrderDescending";
    case YN_LISTED:
    case YN_AIRED:
        break;
    }
    return "https://schema.org/ItemListUnordered";
}

/* A countdown lists its first place last. */
static void list_entry(const struct yn_site_ctx *ctx, struct yn_jw *json,
                       json_t *entries, size_t i)
{
    struct yn_buf text = {0};
    bool downwards = ctx->season->order == YN_COUNTDOWN;
    json_t *entry = typed(json, entries, NULL, "ListItem");
    yn_jw_integer(json, entry, "position",
                  (long long)(downwards ? ctx->n - i : i + 1));
    yn_feed_page_url(ctx, ctx->order[i]->drama, &text);
    yn_jw_buf(json, entry, "url", &text);
    series(ctx, json, entry, ctx->order[i]);
    yn_buf_release(&text);
}

int yn_jsonld_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                    struct yn_err *err)
{
    const struct yn_season *season = ctx->season;
    struct yn_jw json = {0};
    struct yn_buf text = {0};
    json_t *list = yn_jw_root(&json);
    yn_jw_text(&json, list, "@context", "https://schema.org");
    yn_jw_text(&json, list, "@type", "ItemList");
    yn_jw_text(&json, list, "name", season->title);
    if (yn_text_is_web(season->url)) {
        yn_feed_page_url(ctx, NULL, &text);
        yn_jw_buf(&json, list, "url", &text);
    }
    yn_jw_text(&json, list, "itemListOrder", order_word(season->order));
    yn_jw_integer(&json, list, "numberOfItems", (long long)ctx->n);
    json_t *entries = yn_jw_array(&json, list, "itemListElement");
    for (size_t i = 0; i < ctx->n; i++)
        list_entry(ctx, &json, entries, i);
    yn_buf_release(&text);
    return yn_jw_finish(&json, YN_JW_IN_SCRIPT, out, err);
}
