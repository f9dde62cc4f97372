/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/strip.h"

#include <math.h>

#include "base/base.h"
#include "publish/svg.h"

/* Of a drawing: its height in pixels and what stands how high in it. */
#define HEIGHT 22
#define BEHIND 7
#define FRONT 20
#define FOOT (HEIGHT - 1)
#define NUMBERS_HEIGHT 14
#define NUMBERS_Y 11

/* Places along an episode, in a song's strip and in its own; what a cue takes
 * at least, and the room between two episodes. */
#define SONG_SLOTS 100
#define SONG_GAP 10
#define SONG_MIN 3
#define EPISODE_SLOTS 600
#define EPISODE_MIN 2

/* More episodes than these have every fifth numbered only. */
#define NUMBERS_MAX 26
#define NUMBERS_STEP 5
/* From so many on those between every fifth go where the page is narrow. */
#define NUMBERS_NARROW 9

/* From so many episodes on a song has a bar for each: places within them would
 * be too narrow to be seen. */
#define BARS_MIN 7
#define BAR_LEFT 12
#define BAR_WIDTH 76
#define BARS_HEIGHT 34

/* How high a song stands at each place of an episode. */
struct slots {
    unsigned char height[EPISODE_SLOTS];
    size_t n, least;
    double duration_s;
};

static void fill_slots(struct slots *slots, double from_s, double to_s,
                       unsigned char height)
{
    double scale = (double)slots->n / fmax(slots->duration_s, 1);
    double from = fmin(fmax(floor(from_s * scale), 0), (double)slots->n);
    double to = fmin(fmax(ceil(to_s * scale), 0), (double)slots->n);
    if (to < from + (double)slots->least)
        to = fmin(from + (double)slots->least, (double)slots->n);
    for (size_t i = (size_t)from; i < (size_t)to; i++) {
        if (slots->height[i] < height)
            slots->height[i] = height;
    }
}

static void fill_song(struct slots *slots, const struct yn_played_drama *drama,
                      const struct yn_played_song *song,
                      const struct yn_played_episode *episode)
{
    const struct yn_sheet *sheet = episode->sheet;
    memset(slots->height, 0, sizeof(slots->height));
    slots->duration_s = sheet->params.placements->duration_s;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        const struct yn_cue *cue = sheet->rows[i].cue;
        if (yn_played_song(drama, &sheet->rows[i]) == song)
            fill_slots(slots, cue->start_s, cue->end_s, BEHIND);
    }
    for (size_t i = 0; i < episode->n_fronts; i++) {
        const struct yn_front *front = &episode->fronts[i];
        if (yn_played_song(drama, &sheet->rows[front->row]) == song)
            fill_slots(slots, front->start_s, front->end_s, FRONT);
    }
}

/* The places as two paths, from `left` on. */
struct paths {
    struct yn_buf behind, front;
    struct yn_svg_columns of_behind, of_front;
};

static void paths_begin(struct paths *paths)
{
    *paths = (struct paths){0};
    paths->of_behind =
        (struct yn_svg_columns){.d = &paths->behind, .base = FOOT};
    paths->of_front = (struct yn_svg_columns){.d = &paths->front, .base = FOOT};
}

static void paths_add(struct paths *paths, const struct slots *slots, long left)
{
    for (size_t i = 0; i < slots->n; i++) {
        long x = left + (long)i, height = slots->height[i];
        yn_svg_column(&paths->of_behind, x, x + 1,
                      height == FRONT ? 0 : height);
        yn_svg_column(&paths->of_front, x, x + 1, height == FRONT ? FRONT : 0);
    }
    yn_svg_columns_end(&paths->of_behind);
    yn_svg_columns_end(&paths->of_front);
}

static void paths_end(struct paths *paths, struct yn_markup *m)
{
    yn_svg_path(m, "behind", &paths->behind);
    yn_svg_path(m, "front", &paths->front);
}

static void open_strip(struct yn_markup *m, const char *class, size_t width,
                       int height)
{
    yn_svg_open(m, class, height);
    yn_markup_attr_f(m, "viewBox", "0 0 %zu %d", width, height);
    yn_markup_attr(m, "preserveAspectRatio", "none");
}

static size_t strip_width(const struct yn_played_drama *drama)
{
    return drama->n_episodes * (SONG_SLOTS + SONG_GAP);
}

/* A line under each episode. */
static void put_feet(struct yn_markup *m, const struct yn_played_drama *drama,
                     int foot, bool known)
{
    struct yn_buf d = {0};
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (!drama->episodes[i].sheet == !known)
            yn_buf_printf(&d, "M%zu %dh%d", i * (SONG_SLOTS + SONG_GAP), foot,
                          SONG_SLOTS);
    }
    yn_svg_path(m, known ? "foot" : "foot unknown", &d);
}

bool yn_strip_has_bars(const struct yn_played_drama *drama)
{
    return drama->n_episodes >= BARS_MIN;
}

/* Seconds that a song plays in an episode, all and before all else. */
static void song_seconds(const struct yn_played_drama *drama,
                         const struct yn_played_song *song,
                         const struct yn_played_episode *episode,
                         double *music_s, double *front_s)
{
    const struct yn_sheet *sheet = episode->sheet;
    *music_s = *front_s = 0;
    if (!sheet)
        return;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        const struct yn_cue *cue = sheet->rows[i].cue;
        if (yn_played_song(drama, &sheet->rows[i]) == song)
            *music_s += fmax(cue->end_s - cue->start_s, 0);
    }
    for (size_t i = 0; i < episode->n_fronts; i++) {
        const struct yn_front *front = &episode->fronts[i];
        if (yn_played_song(drama, &sheet->rows[front->row]) == song)
            *front_s += front->end_s - front->start_s;
    }
    *front_s = fmin(*front_s, *music_s);
}

