/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speech: how much of a sound is speech, second by second.
 *
 * No trained model of spectra: four numbers that are known to tell speech from
 * music and noise, and a logistic curve over them whose five weights are
 * written in speech.c.
 * - Syllables: energy in bands rises and falls 3 to 8 times a second (Houtgast
 * & Steeneken 1985; Scheirer & Slaney 1997).
 * - Voice: harmonics at one distance from each other, 70 to 400 Hz.
 * - Steadiness: partials of music stay where they are for longer than a
 *   syllable (Seyerlehner et al. 2007, turned round); a voice glides.
 * - Pauses: frames far under the mean of their second.
 */
#ifndef YN_SIGNAL_SPEECH_H
#define YN_SIGNAL_SPEECH_H

#include <stddef.h>

#include <yeoun/err.h>

struct yn_speech;

/* What the decision is made from, for one second. */
struct yn_speech_traits {
    float syllables; /* rms of the bands' levels at syllables' pace, dB */
    float voice;     /* correlation of harmonics, 0..1 */
    float steady;    /* correlation of fine spectra 128 ms apart, -1..1 */
    float pauses;    /* share of frames 6 dB and more under the mean, 0..1 */
};

/* For spectra of windows of about 64 ms, `frame_s` (at most 0.04) apart, of
 * `bins` bins, `bin_hz` from each other, up to 4 kHz at least.
 * Errors: YN_E_NOMEM. */
int yn_speech_create(size_t bins, double bin_hz, double frame_s,
                     struct yn_speech **out, struct yn_err *err);
void yn_speech_destroy(struct yn_speech **speech);

/* Takes the powers of the next frame's bins (Hann window, unscaled). Errors:
 * YN_E_NOMEM. */
int yn_speech_put(struct yn_speech *speech, const float *power,
                  struct yn_err *err);

/* What was made of the frame put last. */
struct yn_speech_frame {
    const float *fine; /* its log power less the mean around each bin, of
                          `n_fine` bins; until the next is put */
    size_t n_fine;
};
struct yn_speech_frame yn_speech_last(const struct yn_speech *speech);

/* The traits of the second that begins at `from_s`, with half a second around
 * it; zeros where nothing sounds. */
struct yn_speech_traits yn_speech_traits_of(const struct yn_speech *speech,
                                            double from_s);
/* How much of that second is speech, 0..1. */
float yn_speech_share(const struct yn_speech_traits *traits);

#endif
