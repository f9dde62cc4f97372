/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of an episode's cues; on a page for the editor alone with what
 * plays them, and with the lines spoken.
 */
#include <math.h>

#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/episodes_internal.h"

/* Slower or faster by less is a clock's drift, not a decision. */
#define SPEED_MIN 0.0005

/* The table under way. */
struct table {
    struct yn_page *page;
    const struct yn_played_drama *drama;
    const struct yn_played_episode *episode;
    bool local;
};

static void cell(struct yn_page *page, const char *class)
{
    yn_page_open(page, "td", class);
}

static void put_clocks(struct yn_page *page, double start_s, double end_s)
{
    struct yn_markup *m = &page->m;
    yn_episode_clock(start_s, yn_page_phrase(page));
    yn_page_element(page, "td", "start", yn_buf_text(&page->phrase));
    yn_episode_clock(end_s, yn_page_phrase(page));
    cell(page, "end");
    yn_page_say(page);
    yn_markup_close(m, "td");
}

static void put_song(const struct table *table, const struct yn_sheet_row *row)
{
    struct yn_page *page = table->page;
    struct yn_markup *m = &page->m;
    const struct yn_played_song *song = yn_played_song(table->drama, row);
    yn_page_open(page, "th", "song");
    yn_markup_attr(m, "scope", "row");
    if (song) {
        yn_markup_open(m, "span");
        yn_markup_attr_f(m, "class", "n song-%u", yn_played_colour(song));
        yn_markup_textf(m, "%u", song->number);
        yn_markup_close(m, "span");
        yn_markup_text(m, " ");
        yn_page_heading(page, song->track);
    } else {
        yn_page_quoted(page, row->title);
    }
    yn_markup_close(m, "th");
}

static double song_end_s(const struct yn_cue *cue,
                         const struct yn_segment *piece)
{
    return piece->offset_s + (piece->end_s - piece->start_s) * cue->speed;
}

/* "0:42–1:10, then 0:20–0:31". */
static void put_part(struct yn_page *page, const struct yn_cue *cue)
{
    struct yn_buf *text = yn_page_phrase(page);
    for (size_t i = 0; i < cue->n_segments; i++) {
        yn_buf_puts(text, i ? ", then " : "");
        yn_episode_clock(cue->segments[i].offset_s, text);
        yn_buf_puts(text, "–");
        yn_episode_clock(song_end_s(cue, &cue->segments[i]), text);
    }
    if (fabs(cue->speed - 1) >= SPEED_MIN) {
        yn_buf_puts(text, ", at ");
        yn_line_number(cue->speed, 4, text);
        yn_buf_puts(text, " of its speed");
    }
    cell(page, "part");
    yn_page_say(page);
    yn_markup_close(&page->m, "td");
}

static void put_level(struct yn_page *page, const struct yn_cue *cue)
{
    struct yn_buf *text = yn_page_phrase(page);
    if (isfinite(cue->mbr_k_db)) {
        double db = yn_line_round(cue->mbr_k_db, 0);
        yn_buf_printf(text, "%s%.0f dB",
                      db < 0   ? "−"
                      : db > 0 ? "+"
                               : "",
                      fabs(db));
    } else {
        yn_buf_puts(text, "–");
    }
    cell(page, "level");
    yn_page_say(page);
    yn_markup_close(&page->m, "td");
}

static void put_sure(struct yn_page *page, double confidence)
{
    int percent = yn_line_percent(confidence);
    cell(page, "sure");
    if (percent >= 0)
        yn_markup_textf(&page->m, "%d %%", percent);
    yn_markup_close(&page->m, "td");
}

/* ---- for the editor alone ---- */

/* What is played and how it is called; `of` and `seq` say of what. */
struct play {
    const char *path, *words, *of;
    size_t seq;
};

static void put_play(struct yn_page *page, const struct play *play,
                     double from_s, double to_s)
{
    struct yn_markup *m = &page->m;
    if (!page->rc)
        page->rc = yn_episode_passage(play->path, from_s, to_s,
                                      yn_page_phrase(page), page->err);
    yn_markup_open(m, "a");
    yn_markup_attr(m, "href", yn_buf_text(&page->phrase));
    yn_markup_attr(m, "target", "yeoun-player");
    yn_markup_text(m, play->words);
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "hidden");
    yn_markup_textf(m, " of %s %zu", play->of, play->seq);
    yn_markup_close(m, "span");
    yn_markup_close(m, "a");
    yn_markup_text(m, " ");
}

static void put_listen(const struct table *table,
                       const struct yn_sheet_row *row)
{
    struct yn_page *page = table->page;
    struct yn_markup *m = &page->m;
    const struct yn_publish_episode *given = table->episode->given;
    const struct yn_cue *cue = row->cue;
    cell(page, "listen");
    for (size_t i = 0; i < cue->n_segments; i++) {
        const struct yn_segment *piece = &cue->segments[i];
        const struct play song = {given->master_paths[cue->master],
                                  i ? "then" : "song", "cue", row->seq};
        put_play(page, &song, piece->offset_s, song_end_s(cue, piece));
    }
    const struct play scene = {given->path, "episode", "cue", row->seq};
    put_play(page, &scene, cue->start_s, cue->end_s);
    yn_markup_close(m, "td");
}

