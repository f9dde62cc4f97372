/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments as JSON: one document, or one document a line.
 *
 * Services wrap their comments in objects of their own and change that; the
 * comment itself keeps its keys. So whatever lies around it is walked through,
 * and an object that has a text and a time by the names of one service is a
 * comment.
 */
#include <math.h>

#include <jansson.h>

#include "base/base.h"
#include "base/unicode.h"
#include "story/comments_internal.h"

/* Deeper nesting is no export of comments. */
#define DEPTH_MAX 32
/* Arrays that a file which ends too early may be within. */
#define OPEN_MAX 4

enum unit { SECONDS, MILLISECONDS, UNSAID };

struct walk {
    struct yn_comment_job *job;
    struct yn_buf text;
    unsigned line;
};

/* A comment by its keys: when, what, and who; `who` within `in` where that is
 * not NULL. */
struct shape {
    const char *time;
    enum unit unit;
    const char *text, *in, *who;
};

static const struct shape shapes[] = {
    /* chat-downloader */
    {"time_in_seconds", SECONDS, "message", "author", "id"},
    /* Twitch, older and newer, as yt-dlp and TwitchDownloader keep it */
    {"content_offset_seconds", SECONDS, "message", "commenter", "_id"},
    {"contentOffsetSeconds", SECONDS, "message", "commenter", "id"},
    /* Bilibili's segments as JSON */
    {"progress", MILLISECONDS, "content", NULL, "midHash"},
    /* AcFun, newer */
    {"position", MILLISECONDS, "body", NULL, "userId"},
    /* CommentCoreLibrary's own form */
    {"stime", MILLISECONDS, "text", NULL, "hash"},
    /* Viki */
    {"time", UNSAID, "value", "user", "id"},
    /* Tables turned into JSON */
    {"time", UNSAID, "text", NULL, "user"},
    {"time", UNSAID, "message", NULL, "user"},
    {"time", UNSAID, "content", NULL, "user"},
};

static double number_of(const json_t *value)
{
    if (json_is_number(value))
        return json_number_value(value);
    const char *text = json_string_value(value);
    return text ? yn_comment_time(text) : NAN;
}

/* An emoji of YouTube's own is told by its shortcut, ":crying:". */
static const char *emoji_text(const json_t *emoji)
{
    const char *id = json_string_value(json_object_get(emoji, "emojiId"));
    const char *shortcut = json_string_value(
        json_array_get(json_object_get(emoji, "shortcuts"), 0));
    bool custom = json_is_true(json_object_get(emoji, "isCustomEmoji"));
    const char *text = custom || !id ? shortcut : id;
    return text ? text : "";
}

/* Puts what was written into walk->text: a string, or pieces of one. False: it
 * is no text. */
static bool gather(struct walk *walk, const json_t *value)
{
    static const char *const whole[] = {"body", "simpleText", "text"};
    static const char *const pieces[] = {"runs", "fragments"};
    yn_buf_clear(&walk->text);
    if (json_is_string(value)) {
        yn_buf_puts(&walk->text, json_string_value(value));
        return true;
    }
    for (size_t i = 0; i < YN_LEN(whole); i++) {
        const char *text = json_string_value(json_object_get(value, whole[i]));
        if (text) {
            yn_buf_puts(&walk->text, text);
            return true;
        }
    }
    for (size_t i = 0; i < YN_LEN(pieces); i++) {
        const json_t *list = json_object_get(value, pieces[i]);
        for (size_t k = 0; k < json_array_size(list); k++) {
            const json_t *piece = json_array_get(list, k);
            const char *text =
                json_string_value(json_object_get(piece, "text"));
            yn_buf_puts(&walk->text,
                        text ? text
                             : emoji_text(json_object_get(piece, "emoji")));
        }
        if (json_is_array(list))
            return true;
    }
    return false;
}

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Viki's texts have their signs written as %21 and &#33;. What is no UTF-8 when
 * undone was a percentage. */
