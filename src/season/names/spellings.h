/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spellings: the syllables of Korean names with the ways they are written in
 * Latin letters, as a table to look things up in.
 */
#ifndef YN_SEASON_NAMES_SPELLINGS_H
#define YN_SEASON_NAMES_SPELLINGS_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/arena.h"

/* Hangul syllables are laid out as (initial * 21 + vowel) * 28 + final. */
#define YN_HANGUL_FIRST 0xAC00
#define YN_HANGUL_VOWELS 21
#define YN_HANGUL_FINALS 28

#define YN_SPELLING_BYTES_MAX 10

struct yn_spelling {
    char text[YN_SPELLING_BYTES_MAX + 1];
    uint32_t syllable;
};

struct yn_romaniser {
    const struct yn_spelling *item; /* by text, then syllable */
    size_t n, longest;
};

/* The first spelling not before the `len` bytes at `text`. */
size_t yn_spellings_find(const struct yn_romaniser *table, const char *text,
                         size_t len);

#endif
