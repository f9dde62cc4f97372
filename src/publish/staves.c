/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves.h"

#include <math.h>

#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/stave_labels.h"
#include "publish/svg.h"

/* Heights in pixels, from the top: names, moments, music, bars, the rest, lines
 * of the subtitles, the clock. */
#define NAME_Y 11
#define NAME_ROW 15
#define MOMENTS_TOP (YN_LABEL_ROWS * NAME_ROW + 4)
#define MOMENTS 30
#define MOMENTS_GAP 6
#define MEETING 4 /* half the width of its mark */
#define MUSIC 64
#define BAR 5
#define BAR_ROW 6
#define LANES_MAX 4
#define GAP 4
#define REST 34
#define SAID 4
#define TICK 4
#define CLOCK 16

/* Units of a box that stretches, for a second and for its whole height. */
#define UNITS 10
#define TALL 60

/* Levels at the foot of the music and at its full height; what even is, is
 * where YN_STAVES_EVEN of the way is reached. */
#define MUSIC_DB_MIN (-30.0)
#define MUSIC_DB_MAX (MUSIC_DB_MIN * (1 - 1 / YN_STAVES_EVEN))
/* A quiet room and loud speech. */
#define REST_DB_MIN (-50.0)
#define REST_DB_MAX (-14.0)
/* Standard deviations of P at the foot of the moments and at their full height,
 * and from where on they are drawn strong: a sixth of a normal curve. */
#define MOMENT_MIN (-1.5)
#define MOMENT_MAX 3.0
#define MOMENT_STRONG 1.0
/* So that what is there is seen. */
#define HEIGHT_MIN 0.03

/* A line of the drawing, while it is drawn. */
struct line {
    struct yn_markup *m;
    const struct yn_played_drama *drama;
    const struct yn_played_episode *episode;
    const unsigned *lane; /* of each cue */
    unsigned n_lanes;
    double start_s, end_s; /* of the line; it is as wide as end - start */
    double shown_s;        /* where the episode ends, at most end_s */
};

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

static double clamp(double value)
{
    return fmin(fmax(value, 0), 1);
}

double yn_staves_music_height(double level_db)
{
    if (isnan(level_db))
        return 0;
    double height =
        clamp((level_db - MUSIC_DB_MIN) / (MUSIC_DB_MAX - MUSIC_DB_MIN));
    return fmax(height, HEIGHT_MIN);
}

double yn_staves_rest_height(double level_db)
{
    if (isnan(level_db))
        return 0;
    return clamp((level_db - REST_DB_MIN) / (REST_DB_MAX - REST_DB_MIN));
}

static double share(const struct line *line, double at_s)
{
    return clamp((at_s - line->start_s) / (line->end_s - line->start_s));
}

/* Seconds that one column holds: some two pixels of a wide page. */
static double bin_s(const struct line *line)
{
    return fmax(1, round((line->end_s - line->start_s) / 450));
}

static long units(double s)
{
    return lround(s * UNITS);
}

static const struct yn_moments *moments_of(const struct line *line)
{
    return line->episode->given->moments;
}

static long music_top(const struct line *line)
{
    return MOMENTS_TOP + (moments_of(line) ? MOMENTS + MOMENTS_GAP : 0);
}

static long bars_top(const struct line *line)
{
    return music_top(line) + MUSIC;
}

static long rest_top(const struct line *line)
{
    return bars_top(line) + (long)line->n_lanes * BAR_ROW + GAP;
}

static long said_top(const struct line *line)
{
    return rest_top(line) + REST + 1;
}

static long clock_top(const struct line *line)
{
    return said_top(line) + SAID;
}

/* ---- the moments ---- */

double yn_staves_moment_height(double value)
{
    if (isnan(value))
        return 0;
    double height = clamp((value - MOMENT_MIN) / (MOMENT_MAX - MOMENT_MIN));
    return fmax(height, HEIGHT_MIN);
}

/* The mean of the seconds that are known; NAN where none is. */
static double moment_bin(const struct yn_moments *moments, size_t from,
                         size_t n)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = from; i < from + n && i < moments->n; i++) {
        if (isnan(moments->value[i]))
            continue;
        sum += (double)moments->value[i];
        count++;
    }
    return count ? sum / (double)count : (double)NAN;
}

