/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lexical: which songs and stories share their words.
 *
 * Three measures, each set against its columns (fits.h) and added: the cosine
 * of a song to a whole story by pieces of words; the same by words and pairs of
 * words; and the mean of the YN_FITS_SCENES scenes nearest to it by pieces of
 * words. bench/story tells what each is worth.
 */
#ifndef YN_STORY_LEXICAL_H
#define YN_STORY_LEXICAL_H

#include <stddef.h>

#include <yeoun/err.h>

#include "story/fits.h"
#include "story/space.h"

/* Songs and stories in one language, without names. A story's pieces are its
 * scenes. Errors: YN_E_NOMEM, YN_E_LIMIT; `*out` is to be released in any case.
 */
int yn_lexical_fit(const struct yn_words *songs, size_t n_songs,
                   const struct yn_space_text *stories, size_t n_stories,
                   struct yn_fits *out, struct yn_err *err);

#endif
