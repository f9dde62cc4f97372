/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Story files: what a season's folder has of the moments of its episodes.
 *
 *     comments/<slug>/<episode>.*   timed comments; several files an episode
 *     moments/<slug>.csv            the editor's marks: episode, time, note
 */
#ifndef YN_STORY_FILES_H
#define YN_STORY_FILES_H

#include <yeoun/season.h>
#include <yeoun/story.h>

#include "base/reader.h"

/* One episode's comments, joined by time. */
struct yn_story_comments {
    unsigned episode; /* its number */
    const char *file; /* the first of its files */
    struct yn_reaction *reactions;
    size_t n, cap;
    unsigned formats; /* bits, of what the files were */
};

struct yn_story_mark {
    unsigned episode;
    double time_s;
};

struct yn_story_files {
    struct yn_story_comments *comments;
    size_t n_comments, cap_comments;
    struct yn_story_mark *marks;
    size_t n_marks, cap_marks;
    bool marked; /* there is a file of marks */
};

/* Reads what there is of a drama. What cannot be read becomes a warning in
 * reader->report. Errors: YN_E_NOMEM; `*out` is then to be released too. */
int yn_story_files_read(struct yn_reader *reader,
                        const struct yn_season *season,
                        const struct yn_drama *drama,
                        struct yn_story_files *out, struct yn_err *err);
void yn_story_files_release(struct yn_story_files *files);

/* The comments of an episode; NULL: none. */
const struct yn_story_comments *
yn_story_files_of(const struct yn_story_files *files, unsigned episode);

#endif
