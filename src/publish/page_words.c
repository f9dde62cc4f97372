/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/page_internal.h"

#include "base/base.h"
#include "publish/markdown.h"
#include "publish/text.h"

/* A piece of a text; markup.h escapes whole strings. */
static void text_piece(struct yn_page *page, const char *text, size_t len)
{
    yn_markup_textf(&page->m, "%.*s", (int)len, text);
}

void yn_page_text(struct yn_page *page, const char *text)
{
    size_t start = 0, len;
    while ((len = yn_text_korean_run(text, &start)) > 0) {
        text_piece(page, text, start);
        yn_markup_open(&page->m, "span");
        yn_markup_attr(&page->m, "lang", "ko");
        text_piece(page, text + start, len);
        yn_markup_close(&page->m, "span");
        text += start + len;
    }
    yn_markup_text(&page->m, text);
}

void yn_page_quoted(struct yn_page *page, const char *title)
{
    yn_markup_text(&page->m, "“");
    yn_page_text(page, title);
    yn_markup_text(&page->m, "”");
}

/* Then the element itself can say so. */
static bool is_all_korean(const char *text)
{
    size_t start = 0;
    size_t len = yn_text_korean_run(text, &start);
    return len > 0 && start == 0 && text[len] == '\0';
}

void yn_page_open(struct yn_page *page, const char *tag, const char *class)
{
    yn_markup_block(&page->m, tag);
    yn_markup_attr_if(&page->m, "class", class);
}

void yn_page_element(struct yn_page *page, const char *tag, const char *class,
                     const char *text)
{
    yn_page_open(page, tag, class);
    yn_page_text(page, text);
    yn_markup_close(&page->m, tag);
}

void yn_page_name(struct yn_page *page, const char *tag, const char *class,
                  const char *text)
{
    if (!text[0])
        return;
    yn_markup_open(&page->m, tag);
    yn_markup_attr_if(&page->m, "class", class);
    if (is_all_korean(text)) {
        yn_markup_attr(&page->m, "lang", "ko");
        yn_markup_text(&page->m, text);
    } else {
        yn_page_text(page, text);
    }
    yn_markup_close(&page->m, tag);
}

struct yn_buf *yn_page_phrase(struct yn_page *page)
{
    yn_buf_clear(&page->phrase);
    return &page->phrase;
}

void yn_page_say(struct yn_page *page)
{
    yn_page_text(page, yn_buf_text(&page->phrase));
}

void yn_page_section(struct yn_page *page, const char *id, const char *class,
                     const char *heading)
{
    yn_page_open(page, "section", class);
    yn_markup_attr(&page->m, "id", id);
    yn_page_element(page, "h2", "", heading);
}

void yn_page_link(struct yn_page *page, const char *address, const char *text)
{
    bool web = yn_text_is_web(address);
    yn_markup_open(&page->m, web ? "a" : "span");
    if (web)
        yn_markup_attr(&page->m, "href", address);
    yn_page_text(page, text);
    yn_markup_close(&page->m, web ? "a" : "span");
}

void yn_page_heading(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    const char *name = yn_track_name(track);
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "song");
    yn_page_quoted(page, name);
    yn_markup_close(m, "span");
    yn_text_credit(track, yn_page_phrase(page));
    if (!page->phrase.len)
        return;
    yn_markup_text(m, " – ");
    yn_page_name(page, "span", "by", yn_buf_text(&page->phrase));
}

void yn_page_markdown(struct yn_page *page, const char *text,
                      const struct yn_drama *drama, int level)
{
    struct yn_markdown_params params = {
        .text = text,
        .drama = drama,
        .heading = level,
        .assets = page->ctx->assets,
        .anchors = page->ctx->anchors,
    };
    struct yn_buf html = {0};
    if (!page->rc)
        page->rc = yn_markdown_html(&params, &html, page->err);
    yn_markup_raw(&page->m, yn_buf_text(&html));
    yn_buf_release(&html);
}

const char *yn_page_count(size_t n, char *buf, size_t size)
{
    static const char *const words[] = {
        "no",    "one",   "two",  "three", "four",   "five",  "six",
        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    if (n < YN_LEN(words))
        return words[n];
    snprintf(buf, size, "%zu", n);
    return buf;
}

void yn_page_rank(unsigned rank, bool shared, struct yn_buf *out)
{
    yn_buf_printf(out, "%u%s", rank, shared ? "=" : "");
}
