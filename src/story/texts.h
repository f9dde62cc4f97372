/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts: a season's songs and scenes as words without names, each with its
 * language.
 */
#ifndef YN_STORY_TEXTS_H
#define YN_STORY_TEXTS_H

#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/message.h>

#include "story/language.h"
#include "story/mask.h"
#include "story/words.h"

#define YN_TEXTS_NO_LANGUAGE SIZE_MAX

/* Parts of one kind over owners: the lyrics of songs, the scenes of dramas. */
struct yn_texts_part {
    size_t n_owners, n;
    size_t *first;          /* text of each owner, and n */
    struct yn_words *words; /* of each text */
    size_t *language;       /* index into languages, or YN_TEXTS_NO_LANGUAGE */
};

struct yn_texts {
    struct yn_texts_part lyrics, scenes;
    struct yn_language *languages; /* those that scenes are in */
    size_t n_languages, languages_cap;
    struct yn_mask mask;
};

/* Errors: YN_E_NOMEM, YN_E_LIMIT; `*out` is to be released in any case. */
int yn_texts_prepare(const struct yn_message_season *season,
                     struct yn_texts *out, struct yn_err *err);
void yn_texts_release(struct yn_texts *texts);

#endif
