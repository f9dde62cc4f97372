/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Library: what a season's folders of media hold: which episodes there are,
 * with which sound and subtitles, and what is not there. Files are told by
 * their names and heads; nothing is decoded.
 *
 * Threads: a library is read-only once made.
 */
#ifndef YEOUN_LIBRARY_H
#define YEOUN_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/report.h>
#include <yeoun/scan.h>
#include <yeoun/season.h>

struct yn_library_subtitles {
    const char *path; /* of a file of its own; "" within the video */
    const char *name; /* the same from the season folder */
    char language[4]; /* ISO 639-2, "kor"; "" unsaid */
};

struct yn_library_episode {
    /* Its file and number, as a scan has them; no masters. */
    struct yn_season_episode file;
    const char *problem; /* why it cannot be read or has no sound; "" none */
    double duration_s;   /* 0: the file does not say */
    char (*audio)[4];    /* languages of its tracks of sound, "" unsaid;
                            commentaries are left out */
    size_t n_audio;
    /* That are text and more than signs: beside it, named by the drama's
     * `subtitles:`, then within. */
    struct yn_library_subtitles *subtitles;
    size_t n_subtitles;
    /* Of comments/ and moments/; and those of them that are of later than the
     * episode ends. */
    size_t n_comments, n_comments_beyond;
    size_t n_marks, n_marks_beyond;
    bool scanned; /* as it is now, whatever songs were looked for then */
};

/* A drama of which there is anything to look at: it names episodes (`media:`),
 * or its tracks have files or lyrics, or it has comments or marks. */
struct yn_library_drama {
    const struct yn_drama *drama;
    struct yn_library_episode *episodes; /* in the order of scan.h */
    size_t n_episodes;
    unsigned *missing; /* numbers of 1 to the drama's `episodes:` that no file
                          bears; none where files are of several seasons */
    size_t n_missing;
    bool *heard; /* for each track: its `audio:` names a file */
    size_t n_heard;
    const char **loose; /* files of `subtitles:` that belong to no episode */
    size_t n_loose;
    const char **strays; /* the first file of comments of each episode that is
                            not there */
    size_t n_strays;
    size_t n_stray_marks; /* of such episodes */
    bool *sung;           /* for each track: it has lyrics with words in them */
};

struct yn_library;

/* Looks through the folders. The season is borrowed until destroy. Patterns
 * that name nothing, and folders that cannot be read, are told to `log` (may be
 * NULL); what is wrong with comments, marks and lyrics becomes a warning in
 * `report`. Errors: YN_E_NOMEM; `*out` is then
 * unchanged. Destroy with yn_library_destroy. */
YN_API int yn_library_read(const struct yn_season *season,
                           const struct yn_log *log, struct yn_report *report,
                           struct yn_library **out, struct yn_err *err);
/* Sets `*library` NULL; NULL is fine. */
YN_API void yn_library_destroy(struct yn_library **library);

/* In the season's order; dramas of which there is nothing are left out. */
YN_API const struct yn_library_drama *
yn_library_dramas(const struct yn_library *library, size_t *n);

#endif
