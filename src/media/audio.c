/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/audio.h"

#include <math.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/parseutils.h>

#include "base/base.h"
#include "base/hash.h"
#include "media/container.h"
#include "media/join.h"
#include "media/mix.h"

/* The sound of a file ends when no more than this could follow; only damaged
 * time stamps lead beyond it. */
#define LONGEST_S (48 * 3600)
/* How far beyond the length that a file states its sound may go on. */
#define BEYOND_S 10
/* Sound that ends this much before the file is told of; pictures often go on
 * for a second. */
#define CUT_MIN_S 2.0
/* Damaged packets that may follow one another where the file itself cannot be
 * read on; a damaged container may yield errors for ever. */
#define READ_ERRORS_MAX 256
/* Errors that one packet may give: a decoder may go on behind the first. */
#define PACKET_ERRORS_MAX 16
/* No frame of MP3 is larger (320 kbit/s at 32 kHz). Where bytes are zero FFmpeg
 * gives them with the next good frame, and the decoder passes over them. */
#define MP3_FRAME_MAX 1441

struct reader {
    const char *path;
    const struct yn_audio_params *params;
    const struct yn_audio_out *outs;
    size_t n_outs;
    struct yn_audio_info *info;

    AVFormatContext *ctx;
    AVCodecContext *codec;
    AVStream *stream;
    AVPacket *packet;
    AVFrame *frame;

    struct yn_join join;
    bool begun;   /* a frame was decoded */
    float *sound; /* the frame at hand */
    size_t cap;   /* of it, in samples */

    bool raw;              /* no time stamps: FFmpeg counts packets */
    bool fixed;            /* the container says how the sound is coded */
    bool upset;            /* a packet may have told the decoder otherwise */
    bool failed;           /* some of the packet at hand */
    int64_t from_packet;   /* frames that it gave or that are owed for it */
    int64_t last_packet;   /* and the last whole one */
    int64_t bytes, frames; /* of all packets: what a frame weighs */
};

static int open_decoder(struct reader *r, struct yn_err *err)
{
    const AVCodecParameters *par = r->stream->codecpar;
    const AVCodec *decoder = avcodec_find_decoder(par->codec_id);
    if (!decoder)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: FFmpeg has no decoder for its sound (%s)",
                          r->path, avcodec_get_name(par->codec_id));
    r->codec = avcodec_alloc_context3(decoder);
    if (!r->codec)
        return yn_err_nomem(err);
    int rc = avcodec_parameters_to_context(r->codec, par);
    r->codec->pkt_timebase = r->stream->time_base;
    r->codec->thread_count = 1;
    AVDictionary *options = NULL;
    /* The sound as it was mixed, not as a living room at night gets it. */
    if (rc >= 0)
        rc = av_dict_set(&options, "drc_scale", "0", 0);
    if (rc >= 0)
        rc = avcodec_open2(r->codec, decoder, &options);
    av_dict_free(&options);
    if (rc < 0)
        return yn_container_fail(r->path, "its sound cannot be decoded", rc,
                                 err);
    return YN_OK;
}

/* One packet of rubbish can talk an AAC decoder into 40 channels for the rest
 * of the file; the container knows better. */
static int calm_decoder(struct reader *r, struct yn_err *err)
{
    if (!r->upset)
        return YN_OK;
    r->upset = false;
    avcodec_free_context(&r->codec);
    return open_decoder(r, err);
}

/* What the file says of the length of its sound. Matroska knows that of the
 * file, and the length of a track only where a muxer has noted it. */
static double expected_length(const struct reader *r)
{
    const AVDictionaryEntry *tag =
        av_dict_get(r->stream->metadata, "DURATION", NULL, 0);
    int64_t time = 0;
    if (r->stream->duration > 0 && r->stream->time_base.den > 0)
        return (double)r->stream->duration * av_q2d(r->stream->time_base);
    if (tag && av_parse_time(&time, tag->value, 1) >= 0 && time > 0)
        return (double)time / AV_TIME_BASE;
    return r->ctx->duration > 0 ? (double)r->ctx->duration / AV_TIME_BASE : 0;
}

static void fill_info(struct reader *r, unsigned nth, unsigned n_tracks)
{
    const AVCodecParameters *par = r->stream->codecpar;
    struct yn_audio_info *info = r->info;
    info->rate = par->sample_rate;
    info->channels = par->ch_layout.nb_channels;
    snprintf(info->codec, sizeof(info->codec), "%s",
             avcodec_get_name(par->codec_id));
    char language[4];
    yn_container_language(r->stream, language);
    snprintf(info->language, sizeof(info->language), "%s", language);
    info->track = nth;
    info->n_tracks = n_tracks;
    info->expected_s = expected_length(r);
}

