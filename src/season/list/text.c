/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/internal.h"

#include <ctype.h>
#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

/* A sentence that ends in a full stop has at least so many words. */
#define PROSE_WORDS_MIN 8
/* Artists have fewer words than this. */
#define PROSE_ARTIST_WORDS_MIN 4

bool yn_list_has_rank(const struct yn_list_line *line, size_t at)
{
    if (line->n_tokens < at + 2 || line->token[at].kind != YN_LIST_WORD ||
        line->token[at + 1].kind != YN_LIST_DASH)
        return false;
    for (size_t b = line->token[at].from; b < line->token[at].to; b++) {
        if (!isdigit((unsigned char)line->text[b]))
            return false;
    }
    return true;
}

/* Whether tokens [from, to) are a quoted title and brackets behind it. */
static bool is_title(const struct yn_list_line *line, size_t from, size_t to)
{
    if (line->token[from].kind != YN_LIST_QUOTED)
        return false;
    for (size_t i = from + 1; i < to; i++) {
        if (line->token[i].kind != YN_LIST_PAREN)
            return false;
    }
    return true;
}

char *yn_list_slice(struct yn_arena *arena, const struct yn_list_line *line,
                    size_t from, size_t to)
{
    while (from < to && line->token[from].kind == YN_LIST_SEP)
        from++;
    while (to > from && line->token[to - 1].kind == YN_LIST_SEP)
        to--;
    if (from >= to)
        return yn_arena_dup(arena, "");
    const struct yn_list_token *first = &line->token[from];
    const char *text = line->text;
    size_t start = first->from, end = line->token[to - 1].to;
    if (!is_title(line, from, to))
        return yn_arena_dup_n(arena, text + start, end - start);
    start = first->in_from;
    size_t stop = first->in_to;
    /* “Flower,” – the comma belongs to the sentence */
    while (stop > start && strchr(", ", text[stop - 1]))
        stop--;
    while (start < stop && text[start] == ' ')
        start++;
    char *out = yn_arena_alloc(arena, end - start + 2);
    if (!out)
        return NULL;
    memcpy(out, text + start, stop - start);
    if (from + 1 < to) {
        size_t rest = line->token[from + 1].from;
        out[stop - start] = ' ';
        memcpy(out + (stop - start) + 1, text + rest, end - rest);
    }
    return out;
}

static size_t trim_end(const char *text, size_t len)
{
    while (len && strchr(" :,|&-", text[len - 1]))
        len--;
    return len;
}

static bool ends_with(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    return len >= n && strncasecmp(text + len - n, word, n) == 0 &&
           (len == n || text[len - n - 1] == ' ');
}

/* The length without a word that says "soundtrack", or len. */
static size_t without_ost(const char *text, size_t len)
{
    static const char *const words[] = {"OST",
                                        "O.S.T",
                                        "O.S.T.",
                                        "Original Soundtrack",
                                        "Original Sound Track",
                                        "Soundtrack"};
    len = trim_end(text, len);
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (ends_with(text, len, words[i]))
            return trim_end(text, len - strlen(words[i]));
    }
    return len;
}

/* The length without "Part 3", "Part.3", "Pt. 3", "Vol. 1" at the end. */
static size_t without_part(const char *text, size_t len)
{
    static const char *const words[] = {"Part", "Pt", "Vol"};
    size_t at = len;
    while (at && isdigit((unsigned char)text[at - 1]))
        at--;
    if (at == len)
        return len;
    while (at && (text[at - 1] == ' ' || text[at - 1] == '.'))
        at--;
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (ends_with(text, at, words[i]))
            return trim_end(text, at - strlen(words[i]));
    }
    return len;
}

bool yn_list_says_ost(const char *text, size_t len)
{
    len = trim_end(text, len);
    return without_ost(text, without_part(text, len)) != len;
}

/* What a bracket behind a drama's name holds, when it is not of the name: a
 * year, a network, both. */
