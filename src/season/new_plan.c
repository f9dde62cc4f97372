/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/new_internal.h"

#include "base/base.h"
#include "base/unicode.h"
#include "season/slug.h"

/* Plainly made up, so that nobody takes it for a fact. */
static const struct yn_list_track example_tracks[] = {
    {.drama = "An Example Drama", .title = "First Song", .artist = "A Singer"},
    {.drama = "An Example Drama", .title = "Second Song", .artist = "A Band"},
};

static int same_key(const char *a, const char *b, bool *same,
                    struct yn_err *err)
{
    struct yn_buf key_a = {0}, key_b = {0};
    int rc = yn_unicode_key(a, &key_a, err);
    if (!rc)
        rc = yn_unicode_key(b, &key_b, err);
    if (!rc)
        *same = strcmp(yn_buf_text(&key_a), yn_buf_text(&key_b)) == 0 &&
                (key_a.len > 0 || strcmp(a, b) == 0);
    yn_buf_release(&key_a);
    yn_buf_release(&key_b);
    return rc;
}

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

static int find_drama(struct yn_new_season *season, const char *written,
                      struct yn_new_drama **out, struct yn_err *err)
{
    *out = NULL;
    for (size_t i = 0; i < season->n_dramas; i++) {
        bool same;
        int rc = same_key(season->drama[i].written, written, &same, err);
        if (rc)
            return rc;
        if (same) {
            *out = &season->drama[i];
            return YN_OK;
        }
    }
    return YN_OK;
}

static int add_track(struct yn_arena *arena, struct yn_new_season *season,
                     const struct yn_list_track *from, size_t n_left,
                     struct yn_err *err)
{
    struct yn_new_drama *drama;
    int rc = find_drama(season, from->drama, &drama, err);
    if (!rc && !drama) {
        drama = &season->drama[season->n_dramas];
        drama->written = from->drama;
        rc = yn_bilingual_split(arena, from->drama, &drama->title, err);
        const char *title =
            rc || *drama->title.name ? drama->title.name : drama->title.korean;
        if (!rc)
            rc = make_slug(arena, season, title, &drama->slug, err);
        if (rc)
            return rc;
        season->n_dramas++;
        drama->track = yn_arena_array(arena, n_left, sizeof(*drama->track));
        if (!drama->track)
            return yn_err_nomem(err);
    }
    if (rc)
        return rc;
    struct yn_new_track *track = &drama->track[drama->n_tracks++];
    rc = yn_bilingual_split(arena, from->title, &track->title, err);
    if (!rc)
        rc = yn_bilingual_split(arena, from->artist, &track->artist, err);
    return rc;
}

int yn_new_plan(struct yn_arena *arena, const struct yn_new_params *params,
                struct yn_new_season *season, struct yn_err *err)
{
    size_t n = YN_LEN(example_tracks);
    const struct yn_list_track *track = example_tracks;
    season->example = !params->list;
    if (params->list)
        track = yn_list_tracks(params->list, &n);
    season->year = params->year;
    if (!season->year && params->list)
        season->year = yn_list_year(params->list);
    if (!season->year)
        return yn_err_set(err, YN_E_ARG, 0,
                          "the year of the season is not known; name it with "
                          "--year");
    if (n == 0)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "the list holds no song that could be read; write a "
                          "line as “Title” – Artist for Drama");
    season->drama = yn_arena_array(arena, n, sizeof(*season->drama));
    char *title = yn_arena_alloc(arena, 64);
    if (!season->drama || !title)
        return yn_err_nomem(err);
    snprintf(title, 64, "%d Best Drama OST", season->year);
    season->title = params->list && *yn_list_title(params->list)
                        ? yn_list_title(params->list)
                        : title;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++)
        rc = add_track(arena, season, &track[i], n - i, err);
    return rc;
}
