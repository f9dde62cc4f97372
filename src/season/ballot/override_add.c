/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/override.h>

#include <errno.h>
#include <fcntl.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "season/ballot/ballot.h"

#define TIME_SIZE 32

/* The whole of an addition. */
struct addition {
    const struct yn_override_params *params;
    const char *path; /* of the file behind any link */
    struct yn_bytes old;
    struct yn_csv csv;
    struct yn_buf text; /* of the new file */
    const char *line_end;
    unsigned line;
};

static int check_because(const char *because, struct yn_err *err)
{
    size_t bad;
    if (!yn_unicode_valid(because, strlen(because), &bad))
        return yn_err_set(err, YN_E_ARG, 0, "the reason is not UTF-8");
    if (strpbrk(because, "\r\n"))
        return yn_err_set(err, YN_E_ARG, 0,
                          "the reason has several lines; write it on one");
    if (strlen(because) > YN_CSV_CELL_BYTES_MAX)
        return yn_err_set(err, YN_E_ARG, 0, "the reason is longer than 64 KiB");
    if (!because[strspn(because, " \t")])
        return yn_err_set(err, YN_E_ARG, 0,
                          "the reason is blank; say why, for readers see it "
                          "beside what was measured");
    return YN_OK;
}

static void format_time(const struct yn_override_params *params,
                        char out[TIME_SIZE])
{
    if (params->day.year) {
        yn_date_text(params->day, out, TIME_SIZE);
        return;
    }
    const int32_t day = yn_day_of_time(params->time_s);
    const int s = (int)(params->time_s - (int64_t)day * YN_DAY_S);
    yn_date_text(yn_day_date(day), out, TIME_SIZE);
    const size_t len = strlen(out);
    snprintf(out + len, TIME_SIZE - len, "T%02d:%02d:%02dZ", s / 3600,
             s / 60 % 60, s % 60);
}

/* What the row says in a column; NULL: a column that is not ours. */
static const char *cell_for(const char *column,
                            const struct yn_override_params *params,
                            const char *time, const char *artist)
{
    const struct {
        const char *column, *text;
    } cells[] = {
        {"time", time},
        {"editor", params->editor},
        {"action", params->pick ? "pick" : "drop"},
        {"drama", params->season->dramas[params->track->drama].title},
        {"track", yn_track_name(params->track)},
        {"artist", artist},
        {"because", params->because},
    };
    for (size_t i = 0; i < YN_LEN(cells); i++) {
        if (strcasecmp(column, cells[i].column) == 0)
            return cells[i].text;
    }
    return NULL;
}

static const char header[] = "time,editor,action,drama,track,artist,because";

/* Who, when, what and why must have their place. */
static int check_columns(const struct addition *a, struct yn_err *err)
{
    static const char *const needed[] = {"time",  "editor", "action", "drama",
                                         "track", "artist", "because"};
    for (size_t n = 0; n < YN_LEN(needed); n++) {
        bool there = false;
        for (size_t i = 0; a->csv.n && i < a->csv.row[0].n; i++)
            there |= strcasecmp(a->csv.row[0].cell[i].text, needed[n]) == 0;
        if (a->csv.n && !there)
            return yn_err_set(err, YN_E_INPUT, 0,
                              "%s: has no column `%s`; add it to the first "
                              "line, which is best: %s",
                              a->path, needed[n], header);
    }
    return YN_OK;
}

/* Reads what is there; nothing is the same as an empty file. */
static int read_old(struct addition *a, struct yn_reader *reader,
                    struct yn_err *err)
{
    struct yn_bytes old = {0}, copy = {0};
    enum yn_encoding encoding = YN_UTF8;
    unsigned line, column;
    if (!yn_file_exists(a->path))
        return YN_OK;
    int rc = yn_file_read(a->path, YN_CSV_BYTES_MAX, &old, err);
    if (rc)
        return rc;
    a->old = old;
    /* A copy, for the old bytes stay as they are. */
    copy.data = malloc(a->old.len + 1);
    if (!copy.data)
        return yn_err_nomem(err);
    memcpy(copy.data, a->old.data, a->old.len + 1);
    copy.len = a->old.len;
    rc = yn_encoding_to_utf8(&copy, &encoding, &line, &column, NULL);
    if (rc == YN_E_NOMEM)
        rc = yn_err_nomem(err);
    else if (rc || encoding != YN_UTF8)
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: is not UTF-8; save it as UTF-8, so that a row can "
                        "be added to it",
                        a->path);
    if (!rc)
        rc = yn_csv_parse(reader, a->path, copy.data, &a->csv, err);
    free(copy.data);
    return rc;
}

