/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/new/internal.h"

#include "base/base.h"
#include "base/keyed.h"
#include "base/path.h"
#include "base/unicode.h"
#include "season/names/credit.h"
#include "season/new/slug.h"

/* A year has some hundred dramas. */
#define DRAMAS_MAX 1000

/* Plainly made up, so that nobody takes it for a fact. */
static const struct yn_list_track example_tracks[] = {
    {.drama = "An Example Drama", .title = "First Song", .artist = "A Singer"},
    {.drama = "An Example Drama", .title = "Second Song", .artist = "A Band"},
};

static bool slug_taken(const struct yn_new_season *season, const char *slug)
{
    for (size_t i = 0; i < season->n_dramas; i++) {
        if (strcmp(season->drama[i].slug, slug) == 0)
            return true;
    }
    return false;
}

/* A slug that no drama of the season has; "drama" where a title gives none. */
static int make_slug(struct yn_arena *arena, const struct yn_new_season *season,
                     const char *title, const char **out, struct yn_err *err)
{
    struct yn_buf slug = {0};
    int rc = yn_slug_put(title, &slug, err);
    size_t number = 2;
    if (!rc && slug.len == 0) {
        yn_buf_puts(&slug, "drama");
        number = 1;
    }
    size_t stem = slug.len;
    while (!rc && !slug.failed &&
           (number == 1 || slug_taken(season, yn_buf_text(&slug)))) {
        slug.len = stem;
        yn_buf_printf(&slug, "-%zu", number++);
    }
    if (!rc) {
        *out = slug.failed ? NULL : yn_arena_dup(arena, yn_buf_text(&slug));
        rc = *out ? YN_OK : yn_err_nomem(err);
    }
    yn_buf_release(&slug);
    return rc;
}

/* The drama that is written alike; NULL where it is a new one. */
static struct yn_new_drama *find_drama(const struct yn_new_season *season,
                                       const char *written, const char *key)
{
    for (size_t i = 0; i < season->n_dramas; i++) {
        struct yn_new_drama *drama = &season->drama[i];
        /* Names that are all signs have no letters to go by. */
        if (strcmp(drama->key, key) == 0 &&
            (*key || strcmp(drama->written, written) == 0))
            return drama;
    }
    return NULL;
}

static int add_drama(struct yn_arena *arena, struct yn_new_season *season,
                     const char *written, const char *key, struct yn_err *err)
{
    if (season->n_dramas == DRAMAS_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "the list names more than %d dramas", DRAMAS_MAX);
    struct yn_new_drama *drama = &season->drama[season->n_dramas];
    drama->written = written;
    drama->key = key;
    int rc = yn_bilingual_split(arena, written, &drama->title, err);
    if (rc)
        return rc;
    const char *title =
        *drama->title.name ? drama->title.name : drama->title.korean;
    rc = make_slug(arena, season, title, &drama->slug, err);
    if (!rc)
        season->n_dramas++;
    return rc;
}

static int add_track(struct yn_arena *arena, struct yn_new_season *season,
                     const struct yn_list_track *from, struct yn_err *err)
{
    const char *key;
    int rc = yn_key_make(arena, from->drama, &key, err);
    struct yn_new_drama *drama =
        rc ? NULL : find_drama(season, from->drama, key);
    if (!rc && !drama) {
        drama = &season->drama[season->n_dramas];
        rc = add_drama(arena, season, from->drama, key, err);
    }
    if (!rc)
        rc = yn_grow(&drama->track, &drama->cap, drama->n_tracks + 1,
                     sizeof(*drama->track), err);
    if (rc)
        return rc;
    struct yn_new_track *track = &drama->track[drama->n_tracks++];
    rc = yn_bilingual_split(arena, from->title, &track->title, err);
    return rc ? rc
              : yn_bilingual_split(arena, from->artist, &track->artist, err);
}

void yn_new_season_release(struct yn_new_season *season)
{
    for (size_t i = 0; i < season->n_dramas; i++)
        free(season->drama[i].track);
}

int yn_new_year(const struct yn_new_params *params)
{
    int year = params->year;
    if (!year && params->list)
        year = yn_list_year(params->list);
    if (year)
        return year;
    /* A folder that is there may be called "." or end in a slash. */
    char *real = realpath(params->dir, NULL);
    year = yn_list_year_in(yn_path_base(real ? real : params->dir));
    free(real);
    return year;
}

int yn_new_plan(struct yn_arena *arena, const struct yn_new_params *params,
                struct yn_new_season *season, struct yn_err *err)
{
    size_t n = YN_LEN(example_tracks);
    const struct yn_list_track *track = example_tracks;
    season->example = !params->list;
    if (params->list)
        track = yn_list_tracks(params->list, &n);
    season->year = yn_new_year(params);
    if (!season->year)
        return yn_err_set(err, YN_E_ARG, 0,
                          "the year of the season is not known; name it with "
                          "--year");
    if (n == 0)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: holds no song that could be read; write a line "
                          "as “Title” – Artist for Drama",
                          yn_list_file(params->list));
    season->drama = yn_arena_array(arena, n < DRAMAS_MAX ? n : DRAMAS_MAX,
                                   sizeof(*season->drama));
    char *title = yn_arena_alloc(arena, 64);
    if (!season->drama || !title)
        return yn_err_nomem(err);
    snprintf(title, 64, "%d Best Drama OST", season->year);
    season->title = params->list && *yn_list_title(params->list)
                        ? yn_list_title(params->list)
                        : title;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++)
        rc = add_track(arena, season, &track[i], err);
    return rc;
}