static void undo_escapes(struct walk *walk)
{
    struct yn_buf plain = {0}, out = {0};
    const char *text = yn_buf_text(&walk->text);
    size_t len = walk->text.len, bad;
    for (size_t i = 0; i < len; i++) {
        int high = text[i] == '%' && i + 2 < len ? hex_of(text[i + 1]) : -1;
        int low = high >= 0 ? hex_of(text[i + 2]) : -1;
        if (low >= 0) {
            yn_buf_putc(&plain, (char)(high * 16 + low));
            i += 2;
        } else {
            yn_buf_putc(&plain, text[i]);
        }
    }
    bool whole = yn_unicode_valid(yn_buf_text(&plain), plain.len, &bad);
    yn_comment_entities(whole ? yn_buf_text(&plain) : text,
                        whole ? plain.len : len, &out);
    out.failed |= plain.failed || walk->text.failed;
    yn_buf_release(&plain);
    yn_buf_release(&walk->text);
    walk->text = out;
}

static int take(struct walk *walk, double time_s, const char *user,
                struct yn_err *err)
{
    if (walk->text.failed)
        return yn_err_nomem(err);
    const struct yn_comment_row row = {.time_s = time_s,
                                       .user = user,
                                       .text = yn_buf_text(&walk->text),
                                       .line = walk->line};
    return yn_comment_take(walk->job, &row, err);
}

/* Who wrote it, as text; numbers are written into `digits`. */
static const char *who_wrote(const json_t *object, const struct shape *shape,
                             char digits[32])
{
    const json_t *from =
        shape->in ? json_object_get(object, shape->in) : object;
    const json_t *who = json_object_get(from, shape->who);
    if (!who && json_is_string(from))
        who = from;
    if (json_is_integer(who)) {
        snprintf(digits, 32, "%lld", (long long)json_integer_value(who));
        return digits;
    }
    return json_string_value(who);
}

static int take_shape(struct walk *walk, const json_t *object, bool *taken,
                      struct yn_err *err)
{
    char digits[32];
    for (size_t i = 0; i < YN_LEN(shapes); i++) {
        const struct shape *shape = &shapes[i];
        const json_t *time = json_object_get(object, shape->time);
        const json_t *text = json_object_get(object, shape->text);
        if (!time || !text || !gather(walk, text))
            continue;
        *taken = true;
        double time_s = number_of(time);
        if (shape->unit == MILLISECONDS)
            time_s /= 1000;
        if (shape->unit == UNSAID) {
            walk->job->unit_unsaid = true;
            undo_escapes(walk);
        }
        return take(walk, time_s, who_wrote(object, shape, digits), err);
    }
    return YN_OK;
}

/* AcFun: {"c": "time_s,colour,mode,size,user,unix_time", "m": text}. */
static int take_acfun(struct walk *walk, const json_t *object, bool *taken,
                      struct yn_err *err)
{
    const char *c = json_string_value(json_object_get(object, "c"));
    const json_t *m = json_object_get(object, "m");
    if (!c || !json_is_string(m))
        return YN_OK;
    *taken = true;
    struct yn_buf copy = {0};
    char *field[6] = {NULL};
    yn_buf_puts(&copy, c);
    if (copy.failed || !gather(walk, m)) {
        yn_buf_release(&copy);
        return yn_err_nomem(err);
    }
    char *at = copy.data;
    for (size_t n = 0; at && n < YN_LEN(field); n++) {
        field[n] = at;
        at = strchr(at, ',');
        if (at)
            *at++ = '\0';
    }
    int rc = YN_OK;
    if (field[2] && yn_comment_time(field[2]) >= 7) {
        walk->job->some = true;
        walk->job->out->n_drawings++;
    } else {
        rc = take(walk, field[0] ? yn_comment_time(field[0]) : NAN, field[4],
                  err);
    }
    yn_buf_release(&copy);
    return rc;
}

