/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of histories that are JSON documents: one object is one play.
 */
#include <jansson.h>

#include "base/base.h"
#include "base/reader.h"
#include "linger/items.h"
#include "linger/listens_time.h"

/* How one kind's object becomes a row. */
struct taking {
    struct yn_listen_job *job;
    struct yn_ear *ear;
    struct yn_arena arena; /* of one object */
    /* Fills the row; false: it is no play of music. */
    bool (*fill)(struct taking *taking, const json_t *object,
                 struct yn_listen_row *row);
    bool nomem;
};

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static int64_t number_of(const json_t *object, const char *key, int64_t none)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? (int64_t)json_number_value(value) : none;
}

/* A time as a number or as text. */
static int64_t time_of(const json_t *value, bool *coarse)
{
    int64_t time_s = 0;
    const char *text = json_string_value(value);
    *coarse = false;
    if (text)
        return yn_listen_time_read(text, &time_s, coarse) ? time_s : 0;
    double number = json_is_number(value) ? json_number_value(value) : 0;
    if (!(number > 0) || number > 1e15)
        return 0;
    return (int64_t)(number > 1e11 ? number / 1000 : number);
}

/* The names of a list, as a line. */
static const char *names_of(struct taking *taking, const json_t *list)
{
    const char *line = "";
    for (size_t i = 0; line && i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        if (name)
            line = yn_text_f(&taking->arena, "%s%s%s", line,
                             line[0] ? ", " : "", name);
    }
    taking->nomem |= !line;
    return line ? line : "";
}

static int take_object(void *ctx, const struct yn_item *item,
                       struct yn_err *err)
{
    struct taking *taking = ctx;
    struct yn_listen_job *job = taking->job;
    json_error_t error;
    json_t *object = json_loadb(item->text, item->len, 0, &error);
    if (!object) {
        if (json_error_code(&error) == json_error_out_of_memory)
            return yn_err_nomem(err);
        job->account.rows++;
        yn_listen_rejected(job, 0, item->line, item->column,
                           json_error_code(&error) == json_error_invalid_utf8
                               ? "the play is not written in UTF-8"
                               : "the play is no JSON object",
                           "");
        return YN_OK;
    }
    struct yn_listen_row row = {.line = item->line,
                                .column = item->column,
                                .title = "",
                                .artist = "",
                                .album = "",
                                .played_ms = -1};
    int rc = YN_OK;
    bool play = taking->fill(taking, object, &row);
    if (taking->nomem) {
        rc = yn_err_nomem(err);
    } else if (!play) {
        job->account.rows++;
        job->account.other++;
    } else {
        rc = yn_listen_take(job, taking->ear, &row, err);
    }
    yn_arena_release(&taking->arena);
    json_decref(object);
    return rc;
}

static int read_items(struct yn_listen_job *job, unsigned depth,
                      bool (*fill)(struct taking *taking, const json_t *object,
                                   struct yn_listen_row *row),
                      struct yn_err *err)
{
    struct taking taking = {.job = job, .fill = fill};
    int rc = yn_ear_create(job->listening->index, job->listening->season,
                           &taking.ear, err);
    if (!rc)
        rc = yn_items_read(job, depth, take_object, &taking, err);
    yn_ear_destroy(&taking.ear);
    return rc;
}

/* `ts` is when the play ended. A row without a track is a podcast's. */
static bool fill_spotify(struct taking *taking, const json_t *object,
                         struct yn_listen_row *row)
{
    (void)taking;
    row->title = text_of(object, "master_metadata_track_name");
    row->artist = text_of(object, "master_metadata_album_artist_name");
    row->album = text_of(object, "master_metadata_album_album_name");
    row->played_ms = number_of(object, "ms_played", 0);
    if (row->played_ms < 0)
        row->played_ms = 0;
    row->time_s = time_of(json_object_get(object, "ts"), &row->coarse);
    if (row->time_s)
        row->time_s -= row->played_ms / 1000;
    return row->title[0] || row->artist[0];
}

int yn_listens_read_spotify(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 1, fill_spotify, err);
}

static bool fill_spotify_basic(struct taking *taking, const json_t *object,
                               struct yn_listen_row *row)
{
    (void)taking;
    row->title = text_of(object, "trackName");
    row->artist = text_of(object, "artistName");
    row->played_ms = number_of(object, "msPlayed", 0);
    if (row->played_ms < 0)
        row->played_ms = 0;
    row->time_s = time_of(json_object_get(object, "endTime"), &row->coarse);
    if (row->time_s)
        row->time_s -= row->played_ms / 1000;
    return row->title[0] || row->artist[0];
}

int yn_listens_read_spotify_basic(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 1, fill_spotify_basic, err);
}

