/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/views.h"

#include <jansson.h>

#include "base/base.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "linger/columns.h"

/* A snapshot has comments and formats beside the count, and may be long. */
#define SNAPSHOT_BYTES_MAX ((size_t)64 << 20)
/* More than anything was ever seen. */
#define COUNT_MAX ((unsigned long long)1 << 50)

/* One count while it is read. */
struct count {
    size_t track;
    const char *source; /* the video, or the file */
    int32_t day;
    int64_t total;
    bool daily;
    struct yn_pos pos;
};

struct reading {
    struct yn_gathering *gathering;
    struct count *count;
    size_t n, cap;
};

static int tell(struct reading *reading, struct yn_pos pos, const char *what,
                const char *remedy, struct yn_err *err)
{
    return yn_reader_problem(reading->gathering->reader, pos, what, remedy,
                             err);
}

/* Keeps a count unless its day is wrong or was not known yet. */
static int keep(struct reading *reading, const struct count *count,
                struct yn_err *err)
{
    if (count->day < yn_day_of((struct yn_date){2002, 1, 1}))
        return tell(reading, count->pos, "the date is from before 2002",
                    "check the year", err);
    if (count->day > reading->gathering->today)
        return tell(reading, count->pos, "this day has not come yet",
                    "check the date", err);
    if (count->day > reading->gathering->as_of)
        return YN_OK;
    int rc = yn_grow(&reading->count, &reading->cap, reading->n + 1,
                     sizeof(*count), err);
    if (!rc)
        reading->count[reading->n++] = *count;
    return rc;
}

/* The track whose `video:` has the id in its address. */
static size_t track_of_video(const struct yn_season *season, const char *id)
{
    for (size_t t = 0; id[0] && t < season->n_tracks; t++) {
        if (strlen(id) >= 6 && strstr(season->tracks[t]->video_url, id))
            return t;
    }
    return YN_NO_TRACK;
}

/* Asks which track a row means, and tells where that is not sure. */
static int find_track(struct reading *reading, struct yn_pos pos,
                      const struct yn_song_row *row, size_t *track,
                      struct yn_err *err)
{
    struct yn_gathering *gathering = reading->gathering;
    struct yn_reader *reader = gathering->reader;
    struct yn_song_match match;
    *track = YN_NO_TRACK;
    int rc = yn_song_match(gathering->index, row, &match, err);
    if (rc)
        return rc;
    if (match.fit == YN_SONG_SURE) {
        *track = match.track;
        return YN_OK;
    }
    if (match.fit == YN_SONG_UNSURE)
        return yn_unsure_add(gathering->unsure, reader->arena, gathering->index,
                             pos, row, &match, 1, err);
    return yn_reader_warning(
        reader, pos,
        yn_text_f(reader->arena, "\"%s\" is no track of the season",
                  row->title),
        "name the track and artist in columns of these names, or give the "
        "track the video's address as `video:`",
        err);
}

static const char *text_of(struct reading *reading, const json_t *json,
                           const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return yn_arena_dup(reading->gathering->reader->arena, text ? text : "");
}

/* `epoch` is when yt-dlp looked; without it nothing says when. */
static int take_snapshot(struct reading *reading, const char *path,
                         const json_t *json, struct yn_err *err)
{
    const struct yn_pos pos = {path, 1, 1};
    const json_t *views = json_object_get(json, "view_count");
    const json_t *epoch = json_object_get(json, "epoch");
    const char *id = text_of(reading, json, "id");
    const char *title = text_of(reading, json, "track");
    const char *artist = text_of(reading, json, "artist");
    const char *album = text_of(reading, json, "album");
    if (!id || !title || !artist || !album)
        return yn_err_nomem(err);
    if (!json_is_integer(views) || json_integer_value(views) < 0)
        return tell(reading, pos, "it has no count of views (`view_count`)",
                    "take it with yt-dlp --write-info-json", err);
    double when = json_is_number(epoch) ? json_number_value(epoch) : 0;
    if (!(when > 0) || when > 1e11)
        return tell(reading, pos, "it does not say when it was taken (`epoch`)",
                    "take it with a newer yt-dlp", err);
    struct count count = {.track =
                              track_of_video(reading->gathering->season, id),
                          .source = id[0] ? id : path,
                          .day = yn_day_of_time((int64_t)when),
                          .total = json_integer_value(views),
                          .pos = pos};
    if (!title[0])
        title = text_of(reading, json, "title");
    if (!artist[0])
        artist = text_of(reading, json, "channel");
    if (!title || !artist)
        return yn_err_nomem(err);
    const struct yn_song_row row = {title, artist, album};
    int rc = count.track == YN_NO_TRACK
                 ? find_track(reading, pos, &row, &count.track, err)
                 : YN_OK;
    return rc || count.track == YN_NO_TRACK ? rc : keep(reading, &count, err);
}

