/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A track's weeks on the chart as a drawing: what was seen, what could be
 * expected from the clock's start on, what is forecast, when the drama aired,
 * and where the seen ends.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "publish/page_curve.h"
#include "publish/text.h"

#define WIDTH 640.0
#define HEIGHT 200.0
#define LEFT 34.0
#define RIGHT 8.0
#define TOP 18.0
#define BOTTOM 28.0
/* Places are set apart as attention is: those at the top count for more, and
 * the first twenty nearly alike. */
#define TOP_FLAT 21.5
#define MONTHS_APART 3

static double scale_of(double rank)
{
    return log(rank + TOP_FLAT);
}

void yn_plane_init(struct yn_plane *plane, int32_t from, int32_t to,
                   unsigned lowest)
{
    *plane = (struct yn_plane){
        .from = from, .to = to > from ? to : from + 1, .lowest = lowest + 1};
}

double yn_plane_x(const struct yn_plane *plane, double day)
{
    double part = (day - plane->from) / (double)(plane->to - plane->from);
    return LEFT + fmin(fmax(part, 0), 1) * (WIDTH - LEFT - RIGHT);
}

double yn_plane_y(const struct yn_plane *plane, double rank)
{
    double part = (scale_of(fmin(rank, plane->lowest)) - scale_of(1)) /
                  (scale_of(plane->lowest) - scale_of(1));
    return TOP + part * (HEIGHT - TOP - BOTTOM);
}

void yn_plane_open(struct yn_page *page, const char *id, const char *title)
{
    struct yn_markup *m = &page->m;
    yn_markup_block(m, "svg");
    yn_markup_attr(m, "class", "plot");
    yn_markup_attr_f(m, "viewBox", "0 0 %g %g", WIDTH, HEIGHT);
    yn_markup_attr(m, "role", "img");
    yn_markup_attr_f(m, "aria-labelledby", "%s-title", id);
    yn_markup_block(m, "title");
    yn_markup_attr_f(m, "id", "%s-title", id);
    yn_markup_text(m, title);
    yn_markup_close(m, "title");
}

