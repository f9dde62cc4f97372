/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/day.h"
#include "linger/chart.h"
#include "linger/columns.h"

/* No chart is longer; what is, is a year or a count. */
#define RANK_MAX 10000

/* 1940: Billboard's first chart of songs. */
#define FIRST_DAY_MIN (-10957)

/* How many weeks with two songs at one place are told of, each. */
#define CLASHES_TOLD 3

struct columns {
    size_t year, week, from, to, rank, title, artist, album;
};

static void find_columns(const struct yn_csv_row *header, struct columns *at)
{
    static const char *const year[] = {"year", "연도", NULL};
    static const char *const week[] = {"week", "주차", NULL};
    static const char *const from[] = {"from_date", "first_day", "date",
                                       "week_of", NULL};
    static const char *const to[] = {"to_date", "last_day", NULL};
    static const char *const rank[] = {"rank", "place", "position", "순위",
                                       NULL};
    static const char *const title[] = {"title", "track", "song",
                                        "곡명",  "곡",    NULL};
    static const char *const artist[] = {"artist", "가수", "아티스트", NULL};
    static const char *const album[] = {"album", "앨범", NULL};
    const struct yn_column columns[] = {
        {year, &at->year},     {week, &at->week},  {from, &at->from},
        {to, &at->to},         {rank, &at->rank},  {title, &at->title},
        {artist, &at->artist}, {album, &at->album}};
    yn_columns_find(header, columns, YN_LEN(columns));
}

static int check_columns(struct yn_chart_reading *reading,
                         const struct yn_csv *csv, const struct columns *at,
                         bool *usable, struct yn_err *err)
{
    const struct yn_pos pos = {reading->path, csv->row[0].line, 1};
    struct yn_reader *reader = reading->gathering->reader;
    *usable = false;
    if (csv->row[0].n < 3)
        return yn_reader_problem(
            reader, pos, "these are no columns of a chart",
            "separate the columns by commas, and name them in the first line: "
            "year, week, rank, title, artist, album",
            err);
    const char *missing = at->rank == YN_NO_COLUMN     ? "rank"
                          : at->title == YN_NO_COLUMN  ? "title"
                          : at->artist == YN_NO_COLUMN ? "artist"
                          : at->from == YN_NO_COLUMN && at->week == YN_NO_COLUMN
                              ? "week` or `from_date"
                              : NULL;
    *usable = !missing;
    if (!missing)
        return YN_OK;
    const char *what =
        yn_text_f(reader->arena, "there is no column `%s`", missing);
    return yn_reader_problem(reader, pos, what,
                             "name it in the first line; a chart has year, "
                             "week, rank, title, artist, album",
                             err);
}

/* A row while its week is read. */
struct week_cells {
    const struct yn_csv_row *row;
    const struct columns *at;
};

static int bad_cell(struct yn_chart_reading *reading,
                    const struct yn_csv_row *row, size_t column,
                    const char *name, const char *remedy, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    const char *what = yn_text_f(reader->arena, "%s \"%s\" is none", name,
                                 yn_column_text(row, column));
    return yn_reader_problem(reader, yn_column_pos(reading->path, row, column),
                             what, remedy, err);
}

/* "2020-W01", or year and week in two columns. */
static bool read_week_number(const struct week_cells *cells, unsigned *year,
                             unsigned *week)
{
    const char *text = yn_column_text(cells->row, cells->at->week);
    unsigned long long y, w;
    char head[5] = "";
    if (strlen(text) > 6 && text[4] == '-' && text[5] == 'W') {
        memcpy(head, text, 4);
        text += 6;
    } else {
        const char *cell = yn_column_text(cells->row, cells->at->year);
        if (strlen(cell) != 4)
            return false;
        memcpy(head, cell, 4);
    }
    if (!yn_column_number(head, 9998, &y) || !yn_column_number(text, 53, &w) ||
        w == 0 || y == 0)
        return false;
    *year = (unsigned)y;
    *week = (unsigned)w;
    return true;
}

