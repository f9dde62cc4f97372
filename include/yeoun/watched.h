/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watched: what scans have found in a season's episodes, and what is said in
 * them, as publish takes it. Nothing is scanned and nothing is written.
 *
 * What is said is that of the subtitles beside the episodes and of those that
 * a drama's `subtitles:` names; English before others, for the page is in it.
 *
 * Threads: read-only once made.
 */
#ifndef YEOUN_WATCHED_H
#define YEOUN_WATCHED_H

#include <yeoun/log.h>
#include <yeoun/publish.h>
#include <yeoun/season.h>

struct yn_watched;

enum yn_watched_flags {
    /* Reads subtitles within the episodes, too, where none are beside them:
     * that means to read the whole of each such file. */
    YN_WATCHED_WITHIN = 1 << 0,
};

struct yn_watched_params {
    const struct yn_season *season; /* borrowed until destroy */
    const char *language; /* of the audio track that was scanned, or NULL */
    unsigned flags;
    /* What is known of the episodes' moments, from the same season and
     * language; borrowed until destroy, may be NULL. */
    const struct yn_stories *stories;
    const struct yn_log *log; /* borrowed until destroy, may be NULL */
};

/* Reads what there is. How many episodes are not known, or not as they are
 * now, is told to `log` with the command that scans them; so are subtitles and
 * episodes that cannot be read. Errors: those of yn_season_scan_open; `*out` is
 * then unchanged. Destroy with yn_watched_destroy. */
YN_API int yn_watched_read(const struct yn_watched_params *params,
                           struct yn_watched **out, struct yn_err *err);
/* Sets `*watched` NULL; NULL is fine. */
YN_API void yn_watched_destroy(struct yn_watched **watched);

/* All episodes, in the order of yn_season_scan_episodes, borrowed until
 * destroy. */
YN_API const struct yn_publish_episode *
yn_watched_episodes(const struct yn_watched *watched, size_t *n);

/* What `stories` says of the tracks, by yn_track.index, with layering.episode
 * counting the episodes above; NULL where none were given. Borrowed until
 * destroy. */
YN_API const struct yn_story *
yn_watched_stories(const struct yn_watched *watched);

#endif
