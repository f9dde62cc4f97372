/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Language: which texts of a season are in one language.
 *
 * As they say; where they do not, by their writing, which tells Korean,
 * Japanese, Chinese and Thai; and where many languages share a writing, by how
 * many of a text's words are among the most common ones of the others.
 */
#ifndef YN_STORY_LANGUAGE_H
#define YN_STORY_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

#include "story/map.h"
#include "story/words.h"

struct yn_language {
    char code[4];   /* ISO 639-2; "" where only common words tell it */
    char script[5]; /* ISO 15924 */
    struct yn_map map;
    unsigned *count; /* of each word in the texts taken in */
    size_t count_cap;
    unsigned common_min;       /* a word that comes as often is common */
    size_t n_words, settle_at; /* learnt; when common words are sought anew */
};

/* What a text says of itself: `declared` may be NULL or "". */
void yn_language_of(const char *declared, const char *text, char code[4],
                    char script[5]);

/* Whether a text is in this language. */
bool yn_language_has(const struct yn_language *language, const char code[4],
                     const char script[5], const struct yn_words *words);

/* Adds a text's words to what is known of the language. Errors: YN_E_NOMEM,
 * YN_E_LIMIT. */
int yn_language_learn(struct yn_language *language,
                      const struct yn_words *words, struct yn_err *err);

void yn_language_release(struct yn_language *language);

#endif
