/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of histories that are tables, by the names of their columns:
 *
 *     uts, utc_time, artist, artist_mbid, album, album_mbid, track, track_mbid
 *     Artist;Album;AlbumId;Track;Date#name          lastfmstats
 *     date, time, artist, title                     emkor
 *     artist, track, album, date                    stephenkirk
 *     time, artist, track, album                    Libre.fm
 *     artist, album, title, 31 Jan 2020 12:30       without names
 *
 * Tables may be long, so they are read in parts that end where a row does.
 */
#include <strings.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/encoding.h"
#include "base/unicode.h"
#include "linger/columns.h"
#include "linger/listens.h"
#include "linger/listens_time.h"

#define PART_BYTES ((size_t)256 << 10)
#define DATE_BYTES 64

struct columns {
    size_t when, clock, artist, title, album;
    size_t tail; /* the date goes on in this cell: "31 Jan 2020, 12:30" */
};

struct table {
    struct yn_listen_job *job;
    struct yn_ear *ear;
    struct columns at;
    bool ready; /* the columns are known */
    bool bare;  /* they have no names */
    char separator;
    unsigned line;
    struct yn_buf text; /* what is read and not yet taken */
};

/* The first column that begins like one of these, up to a "#". */
static size_t find_date(const struct yn_csv_row *header)
{
    for (size_t i = 0; i < header->n; i++) {
        if (strncmp(header->cell[i].text, "Date#", 5) == 0)
            return i;
    }
    return YN_NO_COLUMN;
}

static bool find_columns(struct table *table, const struct yn_csv_row *header)
{
    static const char *const when[] = {"uts",  "timestamp", "date",
                                       "time", "utc_time",  NULL};
    static const char *const clock[] = {"time", NULL};
    static const char *const artist[] = {"artist", "artist_name", NULL};
    static const char *const title[] = {"track",      "title", "song",
                                        "track_name", "name",  NULL};
    static const char *const album[] = {"album", "album_name", NULL};
    struct columns *at = &table->at;
    const struct yn_column columns[] = {{when, &at->when},
                                        {clock, &at->clock},
                                        {artist, &at->artist},
                                        {title, &at->title},
                                        {album, &at->album}};
    yn_columns_find(header, columns, YN_LEN(columns));
    if (at->when == YN_NO_COLUMN)
        at->when = find_date(header);
    /* A column of its own for the time of day. */
    if (at->clock == at->when || at->when == YN_NO_COLUMN ||
        strcasecmp(header->cell[at->when].text, "date") != 0)
        at->clock = YN_NO_COLUMN;
    at->tail = YN_NO_COLUMN;
    return at->when != YN_NO_COLUMN && at->artist != YN_NO_COLUMN &&
           at->title != YN_NO_COLUMN;
}

static bool is_time(const struct yn_csv_row *row, const struct columns *at,
                    int64_t *time_s, bool *coarse)
{
    char text[DATE_BYTES];
    const char *clock = at->clock != YN_NO_COLUMN
                            ? yn_column_text(row, at->clock)
                            : yn_column_text(row, at->tail);
    int n = snprintf(text, sizeof(text), "%s%s%s",
                     yn_column_text(row, at->when), clock[0] ? " " : "", clock);
    return n > 0 && (size_t)n < sizeof(text) &&
           yn_listen_time_read(text, time_s, coarse);
}

/* Four cells of which the last is a date, or five where its comma parts it. */
static bool find_bare(struct table *table, const struct yn_csv_row *row)
{
    int64_t time_s;
    bool coarse;
    if (row->n != 4 && row->n != 5)
        return false;
    table->at = (struct columns){.artist = 0,
                                 .album = 1,
                                 .title = 2,
                                 .when = 3,
                                 .clock = YN_NO_COLUMN,
                                 .tail = row->n == 5 ? 4 : YN_NO_COLUMN};
    return is_time(row, &table->at, &time_s, &coarse);
}

