/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tally/tally.h"

#include <math.h>

#include "base/base.h"

/* Shares of judges are quotients; a third times three must reach one. */
#define SHARE_SLACK 1e-9

static int number_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The median of `n` values, which get sorted; NAN of none. */
static double median(double *value, size_t n)
{
    if (n == 0)
        return NAN;
    qsort(value, n, sizeof(*value), number_compare);
    return n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

/* Room for one track's scores, one a judge. */
struct scores {
    double *story, *fans, *passing, *linger;
    size_t n_story, n_fans, n_passing, n_linger;
};

static void add_score(double *list, size_t *n, double value)
{
    if (!isnan(value))
        list[(*n)++] = value;
}

/* Tallies the `n` votes of one track. */
static void tally_track(struct yn_track_tally *out, const struct yn_vote *vote,
                        size_t n, double bar, struct scores *room)
{
    room->n_story = room->n_fans = room->n_passing = room->n_linger = 0;
    for (size_t i = 0; i < n; i++) {
        add_score(room->story, &room->n_story, vote[i].story);
        add_score(room->fans, &room->n_fans, vote[i].fans);
        add_score(room->passing, &room->n_passing, vote[i].passing);
        add_score(room->linger, &room->n_linger, yn_vote_linger(&vote[i]));
        out->judges += yn_vote_picks(&vote[i], bar);
    }
    out->story = median(room->story, room->n_story);
    out->fans = median(room->fans, room->n_fans);
    out->passing = median(room->passing, room->n_passing);
    out->linger = median(room->linger, room->n_linger);
    out->score = (out->story + out->linger) / 2;
}

static int tally_tracks(struct yn_tally *tally, const struct yn_season *season,
                        struct yn_err *err)
{
    size_t n = season->n_judges + 1;
    double *room = calloc(4 * n, sizeof(*room));
    if (!room)
        return yn_err_nomem(err);
    struct scores scores = {.story = room,
                            .fans = room + n,
                            .passing = room + 2 * n,
                            .linger = room + 3 * n};
    size_t first = 0;
    for (size_t t = 0; t < tally->n_tracks; t++) {
        size_t end = first;
        while (end < season->n_votes && season->votes[end].track == t)
            end++;
        tally->tracks[t].track = season->tracks[t];
        tally_track(&tally->tracks[t],
                    end > first ? &season->votes[first] : NULL, end - first,
                    season->bar, &scores);
        first = end;
    }
    free(room);
    return YN_OK;
}

/* How many judges say anything of each drama. */
static int count_voters(struct yn_tally *tally, const struct yn_season *season,
                        struct yn_err *err)
{
    size_t *last = calloc(season->n_judges + 1, sizeof(*last));
    if (!last)
        return yn_err_nomem(err);
    /* Votes come by track and so by drama; `last` is 1 + the drama on which a
     * judge was counted. */
    for (size_t i = 0; i < season->n_votes; i++) {
        const struct yn_vote *vote = &season->votes[i];
        size_t drama = season->tracks[vote->track]->drama;
        if (!yn_vote_counts(vote) || last[vote->judge] == drama + 1)
            continue;
        last[vote->judge] = drama + 1;
        tally->dramas[drama].voters++;
    }
    free(last);
    return YN_OK;
}

/* Higher scores first, unscored last. */
static int score_compare(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return a > b ? -1 : a < b;
}

/* By score, then by picks: equal means that nothing tells two apart. */
static int merit_compare(const struct yn_track_tally *a,
                         const struct yn_track_tally *b)
{
    int order = score_compare(a->score, b->score);
    if (order || a->judges == b->judges)
        return order;
    return a->judges > b->judges ? -1 : 1;
}

static int badge_compare(const void *a, const void *b)
{
    const struct yn_track_tally *x = *(struct yn_track_tally *const *)a;
    const struct yn_track_tally *y = *(struct yn_track_tally *const *)b;
    int order = merit_compare(x, y);
    if (order)
        return order;
    return x->track->index < y->track->index ? -1 : 1;
}

static bool reaches_quorum(const struct yn_track_tally *track, double quorum)
{
    return track->judges > 0 &&
           track->judges >= quorum * track->voters - SHARE_SLACK;
}

/* The tracks that the judges give the badge, the best first, at most `most`. */
static size_t elect(struct yn_track_tally **out, struct yn_track_tally *track,
                    size_t n, const struct yn_season *season, bool *cut_tied)
{
    size_t elected = 0;
    for (size_t i = 0; i < n; i++) {
        if (reaches_quorum(&track[i], season->quorum))
            out[elected++] = &track[i];
    }
    if (elected)
        qsort(out, elected, sizeof(*out), badge_compare);
    size_t most = season->max_picks;
    *cut_tied = elected > most && merit_compare(out[most - 1], out[most]) == 0;
    return elected < most ? elected : most;
}

/* Puts the editor's last word over what the judges elected. */
static size_t apply_overrides(struct yn_track_tally **out, size_t n,
                              struct yn_track_tally *track, size_t n_tracks)
{
    for (size_t i = 0; i < n; i++)
        out[i]->badge = true;
    n = 0;
    for (size_t i = 0; i < n_tracks; i++) {
        if (track[i].override)
            track[i].badge = track[i].override->pick;
        if (track[i].badge)
            out[n++] = &track[i];
    }
    if (n)
        qsort(out, n, sizeof(*out), badge_compare);
    return n;
}

static double mean_score(const struct yn_track_tally *const *badge, size_t n)
{
    double sum = 0;
    size_t scored = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(badge[i]->score))
            continue;
        sum += badge[i]->score;
        scored++;
    }
    return scored ? sum / (double)scored : NAN;
}

