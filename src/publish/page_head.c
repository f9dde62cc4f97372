/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The head of the page, its masthead, and the list of contents.
 */
#include "publish/page_internal.h"

#include "base/base.h"
#include "publish/markdown.h"
#include "publish/rings.h"
#include "publish/share.h"
#include "publish/text.h"

/* What search engines and previews show of a description. */
#define DESCRIPTION_CHARS 200

static void meta(struct yn_page *page, const char *key, const char *name,
                 const char *content)
{
    yn_markup_block(&page->m, "meta");
    yn_markup_attr(&page->m, key, name);
    yn_markup_attr(&page->m, "content", content);
    yn_markup_close(&page->m, "meta");
}

static void link_to(struct yn_page *page, const char *rel, const char *type,
                    const char *title, const char *href)
{
    struct yn_markup *m = &page->m;
    yn_markup_block(m, "link");
    yn_markup_attr(m, "rel", rel);
    yn_markup_attr_if(m, "type", type);
    yn_markup_attr_if(m, "title", title);
    yn_markup_attr(m, "href", href);
    yn_markup_close(m, "link");
}

/* Nothing but the site's own files may load; a player only where there is one
 * to be asked for. */
void yn_page_policy(struct yn_page *page)
{
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_puts(text, "default-src 'none'; style-src 'self'; "
                      "script-src 'self'; img-src 'self'; ");
    yn_buf_puts(text, "frame-src ");
    yn_buf_puts(text, page->embeds ? "https://www.youtube-nocookie.com "
                                     "https://player.vimeo.com; "
                                   : "'none'; ");
    yn_buf_puts(text, "base-uri 'none'; form-action 'none'");
    meta(page, "http-equiv", "Content-Security-Policy", yn_buf_text(text));
}

/* The first words of the introduction, or what the page is. */
static void describe(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    struct yn_buf *text = yn_page_phrase(page);
    if (!page->rc)
        page->rc =
            yn_markdown_lead(season->intro, DESCRIPTION_CHARS, text, page->err);
    if (text->len == 0)
        yn_buf_printf(text,
                      "The best drama soundtracks of %d: %zu tracks of "
                      "%zu dramas.",
                      season->year, page->ctx->tally->n_badges,
                      season->n_dramas);
    meta(page, "name", "description", yn_buf_text(text));
    meta(page, "property", "og:description", yn_buf_text(text));
}

static void open_graph(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    meta(page, "property", "og:type", "article");
    meta(page, "property", "og:title", season->title);
    meta(page, "property", "og:locale", "en");
    yn_share_tags(&page->m, page->ctx, NULL, "");
    if (!yn_text_is_web(season->url))
        return;
    yn_text_site_url(season, "", NULL, yn_page_phrase(page));
    meta(page, "property", "og:url", yn_buf_text(&page->phrase));
    link_to(page, "canonical", "", "", yn_buf_text(&page->phrase));
}

static void alternates(struct yn_page *page)
{
    size_t n;
    const struct yn_site_file *const *files = yn_site_files(&n);
    for (size_t i = 0; i < n; i++) {
        if (files[i]->alternate &&
            (!files[i]->wanted || files[i]->wanted(page->ctx)))
            link_to(page, "alternate", files[i]->mime, files[i]->label,
                    files[i]->name);
    }
}

static void linked_data(struct yn_page *page)
{
    struct yn_buf json = {0};
    if (!page->rc)
        page->rc = yn_jsonld_write(page->ctx, &json, page->err);
    yn_markup_block(&page->m, "script");
    yn_markup_attr(&page->m, "type", "application/ld+json");
    yn_markup_raw(&page->m, yn_buf_text(&json));
    yn_markup_close(&page->m, "script");
    page->phrase.failed = page->phrase.failed || json.failed;
    yn_buf_release(&json);
}

void yn_page_head(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    yn_markup_block(m, "head");
    yn_markup_block(m, "meta");
    yn_markup_attr(m, "charset", "utf-8");
    yn_markup_close(m, "meta");
    yn_page_policy(page);
    meta(page, "name", "viewport", "width=device-width, initial-scale=1");
    meta(page, "name", "color-scheme", "light dark");
    yn_page_element(page, "title", "", season->title);
    describe(page);
    if (season->by[0])
        meta(page, "name", "author", season->by);
    open_graph(page);
    alternates(page);
    link_to(page, "icon", "image/svg+xml", "", yn_site_badge.name);
    link_to(page, "stylesheet", "", "", yn_site_style.name);
    if (page->embeds) {
        yn_markup_block(m, "script");
        yn_markup_attr(m, "src", yn_site_script.name);
        yn_markup_attr(m, "defer", "");
        yn_markup_close(m, "script");
    }
    linked_data(page);
    yn_markup_close(m, "head");
}

