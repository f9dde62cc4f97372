/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the charts say of the season: one drawing, one table, and where the
 * picks and the charts disagree.
 */
#include "publish/page_curve.h"

#include <math.h>

#include "base/base.h"
#include "publish/text.h"

/* The table ends here; data.json and `yeoun rate` have all. */
#define ROWS_MOST 20

static const struct yn_track_tally *tally_of(const struct yn_page *page,
                                             const struct yn_track *track)
{
    return &page->ctx->tally->tracks[track->index];
}

/* Longest on the chart first; of equals the higher place. */
static bool lasts_longer(const struct yn_rate *a, const struct yn_rate *b)
{
    if (a->weeks_on_chart != b->weeks_on_chart)
        return a->weeks_on_chart > b->weeks_on_chart;
    return a->best_rank < b->best_rank;
}

static int rate_compare(const void *a, const void *b)
{
    const struct yn_rate *x = *(const struct yn_rate *const *)a;
    const struct yn_rate *y = *(const struct yn_rate *const *)b;
    if (lasts_longer(x, y))
        return -1;
    if (lasts_longer(y, x))
        return 1;
    return x->track->index < y->track->index ? -1 : 1;
}

static void season_drawing(struct yn_page *page,
                           const struct yn_rate *const *rate, size_t n)
{
    const struct yn_rates *rates = page->ctx->rates;
    int32_t from = INT32_MAX, to = rates->as_of_day;
    unsigned read_to = 0;
    for (size_t i = 0; i < n; i++) {
        if (rate[i]->curve[0].first_day < from)
            from = rate[i]->curve[0].first_day;
        if (yn_page_read_to(rate[i]->chart) > read_to)
            read_to = yn_page_read_to(rate[i]->chart);
    }
    struct yn_plane plane;
    yn_plane_init(&plane, from, to, read_to);
    yn_page_open(page, "figure", "curve season");
    yn_plane_open(page, "lasting-curves",
                  "Places of the season’s tracks on the chart by week; the "
                  "picks stand out");
    yn_plane_axes(page, &plane);
    for (int picked = 0; picked < 2; picked++) {
        for (size_t i = 0; i < n; i++) {
            if (tally_of(page, rate[i]->track)->badge == picked)
                yn_plane_seen(page, &plane, rate[i],
                              picked ? "seen picked" : "seen other");
        }
    }
    yn_markup_close(&page->m, "svg");
    yn_page_element(page, "figcaption", "",
                    "Each line is a track, week by week; strong lines wear "
                    "the badge. Where a line ends, the track was below the "
                    "chart. The higher, the nearer to its first place.");
    yn_markup_close(&page->m, "figure");
}

static void cell(struct yn_page *page, const char *class, const char *text)
{
    yn_page_element(page, "td", class, text);
}

static void row(struct yn_page *page, const struct yn_rate *rate)
{
    struct yn_markup *m = &page->m;
    const struct yn_track *track = rate->track;
    const struct yn_measure *measure = yn_page_chart_measure(rate);
    yn_page_open(page, "tr", "");
    yn_page_open(page, "th", "");
    yn_markup_attr(m, "scope", "row");
    yn_page_name(page, "span", "", yn_track_name(track));
    if (tally_of(page, track)->badge)
        yn_markup_text(m, " ★");
    yn_page_name(page, "span", "of",
                 yn_text_drama_name(&page->ctx->season->dramas[track->drama]));
    yn_markup_close(m, "th");
    yn_buf_printf(yn_page_phrase(page), "%u", rate->weeks_on_chart);
    cell(page, "number", yn_buf_text(&page->phrase));
    yn_buf_printf(yn_page_phrase(page), "%u", rate->best_rank);
    cell(page, "number", yn_buf_text(&page->phrase));
    yn_page_phrase(page);
    if (measure && !isnan(measure->s52.value) && yn_page_tells(&measure->s52))
        yn_page_share(&measure->s52, &page->phrase);
    else
        yn_buf_puts(&page->phrase, "–");
    cell(page, "number", yn_buf_text(&page->phrase));
    yn_markup_close(m, "tr");
}

