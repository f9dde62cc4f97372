/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/tracks.h"

#include "base/base.h"
#include "media/container.h"

/* Whether the head tells the tracks: where streams are only met on the way
 * (TS), FFmpeg must read on. */
static bool told(const AVFormatContext *ctx)
{
    return ctx->nb_streams > 0 && ctx->duration > 0 &&
           !(ctx->ctx_flags & AVFMTCTX_NOHEADER);
}

static void fill(const AVStream *stream, struct yn_media_track *track)
{
    const int aside = AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED |
                      AV_DISPOSITION_FORCED;
    track->subtitles = stream->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE;
    track->readable = yn_container_readable(stream);
    track->aside = stream->disposition & aside;
    yn_container_language(stream, track->language);
}

int yn_media_tracks_read(const char *path, struct yn_media_tracks *out,
                         struct yn_err *err)
{
    AVFormatContext *ctx = NULL;
    struct yn_media_tracks found = {0};
    yn_container_hush();
    int rc = yn_container_open(path, &ctx, err);
    if (rc)
        goto done;
    int native = told(ctx) ? 0 : avformat_find_stream_info(ctx, NULL);
    if (native < 0) {
        rc = yn_container_fail(path, "nothing in it can be read", native, err);
        goto done;
    }
    found.tracks = calloc((size_t)ctx->nb_streams + 1, sizeof(*found.tracks));
    if (!found.tracks) {
        rc = yn_err_nomem(err);
        goto done;
    }
    if (ctx->duration > 0)
        found.duration_s = (double)ctx->duration / AV_TIME_BASE;
    for (unsigned i = 0; i < ctx->nb_streams; i++) {
        enum AVMediaType kind = ctx->streams[i]->codecpar->codec_type;
        if (kind == AVMEDIA_TYPE_AUDIO || kind == AVMEDIA_TYPE_SUBTITLE)
            fill(ctx->streams[i], &found.tracks[found.n_tracks++]);
    }
    *out = found;
done:
    avformat_close_input(&ctx);
    yn_container_unhush();
    return rc;
}

void yn_media_tracks_release(struct yn_media_tracks *tracks)
{
    free(tracks->tracks);
    *tracks = (struct yn_media_tracks){0};
}