/* Formats without time stamps, where FFmpeg counts packets. */
static bool is_raw(const AVFormatContext *ctx)
{
    static const char *const names[] = {"mp3", "aac", "ac3", "eac3", "dts"};
    for (size_t i = 0; i < YN_LEN(names); i++) {
        if (strcmp(ctx->iformat->name, names[i]) == 0)
            return true;
    }
    return false;
}

static int open_file(struct reader *r, struct yn_err *err)
{
    unsigned nth, n_tracks;
    int rc = yn_container_open(r->path, &r->ctx, err);
    if (rc)
        return rc;
    int native = avformat_find_stream_info(r->ctx, NULL);
    if (native < 0)
        return yn_container_fail(r->path, "nothing in it can be read", native,
                                 err);
    int index = yn_container_track(r->ctx, AVMEDIA_TYPE_AUDIO,
                                   r->params->language, &nth, &n_tracks);
    if (index < 0)
        return yn_err_set(err, YN_E_INPUT, 0, "%s: holds no audio", r->path);
    r->stream = r->ctx->streams[index];
    r->raw = is_raw(r->ctx);
    r->fixed = r->stream->codecpar->codec_id == AV_CODEC_ID_AAC &&
               r->stream->codecpar->extradata_size > 0;
    yn_container_only(r->ctx, (unsigned)index);
    fill_info(r, nth, n_tracks);
    return YN_OK;
}

static void close_file(struct reader *r)
{
    yn_join_release(&r->join);
    free(r->sound);
    av_frame_free(&r->frame);
    av_packet_free(&r->packet);
    avcodec_free_context(&r->codec);
    avformat_close_input(&r->ctx);
}

/* A time of the stream in frames since the container's start. */
static int64_t to_frames(const struct reader *r, int64_t time)
{
    AVRational frames = {1, r->join.timeline.rate};
    return av_rescale_q(time, r->stream->time_base, frames) -
           av_rescale_q(yn_container_origin(r->ctx), AV_TIME_BASE_Q, frames);
}

/* The first decoded frame says at which rate the file is read. */
static int begin(struct reader *r, struct yn_err *err)
{
    const AVFrame *frame = r->frame;
    r->info->rate = frame->sample_rate;
    r->info->channels = frame->ch_layout.nb_channels;
    if (r->params->apart && r->info->channels > YN_AUDIO_CHANNELS_MAX)
        return yn_err_set(err, YN_E_LIMIT, r->info->channels,
                          "%s: has %d channels; up to %d can be kept apart",
                          r->path, r->info->channels, YN_AUDIO_CHANNELS_MAX);
    r->info->speakers = frame->ch_layout.order == AV_CHANNEL_ORDER_NATIVE
                            ? frame->ch_layout.u.mask
                            : 0;
    struct yn_join_params params = {
        .rate = frame->sample_rate,
        .width = r->params->apart ? r->info->channels : 1,
        .longest_s = LONGEST_S,
        .max_s = r->params->max_s,
        .clock_may_change = (r->ctx->iformat->flags & AVFMT_TS_DISCONT) != 0,
        .outs = r->outs,
        .n_outs = r->n_outs,
    };
    if (r->ctx->duration > 0)
        params.longest_s =
            fmin(LONGEST_S, (double)r->ctx->duration / AV_TIME_BASE + BEYOND_S);
    r->begun = true;
    return yn_join_begin(&r->join, &params, err);
}

static int take_frame(struct reader *r, struct yn_err *err)
{
    const AVFrame *frame = r->frame;
    if (frame->nb_samples <= 0 || frame->sample_rate <= 0 ||
        frame->ch_layout.nb_channels <= 0)
        return YN_OK;
    size_t n = (size_t)frame->nb_samples;
    int rc = r->begun ? YN_OK : begin(r, err);
    if (!rc)
        rc = yn_grow(&r->sound, &r->cap, n * r->join.width, sizeof(*r->sound),
                     err);
    if (!rc && r->params->apart)
        rc = yn_mix_apart(frame, (int)r->join.width, r->sound, err);
    else if (!rc)
        rc = yn_mix_frame(frame, r->sound, err);
    if (rc)
        return rc;
    /* The stamps of a raw file are counts of packets, good and bad. */
    bool said =
        frame->pts != AV_NOPTS_VALUE && (!r->raw || !r->join.timeline.begun);
    r->from_packet += frame->nb_samples;
    return yn_join_piece(&r->join, r->sound, n, frame->sample_rate,
                         said ? to_frames(r, frame->pts) : YN_STAMP_NONE, err);
}