static bool is_aside(const char *text, size_t len)
{
    static const char *const networks[] = {
        "tvN",  "JTBC",    "SBS",       "KBS",   "KBS2",      "KBS1",   "MBC",
        "OCN",  "Netflix", "TV Chosun", "MBN",   "Channel A", "ENA",    "Viki",
        "JTBC", "TVING",   "Disney+",   "Wavve", "Naver TV",  "KakaoTV"};
    if (len >= 4) {
        size_t digits = 0;
        for (size_t i = len - 4; i < len; i++)
            digits += isdigit((unsigned char)text[i]) != 0;
        if (digits == 4)
            return true;
    }
    for (size_t i = 0; i < YN_LEN(networks); i++) {
        size_t n = strlen(networks[i]);
        if (len >= n && strncasecmp(text, networks[i], n) == 0 &&
            (len == n || strchr(" ,/", text[n])))
            return true;
    }
    return false;
}

static size_t without_aside(const char *text, size_t len)
{
    len = trim_end(text, len);
    if (!len || (text[len - 1] != ')' && text[len - 1] != ']'))
        return len;
    size_t open = len - 1;
    while (open && text[open] != '(' && text[open] != '[')
        open--;
    if (open && is_aside(text + open + 1, len - open - 2))
        return trim_end(text, open);
    return len;
}

/* Takes quotes off that embrace the whole. */
static char *without_quotes(char *text)
{
    size_t len = strlen(text), at = 0, last = len, next;
    uint32_t first = yn_unicode_next(text, &at);
    if (!len || !yn_unicode_is_quote(first))
        return text;
    for (size_t i = at; i < len; i = next) {
        next = i;
        uint32_t c = yn_unicode_next(text, &next);
        bool quote = yn_unicode_is_quote(c);
        if (quote && next < len)
            return text; /* “A” and “B”: two things, not one in quotes */
        if (quote)
            last = i;
    }
    if (last == len)
        return text;
    text[last] = '\0';
    return text + at;
}

char *yn_list_drama_name(char *text)
{
    static const char *const leads[] = {"for ",     "from ",    "the drama ",
                                        "K-drama ", "kdrama ",  "drama ",
                                        "drama: ",  "K-drama: "};
    for (size_t i = 0; i < YN_LEN(leads); i++) {
        size_t n = strlen(leads[i]);
        if (strncasecmp(text, leads[i], n) == 0 && text[n])
            text += n;
    }
    size_t len = strlen(text), before;
    do {
        before = len;
        len = trim_end(text, len);
        len = without_aside(text, len);
        /* A drama may well be named "…Part 2"; a part of a soundtrack stands
         * behind the word. */
        size_t bare = without_part(text, len);
        size_t ost = without_ost(text, bare);
        if (ost != bare)
            len = ost;
    } while (len && len != before);
    text[len] = '\0';
    while (*text == ' ')
        text++;
    return without_quotes(text);
}

/* Words that sentences are made of and names are not, unless capital. */
static bool is_sentence_word(const char *word, size_t len)
{
    static const char *const words[] = {
        "is",    "are",    "was",   "were",    "made", "makes", "make",  "that",
        "which", "it",     "its",   "because", "but",  "has",   "have",  "had",
        "this",  "these",  "we",    "they",    "he",   "she",   "would", "will",
        "can",   "could",  "who",   "my",      "our",  "their", "so",    "what",
        "stays", "stayed", "every", "if",      "than", "there", "still", "you"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0)
            return true;
    }
    return false;
}

bool yn_list_is_prose(const char *text)
{
    size_t n_words = 0, n_telling = 0, len = strlen(text);
    bool starts = false;
    for (size_t i = 0; i < len;) {
        while (text[i] == ' ')
            i++;
        size_t end = i;
        while (text[end] && text[end] != ' ')
            end++;
        size_t word = end;
        while (word > i && strchr(".,!?;:", text[word - 1]))
            word--;
        if (word > i) {
            bool telling = is_sentence_word(text + i, word - i);
            starts |= telling && n_words == 0;
            n_telling += telling;
            n_words++;
        }
        i = end;
    }
    bool stop = len && text[len - 1] == '.';
    return (n_telling && n_words >= PROSE_ARTIST_WORDS_MIN) ||
           (starts && n_words >= 3) || n_telling > 2 ||
           (stop && n_words >= PROSE_WORDS_MIN);
}
