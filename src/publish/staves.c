/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/svg.h"

#define NAME_Y 11 /* of the upper row's foot */
#define LANES_MAX 4
#define TICK 4
#define CLOCK 16

double yn_staves_s(double duration_s)
{
    static const struct {
        double episode_s, line_s;
    } steps[] = {{150, 60}, {600, 120}, {1500, 300}, {2400, 600}};
    for (size_t i = 0; i < YN_LEN(steps); i++) {
        if (duration_s <= steps[i].episode_s)
            return steps[i].line_s;
    }
    /* Lines of films and of nights grow, so that they stay a dozen. */
    double line_s = 900;
    while (duration_s > 12 * line_s)
        line_s *= 2;
    return line_s;
}

static long clock_top(const struct yn_stave *line)
{
    return yn_stave_said_top(line) + YN_STAVE_SAID;
}

/* ---- words ---- */

static void put_label(const struct yn_stave *line, const struct yn_label *label,
                      unsigned colour)
{
    static const char *const rooms[] = {"", " r1", " r2", " r3"};
    struct yn_markup *m = line->m;
    if (label->number_room == YN_ROOM_NEVER)
        return;
    yn_markup_block(m, "text");
    yn_markup_attr_f(m, "class", "label song-%u%s", colour,
                     rooms[label->number_room]);
    yn_svg_percent(m, "x", label->at);
    yn_markup_attr_f(m, "y", "%u", NAME_Y + label->row * YN_STAVE_NAME_ROW);
    yn_markup_open(m, "tspan");
    yn_markup_attr(m, "class", "n");
    yn_markup_textf(m, "%u", label->number);
    yn_markup_close(m, "tspan");
    if (label->name_room != YN_ROOM_NEVER) {
        yn_markup_open(m, "tspan");
        yn_markup_attr_f(m, "class", "t%s", rooms[label->name_room]);
        yn_markup_attr(m, "dx", "4");
        yn_markup_text(m, label->name);
        yn_markup_close(m, "tspan");
    }
    yn_markup_close(m, "text");
}

static int draw_labels(const struct yn_stave *line, struct yn_err *err)
{
    const struct yn_sheet *sheet = line->episode->sheet;
    struct yn_label *labels = calloc(sheet->n_rows + 1, sizeof(*labels));
    unsigned *colours = calloc(sheet->n_rows + 1, sizeof(*colours));
    int rc = labels && colours ? YN_OK : yn_err_nomem(err);
    size_t n = 0;
    for (size_t i = 0; !rc && i < sheet->n_rows; i++) {
        const struct yn_sheet_row *row = &sheet->rows[i];
        const struct yn_played_song *song = yn_played_song(line->drama, row);
        if (row->cue->start_s >= line->shown_s ||
            row->cue->end_s <= line->start_s)
            continue;
        colours[n] = song ? yn_played_colour(song) : 0;
        labels[n++] = (struct yn_label){
            .at = yn_stave_share(line, row->cue->start_s),
            .number = song ? song->number : 0,
            .name = row->title,
        };
    }
    if (!rc)
        yn_labels_place(labels, n);
    for (size_t i = 0; !rc && i < n; i++)
        put_label(line, &labels[i], colours[i]);
    free(labels);
    free(colours);
    return rc;
}

/* "4:30", "1:02:30". */
static void put_clock(const struct yn_stave *line, double at_s)
{
    struct yn_markup *m = line->m;
    long s = lround(at_s);
    yn_markup_open(m, "text");
    yn_markup_attr(m, "class", "clock");
    yn_svg_percent(m, "x", yn_stave_share(line, at_s));
    yn_markup_attr_f(m, "y", "%ld", clock_top(line) + CLOCK - 2);
    yn_markup_attr(m, "dx", "3");
    if (s >= 3600)
        yn_markup_textf(m, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    else
        yn_markup_textf(m, "%ld:%02ld", s / 60, s % 60);
    yn_markup_close(m, "text");
}

static void put_tick(const struct yn_stave *line, double at_s, long height)
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "line");
    yn_svg_percent(m, "x1", yn_stave_share(line, at_s));
    yn_svg_percent(m, "x2", yn_stave_share(line, at_s));
    yn_markup_attr_f(m, "y1", "%ld", clock_top(line));
    yn_markup_attr_f(m, "y2", "%ld", clock_top(line) + height);
    yn_markup_close(m, "line");
}

