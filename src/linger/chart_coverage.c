/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was read of a chart. A song that is absent from a week stood below the
 * places that were read, or nobody looked: only this file can tell.
 */
#include "base/base.h"
#include "base/day.h"
#include "base/file.h"
#include "linger/chart.h"
#include "linger/columns.h"

#define RANK_MAX 10000
/* Weeks in a row without a gap; a century. */
#define WEEKS_MAX 5300

/* The day of the week number, found from a row of the same year. */
bool yn_chart_week_day(const struct yn_chart_reading *reading, unsigned year,
                       unsigned week, int32_t *first_day)
{
    const struct yn_chart_row *any = NULL;
    for (size_t i = 0; i < reading->n_rows; i++) {
        const struct yn_chart_row *row = &reading->row[i];
        if (row->year == 0)
            continue;
        any = row;
        if (row->year != year)
            continue;
        *first_day = row->first_day + 7 * ((int32_t)week - (int32_t)row->week);
        if (row->week == week)
            return true;
    }
    for (size_t i = 0; i < reading->n_rows; i++) {
        if (reading->row[i].year == year)
            return true;
    }
    if (!yn_day_iso_week((int)year, week, first_day))
        return false;
    if (!any)
        return true;
    /* The chart's weeks begin on another day than Monday: the nearest one. */
    int32_t shift = (any->first_day - *first_day) % 7;
    if (shift > 3)
        shift -= 7;
    if (shift < -3)
        shift += 7;
    *first_day += shift;
    return true;
}

static int add_span(struct yn_chart_reading *reading,
                    const struct yn_chart_span *span, struct yn_err *err)
{
    if (span->first_day > reading->gathering->as_of - 6)
        return YN_OK;
    int rc = yn_grow(&reading->span, &reading->cap_spans, reading->n_spans + 1,
                     sizeof(*span), err);
    if (!rc)
        reading->span[reading->n_spans++] = *span;
    return rc;
}

struct columns {
    size_t year, week, first, from, to;
};

static int bad_row(struct yn_chart_reading *reading, const char *path,
                   const struct yn_csv_row *row, size_t column,
                   const char *what, const char *remedy, struct yn_err *err)
{
    return yn_reader_problem(reading->gathering->reader,
                             yn_column_pos(path, row, column), what, remedy,
                             err);
}

static int read_span(struct yn_chart_reading *reading, const char *path,
                     const struct yn_csv_row *row, const struct columns *at,
                     struct yn_err *err)
{
    unsigned long long year, week, from = 1, to;
    struct yn_date date;
    struct yn_chart_span span = {.pos = yn_column_pos(path, row, at->to)};
    const char *first = yn_column_text(row, at->first), *end = "";
    const char *from_text = yn_column_text(row, at->from);
    if (first[0]) {
        if (!yn_date_read(first, &date, &end) || *end)
            return bad_row(reading, path, row, at->first,
                           "this date does not exist", "write YYYY-MM-DD", err);
        span.first_day = yn_day_of(date);
    } else if (!yn_column_number(yn_column_text(row, at->year), 9998, &year) ||
               !yn_column_number(yn_column_text(row, at->week), 53, &week) ||
               year == 0 || week == 0 ||
               !yn_chart_week_day(reading, (unsigned)year, (unsigned)week,
                                  &span.first_day)) {
        return bad_row(reading, path, row, at->week, "there is no such week",
                       "write the year and the number of the week", err);
    }
    if ((from_text[0] && !yn_column_number(from_text, RANK_MAX, &from)) ||
        !yn_column_number(yn_column_text(row, at->to), RANK_MAX, &to) ||
        from == 0 || to < from)
        return bad_row(reading, path, row, at->to,
                       "these are no places from and to",
                       "write the first and the last place that were read, "
                       "such as 1 and 200",
                       err);
    span.rank_from = (unsigned)from;
    span.rank_to = (unsigned)to;
    return add_span(reading, &span, err);
}

int yn_chart_read_coverage(struct yn_chart_reading *reading, const char *path,
                           struct yn_err *err)
{
    static const char *const year[] = {"year", "연도", NULL};
    static const char *const week[] = {"week", "주차", NULL};
    static const char *const first[] = {"from_date", "first_day", "date", NULL};
    static const char *const from[] = {"rank_from", "from", NULL};
    static const char *const to[] = {"rank_to", "to", NULL};
    struct columns at;
    const struct yn_column columns[] = {{year, &at.year},
                                        {week, &at.week},
                                        {first, &at.first},
                                        {from, &at.from},
                                        {to, &at.to}};
    struct yn_csv csv = {0};
    if (!yn_file_exists(path))
        return YN_OK;
    reading->coverage = true;
    int rc = yn_csv_load(reading->gathering->reader, path, &csv, err);
    if (rc || csv.n == 0)
        return rc;
    yn_columns_find(&csv.row[0], columns, YN_LEN(columns));
    if (at.to == YN_NO_COLUMN ||
        (at.first == YN_NO_COLUMN &&
         (at.week == YN_NO_COLUMN || at.year == YN_NO_COLUMN)))
        return bad_row(reading, path, &csv.row[0], 0,
                       "this does not say what was read",
                       "name the columns year, week, rank_from, rank_to", err);
    for (size_t i = 1; !rc && i < csv.n; i++)
        rc = read_span(reading, path, &csv.row[i], &at, err);
    return rc;
}

