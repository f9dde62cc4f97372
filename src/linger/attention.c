/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/attention.h>

#include "base/base.h"
#include "base/day.h"
#include "base/path.h"
#include "linger/chart.h"
#include "linger/histories.h"
#include "linger/views.h"

struct yn_attention_own {
    struct yn_arena arena;
    struct yn_unsure_list unsure;
    struct yn_histories histories;
};

/* What the parts of one reading share. */
struct reading {
    struct yn_attention *attention;
    struct yn_reader reader;
    struct yn_song_index *index;
    int32_t as_of, today;
};

static int folder(struct reading *reading, const char *name, char **out,
                  struct yn_err *err)
{
    *out = yn_path_join(reading->attention->season->dir, name);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int read_charts(struct reading *reading, struct yn_err *err)
{
    struct yn_attention *attention = reading->attention;
    struct yn_charting charting = {.reader = &reading->reader,
                                   .season = attention->season,
                                   .index = reading->index,
                                   .unsure = &attention->own->unsure,
                                   .as_of = reading->as_of,
                                   .today = reading->today};
    char *dir = NULL;
    int rc = folder(reading, "charts", &dir, err);
    if (!rc)
        rc = yn_charts_read(&charting, dir, &attention->charts,
                            &attention->n_charts, err);
    free(dir);
    return rc;
}

static int read_histories(struct reading *reading,
                          const struct yn_attention_params *params,
                          struct yn_err *err)
{
    struct yn_attention *attention = reading->attention;
    struct yn_histories *histories = &attention->own->histories;
    int rc = yn_histories_read(params, &reading->reader, reading->index,
                               &attention->own->unsure, histories, err);
    attention->files = histories->files;
    attention->n_files = histories->n_files;
    return rc;
}

static int read_views(struct reading *reading, struct yn_err *err)
{
    struct yn_attention *attention = reading->attention;
    struct yn_viewing viewing = {.reader = &reading->reader,
                                 .season = attention->season,
                                 .index = reading->index,
                                 .unsure = &attention->own->unsure,
                                 .as_of = reading->as_of,
                                 .today = reading->today};
    char *dir = NULL;
    int rc = folder(reading, "views", &dir, err);
    if (!rc)
        rc = yn_views_read(&viewing, dir, &attention->views,
                           &attention->n_views, err);
    free(dir);
    return rc;
}

/* What the editor has to settle, as warnings. */
static int tell_unsure(struct reading *reading, struct yn_err *err)
{
    struct yn_attention *attention = reading->attention;
    struct yn_unsure_list *list = &attention->own->unsure;
    struct yn_arena *arena = &attention->own->arena;
    int rc = YN_OK;
    yn_unsure_sort(list);
    for (size_t i = 0; !rc && i < list->n; i++) {
        const struct yn_unsure *one = &list->item[i];
        const struct yn_track *track = attention->season->tracks[one->track];
        const char *what = yn_text_f(
            arena, "\"%s\"%s%s may be \"%s\" of %s: %s", one->title,
            one->artist[0] ? " – " : "", one->artist, yn_track_name(track),
            attention->season->dramas[track->drama].title, one->why);
        rc = yn_reader_warning(&reading->reader, one->pos, what, one->settle,
                               err);
    }
    attention->unsure = list->item;
    attention->n_unsure = list->n;
    return rc;
}

static int attention_create(const struct yn_season *season,
                            struct yn_attention **out, struct yn_err *err)
{
    struct yn_attention *attention = calloc(1, sizeof(*attention));
    if (!attention)
        return yn_err_nomem(err);
    attention->own = calloc(1, sizeof(*attention->own));
    if (!attention->own) {
        free(attention);
        return yn_err_nomem(err);
    }
    attention->season = season;
    attention->listens = &attention->own->histories.listens;
    *out = attention;
    return YN_OK;
}

int yn_attention_read(const struct yn_attention_params *params,
                      struct yn_report *report, struct yn_attention **out,
                      struct yn_err *err)
{
    struct yn_attention *attention = NULL;
    int rc = attention_create(params->season, &attention, err);
    if (rc)
        return rc;
    struct reading reading = {
        .attention = attention,
        .reader = {.arena = &attention->own->arena,
                   .report = report,
                   .log = params->log},
        .as_of = params->as_of.year ? yn_day_of(params->as_of) : INT32_MAX,
        .today = params->now_s ? yn_day_of_time(params->now_s) : INT32_MAX};
    rc = yn_song_index_create(params->season, &reading.index, err);
    if (!rc)
        rc = read_charts(&reading, err);
    if (!rc)
        rc = read_histories(&reading, params, err);
    if (!rc)
        rc = read_views(&reading, err);
    if (!rc)
        rc = tell_unsure(&reading, err);
    yn_song_index_destroy(&reading.index);
    if (rc) {
        yn_attention_destroy(&attention);
        return rc;
    }
    *out = attention;
    return YN_OK;
}

void yn_attention_destroy(struct yn_attention **attention)
{
    if (!*attention)
        return;
    struct yn_attention_own *own = (*attention)->own;
    yn_unsure_release(&own->unsure);
    yn_arena_release(&own->arena);
    free(own);
    free(*attention);
    *attention = NULL;
}

const char *const *yn_attention_kinds(size_t *n)
{
    static const char *const kinds[] = {"listenbrainz",  "listenbrainz-array",
                                        "spotify",       "spotify-basic",
                                        "lastfm-json",   "lastfmstats",
                                        "maloja",        "pano",
                                        "youtube-music", "table",
                                        "bare-table"};
    *n = YN_LEN(kinds);
    return kinds;
}