static bool is_said_in(const struct yn_publish_line *line,
                       const struct yn_cue *cue)
{
    return line->start_s < cue->end_s && line->end_s > cue->start_s;
}

/* The lines spoken while the song plays, folded. */
static void put_lines(const struct table *table, const struct yn_sheet_row *row)
{
    struct yn_page *page = table->page;
    struct yn_markup *m = &page->m;
    const struct yn_publish_episode *given = table->episode->given;
    size_t n = 0;
    for (size_t i = 0; i < given->n_lines; i++)
        n += is_said_in(&given->lines[i], row->cue);
    if (n == 0)
        return;
    yn_page_open(page, "tr", "spoken");
    cell(page, "");
    yn_markup_attr(m, "colspan", "8");
    yn_page_open(page, "details", "");
    yn_markup_block(m, "summary");
    yn_markup_textf(m, "%zu line%s spoken in cue %zu", n, n == 1 ? "" : "s",
                    row->seq);
    yn_markup_close(m, "summary");
    yn_page_open(page, "ul", "");
    for (size_t i = 0; i < given->n_lines; i++) {
        if (!is_said_in(&given->lines[i], row->cue))
            continue;
        yn_page_open(page, "li", "");
        yn_episode_clock(given->lines[i].start_s, yn_page_phrase(page));
        yn_markup_element(m, "span", yn_buf_text(&page->phrase));
        yn_markup_text(m, " ");
        yn_page_text(page, given->lines[i].text);
        yn_markup_close(m, "li");
    }
    yn_markup_close(m, "ul");
    yn_markup_close(m, "details");
    yn_markup_close(m, "td");
    yn_markup_close(m, "tr");
}

/* ---- the whole ---- */

static void put_row(const struct table *table, const struct yn_sheet_row *row)
{
    struct yn_page *page = table->page;
    struct yn_markup *m = &page->m;
    bool front = row->cue->use == YN_FOREGROUND || row->cue->use == YN_ALONE;
    yn_page_open(page, "tr", front ? "cue strong" : "cue");
    yn_markup_attr_f(m, "id", "cue-%zu", row->seq);
    put_clocks(page, row->cue->start_s, row->cue->end_s);
    put_song(table, row);
    put_part(page, row->cue);
    put_level(page, row->cue);
    yn_page_element(page, "td", "use", yn_use_word(row->cue->use));
    put_sure(page, row->cue->confidence);
    if (table->local)
        put_listen(table, row);
    yn_markup_close(m, "tr");
    if (table->local)
        put_lines(table, row);
}

static void put_unidentified(const struct table *table,
                             const struct yn_unidentified *it)
{
    struct yn_page *page = table->page;
    struct yn_markup *m = &page->m;
    size_t seq = (size_t)(it - table->episode->sheet->unidentified) + 1;
    yn_page_open(page, "tr", "cue unidentified");
    yn_markup_attr_f(m, "id", "unidentified-%zu", seq);
    put_clocks(page, it->start_s, it->end_s);
    yn_page_open(page, "th", "song");
    yn_markup_attr(m, "scope", "row");
    yn_markup_text(m, YN_UNIDENTIFIED);
    yn_markup_close(m, "th");
    yn_page_element(page, "td", "none", "");
    yn_page_element(page, "td", "level", "–");
    yn_page_element(page, "td", "none", "");
    put_sure(page, it->confidence);
    if (table->local) {
        const struct play scene = {table->episode->given->path, "episode",
                                   "unidentified music", seq};
        cell(page, "listen");
        put_play(page, &scene, it->start_s, it->end_s);
        yn_markup_close(m, "td");
    }
    yn_markup_close(m, "tr");
}

void yn_episode_table(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode)
{
    static const char *const heads[][2] = {
        {"start", "Start"}, {"end", "End"},
        {"song", "Song"},   {"part", "Part of the song"},
        {"level", "Level"}, {"use", "Use"},
        {"sure", "Sure"},   {"listen", "Listen"}};
    struct yn_markup *m = &page->m;
    const struct table table = {.page = page,
                                .drama = drama,
                                .episode = episode,
                                .local = page->ctx->local};
    yn_page_open(page, "table", "cues");
    yn_page_element(page, "caption", "hidden", "The cues of this episode");
    yn_markup_block(m, "thead");
    yn_markup_block(m, "tr");
    for (size_t i = 0; i < YN_LEN(heads) - !table.local; i++) {
        yn_page_open(page, "th", heads[i][0]);
        yn_markup_attr(m, "scope", "col");
        yn_markup_text(m, heads[i][1]);
        yn_markup_close(m, "th");
    }
    yn_markup_close(m, "tr");
    yn_markup_close(m, "thead");
    yn_markup_block(m, "tbody");
    for (size_t i = 0; i < episode->sheet->n_lines; i++) {
        const struct yn_sheet_line *line = &episode->sheet->lines[i];
        if (line->row)
            put_row(&table, line->row);
        else
            put_unidentified(&table, line->unidentified);
    }
    yn_markup_close(m, "tbody");
    yn_markup_close(m, "table");
}
