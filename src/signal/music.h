/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Music: how sure it is that a sound holds music, second by second.
 *
 * No trained model of spectra: three numbers that are known to tell music from
 * speech and noise, and a logistic curve over them whose five weights are
 * written in music.c; bench/placements/unlisted finds them.
 * - Tones: peaks of the spectrum that stay at one frequency, under whatever
 *   else sounds (continuous frequency activation: Seyerlehner, Pohle, Schedl &
 *   Widmer 2007, "Automatic music detection in television productions").
 *   Deviations: windows of 5 s instead of 2.3 s, the mean of ten peaks instead
 *   of the sum of five, and bins are asked up to 3.5 kHz only.
 * - Syllables, pauses: what tells speech (speech.h; Scheirer & Slaney 1997). A
 *   voice has tones of its own: the more of one there is, the more tones there
 *   must be.
 */
#ifndef YN_SIGNAL_MUSIC_H
#define YN_SIGNAL_MUSIC_H

#include <stddef.h>

#include <yeoun/err.h>

#include "signal/speech.h"

struct yn_music;

/* What the decision is made from, for one second with two around it. */
struct yn_music_traits {
    float tones;             /* mean height of the ten tallest peaks, 0..1 */
    float syllables, pauses; /* as in struct yn_speech_traits */
};

/* For frames `frame_s` apart (at most 0.04, and no more than 255 a second). A
 * second lasts `second_s`, about 1: an episode's speed may have been undone.
 * Errors: YN_E_NOMEM. Memory: a byte a bin and second. */
int yn_music_create(double frame_s, double second_s, struct yn_music **out,
                    struct yn_err *err);
void yn_music_destroy(struct yn_music **music);

/* Takes what `speech` made of the frame that it was given last; to be called
 * after each. Errors: YN_E_NOMEM. */
int yn_music_put(struct yn_music *music, const struct yn_speech *speech,
                 struct yn_err *err);

/* The traits of a second, once all is put. `speech` holds those of all `n`
 * seconds. */
struct yn_music_traits yn_music_traits_of(const struct yn_music *music,
                                          const struct yn_speech_traits *speech,
                                          size_t n, size_t second);

/* How sure it is that there is music in that second, 0..1. */
float yn_music_share(const struct yn_music_traits *traits);

#endif
