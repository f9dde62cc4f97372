/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/buf.h"
#include "base/keyed.h"
#include "linger/chart.h"
#include "linger/title.h"

/* Songs times weeks, at eight bytes each: 128 MiB. All of a weekly top 200 over
 * ten years takes a quarter of it. */
#define PLACES_MAX ((size_t)16 << 20)

/* A song while its rows are collected; by title and artist as keys. */
struct song {
    const char *key; /* title, a line end, artist; first, for yn_keyed_find */
    size_t row;      /* its first */
    struct yn_song_match match;
    size_t index; /* into yn_chart.songs */
};

struct making {
    struct yn_chart_reading *reading;
    struct song *song;
    size_t n_songs;
    struct song **of_row; /* which song each row is of */
    struct yn_chart_place *place;
};

static int key_of(struct making *making, const struct yn_chart_row *row,
                  const char **out, struct yn_err *err)
{
    struct yn_arena *arena = making->reading->gathering->reader->arena;
    const char *title = "", *artist = "", *album = "";
    int rc = yn_key_make(arena, row->title, &title, err);
    if (!rc)
        rc = yn_key_make(arena, row->artist, &artist, err);
    if (!rc)
        rc = yn_key_make(arena, row->album, &album, err);
    if (rc)
        return rc;
    *out = yn_text_f(arena, "%s\n%s\n%s", title, artist, album);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int song_compare(const void *a, const void *b)
{
    const struct song *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* One song for each spelling that there is, and the rows of each. */
static int collect_songs(struct making *making, struct yn_err *err)
{
    struct yn_chart_reading *reading = making->reading;
    size_t n = reading->n_rows;
    making->song = calloc(n + 1, sizeof(*making->song));
    making->of_row = calloc(n + 1, sizeof(struct song *));
    const char **key = calloc(n + 1, sizeof(*key));
    int rc = making->song && making->of_row && key ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = key_of(making, &reading->row[i], &key[i], err);
        if (!rc)
            making->song[i] = (struct song){.key = key[i], .row = i};
    }
    if (!rc && n) {
        qsort(making->song, n, sizeof(*making->song), song_compare);
        making->n_songs = 1;
        for (size_t i = 1; i < n; i++) {
            if (strcmp(making->song[i].key,
                       making->song[making->n_songs - 1].key) != 0)
                making->song[making->n_songs++] = making->song[i];
        }
    }
    for (size_t i = 0; !rc && i < n; i++) {
        size_t count;
        making->of_row[i] =
            making->song + yn_keyed_find(making->song, making->n_songs,
                                         sizeof(*making->song), key[i], &count);
    }
    free(key);
    return rc;
}

static int match_songs(struct making *making, struct yn_err *err)
{
    const struct yn_gathering *gathering = making->reading->gathering;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < making->n_songs; i++) {
        struct song *song = &making->song[i];
        const struct yn_chart_row *row = &making->reading->row[song->row];
        const struct yn_song_row asked = {row->title, row->artist, row->album};
        rc = yn_song_match(gathering->index, &asked, &song->match, err);
    }
    for (size_t i = 0; !rc && i < making->reading->n_rows; i++) {
        const struct song *song = making->of_row[i];
        const struct yn_chart_row *row = &making->reading->row[i];
        const struct yn_song_row asked = {row->title, row->artist, row->album};
        if (song->match.fit == YN_SONG_UNSURE)
            rc = yn_unsure_add(gathering->unsure, gathering->reader->arena,
                               gathering->index, row->pos, &asked, &song->match,
                               1, err);
    }
    return rc;
}

static void set_song(struct making *making, struct yn_chart_song *song,
                     const struct yn_chart_row *row)
{
    struct yn_chart *chart = making->reading->chart;
    song->title = row->title;
    song->artist = row->artist;
    song->album = row->album;
    song->place =
        making->place + (size_t)(song - chart->songs) * chart->n_weeks;
}

/* Lays out the songs: the season's tracks, then the others. Other songs that
 * differ in their album only are one. */