/* How much each second moves people, strong where that is much. */
static void draw_moments(const struct line *line)
{
    const struct yn_moments *moments = moments_of(line);
    if (!moments)
        return;
    double bin = bin_s(line);
    struct yn_buf all = {0}, strong = {0};
    struct yn_svg_columns of_all = {.d = &all, .base = TALL};
    struct yn_svg_columns of_strong = {.d = &strong, .base = TALL};
    size_t n = (size_t)ceil((line->shown_s - line->start_s) / bin);
    for (size_t i = 0; i < n; i++) {
        double s = line->start_s + (double)i * bin;
        double value = moment_bin(moments, (size_t)s, (size_t)bin);
        long height = lround(yn_staves_moment_height(value) * TALL);
        long x0 = units(s - line->start_s);
        long x1 = units(fmin(s + bin, line->shown_s) - line->start_s);
        bool much = value >= MOMENT_STRONG;
        yn_svg_column(&of_all, x0, x1, much ? 0 : height);
        yn_svg_column(&of_strong, x0, x1, much ? height : 0);
    }
    yn_svg_columns_end(&of_all);
    yn_svg_columns_end(&of_strong);
    const struct yn_svg_box box = {.left = 0,
                                   .right = 1,
                                   .top = MOMENTS_TOP,
                                   .height = MOMENTS,
                                   .width = units(line->end_s - line->start_s),
                                   .tall = TALL};
    yn_svg_box(line->m, &box);
    yn_svg_path(line->m, "moment", &all);
    yn_svg_path(line->m, "moment much", &strong);
    yn_markup_close(line->m, "svg");
}

/* A mark on the curve where a song meets its strongest moment. */
static void draw_meetings(const struct line *line)
{
    const struct yn_moments *moments = moments_of(line);
    struct yn_markup *m = line->m;
    for (size_t i = 0; moments && i < line->drama->n_songs; i++) {
        const struct yn_played_song *song = &line->drama->songs[i];
        if (song->meets != line->episode || song->meets_s < line->start_s ||
            song->meets_s >= line->shown_s)
            continue;
        double value = moment_bin(moments, (size_t)song->meets_s, 1);
        yn_markup_open(m, "circle");
        yn_markup_attr_f(m, "class", "meets song-%u", yn_played_colour(song));
        yn_svg_percent(m, "cx", share(line, song->meets_s));
        yn_markup_attr_f(
            m, "cy", "%ld",
            MOMENTS_TOP +
                lround(MOMENTS * (1 - yn_staves_moment_height(value))));
        yn_markup_attr_f(m, "r", "%d", MEETING);
        yn_markup_close(m, "circle");
    }
}

/* ---- the rest ---- */

/* The mean height and speech of the seconds from `from` on. */
static void rest_bin(const struct yn_placements *found, size_t from, size_t n,
                     double *height, double *speech)
{
    double sum = 0, said = 0;
    size_t count = 0;
    for (size_t i = from; i < from + n && i < found->n_rest; i++) {
        double one = yn_staves_rest_height((double)found->rest[i].level_db);
        double share_said = (double)found->rest[i].speech;
        sum += one;
        said += isnan(share_said) ? 0 : one * share_said;
        count++;
    }
    *height = count ? sum / (double)count : 0;
    *speech = count ? said / (double)count : 0;
}

/* Grows down from the bars: all the rest, and over it what of it is speech. */
static void draw_rest(const struct line *line)
{
    const struct yn_placements *found = line->episode->given->placements;
    double bin = bin_s(line);
    struct yn_buf all = {0}, said = {0};
    struct yn_svg_columns of_all = {.d = &all, .down = true};
    struct yn_svg_columns of_said = {.d = &said, .down = true};
    size_t n = (size_t)ceil((line->shown_s - line->start_s) / bin);
    for (size_t i = 0; i < n; i++) {
        double height, speech, s = line->start_s + (double)i * bin;
        rest_bin(found, (size_t)s, (size_t)bin, &height, &speech);
        long x0 = units(s - line->start_s);
        long x1 = units(fmin(s + bin, line->shown_s) - line->start_s);
        yn_svg_column(&of_all, x0, x1, lround(height * TALL));
        yn_svg_column(&of_said, x0, x1, lround(speech * TALL));
    }
    yn_svg_columns_end(&of_all);
    yn_svg_columns_end(&of_said);
    const struct yn_svg_box box = {.left = 0,
                                   .right = 1,
                                   .top = rest_top(line),
                                   .height = REST,
                                   .width = units(line->end_s - line->start_s),
                                   .tall = TALL};
    yn_svg_box(line->m, &box);
    yn_svg_path(line->m, "rest", &all);
    yn_svg_path(line->m, "speech", &said);
    yn_markup_close(line->m, "svg");
}