/* How much sound `bytes` of a raw file held, in whole packets. */
static int64_t weigh(const struct reader *r, int64_t bytes)
{
    int64_t packet = r->last_packet;
    if (r->bytes <= 0 || packet <= 0)
        return 0;
    int64_t n = av_rescale(bytes, r->frames, r->bytes);
    return (n + packet / 2) / packet * packet;
}

/* Notes how much sound a packet that failed should have given. */
static void owe(struct reader *r, const AVPacket *packet)
{
    int64_t n = 0;
    r->upset = r->fixed;
    /* Where packets are found by their looks, rubbish may be of any size. */
    if (packet && r->raw)
        n = weigh(r, packet->size);
    else if (packet && r->begun)
        n = av_rescale_q(packet->duration, r->stream->time_base,
                         (AVRational){1, r->join.timeline.rate});
    /* Stamps and so lengths are often rounded to milliseconds. */
    if (llabs(n - r->last_packet) * 1000 <= r->join.timeline.rate)
        n = r->last_packet;
    n -= r->from_packet;
    yn_join_lose(&r->join, n > 0 ? n : 0);
}

/* Notes sound that is missing before the frame in the packet. */
static void owe_before(struct reader *r, const AVPacket *packet)
{
    bool mp3 = r->stream->codecpar->codec_id == AV_CODEC_ID_MP3;
    if (!packet || !mp3 || !r->raw || packet->size <= MP3_FRAME_MAX)
        return;
    int64_t n = weigh(r, packet->size) - r->last_packet;
    if (n <= 0)
        return;
    r->from_packet = n;
    yn_join_lose(&r->join, n);
}

/* Whether it has channels that the container knows nothing of. */
static bool is_rubbish(const struct reader *r)
{
    int channels = r->frame->ch_layout.nb_channels;
    return r->fixed && r->begun && channels > 2 &&
           channels != r->info->channels;
}

static int receive(struct reader *r, struct yn_err *err)
{
    unsigned errors = 0;
    while (!r->join.full) {
        int native = avcodec_receive_frame(r->codec, r->frame);
        if (native == AVERROR(EAGAIN) || native == AVERROR_EOF)
            return YN_OK;
        if (native == AVERROR(ENOMEM))
            return yn_err_nomem(err);
        if (native < 0 || is_rubbish(r)) {
            r->failed = true;
            if (++errors >= PACKET_ERRORS_MAX)
                return YN_OK;
            continue;
        }
        int rc = take_frame(r, err);
        av_frame_unref(r->frame);
        if (rc)
            return rc;
    }
    return YN_OK;
}

/* NULL ends the sound: the decoder gives what it kept. */
static int decode(struct reader *r, const AVPacket *packet, struct yn_err *err)
{
    r->from_packet = 0;
    r->failed = false;
    int rc = calm_decoder(r, err);
    if (rc)
        return rc;
    owe_before(r, packet);
    int64_t owed = r->from_packet;
    int native = avcodec_send_packet(r->codec, packet);
    if (native == AVERROR(ENOMEM))
        return yn_err_nomem(err);
    rc = receive(r, err);
    if (r->failed || (native < 0 && native != AVERROR_EOF)) {
        owe(r, packet);
    } else if (packet && r->from_packet > 0 && owed == 0) {
        r->bytes += packet->size;
        r->frames += r->from_packet;
        r->last_packet = r->from_packet;
    }
    return rc;
}

static int read_packets(struct reader *r, struct yn_err *err)
{
    unsigned errors = 0;
    int rc = YN_OK;
    while (!rc && !r->join.full) {
        int native = av_read_frame(r->ctx, r->packet);
        if (native == AVERROR(ENOMEM))
            return yn_err_nomem(err);
        if (native < 0) {
            if (native == AVERROR_EOF || ++errors > READ_ERRORS_MAX ||
                (r->ctx->pb && r->ctx->pb->eof_reached))
                break;
            yn_join_lose(&r->join, 0);
            continue;
        }
        errors = 0;
        if (r->packet->stream_index == r->stream->index)
            rc = decode(r, r->packet, err);
        av_packet_unref(r->packet);
    }
    if (!rc)
        rc = yn_container_check(r->ctx, r->path, err);
    return rc ? rc : decode(r, NULL, err);
}

