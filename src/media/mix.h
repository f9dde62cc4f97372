/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mix: a decoded frame of any layout and sample format becomes floats.
 */
#ifndef YN_MEDIA_MIX_H
#define YN_MEDIA_MIX_H

#include <libavutil/frame.h>

#include <yeoun/err.h>

/* The weight of channel `index` in the mono mix; see audio.h. */
float yn_mix_weight(const AVChannelLayout *layout, int index);

/* Writes frame->nb_samples mono frames to `out`. Every sample depends on its
 * own instant alone. Errors: YN_E_INPUT (a format that no decoder gives). */
int yn_mix_frame(const AVFrame *frame, float *out, struct yn_err *err);

/* Writes frame->nb_samples frames of `width` samples each, interleaved: the
 * frame's own channels, or, where it has another number of them, its mono mix
 * in each. Errors: as yn_mix_frame. */
int yn_mix_apart(const AVFrame *frame, int width, float *out,
                 struct yn_err *err);

#endif
