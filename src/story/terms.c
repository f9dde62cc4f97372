/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/terms.h"

#include "base/base.h"
#include "base/unicode.h"
#include "story/map.h"

/* A longer word is no word; its first letters are enough. A run without spaces
 * is taken by halves of it. */
#define LETTERS_MAX 128
/* A mark that no word holds, where one begins and ends. */
#define EDGE '_'

/* Lengths of pieces. */
struct lengths {
    size_t min, max;
};

static const struct lengths of_hangul = {2, 3};
static const struct lengths of_dense = {1, 3};
static const struct lengths of_others = {3, 5};

/* A word's letters and where each begins; the last entry is the end. */
struct letters {
    char text[4 * LETTERS_MAX + 8];
    size_t at[LETTERS_MAX + 3], n, len;
};

static void letters_push(struct letters *letters, const char *bytes, size_t len)
{
    if (letters->n >= LETTERS_MAX)
        return;
    letters->at[letters->n++] = letters->len;
    memcpy(letters->text + letters->len, bytes, len);
    letters->len += len;
    letters->at[letters->n] = letters->len;
}

static void letters_add(struct letters *letters, const char *text)
{
    for (size_t at = 0; text[at];) {
        size_t from = at;
        yn_unicode_next(text, &at);
        letters_push(letters, text + from, at - from);
    }
}

static int put(struct yn_terms *terms, uint64_t key, struct yn_err *err)
{
    int rc = yn_grow(&terms->key, &terms->cap, terms->n + 1,
                     sizeof(*terms->key), err);
    if (!rc)
        terms->key[terms->n++] = key;
    return rc;
}

static int put_pieces(struct yn_terms *terms, const struct letters *letters,
                      const struct lengths *lengths, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t n = lengths->min; n <= lengths->max; n++) {
        for (size_t i = 0; !rc && i + n <= letters->n; i++) {
            size_t from = letters->at[i], to = letters->at[i + n];
            rc = put(terms, yn_map_key(letters->text + from, to - from), err);
        }
    }
    return rc;
}

/* Pieces of the word at *at, moving behind it; a run of a writing without
 * spaces is taken whole. */
static int add_pieces(struct yn_terms *terms, const struct yn_words *words,
                      size_t *at, size_t to, struct yn_err *err)
{
    const struct yn_word *word = &words->word[*at];
    const struct lengths *lengths = &of_others;
    struct letters letters = {.n = 0};
    if (word->flags & YN_WORD_DENSE) {
        lengths = &of_dense;
        for (;
             *at < to && words->word[*at].flags & YN_WORD_DENSE &&
             words->word[*at].line == word->line && letters.n < LETTERS_MAX / 2;
             (*at)++)
            letters_add(&letters, words->word[*at].text);
        return put_pieces(terms, &letters, lengths, err);
    }
    if (word->flags & YN_WORD_HANGUL)
        lengths = &of_hangul;
    const char edge = EDGE;
    letters_push(&letters, &edge, 1);
    letters_add(&letters, word->text);
    letters_push(&letters, &edge, 1);
    (*at)++;
    return put_pieces(terms, &letters, lengths, err);
}

int yn_terms_add(struct yn_terms *terms, enum yn_reading reading,
                 const struct yn_words *words, size_t from, size_t to,
                 struct yn_err *err)
{
    int rc = YN_OK;
    if (reading == YN_READ_PIECES) {
        for (size_t at = from; !rc && at < to;)
            rc = add_pieces(terms, words, &at, to, err);
        return rc;
    }
    for (size_t i = from; !rc && i < to; i++) {
        rc = put(terms, words->word[i].key, err);
        if (!rc && i > from)
            rc = put(terms,
                     yn_map_pair(words->word[i - 1].key, words->word[i].key),
                     err);
    }
    return rc;
}

void yn_terms_release(struct yn_terms *terms)
{
    free(terms->key);
    *terms = (struct yn_terms){0};
}
