/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Feed: what the feeds and the playlists share.
 *
 * Functions that append take a failed allocation into `out`, as buf.h says.
 */
#ifndef YN_PUBLISH_FEED_H
#define YN_PUBLISH_FEED_H

#include "publish/site.h"

/* The page, or the section of a drama on it where one is given: absolute where
 * the season has an address, else relative to the other files of the site. */
void yn_feed_page_url(const struct yn_site_ctx *ctx,
                      const struct yn_drama *drama, struct yn_buf *out);

/* "Hospital Playlist (슬기로운 의사생활)". */
void yn_feed_drama_title(const struct yn_drama *drama, struct yn_buf *out);

/* The text on one line: what is white space or cannot be seen becomes one
 * space, none at the ends. */
void yn_feed_line(const char *text, struct yn_buf *out);

/* Whether the track has an address of a video that may be linked. */
bool yn_feed_has_video(const struct yn_track *track);

/* The address by which MusicBrainz knows the recording where the track's links
 * hold it, else "". Players and ListenBrainz find a track by it. */
const char *yn_feed_recording(const struct yn_track *track);

/* What an entry says of a drama, as HTML that is safe anywhere: its facts, its
 * picks, the editor's words. Errors: YN_E_NOMEM. */
int yn_feed_entry(const struct yn_drama_tally *tally, struct yn_buf *out,
                  struct yn_err *err);

#endif
