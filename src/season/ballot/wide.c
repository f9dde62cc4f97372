/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wide sheet: one row a track, one column a judge, as survey tools export
 * it. A column's header is the judge's name, or the name and a measure:
 *
 *     drama, track, artist, Mina, Joon
 *     drama, track, artist, Mina story, Mina fans, Mina pick, Joon [story], …
 *
 * A judge's only column holds yes or no, or one score from 0 to 10 that stands
 * for story and linger alike. A sheet whose plain columns hold nothing but 0
 * and 1 says no and yes.
 */
#include "base/base.h"
#include "base/reader.h"
#include "season/ballot/ballot.h"

/* What one column of the sheet holds. */
struct wide_column {
    size_t judge; /* YN_NONE: none of a judge's */
    enum yn_measure measure;
};

static size_t trim_end(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t:-_./([|", text[len - 1]))
        len--;
    return len;
}

/* Cuts "Mina story", "Mina: story", "Mina (story)", "story [Mina]" into judge
 * and measure; a header that names no measure is a judge alone. */
static const char *cut_header(struct yn_arena *arena, const char *text,
                              enum yn_measure *measure)
{
    size_t len = strlen(text), end = len;
    while (end > 0 && strchr(" )]", text[end - 1]))
        end--;
    size_t start = end;
    while (start > 0 && !strchr(" :-_./([|", text[start - 1]))
        start--;
    char word[32];
    snprintf(word, sizeof(word), "%.*s", (int)(end - start), text + start);
    *measure = yn_measure_of(word);
    if (*measure != YN_MEASURES && trim_end(text, start) > 0)
        return yn_arena_dup_n(arena, text, trim_end(text, start));
    /* Grids put the measure in front: "story [Mina]". */
    size_t front = strcspn(text, " :[(");
    snprintf(word, sizeof(word), "%.*s", (int)front, text);
    *measure = yn_measure_of(word);
    if (*measure != YN_MEASURES && text[front]) {
        const char *rest = text + front + strspn(text + front, " :[(");
        size_t rest_len = strcspn(rest, ")]");
        if (trim_end(rest, rest_len) > 0)
            return yn_arena_dup_n(arena, rest, trim_end(rest, rest_len));
    }
    *measure = YN_MEASURE_PLAIN;
    return text;
}

static bool is_own_column(const struct yn_ballot_columns *columns, size_t i)
{
    return i == columns->drama || i == columns->track || i == columns->artist ||
           i == columns->measure[YN_MEASURE_NOTE];
}

/* The judge of this sheet with that name, or YN_NONE. */
static size_t find_judge(const struct yn_votes *votes, size_t first,
                         const char *name)
{
    for (size_t i = first; i < votes->n_judges; i++) {
        if (strcmp(votes->judge[i].name, name) == 0)
            return i;
    }
    return YN_NONE;
}

static bool column_taken(const struct wide_column *column, size_t n,
                         const struct wide_column *one)
{
    for (size_t i = 0; i < n; i++) {
        if (column[i].judge == one->judge && column[i].measure == one->measure)
            return true;
    }
    return false;
}

static int read_columns(struct yn_votes *votes, const char *path,
                        const struct yn_csv_row *header,
                        const struct yn_ballot_columns *columns,
                        struct wide_column *column, struct yn_err *err)
{
    size_t first = votes->n_judges;
    for (size_t i = 0; i < header->n; i++) {
        column[i] = (struct wide_column){YN_NONE, YN_MEASURE_PLAIN};
        const char *text = header->cell[i].text;
        if (!text[0] || is_own_column(columns, i))
            continue;
        struct yn_pos pos = yn_ballot_pos(header, path, i);
        struct wide_column one;
        const char *name = cut_header(votes->reader->arena, text, &one.measure);
        if (!name)
            return yn_err_nomem(err);
        one.judge = find_judge(votes, first, name);
        int rc = YN_OK;
        if (one.judge == YN_NONE)
            rc = yn_ballot_judge(votes, path, name, pos, &one.judge, err);
        else if (column_taken(column, i, &one))
            rc = yn_reader_problem(votes->reader, pos,
                                   yn_text_f(votes->reader->arena,
                                             "the column `%.80s` stands here "
                                             "twice",
                                             text),
                                   "keep one of the two", err);
        if (rc)
            return rc;
        column[i] = one;
    }
    return YN_OK;
}

/* Whether all plain cells are 0, 1 or blank, and some are 1. */
static bool holds_picks(const struct yn_csv *csv,
                        const struct wide_column *column)
{
    bool any = false;
    for (size_t r = 1; r < csv->n; r++) {
        for (size_t i = 0; i < csv->row[r].n && i < csv->row[0].n; i++) {
            const char *text = csv->row[r].cell[i].text;
            if (column[i].judge == YN_NONE ||
                column[i].measure != YN_MEASURE_PLAIN || !text[0])
                continue;
            if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
                return false;
            any |= text[0] == '1';
        }
    }
    return any;
}

static int read_row(struct yn_votes *votes, const char *path,
                    const struct yn_csv_row *row, const struct yn_track *track,
                    const struct wide_column *column, size_t n_columns,
                    bool picks, struct yn_err *err)
{
    /* A judge's columns need not stand together: one pass for each judge that
     * begins here. */
    for (size_t i = 0; i < n_columns; i++) {
        size_t judge = column[i].judge;
        bool begun = judge == YN_NONE;
        for (size_t j = 0; j < i && !begun; j++)
            begun = column[j].judge == judge;
        if (begun)
            continue;
        struct yn_vote vote =
            yn_ballot_blank(judge, track, yn_ballot_pos(row, path, i));
        int rc = YN_OK;
        for (size_t j = i; !rc && j < n_columns; j++) {
            if (column[j].judge == judge)
                rc = yn_ballot_read_cell(votes, path, row, j, column[j].measure,
                                         picks, &vote, err);
        }
        if (!rc)
            rc = yn_ballot_vote(votes, &vote, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

int yn_ballot_wide(struct yn_votes *votes, const char *path,
                   const struct yn_csv *csv,
                   const struct yn_ballot_columns *columns, struct yn_err *err)
{
    const struct yn_csv_row *header = &csv->row[0];
    struct wide_column *column =
        yn_arena_array(votes->file->arena, header->n, sizeof(*column));
    if (!column)
        return yn_err_nomem(err);
    int rc = read_columns(votes, path, header, columns, column, err);
    bool picks = !rc && holds_picks(csv, column);
    for (size_t i = 1; !rc && i < csv->n; i++) {
        struct yn_track *track;
        rc = yn_ballot_track(votes, path, &csv->row[i], columns, &track, err);
        if (!rc && track)
            rc = read_row(votes, path, &csv->row[i], track, column, header->n,
                          picks, err);
    }
    return rc;
}
