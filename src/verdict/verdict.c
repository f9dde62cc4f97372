/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/verdict.h>

#include <math.h>

#include "base/arena.h"
#include "base/base.h"
#include "verdict/belief.h"

/* A winner is named at this share of draws; and a cut is told of as one between
 * level tracks below it. */
#define WINNER_LEAST 0.6
/* Of 0 to 10. */
#define MIDDLE 5.0
/* Ranks among hundreds need no more. */
#define SEASON_DRAWS 1000

struct yn_verdict_own {
    struct yn_arena arena;
};

const char *yn_verdict_from_word(enum yn_verdict_from from)
{
    static const char *const words[] = {"unknown", "ballots", "measured"};
    return words[from];
}

const char *yn_verdict_word(enum yn_verdict_status status)
{
    static const char *const words[] = {"nothing known", "level", "shortlist",
                                        "winner"};
    return words[status];
}

/* The tracks of one contest. */
struct field {
    struct yn_track_verdict **track;
    struct yn_contestant *who;
    struct yn_contest_place *place;
    size_t n;
};

static void field_release(struct field *field)
{
    free(field->track);
    free(field->who);
    free(field->place);
}

/* Of `n` tracks those of which something is known. */
static int field_fill(struct field *field, struct yn_track_verdict *tracks,
                      size_t n, struct yn_err *err)
{
    field->track = calloc(n + 1, sizeof(struct yn_track_verdict *));
    field->who = calloc(n + 1, sizeof(*field->who));
    field->place = calloc(n + 1, sizeof(*field->place));
    if (!field->track || !field->who || !field->place)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (!tracks[i].known)
            continue;
        field->who[field->n] = (struct yn_contestant){tracks[i].story.belief,
                                                      tracks[i].linger.belief};
        field->track[field->n++] = &tracks[i];
    }
    return YN_OK;
}

static int hold_season(struct yn_verdict *verdict, struct yn_err *err)
{
    struct field field = {0};
    int rc = field_fill(&field, verdict->tracks, verdict->n_tracks, err);
    const struct yn_contest_params params = {.who = field.who,
                                             .n = field.n,
                                             .draws = SEASON_DRAWS,
                                             .ranks_only = true};
    if (!rc)
        rc = yn_contest_hold(&params, field.place, err);
    for (size_t i = 0; !rc && i < field.n; i++)
        field.track[i]->season = field.place[i];
    field_release(&field);
    return rc;
}

static int together_compare(const void *a, const void *b)
{
    const struct yn_track_verdict *x =
        *(const struct yn_track_verdict *const *)a;
    const struct yn_track_verdict *y =
        *(const struct yn_track_verdict *const *)b;
    if (x->drama.together != y->drama.together)
        return x->drama.together > y->drama.together ? -1 : 1;
    return x->track->index < y->track->index ? -1 : 1;
}

/* Whether the intervals say that the first of two is ahead. Each is four draws
 * of five wide. */
static bool ahead(const struct yn_track_verdict *a,
                  const struct yn_track_verdict *b)
{
    return a->drama.lo > b->drama.together && a->drama.together > b->drama.hi;
}

static void name_winner(struct yn_drama_verdict *out, const struct field *field)
{
    const struct yn_track_verdict *best = NULL;
    double most = 0;
    for (size_t i = 0; i < field->n; i++) {
        most = fmax(most, field->place[i].p_best_both);
        if (field->place[i].p_best >= WINNER_LEAST)
            best = field->track[i];
    }
    if (field->n < 2 || !best || best->drama.p_best_both < most)
        return;
    out->winner = best;
    out->status = YN_VERDICT_WINNER;
}

/* Nothing is beaten, and not even the first is ahead of the last: to suggest
 * some would be by lot, and to suggest all no help, unless all may be picked
 * and even the last is surely above the middle. */
static bool is_level(struct yn_track_verdict *const *front, size_t n,
                     const struct field *field, unsigned max_picks)
{
    if (n < 2 || n < field->n || ahead(front[0], front[n - 1]))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (front[i]->drama.lo <= MIDDLE)
            return true;
    }
    return n > max_picks;
}