/* A mark for each line of the subtitles. */
static void draw_said(const struct line *line)
{
    const struct yn_publish_episode *given = line->episode->given;
    struct yn_buf d = {0};
    struct yn_svg_columns columns = {.d = &d, .down = true};
    double reached_s = line->start_s;
    for (size_t i = 0; i < given->n_lines; i++) {
        double from_s = fmax(given->lines[i].start_s, reached_s);
        double to_s = fmin(given->lines[i].end_s, line->shown_s);
        if (to_s <= from_s)
            continue;
        yn_svg_column(&columns, units(from_s - line->start_s),
                      units(to_s - line->start_s), SAID);
        reached_s = to_s;
    }
    yn_svg_columns_end(&columns);
    if (!d.len) {
        yn_svg_path(line->m, "", &d);
        return;
    }
    const struct yn_svg_box box = {.left = 0,
                                   .right = 1,
                                   .top = said_top(line),
                                   .height = SAID - 1,
                                   .width = units(line->end_s - line->start_s),
                                   .tall = SAID};
    yn_svg_box(line->m, &box);
    yn_svg_path(line->m, "said", &d);
    yn_markup_close(line->m, "svg");
}

/* ---- the songs ---- */

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

static void draw_level(const struct line *line, size_t row, double from_s,
                       double to_s)
{
    const struct yn_cue *cue = line->episode->sheet->rows[row].cue;
    size_t bin = (size_t)bin_s(line);
    struct yn_buf back = {0}, front = {0};
    struct yn_svg_columns of_back = {.d = &back, .base = TALL};
    struct yn_svg_columns of_front = {.d = &front, .base = TALL};
    for (size_t i = 0; i < cue->n_levels; i += bin) {
        double a_s = fmax(cue->start_s + (double)i, from_s);
        double b_s = fmin(cue->start_s + (double)(i + bin), to_s);
        if (b_s <= a_s)
            continue;
        long height = lround(level_bin(cue, i, bin) * TALL);
        bool strong = is_front(line->episode, row, a_s, b_s);
        long x0 = units(a_s - from_s), x1 = units(b_s - from_s);
        yn_svg_column(&of_back, x0, x1, strong ? 0 : height);
        yn_svg_column(&of_front, x0, x1, strong ? height : 0);
    }
    yn_svg_columns_end(&of_back);
    yn_svg_columns_end(&of_front);
    const struct yn_svg_box box = {.left = share(line, from_s),
                                   .right = share(line, to_s),
                                   .top = music_top(line),
                                   .height = MUSIC,
                                   .width = units(to_s - from_s),
                                   .tall = TALL};
    yn_svg_box(line->m, &box);
    yn_svg_path(line->m, "behind", &back);
    yn_svg_path(line->m, "front", &front);
    yn_markup_close(line->m, "svg");
}

static void put_rect(const struct line *line, const char *class, double from_s,
                     double to_s, const long y_height[2])
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "rect");
    yn_markup_attr(m, "class", class);
    yn_svg_percent(m, "x", share(line, from_s));
    yn_svg_percent(m, "width", share(line, to_s) - share(line, from_s));
    yn_markup_attr_f(m, "y", "%ld", y_height[0]);
    yn_markup_attr_f(m, "height", "%ld", y_height[1]);
    yn_markup_close(m, "rect");
}

/* “Aloha”, 0:41:12 – 0:42:44, foreground, 2.6 dB: what a mouse is told. */
static void put_tip(const struct line *line, const struct yn_sheet_row *row)
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

