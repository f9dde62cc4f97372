/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words: a text as the words it is compared by.
 */
#ifndef YN_STORY_WORDS_H
#define YN_STORY_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/arena.h"

enum yn_word_flags {
    YN_WORD_UPPER = 1 << 0, /* begins with a capital */
    YN_WORD_FIRST = 1 << 1, /* of a line or a sentence */
    YN_WORD_CASED = 1 << 2, /* its writing has capitals */
    YN_WORD_HANGUL = 1 << 3,
    /* A writing without spaces (Han, kana, Thai): words of it that follow one
     * another are one run. */
    YN_WORD_DENSE = 1 << 4,
    YN_WORD_CALLED = 1 << 5, /* a sign or the line's end follows, no space */
};

struct yn_word {
    const char *text; /* folded; an apostrophe parts words: "don", "t" */
    uint64_t key;     /* yn_map_key of it */
    uint32_t line;    /* of the text, from 0 */
    unsigned flags;
};

struct yn_words {
    struct yn_word *word;
    size_t n, cap;
    struct yn_arena arena;
};

/* Adds the words of a text in UTF-8. A NULL text has none. Errors:
 * YN_E_NOMEM, YN_E_LIMIT. */
int yn_words_add(struct yn_words *words, const char *text, struct yn_err *err);

void yn_words_release(struct yn_words *words);

#endif
