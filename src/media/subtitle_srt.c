/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SubRip and WebVTT: lines of text below a line of times. SubRip has no
 * standard; players take what looks like it, and so does this.
 */
#include "base/base.h"
#include "media/subtitles_internal.h"

/* A line of times: the arrow between two of them. */
static bool arrow(const char **at)
{
    const char *p = *at;
    while (*p == ' ' || *p == '\t')
        p++;
    const char *shaft = p;
    while (*p == '-' || *p == '=' || (unsigned char)*p == 0xE2) {
        /* en dash and em dash: E2 80 93, E2 80 94 */
        if ((unsigned char)*p == 0xE2) {
            if ((unsigned char)p[1] != 0x80 || p[2] == '\0')
                return false;
            p += 2;
        }
        p++;
    }
    if (p == shaft || *p != '>')
        return false;
    *at = p + 1;
    return true;
}

static bool is_times(const char *line, double *start, double *end)
{
    const char *at = line;
    return yn_subtitle_time(&at, start) && arrow(&at) &&
           yn_subtitle_time(&at, end);
}

static bool has_arrow(const char *line, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        if (memcmp(line + i, "-->", 3) == 0)
            return true;
    }
    return false;
}

static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    }
    return true;
}

static bool is_number(const char *line, size_t len)
{
    size_t digits = 0;
    for (size_t i = 0; i < len; i++) {
        if (line[i] >= '0' && line[i] <= '9')
            digits++;
        else if (line[i] != ' ' && line[i] != '\t')
            return false;
    }
    return digits > 0 && digits < 10;
}

/* The lines between two lines of times. */
struct block {
    bool open; /* times were read, text follows */
    struct yn_subtitle times;
    const char *text, *end;
    const char *last; /* the last line that is not blank */
    bool last_alone;  /* a blank line or the times stand before it */
    bool last_number; /* it is a number */
    bool numbered;    /* a number stood above the times */
    bool blank;       /* the line before was blank */
    bool closed;      /* WebVTT: a blank line has ended the text */
};

/* Adds the text of the block. Where a line of times follows, the number above
 * it belongs to that. */
static int close_block(struct yn_subtitle_reader *r, struct block *b,
                       bool times_follow, enum yn_subtitle_markup markup,
                       struct yn_err *err)
{
    bool number = times_follow && b->last && b->last_number &&
                  (b->last_alone || b->numbered);
    const char *end = number ? b->last : b->end;
    bool add = b->open && b->text && end > b->text;
    b->open = false;
    b->numbered = number;
    return add ? yn_subtitle_add(r, &b->times, b->text, (size_t)(end - b->text),
                                 markup, err)
               : YN_OK;
}

static int open_block(struct yn_subtitle_reader *r, struct block *b,
                      double start, double end, struct yn_err *err)
{
    int rc = YN_OK;
    r->timed = true;
    if (end < start) {
        rc = yn_subtitle_problem(r, r->line, "ends before it begins",
                                 "its end is taken to be its start", err);
        end = start;
    }
    *b = (struct block){
        .open = true,
        .numbered = b->numbered,
        .times = {.start_s = start, .end_s = end, .line = r->line}};
    return rc;
}

static void add_line(struct block *b, const char *line, size_t len, bool vtt)
{
    if (is_blank(line, len)) {
        b->blank = true;
        b->closed |= vtt;
        return;
    }
    if (!b->closed) {
        if (!b->text)
            b->text = line;
        b->end = line + len;
    }
    b->last_alone = b->blank || !b->last;
    b->last = line;
    b->last_number = is_number(line, len);
    b->blank = false;
}

static int parse(struct yn_subtitle_reader *r, bool vtt, struct yn_err *err)
{
    enum yn_subtitle_markup markup = vtt ? YN_MARKUP_VTT : YN_MARKUP_SRT;
    struct block b = {.blank = true};
    const char *line;
    size_t len;
    int rc = YN_OK;
    while (!rc && yn_subtitle_line(r, &line, &len)) {
        double start, end;
        if (!has_arrow(line, len) && !memchr(line, '>', len)) {
            add_line(&b, line, len, vtt);
        } else if (is_times(line, &start, &end)) {
            rc = close_block(r, &b, true, markup, err);
            if (!rc)
                rc = open_block(r, &b, start, end, err);
        } else if (has_arrow(line, len)) {
            rc = close_block(r, &b, true, markup, err);
            if (!rc)
                rc = yn_subtitle_problem(
                    r, r->line, "these are no times",
                    "write them like 00:01:02,500 --> 00:01:04,000", err);
        } else {
            add_line(&b, line, len, vtt);
        }
    }
    return rc ? rc : close_block(r, &b, false, markup, err);
}

static int parse_srt(struct yn_subtitle_reader *r, struct yn_err *err)
{
    return parse(r, false, err);
}

static int parse_vtt(struct yn_subtitle_reader *r, struct yn_err *err)
{
    return parse(r, true, err);
}

static bool looks_like_srt(const char *text)
{
    return strstr(text, "->") != NULL;
}

static bool looks_like_vtt(const char *text)
{
    return strncmp(text, "WEBVTT", 6) == 0;
}

const struct yn_subtitle_format yn_subtitle_srt = {
    .name = "SubRip", .looks_like = looks_like_srt, .parse = parse_srt};
const struct yn_subtitle_format yn_subtitle_vtt = {
    .name = "WebVTT", .looks_like = looks_like_vtt, .parse = parse_vtt};
