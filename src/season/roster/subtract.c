/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/roster/internal.h"

#include <yeoun/names.h>

#include "base/base.h"
#include "base/keyed.h"
#include "season/names/credit.h"

/* A track of the drama with all it is known by. */
struct known {
    const struct yn_track *track;
    struct yn_roster_keys keys;
    const char **title; /* keys of its aliases */
    size_t n_titles;
    const char **artist; /* keys of every spelling of its artists */
    size_t n_artists;
};

static int make_keys(struct yn_arena *arena, const struct yn_text_list *list,
                     const char ***out, size_t *n, struct yn_err *err)
{
    const char **key = yn_arena_array(arena, *n + list->n, sizeof(*key));
    if (!key)
        return yn_err_nomem(err);
    if (*n)
        memcpy(key, *out, *n * sizeof(*key));
    for (size_t i = 0; i < list->n; i++) {
        int rc = yn_key_make(arena, list->item[i], &key[*n + i], err);
        if (rc)
            return rc;
    }
    *out = key;
    *n += list->n;
    return YN_OK;
}

static int know_track(struct yn_arena *arena, const struct yn_season *season,
                      const struct yn_track *track, struct known *out,
                      struct yn_err *err)
{
    *out = (struct known){.track = track};
    int rc = yn_roster_keys_make(arena, track, &out->keys, err);
    if (!rc)
        rc =
            make_keys(arena, &track->aliases, &out->title, &out->n_titles, err);
    if (rc || !season->names)
        return rc;
    size_t n_artists, n;
    const struct yn_artist *artist =
        yn_names_artists(season->names, &n_artists);
    const size_t *credited = yn_names_of_track(season->names, track, &n);
    /* Of two who sing together, one name alone is another credit. */
    for (size_t i = 0; !rc && n == 1 && i < n; i++)
        rc = make_keys(arena, &artist[credited[i]].spellings, &out->artist,
                       &out->n_artists, err);
    return rc;
}

static bool has(const char *const *keys, size_t n, const char *key)
{
    for (size_t i = 0; *key && i < n; i++) {
        if (strcmp(keys[i], key) == 0)
            return true;
    }
    return false;
}

static bool is_known(const struct known *known,
                     const struct yn_roster_keys *keys)
{
    struct yn_roster_keys own = known->keys;
    /* An alias in place of a title makes the titles comparable. */
    if (has(known->title, known->n_titles, keys->title))
        own.title = keys->title;
    if (has(known->title, known->n_titles, keys->korean))
        own.korean = keys->korean;
    if (has(known->artist, known->n_artists, keys->artist))
        own.artist = keys->artist;
    if (has(known->artist, known->n_artists, keys->artist_ko))
        own.artist_ko = keys->artist_ko;
    return yn_roster_keys_same(&own, keys);
}

int yn_roster_subtract(struct yn_roster *roster, const struct yn_season *season,
                       const struct yn_drama *drama, size_t *n_dropped,
                       struct yn_err *err)
{
    struct yn_arena arena = {0};
    int rc = YN_OK;
    size_t kept = 0;
    struct known *known =
        yn_arena_array(&arena, drama->n_tracks, sizeof(*known));
    if (!known)
        rc = yn_err_nomem(err);
    for (size_t i = 0; !rc && i < drama->n_tracks; i++)
        rc = know_track(&arena, season, &drama->tracks[i], &known[i], err);
    for (size_t i = 0; !rc && i < roster->n; i++) {
        size_t t = 0;
        while (t < drama->n_tracks &&
               (known[t].track->version != roster->track[i].version ||
                !is_known(&known[t], &roster->keys[i])))
            t++;
        if (t < drama->n_tracks)
            continue;
        roster->track[kept] = roster->track[i];
        roster->keys[kept++] = roster->keys[i];
    }
    if (!rc) {
        *n_dropped = roster->n - kept;
        roster->n = kept;
    }
    yn_arena_release(&arena);
    return rc;
}
