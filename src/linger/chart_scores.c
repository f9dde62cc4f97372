/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/day.h"
#include "base/file.h"
#include "linger/chart.h"
#include "linger/columns.h"

#define RANK_MAX 10000

struct columns {
    size_t month, rank, score;
};

/* "2018-01", or a date within it. */
static bool read_month(const char *text, int32_t *first_day)
{
    char full[11];
    struct yn_date date;
    const char *end;
    size_t len = strlen(text);
    if (len != 7 && len != 10)
        return false;
    snprintf(full, sizeof(full), "%.7s-01", text);
    if (len == 10 && (!yn_date_read(text, &date, &end) || *end))
        return false;
    if (!yn_date_read(full, &date, NULL))
        return false;
    *first_day = yn_day_of(date);
    return true;
}

static int read_score(struct yn_chart_reading *reading, const char *path,
                      const struct yn_csv_row *row, const struct columns *at,
                      struct yn_chart_score *out, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    unsigned long long rank;
    const char *score = yn_column_text(row, at->score);
    char *end = NULL;
    out->rank = 0;
    if (!read_month(yn_column_text(row, at->month), &out->first_day))
        return yn_reader_problem(reader, yn_column_pos(path, row, at->month),
                                 "this is no month", "write it as YYYY-MM",
                                 err);
    if (!yn_column_number(yn_column_text(row, at->rank), RANK_MAX, &rank) ||
        rank == 0)
        return yn_reader_problem(reader, yn_column_pos(path, row, at->rank),
                                 "this is no place",
                                 "write a whole number from 1 on", err);
    out->score = strtod(score, &end);
    if (score[0] < '0' || score[0] > '9' || *end || !(out->score > 0) ||
        out->score > 1e18)
        return yn_reader_problem(
            reader, yn_column_pos(path, row, at->score), "this is no score",
            "write a number above 0, without separators", err);
    out->rank = (unsigned)rank;
    return YN_OK;
}

static int score_compare(const void *a, const void *b)
{
    const struct yn_chart_score *x = a, *y = b;
    if (x->first_day != y->first_day)
        return x->first_day < y->first_day ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* A month counts as known once it is over. */
static bool was_known(const struct yn_gathering *gathering, int32_t first_day)
{
    struct yn_date date = yn_day_date(first_day);
    date.year += date.month == 12;
    date.month = date.month == 12 ? 1 : date.month + 1;
    return yn_day_of(date) - 1 <= gathering->as_of;
}

static int read_rows(struct yn_chart_reading *reading, const char *path,
                     const struct yn_csv *csv, const struct columns *at,
                     struct yn_err *err)
{
    struct yn_chart *chart = reading->chart;
    int rc = YN_OK;
    for (size_t i = 1; !rc && i < csv->n; i++) {
        struct yn_chart_score one;
        rc = read_score(reading, path, &csv->row[i], at, &one, err);
        if (!rc && one.rank && was_known(reading->gathering, one.first_day))
            chart->scores[chart->n_scores++] = one;
    }
    return rc;
}

static int check_doubles(struct yn_chart_reading *reading, const char *path,
                         struct yn_err *err)
{
    struct yn_chart *chart = reading->chart;
    struct yn_reader *reader = reading->gathering->reader;
    for (size_t i = 1; i < chart->n_scores; i++) {
        if (score_compare(&chart->scores[i - 1], &chart->scores[i]) != 0)
            continue;
        struct yn_date month = yn_day_date(chart->scores[i].first_day);
        return yn_reader_problem(
            reader, (struct yn_pos){path, 0, 0},
            yn_text_f(reader->arena, "place %u has two scores in %04d-%02d",
                      chart->scores[i].rank, month.year, month.month),
            "keep one score for each month and place", err);
    }
    return YN_OK;
}

int yn_chart_read_scores(struct yn_chart_reading *reading, const char *path,
                         struct yn_err *err)
{
    static const char *const month[] = {"month", "date", NULL};
    static const char *const rank[] = {"rank", "place", NULL};
    static const char *const score[] = {"score", "points", "index", NULL};
    struct columns at;
    const struct yn_column columns[] = {
        {month, &at.month}, {rank, &at.rank}, {score, &at.score}};
    struct yn_reader *reader = reading->gathering->reader;
    struct yn_csv csv = {0};
    if (!yn_file_exists(path))
        return YN_OK;
    int rc = yn_csv_load(reader, path, &csv, err);
    if (rc || csv.n == 0)
        return rc;
    if (yn_columns_find(&csv.row[0], columns, YN_LEN(columns)) < 3)
        return yn_reader_problem(
            reader, yn_column_pos(path, &csv.row[0], 0),
            "this does not say what places are worth",
            "name the columns month, rank, score in the first line", err);
    reading->chart->scores =
        yn_arena_array(reader->arena, csv.n, sizeof(struct yn_chart_score));
    if (!reading->chart->scores)
        return yn_err_nomem(err);
    rc = read_rows(reading, path, &csv, &at, err);
    if (!rc && reading->chart->n_scores)
        qsort(reading->chart->scores, reading->chart->n_scores,
              sizeof(struct yn_chart_score), score_compare);
    return rc ? rc : check_doubles(reading, path, err);
}