static void draw_clock(const struct yn_stave *line)
{
    double line_s = line->end_s - line->start_s;
    /* Ticks of a line, and which of them have words: whole minutes, or tens and
     * fives of seconds. */
    unsigned ticks = line_s >= 900 ? 15 : line_s > 120 ? 10 : 12;
    unsigned words = line_s > 120 ? 5 : 6;
    struct yn_markup *m = line->m;
    yn_markup_block(m, "g");
    yn_markup_attr(m, "class", "clocks");
    for (unsigned i = 0; i < ticks; i++) {
        double at_s = line->start_s + line_s * i / ticks;
        if (at_s > line->shown_s)
            break;
        put_tick(line, at_s, i % words ? TICK : CLOCK);
        if (i % words == 0)
            put_clock(line, at_s);
    }
    yn_markup_close(m, "g");
}

static void put_across(const struct yn_stave *line, const char *class, long y)
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "line");
    yn_markup_attr(m, "class", class);
    yn_svg_percent(m, "x1", 0);
    yn_svg_percent(m, "x2", yn_stave_share(line, line->shown_s));
    yn_markup_attr_f(m, "y1", "%ld", y);
    yn_markup_attr_f(m, "y2", "%ld", y);
    yn_markup_close(m, "line");
}

static int draw_line(const struct yn_stave *line, struct yn_err *err)
{
    struct yn_markup *m = line->m;
    yn_svg_open(m, "stave", clock_top(line) + CLOCK);
    yn_stave_moments(line);
    put_across(line, "even",
               yn_stave_bars_top(line) -
                   lround(YN_STAVE_MUSIC * YN_STAVES_EVEN));
    put_across(line, "foot", yn_stave_bars_top(line));
    yn_stave_rest(line);
    yn_stave_said(line);
    for (size_t i = 0; i < line->episode->sheet->n_rows; i++)
        yn_stave_cue(line, i);
    for (size_t i = 0; i < line->episode->sheet->n_unidentified; i++)
        yn_stave_unidentified(line, i);
    yn_stave_meetings(line);
    int rc = draw_labels(line, err);
    draw_clock(line);
    yn_markup_close(m, "svg");
    return rc;
}

/* Gives each cue the first bar that is free; what finds none shares the last.
 * Returns how many there are. */
static unsigned share_lanes(const struct yn_sheet *sheet, unsigned *lane)
{
    double end_s[LANES_MAX] = {0};
    unsigned used = 1;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        const struct yn_cue *cue = sheet->rows[i].cue;
        unsigned at = 0;
        while (at + 1 < LANES_MAX && cue->start_s < end_s[at])
            at++;
        end_s[at] = cue->end_s;
        lane[i] = at;
        used = at + 1 > used ? at + 1 : used;
    }
    return used;
}

int yn_staves_draw(struct yn_markup *m, const struct yn_played_drama *drama,
                   const struct yn_played_episode *episode, struct yn_err *err)
{
    double duration_s = episode->given->placements->duration_s;
    double line_s = yn_staves_s(duration_s);
    unsigned *lane = calloc(episode->sheet->n_rows + 1, sizeof(*lane));
    if (!lane)
        return yn_err_nomem(err);
    struct yn_stave line = {.m = m,
                            .drama = drama,
                            .episode = episode,
                            .lane = lane,
                            .n_lanes = share_lanes(episode->sheet, lane)};
    int rc = YN_OK;
    size_t n = (size_t)ceil(duration_s / line_s);
    for (size_t i = 0; !rc && i < n; i++) {
        line.start_s = (double)i * line_s;
        line.end_s = line.start_s + line_s;
        line.shown_s = fmin(line.end_s, duration_s);
        rc = draw_line(&line, err);
    }
    free(lane);
    return rc;
}
