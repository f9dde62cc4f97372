/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sound: what mixing takes, on interleaved floats, full scale 1.0.
 */
#ifndef BENCH_SOUND_H
#define BENCH_SOUND_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

struct sound {
    float *samples; /* n_frames * channels, interleaved; freed by release */
    size_t n_frames;
    int channels; /* 1 or 2 */
};

/* Silence. Errors: YN_E_NOMEM; `sound` is empty then. */
int sound_init(struct sound *sound, size_t n_frames, int channels,
               struct yn_err *err);
void sound_release(struct sound *sound);

/* Reads `n_frames` of raw signed 16-bit little-endian from frame `from`, and
 * makes the channels of the file those of `sound` (initialised, as long).
 * Errors: YN_E_NOTFOUND, YN_E_INPUT (the file is shorter), YN_E_NOMEM. */
int sound_read(struct sound *sound, const char *path, int file_channels,
               size_t from, struct yn_err *err);

/* The whole length of such a file in frames. */
int sound_length(const char *path, int file_channels, size_t *n_frames,
                 struct yn_err *err);

/* Adds `gain` times `what`, its first frame at `at` (negative: its head is
 * cut); what lies outside is dropped. Both have the same channels. */
void sound_add(struct sound *sound, const struct sound *what, long long at,
               double gain);

/* Takes away what lies above `cutoff_hz`, without delay: a Butterworth
 * low-pass of order 8 run forwards and backwards, -6 dB at the cut-off and
 * -96 dB an octave higher. */
void sound_lowpass(struct sound *sound, double cutoff_hz, double rate);

/* Weighs it as loudness is weighed (ITU-R BS.1770-4, annex 1), forwards, in
 * place: a shelf for the head and a high-pass. */
void sound_k_weight(struct sound *sound, double rate);

/* Adds pink noise (-3 dB an octave from 20 Hz to 20 kHz) whose mono down-mix
 * has about the given rms; half of it is common to both channels. */
void sound_add_pink(struct sound *sound, double rms, double rate,
                    uint64_t seed);

/* Mean square of the mono down-mix over [from, to), cut to what there is. */
double sound_power(const struct sound *sound, long long from, long long to);

/* Largest absolute sample. */
double sound_peak(const struct sound *sound);

#endif
