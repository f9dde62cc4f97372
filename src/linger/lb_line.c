/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/lb_line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/base.h"

#define CHUNK 64

/* Where a chunk has quotes, backslashes and brackets, one bit a byte. */
struct marks {
    uint64_t quote, backslash, bracket;
};

#ifdef __SSE2__
static struct marks mark_chunk(const char *at)
{
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
    const __m128i fold = _mm_set1_epi8(0x20);
    struct marks marks = {0, 0, 0};
    for (unsigned i = 0; i < CHUNK; i += 16) {
        __m128i bytes =
            _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        /* '[' and ']' differ from '{' and '}' by that bit alone. */
        __m128i folded = _mm_or_si128(bytes, fold);
        __m128i bracket = _mm_or_si128(_mm_cmpeq_epi8(folded, open),
                                       _mm_cmpeq_epi8(folded, close));
        unsigned q = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quote));
        unsigned s = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, slash));
        unsigned b = (unsigned)_mm_movemask_epi8(bracket);
        marks.quote |= (uint64_t)q << i;
        marks.backslash |= (uint64_t)s << i;
        marks.bracket |= (uint64_t)b << i;
    }
    return marks;
}
#else
static struct marks mark_chunk(const char *at)
{
    struct marks marks = {0, 0, 0};
    for (unsigned i = 0; i < CHUNK; i++) {
        uint64_t bit = UINT64_C(1) << i;
        char folded = (char)(at[i] | 0x20);
        marks.quote |= at[i] == '"' ? bit : 0;
        marks.backslash |= at[i] == '\\' ? bit : 0;
        marks.bracket |= folded == '{' || folded == '}' ? bit : 0;
    }
    return marks;
}
#endif

static unsigned lowest(uint64_t bits)
{
#ifdef __GNUC__
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned n = 0;
    for (; !(bits & 1); bits >>= 1)
        n++;
    return n;
#endif
}

/* Bit i of the result: an odd number of bits up to i is set. */
static uint64_t parity(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ bits << 32;
}

/* What a key of one of the two objects means. */
enum field {
    FIELD_NONE,
    FIELD_METADATA,
    FIELD_TIME,
    FIELD_USER_ID,
    FIELD_USER_NAME,
    FIELD_ARTIST,
    FIELD_TITLE,
    FIELD_ALBUM,
};

struct walk {
    const char *end;
    struct yn_lb_line *out;
    unsigned depth;
    bool metadata;      /* within track_metadata, at depth 2 or deeper */
    bool seen_metadata; /* it was there */
    bool over;          /* the object is closed */
    enum field pending; /* the key before the value that comes */
    const char *open;   /* behind the quote of the string that is open */
};

static enum field field_of(const char *key, size_t len, bool metadata)
{
    static const struct {
        const char *name;
        size_t len;
        bool metadata;
        enum field field;
    } fields[] = {
        {"track_metadata", 14, false, FIELD_METADATA},
        {"listened_at", 11, false, FIELD_TIME},
        {"timestamp", 9, false, FIELD_TIME},
        {"user_id", 7, false, FIELD_USER_ID},
        {"user_name", 9, false, FIELD_USER_NAME},
        {"artist_name", 11, true, FIELD_ARTIST},
        {"track_name", 10, true, FIELD_TITLE},
        {"release_name", 12, true, FIELD_ALBUM},
    };
    for (size_t i = 0; i < YN_LEN(fields); i++) {
        if (fields[i].len == len && fields[i].metadata == metadata &&
            memcmp(key, fields[i].name, len) == 0)
            return fields[i].field;
    }
    return FIELD_NONE;
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

/* A whole number, or one with a fraction of which the whole counts. */
static int64_t read_time(const char *at, const char *end)
{
    int64_t value = 0;
    size_t digits = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (++digits > 15)
            return 0;
        value = value * 10 + (*at - '0');
    }
    /* Some exports count milliseconds. */
    return digits > 11 ? value / 1000 : value;
}

static void take_string(struct walk *walk, struct yn_raw raw)
{
    switch (walk->pending) {
    case FIELD_ARTIST:
        walk->out->artist = raw;
        break;
    case FIELD_TITLE:
        walk->out->title = raw;
        break;
    case FIELD_ALBUM:
        walk->out->album = raw;
        break;
    case FIELD_USER_NAME:
        walk->out->user_name = raw;
        break;
    case FIELD_USER_ID:
        walk->out->user_id = raw;
        break;
    case FIELD_TIME:
        walk->out->time_s = read_time(raw.text, raw.text + raw.len);
        break;
    case FIELD_NONE:
    case FIELD_METADATA:
        break;
    }
}

static void take_number(struct walk *walk, const char *at)
{
    if (walk->pending == FIELD_TIME) {
        walk->out->time_s = read_time(at, walk->end);
        walk->pending = FIELD_NONE;
    } else if (walk->pending == FIELD_USER_ID && *at >= '0' && *at <= '9') {
        const char *from = at;
        while (at < walk->end && *at >= '0' && *at <= '9')
            at++;
        walk->out->user_id = (struct yn_raw){from, (size_t)(at - from)};
        walk->pending = FIELD_NONE;
    }
}

