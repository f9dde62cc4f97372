/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What listening histories and counts of views say of a track, in words. Rates
 * for others hold nothing of fewer than ten listeners; those for the editor
 * alone may be one person's, and are told as such.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "publish/page_curve.h"
#include "publish/text.h"

static void add_share(struct yn_buf *text, const char *what,
                      const struct yn_interval *share)
{
    yn_buf_puts(text, what);
    yn_page_share(share, text);
}

/* "Left of the plays after a year: 34 % (20 to 50 %), forecast." */
static void add_left(struct yn_buf *text, const char *what,
                     const struct yn_measure *measure)
{
    if (!(measure->s52.value > 0))
        return;
    yn_buf_printf(text, " Left of the %s after a year: ", what);
    yn_page_share(&measure->s52, text);
    yn_buf_printf(text, ", %s.", yn_linger_word(measure->status));
}

static void add_person(struct yn_buf *text, const struct yn_rate *rate)
{
    const struct yn_audience *audience = &rate->audience;
    if (audience->listeners == 1)
        yn_buf_printf(text, "One listener’s own history: %zu play%s.",
                      audience->plays, audience->plays == 1 ? "" : "s");
    else
        yn_buf_printf(text,
                      "Histories of %zu listeners: %zu plays. They are persons "
                      "and no audience.",
                      audience->listeners, audience->plays);
}

static void add_audience(struct yn_buf *text,
                         const struct yn_audience *audience)
{
    yn_buf_printf(text, "Histories of %zu listeners: %zu plays.",
                  audience->listeners, audience->plays);
    if (!isnan(audience->watchers.value)) {
        add_share(text, " Watcher-like are ", &audience->watchers);
        add_share(text, ", passer-like ", &audience->passers);
        add_share(text, ", fans of the singer ", &audience->singer_fans);
        add_share(text, ", unclear ", &audience->unclear);
        yn_buf_printf(text, ", of the %.0f %% who listened often enough.",
                      100 * audience->coverage);
    }
    if (!isnan(audience->kept.value)) {
        add_share(text, " Still played 40 to 56 weeks after the finale by ",
                  &audience->kept);
        yn_buf_puts(text, " of the watcher-like.");
    }
    if (!isnan(audience->returned.value)) {
        add_share(text, " Played again within one to four months by ",
                  &audience->returned);
        yn_buf_puts(text, " of the passer-like.");
    }
    if (!isnan(audience->discovered))
        yn_buf_printf(text,
                      " Met in weeks 13 to 52 by %.1f new passer-like "
                      "listeners of 1,000.",
                      audience->discovered);
}

static const struct yn_measure *measure_from(const struct yn_rate *rate,
                                             enum yn_linger_from from)
{
    for (size_t i = 0; i < rate->n_measures; i++) {
        if (rate->measures[i].from == from)
            return &rate->measures[i];
    }
    return NULL;
}

static bool anybody(const struct yn_rate *rate)
{
    return rate->audience.known || measure_from(rate, YN_FROM_LISTENS);
}

void yn_page_heard(struct yn_page *page, const struct yn_track *track)
{
    if (!page->ctx->rates)
        return;
    const struct yn_rate *rate = &page->ctx->rates->tracks[track->index];
    const struct yn_measure *plays = measure_from(rate, YN_FROM_LISTENS);
    const struct yn_measure *views = measure_from(rate, YN_FROM_VIEWS);
    struct yn_buf *text = yn_page_phrase(page);
    if (rate->audience.known && rate->audience.own)
        add_person(text, rate);
    else if (rate->audience.known)
        add_audience(text, &rate->audience);
    else if (plays)
        yn_buf_printf(text, "Histories of %zu listeners.", plays->listeners);
    if (plays)
        add_left(text, "plays", plays);
    if (views) {
        yn_buf_printf(text, "%sViews of its video: %.0f from the finale on.",
                      text->len ? " " : "", views->counted);
        add_left(text, "views", views);
    }
    if (text->len)
        yn_page_element(page, "p", "heard", yn_buf_text(text));
}

unsigned yn_page_heard_from(const struct yn_rates *rates)
{
    unsigned from = 0;
    for (size_t t = 0; t < rates->n_tracks; t++) {
        from |= anybody(&rates->tracks[t]) ? 1U << YN_FROM_LISTENS : 0;
        from |= measure_from(&rates->tracks[t], YN_FROM_VIEWS)
                    ? 1U << YN_FROM_VIEWS
                    : 0;
    }
    return from;
}
