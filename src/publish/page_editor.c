/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor's word, beside what was measured and voted.
 */
#include "publish/page_verdict_internal.h"

#include <stdio.h>

#include "publish/text.h"

/* "Picked on 31 December 2020 by Mina: because." */
static void word(struct yn_page *page, const struct yn_override *override)
{
    struct yn_buf *text = yn_page_phrase(page);
    struct yn_date day;
    char date[11];
    yn_buf_puts(text, override->pick ? "Picked" : "Dropped");
    snprintf(date, sizeof(date), "%s", override->time);
    if (yn_date_of_text(date, &day)) {
        yn_buf_puts(text, " on ");
        yn_text_day(day, text);
    }
    if (override->editor[0])
        yn_buf_printf(text, " by %s", override->editor);
    if (override->because[0])
        yn_buf_printf(text, ": %s", override->because);
    yn_page_say(page);
}

/* What stands beside the word: the votes, and what was measured. */
static void beside(struct yn_page *page, const struct yn_track *track)
{
    const struct yn_track_tally *tally = yn_page_tally_of(page, track);
    struct yn_buf *text = yn_page_phrase(page);
    if (tally->voters)
        yn_buf_printf(text, "Votes: %u of %u. ", tally->judges, tally->voters);
    else
        yn_buf_puts(text, "Nobody voted on it. ");
    if (page->ctx->verdict) {
        const struct yn_track_verdict *verdict =
            &page->ctx->verdict->tracks[track->index];
        if (verdict->story.from == YN_VERDICT_MEASURED) {
            yn_buf_puts(text, "Story, measured: ");
            yn_page_rule(&verdict->story, text);
            yn_buf_puts(text, ". ");
        }
        if (verdict->linger.from == YN_VERDICT_MEASURED) {
            yn_buf_puts(text, "Linger, measured: ");
            yn_page_rule(&verdict->linger, text);
            yn_buf_puts(text, ". ");
        }
        if (verdict->measured)
            yn_buf_puts(text, verdict->suggested
                                  ? "The rules suggest it."
                                  : "The rules do not suggest it.");
    }
    yn_page_open(page, "p", "");
    yn_page_say(page);
    yn_markup_close(&page->m, "p");
}

/* All words on one track, the one that counts first. */
static void words(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    const struct yn_override *last = yn_page_tally_of(page, track)->override;
    yn_page_open(page, "li", "");
    yn_page_open(page, "p", "");
    yn_page_quoted(page, yn_track_name(track));
    yn_markup_text(m, ". ");
    word(page, last);
    yn_markup_close(m, "p");
    beside(page, track);
    for (size_t i = season->n_overrides; i-- > 0;) {
        const struct yn_override *one = &season->overrides[i];
        if (one == last || one->track != track->index)
            continue;
        yn_page_open(page, "p", "");
        yn_markup_text(m, "Before. ");
        word(page, one);
        yn_markup_close(m, "p");
    }
    yn_markup_close(m, "li");
}

void yn_page_editors_word(struct yn_page *page, const struct yn_drama *drama)
{
    yn_page_open(page, "section", "word");
    yn_page_element(page, "h3", "", "The editor’s word");
    yn_page_open(page, "ul", "");
    for (size_t i = 0; i < drama->n_tracks; i++) {
        if (yn_page_tally_of(page, &drama->tracks[i])->override)
            words(page, &drama->tracks[i]);
    }
    yn_markup_close(&page->m, "ul");
    yn_markup_close(&page->m, "section");
}
