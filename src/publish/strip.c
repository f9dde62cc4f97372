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

static void open_strip(struct yn_markup *m, const char *class, size_t width)
{
    yn_svg_open(m, class, HEIGHT);
    yn_markup_attr_f(m, "viewBox", "0 0 %zu %d", width, HEIGHT);
    yn_markup_attr(m, "preserveAspectRatio", "none");
}

static size_t strip_width(const struct yn_played_drama *drama)
{
    return drama->n_episodes * (SONG_SLOTS + SONG_GAP);
}

/* A line under each episode. */
static void put_feet(struct yn_markup *m, const struct yn_played_drama *drama,
                     bool known)
{
    struct yn_buf d = {0};
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (!drama->episodes[i].sheet == !known)
            yn_buf_printf(&d, "M%zu %dh%d", i * (SONG_SLOTS + SONG_GAP), FOOT,
                          SONG_SLOTS);
    }
    yn_svg_path(m, known ? "foot" : "foot unknown", &d);
}

void yn_strip_song(struct yn_markup *m, const struct yn_played_drama *drama,
                   const struct yn_played_song *song)
{
    struct slots slots = {.n = SONG_SLOTS, .least = SONG_MIN};
    struct paths paths;
    char class[24];
    snprintf(class, sizeof(class), "strip song-%u", yn_played_colour(song));
    open_strip(m, class, strip_width(drama));
    put_feet(m, drama, true);
    put_feet(m, drama, false);
    paths_begin(&paths);
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (!drama->episodes[i].sheet)
            continue;
        fill_song(&slots, drama, song, &drama->episodes[i]);
        paths_add(&paths, &slots, (long)(i * (SONG_SLOTS + SONG_GAP)));
    }
    paths_end(&paths, m);
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
        yn_svg_percent(m, "x",
                       (double)(i * (SONG_SLOTS + SONG_GAP)) /
                           (double)strip_width(drama));
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
