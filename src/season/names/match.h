/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match: which track a row of a ballot means, from its drama, title and artist
 * as somebody wrote them.
 */
#ifndef YN_SEASON_NAMES_MATCH_H
#define YN_SEASON_NAMES_MATCH_H

#include <yeoun/season.h>

#include "season/names/index.h"

struct yn_matcher;

/* Borrows the season, whose dramas and names are complete, and allocates in its
 * arena. Errors: YN_E_NOMEM. */
int yn_matcher_create(struct yn_season *season, struct yn_names *names,
                      struct yn_matcher **out, struct yn_err *err);
void yn_matcher_destroy(struct yn_matcher **matcher);

enum yn_match_kind {
    YN_MATCH_ALIKE,  /* the same letters */
    YN_MATCH_LOOSE,  /* other spelling, surely the same: worth noting */
    YN_MATCH_DRAMA,  /* no such drama, or several */
    YN_MATCH_NONE,   /* no such track, or several */
    YN_MATCH_ARTIST, /* the track is there, by somebody else */
};

struct yn_match {
    enum yn_match_kind kind;
    struct yn_track *track; /* where it matched */
    const char *what;       /* where it did not: the problem in words … */
    const char *remedy;     /* … and the nearest names; in the arena */
};

/* Finds the track. `drama` may be "" where the title alone tells; `artist` may
 * be "". Errors: YN_E_NOMEM. */
int yn_match_track(struct yn_matcher *matcher, const char *drama,
                   const char *title, const char *artist, struct yn_match *out,
                   struct yn_err *err);

/* match_artist.c: whether an artist line is written as the track's own is,
 * which costs little. No artist in the line or on the track is alike too.
 * Errors: YN_E_NOMEM. */
int yn_match_artist_alike(struct yn_names *names, struct yn_arena *scratch,
                          const char *artist, const struct yn_track *track,
                          bool *alike, struct yn_err *err);

/* Whether a line that is not written alike can mean the track's artists.
 * Errors: YN_E_NOMEM. */
int yn_match_artist(struct yn_season *season, struct yn_names *names,
                    struct yn_arena *scratch, const char *artist,
                    const struct yn_track *track, bool *fits,
                    struct yn_err *err);

/* The artist line of a track as a reader sees it, in the arena; NULL = out of
 * memory. */
const char *yn_track_credit_text(struct yn_arena *arena,
                                 const struct yn_track *track);

#endif