/* Google's and Libre.fm's "#" came out as UTF-7. */
static bool is_preface(const struct yn_csv_row *row)
{
    return strncmp(row->cell[0].text, "+ACM-", 5) == 0;
}

static bool is_utf8(const char *text)
{
    size_t bad;
    return yn_unicode_valid(text, strlen(text), &bad);
}

/* A cell as UTF-8, where it is that or CP949; else as it is, for the row is
 * then refused. Programs on Korean machines append to one file in both. */
static int read_cell(struct yn_arena *arena, const char *text, const char **out,
                     struct yn_err *err)
{
    unsigned line, column;
    enum yn_encoding found;
    struct yn_err cause;
    *out = text;
    if (is_utf8(text))
        return YN_OK;
    struct yn_bytes bytes = {.data = strdup(text), .len = strlen(text)};
    if (!bytes.data)
        return yn_err_nomem(err);
    int rc = yn_encoding_to_utf8(&bytes, &found, &line, &column, &cause);
    if (!rc)
        *out = yn_arena_dup(arena, bytes.data);
    free(bytes.data);
    return rc == YN_E_NOMEM || !*out ? yn_err_nomem(err) : YN_OK;
}

static int read_cells(struct table *table, struct yn_arena *arena,
                      const struct yn_csv_row *row, struct yn_listen_row *out,
                      struct yn_err *err)
{
    const struct columns *at = &table->at;
    *out =
        (struct yn_listen_row){.line = row->line, .column = 1, .played_ms = -1};
    int rc = read_cell(arena, yn_column_text(row, at->title), &out->title, err);
    if (!rc)
        rc = read_cell(arena, yn_column_text(row, at->artist), &out->artist,
                       err);
    if (!rc)
        rc = read_cell(arena, yn_column_text(row, at->album), &out->album, err);
    return rc;
}

static int take_row(struct table *table, struct yn_arena *arena,
                    const struct yn_csv_row *row, struct yn_err *err)
{
    struct yn_listen_job *job = table->job;
    const struct columns *at = &table->at;
    struct yn_listen_row play;
    int rc = read_cells(table, arena, row, &play, err);
    if (rc)
        return rc;
    const char *fault = NULL, *remedy = "";
    size_t column = at->when;
    if (row->n <= at->title || row->n <= at->artist || row->n <= at->when)
        fault = "the row is too short";
    else if (!is_utf8(play.title) || !is_utf8(play.artist) ||
             !is_utf8(play.album))
        fault = "the row is written neither in UTF-8 nor in CP949",
        remedy = "save the whole file as UTF-8", column = at->title;
    else if (!is_time(row, at, &play.time_s, &play.coarse))
        fault = "this is no time";
    if (!fault)
        return yn_listen_take(job, table->ear, &play, err);
    job->account.rows++;
    yn_listen_rejected(job, 0, row->line, yn_column_pos("", row, column).column,
                       fault, remedy);
    return YN_OK;
}

static int take_rows(struct table *table, struct yn_arena *arena,
                     const struct yn_csv *csv, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < csv->n; i++) {
        const struct yn_csv_row *row = &csv->row[i];
        if (is_preface(row))
            continue;
        if (table->ready) {
            rc = take_row(table, arena, row, err);
            continue;
        }
        table->ready =
            table->bare ? find_bare(table, row) : find_columns(table, row);
        if (table->ready && table->bare)
            rc = take_row(table, arena, row, err);
    }
    return rc;
}

/* The separator of the line that names the columns: the first with an artist,
 * whatever stands before it. */
static char find_separator(const char *text)
{
    static const char known[] = ",;\t";
    size_t count[3] = {0};
    for (const char *line = text; line && *line;) {
        size_t len = strcspn(line, "\r\n");
        size_t found[3] = {0};
        bool names = false;
        for (size_t i = 0; i < len; i++) {
            names |= strncasecmp(line + i, "artist", 6) == 0;
            for (size_t k = 0; k < 3; k++)
                found[k] += line[i] == known[k];
        }
        if (line == text || names)
            memcpy(count, found, sizeof(count));
        if (names)
            break;
        line += len;
        line += strspn(line, "\r\n");
    }
    size_t best = 0;
    for (size_t k = 1; k < 3; k++)
        best = count[k] > count[best] ? k : best;
    return known[best];
}