static bool fill_lb(struct taking *taking, const json_t *object,
                    struct yn_listen_row *row)
{
    (void)taking;
    const json_t *metadata = json_object_get(object, "track_metadata");
    row->title = text_of(metadata, "track_name");
    row->artist = text_of(metadata, "artist_name");
    row->album = text_of(metadata, "release_name");
    row->time_s = time_of(json_object_get(object, "listened_at"), &row->coarse);
    return true;
}

int yn_listens_read_lb_array(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 1, fill_lb, err);
}

/* A row without a date is what plays right now. */
static bool fill_lastfm(struct taking *taking, const json_t *object,
                        struct yn_listen_row *row)
{
    (void)taking;
    const json_t *artist = json_object_get(object, "artist");
    const json_t *date = json_object_get(object, "date");
    row->title = text_of(object, "name");
    row->artist = text_of(artist, "#text");
    if (!row->artist[0])
        row->artist = text_of(artist, "name");
    row->album = text_of(json_object_get(object, "album"), "#text");
    row->time_s = time_of(json_object_get(date, "uts"), &row->coarse);
    return date != NULL;
}

int yn_listens_read_lastfm_json(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 3, fill_lastfm, err);
}

static bool fill_lastfmstats(struct taking *taking, const json_t *object,
                             struct yn_listen_row *row)
{
    (void)taking;
    row->title = text_of(object, "track");
    row->artist = text_of(object, "artist");
    row->album = text_of(object, "album");
    row->time_s = time_of(json_object_get(object, "date"), &row->coarse);
    return true;
}

int yn_listens_read_lastfmstats_json(struct yn_listen_job *job,
                                     struct yn_err *err)
{
    return read_items(job, 2, fill_lastfmstats, err);
}

static bool fill_maloja(struct taking *taking, const json_t *object,
                        struct yn_listen_row *row)
{
    const json_t *track = json_object_get(object, "track");
    const json_t *album = json_object_get(track, "album");
    int64_t played = number_of(object, "duration", -1);
    row->title = text_of(track, "title");
    row->artist = names_of(taking, json_object_get(track, "artists"));
    row->album = text_of(album, "albumtitle");
    row->time_s = time_of(json_object_get(object, "time"), &row->coarse);
    row->played_ms = played > 0 && played < 1000000 ? played * 1000 : -1;
    return true;
}

int yn_listens_read_maloja(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 2, fill_maloja, err);
}

static bool fill_pano(struct taking *taking, const json_t *object,
                      struct yn_listen_row *row)
{
    (void)taking;
    row->title = text_of(object, "track");
    row->artist = text_of(object, "artist");
    row->album = text_of(object, "album");
    row->time_s = time_of(json_object_get(object, "timeMs"), &row->coarse);
    return true;
}

int yn_listens_read_pano(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 0, fill_pano, err);
}

/* "Watched X", in the account's language. Google writes the title between what
 * it puts in front and behind. */
static const char *watched_title(struct taking *taking, const char *text)
{
    static const struct {
        const char *front, *behind;
    } forms[] = {{"Watched ", ""},
                 {"", " 을(를) 시청했습니다."},
                 {"", "을(를) 시청했습니다."},
                 {"", " 시청함"},
                 {"", " を視聴しました"},
                 {"", " angesehen"},
                 {"Vous avez regardé ", ""},
                 {"Has visto ", ""},
                 {"Assistiu a ", ""}};
    size_t len = strlen(text);
    for (size_t i = 0; i < YN_LEN(forms); i++) {
        size_t front = strlen(forms[i].front), behind = strlen(forms[i].behind);
        if (len <= front + behind ||
            strncmp(text, forms[i].front, front) != 0 ||
            strcmp(text + len - behind, forms[i].behind) != 0)
            continue;
        const char *title =
            yn_arena_dup_n(&taking->arena, text + front, len - front - behind);
        taking->nomem |= !title;
        return title ? title : "";
    }
    return text;
}

/* Music and videos stand in one file; deleted videos and advertisements too. */
static bool fill_youtube(struct taking *taking, const json_t *object,
                         struct yn_listen_row *row)
{
    static const char topic[] = " - Topic";
    const json_t *channel =
        json_array_get(json_object_get(object, "subtitles"), 0);
    if (strcmp(text_of(object, "header"), "YouTube Music") != 0 || !channel ||
        json_object_get(object, "details"))
        return false;
    row->title = watched_title(taking, text_of(object, "title"));
    row->artist = text_of(channel, "name");
    size_t len = strlen(row->artist), n = sizeof(topic) - 1;
    if (len > n && strcmp(row->artist + len - n, topic) == 0) {
        row->artist = yn_arena_dup_n(&taking->arena, row->artist, len - n);
        taking->nomem |= !row->artist;
    }
    row->time_s = time_of(json_object_get(object, "time"), &row->coarse);
    return true;
}

int yn_listens_read_youtube(struct yn_listen_job *job, struct yn_err *err)
{
    return read_items(job, 1, fill_youtube, err);
}
