/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made sound for tests of placements: songs of coloured notes, and speech-like
 * noise.
 */
#ifndef TESTS_SUPPORT_SONGS_H
#define TESTS_SUPPORT_SONGS_H

#include <stddef.h>
#include <stdint.h>

/* Notes of a quarter of a second, each a decaying mix of partials below 950 Hz:
 * `seconds` of them at `rate`, the same at any rate; from malloc. */
float *songs_make(int rate, int seconds, uint64_t seed);

/* Noise in bursts with short pauses, over a little room. */
float *songs_speech(int rate, int seconds, uint64_t seed);

#endif
