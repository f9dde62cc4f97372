/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Permanent: ids that feeds and playlists keep from build to build, wherever
 * the site lies and whatever titles are corrected.
 */
#ifndef YN_PUBLISH_PERMANENT_H
#define YN_PUBLISH_PERMANENT_H

#include <yeoun/season.h>

#include "base/buf.h"

/* Appends "urn:uuid:…", made of the season's year and author, what the id is
 * for ("feed", "drama", "playlist") and a name ("" or a slug).
 *
 * It is a UUID of version 8 (RFC 9562, section 5.8) over the 128-bit FNV-1a
 * hash of those four, each followed by a zero byte. Changing any of it makes
 * every subscriber's reader show the whole list as new. */
void yn_permanent_id(const struct yn_season *season, const char *kind,
                     const char *name, struct yn_buf *out);

/* The hash itself, big-endian: draft-eastlake-fnv. */
void yn_fnv1a_128(const void *bytes, size_t len, unsigned char hash[16]);

#endif