/* A string has ended at its quote; it is a key when a colon comes. */
static void end_string(struct walk *walk, const char *quote)
{
    const struct yn_raw raw = {walk->open, (size_t)(quote - walk->open)};
    const char *next = skip_blanks(quote + 1, walk->end);
    if (next == walk->end || *next != ':') {
        take_string(walk, raw);
        walk->pending = FIELD_NONE;
        return;
    }
    walk->pending = field_of(raw.text, raw.len, walk->metadata);
    if (walk->pending == FIELD_NONE)
        return;
    next = skip_blanks(next + 1, walk->end);
    if (next < walk->end && *next != '"')
        take_number(walk, next);
}

/* Brackets: false where they do not match up. */
static bool take_bracket(struct walk *walk, const char *at)
{
    if (*at == '{' || *at == '[') {
        if (walk->over || (walk->depth == 0 && *at != '{'))
            return false;
        walk->depth++;
        if (walk->depth == 2 && walk->pending == FIELD_METADATA && *at == '{') {
            walk->metadata = walk->seen_metadata = true;
            walk->out->artist = walk->out->title = walk->out->album =
                (struct yn_raw){NULL, 0};
        }
    } else {
        if (walk->depth == 0)
            return false;
        if (walk->depth-- == 2)
            walk->metadata = false;
        walk->over = walk->depth == 0;
    }
    walk->pending = FIELD_NONE;
    return true;
}

/* Whether strings are looked at here: those of the two objects alone. */
static bool is_wanted(const struct walk *walk)
{
    return walk->depth == 1 || (walk->depth == 2 && walk->metadata);
}

/* Marks what is escaped; `*carry` goes from chunk to chunk. */
static uint64_t escaped(uint64_t backslash, bool *carry)
{
    uint64_t out = *carry ? 1 : 0;
    backslash &= ~out;
    *carry = false;
    while (backslash) {
        unsigned i = lowest(backslash);
        *carry = i == 63;
        if (i == 63)
            break;
        out |= UINT64_C(2) << i;
        backslash &= ~(UINT64_C(3) << i);
    }
    return out;
}

enum yn_lb_verdict yn_lb_read(const char *line, size_t len,
                              struct yn_lb_line *out)
{
    *out = (struct yn_lb_line){.time_s = 0};
    while (len > 0 && skip_blanks(line + len - 1, line + len) == line + len)
        len--;
    if (len == 0 || line[len - 1] != '}')
        return YN_LB_BROKEN;
    struct walk walk = {.end = line + len, .out = out};
    uint64_t inside = 0; /* all ones: a string is open */
    bool carry = false;
    for (size_t base = 0; base < len; base += CHUNK) {
        struct marks marks = mark_chunk(line + base);
        if (len - base < CHUNK) {
            uint64_t within = (UINT64_C(1) << (len - base)) - 1;
            marks.quote &= within;
            marks.backslash &= within;
            marks.bracket &= within;
        }
        if (marks.backslash || carry)
            marks.quote &= ~escaped(marks.backslash, &carry);
        uint64_t string = parity(marks.quote) ^ inside;
        inside = string >> 63 ? ~UINT64_C(0) : 0;
        uint64_t events = marks.bracket & ~string;
        if (is_wanted(&walk) || events)
            events |= marks.quote;
        for (; events; events &= events - 1) {
            const char *at = line + base + lowest(events);
            if (*at != '"') {
                if (!take_bracket(&walk, at))
                    return YN_LB_BROKEN;
            } else if (!is_wanted(&walk)) {
                continue;
            } else if (string >> lowest(events) & 1) {
                walk.open = at + 1;
            } else if (walk.open) {
                end_string(&walk, at);
                walk.open = NULL;
            }
        }
    }
    if (!walk.over || inside)
        return YN_LB_BROKEN;
    return walk.seen_metadata ? YN_LB_OK : YN_LB_NO_LISTEN;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hex digits, or -1. */
static int32_t read_unit(struct yn_raw raw, size_t at)
{
    int32_t value = 0;
    if (at + 4 > raw.len)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex(raw.text[at + i]);
        if (digit < 0)
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

static size_t put_utf8(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The code point of "\uXXXX" at `*at`, behind its backslash, or of a pair. An
 * escape is never shorter than what it stands for. */
static uint32_t take_unicode(struct yn_raw raw, size_t *at)
{
    int32_t high = read_unit(raw, *at + 1);
    *at += 5;
    if (high >= 0xD800 && high < 0xDC00 && *at + 6 <= raw.len &&
        raw.text[*at] == '\\' && raw.text[*at + 1] == 'u') {
        int32_t low = read_unit(raw, *at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            *at += 6;
            return 0x10000 + ((uint32_t)(high - 0xD800) << 10) +
                   (uint32_t)(low - 0xDC00);
        }
    }
    bool lone = high >= 0xD800 && high < 0xE000;
    return lone || high == 0 ? 0xFFFD : (uint32_t)high;
}

size_t yn_raw_unescape(struct yn_raw raw, char *out)
{
    static const char codes[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    size_t n = 0;
    for (size_t at = 0; at < raw.len;) {
        if (raw.text[at] != '\\' || at + 1 == raw.len) {
            out[n++] = raw.text[at++];
            continue;
        }
        char code = raw.text[++at];
        const char *known = code ? strchr(codes, code) : NULL;
        if (known) {
            out[n++] = means[known - codes];
            at++;
        } else if (code == 'u' && read_unit(raw, at + 1) >= 0) {
            n += put_utf8(take_unicode(raw, &at), out + n);
        } else {
            out[n++] = '\\';
        }
    }
    out[n] = '\0';
    return n;
}