static int read_snapshot(struct reading *reading, const char *path,
                         struct yn_err *err)
{
    const char *text = NULL;
    size_t len = 0;
    json_error_t error;
    int rc = yn_reader_load(reading->gathering->reader, path,
                            SNAPSHOT_BYTES_MAX, &text, &len, err);
    if (rc || !text)
        return rc;
    json_t *json = json_loadb(text, len, 0, &error);
    if (!json && json_error_code(&error) == json_error_out_of_memory)
        return yn_err_nomem(err);
    if (!json)
        return tell(
            reading,
            (struct yn_pos){path, error.line > 0 ? (unsigned)error.line : 1,
                            error.column > 0 ? (unsigned)error.column : 1},
            "this is no JSON, or only a part of it",
            "take it again with yt-dlp --write-info-json", err);
    rc = take_snapshot(reading, path, json, err);
    json_decref(json);
    return rc;
}

struct columns {
    size_t date, count, daily, track, artist;
};

struct table {
    const char *path;
    struct columns at;
    size_t track;     /* of the whole file, or YN_NO_TRACK */
    const char *last; /* the row before: title and artist, and its track */
    size_t last_track;
};

/* Which track a row is of; tables keep the rows of one together. */
static int row_track(struct reading *reading, struct table *table,
                     const struct yn_csv_row *row, size_t *track,
                     struct yn_err *err)
{
    *track = table->track;
    if (table->at.track == YN_NO_COLUMN)
        return YN_OK;
    const struct yn_song_row asked = {yn_column_text(row, table->at.track),
                                      yn_column_text(row, table->at.artist),
                                      ""};
    const char *name = yn_text_f(reading->gathering->reader->arena, "%s\n%s",
                                 asked.title, asked.artist);
    if (!name)
        return yn_err_nomem(err);
    if (table->last && strcmp(table->last, name) == 0) {
        *track = table->last_track;
        return YN_OK;
    }
    int rc =
        find_track(reading, yn_column_pos(table->path, row, table->at.track),
                   &asked, track, err);
    table->last = name;
    table->last_track = *track;
    return rc;
}

static int take_row(struct reading *reading, struct table *table,
                    const struct yn_csv_row *row, struct yn_err *err)
{
    const struct columns *at = &table->at;
    bool daily = at->count == YN_NO_COLUMN;
    size_t column = daily ? at->daily : at->count;
    struct yn_date date;
    const char *end = "";
    unsigned long long total = 0;
    if (!yn_date_read(yn_column_text(row, at->date), &date, &end) || *end)
        return tell(reading, yn_column_pos(table->path, row, at->date),
                    "this is no date", "write it as YYYY-MM-DD", err);
    if (!yn_column_number(yn_column_text(row, column), COUNT_MAX, &total))
        return tell(reading, yn_column_pos(table->path, row, column),
                    "this is no count",
                    "write a whole number from 0 on, without separators", err);
    struct count count = {.source = table->path,
                          .day = yn_day_of(date),
                          .total = (int64_t)total,
                          .daily = daily,
                          .pos = yn_column_pos(table->path, row, at->date)};
    int rc = row_track(reading, table, row, &count.track, err);
    if (rc || count.track == YN_NO_TRACK)
        return rc;
    return keep(reading, &count, err);
}

/* A file for one track is named by its title, its title and artist with " - "
 * between, or the id of its video. */
static int track_of_file(struct reading *reading, struct table *table,
                         struct yn_err *err)
{
    struct yn_arena *arena = reading->gathering->reader->arena;
    const char *base = yn_path_base(table->path);
    const char *stem = yn_arena_dup_n(arena, base, strlen(base) - 4);
    if (!stem)
        return yn_err_nomem(err);
    table->track = track_of_video(reading->gathering->season, stem);
    if (table->track != YN_NO_TRACK)
        return YN_OK;
    const char *dash = strstr(stem, " - ");
    const char *title =
        dash ? yn_arena_dup_n(arena, stem, (size_t)(dash - stem)) : stem;
    if (!title)
        return yn_err_nomem(err);
    const struct yn_song_row row = {title, dash ? dash + 3 : "", ""};
    return find_track(reading, (struct yn_pos){table->path, 0, 0}, &row,
                      &table->track, err);
}