static int lay_out(struct making *making, struct yn_err *err)
{
    struct yn_chart_reading *reading = making->reading;
    const struct yn_season *season = reading->gathering->season;
    struct yn_arena *arena = reading->gathering->reader->arena;
    struct yn_chart *chart = reading->chart;
    static const struct yn_chart_row unseen = {
        .title = "", .artist = "", .album = ""};
    size_t most = season->n_tracks + making->n_songs;
    chart->songs = yn_arena_array(arena, most, sizeof(*chart->songs));
    making->place =
        yn_arena_array(arena, most * chart->n_weeks, sizeof(*making->place));
    if (!chart->songs || !making->place)
        return yn_err_nomem(err);
    for (size_t t = 0; t < season->n_tracks; t++) {
        chart->songs[t].track = t;
        set_song(making, &chart->songs[t], &unseen);
    }
    chart->n_songs = season->n_tracks;
    for (size_t i = 0; i < making->n_songs; i++) {
        struct song *song = &making->song[i];
        const struct yn_chart_row *row = &reading->row[song->row];
        const char *album = strrchr(song->key, '\n');
        size_t same = (size_t)(album - song->key);
        bool again = i > 0 && song[-1].match.fit != YN_SONG_SURE &&
                     strncmp(song[-1].key, song->key, same + 1) == 0;
        if (song->match.fit == YN_SONG_SURE) {
            song->index = song->match.track;
            if (!chart->songs[song->index].title[0])
                set_song(making, &chart->songs[song->index], row);
        } else if (again) {
            song->index = song[-1].index;
        } else {
            song->index = chart->n_songs++;
            chart->songs[song->index].track = YN_NO_TRACK;
            set_song(making, &chart->songs[song->index], row);
        }
    }
    return YN_OK;
}

static struct yn_chart_place *places_of(struct making *making, size_t song)
{
    return making->place + song * making->reading->chart->n_weeks;
}

static int put_row(struct making *making, size_t r, size_t week,
                   struct yn_err *err)
{
    struct yn_chart_reading *reading = making->reading;
    struct yn_reader *reader = reading->gathering->reader;
    const struct yn_chart_row *row = &reading->row[r];
    size_t index = making->of_row[r]->index;
    struct yn_chart_place *place = places_of(making, index) + week;
    if (place->state != YN_CHART_RANKED) {
        *place = (struct yn_chart_place){YN_CHART_RANKED, row->rank};
        reading->chart->songs[index].n_ranked++;
        return YN_OK;
    }
    /* Rows of a week come by place: the better one stands already. */
    return yn_reader_problem(
        reader, row->pos,
        yn_text_f(reader->arena, "\"%s\" stands at place %u of this week too",
                  row->title, place->rank),
        "keep one of the two; two versions of one song are told apart by their "
        "titles",
        err);
}

/* Below is what was read and not there; but where a row of the week may be the
 * track, nothing is known of it. */
static void fill_absent(struct making *making)
{
    struct yn_chart_reading *reading = making->reading;
    struct yn_chart *chart = reading->chart;
    for (size_t s = 0; s < chart->n_songs; s++) {
        struct yn_chart_place *place = places_of(making, s);
        for (size_t w = 0; w < chart->n_weeks; w++) {
            unsigned read_to = chart->weeks[w].read_to;
            if (place[w].state == YN_CHART_UNREAD && read_to > 0)
                place[w] = (struct yn_chart_place){YN_CHART_BELOW, read_to};
        }
    }
    size_t w = 0;
    for (size_t r = 0; r < reading->n_rows; r++) {
        const struct song *song = making->of_row[r];
        while (chart->weeks[w].first_day != reading->row[r].first_day)
            w++;
        if (song->match.fit != YN_SONG_UNSURE)
            continue;
        struct yn_chart_place *place = places_of(making, song->match.track) + w;
        if (place->state == YN_CHART_BELOW)
            *place = (struct yn_chart_place){YN_CHART_UNREAD, 0};
    }
}

static int put_rows(struct making *making, struct yn_err *err)
{
    const struct yn_chart_reading *reading = making->reading;
    size_t w = 0;
    int rc = YN_OK;
    for (size_t r = 0; !rc && r < reading->n_rows; r++) {
        while (reading->chart->weeks[w].first_day != reading->row[r].first_day)
            w++;
        rc = put_row(making, r, w, err);
    }
    return rc;
}

/* The part of an album's title that names the drama: "런 온" of "그대는 어디에
 * (런 온 OST Part.8)"; "" where it does not say that it is a soundtrack. */
static int album_name(struct yn_arena *arena, const char *album,
                      const char **out, struct yn_err *err)
{
    static const char *const marks[] = {" OST", " ost", " Original", " Part."};
    size_t len = 0;
    for (size_t i = 0; i < YN_LEN(marks) && len == 0; i++) {
        const char *at = strstr(album, marks[i]);
        len = at ? (size_t)(at - album) : 0;
    }
    size_t from = len, closed = 0;
    while (from > 0 && (album[from - 1] != '(' || closed > 0)) {
        closed += album[from - 1] == ')';
        closed -= album[from - 1] == '(';
        from--;
    }
    *out = yn_arena_dup_n(arena, album + from, len - from);
    return *out ? YN_OK : yn_err_nomem(err);
}

