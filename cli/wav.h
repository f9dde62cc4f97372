/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * WAV: sound as 32-bit floats, in a file of any size.
 *
 * WAVE_FORMAT_EXTENSIBLE (Microsoft, 2001), so that the channels keep their
 * places. Where more than 4 GiB come it becomes RF64 (EBU Tech 3306, edition
 * 2.0), for which room is left in front. A stream that cannot be sought keeps
 * sizes of 0xFFFFFFFF, as FFmpeg writes and reads them.
 */
#ifndef YN_CLI_WAV_H
#define YN_CLI_WAV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <yeoun/err.h>

struct yn_wav {
    FILE *f; /* borrowed */
    int rate, channels;
    uint64_t speakers; /* as in yn_lift_form */
    uint64_t n;        /* frames written */
};

/* Writes the head; f, rate, channels and speakers are set. Failures of writing
 * show at yn_out_close, or as YN_E_IO. */
int yn_wav_begin(struct yn_wav *wav, struct yn_err *err);
int yn_wav_frames(struct yn_wav *wav, const float *frames, size_t n,
                  struct yn_err *err);
/* Puts the true sizes into the head where the file can be sought. `*rf64`: it
 * became one. */
int yn_wav_end(struct yn_wav *wav, bool *rf64, struct yn_err *err);

#endif