/* One end of "2020-W01/2021-W26", or a date. */
static bool read_end(const struct yn_chart_reading *reading, const char **text,
                     int32_t *day)
{
    struct yn_date date;
    if (yn_date_read(*text, &date, text)) {
        *day = yn_day_of(date);
        return true;
    }
    unsigned year, week;
    int used = 0;
    if (sscanf(*text, "%4u-W%2u%n", &year, &week, &used) != 2 || year == 0 ||
        year > 9998 || week == 0 || week > 53)
        return false;
    *text += used;
    return yn_chart_week_day(reading, year, week, day);
}

int yn_chart_read_front(struct yn_chart_reading *reading, struct yn_pos pos,
                        const char *text, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    int32_t first, last;
    unsigned from, to;
    int used = 0;
    while (*text == ' ')
        text++;
    bool ok = read_end(reading, &text, &first);
    ok = ok && *text++ == '/' && read_end(reading, &text, &last);
    ok = ok && sscanf(text, " %5u-%5u %n", &from, &to, &used) == 2 &&
         !text[used];
    if (!ok || last < first || from == 0 || to < from || to > RANK_MAX ||
        (last - first) / 7 >= WEEKS_MAX)
        return yn_reader_problem(
            reader, pos, "this does not say what was read",
            "write weeks and places as in: # read: 2020-W01/2021-W26 1-200",
            err);
    reading->coverage = true;
    int rc = YN_OK;
    for (int32_t day = first; !rc && day <= last; day += 7) {
        const struct yn_chart_span span = {pos, day, from, to};
        rc = add_span(reading, &span, err);
    }
    return rc;
}

static int week_compare(const void *a, const void *b)
{
    const struct yn_chart_week *x = a, *y = b;
    return x->first_day < y->first_day ? -1 : x->first_day > y->first_day;
}

static int span_compare(const void *a, const void *b)
{
    const struct yn_chart_span *x = a, *y = b;
    if (x->first_day != y->first_day)
        return x->first_day < y->first_day ? -1 : 1;
    if (x->rank_from != y->rank_from)
        return x->rank_from < y->rank_from ? -1 : 1;
    return x->rank_to < y->rank_to ? -1 : x->rank_to > y->rank_to;
}

struct weeks {
    struct yn_chart_week *item;
    size_t n, cap;
};

static int add_week(struct weeks *weeks, int32_t first, int32_t last,
                    struct yn_err *err)
{
    int rc = yn_grow(&weeks->item, &weeks->cap, weeks->n + 1,
                     sizeof(*weeks->item), err);
    if (!rc)
        weeks->item[weeks->n++] = (struct yn_chart_week){first, last, 0};
    return rc;
}

/* All weeks that rows or coverage name, each once. */
static int collect_weeks(const struct yn_chart_reading *reading,
                         struct weeks *weeks, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < reading->n_rows; i++) {
        const struct yn_chart_row *row = &reading->row[i];
        if (i == 0 || row[-1].first_day != row->first_day)
            rc = add_week(weeks, row->first_day, row->last_day, err);
    }
    for (size_t i = 0; !rc && i < reading->n_spans; i++) {
        const struct yn_chart_span *span = &reading->span[i];
        if (i == 0 || span[-1].first_day != span->first_day)
            rc = add_week(weeks, span->first_day, span->first_day + 6, err);
    }
    if (rc || weeks->n == 0)
        return rc;
    qsort(weeks->item, weeks->n, sizeof(*weeks->item), week_compare);
    size_t n = 1;
    for (size_t i = 1; i < weeks->n; i++) {
        struct yn_chart_week *last = &weeks->item[n - 1];
        if (weeks->item[i].first_day != last->first_day)
            weeks->item[n++] = weeks->item[i];
        else if (weeks->item[i].last_day < last->last_day)
            last->last_day = weeks->item[i].last_day;
    }
    weeks->n = n;
    return YN_OK;
}

static int tell_overlap(struct yn_chart_reading *reading,
                        const struct yn_chart_week *week, struct yn_err *err)
{
    char before[11], after[11];
    struct yn_reader *reader = reading->gathering->reader;
    yn_date_text(yn_day_date(week[-1].first_day), before, sizeof(before));
    yn_date_text(yn_day_date(week->first_day), after, sizeof(after));
    return yn_reader_problem(
        reader, (struct yn_pos){reading->path, 0, 0},
        yn_text_f(reader->arena, "the weeks from %s and from %s overlap",
                  before, after),
        "if these are two charts, give each its own file", err);
}