/* A cell that every reader takes for this text. */
static void put_cell(struct yn_buf *out, const char *text)
{
    /* Where a row begins with `#`, it would be a remark. */
    if (text[0] == '#' || text[0] == ' ')
        yn_quote_csv_always(text, out);
    else
        yn_quote_csv(text, out);
}

static void put_row(struct addition *a, const char *artist)
{
    char time[TIME_SIZE];
    format_time(a->params, time);
    if (!a->csv.n) {
        const char *const columns[] = {"time",  "editor", "action", "drama",
                                       "track", "artist", "because"};
        yn_buf_printf(&a->text, "%s%s", header, a->line_end);
        for (size_t i = 0; i < YN_LEN(columns); i++) {
            if (i)
                yn_buf_putc(&a->text, ',');
            put_cell(&a->text, cell_for(columns[i], a->params, time, artist));
        }
        yn_buf_puts(&a->text, a->line_end);
        return;
    }
    const struct yn_csv_row *first = &a->csv.row[0];
    for (size_t i = 0; i < first->n; i++) {
        const char *text =
            cell_for(first->cell[i].text, a->params, time, artist);
        if (i)
            yn_buf_putc(&a->text, a->csv.separator);
        put_cell(&a->text, text ? text : "");
    }
    yn_buf_puts(&a->text, a->line_end);
}

/* The file as it will be: every old byte, then the row. */
static int compose(struct addition *a, struct yn_err *err)
{
    struct yn_arena arena = {0};
    const char *artist = yn_track_credit_text(&arena, a->params->track);
    int rc = artist ? YN_OK : yn_err_nomem(err);
    const char *first_end =
        a->old.data ? memchr(a->old.data, '\n', a->old.len) : NULL;
    a->line_end = first_end && first_end > a->old.data && first_end[-1] == '\r'
                      ? "\r\n"
                      : "\n";
    if (!rc) {
        if (a->old.len)
            yn_buf_add(&a->text, a->old.data, a->old.len);
        if (a->old.len && a->old.data[a->old.len - 1] != '\n')
            yn_buf_puts(&a->text, a->line_end);
        put_row(a, artist);
        rc = a->text.failed ? yn_err_nomem(err) : YN_OK;
    }
    for (size_t i = 0; !rc && i < a->text.len; i++)
        a->line += a->text.data[i] == '\n';
    yn_arena_release(&arena);
    return rc;
}

static int add_row(struct addition *a, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_report *report = NULL;
    int rc = yn_report_create(&report, err);
    struct yn_reader reader = {.arena = &arena, .report = report};
    if (!rc)
        rc = read_old(a, &reader, err);
    if (!rc && yn_report_count(report, YN_PROBLEM))
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: has problems; `yeoun check` tells which", a->path);
    if (!rc)
        rc = check_columns(a, err);
    if (!rc)
        rc = compose(a, err);
    if (!rc && !a->params->dry_run)
        rc = yn_file_replace(a->path, a->text.data, a->text.len, err);
    yn_report_destroy(&report);
    yn_arena_release(&arena);
    return rc;
}

/* Holds the folder while one adds. A file system without locks only loses the
 * waiting. */
static int lock_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) && errno == EINTR)
        continue;
    return fd;
}

int yn_override_add(const struct yn_override_params *params, char **path,
                    unsigned *line, struct yn_err *err)
{
    struct addition a = {.params = params};
    int rc = check_because(params->because, err);
    size_t bad;
    if (!rc && !yn_unicode_valid(params->editor, strlen(params->editor), &bad))
        rc = yn_err_set(err, YN_E_ARG, 0, "the editor's name is not UTF-8");
    if (rc)
        return rc;
    char *joined = yn_path_join(params->season->dir, "overrides.csv");
    struct stat st;
    /* A link stays one: the file behind it is replaced. */
    char *behind = NULL;
    if (joined)
        behind = lstat(joined, &st) == 0 && S_ISLNK(st.st_mode)
                     ? yn_path_real(joined)
                     : strdup(joined);
    if (!behind) {
        free(joined);
        return yn_err_nomem(err);
    }
    a.path = behind;
    int lock = lock_folder(params->season->dir);
    rc = add_row(&a, err);
    if (lock >= 0)
        close(lock);
    if (!rc) {
        *path = joined;
        *line = a.line;
        joined = NULL;
    }
    free(joined);
    free(behind);
    free(a.old.data);
    yn_buf_release(&a.text);
    return rc;
}
