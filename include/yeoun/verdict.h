/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verdict: what both rules together propose for each drama and for the season,
 * and how sure that is. It proposes; badges come from votes and from the
 * editor's word alone (tally.h).
 *
 * What is known of a rule for a track is a belief: in the unit of how far apart
 * the season's tracks lie, with 0 in the middle. A rule that was measured is
 * believed as measured; one that was not, as the ballots have it; one of which
 * neither says anything is the middle, as far off as any track may be. Tracks
 * of which nothing is known of either rule take no part.
 *
 *   together  the mean of both rules: one may make up for the other
 *   both      the geometric mean of where the track stands by each: one may not
 *
 * Both are 0..10, 5 being the middle.
 *
 * A track clearly beats another where it is ahead of it with both rules taken
 * together in four of five draws, and behind by neither rule. Suggested is what
 * no other track of the drama clearly beats.
 *
 * Source of the method: docs/methods.md, "The verdict"; the figures are those
 * of bench/verdict.
 *
 * Threads: nothing is shared; results are constant once made.
 */
#ifndef YEOUN_VERDICT_H
#define YEOUN_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/rate.h>
#include <yeoun/season.h>
#include <yeoun/stories.h>
#include <yeoun/tally.h>

/* A value of which half of the cases lie below `mid`, one of ten below `lo` and
 * one of ten above `hi`: two half normals that meet in the middle. */
struct yn_belief {
    double mid, lo, hi; /* lo <= mid <= hi, finite */
};

struct yn_contestant {
    struct yn_belief story, linger;
};

/* How one track stands among those it was drawn with. */
struct yn_contest_place {
    double together, lo, hi; /* lo to hi: four draws of five */
    double both;
    double p_best,
        p_best_both; /* shares of draws; the best of a tie share it */
    double p_front;  /* that no other is ahead by both rules: Pareto's front */
    unsigned rank_lo, rank_hi; /* from 1; four draws of five */
    /* The place, among the contestants, of the first from the best down that
     * clearly beats it; SIZE_MAX: none does. */
    size_t beaten_by;
};

/* A share of so many draws is off by 0.011 at most, as standard errors go. */
#define YN_CONTEST_DRAWS 2000

struct yn_contest_params {
    const struct yn_contestant *who;
    size_t n;
    unsigned draws;  /* 0: YN_CONTEST_DRAWS, and fewer for very many tracks */
    bool ranks_only; /* leave p_front 0 and beaten_by SIZE_MAX */
};

/* Draws from all beliefs and counts. `out` has `n` places. The same input gives
 * the same numbers: the seed is fixed. Errors: YN_E_NOMEM; `out` is then not to
 * be read. */
YN_API int yn_contest_hold(const struct yn_contest_params *params,
                           struct yn_contest_place *out, struct yn_err *err);

enum yn_verdict_from {
    YN_VERDICT_UNKNOWN,
    YN_VERDICT_BALLOTS,
    YN_VERDICT_MEASURED,
};

/* "unknown", "ballots", "measured". Static. */
YN_API const char *yn_verdict_from_word(enum yn_verdict_from from);

/* One rule for one track. */
struct yn_verdict_rule {
    enum yn_verdict_from from; /* what the belief was made from */
    double value, lo, hi;      /* measured, 0..10; NAN: not known */
    double voted;              /* median of the judges' scores; NAN: none */
    struct yn_belief belief;
    /* Where both speak: 1, the votes are clearly higher than what was measured,
     * -1, clearly lower (nine of ten draws), 0, neither. */
    int votes_differ;
};

struct yn_track_verdict {
    const struct yn_track *track;
    struct yn_verdict_rule story, linger;
    bool known;    /* takes part: something is known of one rule at least */
    bool measured; /* one rule at least was measured */
    /* Of tracks that take part. */
    struct yn_contest_place
        drama; /* beaten_by: an index of yn_verdict.tracks */
    struct yn_contest_place season; /* ranks only */
    bool suggested;
};

enum yn_verdict_status {
    YN_VERDICT_NOTHING,   /* nothing is known of any of its tracks */
    YN_VERDICT_LEVEL,     /* nothing tells its tracks apart */
    YN_VERDICT_SHORTLIST, /* suggestions, none of them clearly the best */
    YN_VERDICT_WINNER,
};

/* "nothing known", "level", "shortlist", "winner". Static. */
YN_API const char *yn_verdict_word(enum yn_verdict_status status);

struct yn_drama_verdict {
    const struct yn_drama *drama;
    enum yn_verdict_status status;
    const struct yn_track_verdict **suggested; /* at most max_picks, by
                                                  together */
    size_t n_suggested;
    /* Named where it is the best in three of five draws and leads by `both`
     * too; NULL otherwise. */
    const struct yn_track_verdict *winner;
    bool cut_level; /* max_picks cut between tracks that are about level */
    size_t n_known, n_measured; /* tracks */
};

struct yn_verdict_own;

struct yn_verdict {
    struct yn_track_verdict *tracks; /* by yn_track.index */
    size_t n_tracks;
    struct yn_drama_verdict *dramas; /* as yn_season.dramas */
    size_t n_dramas;
    size_t n_known, n_measured; /* tracks of the season */
    size_t n_suggested;
    size_t n_agreed; /* of those, how many wear the badge */
    struct yn_verdict_own *own;
};

struct yn_verdict_params {
    const struct yn_season *season;
    const struct yn_tally *tally;
    const struct yn_rates *rates;   /* NULL: no linger was measured */
    const struct yn_story *stories; /* by yn_track.index; NULL: none */
};

/* All of it borrowed and to outlive the verdict. Errors: YN_E_NOMEM; `*out` is
 * then unchanged. */
YN_API int yn_verdict_create(const struct yn_verdict_params *params,
                             struct yn_verdict **out, struct yn_err *err);
/* Sets `*verdict` NULL; NULL is fine. */
YN_API void yn_verdict_destroy(struct yn_verdict **verdict);

#endif
