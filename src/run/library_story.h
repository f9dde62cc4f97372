/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Library, the story: what a season's folder holds for the first rule beside
 * its episodes: comments, marks, lyrics.
 */
#ifndef YN_LIBRARY_STORY_H
#define YN_LIBRARY_STORY_H

#include <yeoun/library.h>

#include "base/reader.h"

/* Fills what of `out` is of these, once its episodes are there. What cannot be
 * read becomes a warning. Errors: YN_E_NOMEM. */
int yn_library_moments(struct yn_reader *reader, const struct yn_season *season,
                       struct yn_library_drama *out, struct yn_err *err);

/* What lies in comments/ and moments/ under a name that no drama's file has
 * becomes a warning, with the name that was meant. Errors: YN_E_NOMEM. */
int yn_library_names(struct yn_reader *reader, const struct yn_season *season,
                     struct yn_err *err);

/* Reads each track's lyrics; sets `sung` (by track of the drama) where there
 * are words. Errors: YN_E_NOMEM. */
int yn_library_lyrics(struct yn_reader *reader, const struct yn_season *season,
                      const struct yn_drama *drama, bool *sung,
                      struct yn_err *err);

#endif