/* Reads when the row's week is; `*ok` false: it is told why not. */
static int read_week(struct yn_chart_reading *reading,
                     const struct week_cells *cells, struct yn_chart_row *out,
                     bool *ok, struct yn_err *err)
{
    const struct columns *at = cells->at;
    const char *from = yn_column_text(cells->row, at->from);
    const char *to = yn_column_text(cells->row, at->to);
    const char *end = "";
    struct yn_date date;
    *ok = false;
    bool numbered = at->week != YN_NO_COLUMN &&
                    read_week_number(cells, &out->year, &out->week);
    const char *week = yn_column_text(cells->row, at->week);
    bool dated = week[0] && !numbered;
    if (dated && !(yn_date_read(week, &date, &end) && !*end))
        return bad_cell(reading, cells->row, at->week, "the week",
                        "write its number, with a column `year`, or its "
                        "first day as YYYY-MM-DD",
                        err);
    if (dated)
        out->first_day = yn_day_of(date);
    else if (from[0] && yn_date_read(from, &date, &end) && !*end)
        out->first_day = yn_day_of(date);
    else if (from[0] ||
             !yn_day_iso_week((int)out->year, out->week, &out->first_day))
        return bad_cell(reading, cells->row, from[0] ? at->from : at->week,
                        from[0] ? "the date" : "the week",
                        "write a date that exists as YYYY-MM-DD", err);
    out->last_day = out->first_day + 6;
    if (to[0]) {
        if (!yn_date_read(to, &date, &end) || *end)
            return bad_cell(reading, cells->row, at->to, "the date",
                            "write a date that exists as YYYY-MM-DD", err);
        out->last_day = yn_day_of(date);
    }
    if (out->first_day < FIRST_DAY_MIN)
        return yn_reader_problem(reading->gathering->reader,
                                 yn_column_pos(reading->path, cells->row,
                                               from[0] ? at->from : at->week),
                                 "this week is from before there were charts",
                                 "check the year", err);
    if (out->first_day > reading->gathering->today)
        return yn_reader_problem(
            reading->gathering->reader,
            yn_column_pos(reading->path, cells->row, at->from),
            "this week has not come yet", "check the year", err);
    *ok =
        out->last_day >= out->first_day && out->last_day - out->first_day <= 6;
    if (*ok)
        return YN_OK;
    return yn_reader_problem(
        reading->gathering->reader,
        yn_column_pos(reading->path, cells->row, at->from),
        "this is no week: it must be one to seven days long",
        "yeoun reads weekly charts; keep charts of months and years elsewhere",
        err);
}

static int read_row(struct yn_chart_reading *reading,
                    const struct yn_csv_row *row, const struct columns *at,
                    struct yn_err *err)
{
    struct yn_gathering *gathering = reading->gathering;
    struct yn_chart_row one = {.pos =
                                   yn_column_pos(reading->path, row, at->rank),
                               .title = yn_column_text(row, at->title),
                               .artist = yn_column_text(row, at->artist),
                               .album = yn_column_text(row, at->album)};
    const struct week_cells cells = {row, at};
    bool ok;
    int rc = read_week(reading, &cells, &one, &ok, err);
    if (rc || !ok)
        return rc;
    unsigned long long rank;
    if (!yn_column_number(yn_column_text(row, at->rank), RANK_MAX, &rank) ||
        rank == 0)
        return bad_cell(reading, row, at->rank, "the place",
                        "write a whole number from 1 on", err);
    one.rank = (unsigned)rank;
    if (!one.title[0])
        return yn_reader_problem(gathering->reader, one.pos,
                                 "a row without a title",
                                 "write the title of the song", err);
    if (one.last_day > gathering->as_of)
        return YN_OK;
    rc = yn_grow(&reading->row, &reading->cap_rows, reading->n_rows + 1,
                 sizeof(one), err);
    if (!rc)
        reading->row[reading->n_rows++] = one;
    return rc;
}

static int row_compare(const void *a, const void *b)
{
    const struct yn_chart_row *x = a, *y = b;
    if (x->first_day != y->first_day)
        return x->first_day < y->first_day ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->pos.line < y->pos.line ? -1 : x->pos.line > y->pos.line;
}

