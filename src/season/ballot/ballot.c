/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder ballots/: each file is one judge's rows, or a wide sheet.
 */
#include "season/ballot/ballot.h"
#include "base/base.h"
#include "base/dir.h"
#include "base/path.h"
#include "base/reader.h"
#include "season/read.h"

/* What the header says. Columns that are no word of ours are counted: in a wide
 * sheet they are the judges. */
static size_t read_header(const struct yn_csv_row *row,
                          struct yn_ballot_columns *columns, size_t *measures)
{
    *columns = (struct yn_ballot_columns){YN_NONE, YN_NONE, YN_NONE, {0}};
    for (size_t m = 0; m < YN_MEASURES; m++)
        columns->measure[m] = YN_NONE;
    size_t unknown = 0;
    *measures = 0;
    for (size_t i = 0; i < row->n; i++) {
        int meaning = yn_ballot_meaning(row->cell[i].text);
        if (meaning == YN_COLUMN_DRAMA)
            columns->drama = i;
        else if (meaning == YN_COLUMN_TRACK)
            columns->track = i;
        else if (meaning == YN_COLUMN_ARTIST)
            columns->artist = i;
        else if (meaning >= 0)
            columns->measure[meaning] = i;
        else
            unknown += row->cell[i].text[0] != '\0';
        *measures += meaning >= 0 && meaning < YN_MEASURE_NOTE;
    }
    return unknown;
}

