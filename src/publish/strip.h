/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strip: small drawings, one line each, that are read side by side: one song
 * through all episodes of its drama, or one episode with all its songs. High
 * and strong where a song stands before all else, low and pale where it is
 * behind; a cue is drawn wide enough to be seen, however short.
 *
 * Of many episodes a song's strip has a bar each, as high as it plays long in
 * it; the strong part of that is before all else.
 *
 * Hidden from assistive technology: words beside it say how much there is.
 */
#ifndef YN_PUBLISH_STRIP_H
#define YN_PUBLISH_STRIP_H

#include "publish/markup.h"
#include "publish/played.h"

/* The numbers of the episodes, over the strips of songs. */
void yn_strip_numbers(struct yn_markup *m, const struct yn_played_drama *drama);

/* Whether the songs of the drama get bars. */
bool yn_strip_has_bars(const struct yn_played_drama *drama);

/* A song through the drama; an episode that is not known has a dotted line. */
void yn_strip_song(struct yn_markup *m, const struct yn_played_drama *drama,
                   const struct yn_played_song *song);

/* An episode that is known, as wide as it is long beside `longest_s`. */
void yn_strip_episode(struct yn_markup *m, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode,
                      double longest_s);

#endif