static int read_table(struct reading *reading, const char *path,
                      struct yn_err *err)
{
    static const char *const date[] = {"date", "day", "날짜", NULL};
    static const char *const count[] = {"count", "views", "total", "조회수",
                                        NULL};
    static const char *const daily[] = {"daily", "new", NULL};
    static const char *const track[] = {"track", "title", NULL};
    static const char *const artist[] = {"artist", NULL};
    struct table table = {.path = path, .track = YN_NO_TRACK};
    const struct yn_column columns[] = {{date, &table.at.date},
                                        {count, &table.at.count},
                                        {daily, &table.at.daily},
                                        {track, &table.at.track},
                                        {artist, &table.at.artist}};
    struct yn_csv csv = {0};
    int rc = yn_csv_load(reading->gathering->reader, path, &csv, err);
    if (rc || csv.n == 0)
        return rc;
    yn_columns_find(&csv.row[0], columns, YN_LEN(columns));
    if (table.at.date == YN_NO_COLUMN ||
        (table.at.count == YN_NO_COLUMN && table.at.daily == YN_NO_COLUMN))
        return tell(reading, (struct yn_pos){path, csv.row[0].line, 1},
                    "these are no counts of views",
                    "separate the columns by commas, and name them in the "
                    "first line: date, count",
                    err);
    if (table.at.track == YN_NO_COLUMN)
        rc = track_of_file(reading, &table, err);
    for (size_t i = 1; !rc && i < csv.n; i++)
        rc = take_row(reading, &table, &csv.row[i], err);
    return rc;
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

static int read_file(struct reading *reading, const char *path,
                     struct yn_err *err)
{
    if (ends_in(path, ".json"))
        return read_snapshot(reading, path, err);
    if (yn_path_has_ext(path, "csv"))
        return read_table(reading, path, err);
    return yn_reader_skip(
        reading->gathering->reader, path, "these are no counts of views",
        "views are .info.json files of yt-dlp or .csv files", err);
}

static int read_folder(struct reading *reading, const char *dir, bool deeper,
                       struct yn_err *err)
{
    struct yn_dir_list list = {0};
    int rc = yn_dir_read(dir, &list, err);
    for (size_t i = 0; !rc && i < list.n; i++) {
        const char *path = yn_path_join_in(reading->gathering->reader->arena,
                                           dir, list.name[i]);
        if (!path)
            rc = yn_err_nomem(err);
        else if (yn_dir_is(path))
            rc = deeper ? read_folder(reading, path, false, err) : YN_OK;
        else
            rc = read_file(reading, path, err);
    }
    yn_dir_list_release(&list);
    return rc;
}

static int count_compare(const void *a, const void *b)
{
    const struct count *x = a, *y = b;
    if (x->track != y->track)
        return x->track < y->track ? -1 : 1;
    int order = strcmp(x->source, y->source);
    if (order)
        return order;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->total < y->total ? -1 : x->total > y->total;
}

/* Lays out the counts of each source, one a day: the last of a day where they
 * are totals. */
static int lay_out(struct reading *reading, struct yn_views **out, size_t *n,
                   struct yn_err *err)
{
    struct yn_arena *arena = reading->gathering->reader->arena;
    struct yn_views *views = yn_arena_array(arena, reading->n, sizeof(*views));
    struct yn_view_count *counts =
        yn_arena_array(arena, reading->n, sizeof(*counts));
    if (!views || !counts)
        return yn_err_nomem(err);
    if (reading->n)
        qsort(reading->count, reading->n, sizeof(*reading->count),
              count_compare);
    size_t used = 0;
    for (size_t i = 0; i < reading->n; i++) {
        const struct count *one = &reading->count[i];
        struct yn_views *last = *n ? &views[*n - 1] : NULL;
        if (!last || last->track != one->track ||
            strcmp(last->source, one->source) != 0) {
            last = &views[(*n)++];
            *last =
                (struct yn_views){one->track, one->source, counts + used, 0};
        }
        int64_t before = last->n ? last->counts[last->n - 1].total : 0;
        bool again = last->n && last->counts[last->n - 1].day == one->day;
        if (!again) {
            last->n++;
            used++;
        }
        /* A day that stands twice counts once. */
        if (!again || !one->daily)
            last->counts[last->n - 1] = (struct yn_view_count){
                one->day, one->daily ? before + one->total : one->total};
    }
    *out = views;
    return YN_OK;
}

int yn_views_read(struct yn_gathering *gathering, struct yn_views **out,
                  size_t *n, struct yn_err *err)
{
    struct reading reading = {.gathering = gathering};
    struct yn_sources sources = {0};
    *n = 0;
    *out = NULL;
    int rc = yn_sources_find(gathering->reader, gathering->season, "views",
                             &gathering->season->views, &sources, err);
    for (size_t i = 0; !rc && i < sources.n; i++)
        rc = yn_dir_is(sources.item[i].path)
                 ? read_folder(&reading, sources.item[i].path, true, err)
                 : read_file(&reading, sources.item[i].path, err);
    if (!rc && reading.n)
        rc = lay_out(&reading, out, n, err);
    free(reading.count);
    return rc;
}
