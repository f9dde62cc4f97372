/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names: who is who in a season, across spellings and scripts.
 *
 * Artists come in many spellings (Yoon Mirae / Yoon Mi Rae / 윤미래). Names are
 * one artist when, after NFKC, case folding and without spaces and
 * punctuation, they are written alike; when the folder says so (a row with
 * `artist` and `artist_ko`, people.md, "가호 (Gaho)"); or when a Korean full
 * name and a romanised one can only be read as each other. Anything less is not
 * merged but listed as refused.
 *
 * Ownership: the index lives in the season. Threads: read-only after creation.
 */
#ifndef YEOUN_NAMES_H
#define YEOUN_NAMES_H

#include <stddef.h>

#include <yeoun/season.h>

/* An artist: one person or group with every spelling met. */
struct yn_artist {
    const char *name;   /* to show; Latin where there is one */
    const char *korean; /* Hangul spelling or "" */
    struct yn_text_list spellings;
};

/* Two spellings and why they were or were not made one. */
struct yn_merge {
    const char *a, *b;
    const char *reason; /* "same letters", "read as 곽진언", … */
};

YN_API const struct yn_artist *yn_names_artists(const struct yn_names *names,
                                                size_t *n);

/* Indices into yn_names_artists of those credited on a track, in order,
 * without features; at least one unless the track has no artist. */
YN_API const size_t *yn_names_of_track(const struct yn_names *names,
                                       const struct yn_track *track, size_t *n);

YN_API const struct yn_merge *yn_names_merged(const struct yn_names *names,
                                              size_t *n);
YN_API const struct yn_merge *yn_names_refused(const struct yn_names *names,
                                               size_t *n);

#endif
