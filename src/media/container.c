/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/container.h"

#include <errno.h>
#include <pthread.h>
#include <sys/stat.h>

#include <libavcodec/avcodec.h>
#include <libavutil/dict.h>
#include <libavutil/error.h>
#include <libavutil/log.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

/* Containers that hold their own sound. Playlists and scripts (hls, dash,
 * concat, sdp, avisynth, lists of images) are left out: they make FFmpeg open
 * other files. */
#define CONTAINER_FORMATS                                                      \
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,asf,flv," \
    "live_flv,rm,nut,mxf,gxf,wtv,dv,ogg,mp3,flac,wav,w64,aiff,au,caf,aac,"     \
    "loas,ac3,eac3,dts,dtshd,truehd,mlp,amr,ape,wv,tta,tak,mpc,mpc8,dsf,voc,"  \
    "shn,xwma,nuv,pva"

/* How far before zero a start still is the priming of an encoder: 2048 frames
 * at 8 kHz are 0.256 s, more than any codec takes. */
#define PRIMING_MAX (AV_TIME_BASE / 10 * 3)

/* FFmpeg has one level of loudness for the whole process, so this must be one
 * count for the whole process. */
static pthread_mutex_t hush_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned hush_count;
static int hush_level;

void yn_container_hush(void)
{
    pthread_mutex_lock(&hush_lock);
    if (hush_count++ == 0) {
        hush_level = av_log_get_level();
        av_log_set_level(AV_LOG_QUIET);
    }
    pthread_mutex_unlock(&hush_lock);
}

void yn_container_unhush(void)
{
    pthread_mutex_lock(&hush_lock);
    yn_assert(hush_count > 0);
    if (--hush_count == 0)
        av_log_set_level(hush_level);
    pthread_mutex_unlock(&hush_lock);
}

int yn_container_fail(const char *path, const char *what, int code,
                      struct yn_err *err)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    if (code == AVERROR(ENOMEM))
        return yn_err_nomem(err);
    av_strerror(code, text, sizeof(text));
    /* EIO is what demuxers say of damaged files too; see yn_container_check. */
    if (code == AVERROR(EACCES) || code == AVERROR(ESTALE) ||
        code == AVERROR(EMFILE))
        return yn_err_set(err, YN_E_IO, code, "%s: cannot be read: %s", path,
                          text);
    /* "Invalid argument" and the like say no more than `what` does. */
    if (code == AVERROR_INVALIDDATA || code == AVERROR(EINVAL))
        return yn_err_set(err, YN_E_INPUT, code, "%s: %s", path, what);
    return yn_err_set(err, YN_E_INPUT, code, "%s: %s: %s", path, what, text);
}

int yn_container_check(const AVFormatContext *ctx, const char *path,
                       struct yn_err *err)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    if (!ctx->pb || ctx->pb->error >= 0 || ctx->pb->error == AVERROR_EOF)
        return YN_OK;
    av_strerror(ctx->pb->error, text, sizeof(text));
    return yn_err_set(err, YN_E_IO, ctx->pb->error,
                      "%s: cannot be read to its end: %s", path, text);
}

/* FFmpeg would wait for a pipe's writer, and calls an empty file invalid
 * data. */
static int check_file(const char *path, struct yn_err *err)
{
    struct stat st;
    if (stat(path, &st))
        return yn_err_set(err, errno == ENOENT ? YN_E_NOTFOUND : YN_E_IO, errno,
                          "%s: %s", path,
                          errno == ENOENT ? "is not there" : strerror(errno));
    if (!S_ISREG(st.st_mode))
        return yn_err_set(err, YN_E_INPUT, 0, "%s: is no file but a %s", path,
                          S_ISDIR(st.st_mode) ? "folder" : "device or pipe");
    if (st.st_size == 0)
        return yn_err_set(err, YN_E_INPUT, 0, "%s: is empty", path);
    return YN_OK;
}

int yn_container_open(const char *path, AVFormatContext **out,
                      struct yn_err *err)
{
    AVDictionary *options = NULL;
    AVFormatContext *ctx = NULL;
    struct yn_buf url = {0};
    int rc = check_file(path, err);
    if (rc)
        return rc;
    yn_buf_printf(&url, "file:%s", path);
    rc = url.failed ? AVERROR(ENOMEM) : 0;
    if (rc >= 0)
        rc = av_dict_set(&options, "protocol_whitelist", "file", 0);
    if (rc >= 0)
        rc = av_dict_set(&options, "format_whitelist", CONTAINER_FORMATS, 0);
    if (rc >= 0)
        rc = avformat_open_input(&ctx, yn_buf_text(&url), NULL, &options);
    av_dict_free(&options);
    yn_buf_release(&url);
    if (rc < 0)
        return yn_container_fail(
            path, "is no audio file or video that yeoun knows", rc, err);
    *out = ctx;
    return YN_OK;
}

int64_t yn_container_origin(const AVFormatContext *ctx)
{
    int64_t start = ctx->start_time;
    if (start == AV_NOPTS_VALUE || (start < 0 && start > -PRIMING_MAX))
        return 0;
    return start;
}

void yn_container_language(const AVStream *stream, char out[4])
{
    const AVDictionaryEntry *tag =
        av_dict_get(stream->metadata, "language", NULL, 0);
    yn_unicode_language(tag ? tag->value : "", out);
}

bool yn_container_readable(const AVStream *stream)
{
    const AVCodecParameters *par = stream->codecpar;
    if (par->codec_type == AVMEDIA_TYPE_AUDIO)
        return avcodec_find_decoder(par->codec_id) != NULL;
    const AVCodecDescriptor *about = avcodec_descriptor_get(par->codec_id);
    return about && (about->props & AV_CODEC_PROP_TEXT_SUB) &&
           avcodec_find_decoder(par->codec_id);
}

/* Each of these outweighs all below it. */
static int track_rank(const AVStream *stream, const char *wanted)
{
    const int aside = AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED |
                      AV_DISPOSITION_FORCED;
    char language[4];
    yn_container_language(stream, language);
    int rank = 0;
    if (wanted[0] && strcmp(language, wanted) == 0)
        rank += 32;
    else if (wanted[0] && !language[0])
        rank += 16;
    if (yn_container_readable(stream))
        rank += 8;
    if (!(stream->disposition & aside))
        rank += 4;
    if (stream->disposition & AV_DISPOSITION_DEFAULT)
        rank += 2;
    return rank;
}

int yn_container_track(const AVFormatContext *ctx, enum AVMediaType kind,
                       const char *language, unsigned *nth, unsigned *n_tracks)
{
    char wanted[4];
    int best = -1, best_rank = -1;
    yn_unicode_language(language ? language : "", wanted);
    *nth = *n_tracks = 0;
    for (unsigned i = 0; i < ctx->nb_streams; i++) {
        const AVStream *stream = ctx->streams[i];
        if (stream->codecpar->codec_type != kind)
            continue;
        int rank = track_rank(stream, wanted);
        if (rank > best_rank) {
            best = (int)i;
            best_rank = rank;
            *nth = *n_tracks;
        }
        ++*n_tracks;
    }
    return best;
}

void yn_container_only(AVFormatContext *ctx, unsigned index)
{
    for (unsigned i = 0; i < ctx->nb_streams; i++)
        ctx->streams[i]->discard =
            i == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}