struct group {
    const char *key; /* first, for yn_keyed_find */
    const char *name;
    size_t song;
};

static int group_compare(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->song < y->song ? -1 : x->song > y->song;
}

static int group_of(struct making *making, size_t s, struct group *out,
                    struct yn_err *err)
{
    const struct yn_gathering *gathering = making->reading->gathering;
    const struct yn_chart_song *song = &making->reading->chart->songs[s];
    struct yn_arena *arena = gathering->reader->arena;
    size_t drama = gathering->season->n_dramas;
    *out = (struct group){"", "", s};
    int rc = yn_song_album_drama(gathering->index, song->album, &drama, err);
    if (!rc && drama < gathering->season->n_dramas) {
        out->name = gathering->season->dramas[drama].title;
        out->key = yn_text_f(arena, "\n%zu", drama);
        return out->key ? YN_OK : yn_err_nomem(err);
    }
    if (!rc)
        rc = album_name(arena, song->album, &out->name, err);
    if (!rc)
        rc = yn_key_make(arena, out->name, &out->key, err);
    if (!rc && !out->key[0]) {
        out->name = song->title;
        out->key = yn_text_f(arena, "\nsong %zu", s);
        if (!out->key)
            rc = yn_err_nomem(err);
    }
    return rc;
}

/* Gives each song the group of its drama. */
static int make_groups(struct making *making, struct yn_err *err)
{
    const struct yn_season *season = making->reading->gathering->season;
    struct yn_chart *chart = making->reading->chart;
    size_t n = chart->n_songs - season->n_tracks;
    struct group *group = calloc(n + 1, sizeof(*group));
    chart->groups =
        yn_arena_array(making->reading->gathering->reader->arena,
                       season->n_dramas + n, sizeof(*chart->groups));
    int rc = group && chart->groups ? YN_OK : yn_err_nomem(err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        chart->groups[chart->n_groups++] = season->dramas[d].title;
    for (size_t t = 0; !rc && t < season->n_tracks; t++)
        chart->songs[t].group = season->tracks[t]->drama;
    for (size_t i = 0; !rc && i < n; i++)
        rc = group_of(making, season->n_tracks + i, &group[i], err);
    if (!rc && n)
        qsort(group, n, sizeof(*group), group_compare);
    for (size_t i = 0; !rc && i < n; i++) {
        struct yn_chart_song *song = &chart->songs[group[i].song];
        bool drama = group[i].key[0] == '\n' && group[i].key[1] != 's';
        if (drama) {
            song->group = (size_t)strtoul(group[i].key + 1, NULL, 10);
            continue;
        }
        if (i == 0 || strcmp(group[i - 1].key, group[i].key) != 0)
            chart->groups[chart->n_groups++] = group[i].name;
        song->group = chart->n_groups - 1;
    }
    free(group);
    return rc;
}

/* A chart of more songs and weeks than memory should hold is left out. */
static int check_size(struct making *making, bool *fits, struct yn_err *err)
{
    struct yn_chart_reading *reading = making->reading;
    struct yn_reader *reader = reading->gathering->reader;
    struct yn_chart *chart = reading->chart;
    size_t songs = reading->gathering->season->n_tracks + making->n_songs;
    *fits = songs <= PLACES_MAX / chart->n_weeks;
    if (*fits)
        return YN_OK;
    const char *what = yn_text_f(
        reader->arena, "%zu songs in %zu weeks are more than yeoun reads",
        songs, chart->n_weeks);
    chart->n_weeks = 0;
    return yn_reader_problem(reader, (struct yn_pos){reading->path, 0, 0}, what,
                             "keep a chart of fewer years", err);
}

int yn_chart_make_songs(struct yn_chart_reading *reading, struct yn_err *err)
{
    struct making making = {.reading = reading};
    bool fits = false;
    int rc = collect_songs(&making, err);
    if (!rc)
        rc = check_size(&making, &fits, err);
    if (rc || !fits)
        goto done;
    rc = match_songs(&making, err);
    if (!rc)
        rc = lay_out(&making, err);
    if (!rc)
        rc = put_rows(&making, err);
    if (!rc)
        fill_absent(&making);
    if (!rc)
        rc = make_groups(&making, err);
done:
    free(making.song);
    free(making.of_row);
    return rc;
}
