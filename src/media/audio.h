/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audio: any sound that FFmpeg decodes, as mono or in its own channels, in
 * pieces, at one rate or at several from one decoding.
 *
 * Only the file itself is opened: no network, no playlist that leads to other
 * files. Frame 0 is the container's start, so that times agree with those of a
 * player and of the subtitles. A damaged file gives what decodes; what was lost
 * is silence of the same length, so that times stay true. (Bare streams, .mp3,
 * .aac, .ac3, have no time stamps: there the length of a loss is reckoned from
 * its bytes.)
 *
 * Down-mix: each channel has one weight. Front left and right (and their wide
 * and top kin) 0.5; centre 0.707; side and back 0.354; LFE 0. That is FFmpeg's
 * default mix to stereo (centre and surround at -3 dB, no LFE), then the mean,
 * not made quieter: sound above full scale stays as it is. A single channel is
 * taken as it is, and where a file does not say which channel is which their
 * mean. Dolby's dynamic range compression is not applied.
 *
 * The pass band of each rate ends at about 0.7 of half the rate; the same file
 * gives the same frames at one rate whatever other rates are asked for.
 */
#ifndef YN_MEDIA_AUDIO_H
#define YN_MEDIA_AUDIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/log.h>

/* The most rates that one reading gives. */
#define YN_AUDIO_OUTS 4
#define YN_AUDIO_RATE_MIN 1000
#define YN_AUDIO_RATE_MAX 192000
/* Channels of a file that can be had apart. */
#define YN_AUDIO_CHANNELS_MAX 8

struct yn_audio_params {
    int rate;             /* frames a second wanted (yn_audio_read alone) */
    const char *language; /* ISO 639, "ko" or "kor"; NULL: any */
    double max_s;         /* stop after this much; 0: all */
    bool apart; /* give the file's channels as they are, not their mix */
};

struct yn_audio_info {
    /* Of the file, known before the first frames are given. */
    int rate, channels; /* the latter of the first piece, once begun */
    uint64_t speakers;  /* which they are, a bit each as WAV has them; 0:
                           unsaid */
    char codec[32];
    char language[8]; /* of the track taken, ISO 639-2 ("kor"); "" unsaid */
    unsigned track, n_tracks; /* which of the audio tracks, from 0 */
    double expected_s;        /* what the file says of its length; 0: nothing */
    /* Of what was read; these grow while frames are given. */
    double duration_s; /* of the frames given */
    double lost_s;     /* of it silence: damaged or missing within the file */
    double lost_at_s;  /* where the first of it is; NAN: none */
    /* Known at the end. */
    double cut_s; /* how much sooner than the file says its sound ends, 2 s and
                     more: it is cut off, or its picture goes on; else 0 */
};

/* Takes `n` frames (mono; of info->channels samples each, interleaved, where
 * params->apart asks for it; full scale 1.0, finite), borrowed for the call. A
 * value other than 0 stops the reading and is returned. */
typedef int yn_audio_sink(void *ctx, const float *frames, size_t n,
                          struct yn_err *err);

struct yn_audio_out {
    int rate; /* frames a second, YN_AUDIO_RATE_MIN..YN_AUDIO_RATE_MAX */
    yn_audio_sink *sink;
    void *ctx;
};

/* Reads the whole file once and gives its sound to each of `n_outs` (at most
 * YN_AUDIO_OUTS) sinks, in turns of some ten thousand frames of the file. Each
 * gets ceil(length * rate) frames in all. `params` may be NULL. `*info` (may be
 * NULL) is filled as its comments say, on failure too.
 *
 * Of several audio tracks one in the wanted language is taken (else one that
 * does not say its language, else any); of those one that can be decoded, that
 * is no commentary and no description for the blind, that is marked as the
 * default, the first.
 * Errors: YN_E_ARG, YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no audio track, no
 * decoder, nothing decodes), YN_E_LIMIT (more channels apart than
 * YN_AUDIO_CHANNELS_MAX), YN_E_NOMEM, and what a sink returns.
 * Threads: any number of readings at once. */
int yn_audio_read_rates(const char *path, const struct yn_audio_params *params,
                        const struct yn_audio_out *outs, size_t n_outs,
                        struct yn_audio_info *info, struct yn_err *err);

/* The same for one sink, at params->rate. */
int yn_audio_read(const char *path, const struct yn_audio_params *params,
                  yn_audio_sink *sink, void *ctx, struct yn_audio_info *info,
                  struct yn_err *err);

/* Fills `*info` with what is known of the file without decoding it; the rest is
 * 0. Errors: as yn_audio_read_rates. */
int yn_audio_probe(const char *path, const struct yn_audio_params *params,
                   struct yn_audio_info *info, struct yn_err *err);

/* Names what reads, such as "FFmpeg 59.27.100 59.37.100 0f3a9c12": where it is
 * another, so may be what can be read. */
#define YN_AUDIO_READER_BYTES 64
void yn_audio_reader(char out[YN_AUDIO_READER_BYTES]);

#endif
