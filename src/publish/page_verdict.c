/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What both rules together propose, beside what was picked: which songs they
 * add and leave out, and what that comes to over the season.
 */
#include "publish/page_verdict_internal.h"

#include "publish/text.h"

static const struct yn_drama_verdict *verdict_of(const struct yn_page *page,
                                                 const struct yn_drama *drama)
{
    const struct yn_site_ctx *ctx = page->ctx;
    return ctx->verdict ? &ctx->verdict->dramas[drama - ctx->season->dramas]
                        : NULL;
}

void yn_page_judged(struct yn_page *page, const struct yn_drama *drama)
{
    const struct yn_drama_verdict *verdict = verdict_of(page, drama);
    const bool measured = verdict && verdict->n_measured;
    bool word = false;
    for (size_t i = 0; i < drama->n_tracks; i++)
        word = word || yn_page_tally_of(page, &drama->tracks[i])->override;
    if (!measured && !word)
        return;
    yn_page_open(page, "div", "judged");
    if (word)
        yn_page_editors_word(page, drama);
    if (measured)
        yn_page_rules(page, drama, verdict);
    yn_markup_close(&page->m, "div");
}

/* Whether the rules tell the drama's songs apart. */
static bool is_weighed(const struct yn_drama_verdict *verdict)
{
    return verdict->n_measured && verdict->n_known > 1 && verdict->n_suggested;
}

static size_t season_count(const struct yn_page *page, yn_page_choice *wanted)
{
    const struct yn_season *season = page->ctx->season;
    size_t n = 0;
    for (size_t d = 0; d < season->n_dramas; d++) {
        if (is_weighed(&page->ctx->verdict->dramas[d]))
            n += yn_page_choice_count(page, &season->dramas[d], wanted);
    }
    return n;
}

static void drama_item(struct yn_page *page, const struct yn_drama *drama)
{
    struct yn_markup *m = &page->m;
    const struct yn_drama_verdict *verdict = verdict_of(page, drama);
    if (!is_weighed(verdict))
        return;
    const size_t picked =
        yn_page_choice_count(page, drama, yn_page_only_picked);
    const size_t suggested =
        yn_page_choice_count(page, drama, yn_page_only_suggested);
    if (!picked && !suggested)
        return;
    yn_page_open(page, "li", "");
    yn_page_name(page, "b", "", yn_text_drama_name(drama));
    if (suggested) {
        yn_markup_text(m, ": the rules add ");
        yn_page_choice_list(page, drama, yn_page_only_suggested);
    }
    if (picked) {
        yn_markup_text(m, suggested ? " and leave out "
                                    : ": the rules leave out ");
        yn_page_choice_list(page, drama, yn_page_only_picked);
    }
    yn_markup_text(m, ".");
    yn_markup_close(m, "li");
}

/* "In 3 of 20 dramas the rules tell songs apart: …" */
static void season_words(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    const size_t suggested = season_count(page, yn_page_is_suggested);
    size_t weighed = 0;
    for (size_t d = 0; d < season->n_dramas; d++)
        weighed += is_weighed(&page->ctx->verdict->dramas[d]);
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_puts(text, "What was measured, and the votes where nothing was, ");
    if (weighed)
        yn_buf_printf(
            text,
            "tell songs apart in %zu of %zu dramas: %zu %s suggested, %zu of "
            "them with the badge, and %zu %s not among them. In the others the "
            "songs are level, as far as is known. ",
            weighed, season->n_dramas, suggested,
            suggested == 1 ? "song is" : "songs are",
            suggested - season_count(page, yn_page_only_suggested),
            season_count(page, yn_page_only_picked),
            season_count(page, yn_page_only_picked) == 1 ? "pick is"
                                                         : "picks are");
    else
        yn_buf_puts(text, "do not tell the songs of any drama apart. ");
    yn_buf_puts(text, "The badge is given by votes and by the editor; this "
                      "stands beside it.");
    yn_page_element(page, "p", "", yn_buf_text(text));
}

void yn_page_verdicts(struct yn_page *page)
{
    const struct yn_verdict *verdict = page->ctx->verdict;
    const struct yn_season *season = page->ctx->season;
    if (!verdict || !verdict->n_measured)
        return;
    yn_page_section(page, "verdict", "lasting", "Votes and rules");
    season_words(page);
    if (season_count(page, yn_page_only_suggested) +
        season_count(page, yn_page_only_picked)) {
        yn_page_element(page, "h3", "", "Where they differ");
        yn_page_open(page, "ul", "");
        for (size_t d = 0; d < season->n_dramas; d++)
            drama_item(page, &season->dramas[d]);
        yn_markup_close(&page->m, "ul");
    }
    yn_markup_close(&page->m, "section");
}
