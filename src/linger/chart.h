/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chart: a chart as people keep one becomes weeks, songs and places.
 *
 *     charts/gaon.csv            year, week, from_date, to_date, rank, title,
 *                                artist, album
 *     charts/gaon.coverage.csv   year, week, rank_from, rank_to
 *     charts/gaon.scores.csv     month, rank, score
 *
 * What was read may also stand in front lines of the chart itself:
 *
 *     # read: 2020-W01/2021-W26 1-200
 *
 * The parts of the reader share this header; one file each.
 */
#ifndef YN_LINGER_CHART_H
#define YN_LINGER_CHART_H

#include <yeoun/attention.h>

#include "linger/sources.h"

/* One row as it was read. */
struct yn_chart_row {
    struct yn_pos pos; /* of the place */
    int32_t first_day, last_day;
    unsigned year, week; /* 0 where the chart counts by date */
    unsigned rank;
    const char *title, *artist, *album;
};

/* Weeks and places that somebody read. */
struct yn_chart_span {
    struct yn_pos pos;
    int32_t first_day; /* of the week */
    unsigned rank_from, rank_to;
};

struct yn_chart_reading {
    struct yn_gathering *gathering;
    const char *path;
    struct yn_chart *chart;
    struct yn_chart_row *row; /* by week and place once read */
    size_t n_rows, cap_rows;
    struct yn_chart_span *span;
    size_t n_spans, cap_spans;
    bool coverage; /* something says what was read */
};

/* Reads charts/ of the season's folder, or what `charts:` names, into the
 * reader's arena. Nothing is there: n = 0. Errors: YN_E_IO, YN_E_NOMEM. */
int yn_charts_read(struct yn_gathering *gathering, struct yn_chart **out,
                   size_t *n, struct yn_err *err);

/* chart_rows.c: the rows of <name>.csv, and its front lines. */
int yn_chart_read_rows(struct yn_chart_reading *reading, struct yn_err *err);

/* chart_coverage.c: <name>.coverage.csv, where it is there, and the weeks that
 * rows and coverage make. */
int yn_chart_read_coverage(struct yn_chart_reading *reading, const char *path,
                           struct yn_err *err);
/* "2020-W01/2021-W26 1-200" behind "# read:". */
int yn_chart_read_front(struct yn_chart_reading *reading, struct yn_pos pos,
                        const char *text, struct yn_err *err);
int yn_chart_make_weeks(struct yn_chart_reading *reading, struct yn_err *err);
/* The first day of a week by the chart's own count, from its rows where they
 * tell, else by ISO 8601; false where there is no such week. */
bool yn_chart_week_day(const struct yn_chart_reading *reading, unsigned year,
                       unsigned week, int32_t *first_day);

/* chart_songs.c: rows become songs with a place for each week. */
int yn_chart_make_songs(struct yn_chart_reading *reading, struct yn_err *err);

/* chart_scores.c: <name>.scores.csv, where it is there. */
int yn_chart_read_scores(struct yn_chart_reading *reading, const char *path,
                         struct yn_err *err);

#endif
