/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of one stave, from the top down: names (in staves.c), moments
 * (stave_moments.c), music and bars (stave_songs.c), the rest and what is said
 * in it (stave_rest.c), the clock (staves.c). Seen by those alone.
 */
#ifndef YN_PUBLISH_STAVES_INTERNAL_H
#define YN_PUBLISH_STAVES_INTERNAL_H

#include "publish/staves.h"

#include "publish/stave_labels.h"

/* Heights in pixels. */
#define YN_STAVE_NAME_ROW 15
#define YN_STAVE_MOMENTS_TOP (YN_LABEL_ROWS * YN_STAVE_NAME_ROW + 4)
#define YN_STAVE_MOMENTS 30
#define YN_STAVE_MUSIC 64
#define YN_STAVE_BAR_ROW 6
#define YN_STAVE_REST 34
#define YN_STAVE_SAID 4

/* Units of the whole height of a box that stretches. */
#define YN_STAVE_TALL 60
/* Of the whole height: so that what is there is seen. */
#define YN_STAVE_HEIGHT_MIN 0.03

/* One stave, while it is drawn. All borrowed. */
struct yn_stave {
    struct yn_markup *m;
    const struct yn_played_drama *drama;
    const struct yn_played_episode *episode;
    const unsigned *lane; /* of each cue */
    unsigned n_lanes;
    double start_s, end_s; /* of the line; it is as wide as end - start */
    double shown_s;        /* where the episode ends, at most end_s */
};

/* ---- where things stand; in stave_frame.c ---- */

double yn_stave_clamp(double value); /* into 0..1 */
/* Where an instant stands, as a share of the line's width. */
double yn_stave_share(const struct yn_stave *line, double at_s);
/* Seconds that one column holds: some two pixels of a wide page. */
double yn_stave_bin_s(const struct yn_stave *line);
/* Seconds as units of a box that stretches. */
long yn_stave_units(double s);
/* NULL where the episode's moments are not known. */
const struct yn_moments *yn_stave_moments_of(const struct yn_stave *line);
long yn_stave_music_top(const struct yn_stave *line);
long yn_stave_bars_top(const struct yn_stave *line);
long yn_stave_rest_top(const struct yn_stave *line);
long yn_stave_said_top(const struct yn_stave *line);

/* Opens a box as wide as the line, `tall` units high; to be closed as "svg". */
void yn_stave_box(const struct yn_stave *line, long top, long height,
                  long tall);

/* ---- the parts ---- */

/* How much each second moves people, strong where that is much. */
void yn_stave_moments(const struct yn_stave *line);
/* A mark on that curve where a song meets its strongest moment. */
void yn_stave_meetings(const struct yn_stave *line);
/* A cue of the sheet: its level, and a bar in its lane. */
void yn_stave_cue(const struct yn_stave *line, size_t i);
/* A hollow bar: there is music, and no song to colour it. */
void yn_stave_unidentified(const struct yn_stave *line, size_t i);
/* Grows down from the bars: all the rest, and over it what of it is speech. */
void yn_stave_rest(const struct yn_stave *line);
/* A mark for each line of the subtitles. */
void yn_stave_said(const struct yn_stave *line);

#endif
