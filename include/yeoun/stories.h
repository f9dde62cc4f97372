/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stories: the first rule for every track of a season, from what lies in its
 * folder: what a scan found, comments/, moments/, subtitles, lyrics, synopses.
 *
 * Layering (story.h) and message (message.h) are two parts of one value. Each
 * is drawn towards the middle by what is not known of it, and a part of which
 * nothing is known is the middle, as wide as it can be: so a missing part
 * widens the interval and gives neither points nor loss.
 *
 *   value   0..10: where the mean of both parts stands among songs of which
 *           nothing is known; 5 is a song that sounds anywhere and fits any
 *           drama
 *
 * Source of the method: docs/methods.md, "The first rule". Threads: constant
 * once made.
 */
#ifndef YEOUN_STORIES_H
#define YEOUN_STORIES_H

#include <yeoun/message.h>
#include <yeoun/report.h>
#include <yeoun/scan.h>
#include <yeoun/season.h>
#include <yeoun/story.h>

enum yn_story_status {
    YN_STORY_UNKNOWN,
    YN_STORY_LAYERING, /* that alone is known */
    YN_STORY_MESSAGE,  /* that alone */
    YN_STORY_BOTH,
};

/* "unknown", "layering only", "message only", "both parts". Static. */
YN_API const char *yn_story_word(enum yn_story_status status);

struct yn_story {
    enum yn_story_status status;
    double value, lo, hi; /* 0..10, 80 of 100 cases; NAN where UNKNOWN */
    struct yn_layer layering;
    struct yn_message_fit message;
};

/* The value of two parts; NAN of a part is not known. `sd` are their standard
 * errors. Sets status, value, lo and hi. */
struct yn_story_parts {
    double layering, layering_sd, message, message_sd;
};
YN_API void yn_story_combine(const struct yn_story_parts *parts,
                             struct yn_story *out);

/* One episode that was scanned. */
struct yn_story_episode {
    const struct yn_season_episode *file;
    const struct yn_placements *placements;
    const struct yn_moments *moments;
    /* How late its comments come, told over all of the drama's episodes with
     * comments of the same form; NULL: it has none. */
    const struct yn_lag *lag;
};

struct yn_stories;

struct yn_stories_params {
    const struct yn_season *season; /* borrowed until destroy */
    const char *language;           /* of the scan's audio; NULL: its own */
    /* NULL: none. One that answers YN_E_NOTFOUND is done without, and that is
     * told to `log`. */
    const struct yn_message_embedder *embedder;
    const struct yn_log *log; /* borrowed for the call */
};

/* Reads and measures. What cannot be read or does not fit becomes a warning in
 * `report`; a season without any of it has tracks of which nothing is known.
 * Errors: YN_E_NOMEM, and those of yn_season_scan_open and of the embedder;
 * `*out` is then unchanged. */
YN_API int yn_stories_create(const struct yn_stories_params *params,
                             struct yn_report *report, struct yn_stories **out,
                             struct yn_err *err);
/* Sets `*stories` NULL; NULL is fine. */
YN_API void yn_stories_destroy(struct yn_stories **stories);

/* By yn_track.index. layering.episode is an index into the episodes below. */
YN_API const struct yn_story *
yn_stories_tracks(const struct yn_stories *stories, size_t *n);
/* In the order of scan.h. */
YN_API const struct yn_story_episode *
yn_stories_episodes(const struct yn_stories *stories, size_t *n);
YN_API const struct yn_season_moments *
yn_stories_moments(const struct yn_stories *stories);

#endif
