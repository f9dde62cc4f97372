/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/chart.h"

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

/* The first `len` bytes of `path`, and `end`; NULL = out of memory. */
static const char *path_of(struct yn_reader *reader, const char *path,
                           size_t len, const char *end)
{
    return yn_text_f(reader->arena, "%.*s%s", (int)len, path, end);
}

static int read_parts(struct yn_chart_reading *reading, const char *coverage,
                      const char *scores, struct yn_err *err)
{
    int rc = yn_chart_read_rows(reading, err);
    if (!rc)
        rc = yn_chart_read_coverage(reading, coverage, err);
    if (!rc)
        rc = yn_chart_make_weeks(reading, err);
    if (!rc && reading->chart->n_weeks)
        rc = yn_chart_make_songs(reading, err);
    if (!rc)
        rc = yn_chart_read_scores(reading, scores, err);
    free(reading->row);
    free(reading->span);
    return rc;
}

struct charts {
    struct yn_gathering *gathering;
    struct yn_chart *item;
    size_t n, cap;
};

static int read_chart(struct charts *charts, const char *path,
                      struct yn_err *err)
{
    struct yn_reader *reader = charts->gathering->reader;
    const char *name = yn_path_base(path);
    size_t len = strlen(path) - strlen(".csv");
    const char *coverage = path_of(reader, path, len, ".coverage.csv");
    const char *scores = path_of(reader, path, len, ".scores.csv");
    struct yn_chart chart = {
        .name =
            yn_arena_dup_n(reader->arena, name, strlen(name) - strlen(".csv")),
        .file = path};
    if (!coverage || !scores || !chart.name)
        return yn_err_nomem(err);
    struct yn_chart_reading reading = {
        .gathering = charts->gathering, .path = path, .chart = &chart};
    int rc = read_parts(&reading, coverage, scores, err);
    if (!rc)
        rc = yn_grow(&charts->item, &charts->cap, charts->n + 1, sizeof(chart),
                     err);
    if (!rc)
        charts->item[charts->n++] = chart;
    return rc;
}

static bool is_chart(const char *name)
{
    return ends_in(name, ".csv") && !ends_in(name, ".coverage.csv") &&
           !ends_in(name, ".scores.csv");
}

/* A coverage or scores file that no chart stands beside, or no CSV at all. */
static int check_other(struct yn_reader *reader, const char *path,
                       struct yn_err *err)
{
    static const char *const ends[] = {".coverage.csv", ".scores.csv"};
    for (size_t i = 0; i < YN_LEN(ends); i++) {
        if (!ends_in(path, ends[i]))
            continue;
        const char *chart =
            path_of(reader, path, strlen(path) - strlen(ends[i]), ".csv");
        if (!chart)
            return yn_err_nomem(err);
        if (yn_file_exists(chart))
            return YN_OK;
        return yn_reader_warning(
            reader, (struct yn_pos){path, 0, 0},
            "there is no chart that this belongs to",
            yn_text_f(reader->arena, "put the chart beside it as %s", chart),
            err);
    }
    return yn_reader_skip(reader, path, "this is no chart",
                          "charts are .csv files", err);
}

static int read_file(struct charts *charts, const char *path,
                     struct yn_err *err)
{
    return is_chart(path) ? read_chart(charts, path, err)
                          : check_other(charts->gathering->reader, path, err);
}

static int read_folder(struct charts *charts, const char *dir,
                       struct yn_err *err)
{
    struct yn_dir_list list = {0};
    int rc = yn_dir_read(dir, &list, err);
    for (size_t i = 0; !rc && i < list.n; i++) {
        const char *path = yn_path_join_in(charts->gathering->reader->arena,
                                           dir, list.name[i]);
        rc = path ? read_file(charts, path, err) : yn_err_nomem(err);
    }
    yn_dir_list_release(&list);
    return rc;
}

int yn_charts_read(struct yn_gathering *gathering, struct yn_chart **out,
                   size_t *n, struct yn_err *err)
{
    struct charts charts = {.gathering = gathering};
    struct yn_arena *arena = gathering->reader->arena;
    struct yn_sources sources = {0};
    int rc = yn_sources_find(gathering->reader, gathering->season, "charts",
                             &gathering->season->charts, &sources, err);
    for (size_t i = 0; !rc && i < sources.n; i++)
        rc = yn_dir_is(sources.item[i].path)
                 ? read_folder(&charts, sources.item[i].path, err)
                 : read_file(&charts, sources.item[i].path, err);
    *out = rc ? NULL : yn_arena_array(arena, charts.n, sizeof(**out));
    if (!rc && !*out)
        rc = yn_err_nomem(err);
    if (!rc && charts.n)
        memcpy(*out, charts.item, charts.n * sizeof(**out));
    *n = rc ? 0 : charts.n;
    free(charts.item);
    return rc;
}
