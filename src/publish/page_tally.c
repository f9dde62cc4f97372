/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally as tables: dramas, artists, networks.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/text.h"

/* Artists with a single pick are folded where the table would be longer. */
#define ARTISTS_SHOWN_MAX 15

static void header_cell(struct yn_page *page, const char *class,
                        const char *text)
{
    yn_markup_open(&page->m, "th");
    yn_markup_attr(&page->m, "scope", "col");
    yn_markup_attr_if(&page->m, "class", class);
    yn_markup_text(&page->m, text);
    yn_markup_close(&page->m, "th");
}

static void cell(struct yn_page *page, const char *class, const char *text)
{
    yn_markup_open(&page->m, "td");
    yn_markup_attr_if(&page->m, "class", class);
    yn_markup_text(&page->m, text);
    yn_markup_close(&page->m, "td");
}

static void open_table(struct yn_page *page, const char *caption,
                       const char *what, const char *last)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "table", "");
    yn_page_element(page, "caption", "", caption);
    yn_page_open(page, "thead", "");
    yn_page_open(page, "tr", "");
    header_cell(page, "rank", "Rank");
    header_cell(page, "", what);
    header_cell(page, "number", "Picks");
    if (page->scored)
        header_cell(page, "number", "Score");
    if (last)
        header_cell(page, "", last);
    yn_markup_close(m, "tr");
    yn_markup_close(m, "thead");
    yn_page_open(page, "tbody", "");
}

static void close_table(struct yn_page *page)
{
    yn_markup_close(&page->m, "tbody");
    yn_markup_close(&page->m, "table");
}

static void rank_cell(struct yn_page *page, unsigned rank, bool shared)
{
    yn_page_rank(rank, shared, yn_page_phrase(page));
    cell(page, "rank", yn_buf_text(&page->phrase));
}

static void number_cells(struct yn_page *page, size_t picks, double score)
{
    yn_buf_printf(yn_page_phrase(page), "%zu", picks);
    cell(page, "number", yn_buf_text(&page->phrase));
    if (!page->scored)
        return;
    yn_text_score(score, yn_page_phrase(page));
    if (isnan(score))
        yn_buf_puts(&page->phrase, "–");
    cell(page, "number", yn_buf_text(&page->phrase));
}

static void drama_row(struct yn_page *page, const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    const struct yn_site_ctx *ctx = page->ctx;
    yn_page_open(page, "tr", "");
    rank_cell(page, tally->rank, tally->shared);
    yn_markup_open(m, "th");
    yn_markup_attr(m, "scope", "row");
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "href", "#%s",
                     yn_anchor_drama(ctx->anchors, ctx->season, tally->drama));
    yn_page_name(page, "span", "", yn_text_drama_name(tally->drama));
    yn_markup_close(m, "a");
    const char *korean = yn_text_second_drama_title(tally->drama);
    if (korean[0]) {
        yn_markup_text(m, " ");
        yn_page_name(page, "span", "korean", korean);
    }
    yn_markup_close(m, "th");
    number_cells(page, tally->n_badges, tally->score);
    yn_markup_close(m, "tr");
}

static void tracks_cell(struct yn_page *page, const struct yn_name_tally *tally)
{
    struct yn_markup *m = &page->m;
    yn_markup_open(m, "td");
    for (size_t i = 0; i < tally->n_badges; i++) {
        const struct yn_track *track = tally->badges[i]->track;
        const char *name = yn_track_name(track);
        if (i)
            yn_markup_text(m, ", ");
        yn_markup_open(m, "a");
        yn_markup_attr_f(m, "href", "#%s",
                         yn_anchor_track(page->ctx->anchors, track));
        yn_page_quoted(page, name);
        yn_markup_close(m, "a");
    }
    yn_markup_close(m, "td");
}

static void name_row(struct yn_page *page, const struct yn_name_tally *tally,
                     bool tracks)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "tr", "");
    rank_cell(page, tally->rank, tally->shared);
    yn_markup_open(m, "th");
    yn_markup_attr(m, "scope", "row");
    yn_page_name(page, "span", "", tally->name);
    if (tally->korean[0] && strcmp(tally->korean, tally->name) != 0) {
        yn_markup_text(m, " ");
        yn_page_name(page, "span", "korean", tally->korean);
    }
    yn_markup_close(m, "th");
    number_cells(page, tally->n_badges, tally->score);
    if (tracks)
        tracks_cell(page, tally);
    yn_markup_close(m, "tr");
}

/* How many artists are shown before the fold. */
static size_t artists_shown(const struct yn_tally *tally)
{
    size_t n = 0;
    if (tally->n_artists <= ARTISTS_SHOWN_MAX)
        return tally->n_artists;
    while (n < tally->n_artists && tally->artists[n].n_badges > 1)
        n++;
    return n;
}

static void artist_table(struct yn_page *page, const char *caption, size_t from,
                         size_t to)
{
    if (from == to)
        return;
    open_table(page, caption, "Artist", "Tracks");
    for (size_t i = from; i < to; i++)
        name_row(page, &page->ctx->tally->artists[i], true);
    close_table(page);
}

static void artists(struct yn_page *page)
{
    const struct yn_tally *tally = page->ctx->tally;
    size_t shown = artists_shown(tally);
    artist_table(page, "Artists", 0, shown);
    if (shown == tally->n_artists)
        return;
    char caption[64];
    snprintf(caption, sizeof(caption), "%zu artists with one pick",
             tally->n_artists - shown);
    yn_page_open(page, "details", "");
    yn_page_element(page, "summary", "", caption);
    artist_table(page, "Artists with one pick", shown, tally->n_artists);
    yn_markup_close(&page->m, "details");
}

void yn_page_tally(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    const struct yn_tally *tally = page->ctx->tally;
    yn_page_section(page, "tally", "tally", "The tally");
    yn_page_element(page, "p", "lead",
                    "Whoever has more picks stands higher. The sign = marks a "
                    "rank that is shared.");
    yn_page_open(page, "div", "tables");
    yn_page_open(page, "div", "");
    open_table(page, "Dramas", "Drama", NULL);
    for (size_t i = 0; i < tally->n_dramas; i++)
        drama_row(page, &tally->dramas[i]);
    close_table(page);
    yn_markup_close(m, "div");
    yn_page_open(page, "div", "");
    if (tally->n_networks) {
        open_table(page, "Networks", "Network", NULL);
        for (size_t i = 0; i < tally->n_networks; i++)
            name_row(page, &tally->networks[i], false);
        close_table(page);
    }
    artists(page);
    yn_markup_close(m, "div");
    yn_markup_close(m, "div");
    yn_markup_close(m, "section");
}