/* Takes the first `len` bytes of what is read, which end where a row does. A
 * quote that is never closed is read over, and a cell that is too long comes as
 * an empty one, so each row is still told by itself: the report of the quotes
 * is not needed. */
static int take_part(struct table *table, size_t len, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_report *report = NULL;
    struct yn_csv csv = {0};
    char *text = table->text.data;
    char next = text[len];
    text[len] = '\0';
    if (!table->separator)
        table->separator = find_separator(text);
    int rc = yn_report_create(&report, err);
    struct yn_reader reader = {.arena = &arena, .report = report};
    const struct yn_csv_part part = {text, table->line, table->separator};
    if (!rc)
        rc = yn_csv_parse_part(&reader, "", &part, &csv, err);
    if (!rc)
        rc = take_rows(table, &arena, &csv, err);
    for (size_t i = 0; i < len; i++)
        table->line += text[i] == '\n';
    text[len] = next;
    table->text.len -= len;
    memmove(text, text + len, table->text.len + 1);
    if (report)
        yn_report_destroy(&report);
    yn_arena_release(&arena);
    return rc;
}

/* Behind the last row that is whole: a line end within quotes ends none. Where
 * the quotes never close, any line end has to do. */
static size_t whole_rows(const struct yn_buf *text)
{
    size_t whole = 0, any = 0;
    bool quoted = false;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] == '"')
            quoted = !quoted;
        if (text->data[i] != '\n')
            continue;
        any = i + 1;
        if (!quoted)
            whole = i + 1;
    }
    if (!whole && text->len >= YN_LISTEN_BYTES_MAX)
        return any ? any : text->len;
    return whole;
}

static void clean(char *buf, size_t n)
{
    /* A NUL would end the text; what has them is no table. */
    for (size_t i = 0; i < n; i++) {
        if (!buf[i])
            buf[i] = '?';
    }
}

static int read_parts(struct table *table, struct yn_err *err)
{
    char *buf = malloc(PART_BYTES);
    bool first = true;
    int rc = buf ? YN_OK : yn_err_nomem(err);
    for (size_t n = 1; !rc && n > 0;) {
        rc = yn_listen_read(table->job, buf, PART_BYTES, &n, err);
        if (rc)
            break;
        clean(buf, n);
        size_t skip =
            first && n >= 3 && memcmp(buf, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        first = false;
        yn_buf_add(&table->text, buf + skip, n - skip);
        if (table->text.failed) {
            rc = yn_err_nomem(err);
            break;
        }
        size_t len = n ? whole_rows(&table->text) : table->text.len;
        if (len)
            rc = take_part(table, len, err);
    }
    free(buf);
    return rc;
}

static int read_table(struct yn_listen_job *job, bool bare, struct yn_err *err)
{
    struct table table = {.job = job, .bare = bare, .line = 1};
    int rc = yn_ear_create(job->listening->index, job->listening->season,
                           &table.ear, err);
    if (!rc)
        rc = read_parts(&table, err);
    if (!rc && !table.ready) {
        job->account.rows++;
        yn_listen_rejected(job, 0, 1, 1, "no line names the columns",
                           "a table of plays has at least artist, track and "
                           "a date");
    }
    yn_buf_release(&table.text);
    yn_ear_destroy(&table.ear);
    return rc;
}

int yn_listens_read_table(struct yn_listen_job *job, struct yn_err *err)
{
    return read_table(job, false, err);
}

int yn_listens_read_bare_table(struct yn_listen_job *job, struct yn_err *err)
{
    return read_table(job, true, err);
}
