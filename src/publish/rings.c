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

/* Of a roster, in tenths of a unit. */
enum { INNER = 90, OUTER = 890, STEP_MAX = 110, UNKNOWN = 80, MARGIN = 20 };
/* Rings closer than a unit are a grey disk: show every second, third, … */
enum { STEP_MIN = 10 };

static long roster_gaps(const struct yn_drama *drama)
{
    return drama->n_tracks > 1 ? (long)drama->n_tracks - 1 : 1;
}

/* From the first ring to the last. */
static long roster_span(const struct yn_drama *drama)
{
    long gaps = roster_gaps(drama);
    return gaps < (OUTER - INNER) / STEP_MAX ? gaps * STEP_MAX : OUTER - INNER;
}

static long roster_last(const struct yn_drama *drama)
{
    return drama->n_tracks > 1 ? INNER + roster_span(drama) : INNER;
}

long yn_rings_roster_reach(const struct yn_drama *drama)
{
    bool partial = drama->roster == YN_ROSTER_PARTIAL;
    return roster_last(drama) + (partial ? UNKNOWN : 0) + MARGIN;
}

void yn_rings_roster_each(const struct yn_drama *drama,
                          const struct yn_tally *tally, yn_ring_draw *draw,
                          void *ctx)
{
    long gaps = roster_gaps(drama), span = roster_span(drama);
    long skip = gaps * STEP_MIN / span + 1;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        bool badge = tally->tracks[drama->tracks[i].index].badge;
        const struct yn_ring ring = {
            .kind = badge ? YN_RING_PICKED : YN_RING_PLAIN,
            .radius = INNER + span * (long)i / gaps,
        };
        if (badge || (long)i % skip == 0)
            draw(ctx, &ring);
    }
    const struct yn_ring unknown = {.kind = YN_RING_UNKNOWN,
                                    .radius = roster_last(drama) + UNKNOWN};
    if (drama->roster == YN_ROSTER_PARTIAL)
        draw(ctx, &unknown);
}

struct svg_rings {
    struct yn_markup *m;
    long middle;
};

static void draw_roster_ring(void *ctx, const struct yn_ring *ring)
{
    static const char *const classes[] = {"", "picked", "unknown"};
    const struct svg_rings *svg = ctx;
    circle(svg->m, classes[ring->kind], svg->middle, svg->middle, ring->radius);
}

void yn_rings_roster(struct yn_markup *m, const struct yn_drama *drama,
                     const struct yn_tally *tally)
{
    /* The box is 200 wide and as high as the rings. */
    struct svg_rings svg = {m, yn_rings_roster_reach(drama)};
    open_svg(m, "rings");
    yn_markup_attr_f(m, "viewBox", "0 0 200 %ld", svg.middle / 5);
    yn_rings_roster_each(drama, tally, draw_roster_ring, &svg);
    yn_markup_close(m, "svg");
}

void yn_rings_list_each(const struct yn_drama_tally *const *order, size_t n,
                        yn_ring_draw *draw, void *ctx)
{
    /* In tenths of a unit of a 400 x 400 box. */
    enum { FIRST = 120, LAST = 1960, WIDTH = 4, WIDTH_MAX = 5 };
    long gaps = n > 1 ? (long)n - 1 : 1;
    long room = (LAST - FIRST) / gaps;
    for (size_t i = 0; i < n; i++) {
        long picks = (long)order[i]->n_badges;
        long width = WIDTH + 9 * (picks < WIDTH_MAX ? picks : WIDTH_MAX);
        const struct yn_ring ring = {
            .radius = FIRST + (LAST - FIRST) * (long)i / gaps,
            .width = width < room ? width : room * 2 / 3,
        };
        draw(ctx, &ring);
    }
}

static void draw_list_ring(void *ctx, const struct yn_ring *ring)
{
    const struct svg_rings *svg = ctx;
    yn_markup_open(svg->m, "circle");
    attr_tenths(svg->m, "cx", svg->middle);
    attr_tenths(svg->m, "cy", svg->middle);
    attr_tenths(svg->m, "r", ring->radius);
    attr_tenths(svg->m, "stroke-width", ring->width);
    yn_markup_close(svg->m, "circle");
}

void yn_rings_list(struct yn_markup *m,
                   const struct yn_drama_tally *const *order, size_t n)
{
    struct svg_rings svg = {m, YN_RINGS_LIST_REACH};
    open_svg(m, "echo");
    yn_markup_attr(m, "viewBox", "0 0 400 400");
    yn_rings_list_each(order, n, draw_list_ring, &svg);
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
