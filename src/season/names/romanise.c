/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/names/romanise.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "season/names/romanise_tables.h"
#include "season/names/spellings.h"

#define NAME_BYTES_MAX 64
#define NAME_TOKENS_MAX 4
#define SYLLABLES_MAX 4

/* A name cut into lower-case Latin tokens: blanks, hyphens and dots part. */
struct tokens {
    char text[NAME_BYTES_MAX];
    const char *item[NAME_TOKENS_MAX];
    size_t n;
};

static bool cut_tokens(const char *name, struct tokens *tokens)
{
    size_t used = 0;
    bool inside = false;
    tokens->n = 0;
    for (; *name; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool letter = c >= 'a' && c <= 'z';
        bool parting = strchr(" -.", c) != NULL;
        if ((!letter && !parting) || used + 2 > sizeof(tokens->text))
            return false;
        if (letter && !inside) {
            if (tokens->n == NAME_TOKENS_MAX)
                return false;
            tokens->item[tokens->n++] = tokens->text + used;
        }
        if (letter || inside)
            tokens->text[used++] = letter ? c : '\0';
        inside = letter;
    }
    tokens->text[used] = '\0';
    return tokens->n > 0;
}

/* A search for all readings of the tokens behind the surname. */
struct parse {
    const struct yn_romaniser *table;
    const struct tokens *tokens;
    struct yn_arena *arena;
    struct yn_readings *out;
    const char *surname; /* Hangul, or "" */
    size_t least;        /* given syllables at least */
    uint32_t syllable[SYLLABLES_MAX];
    bool overflow, nomem;
};

static void keep_reading(struct parse *parse, size_t n)
{
    struct yn_buf text = {0};
    yn_buf_puts(&text, parse->surname);
    for (size_t i = 0; i < n; i++)
        yn_buf_put_utf8(&text, parse->syllable[i]);
    struct yn_readings *out = parse->out;
    bool known = false;
    for (size_t i = 0; i < out->n; i++)
        known |= strcmp(out->text[i], yn_buf_text(&text)) == 0;
    if (!known && out->n == YN_READINGS_MAX) {
        parse->overflow = true;
    } else if (!known) {
        out->text[out->n] = yn_arena_dup(parse->arena, yn_buf_text(&text));
        parse->nomem |= text.failed || !out->text[out->n];
        out->n++;
    }
    yn_buf_release(&text);
}

/* Reads token `token` from byte `at` with `n` syllables before it. The depth is
 * bounded by SYLLABLES_MAX. */
static void parse_from(struct parse *parse, size_t token, size_t at, size_t n)
{
    if (parse->overflow || parse->nomem)
        return;
    const char *text = parse->tokens->item[token] + at;
    size_t left = strlen(text);
    if (left == 0) {
        if (token + 1 < parse->tokens->n)
            parse_from(parse, token + 1, 0, n);
        else if (n >= parse->least)
            keep_reading(parse, n);
        return;
    }
    if (n == (parse->surname[0] ? 2 : 3))
        return;
    size_t most = left < parse->table->longest ? left : parse->table->longest;
    for (size_t len = 1; len <= most; len++) {
        for (size_t i = yn_spellings_find(parse->table, text, len);
             i < parse->table->n &&
             strncmp(parse->table->item[i].text, text, len) == 0;
             i++) {
            if (parse->table->item[i].text[len] != '\0')
                continue;
            /* An h behind a vowel is a habit of the end (Ah, Suh); within a
             * word it begins the next syllable. */
            if (text[len - 1] == 'h' && len > 1 && len < left)
                continue;
            parse->syllable[n] = parse->table->item[i].syllable;
            parse_from(parse, token, at + len, n + 1);
        }
    }
}

static bool word_is(const char *word, size_t len, const char *text)
{
    return strncmp(word, text, len) == 0 && text[len] == '\0';
}

/* Tries a surname in front: a token of its own, or the start of the only one,
 * which then needs two syllables behind it. */
static void parse_surname(struct parse *parse, const struct yn_surname *surname)
{
    const struct tokens *tokens = parse->tokens;
    for (const char *word = surname->spellings; *word;) {
        size_t len = strcspn(word, " ");
        parse->surname = surname->hangul;
        if (tokens->n > 1 && word_is(word, len, tokens->item[0])) {
            parse->least = 1;
            parse_from(parse, 1, 0, 0);
        } else if (tokens->n == 1 && len > 1 &&
                   strncmp(word, tokens->item[0], len) == 0) {
            parse->least = 2;
            parse_from(parse, 0, len, 0);
        }
        word += len;
        word += *word == ' ';
    }
}

static size_t longest_reading(const struct yn_readings *readings)
{
    size_t longest = 0;
    for (size_t i = 0; i < readings->n; i++) {
        size_t n =
            yn_unicode_count(readings->text[i], strlen(readings->text[i]));
        longest = n > longest ? n : longest;
    }
    return longest;
}

static int read_latin(const struct yn_romaniser *table, const char *name,
                      struct yn_arena *arena, struct yn_readings *out,
                      struct yn_err *err)
{
    struct tokens tokens;
    if (!cut_tokens(name, &tokens))
        return YN_OK;
    struct parse parse = {
        .table = table, .tokens = &tokens, .arena = arena, .out = out};
    for (size_t i = 0; i < YN_LEN(yn_surnames); i++)
        parse_surname(&parse, &yn_surnames[i]);
    bool surname = out->n > 0;
    if (!surname) {
        parse.surname = "";
        parse.least = 2;
        parse_from(&parse, 0, 0, 0);
    }
    if (parse.nomem)
        return yn_err_nomem(err);
    if (parse.overflow)
        out->n = 0;
    out->full = surname && longest_reading(out) >= 3;
    return YN_OK;
}

/* The number of syllables where the name is nothing but Hangul, else 0. */
static size_t hangul_length(const char *name)
{
    size_t n = 0;
    uint32_t c;
    for (size_t at = 0; (c = yn_unicode_next(name, &at)) != 0;) {
        if (yn_unicode_is_hangul(c))
            n++;
        else if (!yn_unicode_is_space(c))
            return 0;
    }
    return n;
}

static bool has_surname(const char *hangul)
{
    for (size_t i = 0; i < YN_LEN(yn_surnames); i++) {
        const char *surname = yn_surnames[i].hangul;
        if (strncmp(hangul, surname, strlen(surname)) == 0)
            return true;
    }
    return false;
}

int yn_romaniser_read(const struct yn_romaniser *table, const char *name,
                      struct yn_arena *arena, struct yn_readings *out,
                      struct yn_err *err)
{
    *out = (struct yn_readings){0};
    size_t n = hangul_length(name);
    if (n == 0)
        return read_latin(table, name, arena, out, err);
    if (n < 2 || n > SYLLABLES_MAX)
        return YN_OK;
    struct yn_buf key = {0};
    int rc = yn_unicode_key(name, &key, err);
    if (!rc) {
        out->text[0] = yn_arena_dup(arena, yn_buf_text(&key));
        out->n = 1;
        out->full = n >= 3 && has_surname(yn_buf_text(&key));
        if (!out->text[0])
            rc = yn_err_nomem(err);
    }
    yn_buf_release(&key);
    return rc;
}