static int unknown_columns(struct yn_votes *votes, const char *path,
                           const struct yn_csv_row *row, struct yn_err *err)
{
    for (size_t i = 0; i < row->n; i++) {
        const char *word = row->cell[i].text;
        if (!word[0] || yn_ballot_meaning(word) >= 0)
            continue;
        const char *near = yn_ballot_meant(word);
        const char *remedy = "known: drama, track, artist, story, fans, "
                             "passing, pick, note";
        if (near)
            remedy =
                yn_text_f(votes->reader->arena, "did you mean `%s`?", near);
        int rc = yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, i),
            yn_text_f(votes->reader->arena, "unknown column `%.80s`", word),
            remedy, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

/* A single column that is no word of ours and looks like one is a slip, not a
 * judge; of several, Rick and Nate are judges. */
static bool is_slip(const struct yn_csv_row *row, size_t unknown)
{
    for (size_t i = 0; unknown == 1 && i < row->n; i++) {
        const char *word = row->cell[i].text;
        if (word[0] && yn_ballot_meaning(word) < 0)
            return yn_ballot_meant(word) != NULL;
    }
    return false;
}

static int read_row(struct yn_votes *votes, const char *path,
                    const struct yn_csv_row *row,
                    const struct yn_ballot_columns *columns, size_t judge,
                    struct yn_err *err)
{
    struct yn_track *track;
    int rc = yn_ballot_track(votes, path, row, columns, &track, err);
    if (rc || !track)
        return rc;
    struct yn_vote vote =
        yn_ballot_blank(judge, track, yn_ballot_pos(row, path, columns->track));
    for (int m = 0; !rc && m < YN_MEASURES; m++) {
        if (columns->measure[m] != YN_NONE)
            rc = yn_ballot_read_cell(votes, path, row, columns->measure[m],
                                     (enum yn_measure)m, false, &vote, err);
    }
    return rc ? rc : yn_ballot_vote(votes, &vote, err);
}

int yn_ballot_too_many(struct yn_votes *votes, const char *path,
                       const struct yn_csv_row *row, size_t n,
                       struct yn_err *err)
{
    for (size_t i = n; i < row->n; i++) {
        if (!row->cell[i].text[0])
            continue;
        return yn_reader_problem(
            votes->reader, yn_ballot_pos(row, path, i),
            "more cells than the first line has columns",
            "put text that holds the separator in \"quotes\"", err);
    }
    return YN_OK;
}

/* The judge's name: the file's, without .csv. */
static const char *stem(struct yn_arena *arena, const char *path)
{
    const char *base = yn_path_base(path), *dot = strrchr(base, '.');
    return yn_arena_dup_n(arena, base,
                          dot ? (size_t)(dot - base) : strlen(base));
}

static int read_narrow(struct yn_votes *votes, const char *path,
                       const struct yn_csv *csv,
                       const struct yn_ballot_columns *columns,
                       struct yn_err *err)
{
    size_t judge;
    const char *name = stem(votes->reader->arena, path);
    if (!name)
        return yn_err_nomem(err);
    int rc = yn_ballot_judge(votes, path, name, (struct yn_pos){path, 0, 0},
                             &judge, err);
    for (size_t i = 1; !rc && i < csv->n; i++) {
        rc = yn_ballot_too_many(votes, path, &csv->row[i], csv->row[0].n, err);
        if (!rc)
            rc = read_row(votes, path, &csv->row[i], columns, judge, err);
    }
    return rc;
}

static int read_sheet(struct yn_votes *votes, const char *path,
                      const struct yn_csv *csv, struct yn_err *err)
{
    struct yn_ballot_columns columns;
    size_t measures;
    if (csv->n == 0)
        return YN_OK;
    const struct yn_csv_row *header = &csv->row[0];
    size_t unknown = read_header(header, &columns, &measures);
    bool wide = unknown > 0 && measures == 0 && !is_slip(header, unknown);
    int rc = YN_OK;
    if (unknown > 0 && !wide)
        rc = unknown_columns(votes, path, header, err);
    if (!rc && columns.track == YN_NONE)
        return yn_reader_problem(votes->reader, yn_ballot_pos(header, path, 0),
                                 "no column `track`",
                                 "begin the file with: drama,track,artist,"
                                 "story,fans,passing,pick,note",
                                 err);
    if (rc)
        return rc;
    return wide ? yn_ballot_wide(votes, path, csv, &columns, err)
                : read_narrow(votes, path, csv, &columns, err);
}

/* Reads one file with an arena of its own for the cells, which outweigh what is
 * kept of them. */
static int read_file(struct yn_votes *votes, const char *path,
                     struct yn_err *err)
{
    struct yn_arena cells = {0};
    struct yn_reader file = *votes->reader;
    file.arena = &cells;
    votes->file = &file;
    struct yn_csv csv;
    size_t told = yn_report_count(votes->reader->report, YN_PROBLEM);
    int rc = yn_csv_load(&file, path, &csv, err);
    if (!rc && csv.n == 0 &&
        yn_report_count(votes->reader->report, YN_PROBLEM) == told)
        rc = yn_reader_warning(votes->reader, (struct yn_pos){.file = path},
                               "an empty ballot", "", err);
    if (!rc)
        rc = read_sheet(votes, path, &csv, err);
    if (file.newest_s > votes->reader->newest_s)
        votes->reader->newest_s = file.newest_s;
    votes->file = NULL;
    yn_arena_release(&cells);
    return rc;
}

static int read_entry(struct yn_votes *votes, const char *path,
                      struct yn_err *err)
{
    if (yn_path_has_ext(path, "csv") || yn_path_has_ext(path, "tsv"))
        return read_file(votes, path, err);
    return yn_reader_skip(votes->reader, path,
                          "not read; a ballot is a .csv file",
                          "save it as CSV, or keep it elsewhere", err);
}

static int read_files(struct yn_votes *votes, const char *dir,
                      const struct yn_dir_list *list, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < list->n; i++) {
        const char *path =
            yn_path_join_in(votes->reader->arena, dir, list->name[i]);
        rc = path ? read_entry(votes, path, err) : yn_err_nomem(err);
    }
    return rc;
}

int yn_read_ballots(struct yn_reader *reader, const char *dir,
                    struct yn_season *season, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    struct yn_votes votes = {
        .reader = reader, .season = season, .names = season->own->names};
    struct yn_err why = {0};
    int rc = yn_dir_read(dir, &list, &why);
    if (rc == YN_E_NOTFOUND)
        return YN_OK;
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return yn_reader_problem(reader, (struct yn_pos){.file = dir},
                                 "the folder cannot be read", "", err);
    rc = yn_matcher_create(season, votes.names, &votes.matcher, err);
    if (!rc)
        rc = read_files(&votes, dir, &list, err);
    if (!rc)
        rc = yn_ballot_keep(&votes, err);
    yn_matcher_destroy(&votes.matcher);
    yn_dir_list_release(&list);
    free(votes.judge);
    free(votes.vote);
    return rc;
}
