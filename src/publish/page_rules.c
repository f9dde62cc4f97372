/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What both rules say of one drama: in words, and as a table of its tracks.
 */
#include "publish/page_verdict_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/text.h"

static unsigned of_hundred(double share)
{
    /* 100 of 100 is more than draws can tell, and so is none. */
    return (unsigned)fmin(fmax(lround(100 * share), 1), 99);
}

/* “A”, “B” and “C” of what is suggested, the highest first. */
static void suggestions(struct yn_page *page,
                        const struct yn_drama_verdict *verdict)
{
    for (size_t i = 0; i < verdict->n_suggested; i++) {
        if (i)
            yn_markup_text(&page->m,
                           i + 1 == verdict->n_suggested ? " and " : ", ");
        yn_page_quoted(page, yn_track_name(verdict->suggested[i]->track));
    }
}

static void lead_of_winner(struct yn_page *page,
                           const struct yn_drama_verdict *verdict)
{
    struct yn_markup *m = &page->m;
    yn_page_quoted(page, yn_track_name(verdict->winner->track));
    yn_markup_textf(m,
                    " leads by both rules together: it stands first in %u "
                    "of 100 draws from what is known of each song.",
                    of_hundred(verdict->winner->drama.p_best));
    if (verdict->n_suggested < 2)
        return;
    yn_markup_text(m, " It does not clearly beat the others of ");
    suggestions(page, verdict);
    yn_markup_text(m, ".");
}

/* What it comes to. */
static void lead(struct yn_page *page, const struct yn_drama_verdict *verdict)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "p", "lead");
    if (verdict->n_known < 2)
        yn_markup_text(m, "Something is known of one song alone; there is "
                          "nothing to weigh it against.");
    else if (verdict->status == YN_VERDICT_WINNER)
        lead_of_winner(page, verdict);
    else if (verdict->status == YN_VERDICT_LEVEL)
        yn_markup_text(m, "What is known of both rules does not tell these "
                          "songs apart.");
    else {
        yn_markup_text(m, "By both rules together no song clearly beats ");
        suggestions(page, verdict);
        yn_markup_text(m, verdict->n_suggested > 1
                              ? "; which of them is the best is open."
                              : ".");
    }
    if (verdict->cut_level)
        yn_markup_text(m, " Others are about level with the last of these.");
    yn_markup_close(m, "p");
}

/* Where votes and rules differ: it is said, and no more. */
static void agreement(struct yn_page *page,
                      const struct yn_drama_verdict *verdict)
{
    struct yn_markup *m = &page->m;
    const struct yn_drama *drama = verdict->drama;
    if (verdict->n_suggested == 0 || verdict->n_known < 2)
        return;
    const size_t picked =
        yn_page_choice_count(page, drama, yn_page_only_picked);
    const size_t suggested =
        yn_page_choice_count(page, drama, yn_page_only_suggested);
    yn_page_open(page, "p", "");
    if (!picked && !suggested)
        yn_markup_text(m, "The picks are the same.");
    if (picked) {
        yn_markup_text(m, "Picked, and not among these: ");
        yn_page_choice_list(page, drama, yn_page_only_picked);
        yn_markup_text(m, suggested ? ". " : ".");
    }
    if (suggested) {
        yn_markup_text(m, "Among these, and not picked: ");
        yn_page_choice_list(page, drama, yn_page_only_suggested);
        yn_markup_text(m, ".");
    }
    yn_markup_close(m, "p");
}

/* From what a rule is known in a drama, as one word for all its tracks. */
static enum yn_verdict_from source(const struct yn_page *page,
                                   const struct yn_drama *drama, bool story)
{
    enum yn_verdict_from from = YN_VERDICT_UNKNOWN;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track_verdict *track =
            &page->ctx->verdict->tracks[drama->tracks[i].index];
        const struct yn_verdict_rule *rule =
            story ? &track->story : &track->linger;
        if (rule->from > from)
            from = rule->from;
    }
    return from;
}

static void add_source(struct yn_buf *out, const char *rule,
                       enum yn_verdict_from from)
{
    if (from == YN_VERDICT_UNKNOWN)
        yn_buf_printf(out, "nothing is known of %s", rule);
    else if (from == YN_VERDICT_BALLOTS)
        yn_buf_printf(out, "%s was not measured, and the votes speak for it",
                      rule);
    else
        yn_buf_printf(out, "%s was measured", rule);
}

static void sources(struct yn_page *page, const struct yn_drama *drama)
{
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_puts(text, "Here ");
    add_source(text, "story", source(page, drama, true));
    yn_buf_puts(text, "; ");
    add_source(text, "linger", source(page, drama, false));
    yn_buf_putc(text, '.');
    yn_page_open(page, "p", "");
    yn_page_say(page);
    yn_markup_close(&page->m, "p");
}

static void differing(struct yn_page *page,
                      const struct yn_track_verdict *track,
                      const struct yn_verdict_rule *rule, const char *name)
{
    struct yn_markup *m = &page->m;
    if (!rule->votes_differ)
        return;
    yn_page_open(page, "p", "");
    yn_markup_text(m, "The judges hear ");
    yn_markup_textf(m, "%s %s in ", rule->votes_differ > 0 ? "more" : "less",
                    name);
    yn_page_quoted(page, yn_track_name(track->track));
    yn_buf_puts(yn_page_phrase(page), " than was measured: ");
    yn_text_score(rule->voted, &page->phrase);
    yn_buf_puts(&page->phrase, " against ");
    if (isnan(rule->value)) {
        yn_buf_puts(&page->phrase, "below ");
        yn_text_score(rule->hi, &page->phrase);
    } else {
        yn_text_score(rule->value, &page->phrase);
    }
    yn_buf_puts(&page->phrase, " of 10.");
    yn_page_say(page);
    yn_markup_close(m, "p");
}

