/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Romanise: which Hangul names a name in Latin letters can stand for.
 *
 * Koreans spell their names as they like: 곽진언 is Kwak Jin Ohn, Kwak Jineon,
 * Gwak Jin-eon. So a Latin name is not turned into one Hangul name but into all
 * those it can be read as: surname by surname table, given name syllable by
 * syllable, each spelled by the Revised Romanisation or a usual variant.
 */
#ifndef YN_SEASON_NAMES_ROMANISE_H
#define YN_SEASON_NAMES_ROMANISE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

#include "base/arena.h"
#include "base/buf.h"

/* A name that can be read in more ways is read in none. */
#define YN_READINGS_MAX 16

struct yn_readings {
    const char *text[YN_READINGS_MAX]; /* Hangul, in the arena */
    size_t n;
    bool full; /* surname and a given name of two syllables or more */
};

struct yn_romaniser; /* the table of spellings */

/* Made in the arena. Errors: YN_E_NOMEM. Threads: read-only afterwards. */
int yn_romaniser_create(struct yn_arena *arena, const struct yn_romaniser **out,
                        struct yn_err *err);

/* The readings of a name as written ("Kwak Jin-eon"). A Hangul name of two to
 * four syllables reads as itself. n = 0: no Korean name. Errors: YN_E_NOMEM. */
int yn_romaniser_read(const struct yn_romaniser *table, const char *name,
                      struct yn_arena *arena, struct yn_readings *out,
                      struct yn_err *err);

/* Appends the text with each Hangul syllable in the Revised Romanisation,
 * syllable by syllable (no change of sound between them). */
void yn_romanise_put(const char *text, struct yn_buf *out);

/* Whether a Hangul word and a Latin one sound alike as consonants, as a loan
 * word and its transcription do (레드벨벳, Red Velvet). Weak by itself; enough
 * where both stand side by side, as in "가호 (Gaho)". */
bool yn_sounds_alike(const char *hangul, const char *latin);

#endif
