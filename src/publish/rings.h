/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rings: the pictures of the page, all drawn from one idea, sound that spreads
 * and fades. Written as SVG, inline or as a file.
 */
#ifndef YN_PUBLISH_RINGS_H
#define YN_PUBLISH_RINGS_H

#include <yeoun/tally.h>

#include "publish/markup.h"

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
