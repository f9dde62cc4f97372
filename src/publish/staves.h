/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Staves: an episode as a drawing, in lines one under the other as a score
 * has systems. Above the bars the songs, as high as they are loud against all
 * the rest, strong where they stand before it; below them that rest, dark where
 * somebody speaks. So one sees where a song carries the scene: much above,
 * nothing below. On top, where they are known, the moments: how much each
 * second moves people, with a mark where a song meets its strongest one.
 *
 * Written as SVG that fits any width without a script, hidden from assistive
 * technology: the table of cues says the same. A cue links to "#cue-N" there.
 */
#ifndef YN_PUBLISH_STAVES_H
#define YN_PUBLISH_STAVES_H

#include "publish/markup.h"
#include "publish/played.h"

/* Seconds that a line holds; such that an episode has a handful of them. */
double yn_staves_s(double duration_s);

/* How high a level stands, 0..1: YN_STAVES_EVEN is as loud as the rest. */
#define YN_STAVES_EVEN 0.65
double yn_staves_music_height(double level_db);
/* The same for a second of the rest, in LUFS. */
double yn_staves_rest_height(double level_db);

/* The same for how much a second moves people, in standard deviations. */
double yn_staves_moment_height(double value);

/* Draws all lines of an episode that is known. Errors: YN_E_NOMEM. */
int yn_staves_draw(struct yn_markup *m, const struct yn_played_drama *drama,
                   const struct yn_played_episode *episode, struct yn_err *err);

#endif