static int tally_drama(struct yn_tally *tally, const struct yn_season *season,
                       size_t d, struct yn_err *err)
{
    struct yn_drama_tally *out = &tally->dramas[d];
    const struct yn_drama *drama = out->drama;
    struct yn_track_tally *track =
        drama->n_tracks ? &tally->tracks[drama->tracks[0].index] : NULL;
    struct yn_track_tally **badge = yn_arena_array(
        &tally->own->arena, drama->n_tracks, sizeof(struct yn_track_tally *));
    if (!badge)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++)
        track[i].voters = out->voters;
    size_t n = elect(badge, track, drama->n_tracks, season, &out->cut_tied);
    out->n_badges = apply_overrides(badge, n, track, drama->n_tracks);
    out->badges = (const struct yn_track_tally **)badge;
    out->score = mean_score(out->badges, out->n_badges);
    tally->n_badges += out->n_badges;
    return YN_OK;
}

static int fill(struct yn_tally *tally, const struct yn_season *season,
                struct yn_err *err)
{
    struct yn_arena *arena = &tally->own->arena;
    tally->n_tracks = season->n_tracks;
    tally->n_dramas = season->n_dramas;
    tally->tracks =
        yn_arena_array(arena, tally->n_tracks, sizeof(*tally->tracks));
    tally->dramas =
        yn_arena_array(arena, tally->n_dramas, sizeof(*tally->dramas));
    if (!tally->tracks || !tally->dramas)
        return yn_err_nomem(err);
    for (size_t d = 0; d < tally->n_dramas; d++)
        tally->dramas[d].drama = &season->dramas[d];
    int rc = tally_tracks(tally, season, err);
    if (!rc)
        rc = count_voters(tally, season, err);
    for (size_t i = 0; !rc && i < season->n_overrides; i++)
        tally->tracks[season->overrides[i].track].override =
            &season->overrides[i];
    for (size_t d = 0; !rc && d < tally->n_dramas; d++)
        rc = tally_drama(tally, season, d, err);
    if (rc)
        return rc;
    yn_tally_rank_dramas(tally);
    return yn_tally_rank_names(tally, season, err);
}

int yn_tally_create(const struct yn_season *season, struct yn_tally **out,
                    struct yn_err *err)
{
    struct yn_tally *tally = calloc(1, sizeof(*tally));
    if (tally)
        tally->own = calloc(1, sizeof(*tally->own));
    if (!tally || !tally->own) {
        free(tally);
        return yn_err_nomem(err);
    }
    int rc = fill(tally, season, err);
    if (rc) {
        yn_tally_destroy(&tally);
        return rc;
    }
    *out = tally;
    return YN_OK;
}

void yn_tally_destroy(struct yn_tally **tally)
{
    if (!*tally)
        return;
    yn_arena_release(&(*tally)->own->arena);
    free((*tally)->own);
    free(*tally);
    *tally = NULL;
}
