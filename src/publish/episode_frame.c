/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the pages of episodes have around them: head, the way back, headings,
 * neighbours, colophon.
 */
#include "base/base.h"
#include "publish/badge.h"
#include "publish/episodes_internal.h"
#include "publish/rings.h"
#include "publish/share.h"
#include "publish/text.h"

static void put_title(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode)
{
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_printf(text, "%s, %s – %s", yn_text_drama_name(drama->drama),
                  episode ? episode->name : "where its songs play",
                  page->ctx->season->title);
    yn_page_element(page, "title", "", yn_buf_text(text));
}

static void meta(struct yn_page *page, const char *name, const char *content)
{
    yn_markup_block(&page->m, "meta");
    yn_markup_attr(&page->m, "name", name);
    yn_markup_attr(&page->m, "content", content);
    yn_markup_close(&page->m, "meta");
}

static void link_to(struct yn_page *page, const char *rel, const char *type,
                    const char *file)
{
    struct yn_markup *m = &page->m;
    yn_markup_block(m, "link");
    yn_markup_attr(m, "rel", rel);
    yn_markup_attr_if(m, "type", type);
    yn_markup_attr_f(m, "href", YN_EPISODE_UP "%s", file);
    yn_markup_close(m, "link");
}

static void put_head(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_episode *episode)
{
    struct yn_markup *m = &page->m;
    yn_markup_block(m, "head");
    yn_markup_block(m, "meta");
    yn_markup_attr(m, "charset", "utf-8");
    yn_markup_close(m, "meta");
    yn_page_policy(page);
    meta(page, "viewport", "width=device-width, initial-scale=1");
    meta(page, "color-scheme", "light dark");
    if (page->ctx->local)
        meta(page, "robots", "noindex");
    put_title(page, drama, episode);
    yn_share_tags(m, page->ctx, drama->drama, YN_EPISODE_UP);
    link_to(page, "icon", "image/svg+xml", yn_site_badge.name);
    link_to(page, "stylesheet", "", yn_site_style.name);
    yn_markup_close(m, "head");
}

static void neighbour(struct yn_page *page, const struct yn_played_drama *drama,
                      long i, const char *rel)
{
    struct yn_markup *m = &page->m;
    if (i < 0 || (size_t)i >= drama->n_episodes || !drama->episodes[i].sheet)
        return;
    yn_markup_open(m, "a");
    yn_markup_attr(m, "rel", rel);
    yn_markup_attr_f(m, "href", "%s.html", drama->episodes[i].stem);
    yn_page_text(page, drama->episodes[i].name);
    yn_markup_close(m, "a");
}

/* The list, the drama's episodes, the one before and the one after. */
static void put_way(struct yn_page *page, const struct yn_played_drama *drama,
                    const struct yn_played_episode *episode)
{
    struct yn_markup *m = &page->m;
    const struct yn_site_ctx *ctx = page->ctx;
    yn_page_open(page, "nav", "way");
    yn_markup_attr(m, "aria-label", "Pages");
    yn_page_open(page, "p", "");
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "href", YN_EPISODE_UP "index.html#%s",
                     yn_anchor_drama(ctx->anchors, ctx->season, drama->drama));
    yn_page_text(page, ctx->season->title);
    yn_markup_close(m, "a");
    if (episode) {
        yn_markup_open(m, "a");
        yn_markup_attr(m, "href", "index.html");
        yn_markup_text(m, "All episodes");
        yn_markup_close(m, "a");
    }
    yn_markup_close(m, "p");
    if (episode) {
        long at = (long)(episode - drama->episodes);
        yn_page_open(page, "p", "");
        neighbour(page, drama, at - 1, "prev");
        neighbour(page, drama, at + 1, "next");
        yn_markup_close(m, "p");
    }
    yn_markup_close(m, "nav");
}

static void put_local(struct yn_page *page)
{
    if (page->ctx->local)
        yn_page_element(page, "p", "own",
                        "For your own eyes: this page links to files of this "
                        "computer and shows lines of their subtitles. The "
                        "site to publish is made without --local.");
}

static void put_headings(struct yn_page *page,
                         const struct yn_played_drama *drama,
                         const struct yn_played_episode *episode)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "header", "plate");
    yn_markup_attr(m, "id", "top");
    put_way(page, drama, episode);
    yn_page_open(page, "h1", "");
    yn_page_name(page, "cite", "", yn_text_drama_name(drama->drama));
    yn_markup_text(m, " ");
    yn_page_name(page, "span", "which",
                 episode ? episode->name : "Where its songs play");
    yn_markup_close(m, "h1");
    const char *korean = yn_text_second_drama_title(drama->drama);
    yn_page_phrase(page);
    if (episode && episode->given->episode.number)
        yn_text_day(episode->given->episode.aired, &page->phrase);
    if (korean[0] || page->phrase.len) {
        yn_page_open(page, "p", "korean");
        yn_page_name(page, "span", "", korean);
        if (page->phrase.len) {
            yn_markup_text(m, korean[0] ? " · " : "");
            yn_page_say(page);
        }
        yn_markup_close(m, "p");
    }
    put_local(page);
    yn_markup_close(m, "header");
}

void yn_episode_begin(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode)
{
    struct yn_markup *m = &page->m;
    yn_markup_raw(m, "<!DOCTYPE html>\n");
    yn_markup_block(m, "html");
    yn_markup_attr(m, "lang", "en");
    put_head(page, drama, episode);
    yn_markup_block(m, "body");
    yn_markup_attr_f(m, "class", "episode drama hue-%u",
                     yn_rings_hue(drama->drama->slug));
    yn_markup_block(m, "a");
    yn_markup_attr(m, "class", "skip");
    yn_markup_attr(m, "href", "#main");
    yn_markup_text(m, episode ? "Skip to the cues" : "Skip to the episodes");
    yn_markup_close(m, "a");
    put_headings(page, drama, episode);
    yn_page_open(page, "main", "");
    yn_markup_attr(m, "id", "main");
}

void yn_episode_end(struct yn_page *page)
{
    yn_markup_close(&page->m, "main");
    yn_page_colophon(page);
    yn_markup_close(&page->m, "body");
    yn_markup_close(&page->m, "html");
}
