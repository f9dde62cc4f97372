/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Atom (RFC 4287): one entry per drama, in the order of the list. Entries have
 * no `published`: the day an entry first stood on a site is not known.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/markup.h"
#include "publish/permanent.h"
#include "publish/text.h"

/* A whole element on a line of its own; empties `text`. */
static void element(struct yn_markup *m, const char *tag, struct yn_buf *text)
{
    yn_markup_block(m, tag);
    yn_markup_text(m, yn_buf_text(text));
    yn_markup_close(m, tag);
    m->out->failed = m->out->failed || text->failed;
    yn_buf_clear(text);
}

static void link_to(struct yn_markup *m, const char *rel, const char *mime,
                    struct yn_buf *address)
{
    yn_markup_block(m, "link");
    yn_markup_attr(m, "rel", rel);
    yn_markup_attr(m, "type", mime);
    yn_markup_attr(m, "href", yn_buf_text(address));
    yn_markup_close(m, "link");
    m->out->failed = m->out->failed || address->failed;
    yn_buf_clear(address);
}

/* A feed must name an author (RFC 4287, 4.1.1); where season.md names none, the
 * list itself stands for her. */
static void author(const struct yn_season *season, struct yn_markup *m)
{
    yn_markup_block(m, "author");
    yn_markup_element(m, "name", season->by[0] ? season->by : season->title);
    yn_markup_close(m, "author");
}

static void write_head(const struct yn_site_ctx *ctx, struct yn_markup *m,
                       struct yn_buf *text)
{
    const struct yn_season *season = ctx->season;
    yn_permanent_id(season, "feed", "", text);
    element(m, "id", text);
    yn_buf_puts(text, season->title);
    element(m, "title", text);
    yn_badge_words(season, text);
    element(m, "subtitle", text);
    yn_text_instant(ctx->date_s, text);
    element(m, "updated", text);
    author(season, m);
    if (yn_text_is_web(season->url)) {
        yn_text_site_url(season, "atom.xml", NULL, text);
        link_to(m, "self", "application/atom+xml", text);
    }
    yn_feed_page_url(ctx, NULL, text);
    link_to(m, "alternate", "text/html", text);
    yn_markup_block(m, "generator");
    yn_markup_text(m, "yeoun");
    yn_markup_close(m, "generator");
}

static void categories(const struct yn_drama *drama, struct yn_markup *m)
{
    for (size_t i = 0; i < drama->network.n; i++) {
        yn_markup_block(m, "category");
        yn_markup_attr(m, "term", drama->network.item[i]);
        yn_markup_close(m, "category");
    }
}

static int write_entry(const struct yn_site_ctx *ctx,
                       const struct yn_drama_tally *tally, struct yn_markup *m,
                       struct yn_buf *text, struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    yn_markup_block(m, "entry");
    yn_permanent_id(ctx->season, "drama", drama->slug, text);
    element(m, "id", text);
    yn_feed_drama_title(drama, text);
    element(m, "title", text);
    yn_text_instant(ctx->date_s, text);
    element(m, "updated", text);
    yn_feed_page_url(ctx, drama, text);
    link_to(m, "alternate", "text/html", text);
    categories(drama, m);
    int rc = yn_feed_entry(tally, text, err);
    yn_markup_block(m, "content");
    yn_markup_attr(m, "type", "html");
    yn_markup_text(m, yn_buf_text(text));
    yn_markup_close(m, "content");
    yn_markup_close(m, "entry");
    m->out->failed = m->out->failed || text->failed;
    yn_buf_clear(text);
    return rc;
}

static int write_atom(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    struct yn_buf text = {0};
    struct yn_markup m;
    int rc = YN_OK;
    yn_markup_init(&m, out, YN_XML);
    yn_markup_raw(&m, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    yn_markup_block(&m, "feed");
    yn_markup_attr(&m, "xmlns", "http://www.w3.org/2005/Atom");
    write_head(ctx, &m, &text);
    for (size_t i = 0; i < ctx->n && !rc; i++)
        rc = write_entry(ctx, ctx->order[i], &m, &text, err);
    yn_markup_close(&m, "feed");
    yn_markup_finish(&m);
    yn_buf_release(&text);
    return rc;
}

const struct yn_site_file yn_site_atom = {
    .name = "atom.xml",
    .mime = "application/atom+xml",
    .label = "Atom feed",
    .use = "The list for a feed reader.",
    .alternate = true,
    .write = write_atom,
};
