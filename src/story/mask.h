/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mask: the names in a season's texts, to be taken out of all of them.
 *
 * A song that says a hero's name would be found to fit his drama whatever it
 * says. Names are those that are given, and those that the texts show to be
 * names: words that are always written with a capital, and Korean ones that
 * people are called by, as long as few dramas have them. What is a name in one
 * drama goes from the texts of all, or its absence would tell.
 *
 * Use: declare and study everything, settle once, then apply.
 */
#ifndef YN_STORY_MASK_H
#define YN_STORY_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "story/map.h"
#include "story/words.h"

enum yn_mask_kind {
    YN_MASK_NAME,    /* of a person or place: each of its words goes */
    YN_MASK_SPEAKER, /* the same, but for words that others use as well */
    YN_MASK_TITLE,   /* goes where all of it stands */
};

struct yn_mask_seen;
struct yn_mask_phrase;

struct yn_mask {
    struct yn_map map; /* of words and of the first syllables of Korean ones */
    struct yn_mask_seen *seen; /* by the map's numbers */
    size_t seen_cap;
    struct yn_mask_phrase *phrase;
    size_t n_phrases, phrases_cap;
};

void yn_mask_release(struct yn_mask *mask);

/* Errors of all: YN_E_NOMEM, YN_E_LIMIT. */
int yn_mask_declare(struct yn_mask *mask, enum yn_mask_kind kind,
                    const char *name, struct yn_err *err);

/* Counts the words of a drama's texts in one language, `n` of them. Dramas come
 * one after another, by number. */
int yn_mask_study(struct yn_mask *mask, const struct yn_words *texts, size_t n,
                  size_t drama, struct yn_err *err);

/* Decides what is a name, with `n_dramas` studied. */
void yn_mask_settle(struct yn_mask *mask, size_t n_dramas);

/* Takes the names out. */
void yn_mask_apply(const struct yn_mask *mask, struct yn_words *words);

#endif