static void line(struct yn_markup *m, const char *class, double x1, double y1,
                 double x2, double y2)
{
    yn_markup_block(m, "path");
    yn_markup_attr(m, "class", class);
    yn_markup_attr_f(m, "d", "M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2);
    yn_markup_close(m, "path");
}

/* `less`: left out where there is little room. */
static void label(struct yn_markup *m, bool less, const char *anchor, double x,
                  double y, const char *text)
{
    yn_markup_block(m, "text");
    yn_markup_attr(m, "class", less ? "axis less" : "axis");
    yn_markup_attr(m, "text-anchor", anchor);
    yn_markup_attr_f(m, "x", "%.1f", x);
    yn_markup_attr_f(m, "y", "%.1f", y);
    yn_markup_text(m, text);
    yn_markup_close(m, "text");
}

static void months(struct yn_markup *m, const struct yn_plane *plane)
{
    static const char *const name[] = {"Jan", "Apr", "Jul", "Oct"};
    struct yn_date date = yn_day_date(plane->from);
    date.day = 1;
    for (;;) {
        date.month++;
        if (date.month > 12) {
            date.month = 1;
            date.year++;
        }
        int32_t day = yn_day_of(date);
        if (day > plane->to)
            return;
        if ((date.month - 1) % MONTHS_APART)
            continue;
        char text[24];
        double x = yn_plane_x(plane, day);
        line(m, "grid", x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 4);
        snprintf(text, sizeof(text), date.month == 1 ? "%s %d" : "%s",
                 name[(date.month - 1) / MONTHS_APART], date.year);
        if (x < WIDTH - RIGHT - 30)
            label(m, date.month != 1, "start", x + 2, HEIGHT - 6, text);
    }
}

void yn_plane_axes(struct yn_page *page, const struct yn_plane *plane)
{
    static const unsigned ranks[] = {1, 10, 50, 100, 200};
    struct yn_markup *m = &page->m;
    for (size_t i = 0; i < YN_LEN(ranks); i++) {
        char text[16];
        if (ranks[i] >= plane->lowest)
            break;
        double y = yn_plane_y(plane, ranks[i]);
        line(m, "grid", LEFT, y, WIDTH - RIGHT, y);
        snprintf(text, sizeof(text), "%u", ranks[i]);
        label(m, ranks[i] == 10, "end", LEFT - 5, y + 4, text);
    }
    label(m, true, "start", 0, TOP - 9, "Place");
    months(m, plane);
}

void yn_plane_upright(struct yn_page *page, const struct yn_plane *plane,
                      int32_t day, const char *class)
{
    double x = yn_plane_x(plane, day);
    line(&page->m, class, x, TOP, x, HEIGHT - BOTTOM);
}

/* The parts of a path where something was ranked. */
static void seen(struct yn_buf *d, const struct yn_plane *plane,
                 const struct yn_rate *rate)
{
    bool pen = false;
    for (size_t i = 0; i < rate->n_curve; i++) {
        const struct yn_curve_week *week = &rate->curve[i];
        if (week->state != YN_CHART_RANKED) {
            pen = false;
            continue;
        }
        /* A lone week is a dot: a line of no length with a round end. */
        double x = yn_plane_x(plane, week->first_day);
        double y = yn_plane_y(plane, week->rank);
        if (!pen)
            yn_buf_printf(d, "M%.1f %.1f", x, y);
        yn_buf_printf(d, "L%.1f %.1f", x, y);
        pen = true;
    }
}

void yn_plane_seen(struct yn_page *page, const struct yn_plane *plane,
                   const struct yn_rate *rate, const char *class)
{
    struct yn_buf *d = yn_page_phrase(page);
    seen(d, plane, rate);
    if (!d->len)
        return;
    yn_markup_block(&page->m, "path");
    yn_markup_attr(&page->m, "class", class);
    yn_markup_attr(&page->m, "d", yn_buf_text(d));
    yn_markup_close(&page->m, "path");
}

enum part { EXPECTED, AHEAD };

static bool in_part(const struct yn_curve_week *week, enum part part,
                    int32_t as_of)
{
    bool ahead = week->first_day + 6 > as_of;
    return !isnan(week->fit) && ahead == (part == AHEAD);
}

/* The course told, as a line. */
static void told(struct yn_page *page, const struct yn_plane *plane,
                 const struct yn_rate *rate, enum part part, int32_t as_of)
{
    struct yn_buf *d = yn_page_phrase(page);
    for (size_t i = 0; i < rate->n_curve; i++) {
        const struct yn_curve_week *week = &rate->curve[i];
        if (in_part(week, part, as_of))
            yn_buf_printf(d, "%c%.1f %.1f", d->len ? 'L' : 'M',
                          yn_plane_x(plane, week->first_day),
                          yn_plane_y(plane, week->fit));
    }
    if (!d->len)
        return;
    yn_markup_block(&page->m, "path");
    yn_markup_attr(&page->m, "class", part == AHEAD ? "ahead" : "expected");
    yn_markup_attr(&page->m, "d", yn_buf_text(d));
    yn_markup_close(&page->m, "path");
}

/* Between which places it lies four times in five. */
static void band(struct yn_page *page, const struct yn_plane *plane,
                 const struct yn_rate *rate, int32_t as_of)
{
    struct yn_buf *d = yn_page_phrase(page);
    for (size_t i = 0; i < rate->n_curve; i++) {
        const struct yn_curve_week *week = &rate->curve[i];
        if (in_part(week, AHEAD, as_of))
            yn_buf_printf(d, "%c%.1f %.1f", d->len ? 'L' : 'M',
                          yn_plane_x(plane, week->first_day),
                          yn_plane_y(plane, week->fit_lo));
    }
    for (size_t i = rate->n_curve; d->len && i-- > 0;) {
        const struct yn_curve_week *week = &rate->curve[i];
        if (in_part(week, AHEAD, as_of))
            yn_buf_printf(d, "L%.1f %.1f", yn_plane_x(plane, week->first_day),
                          yn_plane_y(plane, week->fit_hi));
    }
    if (!d->len)
        return;
    yn_buf_putc(d, 'Z');
    yn_markup_block(&page->m, "path");
    yn_markup_attr(&page->m, "class", "band");
    yn_markup_attr(&page->m, "d", yn_buf_text(d));
    yn_markup_close(&page->m, "path");
}

static void aired(struct yn_page *page, const struct yn_plane *plane,
                  const struct yn_drama *drama)
{
    if (!drama->first.year || !drama->last.year)
        return;
    double from = yn_plane_x(plane, yn_day_of(drama->first));
    double to = yn_plane_x(plane, yn_day_of(drama->last));
    if (to <= from)
        return;
    yn_markup_block(&page->m, "rect");
    yn_markup_attr(&page->m, "class", "aired");
    yn_markup_attr_f(&page->m, "x", "%.1f", from);
    yn_markup_attr_f(&page->m, "y", "%.1f", TOP);
    yn_markup_attr_f(&page->m, "width", "%.1f", to - from);
    yn_markup_attr_f(&page->m, "height", "%.1f", HEIGHT - TOP - BOTTOM);
    yn_markup_close(&page->m, "rect");
}

unsigned yn_page_read_to(const struct yn_chart *chart)
{
    unsigned read_to = 0;
    for (size_t w = 0; w < chart->n_weeks; w++) {
        if (chart->weeks[w].read_to > read_to)
            read_to = chart->weeks[w].read_to;
    }
    return read_to;
}

const struct yn_measure *yn_page_chart_measure(const struct yn_rate *rate)
{
    for (size_t i = 0; i < rate->n_measures; i++) {
        if (rate->measures[i].from == YN_FROM_CHART)
            return &rate->measures[i];
    }
    return NULL;
}

bool yn_page_tells(const struct yn_interval *share)
{
    return share->lo > 0 || share->hi < 1;
}

void yn_page_share(const struct yn_interval *share, struct yn_buf *out)
{
    yn_buf_printf(out, "%.0f %%", 100 * share->value);
    if (share->hi > share->lo)
        yn_buf_printf(out, " (%.0f to %.0f %%)", 100 * share->lo,
                      100 * share->hi);
}

/* "18 weeks on the chart of 52 read, at best at place 22. …" */
static void caption(struct yn_page *page, const struct yn_rate *rate)
{
    const struct yn_measure *measure = yn_page_chart_measure(rate);
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_printf(text,
                  "%u week%s on the chart (%s) of %u read, at best at place "
                  "%u.",
                  rate->weeks_on_chart, rate->weeks_on_chart == 1 ? "" : "s",
                  rate->chart->name, rate->weeks_read, rate->best_rank);
    if (measure && !yn_page_tells(&measure->s52) &&
        !isnan(measure->s52.value)) {
        yn_buf_puts(text, " It stood too near the foot of the chart to tell "
                          "what is left of it after a year.");
    } else if (measure && !isnan(measure->s52.value)) {
        yn_buf_puts(text, " Left of the attention after a year: ");
        yn_page_share(&measure->s52, text);
        yn_buf_printf(text, ", %s.", yn_linger_word(measure->status));
        if (rate->placed_day != INT32_MIN) {
            yn_buf_puts(text, " Counted from its last strong scene, about ");
            yn_text_day(yn_date_of_day(rate->placed_day), text);
            yn_buf_putc(text, '.');
        }
    } else {
        yn_buf_puts(text, " It is too early to tell what lasts.");
    }
    yn_page_element(page, "figcaption", "", yn_buf_text(text));
}

static void drawing(struct yn_page *page, const struct yn_rate *rate,
                    const struct yn_drama *drama, const char *id)
{
    int32_t as_of = page->ctx->rates->as_of_day;
    int32_t from = rate->curve[0].first_day;
    if (drama->first.year && yn_day_of(drama->first) < from)
        from = yn_day_of(drama->first);
    struct yn_plane plane;
    yn_plane_init(&plane, from, rate->curve[rate->n_curve - 1].first_day,
                  yn_page_read_to(rate->chart));
    struct yn_buf title = {0};
    yn_buf_printf(&title, "Places of “%s” on the chart by week",
                  yn_track_name(rate->track));
    yn_plane_open(page, id, yn_buf_text(&title));
    page->phrase.failed |= title.failed;
    yn_buf_release(&title);
    aired(page, &plane, drama);
    yn_plane_axes(page, &plane);
    band(page, &plane, rate, as_of);
    told(page, &plane, rate, EXPECTED, as_of);
    told(page, &plane, rate, AHEAD, as_of);
    yn_plane_seen(page, &plane, rate, "seen");
    yn_plane_upright(page, &plane, as_of, "as-of");
    yn_markup_close(&page->m, "svg");
}

void yn_page_curve(struct yn_page *page, const struct yn_track *track)
{
    const struct yn_rates *rates = page->ctx->rates;
    if (!rates)
        return;
    const struct yn_rate *rate = &rates->tracks[track->index];
    if (!rate->chart || !rate->weeks_read)
        return;
    if (!rate->curve) {
        yn_buf_printf(yn_page_phrase(page),
                      "Below place %u of the chart (%s) in every one of the "
                      "%u weeks read.",
                      yn_page_read_to(rate->chart), rate->chart->name,
                      rate->weeks_read);
        yn_page_element(page, "p", "below", yn_buf_text(&page->phrase));
        return;
    }
    struct yn_buf id = {0};
    yn_buf_printf(&id, "%s-curve", yn_anchor_track(page->ctx->anchors, track));
    yn_page_open(page, "figure", "curve");
    drawing(page, rate, &page->ctx->season->dramas[track->drama],
            yn_buf_text(&id));
    caption(page, rate);
    yn_markup_close(&page->m, "figure");
    page->phrase.failed |= id.failed;
    yn_buf_release(&id);
}
