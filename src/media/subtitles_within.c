/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Subtitles within a video: FFmpeg demuxes them and makes ASS of every format
 * that is text.
 */
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

#include "base/base.h"
#include "base/unicode.h"
#include "media/container.h"
#include "media/subtitles_internal.h"

/* FFmpeg's lines: ReadOrder, Layer, Style, Name, MarginL, MarginR, MarginV,
 * Effect, Text. */
#define FIELDS_BEFORE_TEXT 8
#define FIELD_NAME 3

struct track {
    const char *path;
    AVFormatContext *ctx;
    AVCodecContext *codec;
    AVPacket *packet;
    const AVStream *stream;
    struct yn_subtitle_reader reader;
};

static int open_decoder(struct track *t, struct yn_err *err)
{
    const AVCodecParameters *par = t->stream->codecpar;
    const AVCodecDescriptor *about = avcodec_descriptor_get(par->codec_id);
    const AVCodec *decoder = avcodec_find_decoder(par->codec_id);
    if (about && !(about->props & AV_CODEC_PROP_TEXT_SUB))
        return yn_err_set(err, YN_E_NOTFOUND, 0,
                          "%s: its subtitles are pictures (%s), not text",
                          t->path, about->name);
    if (!decoder)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: FFmpeg has no decoder for its subtitles (%s)",
                          t->path, avcodec_get_name(par->codec_id));
    t->codec = avcodec_alloc_context3(decoder);
    if (!t->codec)
        return yn_err_nomem(err);
    t->codec->pkt_timebase = t->stream->time_base;
    int native = avcodec_parameters_to_context(t->codec, par);
    if (native >= 0)
        native = avcodec_open2(t->codec, decoder, NULL);
    if (native < 0)
        return yn_container_fail(t->path, "its subtitles cannot be decoded",
                                 native, err);
    t->reader.out->format = avcodec_get_name(par->codec_id);
    yn_container_language(t->stream, t->reader.out->language);
    return YN_OK;
}

static int open_track(struct track *t, const char *language, struct yn_err *err)
{
    unsigned nth, n;
    int rc = yn_container_open(t->path, &t->ctx, err);
    if (rc)
        return rc;
    int native = avformat_find_stream_info(t->ctx, NULL);
    if (native < 0)
        return yn_container_fail(t->path, "nothing in it can be read", native,
                                 err);
    int index =
        yn_container_track(t->ctx, AVMEDIA_TYPE_SUBTITLE, language, &nth, &n);
    if (index < 0)
        return yn_err_set(err, YN_E_NOTFOUND, 0, "%s: holds no subtitles",
                          t->path);
    t->stream = t->ctx->streams[index];
    yn_container_only(t->ctx, (unsigned)index);
    t->packet = av_packet_alloc();
    return t->packet ? open_decoder(t, err) : yn_err_nomem(err);
}

static int add_ass(struct track *t, struct yn_subtitle *times, const char *ass,
                   struct yn_err *err)
{
    const char *at = ass, *name = "";
    size_t name_len = 0, bad;
    for (int i = 0; i < FIELDS_BEFORE_TEXT; i++) {
        const char *comma = strchr(at, ',');
        if (!comma)
            return YN_OK;
        if (i == FIELD_NAME) {
            name = at;
            name_len = (size_t)(comma - at);
        }
        at = comma + 1;
    }
    if (!yn_unicode_valid(ass, strlen(ass), &bad))
        return YN_OK;
    times->speaker = yn_arena_dup_n(&t->reader.out->arena, name, name_len);
    if (!times->speaker)
        return yn_err_nomem(err);
    return yn_subtitle_add(&t->reader, times, at, strlen(at), YN_MARKUP_ASS,
                           err);
}

/* Seconds since the container's start. */
static double seconds(const struct track *t, int64_t time)
{
    return (double)time * av_q2d(t->stream->time_base) -
           (double)yn_container_origin(t->ctx) / AV_TIME_BASE;
}

static int take_packet(struct track *t, struct yn_err *err)
{
    AVSubtitle sub = {0};
    int got = 0, rc = YN_OK;
    if (t->packet->pts == AV_NOPTS_VALUE)
        return YN_OK;
    int native = avcodec_decode_subtitle2(t->codec, &sub, &got, t->packet);
    if (native == AVERROR(ENOMEM))
        return yn_err_nomem(err);
    if (native < 0 || !got)
        return YN_OK;
    double start = seconds(t, t->packet->pts), end = start;
    if (t->packet->duration > 0)
        end = seconds(t, t->packet->pts + t->packet->duration);
    else if (sub.end_display_time != UINT32_MAX)
        end = start + sub.end_display_time / 1000.0;
    struct yn_subtitle times = {.start_s = start > 0 ? start : 0,
                                .end_s = end > 0 ? end : 0};
    for (unsigned i = 0; !rc && i < sub.num_rects; i++) {
        if (sub.rects[i]->ass)
            rc = add_ass(t, &times, sub.rects[i]->ass, err);
    }
    avsubtitle_free(&sub);
    return rc;
}

static int read_packets(struct track *t, struct yn_err *err)
{
    int rc = YN_OK;
    while (!rc) {
        int native = av_read_frame(t->ctx, t->packet);
        if (native == AVERROR(ENOMEM))
            return yn_err_nomem(err);
        if (native < 0)
            break; /* what a damaged file has had so far is of use */
        if (t->packet->stream_index == t->stream->index)
            rc = take_packet(t, err);
        av_packet_unref(t->packet);
    }
    return rc ? rc : yn_container_check(t->ctx, t->path, err);
}

int yn_subtitles_extract(const char *path, const char *language,
                         struct yn_subtitles *out, struct yn_err *err)
{
    struct yn_subtitles found = {0};
    struct track t = {.path = path,
                      .reader = {.path = path, .out = &found, .language = ""}};
    yn_container_hush();
    int rc = open_track(&t, language, err);
    if (!rc)
        rc = read_packets(&t, err);
    av_packet_free(&t.packet);
    avcodec_free_context(&t.codec);
    avformat_close_input(&t.ctx);
    yn_container_unhush();
    if (rc) {
        yn_subtitles_release(&found);
        return rc;
    }
    yn_subtitle_sort(&found);
    *out = found;
    return YN_OK;
}
