/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/subtitle_decode.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/unicode.h"

/* Bytes that may fit nothing; a file with more is no text in that encoding. */
#define BAD_MAX 1000

/* What the bytes beyond ASCII look like. */
struct look {
    size_t utf8, bad;      /* sequences that are UTF-8, bytes that are not */
    size_t paired, single; /* high bytes in runs of two and more, alone */
    size_t zeros;
};

static struct look look_at(const struct yn_bytes *bytes)
{
    struct look look = {0};
    for (size_t i = 0; i < bytes->len;) {
        unsigned char byte = (unsigned char)bytes->data[i];
        size_t next = i;
        if (byte < 0x80) {
            look.zeros += byte == 0;
            i++;
            continue;
        }
        if (yn_unicode_next(bytes->data, &next) != 0xFFFD && next > i + 1)
            look.utf8++;
        else
            look.bad++;
        i = next > i ? next : i + 1;
    }
    for (size_t i = 0, run = 0; i <= bytes->len; i++) {
        if (i < bytes->len && (unsigned char)bytes->data[i] >= 0x80) {
            run++;
            continue;
        }
        *(run > 1 ? &look.paired : &look.single) += run;
        run = 0;
    }
    return look;
}

/* Copies what is UTF-8 and marks what is not. */
static void mend_utf8(const struct yn_bytes *bytes, struct yn_buf *out)
{
    for (size_t at = 0; at < bytes->len;) {
        size_t next = at;
        uint32_t c = yn_unicode_next(bytes->data, &next);
        if (next == at)
            break;
        yn_buf_put_utf8(out, c);
        at = next;
    }
}

static int mend(const struct yn_bytes *bytes, const char *encoding, size_t from,
                struct yn_buf *out, struct yn_err *err)
{
    unsigned n = 0;
    while (from < bytes->len) {
        size_t bad = 0;
        int rc = yn_unicode_convert(bytes->data + from, bytes->len - from,
                                    encoding, out, &bad, err);
        if (rc != YN_E_INPUT || ++n > BAD_MAX)
            return rc;
        yn_buf_put_utf8(out, 0xFFFD);
        from += bad > 0 ? bad : 1;
    }
    return out->failed ? yn_err_nomem(err) : YN_OK;
}

static int mend_any(const struct yn_bytes *bytes, struct yn_buf *out,
                    struct yn_err *err)
{
    struct look look = look_at(bytes);
    if (bytes->len >= 2 && memcmp(bytes->data, "\xFF\xFE", 2) == 0)
        return mend(bytes, "UTF-16LE", 2, out, err);
    if (bytes->len >= 2 && memcmp(bytes->data, "\xFE\xFF", 2) == 0)
        return mend(bytes, "UTF-16BE", 2, out, err);
    if (look.zeros > 0)
        return yn_err_set(err, YN_E_INPUT, 0, "is no text: it has zero bytes");
    if (look.utf8 >= look.bad) {
        mend_utf8(bytes, out);
        return out->failed ? yn_err_nomem(err) : YN_OK;
    }
    return mend(bytes,
                look.paired > look.single ? "windows-949" : "windows-1252", 0,
                out, err);
}

int yn_subtitle_decode(struct yn_bytes *bytes, struct yn_err *err)
{
    struct yn_buf out = {0};
    int rc = mend_any(bytes, &out, err);
    if (!rc)
        return yn_encoding_take(bytes, &out, err);
    yn_buf_release(&out);
    return rc;
}