static void table(struct yn_page *page, const struct yn_rate *const *rate,
                  size_t n)
{
    static const char *const heads[] = {"Track", "Weeks", "Best place",
                                        "Left after a year"};
    struct yn_markup *m = &page->m;
    yn_page_open(page, "table", "");
    yn_page_element(page, "caption", "", "Longest on the chart");
    yn_page_open(page, "thead", "");
    yn_page_open(page, "tr", "");
    for (size_t i = 0; i < YN_LEN(heads); i++) {
        yn_page_open(page, "th", i > 0 ? "number" : "");
        yn_markup_attr(m, "scope", "col");
        yn_markup_text(m, heads[i]);
        yn_markup_close(m, "th");
    }
    yn_markup_close(m, "tr");
    yn_markup_close(m, "thead");
    yn_page_open(page, "tbody", "");
    for (size_t i = 0; i < n && i < ROWS_MOST; i++)
        row(page, rate[i]);
    yn_markup_close(m, "tbody");
    yn_markup_close(m, "table");
    if (n > ROWS_MOST) {
        yn_buf_printf(yn_page_phrase(page),
                      "%zu more stood on the chart for a shorter time.",
                      n - ROWS_MOST);
        yn_page_element(page, "p", "", yn_buf_text(&page->phrase));
    }
}

/* The drama's track that was longest on the chart, and of its picks. */
struct longest {
    const struct yn_rate *any, *picked;
    size_t picks, unseen; /* picks that were never on the chart */
};

static struct longest longest_of(const struct yn_page *page,
                                 const struct yn_drama *drama)
{
    struct longest l = {0};
    for (size_t t = 0; t < drama->n_tracks; t++) {
        const struct yn_rate *rate =
            &page->ctx->rates->tracks[drama->tracks[t].index];
        bool badge = tally_of(page, rate->track)->badge;
        l.picks += badge;
        l.unseen += badge && rate->weeks_read && !rate->weeks_on_chart;
        if (!rate->weeks_on_chart)
            continue;
        if (!l.any || lasts_longer(rate, l.any))
            l.any = rate;
        if (badge && (!l.picked || lasts_longer(rate, l.picked)))
            l.picked = rate;
    }
    return l;
}

static bool disagrees(const struct longest *l)
{
    return l->any && l->picks &&
           (!l->picked || l->any->weeks_on_chart > l->picked->weeks_on_chart);
}

static void disagreement(struct yn_page *page, const struct yn_drama *drama,
                         const struct longest *l)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "li", "");
    yn_page_name(page, "b", "", yn_text_drama_name(drama));
    yn_markup_text(m, ": the chart kept ");
    yn_page_quoted(page, yn_track_name(l->any->track));
    yn_markup_textf(m, " for %u week%s; ", l->any->weeks_on_chart,
                    l->any->weeks_on_chart == 1 ? "" : "s");
    if (l->picked) {
        yn_markup_text(m, "of the picks it kept ");
        yn_page_quoted(page, yn_track_name(l->picked->track));
        yn_markup_textf(m, " longest, for %u.", l->picked->weeks_on_chart);
    } else {
        yn_markup_text(m, "no pick ever stood on it.");
    }
    yn_markup_close(m, "li");
}

