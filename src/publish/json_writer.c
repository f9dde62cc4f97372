/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/json_writer.h"

#include <math.h>

#include "base/base.h"
#include "base/unicode.h"

/* Digits of a real: the most that survive reading any decimal of that length
 * into a double and writing it again, so 8.1 stays 8.1. */
#define REAL_DIGITS 15
#define INDENT 2
/* Above this a double no longer holds every whole number. */
#define WHOLE_MAX 9007199254740992.0

json_t *yn_jw_root(struct yn_jw *json)
{
    yn_assert(!json->root);
    json->root = json_object();
    json->failed = json->failed || !json->root;
    return json->root;
}

/* Moves `value` into the parent, also when that fails. */
static json_t *add(struct yn_jw *json, json_t *parent, const char *key,
                   json_t *value)
{
    int rc = -1;
    if (json->failed)
        json_decref(value);
    else if (key)
        rc = json_object_set_new(parent, key, value);
    else
        rc = json_array_append_new(parent, value);
    json->failed = json->failed || rc != 0;
    return rc ? NULL : value;
}

json_t *yn_jw_object(struct yn_jw *json, json_t *parent, const char *key)
{
    return add(json, parent, key, json_object());
}

json_t *yn_jw_array(struct yn_jw *json, json_t *parent, const char *key)
{
    return add(json, parent, key, json_array());
}

static json_t *repaired(const char *text)
{
    struct yn_buf clean = {0};
    for (size_t at = 0; text[at];)
        yn_buf_put_utf8(&clean, yn_unicode_next(text, &at));
    json_t *value = clean.failed ? NULL : json_string(yn_buf_text(&clean));
    yn_buf_release(&clean);
    return value;
}

void yn_jw_text(struct yn_jw *json, json_t *parent, const char *key,
                const char *text)
{
    size_t bad;
    bool valid = yn_unicode_valid(text, strlen(text), &bad);
    add(json, parent, key, valid ? json_string(text) : repaired(text));
}

void yn_jw_known(struct yn_jw *json, json_t *parent, const char *key,
                 const char *text)
{
    if (text[0])
        yn_jw_text(json, parent, key, text);
    else
        yn_jw_null(json, parent, key);
}

void yn_jw_text_if(struct yn_jw *json, json_t *parent, const char *key,
                   const char *text)
{
    if (text[0])
        yn_jw_text(json, parent, key, text);
}

void yn_jw_buf(struct yn_jw *json, json_t *parent, const char *key,
               struct yn_buf *buf)
{
    json->failed = json->failed || buf->failed;
    yn_jw_text(json, parent, key, yn_buf_text(buf));
    yn_buf_clear(buf);
}

void yn_jw_list(struct yn_jw *json, json_t *parent, const char *key,
                const struct yn_text_list *list)
{
    json_t *array = yn_jw_array(json, parent, key);
    for (size_t i = 0; i < list->n; i++)
        yn_jw_text(json, array, NULL, list->item[i]);
}

void yn_jw_number(struct yn_jw *json, json_t *parent, const char *key,
                  double number)
{
    if (!isfinite(number))
        yn_jw_null(json, parent, key);
    else if (number == floor(number) && fabs(number) < WHOLE_MAX)
        yn_jw_integer(json, parent, key, (long long)number);
    else
        add(json, parent, key, json_real(number));
}

void yn_jw_integer(struct yn_jw *json, json_t *parent, const char *key,
                   long long number)
{
    add(json, parent, key, json_integer(number));
}

void yn_jw_bool(struct yn_jw *json, json_t *parent, const char *key, bool value)
{
    add(json, parent, key, json_boolean(value));
}

void yn_jw_null(struct yn_jw *json, json_t *parent, const char *key)
{
    add(json, parent, key, json_null());
}

void yn_jw_date(struct yn_jw *json, json_t *parent, const char *key,
                struct yn_date date)
{
    char text[16];
    yn_jw_known(json, parent, key, yn_date_text(date, text, sizeof(text)));
}

/* Where jansson's text goes. */
struct sink {
    struct yn_buf *out;
    unsigned flags;
    unsigned depth;
};

/* In JSON a `<` stands only inside strings, where the escape means the same; a
 * newline only between them. */
static int take(const char *bytes, size_t len, void *ctx)
{
    const struct sink *sink = ctx;
    size_t from = 0;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '<' && sink->flags & YN_JW_IN_SCRIPT) {
            yn_buf_add(sink->out, bytes + from, i - from);
            yn_buf_puts(sink->out, "\\u003c");
            from = i + 1;
        } else if (bytes[i] == '\n' && sink->depth) {
            yn_buf_add(sink->out, bytes + from, i + 1 - from);
            yn_buf_printf(sink->out, "%*s", (int)(INDENT * sink->depth), "");
            from = i + 1;
        }
    }
    yn_buf_add(sink->out, bytes + from, len - from);
    return 0;
}

static int dump(struct yn_jw *json, size_t flags, struct sink *sink,
                struct yn_err *err)
{
    bool failed = json->failed;
    if (!failed)
        failed = json_dump_callback(json->root, take, sink,
                                    flags | JSON_REAL_PRECISION(REAL_DIGITS));
    json_decref(json->root);
    *json = (struct yn_jw){0};
    return failed ? yn_err_nomem(err) : YN_OK;
}

int yn_jw_finish(struct yn_jw *json, unsigned flags, struct yn_buf *out,
                 struct yn_err *err)
{
    struct sink sink = {out, flags, 0};
    bool line = flags & YN_JW_LINE;
    int rc = dump(json, line ? 0 : JSON_INDENT(INDENT), &sink, err);
    if (!line)
        yn_buf_putc(out, '\n');
    return rc;
}

int yn_jw_finish_members(struct yn_jw *json, unsigned depth, struct yn_buf *out,
                         struct yn_err *err)
{
    struct sink sink = {out, 0, depth};
    int rc = dump(json, JSON_INDENT(INDENT) | JSON_EMBED, &sink, err);
    /* What stood before the brace that was left out. */
    while (out->len && strchr(" \n", out->data[out->len - 1]))
        out->data[--out->len] = '\0';
    return rc;
}
