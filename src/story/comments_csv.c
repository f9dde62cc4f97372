/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments as a table: time, user, text; by the names of its columns in any
 * order, or without names in this one.
 */
#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/csv.h"
#include "story/comments_internal.h"

#define NO_COLUMN SIZE_MAX

struct table {
    size_t time, user, text; /* columns */
    bool header;
};

static bool is_one_of(const char *text, const char *const *names)
{
    for (; *names; names++) {
        if (strcasecmp(text, *names) == 0)
            return true;
    }
    return false;
}

static struct table columns_of(const struct yn_csv_row *row)
{
    static const char *const times[] = {
        "time", "time_s",   "time_in_seconds", "seconds", "offset",
        "시간", "timecode", "timestamp",       "时间",    NULL};
    static const char *const users[] = {"user",   "user_id", "author", "name",
                                        "작성자", "用户",    NULL};
    static const char *const texts[] = {"text", "comment", "message", "content",
                                        "댓글", "内容",    NULL};
    struct table found = {NO_COLUMN, NO_COLUMN, NO_COLUMN, true};
    for (size_t i = 0; i < row->n; i++) {
        const char *name = row->cell[i].text;
        if (found.time == NO_COLUMN && is_one_of(name, times))
            found.time = i;
        else if (found.user == NO_COLUMN && is_one_of(name, users))
            found.user = i;
        else if (found.text == NO_COLUMN && is_one_of(name, texts))
            found.text = i;
    }
    if (found.time != NO_COLUMN && found.text != NO_COLUMN)
        return found;
    /* Two columns without names are time and text. */
    return (struct table){0, row->n > 2 ? 1 : NO_COLUMN, row->n > 2 ? 2 : 1,
                          false};
}

static const char *cell(const struct yn_csv_row *row, size_t column)
{
    return column < row->n ? row->cell[column].text : "";
}

/* What was wrong with the quotes is one row each, read as it stands. */
static int load(struct yn_reader *reader, const char *path, const char *text,
                struct yn_csv *out, struct yn_err *err)
{
    int rc = yn_report_create(&reader->report, err);
    if (!rc)
        rc = yn_csv_parse(reader, path, text, out, err);
    yn_report_destroy(&reader->report);
    return rc;
}

int yn_comments_csv(struct yn_comment_job *job, const char *text, size_t len,
                    struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_reader reader = {.arena = &arena};
    struct yn_csv csv = {0};
    (void)len;
    int rc = load(&reader, job->path, text, &csv, err);
    if (rc || csv.n == 0) {
        yn_arena_release(&arena);
        return rc;
    }
    const struct table table = columns_of(&csv.row[0]);
    /* Text that is no table must not count as one of which nothing is read. */
    bool is_table =
        table.header ||
        (csv.row[0].n > 1 && !isnan(yn_comment_time(cell(&csv.row[0], 0))));
    for (size_t i = table.header; !rc && is_table && i < csv.n; i++) {
        const struct yn_comment_row row = {
            .time_s = yn_comment_time(cell(&csv.row[i], table.time)),
            .user = cell(&csv.row[i], table.user),
            .text = cell(&csv.row[i], table.text),
            .line = csv.row[i].line};
        rc = yn_comment_take(job, &row, err);
    }
    yn_arena_release(&arena);
    return rc;
}
