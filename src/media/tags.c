/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/tags.h"

#include <libavutil/dict.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/unicode.h"
#include "media/container.h"

static bool has_audio(const AVFormatContext *ctx)
{
    for (unsigned i = 0; i < ctx->nb_streams; i++) {
        if (ctx->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            return true;
    }
    return false;
}

/* A tag of the file, or of its first stream that has it (Ogg keeps them
 * there). `names` are parted by blanks, the first one found counts. */
static const char *find_tag(const AVFormatContext *ctx,
                            const char *const *names)
{
    for (; *names; names++) {
        const AVDictionaryEntry *tag =
            av_dict_get(ctx->metadata, *names, NULL, 0);
        for (unsigned i = 0; !tag && i < ctx->nb_streams; i++)
            tag = av_dict_get(ctx->streams[i]->metadata, *names, NULL, 0);
        if (tag && tag->value[0])
            return tag->value;
    }
    return "";
}

/* The bytes that an ID3 reader took for Latin-1, or false where the text has
 * characters that Latin-1 has not, or none beyond ASCII. */
static bool latin1_bytes(const char *text, struct yn_buf *out)
{
    bool high = false;
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        if (c > 0xFF)
            return false;
        high |= c >= 0x80;
        yn_buf_putc(out, (char)c);
    }
    return high;
}

static int copy_tag(const char *text, char **out, struct yn_err *err)
{
    struct yn_buf buf = {0};
    enum yn_encoding found = YN_UTF8;
    unsigned line, column;
    size_t bad;
    bool high = latin1_bytes(text, &buf);
    if (buf.failed) {
        yn_buf_release(&buf);
        return yn_err_nomem(err);
    }
    if (high) {
        struct yn_bytes bytes = {.len = buf.len};
        int rc = yn_buf_finish(&buf, &bytes.data, err);
        if (!rc)
            rc = yn_encoding_to_utf8(&bytes, &found, &line, &column, NULL);
        if (rc == YN_OK && found == YN_CP949) {
            *out = bytes.data;
            return YN_OK;
        }
        free(bytes.data);
        if (rc == YN_E_NOMEM)
            return yn_err_nomem(err);
    }
    yn_buf_release(&buf);
    if (!yn_unicode_valid(text, strlen(text), &bad))
        text = "";
    *out = strdup(text);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int copy_tags(const AVFormatContext *ctx, struct yn_tags *out,
                     struct yn_err *err)
{
    static const char *const names[][4] = {
        {"title", "TIT2", NULL}, {"artist", "album_artist", "performer", NULL},
        {"album", NULL},         {"date", "originaldate", "year", NULL},
        {"ISRC", "TSRC", NULL},
    };
    char **const to[] = {&out->title, &out->artist, &out->album, &out->date,
                         &out->isrc};
    for (size_t i = 0; i < YN_LEN(names); i++) {
        int rc = copy_tag(find_tag(ctx, names[i]), to[i], err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

int yn_tags_read(const char *path, struct yn_tags *out, struct yn_err *err)
{
    AVFormatContext *ctx = NULL;
    struct yn_tags tags = {0};
    yn_container_hush();
    int rc = yn_container_open(path, &ctx, err);
    if (!rc && !has_audio(ctx))
        rc = yn_err_set(err, YN_E_INPUT, 0, "%s: holds no audio", path);
    if (!rc)
        rc = copy_tags(ctx, &tags, err);
    avformat_close_input(&ctx);
    yn_container_unhush();
    if (rc)
        yn_tags_release(&tags);
    else
        *out = tags;
    return rc;
}

void yn_tags_release(struct yn_tags *tags)
{
    free(tags->title);
    free(tags->artist);
    free(tags->album);
    free(tags->date);
    free(tags->isrc);
    *tags = (struct yn_tags){0};
}
