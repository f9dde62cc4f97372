/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Credits of the video channels, files to take along, and the colophon.
 */
#include "publish/page_internal.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/text.h"

static bool has(const struct yn_text_list *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->item[i], text) == 0)
            return true;
    }
    return false;
}

/* The channels that tracks name and the season's own credits do not. */
static int add_channels(const struct yn_season *season,
                        struct yn_text_list *list, struct yn_err *err)
{
    size_t cap = list->n;
    for (size_t i = 0; i < season->n_tracks; i++) {
        const char *channel = season->tracks[i]->video_channel;
        if (!channel[0] || has(list, channel))
            continue;
        int rc =
            yn_grow(&list->item, &cap, list->n + 1, sizeof(*list->item), err);
        if (rc)
            return rc;
        list->item[list->n++] = channel;
    }
    return YN_OK;
}

static int all_credits(const struct yn_season *season,
                       struct yn_text_list *list, struct yn_err *err)
{
    size_t n = season->credits.n;
    list->item = calloc(n ? n : 1, sizeof(*list->item));
    if (!list->item)
        return yn_err_nomem(err);
    list->n = n;
    if (n)
        memcpy(list->item, season->credits.item, n * sizeof(*list->item));
    return add_channels(season, list, err);
}

void yn_page_credits(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    struct yn_text_list list = {0};
    if (!page->rc)
        page->rc = all_credits(page->ctx->season, &list, page->err);
    if (!page->rc && list.n) {
        yn_page_section(page, "credits", "", "Video credits");
        yn_page_element(page, "p", "lead",
                        "The videos are the work of these "
                        "channels.");
        yn_page_open(page, "ul", "channels");
        for (size_t i = 0; i < list.n; i++)
            yn_page_name(page, "li", "", list.item[i]);
        yn_markup_close(m, "ul");
        yn_markup_close(m, "section");
    }
    free(list.item);
}

static void file_row(struct yn_page *page, const struct yn_site_file *file)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "li", "");
    yn_markup_open(m, "a");
    yn_markup_attr(m, "href", file->name);
    yn_markup_attr(m, "type", file->mime);
    yn_markup_text(m, file->label);
    yn_markup_close(m, "a");
    if (file->use)
        yn_page_element(page, "p", "", file->use);
    yn_markup_close(m, "li");
}

/* What to paste into another page. */
static void snippet(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    struct yn_buf html = {0}, words = {0}, address = {0};
    struct yn_markup inner;
    yn_badge_words(season, &words);
    yn_markup_init(&inner, &html, YN_HTML);
    bool linked = yn_text_is_web(season->url);
    if (linked) {
        yn_markup_open(&inner, "a");
        yn_text_site_url(season, "", NULL, &address);
        yn_markup_attr(&inner, "href", yn_buf_text(&address));
    }
    yn_markup_open(&inner, "img");
    yn_buf_clear(&address);
    yn_text_site_url(season, yn_site_badge.name, NULL, &address);
    yn_markup_attr(&inner, "src", yn_buf_text(&address));
    yn_markup_attr_f(&inner, "width", "%d", YN_BADGE_SIZE);
    yn_markup_attr_f(&inner, "height", "%d", YN_BADGE_SIZE);
    yn_markup_attr(&inner, "alt", yn_buf_text(&words));
    yn_markup_close(&inner, "img");
    if (linked)
        yn_markup_close(&inner, "a");

    yn_page_open(page, "pre", "");
    yn_markup_attr(m, "tabindex", "0");
    yn_markup_open(m, "code");
    yn_markup_text(m, yn_buf_text(&html));
    yn_markup_close(m, "code");
    yn_markup_close(m, "pre");
    page->phrase.failed =
        page->phrase.failed || html.failed || words.failed || address.failed;
    yn_buf_release(&html);
    yn_buf_release(&words);
    yn_buf_release(&address);
}

static void badge_help(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "div", "sticker");
    yn_markup_attr(m, "id", "badge");
    yn_markup_block(m, "img");
    yn_markup_attr(m, "class", "badge");
    yn_markup_attr(m, "src", yn_site_badge.name);
    yn_markup_attr_f(m, "width", "%d", YN_BADGE_SIZE);
    yn_markup_attr_f(m, "height", "%d", YN_BADGE_SIZE);
    yn_markup_attr(m, "alt", "");
    yn_markup_close(m, "img");
    yn_page_open(page, "div", "");
    yn_page_element(page, "h3", "", "Wear the badge");
    yn_page_element(page, "p", "",
                    yn_text_is_web(page->ctx->season->url)
                        ? "Is one of the picks yours? Put this into your page."
                        : "Is one of the picks yours? Put badge.svg beside "
                          "your page and this into it.");
    snippet(page);
    yn_markup_close(m, "div");
    yn_markup_close(m, "div");
}

void yn_page_downloads(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    size_t n;
    const struct yn_site_file *const *files = yn_site_files(&n);
    yn_page_section(page, "files", "files", "Take it along");
    yn_page_open(page, "ul", "downloads");
    for (size_t i = 0; i < n; i++) {
        if (files[i]->label &&
            (!files[i]->wanted || files[i]->wanted(page->ctx)))
            file_row(page, files[i]);
    }
    yn_markup_close(m, "ul");
    badge_help(page);
    yn_markup_close(m, "section");
}

void yn_page_colophon(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    yn_page_open(page, "footer", "colophon");
    yn_page_open(page, "p", "");
    yn_page_name(page, "span", "", season->title);
    if (season->by[0]) {
        yn_markup_text(m, ", by ");
        yn_page_name(page, "span", "", season->by);
    }
    yn_markup_text(m, ". ");
    yn_text_day(season->as_of, yn_page_phrase(page));
    if (page->phrase.len) {
        yn_markup_text(m, "As of ");
        yn_page_say(page);
        yn_markup_text(m, ". ");
    }
    yn_markup_close(m, "p");
    yn_page_open(page, "p", "");
    yn_markup_text(m, "Made with yeoun (");
    yn_page_name(page, "span", "", "여운");
    yn_markup_text(m, ": what goes on sounding after the sound) from a folder "
                      "of plain text. This page asks no other server for "
                      "anything until you click.");
    yn_markup_close(m, "p");
    yn_page_open(page, "p", "");
    yn_markup_open(m, "a");
    yn_markup_attr(m, "href", "#top");
    yn_markup_text(m, "Back to the top");
    yn_markup_close(m, "a");
    yn_markup_close(m, "p");
    yn_markup_close(m, "footer");
}
