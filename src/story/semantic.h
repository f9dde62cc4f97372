/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Semantic: which songs and stories mean alike, by vectors of their texts.
 *
 * The mean of the three scenes nearest to a song by cosine, each scene's column
 * set against what it is to the season's songs (fits.h): vectors of one model
 * crowd together, and some are near to all. The texts are the words without
 * names, by lines. What a model adds has not been measured here.
 */
#ifndef YN_STORY_SEMANTIC_H
#define YN_STORY_SEMANTIC_H

#include <yeoun/message.h>

#include "story/fits.h"
#include "story/space.h"

/* As yn_lexical_fit, in any languages. Errors: those of the embedder too, and
 * YN_E_INPUT (its vectors are none). */
int yn_semantic_fit(const struct yn_message_embedder *embedder,
                    const struct yn_words *songs, size_t n_songs,
                    const struct yn_space_text *stories, size_t n_stories,
                    struct yn_fits *out, struct yn_err *err);

#endif
