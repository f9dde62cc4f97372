/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves_internal.h"

#include <math.h>

#include "publish/cues/line.h"
#include "publish/svg.h"

#define BAR 5

/* Levels at the foot of the music and at its full height; what even is, is
 * where YN_STAVES_EVEN of the way is reached. */
#define MUSIC_DB_MIN (-30.0)
#define MUSIC_DB_MAX (MUSIC_DB_MIN * (1 - 1 / YN_STAVES_EVEN))

double yn_staves_music_height(double level_db)
{
    if (isnan(level_db))
        return 0;
    double height = yn_stave_clamp((level_db - MUSIC_DB_MIN) /
                                   (MUSIC_DB_MAX - MUSIC_DB_MIN));
    return fmax(height, YN_STAVE_HEIGHT_MIN);
}

static bool is_front(const struct yn_played_episode *episode, size_t row,
                     double from_s, double to_s)
{
    double middle_s = (from_s + to_s) / 2;
    for (size_t i = 0; i < episode->n_fronts; i++) {
        const struct yn_front *front = &episode->fronts[i];
        if (front->row == row && front->start_s <= middle_s &&
            middle_s < front->end_s)
            return true;
    }
    return false;
}

/* The mean height of `n` seconds of a cue from second `from` on. */
static double level_bin(const struct yn_cue *cue, size_t from, size_t n)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = from; i < from + n && i < cue->n_levels; i++) {
        sum += yn_staves_music_height((double)cue->level_db[i]);
        count += !isnan(cue->level_db[i]);
    }
    return count ? sum / (double)count : 0;
}

static void draw_level(const struct yn_stave *line, size_t row, double from_s,
                       double to_s)
{
    const struct yn_cue *cue = line->episode->sheet->rows[row].cue;
    size_t bin = (size_t)yn_stave_bin_s(line);
    struct yn_buf back = {0}, front = {0};
    struct yn_svg_columns of_back = {.d = &back, .base = YN_STAVE_TALL};
    struct yn_svg_columns of_front = {.d = &front, .base = YN_STAVE_TALL};
    for (size_t i = 0; i < cue->n_levels; i += bin) {
        double a_s = fmax(cue->start_s + (double)i, from_s);
        double b_s = fmin(cue->start_s + (double)(i + bin), to_s);
        if (b_s <= a_s)
            continue;
        long height = lround(level_bin(cue, i, bin) * YN_STAVE_TALL);
        bool strong = is_front(line->episode, row, a_s, b_s);
        long x0 = yn_stave_units(a_s - from_s),
             x1 = yn_stave_units(b_s - from_s);
        yn_svg_column(&of_back, x0, x1, strong ? 0 : height);
        yn_svg_column(&of_front, x0, x1, strong ? height : 0);
    }
    yn_svg_columns_end(&of_back);
    yn_svg_columns_end(&of_front);
    const struct yn_svg_box box = {.left = yn_stave_share(line, from_s),
                                   .right = yn_stave_share(line, to_s),
                                   .top = yn_stave_music_top(line),
                                   .height = YN_STAVE_MUSIC,
                                   .width = yn_stave_units(to_s - from_s),
                                   .tall = YN_STAVE_TALL};
    yn_svg_box(line->m, &box);
    yn_svg_path(line->m, "behind", &back);
    yn_svg_path(line->m, "front", &front);
    yn_markup_close(line->m, "svg");
}

static void put_rect(const struct yn_stave *line, const char *class,
                     double from_s, double to_s, const long y_height[2])
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "rect");
    yn_markup_attr(m, "class", class);
    yn_svg_percent(m, "x", yn_stave_share(line, from_s));
    yn_svg_percent(m, "width",
                   yn_stave_share(line, to_s) - yn_stave_share(line, from_s));
    yn_markup_attr_f(m, "y", "%ld", y_height[0]);
    yn_markup_attr_f(m, "height", "%ld", y_height[1]);
    yn_markup_close(m, "rect");
}

/* “Aloha”, 0:41:12 – 0:42:44, foreground, 2.6 dB: what a mouse is told. */
static void put_tip(const struct yn_stave *line, const struct yn_sheet_row *row)
{
    struct yn_markup *m = line->m;
    struct yn_buf text = {0};
    struct yn_cue_ms ms = yn_cue_ms(row->cue);
    yn_buf_printf(&text, "“%s”, ", row->title);
    yn_line_short_clock(ms.start, &text);
    yn_buf_puts(&text, " – ");
    yn_line_short_clock(ms.end, &text);
    yn_buf_printf(&text, ", %s", yn_use_word(row->cue->use));
    yn_markup_element(m, "title", yn_buf_text(&text));
    m->out->failed = m->out->failed || text.failed;
    yn_buf_release(&text);
}

void yn_stave_cue(const struct yn_stave *line, size_t i)
{
    struct yn_markup *m = line->m;
    const struct yn_sheet_row *row = &line->episode->sheet->rows[i];
    const struct yn_played_song *song = yn_played_song(line->drama, row);
    double from_s = fmax(row->cue->start_s, line->start_s);
    double to_s = fmin(row->cue->end_s, line->shown_s);
    if (yn_stave_units(to_s - from_s) <= 0)
        return;
    yn_markup_block(m, "a");
    yn_markup_attr_f(m, "class", "song-%u", song ? yn_played_colour(song) : 0);
    yn_markup_attr_f(m, "href", "#cue-%zu", row->seq);
    yn_markup_attr(m, "tabindex", "-1");
    put_tip(line, row);
    put_rect(line, "hit", from_s, to_s,
             (const long[]){yn_stave_music_top(line), YN_STAVE_MUSIC});
    draw_level(line, i, from_s, to_s);
    put_rect(line, "bar", from_s, to_s,
             (const long[]){yn_stave_bars_top(line) +
                                (long)line->lane[i] * YN_STAVE_BAR_ROW,
                            BAR});
    yn_markup_close(m, "a");
}

/* A hollow bar: there is music, and no song to colour it. */
void yn_stave_unidentified(const struct yn_stave *line, size_t i)
{
    struct yn_markup *m = line->m;
    const struct yn_sheet *sheet = line->episode->sheet;
    const struct yn_unidentified *it = &sheet->unidentified[i];
    const struct yn_sheet_line whole = {.unidentified = it};
    double from_s = fmax(it->start_s, line->start_s);
    double to_s = fmin(it->end_s, line->shown_s);
    if (yn_stave_units(to_s - from_s) <= 0)
        return;
    struct yn_buf text = {0};
    struct yn_cue_ms ms = yn_line_span(&whole);
    yn_line_what(&whole, &text);
    yn_buf_puts(&text, ", ");
    yn_line_short_clock(ms.start, &text);
    yn_buf_puts(&text, " – ");
    yn_line_short_clock(ms.end, &text);
    yn_markup_block(m, "a");
    yn_markup_attr(m, "class", "unidentified");
    yn_markup_attr_f(m, "href", "#unidentified-%zu", i + 1);
    yn_markup_attr(m, "tabindex", "-1");
    yn_markup_element(m, "title", yn_buf_text(&text));
    put_rect(line, "hit", from_s, to_s,
             (const long[]){yn_stave_music_top(line), YN_STAVE_MUSIC});
    put_rect(line, "hollow", from_s, to_s,
             (const long[]){yn_stave_bars_top(line), BAR});
    yn_markup_close(m, "a");
    m->out->failed = m->out->failed || text.failed;
    yn_buf_release(&text);
}
