/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally: ballots and the season's rules become badges and standings.
 *
 * A track wears the badge when at least `quorum` of the judges who voted on its
 * drama pick it; at most `max_picks` a drama, the best scored first. A track's
 * score is the mean of its median story and its median linger, and is known
 * only when both are. The editor's overrides come last and win.
 * A drama's standing: number of badges, then mean score of its badge tracks,
 * then a shared rank.
 *
 * Ownership: the tally owns its lists; it borrows the season, which must
 * outlive it. Threads: read-only after creation.
 */
#ifndef YEOUN_TALLY_H
#define YEOUN_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/season.h>

/* Medians over the judges who gave the score; NAN where none did. */
struct yn_track_tally {
    const struct yn_track *track;
    double story, fans, passing, linger, score;
    unsigned judges; /* who pick it */
    unsigned voters; /* who voted on its drama */
    bool badge;
    const struct yn_override *override; /* the last one on it, or NULL */
};

struct yn_drama_tally {
    const struct yn_drama *drama;
    unsigned rank; /* from 1 */
    bool shared;   /* another drama has the same rank */
    double score;  /* mean over its scored badge tracks; NAN = none */
    unsigned voters;
    const struct yn_track_tally **badges; /* by score, unscored last */
    size_t n_badges;
    bool cut_tied; /* max_picks cut between tracks that nothing tells apart */
};

/* A line of the tallies by artist and by network. */
struct yn_name_tally {
    unsigned rank;
    bool shared;
    const char *name, *korean;
    double score;
    const struct yn_track_tally **badges; /* in the order of the season */
    size_t n_badges;
};

struct yn_tally_own; /* what a tally keeps for itself */

struct yn_tally {
    struct yn_track_tally *tracks; /* by yn_track.index */
    size_t n_tracks;
    struct yn_drama_tally *dramas; /* by rank, ties in the season's order */
    size_t n_dramas;
    struct yn_name_tally *artists; /* with at least one badge, by rank */
    size_t n_artists;
    struct yn_name_tally *networks;
    size_t n_networks;
    size_t n_badges; /* in the whole season */
    struct yn_tally_own *own;
};

/* Counts the votes by the season's rules. The season is borrowed and must live
 * as long as the tally. Errors: YN_E_NOMEM, `*out` is unchanged. Destroy with
 * yn_tally_destroy. */
YN_API int yn_tally_create(const struct yn_season *season,
                           struct yn_tally **out, struct yn_err *err);
YN_API void yn_tally_destroy(struct yn_tally **tally);

/* The dramas as the list shows them: pointers into tally->dramas in the
 * season's `order` (listed, countdown: last rank first, ranked, aired).
 * The caller frees `*out` with free(). Errors: YN_E_NOMEM. */
YN_API int yn_tally_order(const struct yn_tally *tally,
                          const struct yn_season *season,
                          const struct yn_drama_tally ***out,
                          struct yn_err *err);

#endif
