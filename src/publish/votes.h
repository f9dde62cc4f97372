/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Votes: where the ones on a track are.
 */
#ifndef YN_PUBLISH_VOTES_H
#define YN_PUBLISH_VOTES_H

#include <yeoun/season.h>

/* The first vote on the track or behind it; season->votes lie by track, then by
 * judge. */
size_t yn_votes_first(const struct yn_season *season, size_t track);

#endif
