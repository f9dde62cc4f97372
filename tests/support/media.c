/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "support/media.h"

#include <math.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>

#define BIT_RATE 128000
/* Frames a packet for encoders that take any number. */
#define FREE_FRAME 1024

#define ASS_HEADER                                                             \
    "[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\n"              \
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "       \
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, "  \
    "ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "        \
    "MarginL, MarginR, MarginV, Encoding\r\n"                                  \
    "Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1," \
    "1,0,2,10,10,10,0\r\n\r\n[Events]\r\n"                                     \
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "      \
    "Effect, Text\r\n"

struct writer {
    AVFormatContext *ctx;
    AVPacket *packet;
    const struct media_track *track;
    AVStream *stream;
    AVCodecContext *codec;
    AVFrame *frame;
};

static int rate_of(const struct media_track *track)
{
    return track->rate ? track->rate : 48000;
}

static AVCodecContext *open_encoder(const struct media_track *track,
                                    const AVFormatContext *ctx)
{
    const AVCodec *encoder = avcodec_find_encoder_by_name(track->codec);
    if (!encoder)
        return NULL;
    AVCodecContext *codec = avcodec_alloc_context3(encoder);
    assert_non_null(codec);
    if (track->text) {
        codec->time_base = (AVRational){1, 1000};
        codec->subtitle_header = (uint8_t *)av_strdup(ASS_HEADER);
        codec->subtitle_header_size = (int)strlen(ASS_HEADER);
        assert_return_code(avcodec_open2(codec, encoder, NULL), 0);
        return codec;
    }
    codec->sample_fmt = encoder->sample_fmts[0];
    codec->sample_rate = rate_of(track);
    codec->bit_rate = BIT_RATE;
    codec->time_base = (AVRational){1, codec->sample_rate};
    av_channel_layout_default(&codec->ch_layout,
                              track->channels ? track->channels : 2);
    if (ctx->oformat->flags & AVFMT_GLOBALHEADER)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    codec->flags |= AV_CODEC_FLAG_BITEXACT;
    /* AAC's default search takes seconds; other encoders have no such thing. */
    (void)av_opt_set(codec->priv_data, "aac_coder", "fast", 0);
    assert_return_code(avcodec_open2(codec, encoder, NULL), 0);
    return codec;
}

static void set_sample(AVFrame *frame, int channel, int i, double value)
{
    enum AVSampleFormat format = frame->format;
    bool planar = av_sample_fmt_is_planar(format);
    int channels = frame->ch_layout.nb_channels;
    uint8_t *data = frame->extended_data[planar ? channel : 0];
    int at = planar ? i : i * channels + channel;
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_S16:
        ((int16_t *)(void *)data)[at] = (int16_t)lrint(value * 32767);
        break;
    case AV_SAMPLE_FMT_S32:
        ((int32_t *)(void *)data)[at] = (int32_t)lrint(value * 2147483000);
        break;
    case AV_SAMPLE_FMT_FLT:
        ((float *)(void *)data)[at] = (float)value;
        break;
    default:
        fail_msg("no such sample format");
    }
}

static bool within(double t, double from, double length)
{
    return length > 0 && t >= from && t < from + length;
}

static void write_packets(struct writer *w)
{
    while (avcodec_receive_packet(w->codec, w->packet) >= 0) {
        double t = (double)w->packet->pts * av_q2d(w->codec->time_base);
        av_packet_rescale_ts(w->packet, w->codec->time_base,
                             w->stream->time_base);
        w->packet->stream_index = w->stream->index;
        if (within(t, w->track->ruin_from_s, w->track->ruin_s)) {
            assert_return_code(av_packet_make_writable(w->packet), 0);
            memset(w->packet->data, 0, (size_t)w->packet->size);
        }
        if (within(t, w->track->hole_from_s, w->track->hole_s))
            av_packet_unref(w->packet);
        else
            assert_return_code(av_interleaved_write_frame(w->ctx, w->packet),
                               0);
    }
}