/* What the highest bar of the drama stands for: all songs have one measure. */
static double most_seconds(const struct yn_played_drama *drama)
{
    double most_s = 1;
    for (size_t i = 0; i < drama->n_songs; i++) {
        for (size_t j = 0; j < drama->n_episodes; j++) {
            double music_s, front_s;
            song_seconds(drama, &drama->songs[i], &drama->episodes[j], &music_s,
                         &front_s);
            most_s = fmax(most_s, music_s);
        }
    }
    return most_s;
}

static void put_bars(struct yn_markup *m, const struct yn_played_drama *drama,
                     const struct yn_played_song *song)
{
    static const int top = BARS_HEIGHT - 2, foot = BARS_HEIGHT - 1;
    double most_s = most_seconds(drama);
    struct paths paths;
    paths_begin(&paths);
    for (size_t i = 0; i < drama->n_episodes; i++) {
        double music_s, front_s;
        long x = (long)(i * (SONG_SLOTS + SONG_GAP)) + BAR_LEFT;
        song_seconds(drama, song, &drama->episodes[i], &music_s, &front_s);
        long front = lround(top * front_s / most_s);
        long all = lround(top * music_s / most_s);
        /* What plays at all is seen. */
        all = music_s > 0 && all < 2 ? 2 : all;
        paths.of_front.base = foot;
        paths.of_behind.base = foot - front;
        yn_svg_column(&paths.of_behind, x, x + BAR_WIDTH, all - front);
        yn_svg_columns_end(&paths.of_behind);
        yn_svg_column(&paths.of_front, x, x + BAR_WIDTH, front);
        yn_svg_columns_end(&paths.of_front);
    }
    paths_end(&paths, m);
}

static void put_places(struct yn_markup *m, const struct yn_played_drama *drama,
                       const struct yn_played_song *song)
{
    struct slots slots = {.n = SONG_SLOTS, .least = SONG_MIN};
    struct paths paths;
    paths_begin(&paths);
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (!drama->episodes[i].sheet)
            continue;
        fill_song(&slots, drama, song, &drama->episodes[i]);
        paths_add(&paths, &slots, (long)(i * (SONG_SLOTS + SONG_GAP)));
    }
    paths_end(&paths, m);
}

void yn_strip_song(struct yn_markup *m, const struct yn_played_drama *drama,
                   const struct yn_played_song *song)
{
    bool bars = yn_strip_has_bars(drama);
    int height = bars ? BARS_HEIGHT : HEIGHT;
    char class[24];
    snprintf(class, sizeof(class), "strip song-%u", yn_played_colour(song));
    open_strip(m, class, strip_width(drama), height);
    put_feet(m, drama, height - 1, true);
    put_feet(m, drama, height - 1, false);
    if (bars)
        put_bars(m, drama, song);
    else
        put_places(m, drama, song);
    yn_markup_close(m, "svg");
}

void yn_strip_numbers(struct yn_markup *m, const struct yn_played_drama *drama)
{
    yn_svg_open(m, "numbers", NUMBERS_HEIGHT);
    for (size_t i = 0; i < drama->n_episodes; i++) {
        const struct yn_cue_episode *episode =
            &drama->episodes[i].given->episode;
        unsigned number = episode->number;
        bool shown = drama->n_episodes <= NUMBERS_MAX || number == 1 ||
                     number % NUMBERS_STEP == 0;
        if (!number || !shown)
            continue;
        yn_markup_open(m, "text");
        if (drama->n_episodes >= NUMBERS_NARROW && number != 1 &&
            number % NUMBERS_STEP != 0)
            yn_markup_attr(m, "class", "between");
        bool bars = yn_strip_has_bars(drama);
        size_t at = i * (SONG_SLOTS + SONG_GAP) + (bars ? BAR_LEFT : 0);
        yn_svg_percent(m, "x", (double)at / (double)strip_width(drama));
        yn_markup_attr_f(m, "y", "%d", NUMBERS_Y);
        yn_markup_textf(m, "%s%u", episode->special ? "S" : "", number);
        yn_markup_close(m, "text");
    }
    yn_markup_close(m, "svg");
}

void yn_strip_episode(struct yn_markup *m, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode, double longest_s)
{
    struct slots slots = {.n = EPISODE_SLOTS, .least = EPISODE_MIN};
    double duration_s = episode->given->placements->duration_s;
    yn_svg_open(m, "strip", HEIGHT);
    const struct yn_svg_box box = {.left = 0,
                                   .right = duration_s / fmax(longest_s, 1),
                                   .top = 0,
                                   .height = HEIGHT,
                                   .width = EPISODE_SLOTS,
                                   .tall = HEIGHT};
    yn_svg_box(m, &box);
    yn_markup_open(m, "path");
    yn_markup_attr(m, "class", "foot");
    yn_markup_attr_f(m, "d", "M0 %dh%d", FOOT, EPISODE_SLOTS);
    yn_markup_close(m, "path");
    for (size_t i = 0; i < drama->n_songs; i++) {
        struct paths paths;
        fill_song(&slots, drama, &drama->songs[i], episode);
        paths_begin(&paths);
        paths_add(&paths, &slots, 0);
        if (paths.behind.len || paths.front.len) {
            yn_markup_block(m, "g");
            yn_markup_attr_f(m, "class", "song-%u",
                             yn_played_colour(&drama->songs[i]));
            paths_end(&paths, m);
            yn_markup_close(m, "g");
        } else {
            paths_end(&paths, m);
        }
    }
    yn_markup_close(m, "svg");
    yn_markup_close(m, "svg");
}