/* Puts in the weeks between, of which nothing is known. */
static int fill_gaps(struct yn_chart_reading *reading, struct weeks *known,
                     struct weeks *out, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < known->n; i++) {
        const struct yn_chart_week *week = &known->item[i];
        if (i > 0 && week->first_day <= week[-1].last_day) {
            /* Nothing can be said of such weeks; the chart is left out. */
            out->n = 0;
            return tell_overlap(reading, week, err);
        }
        for (int32_t day = i ? week[-1].first_day + 7 : week->first_day;
             !rc && day + 6 < week->first_day && out->n < WEEKS_MAX; day += 7)
            rc = add_week(out, day, day + 6, err);
        if (!rc)
            rc = add_week(out, week->first_day, week->last_day, err);
    }
    return rc;
}

/* How far down a week was read without a gap; a song that is absent from
 * places 101 to 200 may stand above them. */
static void set_read_to(const struct yn_chart_reading *reading,
                        struct weeks *weeks)
{
    size_t at = 0;
    for (size_t i = 0; i < weeks->n; i++) {
        struct yn_chart_week *week = &weeks->item[i];
        while (at < reading->n_spans &&
               reading->span[at].first_day < week->first_day)
            at++;
        for (; at < reading->n_spans &&
               reading->span[at].first_day == week->first_day;
             at++) {
            const struct yn_chart_span *span = &reading->span[at];
            if (span->rank_from <= week->read_to + 1 &&
                span->rank_to > week->read_to)
                week->read_to = span->rank_to;
        }
    }
}

/* Rows of weeks that nobody read, by the coverage, are kept: but then a year
 * may be wrong. */
static int tell_unread(struct yn_chart_reading *reading,
                       const struct yn_chart_row *first, size_t n,
                       struct yn_err *err)
{
    char day[11];
    struct yn_reader *reader = reading->gathering->reader;
    yn_date_text(yn_day_date(first->first_day), day, sizeof(day));
    return yn_reader_warning(
        reader, first->pos,
        yn_text_f(reader->arena,
                  "the week from %s was not read, by the coverage (%zu such "
                  "row%s)",
                  day, n, n == 1 ? "" : "s"),
        "put the week right, or what the coverage says", err);
}

/* Rows that stand where nobody read, by the coverage. */
static int check_rows(struct yn_chart_reading *reading, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    const struct yn_chart *chart = reading->chart;
    const struct yn_chart_row *unread = NULL;
    size_t w = 0, n_unread = 0;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < reading->n_rows; i++) {
        const struct yn_chart_row *row = &reading->row[i];
        while (w < chart->n_weeks && chart->weeks[w].first_day < row->first_day)
            w++;
        unsigned read_to = w < chart->n_weeks ? chart->weeks[w].read_to : 0;
        if (read_to == 0 && n_unread++ == 0)
            unread = row;
        if (read_to == 0 || row->rank <= read_to)
            continue;
        rc = yn_reader_problem(
            reader, row->pos,
            yn_text_f(reader->arena, "place %u, where places 1 to %u were read",
                      row->rank, read_to),
            "put the place right, or what the coverage says", err);
    }
    if (!rc && unread && reading->coverage)
        rc = tell_unread(reading, unread, n_unread, err);
    return rc;
}

int yn_chart_make_weeks(struct yn_chart_reading *reading, struct yn_err *err)
{
    struct yn_chart *chart = reading->chart;
    struct yn_reader *reader = reading->gathering->reader;
    struct weeks known = {0}, all = {0};
    if (reading->n_spans)
        qsort(reading->span, reading->n_spans, sizeof(*reading->span),
              span_compare);
    int rc = collect_weeks(reading, &known, err);
    if (!rc)
        rc = fill_gaps(reading, &known, &all, err);
    if (!rc) {
        set_read_to(reading, &all);
        chart->weeks = yn_arena_array(reader->arena, all.n, sizeof(*all.item));
        if (!chart->weeks)
            rc = yn_err_nomem(err);
    }
    if (!rc && all.n) {
        memcpy(chart->weeks, all.item, all.n * sizeof(*all.item));
        chart->n_weeks = all.n;
    }
    free(known.item);
    free(all.item);
    if (!rc && !reading->coverage && chart->n_weeks)
        rc = yn_reader_warning(
            reader, (struct yn_pos){reading->path, 1, 1},
            "nothing says which weeks and places were read, so a song that is "
            "not on the chart is taken for not looked for",
            "write a first line such as: # read: 2020-W01/2021-W26 1-200", err);
    if (rc || !chart->n_weeks)
        return rc;
    return check_rows(reading, err);
}