static bool is_same_song(const struct yn_chart_row *a,
                         const struct yn_chart_row *b)
{
    return strcmp(a->title, b->title) == 0 && strcmp(a->artist, b->artist) == 0;
}

static int tell_clash(struct yn_chart_reading *reading,
                      const struct yn_chart_row *first,
                      const struct yn_chart_row *again, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    const char *what =
        is_same_song(first, again)
            ? yn_text_f(reader->arena, "the same row as line %u",
                        first->pos.line)
            : yn_text_f(reader->arena,
                        "place %u of this week is \"%s\" in line %u and "
                        "\"%s\" here",
                        again->rank, first->title, first->pos.line,
                        again->title);
    return yn_reader_problem(reader, again->pos, what,
                             is_same_song(first, again)
                                 ? "keep one of the two"
                                 : "if these are two charts, give each its "
                                   "own file",
                             err);
}

/* One song a place: where there are two, the file may be two charts. */
static int drop_clashes(struct yn_chart_reading *reading, struct yn_err *err)
{
    size_t n = 0, told = 0, clashes = 0;
    struct yn_pos last = {reading->path, 0, 0};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < reading->n_rows; i++) {
        const struct yn_chart_row *row = &reading->row[i];
        const struct yn_chart_row *before = n ? &reading->row[n - 1] : NULL;
        if (!before || before->first_day != row->first_day ||
            before->rank != row->rank) {
            reading->row[n++] = *row;
            continue;
        }
        clashes++;
        last = row->pos;
        if (told++ < CLASHES_TOLD)
            rc = tell_clash(reading, before, row, err);
    }
    reading->n_rows = n;
    if (rc || clashes <= CLASHES_TOLD)
        return rc;
    struct yn_reader *reader = reading->gathering->reader;
    return yn_reader_problem(
        reader, last,
        yn_text_f(reader->arena,
                  "%zu more places have two songs, up to this line",
                  clashes - CLASHES_TOLD),
        "if these are two charts, give each its own file", err);
}

static int read_fronts(struct yn_chart_reading *reading, const char *text,
                       struct yn_err *err)
{
    static const char mark[] = "# read:";
    unsigned line = 1;
    int rc = YN_OK;
    while (!rc && *text == '#') {
        size_t len = strcspn(text, "\r\n");
        if (strncmp(text, mark, sizeof(mark) - 1) == 0) {
            const char *copy =
                yn_arena_dup_n(reading->gathering->reader->arena,
                               text + sizeof(mark) - 1, len - sizeof(mark) + 1);
            const struct yn_pos pos = {reading->path, line,
                                       (unsigned)sizeof(mark)};
            rc = copy ? yn_chart_read_front(reading, pos, copy, err)
                      : yn_err_nomem(err);
        }
        text += len;
        if (*text == '\r')
            text++;
        if (*text == '\n')
            text++;
        line++;
    }
    return rc;
}

int yn_chart_read_rows(struct yn_chart_reading *reading, struct yn_err *err)
{
    struct yn_reader *reader = reading->gathering->reader;
    struct yn_csv csv = {0};
    struct columns at;
    const char *text = NULL;
    size_t len = 0;
    bool usable = false;
    int rc = yn_reader_load(reader, reading->path, YN_CSV_BYTES_MAX, &text,
                            &len, err);
    if (!rc && text)
        rc = yn_csv_parse(reader, reading->path, text, &csv, err);
    if (rc || !text)
        return rc;
    if (csv.n == 0)
        return yn_reader_problem(reader, (struct yn_pos){reading->path, 1, 1},
                                 "nothing stands in this chart",
                                 "write its rows, or take the file away", err);
    find_columns(&csv.row[0], &at);
    rc = check_columns(reading, &csv, &at, &usable, err);
    for (size_t i = 1; !rc && usable && i < csv.n; i++)
        rc = read_row(reading, &csv.row[i], &at, err);
    if (!rc && reading->n_rows)
        qsort(reading->row, reading->n_rows, sizeof(*reading->row),
              row_compare);
    if (!rc)
        rc = drop_clashes(reading, err);
    /* Front lines count weeks as the rows do, so they come after. */
    return rc ? rc : read_fronts(reading, text, err);
}
