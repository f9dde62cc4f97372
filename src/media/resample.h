/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Resample: sound at one rate becomes the same sound at others.
 *
 * What comes out depends on what went in, not on the pieces in which it came.
 * Output frame n belongs to the instant n / rate of the input: the filters'
 * delay is taken out.
 */
#ifndef YN_MEDIA_RESAMPLE_H
#define YN_MEDIA_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "media/audio.h"

struct yn_resampler;

/* From `rate` frames a second of `width` samples each (interleaved) to all
 * rates of `outs` (copied). Errors: YN_E_NOMEM, YN_E_INTERNAL. */
int yn_resampler_create(int rate, int width, const struct yn_audio_out *outs,
                        size_t n_outs, struct yn_resampler **out,
                        struct yn_err *err);
void yn_resampler_destroy(struct yn_resampler **resampler);

/* Takes `n` frames; `frames` NULL is silence. Errors: YN_E_NOMEM, what a sink
 * returns. */
int yn_resampler_put(struct yn_resampler *resampler, const float *frames,
                     int64_t n, struct yn_err *err);

/* Gives what is left; each sink has then had ceil(n * to / from) frames. */
int yn_resampler_end(struct yn_resampler *resampler, struct yn_err *err);

#endif
