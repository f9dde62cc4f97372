/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audio: any sound that FFmpeg decodes, as mono at one rate, in pieces.
 *
 * Only the file itself is opened: no network, no playlist that leads to other
 * files. A damaged file gives what decodes; what was lost is silence of the
 * same length, so that times stay true.
 */
#ifndef YN_MEDIA_AUDIO_H
#define YN_MEDIA_AUDIO_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/log.h>

struct yn_audio_params {
    int rate;             /* frames a second wanted, 1000..192000 */
    const char *language; /* ISO 639, "ko" or "kor"; NULL: the default track,
                             else the first */
    double max_s;         /* stop after this much; 0: all */
};

struct yn_audio_info {
    double duration_s;  /* of the frames given */
    double lost_s;      /* filled with silence: damaged, missing, cut off */
    double lost_at_s;   /* where the first loss is; NAN: none */
    int rate, channels; /* of the file */
    char codec[32];
    char language[8];         /* of the track taken; "" unsaid */
    unsigned track, n_tracks; /* which of the audio tracks, from 0 */
};

/* Takes `n` frames (mono, full scale 1.0), borrowed for the call. A value other
 * than 0 stops the reading and is returned. */
typedef int yn_audio_sink(void *ctx, const float *frames, size_t n,
                          struct yn_err *err);

/* Reads the whole file. Down-mix: the mean of left and right; of more channels,
 * as FFmpeg mixes to stereo by default (centre and surround at -3 dB, no LFE),
 * then the mean. Output does not depend on how the decoder cuts its frames.
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no audio track, no decoder,
 * nothing decodes), YN_E_NOMEM, and what the sink returns. */
int yn_audio_read(const char *path, const struct yn_audio_params *params,
                  yn_audio_sink *sink, void *ctx, struct yn_audio_info *info,
                  struct yn_err *err);

#endif
