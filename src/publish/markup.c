/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/markup.h"

#include <stdarg.h>

#include "base/base.h"
#include "base/unicode.h"

void yn_markup_init(struct yn_markup *m, struct yn_buf *out,
                    enum yn_markup_kind kind)
{
    *m = (struct yn_markup){.out = out, .kind = kind};
}

void yn_markup_finish(struct yn_markup *m)
{
    yn_assert(m->depth == 0);
    if (m->out->len && m->out->data[m->out->len - 1] != '\n')
        yn_buf_putc(m->out, '\n');
}

static void end_start_tag(struct yn_markup *m)
{
    if (m->in_tag)
        yn_buf_putc(m->out, '>');
    m->in_tag = false;
}

static void new_line(struct yn_markup *m)
{
    if (m->out->len && m->out->data[m->out->len - 1] != '\n')
        yn_buf_putc(m->out, '\n');
}

static void open_tag(struct yn_markup *m, const char *tag, bool block)
{
    yn_assert(m->depth < YN_MARKUP_DEPTH_MAX);
    end_start_tag(m);
    if (block)
        new_line(m);
    yn_buf_putc(m->out, '<');
    yn_buf_puts(m->out, tag);
    m->tag[m->depth] = tag;
    m->block[m->depth++] = block;
    m->in_tag = true;
}

void yn_markup_open(struct yn_markup *m, const char *tag)
{
    open_tag(m, tag, false);
}

void yn_markup_block(struct yn_markup *m, const char *tag)
{
    open_tag(m, tag, true);
}

static bool is_void(const char *tag)
{
    static const char *const void_tags[] = {"br",   "hr",    "img", "link",
                                            "meta", "input", "wbr"};
    for (size_t i = 0; i < YN_LEN(void_tags); i++) {
        if (strcmp(tag, void_tags[i]) == 0)
            return true;
    }
    return false;
}

void yn_markup_close(struct yn_markup *m, const char *tag)
{
    yn_assert(m->depth > 0 && strcmp(m->tag[m->depth - 1], tag) == 0);
    bool block = m->block[--m->depth];
    bool empty = m->in_tag;
    if (empty && m->kind == YN_XML) {
        yn_buf_puts(m->out, "/>");
        m->in_tag = false;
    } else {
        end_start_tag(m);
        if (m->kind == YN_XML || !is_void(tag)) {
            yn_buf_puts(m->out, "</");
            yn_buf_puts(m->out, tag);
            yn_buf_putc(m->out, '>');
        }
    }
    if (block)
        yn_buf_putc(m->out, '\n');
}

/* Escapes for text and for quoted attributes alike. Characters that XML 1.0
 * does not know (control characters, U+FFFE) become U+FFFD. */
static void escape(struct yn_buf *out, const char *text)
{
    for (size_t at = 0; text[at];) {
        size_t from = at;
        uint32_t c = yn_unicode_next(text, &at);
        if (c == '&')
            yn_buf_puts(out, "&amp;");
        else if (c == '<')
            yn_buf_puts(out, "&lt;");
        else if (c == '>')
            yn_buf_puts(out, "&gt;");
        else if (c == '"')
            yn_buf_puts(out, "&quot;");
        else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ||
                 c >= 0x110000 || (c & 0xFFFE) == 0xFFFE || c == 0xFFFD)
            yn_buf_put_utf8(out, 0xFFFD);
        else
            yn_buf_add(out, text + from, at - from);
    }
}

void yn_markup_attr(struct yn_markup *m, const char *name, const char *value)
{
    yn_assert(m->in_tag);
    yn_buf_putc(m->out, ' ');
    yn_buf_puts(m->out, name);
    yn_buf_puts(m->out, "=\"");
    escape(m->out, value);
    yn_buf_putc(m->out, '"');
}

void yn_markup_attr_if(struct yn_markup *m, const char *name, const char *value)
{
    if (value[0])
        yn_markup_attr(m, name, value);
}

/* Formats into memory of its own; NULL = out of memory, said to `out`. */
YN_PRINTF(2, 0)
static char *format(struct yn_buf *out, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *text = n < 0 ? NULL : malloc((size_t)n + 1);
    if (text)
        vsnprintf(text, (size_t)n + 1, fmt, args);
    else
        out->failed = true;
    return text;
}

void yn_markup_attr_f(struct yn_markup *m, const char *name, const char *fmt,
                      ...)
{
    va_list args;
    va_start(args, fmt);
    char *value = format(m->out, fmt, args);
    va_end(args);
    if (value)
        yn_markup_attr(m, name, value);
    free(value);
}

void yn_markup_text(struct yn_markup *m, const char *text)
{
    end_start_tag(m);
    escape(m->out, text);
}

void yn_markup_textf(struct yn_markup *m, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = format(m->out, fmt, args);
    va_end(args);
    if (text)
        yn_markup_text(m, text);
    free(text);
}

void yn_markup_raw(struct yn_markup *m, const char *markup)
{
    end_start_tag(m);
    yn_buf_puts(m->out, markup);
}

void yn_markup_element(struct yn_markup *m, const char *tag, const char *text)
{
    yn_markup_open(m, tag);
    yn_markup_text(m, text);
    yn_markup_close(m, tag);
}
