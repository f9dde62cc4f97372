/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rings: the pictures of the page, all drawn from one idea, sound that spreads
 * and fades. Written as SVG, inline or as a file.
 */
#ifndef YN_PUBLISH_RINGS_H
#define YN_PUBLISH_RINGS_H

#include <yeoun/tally.h>

#include "publish/markup.h"

/* A circle around the middle, in tenths of a unit. */
struct yn_ring {
    enum { YN_RING_PLAIN, YN_RING_PICKED, YN_RING_UNKNOWN } kind;
    long radius;
    long width; /* of the stroke; 0 = what its kind has */
};
typedef void yn_ring_draw(void *ctx, const struct yn_ring *ring);

/* The rings of the two drawings below, from within, and how far they reach
 * (YN_RINGS_LIST_REACH for the list). */
void yn_rings_roster_each(const struct yn_drama *drama,
                          const struct yn_tally *tally, yn_ring_draw *draw,
                          void *ctx);
long yn_rings_roster_reach(const struct yn_drama *drama);
void yn_rings_list_each(const struct yn_drama_tally *const *order, size_t n,
                        yn_ring_draw *draw, void *ctx);
#define YN_RINGS_LIST_REACH 2000

/* A drama's roster: each ring a track from the first within to the last
 * without, strong where it wears the badge; a dotted ring around a roster that
 * is known to be partial. Hidden from assistive technology: the page says all
 * of it in words. */
void yn_rings_roster(struct yn_markup *m, const struct yn_drama *drama,
                     const struct yn_tally *tally);

/* The whole list: each ring a drama in the list's order, the first within, as
 * strong as it has picks. Hidden as above. */
void yn_rings_list(struct yn_markup *m,
                   const struct yn_drama_tally *const *order, size_t n);

/* The still on which a video is started: rings from a point that `seed`
 * chooses, and the sign for play. */
void yn_rings_still(struct yn_markup *m, const char *seed);

/* One of YN_RINGS_HUES quiet colours, chosen by the slug. */
#define YN_RINGS_HUES 12
unsigned yn_rings_hue(const char *slug);

#endif
