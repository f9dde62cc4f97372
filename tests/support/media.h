/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Media files for tests, made with FFmpeg's encoders from formulas.
 */
#ifndef YN_TEST_MEDIA_H
#define YN_TEST_MEDIA_H

#include <stdbool.h>

/* The sample of channel `channel` at `t` seconds. */
typedef double media_sound(double t, int channel);

struct media_track {
    const char *codec; /* as FFmpeg names its encoder */
    media_sound *sound;
    int rate, channels; /* 0: 48000, 2 */
    const char *language;
    bool not_default, commentary;
    double length_s;            /* 0: 6 */
    double begin_s;             /* sounds from here on */
    double hole_from_s, hole_s; /* packets left out of the file */
    double ruin_from_s, ruin_s; /* packets whose bytes are made zero */
    const char *text; /* of a track of subtitles, as ASS: shown from 1 to 2.5 s
                         and from 3 to 4.5 s */
};

/* Writes the tracks; the format comes from the name of the file. Returns false
 * where this FFmpeg has not such an encoder; any failure fails the test. */
bool media_write(const char *path, const struct media_track *tracks,
                 unsigned n_tracks);

#endif
