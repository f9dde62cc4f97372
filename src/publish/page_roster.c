/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is folded under a drama: the rest of its roster and the sources.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/text.h"

static void row_names(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "p", "name");
    yn_page_heading(page, track);
    yn_markup_close(m, "p");
    yn_page_korean(page, track);
}

/* "Story 6.5, linger 7.0. Picked by 1 of 3 judges." */
static void row_scores(struct yn_page *page, const struct yn_track_tally *tally)
{
    struct yn_buf *text = yn_page_phrase(page);
    if (!isnan(tally->story)) {
        yn_buf_puts(text, "Story ");
        yn_text_score(tally->story, text);
    }
    if (!isnan(tally->linger)) {
        yn_buf_puts(text, text->len ? ", linger " : "Linger ");
        yn_text_score(tally->linger, text);
    }
    if (text->len)
        yn_buf_puts(text, ". ");
    if (tally->judges)
        yn_buf_printf(text, "Picked by %u of %u judges. ", tally->judges,
                      tally->voters);
    if (tally->override)
        yn_buf_printf(text, "Taken off by the editor%s%s",
                      tally->override->because[0] ? ": " : ".",
                      tally->override->because);
    if (text->len)
        yn_page_element(page, "p", "verdict", yn_buf_text(text));
}

static void row(struct yn_page *page, const struct yn_track_tally *tally)
{
    struct yn_markup *m = &page->m;
    const struct yn_track *track = tally->track;
    yn_page_open(page, "li", "");
    yn_markup_attr(m, "id", yn_anchor_track(page->ctx->anchors, track));
    row_names(page, track);
    yn_page_open(page, "p", "release");
    yn_page_release(page, track);
    yn_page_say(page);
    if (page->phrase.len)
        yn_markup_text(m, " · ");
    if (yn_text_is_web(track->video_url))
        yn_page_link(page, track->video_url, "Video");
    else
        yn_page_search(page, track, true);
    for (size_t i = 0; i < track->links.n; i++) {
        if (!yn_text_is_web(track->links.item[i].value))
            continue;
        yn_markup_text(m, " · ");
        yn_page_link(page, track->links.item[i].value,
                     track->links.item[i].key);
    }
    yn_markup_close(m, "p");
    row_scores(page, tally);
    yn_page_votes(page, tally);
    if (track->note[0])
        yn_page_element(page, "p", "remark", track->note);
    yn_markup_close(m, "li");
}

/* Which tracks the list shows and how sure one is that there are no others. */
static void state_line(struct yn_page *page, const struct yn_drama *drama)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "p", "state");
    if (drama->roster == YN_ROSTER_COMPLETE)
        yn_markup_text(m, "The roster is complete.");
    else if (drama->roster == YN_ROSTER_PARTIAL)
        yn_markup_text(m, "The roster is partial: there are other tracks.");
    else
        yn_markup_text(m, "Whether the roster is complete is not known.");
    if (drama->note[0]) {
        yn_markup_text(m, " ");
        yn_page_text(page, drama->note);
    }
    yn_markup_close(m, "p");
}

static bool listed_before(const struct yn_drama *drama, size_t track,
                          size_t source, const char *text)
{
    for (size_t i = 0; i < drama->source.n; i++) {
        if (strcmp(drama->source.item[i], text) == 0)
            return true;
    }
    for (size_t i = 0; i <= track; i++) {
        const struct yn_text_list *list = &drama->tracks[i].source;
        size_t n = i < track ? list->n : source;
        for (size_t j = 0; j < n; j++) {
            if (strcmp(list->item[j], text) == 0)
                return true;
        }
    }
    return false;
}

static void source(struct yn_page *page, const char *text)
{
    yn_markup_open(&page->m, "li");
    yn_page_link(page, text, text);
    yn_markup_close(&page->m, "li");
}

/* Every source once: the drama's own, then those of its tracks. */
static void sources(struct yn_page *page, const struct yn_drama *drama)
{
    size_t n = drama->source.n;
    for (size_t i = 0; i < drama->n_tracks; i++)
        n += drama->tracks[i].source.n;
    if (n == 0)
        return;
    yn_page_element(page, "p", "label", "Where the facts were read");
    yn_page_open(page, "ul", "sources");
    for (size_t i = 0; i < drama->source.n; i++)
        source(page, drama->source.item[i]);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_text_list *list = &drama->tracks[i].source;
        for (size_t j = 0; j < list->n; j++) {
            if (!listed_before(drama, i, j, list->item[j]))
                source(page, list->item[j]);
        }
    }
    yn_markup_close(&page->m, "ul");
}

static void summary(struct yn_page *page, size_t n,
                    const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    char digits[24];
    yn_page_open(page, "summary", "");
    if (n == 0)
        yn_markup_text(m, "Roster and sources");
    else if (tally->n_badges == 0)
        yn_markup_textf(m, "The roster: %s %s",
                        yn_page_count(n, digits, sizeof(digits)),
                        n == 1 ? "track" : "tracks");
    else
        yn_markup_textf(m, "The rest of the roster: %s more %s",
                        yn_page_count(n, digits, sizeof(digits)),
                        n == 1 ? "track" : "tracks");
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "hidden");
    yn_markup_text(m, " of ");
    yn_page_text(page, yn_text_drama_name(tally->drama));
    yn_markup_close(m, "span");
    yn_markup_close(m, "summary");
}

void yn_page_roster(struct yn_page *page, const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    const struct yn_drama *drama = tally->drama;
    size_t rest = 0;
    for (size_t i = 0; i < drama->n_tracks; i++)
        rest += !page->ctx->tally->tracks[drama->tracks[i].index].badge;
    yn_page_open(page, "details", "roster");
    summary(page, rest, tally);
    if (rest)
        yn_page_open(page, "ul", "tracks");
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track_tally *track =
            &page->ctx->tally->tracks[drama->tracks[i].index];
        if (!track->badge)
            row(page, track);
    }
    if (rest)
        yn_markup_close(m, "ul");
    state_line(page, drama);
    sources(page, drama);
    yn_markup_close(m, "details");
}
