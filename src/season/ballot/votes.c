/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/reader.h"
#include "season/ballot/ballot.h"
#include "season/read.h"

static int note_match(struct yn_votes *votes, const char *path,
                      const struct yn_csv_row *row, const char *title,
                      const char *artist, const struct yn_track *track,
                      struct yn_err *err)
{
    struct yn_arena *arena = votes->reader->arena;
    const char *credit = yn_track_credit_text(arena, track);
    if (!credit)
        return yn_err_nomem(err);
    const char *a =
        yn_text_f(arena, "\"%s\"%s%s", title, artist[0] ? " – " : "", artist);
    const char *b =
        yn_text_f(arena, "\"%s\" – %s", yn_track_name(track), credit);
    const char *why = yn_text_f(arena, "%s:%u", path, row->line);
    if (!a || !b || !why)
        return yn_err_nomem(err);
    return yn_names_note(votes->names, a, b, why, err);
}

int yn_ballot_track(struct yn_votes *votes, const char *path,
                    const struct yn_csv_row *row,
                    const struct yn_ballot_columns *columns,
                    struct yn_track **out, struct yn_err *err)
{
    *out = NULL;
    const char *drama = yn_ballot_cell(row, columns->drama);
    const char *title = yn_ballot_cell(row, columns->track);
    const char *artist = yn_ballot_cell(row, columns->artist);
    struct yn_pos pos = yn_ballot_pos(row, path, columns->track);
    if (!title[0])
        return yn_reader_problem(votes->reader, pos, "a row without a track",
                                 "write the title in the column `track`", err);
    if (!drama[0] && columns->drama != YN_NONE)
        return yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, columns->drama),
            "a row without a drama", "write the drama in every row", err);
    struct yn_match match;
    int rc = yn_match_track(votes->matcher, drama, title, artist, &match, err);
    if (rc)
        return rc;
    if (match.kind == YN_MATCH_DRAMA)
        pos = yn_ballot_pos(row, path, columns->drama);
    if (match.kind == YN_MATCH_ARTIST)
        pos = yn_ballot_pos(row, path, columns->artist);
    if (!match.track)
        return yn_reader_problem(votes->reader, pos, match.what, match.remedy,
                                 err);
    *out = match.track;
    if (match.kind == YN_MATCH_ALIKE)
        return YN_OK;
    return note_match(votes, path, row, title, artist, match.track, err);
}

int yn_ballot_judge(struct yn_votes *votes, const char *path, const char *name,
                    struct yn_pos pos, size_t *out, struct yn_err *err)
{
    for (size_t i = 0; i < votes->n_judges; i++) {
        if (strcmp(votes->judge[i].name, name) != 0)
            continue;
        int rc = yn_reader_problem(
            votes->reader, pos,
            yn_text_f(votes->reader->arena, "the judge %s votes in %s already",
                      name, votes->judge[i].file),
            "give each judge one file or one set of columns", err);
        *out = i;
        return rc;
    }
    int rc = yn_grow(&votes->judge, &votes->cap_judges, votes->n_judges + 1,
                     sizeof(*votes->judge), err);
    const char *copy = yn_arena_dup(votes->reader->arena, name);
    if (!rc && !copy)
        rc = yn_err_nomem(err);
    if (rc)
        return rc;
    *out = votes->n_judges;
    votes->judge[votes->n_judges++] = (struct yn_judge){copy, path};
    return YN_OK;
}

int yn_ballot_vote(struct yn_votes *votes, const struct yn_vote *vote,
                   struct yn_err *err)
{
    if (!yn_vote_counts(vote) && !vote->note[0])
        return YN_OK;
    int rc = yn_grow(&votes->vote, &votes->cap_votes, votes->n_votes + 1,
                     sizeof(*votes->vote), err);
    if (!rc)
        votes->vote[votes->n_votes++] = *vote;
    return rc;
}

static int vote_compare(const void *a, const void *b)
{
    const struct yn_vote *x = a, *y = b;
    if (x->track != y->track)
        return x->track < y->track ? -1 : 1;
    if (x->judge != y->judge)
        return x->judge < y->judge ? -1 : 1;
    return x->pos.line < y->pos.line ? -1 : x->pos.line > y->pos.line;
}

static int judge_compare(const void *a, const void *b)
{
    const struct yn_judge *x = *(struct yn_judge *const *)a;
    const struct yn_judge *y = *(struct yn_judge *const *)b;
    return strcmp(x->name, y->name);
}

/* Puts the judges in the order of their names. */
static int keep_judges(struct yn_votes *votes, struct yn_err *err)
{
    size_t n = votes->n_judges;
    struct yn_judge **order = calloc(n + 1, sizeof(struct yn_judge *));
    size_t *place = calloc(n + 1, sizeof(*place));
    struct yn_judge *kept =
        yn_arena_array(votes->reader->arena, n, sizeof(*kept));
    int rc = order && place && kept ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++)
        order[i] = &votes->judge[i];
    if (!rc && n)
        qsort(order, n, sizeof(struct yn_judge *), judge_compare);
    for (size_t i = 0; !rc && i < n; i++) {
        kept[i] = *order[i];
        place[order[i] - votes->judge] = i;
    }
    for (size_t i = 0; !rc && i < votes->n_votes; i++)
        votes->vote[i].judge = place[votes->vote[i].judge];
    if (!rc) {
        votes->season->judges = kept;
        votes->season->n_judges = n;
    }
    free(order);
    free(place);
    return rc;
}

static int same_vote_twice(struct yn_votes *votes, const struct yn_vote *first,
                           const struct yn_vote *again, struct yn_err *err)
{
    struct yn_arena *arena = votes->reader->arena;
    const struct yn_season *season = votes->season;
    const char *what =
        yn_text_f(arena, "%s votes on \"%s\" again; the first time is line %u",
                  season->judges[again->judge].name,
                  yn_track_name(season->tracks[again->track]), first->pos.line);
    return yn_reader_problem(votes->reader, again->pos, what,
                             "keep one of the two rows", err);
}

/* Sorts the votes, drops doubles, and hands the array to the season: it is the
 * largest thing in memory, so there is no second one. */
static int keep_votes(struct yn_votes *votes, struct yn_err *err)
{
    struct yn_vote *vote = votes->vote;
    if (votes->n_votes)
        qsort(vote, votes->n_votes, sizeof(*vote), vote_compare);
    size_t n = 0;
    for (size_t i = 0; i < votes->n_votes; i++) {
        bool again = n > 0 && vote[n - 1].track == vote[i].track &&
                     vote[n - 1].judge == vote[i].judge;
        int rc =
            again ? same_vote_twice(votes, &vote[n - 1], &vote[i], err) : YN_OK;
        if (rc)
            return rc;
        if (!again)
            vote[n++] = vote[i];
    }
    votes->season->own->votes = votes->season->votes = vote;
    votes->season->n_votes = n;
    votes->vote = NULL;
    return YN_OK;
}

int yn_ballot_keep(struct yn_votes *votes, struct yn_err *err)
{
    int rc = keep_judges(votes, err);
    return rc ? rc : keep_votes(votes, err);
}