static void draw_cue(const struct line *line, size_t i)
{
    struct yn_markup *m = line->m;
    const struct yn_sheet_row *row = &line->episode->sheet->rows[i];
    const struct yn_played_song *song = yn_played_song(line->drama, row);
    double from_s = fmax(row->cue->start_s, line->start_s);
    double to_s = fmin(row->cue->end_s, line->shown_s);
    if (units(to_s - from_s) <= 0)
        return;
    yn_markup_block(m, "a");
    yn_markup_attr_f(m, "class", "song-%u", song ? yn_played_colour(song) : 0);
    yn_markup_attr_f(m, "href", "#cue-%zu", row->seq);
    yn_markup_attr(m, "tabindex", "-1");
    put_tip(line, row);
    put_rect(line, "hit", from_s, to_s, (const long[]){music_top(line), MUSIC});
    draw_level(line, i, from_s, to_s);
    put_rect(
        line, "bar", from_s, to_s,
        (const long[]){bars_top(line) + (long)line->lane[i] * BAR_ROW, BAR});
    yn_markup_close(m, "a");
}

/* A hollow bar: there is music, and no song to colour it. */
static void draw_unidentified(const struct line *line, size_t i)
{
    struct yn_markup *m = line->m;
    const struct yn_sheet *sheet = line->episode->sheet;
    const struct yn_unidentified *it = &sheet->unidentified[i];
    const struct yn_sheet_line whole = {.unidentified = it};
    double from_s = fmax(it->start_s, line->start_s);
    double to_s = fmin(it->end_s, line->shown_s);
    if (units(to_s - from_s) <= 0)
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
    put_rect(line, "hit", from_s, to_s, (const long[]){music_top(line), MUSIC});
    put_rect(line, "hollow", from_s, to_s, (const long[]){bars_top(line), BAR});
    yn_markup_close(m, "a");
    m->out->failed = m->out->failed || text.failed;
    yn_buf_release(&text);
}

/* ---- words ---- */

static void put_label(const struct line *line, const struct yn_label *label,
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
    yn_markup_attr_f(m, "y", "%u", NAME_Y + label->row * NAME_ROW);
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

static int draw_labels(const struct line *line, struct yn_err *err)
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
            .at = share(line, row->cue->start_s),
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
static void put_clock(const struct line *line, double at_s)
{
    struct yn_markup *m = line->m;
    long s = lround(at_s);
    yn_markup_open(m, "text");
    yn_markup_attr(m, "class", "clock");
    yn_svg_percent(m, "x", share(line, at_s));
    yn_markup_attr_f(m, "y", "%ld", clock_top(line) + CLOCK - 2);
    yn_markup_attr(m, "dx", "3");
    if (s >= 3600)
        yn_markup_textf(m, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    else
        yn_markup_textf(m, "%ld:%02ld", s / 60, s % 60);
    yn_markup_close(m, "text");
}

static void put_tick(const struct line *line, double at_s, long height)
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "line");
    yn_svg_percent(m, "x1", share(line, at_s));
    yn_svg_percent(m, "x2", share(line, at_s));
    yn_markup_attr_f(m, "y1", "%ld", clock_top(line));
    yn_markup_attr_f(m, "y2", "%ld", clock_top(line) + height);
    yn_markup_close(m, "line");
}

static void draw_clock(const struct line *line)
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

static void put_across(const struct line *line, const char *class, long y)
{
    struct yn_markup *m = line->m;
    yn_markup_open(m, "line");
    yn_markup_attr(m, "class", class);
    yn_svg_percent(m, "x1", 0);
    yn_svg_percent(m, "x2", share(line, line->shown_s));
    yn_markup_attr_f(m, "y1", "%ld", y);
    yn_markup_attr_f(m, "y2", "%ld", y);
    yn_markup_close(m, "line");
}

static int draw_line(const struct line *line, struct yn_err *err)
{
    struct yn_markup *m = line->m;
    yn_svg_open(m, "stave", clock_top(line) + CLOCK);
    draw_moments(line);
    put_across(line, "even", bars_top(line) - lround(MUSIC * YN_STAVES_EVEN));
    put_across(line, "foot", bars_top(line));
    draw_rest(line);
    draw_said(line);
    for (size_t i = 0; i < line->episode->sheet->n_rows; i++)
        draw_cue(line, i);
    for (size_t i = 0; i < line->episode->sheet->n_unidentified; i++)
        draw_unidentified(line, i);
    draw_meetings(line);
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
    struct line line = {.m = m,
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
