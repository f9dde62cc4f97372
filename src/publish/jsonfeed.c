/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON Feed 1.1 (jsonfeed.org): the entries of atom.c for readers of JSON.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/json_writer.h"
#include "publish/permanent.h"
#include "publish/text.h"

static void write_head(const struct yn_site_ctx *ctx, struct yn_jw *json,
                       json_t *feed)
{
    const struct yn_season *season = ctx->season;
    struct yn_buf text = {0};
    yn_jw_text(json, feed, "version", "https://jsonfeed.org/version/1.1");
    yn_jw_text(json, feed, "title", season->title);
    yn_feed_page_url(ctx, NULL, &text);
    yn_jw_buf(json, feed, "home_page_url", &text);
    if (yn_text_is_web(season->url)) {
        yn_text_site_url(season, "feed.json", NULL, &text);
        yn_jw_buf(json, feed, "feed_url", &text);
    }
    yn_badge_words(season, &text);
    yn_jw_buf(json, feed, "description", &text);
    if (season->by[0]) {
        json_t *authors = yn_jw_array(json, feed, "authors");
        json_t *author = yn_jw_object(json, authors, NULL);
        yn_jw_text(json, author, "name", season->by);
    }
    yn_buf_release(&text);
}

static int write_item(const struct yn_site_ctx *ctx,
                      const struct yn_drama_tally *tally, struct yn_jw *json,
                      json_t *item, struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    struct yn_buf text = {0};
    yn_permanent_id(ctx->season, "drama", drama->slug, &text);
    yn_jw_buf(json, item, "id", &text);
    yn_feed_page_url(ctx, drama, &text);
    yn_jw_buf(json, item, "url", &text);
    yn_feed_drama_title(drama, &text);
    yn_jw_buf(json, item, "title", &text);
    int rc = yn_feed_entry(tally, &text, err);
    yn_jw_buf(json, item, "content_html", &text);
    yn_text_instant(ctx->date_s, &text);
    yn_jw_buf(json, item, "date_modified", &text);
    if (drama->network.n)
        yn_jw_list(json, item, "tags", &drama->network);
    yn_buf_release(&text);
    return rc;
}

static int write_jsonfeed(const struct yn_site_ctx *ctx, struct yn_buf *out,
                          struct yn_err *err)
{
    struct yn_jw json = {0};
    int rc = YN_OK;
    json_t *feed = yn_jw_root(&json);
    write_head(ctx, &json, feed);
    json_t *items = yn_jw_array(&json, feed, "items");
    for (size_t i = 0; i < ctx->n && !rc; i++)
        rc = write_item(ctx, ctx->order[i], &json,
                        yn_jw_object(&json, items, NULL), err);
    int finished = yn_jw_finish(&json, 0, out, err);
    return rc ? rc : finished;
}

const struct yn_site_file yn_site_jsonfeed = {
    .name = "feed.json",
    .mime = "application/feed+json",
    .label = "JSON feed",
    .use = "The same for readers and scripts that prefer JSON.",
    .alternate = true,
    .write = write_jsonfeed,
};
