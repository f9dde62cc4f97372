/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/ballot.h"

#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/near.h"
#include "base/path.h"
#include "season/read.h"
#include "season/schema.h"

struct header_word {
    const char *word;
    int meaning; /* enum yn_measure, or one of the below */
};

enum { COLUMN_DRAMA = YN_MEASURES, COLUMN_TRACK, COLUMN_ARTIST };

/* The first word of each meaning is the one to write; the others are met. */
static const struct header_word header_words[] = {
    {"drama", COLUMN_DRAMA},       {"track", COLUMN_TRACK},
    {"artist", COLUMN_ARTIST},     {"story", YN_MEASURE_STORY},
    {"fans", YN_MEASURE_FANS},     {"passing", YN_MEASURE_PASSING},
    {"linger", YN_MEASURE_LINGER}, {"pick", YN_MEASURE_PICK},
    {"note", YN_MEASURE_NOTE},     {"series", COLUMN_DRAMA},
    {"title", COLUMN_TRACK},       {"song", COLUMN_TRACK},
    {"singer", COLUMN_ARTIST},     {"notes", YN_MEASURE_NOTE},
    {"comment", YN_MEASURE_NOTE},  {"picked", YN_MEASURE_PICK},
    {"드라마", COLUMN_DRAMA},      {"곡", COLUMN_TRACK},
    {"곡명", COLUMN_TRACK},        {"제목", COLUMN_TRACK},
    {"가수", COLUMN_ARTIST},       {"아티스트", COLUMN_ARTIST},
};

#define N_HEADER_WORDS YN_LEN(header_words)
#define N_FIRST_WORDS 9

static int meaning_of(const char *word)
{
    for (size_t i = 0; i < N_HEADER_WORDS; i++) {
        if (strcasecmp(word, header_words[i].word) == 0)
            return header_words[i].meaning;
    }
    return -1;
}

enum yn_measure yn_measure_of(const char *word)
{
    int meaning = meaning_of(word);
    return meaning >= 0 && meaning < YN_MEASURES ? (enum yn_measure)meaning
                                                 : YN_MEASURES;
}

const char *yn_ballot_cell(const struct yn_csv_row *row, size_t column)
{
    return column < row->n ? row->cell[column].text : "";
}

struct yn_pos yn_ballot_pos(const struct yn_csv_row *row, const char *path,
                            size_t column)
{
    if (column >= row->n)
        return (struct yn_pos){path, row->line, 1};
    return (struct yn_pos){path, row->cell[column].line,
                           row->cell[column].column};
}

struct yn_vote yn_ballot_blank(size_t judge, const struct yn_track *track,
                               struct yn_pos pos)
{
    return (struct yn_vote){.pos = pos,
                            .judge = judge,
                            .track = track->index,
                            .story = NAN,
                            .fans = NAN,
                            .passing = NAN,
                            .pick = YN_PICK_BLANK,
                            .note = ""};
}

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

/* yes, no, or blank; -2 for anything else. */
static int pick_of(const char *text)
{
    static const char *const yes[] = {"yes", "y", "true", "1",  "x", "pick",
                                      "✓",   "✔", "o",    "예", "네"};
    static const char *const no[] = {"no", "n",      "false", "0",
                                     "-",  "아니오", "아니요"};
    for (size_t i = 0; i < YN_LEN(yes); i++) {
        if (strcasecmp(text, yes[i]) == 0)
            return YN_PICK_YES;
    }
    for (size_t i = 0; i < YN_LEN(no); i++) {
        if (strcasecmp(text, no[i]) == 0)
            return YN_PICK_NO;
    }
    return text[0] ? -2 : YN_PICK_BLANK;
}

static int bad_cell(struct yn_votes *votes, struct yn_pos pos,
                    const char *column, const char *text, const char *remedy,
                    struct yn_err *err)
{
    return yn_reader_problem(votes->reader, pos,
                             yn_text_f(votes->reader->arena,
                                       "`%s` cannot be \"%.80s\"", column,
                                       text),
                             remedy, err);
}