static void write_frame(struct writer *w, int64_t at, int n)
{
    AVFrame *frame = av_frame_alloc();
    frame->nb_samples = n;
    frame->format = w->codec->sample_fmt;
    frame->sample_rate = w->codec->sample_rate;
    av_channel_layout_copy(&frame->ch_layout, &w->codec->ch_layout);
    assert_return_code(av_frame_get_buffer(frame, 0), 0);
    double begin = w->track->begin_s;
    frame->pts = at + llrint(begin * frame->sample_rate);
    for (int c = 0; c < frame->ch_layout.nb_channels; c++) {
        for (int i = 0; i < n; i++) {
            double t = begin + (double)(at + i) / frame->sample_rate;
            set_sample(frame, c, i, w->track->sound(t, c));
        }
    }
    assert_return_code(avcodec_send_frame(w->codec, frame), 0);
    av_frame_free(&frame);
    write_packets(w);
}

static void write_line(struct writer *w, int64_t start_ms, int64_t length_ms)
{
    char line[256];
    uint8_t bytes[1024];
    snprintf(line, sizeof(line), "0,0,Default,,0,0,0,,%s", w->track->text);
    AVSubtitleRect rect = {.type = SUBTITLE_ASS, .ass = line};
    AVSubtitleRect *rects[] = {&rect};
    AVSubtitle sub = {.end_display_time = (uint32_t)length_ms,
                      .num_rects = 1,
                      .rects = rects,
                      .pts = start_ms * 1000};
    int n = avcodec_encode_subtitle(w->codec, bytes, sizeof(bytes), &sub);
    assert_return_code(n, 0);
    assert_return_code(av_new_packet(w->packet, n), 0);
    memcpy(w->packet->data, bytes, (size_t)n);
    w->packet->pts = w->packet->dts = start_ms;
    w->packet->duration = length_ms;
    w->packet->stream_index = w->stream->index;
    av_packet_rescale_ts(w->packet, (AVRational){1, 1000},
                         w->stream->time_base);
    assert_return_code(av_interleaved_write_frame(w->ctx, w->packet), 0);
}

static void write_track(struct writer *w)
{
    if (w->track->text) {
        write_line(w, 1000, 1500);
        write_line(w, 3000, 1500);
        return;
    }
    double length = w->track->length_s > 0 ? w->track->length_s : 6;
    int64_t n = llrint(length * w->codec->sample_rate);
    int step = w->codec->frame_size ? w->codec->frame_size : FREE_FRAME;
    for (int64_t at = 0; at < n; at += step)
        write_frame(w, at, (int)(n - at < step ? n - at : step));
    assert_return_code(avcodec_send_frame(w->codec, NULL), 0);
    write_packets(w);
}

static bool open_track(struct writer *w, AVFormatContext *ctx, AVPacket *packet,
                       const struct media_track *track)
{
    *w = (struct writer){.ctx = ctx, .packet = packet, .track = track};
    w->codec = open_encoder(track, ctx);
    if (!w->codec)
        return false;
    w->stream = avformat_new_stream(ctx, NULL);
    assert_non_null(w->stream);
    avcodec_parameters_from_context(w->stream->codecpar, w->codec);
    w->stream->time_base = w->codec->time_base;
    if (track->language)
        av_dict_set(&w->stream->metadata, "language", track->language, 0);
    w->stream->disposition = (track->not_default ? 0 : AV_DISPOSITION_DEFAULT) |
                             (track->commentary ? AV_DISPOSITION_COMMENT : 0);
    return true;
}

bool media_write(const char *path, const struct media_track *tracks,
                 unsigned n_tracks)
{
    struct writer writers[4];
    AVFormatContext *ctx = NULL;
    av_log_set_level(AV_LOG_ERROR);
    AVPacket *packet = av_packet_alloc();
    bool there = true;
    assert_in_range(n_tracks, 1, 4);
    assert_return_code(avformat_alloc_output_context2(&ctx, NULL, NULL, path),
                       0);
    ctx->flags |= AVFMT_FLAG_BITEXACT;
    unsigned open = 0;
    for (; there && open < n_tracks; open++)
        there = open_track(&writers[open], ctx, packet, &tracks[open]);
    if (there) {
        assert_return_code(avio_open(&ctx->pb, path, AVIO_FLAG_WRITE), 0);
        assert_return_code(avformat_write_header(ctx, NULL), 0);
        for (unsigned i = 0; i < n_tracks; i++)
            write_track(&writers[i]);
        assert_return_code(av_write_trailer(ctx), 0);
        avio_closep(&ctx->pb);
    }
    for (unsigned i = 0; i < open; i++)
        avcodec_free_context(&writers[i].codec);
    av_packet_free(&packet);
    avformat_free_context(ctx);
    return there;
}
