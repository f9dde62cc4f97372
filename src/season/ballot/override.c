/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overrides.csv: time,editor,action,drama,track,artist,because. Rows are only
 * ever added; of several on one track the last counts.
 */
#include <strings.h>

#include "base/base.h"
#include "base/file.h"
#include "season/ballot/ballot.h"
#include "season/read.h"

enum { TIME, EDITOR, ACTION, DRAMA, TRACK, ARTIST, BECAUSE, N_COLUMNS };

static const char *const column_words[N_COLUMNS] = {
    "time", "editor", "action", "drama", "track", "artist", "because"};

static int read_header(struct yn_votes *votes, const char *path,
                       const struct yn_csv_row *row, size_t *column,
                       bool *usable, struct yn_err *err)
{
    for (size_t c = 0; c < N_COLUMNS; c++) {
        column[c] = YN_NONE;
        for (size_t i = 0; i < row->n; i++) {
            if (strcasecmp(row->cell[i].text, column_words[c]) == 0)
                column[c] = i;
        }
    }
    *usable = column[ACTION] != YN_NONE && column[TRACK] != YN_NONE;
    if (*usable)
        return YN_OK;
    return yn_reader_problem(
        votes->reader, yn_ballot_pos(row, path, 0),
        "no column `action` or no column `track`",
        "begin the file with: time,editor,action,drama,track,artist,because",
        err);
}

static int keep_text(struct yn_votes *votes, const char *text, const char **out,
                     struct yn_err *err)
{
    *out = yn_arena_dup(votes->reader->arena, text);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int read_row(struct yn_votes *votes, const char *path,
                    const struct yn_csv_row *row, const size_t *column,
                    struct yn_override *out, bool *usable, struct yn_err *err)
{
    *usable = false;
    const char *action = yn_ballot_cell(row, column[ACTION]);
    bool pick = strcasecmp(action, "pick") == 0;
    if (!pick && strcasecmp(action, "drop") != 0)
        return yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, column[ACTION]),
            yn_text_f(votes->reader->arena, "`action` cannot be \"%.80s\"",
                      action),
            "write pick or drop", err);
    const struct yn_ballot_columns columns = {
        column[DRAMA], column[TRACK], column[ARTIST], {0}};
    struct yn_track *track;
    int rc = yn_ballot_track(votes, path, row, &columns, &track, err);
    if (rc || !track)
        return rc;
    *out = (struct yn_override){.pos = yn_ballot_pos(row, path, column[TRACK]),
                                .pick = pick,
                                .track = track->index};
    rc = keep_text(votes, yn_ballot_cell(row, column[TIME]), &out->time, err);
    if (!rc)
        rc = keep_text(votes, yn_ballot_cell(row, column[EDITOR]), &out->editor,
                       err);
    if (!rc)
        rc = keep_text(votes, yn_ballot_cell(row, column[BECAUSE]),
                       &out->because, err);
    *usable = !rc;
    return rc;
}

static int read_rows(struct yn_votes *votes, const char *path,
                     const struct yn_csv *csv, struct yn_err *err)
{
    size_t column[N_COLUMNS];
    bool usable = false;
    struct yn_season *season = votes->season;
    int rc = csv->n
                 ? read_header(votes, path, &csv->row[0], column, &usable, err)
                 : YN_OK;
    if (rc || !usable)
        return rc;
    season->overrides = yn_arena_array(votes->reader->arena, csv->n,
                                       sizeof(*season->overrides));
    if (!season->overrides)
        return yn_err_nomem(err);
    for (size_t i = 1; !rc && i < csv->n; i++) {
        rc = read_row(votes, path, &csv->row[i], column,
                      &season->overrides[season->n_overrides], &usable, err);
        season->n_overrides += !rc && usable;
    }
    return rc;
}

int yn_read_overrides(struct yn_reader *reader, const char *path,
                      struct yn_season *season, struct yn_err *err)
{
    if (!yn_file_exists(path))
        return YN_OK;
    struct yn_votes votes = {
        .reader = reader, .season = season, .names = season->own->names};
    struct yn_csv csv;
    int rc = yn_csv_load(reader, path, &csv, err);
    if (!rc)
        rc = yn_matcher_create(season, votes.names, &votes.matcher, err);
    if (!rc)
        rc = read_rows(&votes, path, &csv, err);
    yn_matcher_destroy(&votes.matcher);
    return rc;
}
