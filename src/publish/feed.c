/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/feed.h"

#include "base/base.h"
#include "base/unicode.h"
#include "publish/markdown.h"
#include "publish/markup.h"
#include "publish/text.h"

#define RECORDING "https://musicbrainz.org/recording/"
#define ENTRY_HEADING 3 /* below the reader's own, of the entry's title */

void yn_feed_page_url(const struct yn_site_ctx *ctx,
                      const struct yn_drama *drama, struct yn_buf *out)
{
    const char *id =
        drama ? yn_anchor_drama(ctx->anchors, ctx->season, drama) : NULL;
    /* Relative to another file of the site, "" would name that file. */
    const char *page = yn_text_is_web(ctx->season->url) ? "" : "index.html";
    yn_text_site_url(ctx->season, page, id, out);
}

void yn_feed_drama_title(const struct yn_drama *drama, struct yn_buf *out)
{
    const char *second = yn_text_second_drama_title(drama);
    yn_buf_puts(out, yn_text_drama_name(drama));
    if (second[0])
        yn_buf_printf(out, " (%s)", second);
}

/* White space and what is not to be seen: control characters, DEL, and the
 * line and paragraph separators. */
static bool is_gap(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x2028 ||
           c == 0x2029 || yn_unicode_is_space(c);
}

void yn_feed_line(const char *text, struct yn_buf *out)
{
    bool gap = false, begun = false;
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        if (is_gap(c)) {
            gap = begun;
            continue;
        }
        if (gap)
            yn_buf_putc(out, ' ');
        gap = false;
        begun = true;
        yn_buf_put_utf8(out, c);
    }
}

bool yn_feed_has_video(const struct yn_track *track)
{
    return yn_text_is_web(track->video_url);
}

const char *yn_feed_recording(const struct yn_track *track)
{
    for (size_t i = 0; i < track->links.n; i++) {
        const char *address = track->links.item[i].value;
        if (strncmp(address, RECORDING, sizeof(RECORDING) - 1) == 0 &&
            yn_text_is_web(address))
            return address;
    }
    return "";
}

/* Text in an element of its own that says which language it is in. */
static void span(struct yn_markup *m, const char *text)
{
    yn_markup_open(m, "span");
    yn_markup_attr_if(m, "lang", yn_text_lang(text));
    yn_markup_text(m, text);
    yn_markup_close(m, "span");
}

/* Appends what `text` holds and empties it. */
static void put(struct yn_markup *m, struct yn_buf *text)
{
    yn_markup_text(m, yn_buf_text(text));
    m->out->failed = m->out->failed || text->failed;
    yn_buf_clear(text);
}

/* "tvN, 12 March – 28 May 2020", or nothing. */
static void facts(struct yn_markup *m, const struct yn_drama *drama,
                  struct yn_buf *text)
{
    yn_text_join(&drama->network, text);
    if (drama->network.n && (drama->first.year || drama->last.year))
        yn_buf_puts(text, ", ");
    yn_text_days(drama->first, drama->last, text);
    if (!text->len)
        return;
    yn_markup_block(m, "p");
    put(m, text);
    yn_markup_close(m, "p");
}

static void pick(struct yn_markup *m, const struct yn_track *track,
                 struct yn_buf *text)
{
    const char *second = yn_text_second_title(track);
    yn_markup_block(m, "li");
    yn_text_heading(track, text);
    put(m, text);
    if (second[0]) {
        yn_markup_text(m, " (");
        span(m, second);
        yn_markup_text(m, ")");
    }
    if (yn_feed_has_video(track)) {
        yn_markup_text(m, ", ");
        yn_markup_open(m, "a");
        yn_markup_attr(m, "href", track->video_url);
        yn_markup_text(m, "video");
        yn_markup_close(m, "a");
    }
    yn_markup_close(m, "li");
}

static void picks(struct yn_markup *m, const struct yn_drama_tally *tally,
                  struct yn_buf *text)
{
    if (!tally->n_badges) {
        yn_markup_block(m, "p");
        yn_markup_text(m, "No track of this drama wears the badge.");
        yn_markup_close(m, "p");
        return;
    }
    yn_markup_block(m, "ul");
    for (size_t i = 0; i < tally->n_badges; i++)
        pick(m, tally->badges[i]->track, text);
    yn_markup_close(m, "ul");
}

int yn_feed_entry(const struct yn_drama_tally *tally, struct yn_buf *out,
                  struct yn_err *err)
{
    struct yn_buf text = {0};
    struct yn_markup m;
    yn_markup_init(&m, out, YN_HTML);
    facts(&m, tally->drama, &text);
    picks(&m, tally, &text);
    yn_markup_finish(&m);
    yn_buf_release(&text);
    /* Far from the page neither its ids nor its images can be reached. */
    const struct yn_markdown_params words = {.text = tally->drama->body,
                                             .drama = tally->drama,
                                             .heading = ENTRY_HEADING};
    return yn_markdown_html(&words, out, err);
}
