/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/attention.h>

#include "base/base.h"
#include "base/day.h"
#include "linger/chart.h"
#include "linger/histories.h"
#include "linger/views.h"

struct yn_attention_own {
    struct yn_arena arena;
    struct yn_unsure_list unsure;
    struct yn_histories histories;
};

static int read_histories(struct yn_gathering *gathering,
                          const struct yn_attention_params *params,
                          struct yn_attention *attention, struct yn_err *err)
{
    struct yn_histories *histories = &attention->own->histories;
    int rc = yn_histories_read(params, gathering->reader, gathering->index,
                               gathering->unsure, histories, err);
    attention->files = histories->files;
    attention->n_files = histories->n_files;
    return rc;
}

/* What the editor has to settle, as warnings. */
static int tell_unsure(const struct yn_gathering *gathering,
                       struct yn_attention *attention, struct yn_err *err)
{
    struct yn_unsure_list *list = gathering->unsure;
    struct yn_arena *arena = gathering->reader->arena;
    int rc = YN_OK;
    yn_unsure_sort(list);
    for (size_t i = 0; !rc && i < list->n; i++) {
        const struct yn_unsure *one = &list->item[i];
        const struct yn_track *track = attention->season->tracks[one->track];
        const char *what = yn_text_f(
            arena, "\"%s\"%s%s may be \"%s\" of %s: %s", one->title,
            one->artist[0] ? " – " : "", one->artist, yn_track_name(track),
            attention->season->dramas[track->drama].title, one->why);
        rc = yn_reader_warning(gathering->reader, one->pos, what, one->settle,
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
    struct yn_song_index *index = NULL;
    struct yn_reader reader = {
        .arena = &attention->own->arena, .report = report, .log = params->log};
    rc = yn_song_index_create(params->season, &index, err);
    struct yn_gathering gathering = {
        .reader = &reader,
        .season = params->season,
        .index = index,
        .unsure = &attention->own->unsure,
        .as_of = params->as_of.year ? yn_day_of(params->as_of) : INT32_MAX,
        .today = params->now_s ? yn_day_of_time(params->now_s) : INT32_MAX};
    if (!rc)
        rc = yn_charts_read(&gathering, &attention->charts,
                            &attention->n_charts, err);
    if (!rc)
        rc = read_histories(&gathering, params, attention, err);
    if (!rc)
        rc = yn_views_read(&gathering, &attention->views, &attention->n_views,
                           err);
    if (!rc)
        rc = tell_unsure(&gathering, attention, err);
    yn_song_index_destroy(&index);
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
