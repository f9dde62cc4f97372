/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terms: what two texts are found to share.
 */
#ifndef YN_STORY_TERMS_H
#define YN_STORY_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "story/words.h"

enum yn_reading {
    /* Pieces of words: they see through endings, particles, compounds and
     * slips. Hangul: 2 and 3 syllables within a word between spaces (Lee et
     * al. 1996: better than morphemes wrongly parted). Writings without
     * spaces: 1 to 3 signs of a run. Others: 3 to 5 letters, and a word's ends
     * count as letters. */
    YN_READ_PIECES,
    /* Words, and pairs of words that follow one another. */
    YN_READ_WORDS,
};

struct yn_terms {
    uint64_t *key; /* in the text's order, each as often as it comes */
    size_t n, cap;
};

/* Adds the terms of words `from` to `to` (exclusive). Errors: YN_E_NOMEM. */
int yn_terms_add(struct yn_terms *terms, enum yn_reading reading,
                 const struct yn_words *words, size_t from, size_t to,
                 struct yn_err *err);

void yn_terms_release(struct yn_terms *terms);

#endif
