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

/* Adds `n` samples, `stride` apart, with their weight, to others that are
 * `step` apart. */
#define ADD(name, type, value)                                                 \
    static void add_##name(const void *data, size_t stride, int n,             \
                           float weight, float *out, size_t step)              \
    {                                                                          \
        const type *in = data;                                                 \
        int i = 0;                                                             \
        if (stride == 1 && step == 1) {                                        \
            for (; i + LANES <= n; i += LANES) {                               \
                for (int k = 0; k < LANES; k++)                                \
                    out[i + k] += weight * (value(in[i + k]));                 \
            }                                                                  \
        }                                                                      \
        for (; i < n; i++)                                                     \
            out[(size_t)i * step] += weight * (value(in[(size_t)i * stride])); \
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
                    float *out, size_t step);

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

/* The mono mix, spread over all samples of a frame, from the last to the first:
 * none is read after it is written. */
static void spread(float *out, size_t n, size_t width)
{
    for (size_t i = n; i-- > 0;) {
        float value = out[i];
        for (size_t c = 0; c < width; c++)
            out[i * width + c] = value;
    }
}

/* The samples of one channel, at `*stride` from each other. */
static const uint8_t *channel_of(const AVFrame *frame, int channel,
                                 size_t *stride)
{
    enum AVSampleFormat format = (enum AVSampleFormat)frame->format;
    bool planar = av_sample_fmt_is_planar(format);
    size_t bytes = (size_t)av_get_bytes_per_sample(format);
    *stride = planar ? 1 : (size_t)frame->ch_layout.nb_channels;
    return planar ? frame->extended_data[channel]
                  : frame->extended_data[0] + (size_t)channel * bytes;
}

static int bad_format(const AVFrame *frame, struct yn_err *err)
{
    return yn_err_set(err, YN_E_INPUT, frame->format,
                      "an unknown format of samples");
}

int yn_mix_frame(const AVFrame *frame, float *out, struct yn_err *err)
{
    add_fn *add = add_for((enum AVSampleFormat)frame->format);
    if (!add)
        return bad_format(frame, err);
    int channels = frame->ch_layout.nb_channels;
    memset(out, 0, (size_t)frame->nb_samples * sizeof(*out));
    for (int c = 0; c < channels; c++) {
        float weight = yn_mix_weight(&frame->ch_layout, c);
        size_t stride;
        const uint8_t *data = channel_of(frame, c, &stride);
        if (weight != 0.0f)
            add(data, stride, frame->nb_samples, weight, out, 1);
    }
    return YN_OK;
}

int yn_mix_apart(const AVFrame *frame, int width, float *out,
                 struct yn_err *err)
{
    size_t n = (size_t)frame->nb_samples;
    if (frame->ch_layout.nb_channels != width) {
        int rc = yn_mix_frame(frame, out, err);
        if (!rc)
            spread(out, n, (size_t)width);
        return rc;
    }
    add_fn *add = add_for((enum AVSampleFormat)frame->format);
    if (!add)
        return bad_format(frame, err);
    memset(out, 0, n * (size_t)width * sizeof(*out));
    for (int c = 0; c < width; c++) {
        size_t stride;
        const uint8_t *data = channel_of(frame, c, &stride);
        add(data, stride, frame->nb_samples, 1, out + c, (size_t)width);
    }
    return YN_OK;
}