static int finish(struct reader *r, struct yn_err *err)
{
    if (!r->begun)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: none of its sound (%s) can be decoded", r->path,
                          r->info->codec);
    int rc = yn_join_end(&r->join, err);
    double missing = r->info->expected_s - r->info->duration_s;
    if (!r->join.full && missing >= CUT_MIN_S)
        r->info->cut_s = missing;
    return rc;
}

static int read_all(struct reader *r, struct yn_err *err)
{
    int rc = open_file(r, err);
    if (!rc)
        rc = open_decoder(r, err);
    if (rc)
        return rc;
    r->packet = av_packet_alloc();
    r->frame = av_frame_alloc();
    if (!r->packet || !r->frame)
        return yn_err_nomem(err);
    rc = read_packets(r, err);
    return rc ? rc : finish(r, err);
}

static int check_outs(const struct yn_audio_out *outs, size_t n,
                      struct yn_err *err)
{
    if (n == 0 || n > YN_AUDIO_OUTS)
        return yn_err_set(err, YN_E_ARG, 0, "1 to %d rates, not %zu",
                          YN_AUDIO_OUTS, n);
    for (size_t i = 0; i < n; i++) {
        if (outs[i].rate < YN_AUDIO_RATE_MIN ||
            outs[i].rate > YN_AUDIO_RATE_MAX)
            return yn_err_set(err, YN_E_ARG, 0,
                              "a rate of %d Hz; from %d to %d", outs[i].rate,
                              YN_AUDIO_RATE_MIN, YN_AUDIO_RATE_MAX);
        for (size_t k = 0; k < i; k++) {
            if (outs[k].rate == outs[i].rate)
                return yn_err_set(err, YN_E_ARG, 0, "a rate asked for twice");
        }
    }
    return YN_OK;
}

static const struct yn_audio_params no_params;

int yn_audio_read_rates(const char *path, const struct yn_audio_params *params,
                        const struct yn_audio_out *outs, size_t n_outs,
                        struct yn_audio_info *info, struct yn_err *err)
{
    struct yn_audio_info unwanted;
    struct reader r = {
        .path = path,
        .params = params ? params : &no_params,
        .outs = outs,
        .n_outs = n_outs,
        .info = info ? info : &unwanted,
    };
    r.join.info = r.info;
    *r.info = (struct yn_audio_info){.lost_at_s = NAN};
    int rc = check_outs(outs, n_outs, err);
    if (rc)
        return rc;
    yn_container_hush();
    rc = read_all(&r, err);
    close_file(&r);
    yn_container_unhush();
    return rc;
}

int yn_audio_read(const char *path, const struct yn_audio_params *params,
                  yn_audio_sink *sink, void *ctx, struct yn_audio_info *info,
                  struct yn_err *err)
{
    struct yn_audio_out out = {.rate = params->rate, .sink = sink, .ctx = ctx};
    return yn_audio_read_rates(path, params, &out, 1, info, err);
}

int yn_audio_probe(const char *path, const struct yn_audio_params *params,
                   struct yn_audio_info *info, struct yn_err *err)
{
    struct reader r = {
        .path = path, .params = params ? params : &no_params, .info = info};
    *info = (struct yn_audio_info){.lost_at_s = NAN};
    yn_container_hush();
    int rc = open_file(&r, err);
    close_file(&r);
    yn_container_unhush();
    return rc;
}

void yn_audio_reader(char out[YN_AUDIO_READER_BYTES])
{
    unsigned format = avformat_version(), codec = avcodec_version();
    const char *built = avcodec_configuration();
    struct yn_hash hash = yn_hash_bytes(built, strlen(built));
    snprintf(out, YN_AUDIO_READER_BYTES,
             "FFmpeg %u.%u.%u %u.%u.%u %02x%02x%02x%02x",
             AV_VERSION_MAJOR(format), AV_VERSION_MINOR(format),
             AV_VERSION_MICRO(format), AV_VERSION_MAJOR(codec),
             AV_VERSION_MINOR(codec), AV_VERSION_MICRO(codec), hash.byte[0],
             hash.byte[1], hash.byte[2], hash.byte[3]);
}
