/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/encoding.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

/* How much of a file tells UTF-16 without a BOM from its zero bytes. */
#define ENCODING_PROBE_BYTES 4096

const char *yn_encoding_name(enum yn_encoding encoding)
{
    static const char *const name[] = {"UTF-8", "UTF-16", "CP949"};
    return name[encoding];
}

static bool starts_with(const struct yn_bytes *bytes, const char *mark,
                        size_t len)
{
    return bytes->len >= len && memcmp(bytes->data, mark, len) == 0;
}

/* The ICU name of a UTF-16 file's byte order, or NULL. Text of any script has
 * line ends and digits, whose high byte is zero. */
static const char *utf16_order(const struct yn_bytes *bytes)
{
    if (starts_with(bytes, "\xFF\xFE", 2))
        return "UTF-16LE";
    if (starts_with(bytes, "\xFE\xFF", 2))
        return "UTF-16BE";
    size_t zero[2] = {0, 0};
    size_t n =
        bytes->len < ENCODING_PROBE_BYTES ? bytes->len : ENCODING_PROBE_BYTES;
    for (size_t i = 0; i < n; i++) {
        if (bytes->data[i] == '\0')
            zero[i % 2]++;
    }
    if (n >= 4 && zero[1] > n / 16 && zero[0] == 0)
        return "UTF-16LE";
    if (n >= 4 && zero[0] > n / 16 && zero[1] == 0)
        return "UTF-16BE";
    return NULL;
}

/* Whether at least half of the characters beyond ASCII are the two-byte codes
 * of KS X 1001's Hangul, which Korean text is mostly made of. */
static bool looks_korean(const struct yn_bytes *bytes)
{
    size_t common = 0, other = 0;
    for (size_t i = 0; i < bytes->len; i++) {
        unsigned char lead = (unsigned char)bytes->data[i];
        if (lead < 0x80)
            continue;
        unsigned char trail =
            i + 1 < bytes->len ? (unsigned char)bytes->data[i + 1] : 0;
        if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1)
            common++;
        else
            other++;
        i++;
    }
    return common > 0 && common >= other;
}

static void find_place(const char *text, size_t offset, unsigned *line,
                       unsigned *column)
{
    *line = 1;
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    }
    *column = (unsigned)yn_unicode_count(text + start, offset - start) + 1;
}

static void drop_front(struct yn_bytes *bytes, size_t n)
{
    memmove(bytes->data, bytes->data + n, bytes->len - n + 1);
    bytes->len -= n;
}

int yn_encoding_take(struct yn_bytes *bytes, struct yn_buf *made,
                     struct yn_err *err)
{
    char *text = NULL;
    int rc = yn_buf_finish(made, &text, err);
    yn_buf_release(made);
    if (rc)
        return rc;
    free(bytes->data);
    bytes->data = text;
    bytes->len = strlen(text);
    return YN_OK;
}

int yn_encoding_convert(struct yn_bytes *bytes, const char *encoding,
                        size_t *bad, struct yn_err *err)
{
    struct yn_buf out = {0};
    size_t bom = strncmp(encoding, "UTF-16", 6) == 0 &&
                         (starts_with(bytes, "\xFF\xFE", 2) ||
                          starts_with(bytes, "\xFE\xFF", 2))
                     ? 2
                     : 0;
    int rc = yn_unicode_convert(bytes->data + bom, bytes->len - bom, encoding,
                                &out, bad, err);
    *bad += bom;
    if (!rc && out.len && memchr(yn_buf_text(&out), '\0', out.len))
        rc = yn_err_set(err, YN_E_INPUT, 0, "holds zero bytes");
    if (!rc)
        return yn_encoding_take(bytes, &out, err);
    yn_buf_release(&out);
    return rc;
}

int yn_encoding_to_utf8(struct yn_bytes *bytes, enum yn_encoding *found,
                        unsigned *line, unsigned *column, struct yn_err *err)
{
    *line = *column = 0;
    size_t bad = 0;
    if (starts_with(bytes, "\xEF\xBB\xBF", 3))
        drop_front(bytes, 3);
    const char *utf16 = utf16_order(bytes);
    if (utf16) {
        *found = YN_UTF16;
        return yn_encoding_convert(bytes, utf16, &bad, err);
    }
    if (yn_unicode_valid(bytes->data, bytes->len, &bad)) {
        *found = YN_UTF8;
        return YN_OK;
    }
    size_t bad_utf8 = bad;
    if (looks_korean(bytes)) {
        int rc = yn_encoding_convert(bytes, "windows-949", &bad, err);
        if (rc != YN_E_INPUT) {
            *found = YN_CP949;
            return rc;
        }
    }
    find_place(bytes->data, bad_utf8, line, column);
    return yn_err_set(err, YN_E_INPUT, 0,
                      "is neither UTF-8 nor CP949 nor UTF-16 text");
}

int yn_encoding_of_file(struct yn_bytes *bytes, const char *path,
                        struct yn_err *err)
{
    struct yn_err why = {0};
    enum yn_encoding found;
    unsigned line, column;
    int rc = yn_encoding_to_utf8(bytes, &found, &line, &column, &why);
    if (rc == YN_OK)
        return YN_OK;
    if (rc != YN_E_INPUT || line == 0)
        return yn_err_set(err, rc, why.native, "%s: %s", path, why.text);
    return yn_err_set(err, rc, why.native,
                      "%s:%u:%u: the file %s; save it as UTF-8", path, line,
                      column, why.text);
}