/* The phrase as a cell; where the table is too wide for the screen its heading
 * stands within it. */
static void cell(struct yn_page *page, const char *heading)
{
    yn_page_open(page, "td", "number");
    yn_markup_attr(&page->m, "data-as", heading);
    yn_page_say(page);
    yn_markup_close(&page->m, "td");
}

static void row(struct yn_page *page, const struct yn_track_verdict *track)
{
    struct yn_markup *m = &page->m;
    const struct yn_contest_place *place = &track->drama;
    yn_page_open(page, "tr", "");
    yn_page_open(page, "th", "");
    yn_markup_attr(m, "scope", "row");
    yn_page_name(page, "span", "", yn_track_name(track->track));
    if (yn_page_tally_of(page, track->track)->badge)
        yn_markup_text(m, " ★");
    yn_markup_close(m, "th");
    yn_page_rule(&track->story, yn_page_phrase(page));
    cell(page, "Story");
    yn_page_rule(&track->linger, yn_page_phrase(page));
    cell(page, "Linger");
    struct yn_buf *text = yn_page_phrase(page);
    yn_text_score(place->together, text);
    yn_buf_puts(text, " (");
    yn_text_score(place->lo, text);
    yn_buf_puts(text, "–");
    yn_text_score(place->hi, text);
    yn_buf_putc(text, ')');
    cell(page, "Together");
    yn_buf_printf(yn_page_phrase(page), "%u", of_hundred(place->p_best));
    cell(page, "First");
    if (place->rank_lo == place->rank_hi)
        yn_buf_printf(yn_page_phrase(page), "%u", place->rank_lo);
    else
        yn_buf_printf(yn_page_phrase(page), "%u–%u", place->rank_lo,
                      place->rank_hi);
    cell(page, "Place");
    yn_page_element(page, "td", "", track->suggested ? "suggested" : "");
    yn_markup_close(m, "tr");
}

static int together_compare(const void *a, const void *b)
{
    const struct yn_track_verdict *x =
        *(const struct yn_track_verdict *const *)a;
    const struct yn_track_verdict *y =
        *(const struct yn_track_verdict *const *)b;
    if (x->drama.together != y->drama.together)
        return x->drama.together > y->drama.together ? -1 : 1;
    return x->track->index < y->track->index ? -1 : 1;
}

static void rows(struct yn_page *page, const struct yn_drama *drama)
{
    const struct yn_track_verdict **sorted =
        calloc(drama->n_tracks + 1, sizeof(struct yn_track_verdict *));
    size_t n = 0;
    if (!sorted) {
        page->rc = page->rc ? page->rc : yn_err_nomem(page->err);
        return;
    }
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track_verdict *track =
            &page->ctx->verdict->tracks[drama->tracks[i].index];
        if (track->known)
            sorted[n++] = track;
    }
    if (n)
        qsort(sorted, n, sizeof(*sorted), together_compare);
    for (size_t i = 0; i < n; i++)
        row(page, sorted[i]);
    free(sorted);
}

static void table(struct yn_page *page, const struct yn_drama *drama)
{
    static const char *const heads[] = {
        "Track", "Story", "Linger", "Together", "First", "Place", "Suggested"};
    struct yn_markup *m = &page->m;
    yn_page_open(page, "details", "");
    yn_page_open(page, "summary", "");
    yn_markup_text(m, "The figures");
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "hidden");
    yn_markup_text(m, " of ");
    yn_page_text(page, yn_text_drama_name(drama));
    yn_markup_close(m, "span");
    yn_markup_close(m, "summary");
    yn_page_open(page, "table", "");
    yn_page_open(page, "thead", "");
    yn_page_open(page, "tr", "");
    for (size_t i = 0; i < YN_LEN(heads); i++) {
        yn_page_open(page, "th", i > 0 && i < 6 ? "number" : "");
        yn_markup_attr(m, "scope", "col");
        yn_markup_text(m, heads[i]);
        yn_markup_close(m, "th");
    }
    yn_markup_close(m, "tr");
    yn_markup_close(m, "thead");
    yn_page_open(page, "tbody", "");
    rows(page, drama);
    yn_markup_close(m, "tbody");
    yn_markup_close(m, "table");
    yn_page_element(page, "p", "",
                    "0 to 10; in brackets the truth lies four times in five. "
                    "First: in how many of 100 draws from what is known the "
                    "song stands first with both rules together; place: where "
                    "it stands in four draws of five.");
    yn_markup_close(m, "details");
}

void yn_page_rules(struct yn_page *page, const struct yn_drama *drama,
                   const struct yn_drama_verdict *verdict)
{
    yn_page_open(page, "section", "rules");
    yn_page_element(page, "h3", "", "What the two rules say");
    lead(page, verdict);
    agreement(page, verdict);
    sources(page, drama);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track_verdict *track =
            &page->ctx->verdict->tracks[drama->tracks[i].index];
        differing(page, track, &track->story, "story");
        differing(page, track, &track->linger, "linger");
    }
    table(page, drama);
    yn_markup_close(&page->m, "section");
}
