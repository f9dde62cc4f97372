/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/subtitle_text.h"

#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

/* A tag is no longer than this; a lone `<` must not swallow the rest. */
#define TAG_MAX 512

struct cleaner {
    enum yn_subtitle_markup markup;
    struct yn_buf *out, *speaker;
    size_t begin; /* of this text in `out` */
    bool ruby;    /* within <rt>: the reading, not the word */
    bool drawing; /* ASS: lines and curves follow, no words */
};

static void trim_line(struct cleaner *c)
{
    struct yn_buf *out = c->out;
    while (out->len > c->begin && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
}

static void put(struct cleaner *c, uint32_t character)
{
    bool start = c->out->len == c->begin ||
                 (c->out->len > 0 && c->out->data[c->out->len - 1] == '\n');
    if (c->ruby || c->drawing || c->out->failed)
        return;
    if (character == '\n' || character == '\r') {
        trim_line(c);
        start =
            c->out->len == c->begin || c->out->data[c->out->len - 1] == '\n';
        if (!start)
            yn_buf_putc(c->out, '\n');
        return;
    }
    /* Marks of direction and joining; players do not show them either. */
    if ((character >= 0x200B && character <= 0x200F) ||
        (character >= 0x202A && character <= 0x202E) || character == 0x2060 ||
        character == 0xFEFF || (character < 0x20 && character != '\t'))
        return;
    if (yn_unicode_is_space(character))
        character = ' ';
    if (character == ' ' && start)
        return;
    yn_buf_put_utf8(c->out, character);
}

static bool tag_is(const char *name, size_t len, const char *word)
{
    return strlen(word) == len && strncasecmp(name, word, len) == 0;
}

static size_t name_length(const char *at, const char *end)
{
    size_t n = 0;
    while (at + n < end &&
           ((at[n] >= 'a' && at[n] <= 'z') || (at[n] >= 'A' && at[n] <= 'Z') ||
            (n > 0 && at[n] >= '0' && at[n] <= '9')))
        n++;
    return n;
}

/* Tags that turn up in SubRip; other words in angle brackets are words. */
static bool is_known(const char *name, size_t len)
{
    static const char *const known[] = {
        "b",    "i",    "u",  "s",  "font", "c",      "v",    "br", "p",
        "lang", "ruby", "rt", "rp", "em",   "strong", "span", "div"};
    for (size_t i = 0; i < YN_LEN(known); i++) {
        if (tag_is(name, len, known[i]))
            return true;
    }
    return false;
}

/* <v Ann>, <v.loud Ann> */
static void take_voice(struct cleaner *c, const char *at, const char *end)
{
    if (c->speaker->len > 0)
        return;
    while (at < end && *at != ' ' && *at != '\t')
        at++;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    yn_buf_add(c->speaker, at, (size_t)(end - at));
}

/* The end of the tag at `at` ('<'), or NULL where it is text. */
static const char *angle(struct cleaner *c, const char *at, const char *end)
{
    size_t left = (size_t)(end - at);
    const char *close = memchr(at, '>', left < TAG_MAX ? left : TAG_MAX);
    const char *name = at + 1;
    if (!close || close == name)
        return NULL;
    bool closing = *name == '/';
    name += closing;
    size_t len = name_length(name, close);
    size_t inside = name < close ? (size_t)(close - name) : 0;
    bool stamp = c->markup != YN_MARKUP_SMI && *name >= '0' && *name <= '9' &&
                 memchr(name, ':', inside);
    bool comment = c->markup == YN_MARKUP_SMI && *name == '!';
    bool any = c->markup == YN_MARKUP_VTT || c->markup == YN_MARKUP_SMI;
    if (!stamp && !comment && !(len > 0 && (any || is_known(name, len))))
        return NULL;
    if (tag_is(name, len, "br") || tag_is(name, len, "p") ||
        tag_is(name, len, "div"))
        put(c, '\n');
    if (tag_is(name, len, "rt") || tag_is(name, len, "rp"))
        c->ruby = !closing;
    if (tag_is(name, len, "ruby"))
        c->ruby = false;
    if (tag_is(name, len, "v") && !closing)
        take_voice(c, name, close);
    return close + 1;
}

/* Whether the override at `at` turns drawing on or off: {\p1}, {\an8\p0}. */
static void take_drawing(struct cleaner *c, const char *at, const char *end)
{
    for (; at + 2 < end; at++) {
        if (at[0] == '\\' && at[1] == 'p' && at[2] >= '0' && at[2] <= '9')
            c->drawing = at[2] != '0';
    }
}

/* The end of the override at `at` ('{'), or NULL where it is text. */
static const char *brace(struct cleaner *c, const char *at, const char *end)
{
    const char *close = memchr(at, '}', (size_t)(end - at));
    if (!close)
        return NULL;
    bool override = at[1] == '\\';
    bool old = at + 3 < end && at[2] == ':' && name_length(at + 1, end) == 1;
    if (c->markup != YN_MARKUP_ASS && !override && !old)
        return NULL;
    if (c->markup == YN_MARKUP_ASS)
        take_drawing(c, at, close);
    return close + 1;
}

/* The end of the entity at `at` ('&'), or NULL where it is text. */
static const char *entity(struct cleaner *c, const char *at, const char *end)
{
    static const struct {
        const char *name;
        uint32_t character;
    } known[] = {
        {"amp;", '&'},    {"lt;", '<'},     {"gt;", '>'},
        {"quot;", '"'},   {"apos;", '\''},  {"nbsp;", ' '},
        {"lrm;", 0x200E}, {"rlm;", 0x200F}, {"nbsp", ' '},
    };
    size_t left = (size_t)(end - at) - 1;
    for (size_t i = 0; i < YN_LEN(known); i++) {
        size_t len = strlen(known[i].name);
        if (len <= left && strncasecmp(at + 1, known[i].name, len) == 0) {
            put(c, known[i].character);
            return at + 1 + len;
        }
    }
    if (left < 3 || at[1] != '#')
        return NULL;
    bool hex = at[2] == 'x' || at[2] == 'X';
    uint32_t value = 0;
    const char *digit = at + 2 + hex, *first = digit;
    for (; digit < end && digit - first < 7; digit++) {
        int d = *digit >= '0' && *digit <= '9'          ? *digit - '0'
                : hex && *digit >= 'a' && *digit <= 'f' ? *digit - 'a' + 10
                : hex && *digit >= 'A' && *digit <= 'F' ? *digit - 'A' + 10
                                                        : -1;
        if (d < 0)
            break;
        value = value * (hex ? 16 : 10) + (uint32_t)d;
    }
    if (digit == first || digit >= end || *digit != ';' || value == 0 ||
        value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return NULL;
    put(c, value);
    return digit + 1;
}

/* \N, \n and \h; ASS files end up as SubRip. */
static const char *escape(struct cleaner *c, const char *at, const char *end)
{
    if (at + 1 >= end)
        return NULL;
    if (at[1] == 'N' || at[1] == 'n')
        put(c, '\n');
    else if (at[1] == 'h')
        put(c, ' ');
    else
        return NULL;
    return at + 2;
}

void yn_subtitle_text(const char *text, size_t len,
                      enum yn_subtitle_markup markup, struct yn_buf *out,
                      struct yn_buf *speaker)
{
    struct cleaner c = {
        .markup = markup, .out = out, .speaker = speaker, .begin = out->len};
    const char *end = text + len;
    bool ass = markup == YN_MARKUP_ASS;
    bool braces = ass || markup == YN_MARKUP_SRT;
    for (const char *at = text; at < end;) {
        const char *next = NULL;
        if (*at == '<' && !ass)
            next = angle(&c, at, end);
        else if (*at == '{' && braces)
            next = brace(&c, at, end);
        else if (*at == '&' && !ass)
            next = entity(&c, at, end);
        else if (*at == '\\' && braces)
            next = escape(&c, at, end);
        if (next) {
            at = next;
            continue;
        }
        size_t step = 0;
        uint32_t character = yn_unicode_next(at, &step);
        /* In HTML the end of a line is a blank. */
        if (markup == YN_MARKUP_SMI && (character == '\n' || character == '\r'))
            character = ' ';
        put(&c, character);
        at += step ? step : 1;
    }
    while (out->len > c.begin &&
           (out->data[out->len - 1] == ' ' || out->data[out->len - 1] == '\n'))
        out->data[--out->len] = '\0';
}
