/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts on votes and rules share: which tracks are meant, and a rule
 * in words.
 */
#include "publish/page_verdict_internal.h"

#include <math.h>

#include "publish/text.h"

const struct yn_track_tally *yn_page_tally_of(const struct yn_page *page,
                                              const struct yn_track *track)
{
    return &page->ctx->tally->tracks[track->index];
}

bool yn_page_is_suggested(const struct yn_track_verdict *track,
                          const struct yn_track_tally *tally)
{
    (void)tally;
    return track->suggested;
}

bool yn_page_only_picked(const struct yn_track_verdict *track,
                         const struct yn_track_tally *tally)
{
    return tally->badge && !track->suggested;
}

bool yn_page_only_suggested(const struct yn_track_verdict *track,
                            const struct yn_track_tally *tally)
{
    return track->suggested && !tally->badge;
}

size_t yn_page_choice_count(const struct yn_page *page,
                            const struct yn_drama *drama,
                            yn_page_choice *wanted)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track *track = &drama->tracks[i];
        n += wanted(&page->ctx->verdict->tracks[track->index],
                    yn_page_tally_of(page, track));
    }
    return n;
}

void yn_page_choice_list(struct yn_page *page, const struct yn_drama *drama,
                         yn_page_choice *wanted)
{
    const size_t n = yn_page_choice_count(page, drama, wanted);
    size_t k = 0;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track *track = &drama->tracks[i];
        if (!wanted(&page->ctx->verdict->tracks[track->index],
                    yn_page_tally_of(page, track)))
            continue;
        if (k)
            yn_markup_text(&page->m, k + 1 == n ? " and " : ", ");
        yn_page_quoted(page, yn_track_name(track));
        k++;
    }
}

void yn_page_rule(const struct yn_verdict_rule *rule, struct yn_buf *out)
{
    if (rule->from == YN_VERDICT_MEASURED && isnan(rule->value)) {
        yn_buf_puts(out, "below ");
        yn_text_score(rule->hi, out);
    } else if (rule->from == YN_VERDICT_MEASURED) {
        yn_text_score(rule->value, out);
        yn_buf_puts(out, " (");
        yn_text_score(rule->lo, out);
        yn_buf_puts(out, "–");
        yn_text_score(rule->hi, out);
        yn_buf_putc(out, ')');
    } else if (rule->from == YN_VERDICT_BALLOTS && !isnan(rule->voted)) {
        yn_text_score(rule->voted, out);
        yn_buf_puts(out, ", voted");
    } else {
        yn_buf_puts(out, rule->from == YN_VERDICT_BALLOTS ? "by votes" : "–");
    }
}
