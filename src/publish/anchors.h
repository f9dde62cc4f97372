/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Anchors: the ids by which the page, the feeds and other people's links name
 * a drama or a track. They are made from the slug and the title alone, so that
 * they stay when the list is built again.
 *
 * Threads: read-only after creation.
 */
#ifndef YN_PUBLISH_ANCHORS_H
#define YN_PUBLISH_ANCHORS_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/season.h>

struct yn_anchors;

/* Errors: YN_E_NOMEM, `*out` is unchanged. */
int yn_anchors_create(const struct yn_season *season, struct yn_anchors **out,
                      struct yn_err *err);
void yn_anchors_destroy(struct yn_anchors **anchors);

/* The id of a drama of the season ("hospital-playlist") or of a track
 * ("hospital-playlist-aloha"): letters, digits and hyphens, of any script;
 * unique on the page. Borrowed from the anchors. */
const char *yn_anchor_drama(const struct yn_anchors *anchors,
                            const struct yn_season *season,
                            const struct yn_drama *drama);
const char *yn_anchor_track(const struct yn_anchors *anchors,
                            const struct yn_track *track);

/* Whether some drama or track, or a part of the page, has this id. */
bool yn_anchors_have(const struct yn_anchors *anchors, const char *id);

#endif
