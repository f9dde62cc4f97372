/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Story said: the subtitles of one drama, and the texts that a season's songs
 * are held against.
 */
#ifndef YN_STORY_SAID_H
#define YN_STORY_SAID_H

#include <yeoun/message.h>
#include <yeoun/scan.h>
#include <yeoun/season.h>

#include "base/reader.h"
#include "media/subtitles.h"

#define YN_SAID_NO_EPISODE SIZE_MAX

/* Warns of a file that could not be used, for the reason in `why`, which may
 * begin with its path. Errors: YN_E_NOMEM. */
int yn_said_warn(struct yn_reader *reader, const char *path,
                 const struct yn_err *why, struct yn_err *err);

struct yn_said {
    const char *path;
    size_t episode; /* index into the episodes given; YN_SAID_NO_EPISODE */
    struct yn_subtitles subtitles;
};

struct yn_said_list {
    struct yn_said *item;
    size_t n, cap;
};

/* Reads the files beside the episodes and those that the drama's `subtitles:`
 * names; signs alone are left out, and so are subtitles within videos, which
 * would have to be read from end to end. What cannot be read becomes a warning.
 * Errors: YN_E_NOMEM; `*out` is to be released also then. */
int yn_said_read(struct yn_reader *reader, const struct yn_season *season,
                 const struct yn_drama *drama,
                 const struct yn_season_episode *episodes, size_t n,
                 struct yn_said_list *out, struct yn_err *err);
void yn_said_release(struct yn_said_list *said);

/* Fills a drama's scenes (synopsis, then subtitles in pieces of 30 lines),
 * names, speakers and titles, in the reader's arena. Errors: YN_E_NOMEM. */
int yn_said_drama(struct yn_reader *reader, const struct yn_drama *drama,
                  const struct yn_said_list *said, struct yn_message_drama *out,
                  struct yn_err *err);

/* Reads a track's lyrics. Those that cannot be read become a warning. Errors:
 * YN_E_NOMEM. */
int yn_said_song(struct yn_reader *reader, const struct yn_season *season,
                 const struct yn_track *track, struct yn_message_song *out,
                 struct yn_err *err);

#endif