static void disagreements(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    size_t n = 0, picks = 0, unseen = 0;
    for (size_t d = 0; d < season->n_dramas; d++) {
        struct longest l = longest_of(page, &season->dramas[d]);
        n += disagrees(&l);
        picks += l.picks;
        unseen += l.unseen;
    }
    yn_page_element(page, "h3", "", "Where picks and chart disagree");
    yn_buf_printf(yn_page_phrase(page),
                  "%zu of the %zu picks were below the chart in every week "
                  "read: what an editor hears in a song need not be what most "
                  "people play.",
                  unseen, picks);
    yn_page_element(page, "p", "", yn_buf_text(&page->phrase));
    if (!n)
        return;
    yn_page_open(page, "ul", "");
    for (size_t d = 0; d < season->n_dramas; d++) {
        struct longest l = longest_of(page, &season->dramas[d]);
        if (disagrees(&l))
            disagreement(page, &season->dramas[d], &l);
    }
    yn_markup_close(&page->m, "ul");
}

static void how_charts(struct yn_page *page)
{
    yn_page_element(page, "p", "",
                    "A place on the chart is turned into attention by what "
                    "places have been worth; below the chart is known to be "
                    "little, a week nobody read is not known at all, and the "
                    "two are kept apart.");
    yn_page_element(page, "p", "",
                    "What lies ahead is told by how other songs went on, "
                    "tested on dramas the method had not seen. In brackets, "
                    "and in the shaded band, the truth lies four times in "
                    "five. The dashed line is what could be expected on the "
                    "day the clock started; the upright line is where the "
                    "known ends; the shaded field is the time on air.");
}

static void how_histories(struct yn_page *page)
{
    yn_page_element(page, "p", "",
                    "Listening histories say what their listeners played, "
                    "and a week’s plays are seen against the days they "
                    "listened to anything. Watcher-like is who heard two other "
                    "songs of the drama around its time on air, passer-like "
                    "who heard none of them; nobody’s history says who "
                    "watched.");
    yn_page_element(page, "p", "",
                    page->ctx->local
                        ? "This page is for your eyes: it tells also what a "
                          "single person played. The published one tells "
                          "nothing of fewer than ten listeners."
                        : "Nothing here is told of fewer than ten listeners.");
}

static void how_measured(struct yn_page *page, bool charts, unsigned heard)
{
    char day[64];
    struct yn_buf *text = yn_page_phrase(page);
    yn_text_day(yn_date_of_day(page->ctx->rates->as_of_day), text);
    snprintf(day, sizeof(day), "%s", yn_buf_text(text));
    yn_page_element(page, "h3", "", "How we measured");
    yn_buf_printf(yn_page_phrase(page),
                  "From what was known on %s. A year is counted from the "
                  "drama’s finale, and what is left then is a share of the "
                  "song’s own first four weeks.",
                  day);
    yn_page_element(page, "p", "", yn_buf_text(&page->phrase));
    if (charts)
        how_charts(page);
    if (heard & 1U << YN_FROM_LISTENS)
        how_histories(page);
    if (heard & 1U << YN_FROM_VIEWS)
        yn_page_element(page, "p", "",
                        "Views are those of the song’s video, counted now and "
                        "then; a week is what came between two counts.");
}

void yn_page_lasting(struct yn_page *page)
{
    const struct yn_rates *rates = page->ctx->rates;
    size_t n = 0;
    if (!rates)
        return;
    const struct yn_rate **ranked =
        calloc(rates->n_tracks + 1, sizeof(struct yn_rate *));
    if (!ranked) {
        page->rc = page->rc ? page->rc : yn_err_nomem(page->err);
        return;
    }
    for (size_t t = 0; t < rates->n_tracks; t++) {
        if (rates->tracks[t].curve && rates->tracks[t].weeks_on_chart)
            ranked[n++] = &rates->tracks[t];
    }
    unsigned heard = yn_page_heard_from(rates);
    if (n || heard)
        yn_page_section(page, "lasting", "lasting", "How long they were heard");
    if (n) {
        qsort(ranked, n, sizeof(*ranked), rate_compare);
        season_drawing(page, ranked, n);
        table(page, ranked, n);
        disagreements(page);
    }
    if (n || heard) {
        how_measured(page, n > 0, heard);
        yn_markup_close(&page->m, "section");
    }
    free(ranked);
}
