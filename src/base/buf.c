/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <stdarg.h>

#include "base/base.h"

void yn_buf_release(struct yn_buf *buf)
{
    free(buf->data);
    *buf = (struct yn_buf){0};
}

void yn_buf_clear(struct yn_buf *buf)
{
    buf->len = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

/* Room for `more` bytes and the final NUL. */
static bool reserve(struct yn_buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX / 4) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need > buf->cap &&
        yn_grow(&buf->data, &buf->cap, need, 1, NULL) != YN_OK)
        buf->failed = true;
    return !buf->failed;
}

void yn_buf_add(struct yn_buf *buf, const char *bytes, size_t len)
{
    if (!reserve(buf, len))
        return;
    if (len)
        memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void yn_buf_puts(struct yn_buf *buf, const char *text)
{
    yn_buf_add(buf, text, strlen(text));
}

void yn_buf_putc(struct yn_buf *buf, char c)
{
    yn_buf_add(buf, &c, 1);
}

void yn_buf_printf(struct yn_buf *buf, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0 || !reserve(buf, (size_t)n)) {
        buf->failed = true;
        return;
    }
    va_start(args, fmt);
    vsnprintf(buf->data + buf->len, (size_t)n + 1, fmt, args);
    va_end(args);
    buf->len += (size_t)n;
}

void yn_buf_put_utf8(struct yn_buf *buf, unsigned code_point)
{
    char out[4];
    size_t n = 0;
    if (code_point < 0x80) {
        out[n++] = (char)code_point;
    } else if (code_point < 0x800) {
        out[n++] = (char)(0xC0 | (code_point >> 6));
        out[n++] = (char)(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        out[n++] = (char)(0xE0 | (code_point >> 12));
        out[n++] = (char)(0x80 | ((code_point >> 6) & 0x3F));
        out[n++] = (char)(0x80 | (code_point & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | (code_point >> 18));
        out[n++] = (char)(0x80 | ((code_point >> 12) & 0x3F));
        out[n++] = (char)(0x80 | ((code_point >> 6) & 0x3F));
        out[n++] = (char)(0x80 | (code_point & 0x3F));
    }
    yn_buf_add(buf, out, n);
}

const char *yn_buf_text(const struct yn_buf *buf)
{
    return buf->data ? buf->data : "";
}

int yn_buf_finish(struct yn_buf *buf, char **out, struct yn_err *err)
{
    yn_buf_add(buf, "", 0);
    if (buf->failed) {
        yn_buf_release(buf);
        return yn_err_nomem(err);
    }
    *out = buf->data;
    *buf = (struct yn_buf){0};
    return YN_OK;
}