/* Keeps the best of what nothing clearly beats. */
static int suggest(struct yn_verdict *verdict, struct yn_drama_verdict *out,
                   const struct field *field, unsigned max_picks,
                   struct yn_err *err)
{
    struct yn_track_verdict **front = yn_arena_array(
        &verdict->own->arena, field->n, sizeof(struct yn_track_verdict *));
    size_t n = 0;
    if (!front)
        return yn_err_nomem(err);
    for (size_t i = 0; i < field->n; i++) {
        if (field->place[i].beaten_by == SIZE_MAX)
            front[n++] = field->track[i];
    }
    if (n)
        qsort(front, n, sizeof(*front), together_compare);
    out->status = n ? YN_VERDICT_SHORTLIST : YN_VERDICT_NOTHING;
    if (is_level(front, n, field, max_picks)) {
        out->status = YN_VERDICT_LEVEL;
        return YN_OK;
    }
    if (n > max_picks) {
        out->cut_level =
            !max_picks || !ahead(front[max_picks - 1], front[max_picks]);
        n = max_picks;
    }
    for (size_t i = 0; i < n; i++)
        front[i]->suggested = true;
    out->suggested = (const struct yn_track_verdict **)front;
    out->n_suggested = n;
    if (n)
        name_winner(out, field);
    return YN_OK;
}

static int judge_drama(struct yn_verdict *verdict,
                       const struct yn_season *season, size_t d,
                       struct yn_err *err)
{
    struct yn_drama_verdict *out = &verdict->dramas[d];
    const struct yn_drama *drama = out->drama = &season->dramas[d];
    struct field field = {0};
    struct yn_track_verdict *tracks =
        drama->n_tracks ? &verdict->tracks[drama->tracks[0].index] : NULL;
    int rc = field_fill(&field, tracks, drama->n_tracks, err);
    const struct yn_contest_params params = {.who = field.who, .n = field.n};
    if (!rc)
        rc = yn_contest_hold(&params, field.place, err);
    for (size_t i = 0; !rc && i < field.n; i++) {
        struct yn_contest_place *place = &field.track[i]->drama;
        *place = field.place[i];
        if (place->beaten_by != SIZE_MAX)
            place->beaten_by = field.track[place->beaten_by]->track->index;
        out->n_measured += field.track[i]->measured;
    }
    out->n_known = field.n;
    if (!rc)
        rc = suggest(verdict, out, &field, season->max_picks, err);
    field_release(&field);
    return rc;
}

static int judge(struct yn_verdict *verdict,
                 const struct yn_verdict_params *params, struct yn_err *err)
{
    const struct yn_season *season = params->season;
    struct yn_arena *arena = &verdict->own->arena;
    verdict->n_tracks = season->n_tracks;
    verdict->n_dramas = season->n_dramas;
    verdict->tracks =
        yn_arena_array(arena, verdict->n_tracks, sizeof(*verdict->tracks));
    verdict->dramas =
        yn_arena_array(arena, verdict->n_dramas, sizeof(*verdict->dramas));
    if (!verdict->tracks || !verdict->dramas)
        return yn_err_nomem(err);
    int rc = yn_beliefs_fill(params, verdict->tracks, err);
    for (size_t d = 0; !rc && d < verdict->n_dramas; d++)
        rc = judge_drama(verdict, season, d, err);
    if (!rc)
        rc = hold_season(verdict, err);
    for (size_t t = 0; !rc && t < verdict->n_tracks; t++) {
        const struct yn_track_verdict *track = &verdict->tracks[t];
        verdict->n_known += track->known;
        verdict->n_measured += track->measured;
        verdict->n_suggested += track->suggested;
        verdict->n_agreed += track->suggested && params->tally->tracks[t].badge;
    }
    return rc;
}

int yn_verdict_create(const struct yn_verdict_params *params,
                      struct yn_verdict **out, struct yn_err *err)
{
    struct yn_verdict *verdict = calloc(1, sizeof(*verdict));
    if (verdict)
        verdict->own = calloc(1, sizeof(*verdict->own));
    if (!verdict || !verdict->own) {
        free(verdict);
        return yn_err_nomem(err);
    }
    int rc = judge(verdict, params, err);
    if (rc)
        yn_verdict_destroy(&verdict);
    else
        *out = verdict;
    return rc;
}

void yn_verdict_destroy(struct yn_verdict **verdict)
{
    if (!*verdict)
        return;
    yn_arena_release(&(*verdict)->own->arena);
    free((*verdict)->own);
    free(*verdict);
    *verdict = NULL;
}
