/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/rings.h"

#include <stdint.h>

/* FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t hash(const char *text)
{
    uint32_t h = 2166136261u;
    for (const char *c = text; *c; c++)
        h = (h ^ (unsigned char)*c) * 16777619u;
    /* Its low bits of like texts are alike; fold the high ones in. */
    return h ^ h >> 15;
}

unsigned yn_rings_hue(const char *slug)
{
    return hash(slug) % YN_RINGS_HUES;
}

/* Coordinates are written as tenths so that no locale or rounding of floats
 * gets into the file. */
static void attr_tenths(struct yn_markup *m, const char *name, long tenths)
{
    yn_markup_attr_f(m, name, "%ld.%ld", tenths / 10, tenths % 10);
}

static void circle(struct yn_markup *m, const char *class, long x, long y,
                   long r)
{
    yn_markup_open(m, "circle");
    if (class[0])
        yn_markup_attr(m, "class", class);
    attr_tenths(m, "cx", x);
    attr_tenths(m, "cy", y);
    attr_tenths(m, "r", r);
    yn_markup_close(m, "circle");
}

static void open_svg(struct yn_markup *m, const char *class)
{
    yn_markup_block(m, "svg");
    yn_markup_attr(m, "class", class);
    yn_markup_attr(m, "aria-hidden", "true");
    yn_markup_attr(m, "focusable", "false");
}

void yn_rings_roster(struct yn_markup *m, const struct yn_drama *drama,
                     const struct yn_tally *tally)
{
    /* In tenths of a unit; the box is 200 wide and as high as the rings. */
    enum { INNER = 90, OUTER = 890, STEP_MAX = 110, UNKNOWN = 80, MARGIN = 20 };
    /* Rings closer than a unit are a grey disk: show every second, third, … */
    enum { STEP_MIN = 10 };
    bool partial = drama->roster == YN_ROSTER_PARTIAL;
    long gaps = drama->n_tracks > 1 ? (long)drama->n_tracks - 1 : 1;
    long span =
        gaps < (OUTER - INNER) / STEP_MAX ? gaps * STEP_MAX : OUTER - INNER;
    long skip = gaps * STEP_MIN / span + 1;
    long last = drama->n_tracks > 1 ? INNER + span : INNER;
    long outer = last + (partial ? UNKNOWN : 0) + MARGIN;
    open_svg(m, "rings");
    yn_markup_attr_f(m, "viewBox", "0 0 200 %ld", outer / 5);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        bool badge = tally->tracks[drama->tracks[i].index].badge;
        long r = INNER + span * (long)i / gaps;
        if (badge || (long)i % skip == 0)
            circle(m, badge ? "picked" : "", outer, outer, r);
    }
    if (partial)
        circle(m, "unknown", outer, outer, last + UNKNOWN);
    yn_markup_close(m, "svg");
}

void yn_rings_list(struct yn_markup *m,
                   const struct yn_drama_tally *const *order, size_t n)
{
    /* In tenths of a unit of a 400 x 400 box. */
    enum { MIDDLE = 2000, INNER = 120, OUTER = 1960, WIDTH = 4, WIDTH_MAX = 5 };
    long gaps = n > 1 ? (long)n - 1 : 1;
    long room = (OUTER - INNER) / gaps;
    open_svg(m, "echo");
    yn_markup_attr(m, "viewBox", "0 0 400 400");
    for (size_t i = 0; i < n; i++) {
        long picks = (long)order[i]->n_badges;
        long width = WIDTH + 9 * (picks < WIDTH_MAX ? picks : WIDTH_MAX);
        yn_markup_open(m, "circle");
        attr_tenths(m, "cx", MIDDLE);
        attr_tenths(m, "cy", MIDDLE);
        attr_tenths(m, "r", INNER + (OUTER - INNER) * (long)i / gaps);
        attr_tenths(m, "stroke-width", width < room ? width : room * 2 / 3);
        yn_markup_close(m, "circle");
    }
    yn_markup_close(m, "svg");
}

void yn_rings_still(struct yn_markup *m, const char *seed)
{
    /* In tenths of a unit of a 320 x 180 box. */
    enum { WIDTH = 3200, HEIGHT = 1800, FIRST = 160, RINGS = 14 };
    uint32_t h = hash(seed);
    long x = WIDTH / 5 + (long)(h % (WIDTH * 3 / 5));
    long y = HEIGHT / 5 + (long)(h / WIDTH % (HEIGHT * 3 / 5));
    open_svg(m, "art");
    yn_markup_attr(m, "viewBox", "0 0 320 180");
    yn_markup_attr(m, "preserveAspectRatio", "xMidYMid slice");
    yn_markup_open(m, "rect");
    yn_markup_attr(m, "width", "320");
    yn_markup_attr(m, "height", "180");
    yn_markup_close(m, "rect");
    /* Each ring stands farther out than the one before, as echoes do. */
    long r = FIRST;
    for (int i = 0; i < RINGS; i++) {
        circle(m, i % 4 == (int)(h >> 28 & 3) ? "loud" : "", x, y, r);
        r += FIRST / 2 + 14L * i;
    }
    yn_markup_open(m, "g");
    yn_markup_attr(m, "class", "play");
    circle(m, "", WIDTH / 2, HEIGHT / 2, 260);
    yn_markup_open(m, "path");
    yn_markup_attr(m, "d", "M153 79.5v21l17-10.5z");
    yn_markup_close(m, "path");
    yn_markup_close(m, "g");
    yn_markup_close(m, "svg");
}
