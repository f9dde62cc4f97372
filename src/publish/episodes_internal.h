/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of episodes, and of a drama's episodes, each part in a file of its
 * own. Seen by episode*.c and page_played.c alone.
 */
#ifndef YN_PUBLISH_EPISODES_INTERNAL_H
#define YN_PUBLISH_EPISODES_INTERNAL_H

#include "publish/page_internal.h"
#include "publish/played.h"

/* From a page of an episode to the top of the site. */
#define YN_EPISODE_UP "../../"

/* Opens the page: head, the way back, and its headings; then `main`.
 * `episode` NULL: the page of the drama. */
void yn_episode_begin(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode);
/* Closes `main` and the page. */
void yn_episode_end(struct yn_page *page);

/* The whole of a page. Errors: YN_E_NOMEM. */
int yn_episode_page(const struct yn_site_ctx *ctx,
                    const struct yn_played_drama *drama, size_t i,
                    struct yn_buf *out, struct yn_err *err);
int yn_episode_index(const struct yn_site_ctx *ctx,
                     const struct yn_played_drama *drama, struct yn_buf *out,
                     struct yn_err *err);

/* The table of cues. */
void yn_episode_table(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode);

/* "ep. 7, 41:12" as a link to the cue where the song and its strongest moment
 * meet; nothing where that is not known. `on_list`: from the season's list. In
 * page_story.c, as the next. */
void yn_page_meeting(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_song *song, bool on_list);
/* All songs of a drama by the first rule; nothing where none is known. */
void yn_episode_stories(struct yn_page *page,
                        const struct yn_played_drama *drama);
/* What tells the moments of an episode; and whose strongest they are. */
void yn_episode_known_by(struct yn_page *page,
                         const struct yn_played_episode *episode);
void yn_episode_meetings(struct yn_page *page,
                         const struct yn_played_drama *drama,
                         const struct yn_played_episode *episode);

/* What plays one passage on this computer: "file:///…#t=12.3,45.6". Errors:
 * YN_E_NOMEM. */
int yn_episode_passage(const char *path, double from_s, double to_s,
                       struct yn_buf *out, struct yn_err *err);

/* The strips of some songs, with links that begin with `up`: rows of a list. */
void yn_episode_songs(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_song *const *songs, size_t n,
                      const char *up);

/* "52 s", "6 min 40 s", "12 min", "1 h 2 min", with no-break spaces. */
void yn_episode_length(double seconds, struct yn_buf *out);
/* "11 cues", "1 cue". */
void yn_episode_count(size_t n, const char *one, struct yn_buf *out);
/* "7:05", "1:02:03". */
void yn_episode_clock(double seconds, struct yn_buf *out);

#endif
