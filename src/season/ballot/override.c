/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overrides.csv: time,editor,action,drama,track,artist,because. Rows are only
 * ever added; of several on one track the last counts.
 */
#include <strings.h>

#include <yeoun/near.h>

#include "base/base.h"
#include "base/day.h"
#include "base/file.h"
#include "season/ballot/ballot.h"
#include "season/read.h"

enum { TIME, EDITOR, ACTION, DRAMA, TRACK, ARTIST, BECAUSE, N_COLUMNS };

static const char *const column_words[N_COLUMNS] = {
    "time", "editor", "action", "drama", "track", "artist", "because"};

static int unknown_columns(struct yn_votes *votes, const char *path,
                           const struct yn_csv_row *row, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < row->n; i++) {
        const char *word = row->cell[i].text;
        bool known = !word[0];
        for (size_t c = 0; c < N_COLUMNS; c++)
            known |= strcasecmp(word, column_words[c]) == 0;
        if (known)
            continue;
        const size_t near = yn_near_word(word, column_words, N_COLUMNS);
        const char *remedy = "known: time, editor, action, drama, track, "
                             "artist, because";
        if (near < N_COLUMNS)
            remedy = yn_text_f(votes->reader->arena, "did you mean `%s`?",
                               column_words[near]);
        rc = yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, i),
            yn_text_f(votes->reader->arena, "unknown column `%.80s`", word),
            remedy, err);
    }
    return rc;
}

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
        return unknown_columns(votes, path, row, err);
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

/* A day, or a day and a time behind it as programs write it. */
static bool is_time(const char *text)
{
    struct yn_date date;
    const char *end;
    if (!yn_date_read(text, &date, &end))
        return false;
    if (!*end)
        return true;
    static const char digits[] = "00:00";
    if (*end != 'T' && *end != ' ')
        return false;
    end++;
    for (size_t i = 0; digits[i]; i++) {
        if (digits[i] == ':' ? end[i] != ':' : end[i] < '0' || end[i] > '9')
            return false;
    }
    return strspn(end, "0123456789:.+-Z") == strlen(end);
}

/* What can be told of a row without knowing its track. */
static int check_row(struct yn_votes *votes, const char *path,
                     const struct yn_csv_row *row, const size_t *column,
                     size_t n_columns, struct yn_err *err)
{
    const char *time = yn_ballot_cell(row, column[TIME]);
    int rc = yn_ballot_too_many(votes, path, row, n_columns, err);
    if (!rc && time[0] && !is_time(time))
        rc = yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, column[TIME]),
            yn_text_f(votes->reader->arena, "`time` cannot be \"%.80s\"", time),
            "write it as 2020-12-20 or 2020-12-20T18:30:00Z", err);
    if (!rc && column[BECAUSE] != YN_NONE &&
        !yn_ballot_cell(row, column[BECAUSE])[0])
        rc = yn_reader_warning(
            votes->reader, yn_ballot_pos(row, path, column[ACTION]),
            "no reason is given", "say it in the column `because`", err);
    return rc;
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
        rc = check_row(votes, path, &csv->row[i], column, csv->row[0].n, err);
        if (!rc)
            rc =
                read_row(votes, path, &csv->row[i], column,
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
