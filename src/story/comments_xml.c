/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments of Bilibili, and what tools write alike:
 *
 *     <d p="time_s,mode,size,colour,unix_time,pool,user,row">text</d>
 *
 * Read by hand: people's dumps hold control characters and stray signs, at
 * which a parser of XML has to give up.
 */
#include <ctype.h>
#include <math.h>

#include "base/base.h"
#include "story/comments_internal.h"

#define FIELDS 8
#define FIELD_TIME 0
#define FIELD_MODE 1
#define FIELD_USER 6
/* From this mode on a comment is placed on the picture or is a program. */
#define MODE_DRAWING 7

struct cursor {
    const char *at;
    unsigned line;
    const char *counted; /* lines are counted up to here */
};

static unsigned line_at(struct cursor *cursor, const char *at)
{
    for (; cursor->counted < at; cursor->counted++)
        cursor->line += *cursor->counted == '\n';
    return cursor->line;
}

/* The value of attribute `p` within a tag that ends at `end`; NULL: none. */
static const char *attribute(const char *tag, const char *end, size_t *len)
{
    for (const char *at = tag; at + 3 < end; at++) {
        if (!isspace((unsigned char)at[0]) || at[1] != 'p' || at[2] != '=')
            continue;
        char quote = at[3];
        if (quote != '"' && quote != '\'')
            continue;
        const char *close = memchr(at + 4, quote, (size_t)(end - at) - 4);
        *len = close ? (size_t)(close - at) - 4 : 0;
        return close ? at + 4 : NULL;
    }
    return NULL;
}

/* Parts the value at its commas, in place. */
static size_t split(char *text, char *field[FIELDS])
{
    size_t n = 0;
    while (text && n < FIELDS) {
        field[n++] = text;
        text = strchr(text, ',');
        if (text)
            *text++ = '\0';
    }
    return n;
}

static int take(struct yn_comment_job *job, char *p, const char *text,
                unsigned line, struct yn_err *err)
{
    char *field[FIELDS] = {p};
    size_t n = split(p, field);
    if (n > FIELD_MODE && yn_comment_time(field[FIELD_MODE]) >= MODE_DRAWING) {
        job->some = true;
        job->out->n_drawings++;
        return YN_OK;
    }
    const struct yn_comment_row row = {
        .time_s = yn_comment_time(field[FIELD_TIME]),
        .user = n > FIELD_USER ? field[FIELD_USER] : NULL,
        .text = text,
        .line = line};
    return yn_comment_take(job, &row, err);
}

/* Where the text that begins at `text` ends: at its own end, or where the next
 * comment begins. */
static const char *end_of(const char *text)
{
    const char *next = strstr(text, "<d ");
    const char *end = next ? next : text + strlen(text);
    for (const char *at = text; at + 4 <= end; at++) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at)
            break;
        if (end - at >= 4 && memcmp(at, "</d>", 4) == 0)
            return at;
    }
    return end;
}

int yn_comments_xml(struct yn_comment_job *job, const char *text, size_t len,
                    struct yn_err *err)
{
    struct cursor cursor = {.at = text, .line = 1, .counted = text};
    struct yn_buf p = {0}, words = {0};
    int rc = YN_OK;
    (void)len;
    while (!rc && (cursor.at = strstr(cursor.at, "<d "))) {
        const char *tag = cursor.at, *end = strchr(tag, '>');
        size_t n = 0;
        if (!end)
            break;
        const char *value = attribute(tag, end, &n);
        bool empty = end[-1] == '/';
        const char *stop = empty ? end + 1 : end_of(end + 1);
        cursor.at = stop;
        if (!value)
            continue;
        yn_buf_clear(&p);
        yn_buf_clear(&words);
        yn_buf_add(&p, "", 0);
        yn_buf_add(&p, value, n);
        yn_comment_entities(end + 1, (size_t)(stop - end) - 1, &words);
        if (p.failed || words.failed)
            rc = yn_err_nomem(err);
        else
            rc = take(job, p.data, yn_buf_text(&words), line_at(&cursor, tag),
                      err);
    }
    yn_buf_release(&p);
    yn_buf_release(&words);
    return rc;
}
