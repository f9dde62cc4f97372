/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/mix.h"

#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>

#include "base/base.h"

#define MINUS_3_DB 0.70710678f

/* Frames taken together; a number the compiler knows lets it use all lanes. */
#define LANES 16

float yn_mix_weight(const AVChannelLayout *layout, int index)
{
    int n = layout->nb_channels;
    if (n <= 1)
        return 1.0f;
    if (layout->order == AV_CHANNEL_ORDER_AMBISONIC)
        return index == 0 ? 1.0f : 0.0f; /* the first one hears everything */
    switch (av_channel_layout_channel_from_index(layout, (unsigned)index)) {
    case AV_CHAN_FRONT_LEFT:
    case AV_CHAN_FRONT_RIGHT:
    case AV_CHAN_FRONT_LEFT_OF_CENTER:
    case AV_CHAN_FRONT_RIGHT_OF_CENTER:
    case AV_CHAN_WIDE_LEFT:
    case AV_CHAN_WIDE_RIGHT:
    case AV_CHAN_TOP_FRONT_LEFT:
    case AV_CHAN_TOP_FRONT_RIGHT:
    case AV_CHAN_STEREO_LEFT:
    case AV_CHAN_STEREO_RIGHT:
        return 0.5f;
    case AV_CHAN_FRONT_CENTER:
    case AV_CHAN_TOP_FRONT_CENTER:
        return MINUS_3_DB;
    case AV_CHAN_BACK_CENTER: /* to both sides at -3 dB, and that at -3 dB */
        return 0.5f;
    case AV_CHAN_SIDE_LEFT:
    case AV_CHAN_SIDE_RIGHT:
    case AV_CHAN_BACK_LEFT:
    case AV_CHAN_BACK_RIGHT:
        return 0.5f * MINUS_3_DB;
    case AV_CHAN_NONE:
        return 1.0f / (float)n;
    default: /* LFE, heights at the back */
        return 0.0f;
    }
}

/* Adds `n` samples, `stride` apart, with their weight. */
#define ADD(name, type, value)                                                 \
    static void add_##name(const void *data, size_t stride, int n,             \
                           float weight, float *out)                           \
    {                                                                          \
        const type *in = data;                                                 \
        int i = 0;                                                             \
        if (stride == 1) {                                                     \
            for (; i + LANES <= n; i += LANES) {                               \
                for (int k = 0; k < LANES; k++)                                \
                    out[i + k] += weight * (value(in[i + k]));                 \
            }                                                                  \
        }                                                                      \
        for (; i < n; i++)                                                     \
            out[i] += weight * (value(in[(size_t)i * stride]));                \
    }

/* Full scale of each sample format becomes 1.0. */
#define FROM_U8(x) (((float)(x)-128.0f) * (1.0f / 128.0f))
#define FROM_S16(x) ((float)(x) * (1.0f / 32768.0f))
#define FROM_S32(x) ((float)(x) * (1.0f / 2147483648.0f))
#define FROM_S64(x) ((float)(x) * (1.0f / 9223372036854775808.0f))
#define FROM_REAL(x) ((float)(x))

ADD(u8, uint8_t, FROM_U8)
ADD(s16, int16_t, FROM_S16)
ADD(s32, int32_t, FROM_S32)
ADD(s64, int64_t, FROM_S64)
ADD(flt, float, FROM_REAL)
ADD(dbl, double, FROM_REAL)

typedef void add_fn(const void *data, size_t stride, int n, float weight,
                    float *out);

static add_fn *add_for(enum AVSampleFormat format)
{
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
        return add_u8;
    case AV_SAMPLE_FMT_S16:
        return add_s16;
    case AV_SAMPLE_FMT_S32:
        return add_s32;
    case AV_SAMPLE_FMT_S64:
        return add_s64;
    case AV_SAMPLE_FMT_FLT:
        return add_flt;
    case AV_SAMPLE_FMT_DBL:
        return add_dbl;
    default:
        return NULL;
    }
}

int yn_mix_frame(const AVFrame *frame, float *out, struct yn_err *err)
{
    enum AVSampleFormat format = (enum AVSampleFormat)frame->format;
    add_fn *add = add_for(format);
    if (!add)
        return yn_err_set(err, YN_E_INPUT, frame->format,
                          "an unknown format of samples");
    int channels = frame->ch_layout.nb_channels;
    bool planar = av_sample_fmt_is_planar(format);
    size_t bytes = (size_t)av_get_bytes_per_sample(format);
    memset(out, 0, (size_t)frame->nb_samples * sizeof(*out));
    for (int c = 0; c < channels; c++) {
        float weight = yn_mix_weight(&frame->ch_layout, c);
        const uint8_t *data = planar
                                  ? frame->extended_data[c]
                                  : frame->extended_data[0] + (size_t)c * bytes;
        if (weight != 0.0f)
            add(data, planar ? 1 : (size_t)channels, frame->nb_samples, weight,
                out);
    }
    return YN_OK;
}