static const char *measure_word(enum yn_measure measure)
{
    for (size_t i = 0; i < N_FIRST_WORDS; i++) {
        if (header_words[i].meaning == (int)measure)
            return header_words[i].word;
    }
    return "vote";
}

static void set_score(struct yn_vote *vote, enum yn_measure measure,
                      double score)
{
    if (measure == YN_MEASURE_STORY || measure == YN_MEASURE_PLAIN)
        vote->story = score;
    if (measure == YN_MEASURE_FANS || measure == YN_MEASURE_LINGER ||
        measure == YN_MEASURE_PLAIN)
        vote->fans = score;
    if (measure == YN_MEASURE_PASSING || measure == YN_MEASURE_LINGER ||
        measure == YN_MEASURE_PLAIN)
        vote->passing = score;
}

int yn_ballot_read_cell(struct yn_votes *votes, const char *path,
                        const struct yn_csv_row *row, size_t column,
                        enum yn_measure measure, bool picks,
                        struct yn_vote *vote, struct yn_err *err)
{
    const char *text = yn_ballot_cell(row, column);
    if (!text[0])
        return YN_OK;
    struct yn_pos pos = yn_ballot_pos(row, path, column);
    if (measure == YN_MEASURE_NOTE) {
        vote->note = yn_arena_dup(votes->reader->arena, text);
        return vote->note ? YN_OK : yn_err_nomem(err);
    }
    double score;
    bool number = yn_number_parse(text, &score);
    bool may_pick = measure == YN_MEASURE_PICK ||
                    (measure == YN_MEASURE_PLAIN && (picks || !number));
    int pick = may_pick ? pick_of(text) : -2;
    if (pick != -2) {
        vote->pick = (enum yn_pick)pick;
        return YN_OK;
    }
    if (measure == YN_MEASURE_PICK)
        return bad_cell(votes, pos, "pick", text,
                        "write yes or no, or leave it blank", err);
    if (!number || score < 0 || score > 10)
        return bad_cell(votes, pos, measure_word(measure), text,
                        measure == YN_MEASURE_PLAIN
                            ? "write yes, no, or a number from 0 to 10"
                            : "write a number from 0 to 10, or leave it blank",
                        err);
    set_score(vote, measure, score);
    return YN_OK;
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
        int meaning = meaning_of(row->cell[i].text);
        if (meaning == COLUMN_DRAMA)
            columns->drama = i;
        else if (meaning == COLUMN_TRACK)
            columns->track = i;
        else if (meaning == COLUMN_ARTIST)
            columns->artist = i;
        else if (meaning >= 0)
            columns->measure[meaning] = i;
        else
            unknown += row->cell[i].text[0] != '\0';
        *measures += meaning >= 0 && meaning < YN_MEASURE_NOTE;
    }
    return unknown;
}

/* The word of ours that an unknown one is a slip of, or NULL. */
static const char *meant(const char *word)
{
    const char *known[N_FIRST_WORDS];
    for (size_t i = 0; i < N_FIRST_WORDS; i++)
        known[i] = header_words[i].word;
    size_t near = yn_near_word(word, known, N_FIRST_WORDS);
    return near < N_FIRST_WORDS ? known[near] : NULL;
}

static int unknown_columns(struct yn_votes *votes, const char *path,
                           const struct yn_csv_row *row, struct yn_err *err)
{
    for (size_t i = 0; i < row->n; i++) {
        const char *word = row->cell[i].text;
        if (!word[0] || meaning_of(word) >= 0)
            continue;
        const char *near = meant(word);
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
        if (word[0] && meaning_of(word) < 0)
            return meant(word) != NULL;
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

static int too_many_cells(struct yn_votes *votes, const char *path,
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
        rc = too_many_cells(votes, path, &csv->row[i], csv->row[0].n, err);
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
        char *joined = yn_path_join(dir, list->name[i]);
        const char *path =
            joined ? yn_arena_dup(votes->reader->arena, joined) : NULL;
        free(joined);
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
        rc = keep_judges(&votes, err);
    if (!rc)
        rc = keep_votes(&votes, err);
    yn_matcher_destroy(&votes.matcher);
    yn_dir_list_release(&list);
    free(votes.judge);
    free(votes.vote);
    return rc;
}
