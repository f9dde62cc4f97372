/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reactions: what a comment tells of its moment, whatever language it is in:
 * whether it weeps, and whether it is about the song and not the scene.
 */
#ifndef YN_STORY_REACTIONS_H
#define YN_STORY_REACTIONS_H

#include <yeoun/story.h>

#include "story/comments.h"

/* Tears as people write them: ㅠㅠ, T_T, an emoji, or the word in one of some
 * twenty languages. Errors: YN_E_NOMEM. */
int yn_reaction_weeps(const char *text, bool *weeps, struct yn_err *err);

/* The names of songs and singers, ready to be looked for. */
struct yn_song_names;
int yn_song_names_create(const char *const *names, size_t n,
                         struct yn_song_names **out, struct yn_err *err);
void yn_song_names_destroy(struct yn_song_names **names);

/* Whether a comment names one of them or speaks of songs: such comments tell
 * where a song plays, and would make it its own witness. Errors: YN_E_NOMEM. */
int yn_song_names_within(const struct yn_song_names *names, const char *text,
                         bool *within, struct yn_err *err);

/* One reaction for each comment, in their order; free with free(). Errors:
 * YN_E_NOMEM. */
int yn_reactions_of(const struct yn_comments *comments,
                    const struct yn_song_names *names, struct yn_reaction **out,
                    struct yn_err *err);

#endif