static void count(struct yn_page *page, size_t n, const char *one,
                  const char *many)
{
    yn_markup_open(&page->m, "li");
    yn_markup_open(&page->m, "b");
    yn_markup_textf(&page->m, "%zu", n);
    yn_markup_close(&page->m, "b");
    yn_markup_textf(&page->m, " %s", n == 1 ? one : many);
    yn_markup_close(&page->m, "li");
}

void yn_page_masthead(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    yn_page_open(page, "header", "masthead");
    yn_markup_attr(m, "id", "top");
    yn_page_open(page, "p", "kicker");
    yn_markup_textf(m, "Drama soundtracks of %u", season->year);
    yn_markup_close(m, "p");
    yn_page_name(page, "h1", "", season->title);
    yn_rings_list(m, page->ctx->order, page->ctx->n);
    yn_page_open(page, "div", "imprint");
    yn_page_open(page, "p", "byline");
    if (season->by[0]) {
        yn_markup_text(m, "By ");
        yn_page_name(page, "span", "", season->by);
    }
    yn_text_day(season->as_of, yn_page_phrase(page));
    if (season->by[0] && page->phrase.len)
        yn_markup_text(m, ", ");
    yn_page_say(page);
    yn_markup_close(m, "p");
    yn_page_open(page, "ul", "counts");
    count(page, season->n_dramas, "drama", "dramas");
    count(page, page->ctx->tally->n_badges, "pick", "picks");
    count(page, season->n_tracks, "track considered", "tracks considered");
    yn_markup_close(m, "ul");
    yn_markup_close(m, "div");
    yn_markup_close(m, "header");
}

void yn_page_intro(struct yn_page *page)
{
    if (!page->ctx->season->intro[0])
        return;
    yn_page_open(page, "div", "intro");
    yn_page_markdown(page, page->ctx->season->intro, NULL, 2);
    yn_markup_close(&page->m, "div");
}

/* The number an entry bears: its rank where the list is one of ranks, else its
 * place, which says nothing but where one is. */
void yn_page_number(const struct yn_site_ctx *ctx, size_t i, struct yn_buf *out)
{
    const struct yn_drama_tally *drama = ctx->order[i];
    if (ctx->season->order == YN_RANKED || ctx->season->order == YN_COUNTDOWN)
        yn_page_rank(drama->rank, drama->shared, out);
    else
        yn_buf_printf(out, "%02zu", i + 1);
}

static void contents_line(struct yn_page *page, size_t i)
{
    struct yn_markup *m = &page->m;
    const struct yn_site_ctx *ctx = page->ctx;
    const struct yn_drama_tally *drama = ctx->order[i];
    yn_page_open(page, "li", "");
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "href", "#%s",
                     yn_anchor_drama(ctx->anchors, ctx->season, drama->drama));
    yn_page_number(ctx, i, yn_page_phrase(page));
    yn_page_name(page, "span", "number", yn_buf_text(&page->phrase));
    yn_markup_text(m, " ");
    yn_page_name(page, "span", "drama", yn_text_drama_name(drama->drama));
    yn_markup_text(m, " ");
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "songs");
    for (size_t j = 0; j < drama->n_badges; j++) {
        const char *name = yn_track_name(drama->badges[j]->track);
        if (j)
            yn_markup_text(m, ", ");
        yn_page_quoted(page, name);
    }
    yn_markup_close(m, "span");
    yn_markup_close(m, "a");
    yn_markup_close(m, "li");
}

void yn_page_contents(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "nav", "contents");
    yn_markup_attr(m, "aria-labelledby", "contents");
    yn_page_open(page, "h2", "");
    yn_markup_attr(m, "id", "contents");
    yn_markup_text(m, "In this list");
    yn_markup_close(m, "h2");
    yn_page_open(page, "ol", "");
    yn_markup_attr(m, "role", "list");
    for (size_t i = 0; i < page->ctx->n; i++)
        contents_line(page, i);
    yn_markup_close(m, "ol");
    yn_markup_close(m, "nav");
}