/* One line of YouTube's recorded chat: when, and what was then shown. */
static int take_replay(struct walk *walk, const json_t *object, bool *taken,
                       struct yn_err *err)
{
    static const char *const kinds[] = {"liveChatTextMessageRenderer",
                                        "liveChatPaidMessageRenderer"};
    const json_t *item = json_object_get(object, "replayChatItemAction");
    const json_t *when = json_object_get(item, "videoOffsetTimeMsec");
    int rc = YN_OK;
    if (!when)
        when = json_object_get(object, "videoOffsetTimeMsec");
    if (!json_is_object(item))
        return YN_OK;
    *taken = walk->job->some = true;
    const json_t *actions = json_object_get(item, "actions");
    for (size_t i = 0; !rc && i < json_array_size(actions); i++) {
        const json_t *shown = json_object_get(
            json_object_get(json_array_get(actions, i), "addChatItemAction"),
            "item");
        for (size_t k = 0; !rc && k < YN_LEN(kinds); k++) {
            const json_t *chat = json_object_get(shown, kinds[k]);
            if (!gather(walk, json_object_get(chat, "message")))
                continue;
            rc = take(walk, number_of(when) / 1000,
                      json_string_value(
                          json_object_get(chat, "authorExternalChannelId")),
                      err);
        }
    }
    return rc;
}

static int walk_value(struct walk *walk, json_t *value, unsigned depth,
                      struct yn_err *err)
{
    int rc = YN_OK;
    if (depth > DEPTH_MAX)
        return YN_OK;
    if (json_is_array(value)) {
        for (size_t i = 0; !rc && i < json_array_size(value); i++)
            rc = walk_value(walk, json_array_get(value, i), depth + 1, err);
        return rc;
    }
    if (!json_is_object(value))
        return YN_OK;
    bool taken = false;
    rc = take_replay(walk, value, &taken, err);
    if (!rc && !taken)
        rc = take_acfun(walk, value, &taken, err);
    if (!rc && !taken)
        rc = take_shape(walk, value, &taken, err);
    const char *key;
    json_t *inner;
    if (!rc && !taken) {
        json_object_foreach(value, key, inner)
        {
            if (!rc)
                rc = walk_value(walk, inner, depth + 1, err);
        }
    }
    return rc;
}

/* What stands between documents; the comma, between those of an array that is
 * read piece by piece. */
static size_t blanks(const char *text, size_t len, bool comma)
{
    size_t n = 0;
    while (n < len && text[n] &&
           (strchr(" \t\r\n", text[n]) || (comma && strchr(",]", text[n]))))
        n++;
    return n;
}

/* How much of a text that is no document to pass over: the bracket, where it
 * is an array that was cut off, so that its items are read; else the line. */
static size_t pass(struct walk *walk, const char *text, size_t len,
                   unsigned *opened)
{
    if (text[0] == '[' && *opened < OPEN_MAX) {
        ++*opened;
        return 1;
    }
    const char *end = memchr(text, '\n', len);
    yn_comment_reject(walk->job, walk->line);
    return end ? (size_t)(end - text) : len;
}

static int read_next(struct walk *walk, const char *text, size_t len,
                     unsigned *opened, size_t *used, struct yn_err *err)
{
    json_error_t error;
    json_t *value = json_loadb(text, len, JSON_DISABLE_EOF_CHECK, &error);
    if (!value && json_error_code(&error) == json_error_out_of_memory)
        return yn_err_nomem(err);
    if (!value) {
        *used = pass(walk, text, len, opened);
        return YN_OK;
    }
    *used = (size_t)error.position;
    int rc = walk_value(walk, value, 0, err);
    json_decref(value);
    return rc;
}

int yn_comments_json(struct yn_comment_job *job, const char *text, size_t len,
                     struct yn_err *err)
{
    struct walk walk = {.job = job, .line = 1};
    unsigned opened = 0;
    int rc = YN_OK;
    for (size_t at = blanks(text, len, false), seen = 0; !rc && at < len;) {
        size_t used = 0;
        for (; seen < at; seen++)
            walk.line += text[seen] == '\n';
        rc = read_next(&walk, text + at, len - at, &opened, &used, err);
        at += used;
        at += blanks(text + at, len - at, opened > 0);
    }
    yn_buf_release(&walk.text);
    return rc;
}
