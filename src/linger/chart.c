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

static const char *path_of(struct yn_reader *reader, const char *dir,
                           const char *name, size_t len, const char *end)
{
    const char *file = yn_text_f(reader->arena, "%.*s%s", (int)len, name, end);
    char *joined = file ? yn_path_join(dir, file) : NULL;
    const char *path = joined ? yn_arena_dup(reader->arena, joined) : NULL;
    free(joined);
    return path;
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

static int read_chart(struct yn_charting *charting, const char *dir,
                      const char *name, struct yn_chart *chart,
                      struct yn_err *err)
{
    struct yn_reader *reader = charting->reader;
    size_t len = strlen(name) - strlen(".csv");
    const char *path = path_of(reader, dir, name, len, ".csv");
    const char *coverage = path_of(reader, dir, name, len, ".coverage.csv");
    const char *scores = path_of(reader, dir, name, len, ".scores.csv");
    *chart = (struct yn_chart){.name = yn_arena_dup_n(reader->arena, name, len),
                               .file = path};
    if (!path || !coverage || !scores || !chart->name)
        return yn_err_nomem(err);
    struct yn_chart_reading reading = {
        .charting = charting, .path = path, .chart = chart};
    return read_parts(&reading, coverage, scores, err);
}

static bool is_chart(const char *name)
{
    return ends_in(name, ".csv") && !ends_in(name, ".coverage.csv") &&
           !ends_in(name, ".scores.csv");
}

/* A coverage or scores file that no chart stands beside, or no CSV at all. */
static int check_other(struct yn_reader *reader, const char *dir,
                       const char *name, struct yn_err *err)
{
    static const char *const ends[] = {".coverage.csv", ".scores.csv"};
    const char *path = path_of(reader, dir, name, strlen(name), "");
    if (!path)
        return yn_err_nomem(err);
    for (size_t i = 0; i < YN_LEN(ends); i++) {
        if (!ends_in(name, ends[i]))
            continue;
        size_t len = strlen(name) - strlen(ends[i]);
        const char *chart = path_of(reader, dir, name, len, ".csv");
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

int yn_charts_read(struct yn_charting *charting, const char *dir,
                   struct yn_chart **out, size_t *n, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    *n = 0;
    *out = NULL;
    if (!yn_dir_is(dir))
        return YN_OK;
    int rc = yn_dir_read(dir, &list, err);
    if (!rc) {
        *out = yn_arena_array(charting->reader->arena, list.n,
                              sizeof(struct yn_chart));
        if (!*out)
            rc = yn_err_nomem(err);
    }
    for (size_t i = 0; !rc && i < list.n; i++) {
        if (is_chart(list.name[i]))
            rc = read_chart(charting, dir, list.name[i], &(*out)[(*n)++], err);
        else
            rc = check_other(charting->reader, dir, list.name[i], err);
    }
    yn_dir_list_release(&list);
    return rc;
}
