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

#include <stdbool.h>
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

/* All artists of the season. This and what follows is borrowed from the season,
 * until it is destroyed. */
YN_API const struct yn_artist *yn_names_artists(const struct yn_names *names,
                                                size_t *n);

/* Indices into yn_names_artists of those credited on a track, in order,
 * without features; at least one unless the track has no artist. */
YN_API const size_t *yn_names_of_track(const struct yn_names *names,
                                       const struct yn_track *track, size_t *n);

/* Spellings that were taken for one, and those that were nearly and stayed
 * apart. */
YN_API const struct yn_merge *yn_names_merged(const struct yn_names *names,
                                              size_t *n);
YN_API const struct yn_merge *yn_names_refused(const struct yn_names *names,
                                               size_t *n);

/* An artist that a line from elsewhere (a chart, a listening history) names. */
struct yn_found_artist {
    size_t artist; /* index into yn_names_artists */
    /* Written alike in some spelling, or a full name that can only be read as
     * theirs. False: a reading without a surname, a member for the group or
     * the group for a member: enough where the rest agrees. */
    bool sure;
};

/* Lines that name more are cut. */
#define YN_FOUND_ARTISTS_MAX 16

enum yn_names_find_flags {
    YN_NAMES_FIND_ALIKE = 1 << 0, /* only what is written alike; much faster */
};

/* Finds the artists of `season` that a line such as "CHANYEOL & Punch (펀치)"
 * names; `out` has room for YN_FOUND_ARTISTS_MAX. Those of "feat." count last.
 * Nobody known: n = 0. Errors: YN_E_NOMEM. Threads: safe. */
YN_API int yn_names_find(const struct yn_season *season, const char *line,
                         unsigned flags, struct yn_found_artist *out, size_t *n,
                         struct yn_err *err);

/* The text with each Hangul syllable in the Revised Romanisation, one by one,
 * without changes of sound between them; free with free(). Errors: YN_E_NOMEM.
 */
YN_API int yn_names_romanise(const char *text, char **out, struct yn_err *err);

#endif
