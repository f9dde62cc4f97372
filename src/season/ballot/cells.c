/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/near.h"
#include "base/reader.h"
#include "season/ballot/ballot.h"
#include "season/schema.h"

struct header_word {
    const char *word;
    int meaning; /* enum yn_measure, or one of the below */
};

/* The first word of each meaning is the one to write; the others are met. */
static const struct header_word header_words[] = {
    {"drama", YN_COLUMN_DRAMA},    {"track", YN_COLUMN_TRACK},
    {"artist", YN_COLUMN_ARTIST},  {"story", YN_MEASURE_STORY},
    {"fans", YN_MEASURE_FANS},     {"passing", YN_MEASURE_PASSING},
    {"linger", YN_MEASURE_LINGER}, {"pick", YN_MEASURE_PICK},
    {"note", YN_MEASURE_NOTE},     {"series", YN_COLUMN_DRAMA},
    {"title", YN_COLUMN_TRACK},    {"song", YN_COLUMN_TRACK},
    {"singer", YN_COLUMN_ARTIST},  {"notes", YN_MEASURE_NOTE},
    {"comment", YN_MEASURE_NOTE},  {"picked", YN_MEASURE_PICK},
    {"드라마", YN_COLUMN_DRAMA},   {"곡", YN_COLUMN_TRACK},
    {"곡명", YN_COLUMN_TRACK},     {"제목", YN_COLUMN_TRACK},
    {"가수", YN_COLUMN_ARTIST},    {"아티스트", YN_COLUMN_ARTIST},
};

#define N_HEADER_WORDS YN_LEN(header_words)
#define N_FIRST_WORDS 9

int yn_ballot_meaning(const char *word)
{
    for (size_t i = 0; i < N_HEADER_WORDS; i++) {
        if (strcasecmp(word, header_words[i].word) == 0)
            return header_words[i].meaning;
    }
    return -1;
}

enum yn_measure yn_measure_of(const char *word)
{
    int meaning = yn_ballot_meaning(word);
    return meaning >= 0 && meaning < YN_MEASURES ? (enum yn_measure)meaning
                                                 : YN_MEASURES;
}

/* The word of ours that an unknown one is a slip of, or NULL. */
const char *yn_ballot_meant(const char *word)
{
    const char *known[N_FIRST_WORDS];
    for (size_t i = 0; i < N_FIRST_WORDS; i++)
        known[i] = header_words[i].word;
    size_t near = yn_near_word(word, known, N_FIRST_WORDS);
    return near < N_FIRST_WORDS ? known[near] : NULL;
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
