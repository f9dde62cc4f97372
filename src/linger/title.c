/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/title.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/keyed.h"
#include "base/unicode.h"

/* What a stretch of a title, in brackets or behind a dash, is about. */
enum part { PART_NAME, PART_VERSION, PART_SOURCE, PART_FEATURE };

struct taking {
    struct yn_arena *arena;
    struct yn_title *out;
    struct yn_buf version, source;
};

/* The next word of folded text: letters, digits and what is not ASCII. */
static size_t next_word(const char *text, size_t len, size_t *at)
{
    static const char parting[] = " \t.,:;!?'\"`()[]{}-_/|~*+&";
    while (*at < len && strchr(parting, text[*at]))
        (*at)++;
    size_t begin = *at;
    while (*at < len && !strchr(parting, text[*at]))
        (*at)++;
    return *at - begin;
}

static bool is_one_of(const char *word, size_t len, const char *const *list,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strlen(list[i]) == len && memcmp(list[i], word, len) == 0)
            return true;
    }
    return false;
}

static bool is_number(const char *word, size_t len)
{
    size_t digits = 0;
    while (digits < len && word[digits] >= '0' && word[digits] <= '9')
        digits++;
    return len > 0 && digits == len;
}

static bool is_inst(const char *word, size_t len)
{
    static const char *const words[] = {"inst",    "instrumental", "instrument",
                                        "mr",      "반주",         "연주곡",
                                        "karaoke", "노래방"};
    return is_one_of(word, len, words, YN_LEN(words));
}

static bool is_version_word(const char *word, size_t len)
{
    static const char *const words[] = {
        "ver",     "version", "버전",     "remix",     "rmx",
        "mix",     "live",    "라이브",   "acoustic",  "piano",
        "피아노",  "score",   "cover",    "커버",      "demo",
        "edit",    "slowed",  "sped",     "8d",        "nightcore",
        "reprise", "guitar",  "어쿠스틱", "orchestra", "오케스트라"};
    return is_inst(word, len) || is_one_of(word, len, words, YN_LEN(words));
}

static bool is_source_word(const char *word, size_t len)
{
    static const char *const words[] = {"ost",    "o.s.t",  "soundtrack",
                                        "삽입곡", "주제곡", "사운드트랙"};
    return is_one_of(word, len, words, YN_LEN(words));
}

static bool begins(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    return len >= n && memcmp(text, word, n) == 0;
}

static bool is_feature(const char *text, size_t len)
{
    static const char *const marks[] = {"feat",  "ft.",  "ft ",
                                        "with ", "prod", "duet "};
    for (size_t i = 0; i < YN_LEN(marks); i++) {
        if (begins(text, len, marks[i]))
            return true;
    }
    return false;
}

/* A part, or another number, is another song: "Love (Part 2)". */
static bool is_part_number(const char *text, size_t len)
{
    size_t at = 0, n = next_word(text, len, &at);
    const char *word = text + at - n;
    static const char *const words[] = {"part", "pt", "vol", "no"};
    if (is_number(word, n))
        return at == len;
    if (!is_one_of(word, n, words, YN_LEN(words)))
        return false;
    n = next_word(text, len, &at);
    return is_number(text + at - n, n) && at == len;
}

static enum part part_of(const char *text, size_t len)
{
    while (len > 0 && *text == ' ') {
        text++;
        len--;
    }
    if (is_feature(text, len))
        return PART_FEATURE;
    bool version = is_part_number(text, len);
    size_t at = 0, n;
    while ((n = next_word(text, len, &at)) > 0) {
        const char *word = text + at - n;
        if (is_source_word(word, n))
            return PART_SOURCE;
        version |= is_version_word(word, n) || begins(word, n, "remaster");
    }
    if (version)
        return PART_VERSION;
    return begins(text, len, "from ") ? PART_SOURCE : PART_NAME;
}

/* Adds the mark of a recording; "version" and "ver." are one, and what makes it
 * no other recording says nothing. */
static void take_version(struct taking *taking, const char *text, size_t len)
{
    static const char *const usual[] = {"original", "korean", "kor", "full"};
    static const char *const ver[] = {"ver", "version", "버전"};
    struct yn_buf mark = {0};
    bool plain = false;
    size_t at = 0, n;
    while ((n = next_word(text, len, &at)) > 0) {
        const char *word = text + at - n;
        if (is_inst(word, n)) {
            yn_buf_clear(&mark);
            yn_buf_puts(&mark, "inst");
            break;
        }
        plain |= begins(word, n, "remaster") ||
                 is_one_of(word, n, usual, YN_LEN(usual));
        if (is_one_of(word, n, ver, YN_LEN(ver)))
            yn_buf_puts(&mark, "ver");
        else
            yn_buf_add(&mark, word, n);
    }
    if (!plain)
        yn_buf_add(&taking->version, yn_buf_text(&mark), mark.len);
    taking->version.failed |= mark.failed;
    yn_buf_release(&mark);
}

static int add_form(struct taking *taking, const char *text, size_t len,
                    struct yn_err *err)
{
    struct yn_title *out = taking->out;
    const char *copy = yn_arena_dup_n(taking->arena, text, len), *key = "";
    int rc =
        copy ? yn_key_make(taking->arena, copy, &key, err) : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < out->n; i++) {
        if (strcmp(out->form[i], key) == 0)
            return YN_OK;
    }
    if (!rc && key[0] && out->n < YN_TITLE_FORMS_MAX)
        out->form[out->n++] = key;
    return rc;
}

