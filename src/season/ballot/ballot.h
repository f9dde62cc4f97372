/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ballot: what the two forms of a ballot share, one judge's rows (ballot.c) and
 * the wide sheet of several (wide.c).
 */
#ifndef YN_SEASON_BALLOT_BALLOT_H
#define YN_SEASON_BALLOT_BALLOT_H

#include <yeoun/season.h>

#include "base/csv.h"
#include "season/names/match.h"

enum yn_measure {
    YN_MEASURE_STORY,
    YN_MEASURE_FANS,
    YN_MEASURE_PASSING,
    YN_MEASURE_LINGER, /* fans and passing at once */
    YN_MEASURE_PICK,
    YN_MEASURE_NOTE,
    YN_MEASURE_PLAIN, /* a judge's only column: a pick, or one score for all */
    YN_MEASURES
};

/* The votes of a season while they come in. */
struct yn_votes {
    struct yn_reader *reader; /* the season's: arena and report */
    struct yn_reader *file;   /* of the file: its arena holds the cells */
    struct yn_season *season;
    struct yn_names *names;
    struct yn_matcher *matcher;
    struct yn_judge *judge;
    size_t n_judges, cap_judges;
    struct yn_vote *vote;
    size_t n_votes, cap_votes;
};

/* Which column holds what; YN_NONE where there is none. */
struct yn_ballot_columns {
    size_t drama, track, artist;
    size_t measure[YN_MEASURES];
};

/* The cell's text, "" where the row is shorter. */
const char *yn_ballot_cell(const struct yn_csv_row *row, size_t column);
struct yn_pos yn_ballot_pos(const struct yn_csv_row *row, const char *path,
                            size_t column);

/* Finds the track of a row; NULL after a problem. Errors: YN_E_NOMEM. */
int yn_ballot_track(struct yn_votes *votes, const char *path,
                    const struct yn_csv_row *row,
                    const struct yn_ballot_columns *columns,
                    struct yn_track **out, struct yn_err *err);

/* A problem where the row has more cells than the `n` of the first line. */
int yn_ballot_too_many(struct yn_votes *votes, const char *path,
                       const struct yn_csv_row *row, size_t n,
                       struct yn_err *err);

/* Reads one cell into a vote. `picks` says that 0 and 1 in a PLAIN column are
 * no and yes. Errors: YN_E_NOMEM; a bad cell becomes a problem. */
int yn_ballot_read_cell(struct yn_votes *votes, const char *path,
                        const struct yn_csv_row *row, size_t column,
                        enum yn_measure measure, bool picks,
                        struct yn_vote *vote, struct yn_err *err);

/* Adds a judge; the same name twice becomes a problem. */
int yn_ballot_judge(struct yn_votes *votes, const char *path, const char *name,
                    struct yn_pos pos, size_t *out, struct yn_err *err);
/* Adds a vote that says anything at all. */
int yn_ballot_vote(struct yn_votes *votes, const struct yn_vote *vote,
                   struct yn_err *err);

/* An empty vote. */
struct yn_vote yn_ballot_blank(size_t judge, const struct yn_track *track,
                               struct yn_pos pos);

/* The measure that a word names ("story", "linger"), or YN_MEASURES. */
enum yn_measure yn_measure_of(const char *word);

/* What a header word means: an enum yn_measure, or one of these; -1: nothing.*/
enum { YN_COLUMN_DRAMA = YN_MEASURES, YN_COLUMN_TRACK, YN_COLUMN_ARTIST };
int yn_ballot_meaning(const char *word);
/* The word that an unknown one is a slip of, or NULL. */
const char *yn_ballot_meant(const char *word);

/* votes.c: hands judges and votes to the season, sorted and without doubles.
 * Errors: YN_E_NOMEM. */
int yn_ballot_keep(struct yn_votes *votes, struct yn_err *err);

/* wide.c: a sheet of several judges. */
int yn_ballot_wide(struct yn_votes *votes, const char *path,
                   const struct yn_csv *csv,
                   const struct yn_ballot_columns *columns, struct yn_err *err);

#endif