static int take_part(struct taking *taking, const char *text, size_t len,
                     struct yn_err *err)
{
    switch (part_of(text, len)) {
    case PART_VERSION:
        take_version(taking, text, len);
        return YN_OK;
    case PART_SOURCE:
        yn_buf_add(&taking->source, text, len);
        return YN_OK;
    case PART_FEATURE:
        return YN_OK;
    case PART_NAME:
        break;
    }
    return add_form(taking, text, len, err);
}

/* Makes every bracket a round one: 【, 「, 〈 and their like are three bytes.
 */
static void plain_brackets(const char *text, struct yn_buf *out)
{
    static const char *const open[] = {"[",  "{",  "【", "「",
                                       "『", "〈", "《", "〔"};
    static const char *const close[] = {"]",  "}",  "】", "」",
                                        "』", "〉", "》", "〕"};
    while (*text) {
        size_t len = 1;
        char c = *text;
        /* Those that are not ASCII begin with this byte. */
        bool bracket = strchr("[]{}", c) || (unsigned char)c == 0xE3;
        for (size_t i = 0; bracket && i < YN_LEN(open); i++) {
            size_t n = strlen(open[i]);
            if (strncmp(text, open[i], n) == 0) {
                c = '(';
                len = n;
            } else if (strncmp(text, close[i], strlen(close[i])) == 0) {
                c = ')';
                len = strlen(close[i]);
            }
        }
        yn_buf_putc(out, c);
        text += len;
    }
}

/* Takes all that is in brackets off `text`; `rest` is what is left. */
static int take_brackets(struct taking *taking, const char *text,
                         struct yn_buf *rest, struct yn_err *err)
{
    size_t depth = 0;
    const char *open = NULL;
    int rc = YN_OK;
    for (const char *at = text; !rc && *at; at++) {
        if (*at == '(' && depth++ == 0)
            open = at + 1;
        if (depth == 0)
            yn_buf_putc(rest, *at);
        if (*at != ')' || depth == 0)
            continue;
        if (--depth == 0) {
            rc = take_part(taking, open, (size_t)(at - open), err);
            open = NULL;
        }
    }
    /* A bracket that is never closed, as cut titles have them. */
    if (!rc && open)
        rc = take_part(taking, open, strlen(open), err);
    return rc;
}

/* Where a mark that ends the name begins: " feat. …", " - Inst.". */
static size_t name_length(struct taking *taking, const char *text)
{
    static const char *const features[] = {" feat. ", " feat ", " ft. ",
                                           " featuring "};
    size_t len = strlen(text);
    for (size_t i = 0; i < YN_LEN(features); i++) {
        const char *at = strstr(text, features[i]);
        if (at && (size_t)(at - text) < len)
            len = (size_t)(at - text);
    }
    for (size_t at = 1; at + 2 < len; at++) {
        if (strncmp(text + at, " - ", 3) != 0)
            continue;
        enum part part = part_of(text + at + 3, len - at - 3);
        if (part == PART_NAME)
            continue;
        if (part == PART_VERSION)
            take_version(taking, text + at + 3, len - at - 3);
        if (part == PART_SOURCE)
            yn_buf_add(&taking->source, text + at + 3, len - at - 3);
        len = at;
    }
    return len;
}

static size_t trim_end(const char *text, size_t len)
{
    while (len > 0 && strchr(" .", text[len - 1]))
        len--;
    return len;
}

/* "시작 Inst." without brackets. */
static size_t take_last_word(struct taking *taking, const char *text,
                             size_t len)
{
    size_t end = trim_end(text, len), begin = end;
    while (begin > 0 && text[begin - 1] != ' ')
        begin--;
    if (begin == 0 || !is_inst(text + begin, end - begin))
        return len;
    take_version(taking, text + begin, end - begin);
    return begin;
}

static int take_name(struct taking *taking, const char *text,
                     struct yn_err *err)
{
    size_t len = take_last_word(taking, text, name_length(taking, text));
    int rc = add_form(taking, text, len, err);
    /* "시작 / Start Over" */
    for (size_t at = 1; !rc && at + 3 < len; at++) {
        if (strncmp(text + at, " / ", 3) != 0 &&
            strncmp(text + at, " | ", 3) != 0)
            continue;
        rc = add_form(taking, text, at, err);
        if (!rc)
            rc = add_form(taking, text + at + 3, len - at - 3, err);
    }
    return rc;
}

static int keep_key(struct taking *taking, struct yn_buf *text,
                    const char **out, struct yn_err *err)
{
    *out = "";
    if (text->failed)
        return yn_err_nomem(err);
    return text->len ? yn_key_make(taking->arena, yn_buf_text(text), out, err)
                     : YN_OK;
}

int yn_title_parse(struct yn_arena *arena, const char *text,
                   struct yn_title *out, struct yn_err *err)
{
    struct taking taking = {.arena = arena, .out = out};
    struct yn_buf plain = {0}, folded = {0}, rest = {0};
    *out = (struct yn_title){.version = "", .source = ""};
    plain_brackets(text, &plain);
    int rc = yn_key_make(arena, text, &out->key, err);
    if (!rc)
        rc = yn_unicode_fold(yn_buf_text(&plain), &folded, err);
    if (!rc)
        rc = take_brackets(&taking, yn_buf_text(&folded), &rest, err);
    if (!rc && (plain.failed || rest.failed))
        rc = yn_err_nomem(err);
    if (!rc)
        rc = take_name(&taking, yn_buf_text(&rest), err);
    if (!rc)
        rc = keep_key(&taking, &taking.version, &out->version, err);
    if (!rc)
        rc = keep_key(&taking, &taking.source, &out->source, err);
    yn_buf_release(&plain);
    yn_buf_release(&folded);
    yn_buf_release(&rest);
    yn_buf_release(&taking.version);
    yn_buf_release(&taking.source);
    return rc;
}
