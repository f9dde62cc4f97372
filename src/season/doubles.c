/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds dramas and tracks that stand in the folder twice.
 */
#include "base/base.h"
#include "base/keyed.h"
#include "season/build.h"
#include "season/names/credit.h"

/* A name with the thing that bears it, for finding doubles by sorting. */
struct bearer {
    const char *key;
    size_t index;
};

static int bearer_compare(const void *a, const void *b)
{
    const struct bearer *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int same_drama_twice(struct yn_build *build,
                            const struct yn_drama *first,
                            const struct yn_drama *again, struct yn_err *err)
{
    const char *what =
        yn_text_f(build->reader.arena, "the drama \"%s\" stands in %s already",
                  again->title, first->pos.file);
    return yn_reader_problem(&build->reader, again->pos, what,
                             "make one file of the two, or tell them apart by "
                             "their titles",
                             err);
}

static int check_dramas(struct yn_build *build, struct yn_err *err)
{
    const struct yn_season *season = build->season;
    size_t n = season->n_dramas;
    struct bearer *all = calloc(n + 1, sizeof(*all));
    int rc = all ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        all[i].index = i;
        rc = yn_key_make(build->reader.arena, season->dramas[i].title,
                         &all[i].key, err);
    }
    if (!rc && n)
        qsort(all, n, sizeof(*all), bearer_compare);
    for (size_t i = 1; !rc && i < n; i++) {
        if (all[i].key[0] && strcmp(all[i].key, all[i - 1].key) == 0)
            rc = same_drama_twice(build, &season->dramas[all[i - 1].index],
                                  &season->dramas[all[i].index], err);
    }
    free(all);
    return rc;
}

/* The identity of a track within its drama: title, artists and version. */
static int track_key(struct yn_build *build, const struct yn_track *track,
                     const char **out, struct yn_err *err)
{
    struct yn_arena *arena = build->reader.arena;
    const struct yn_text_list *artist =
        track->artist.n ? &track->artist : &track->artist_ko;
    const char *key;
    int rc = yn_key_make(arena, yn_track_name(track), &key, err);
    if (!rc)
        key = yn_text_f(arena, "%s|%s", key, yn_version_word(track->version));
    for (size_t i = 0; !rc && key && i < artist->n; i++) {
        const char *name;
        rc = yn_key_make(arena, artist->item[i], &name, err);
        if (!rc)
            key = yn_text_f(arena, "%s|%s", key, name);
    }
    if (!rc && !key)
        rc = yn_err_nomem(err);
    *out = key;
    return rc;
}

static int same_track_twice(struct yn_build *build,
                            const struct yn_track *first,
                            const struct yn_track *again, struct yn_err *err)
{
    const char *what = yn_text_f(build->reader.arena,
                                 "the track \"%s\" stands on line %u already",
                                 yn_track_name(again), first->pos.line);
    return yn_reader_problem(&build->reader, again->pos, what,
                             "keep one, or tell them apart by `version`", err);
}

static int check_tracks(struct yn_build *build, const struct yn_drama *drama,
                        struct yn_err *err)
{
    size_t n = drama->n_tracks;
    struct bearer *all = calloc(n + 1, sizeof(*all));
    int rc = all ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        all[i].index = i;
        rc = track_key(build, &drama->tracks[i], &all[i].key, err);
    }
    if (!rc && n)
        qsort(all, n, sizeof(*all), bearer_compare);
    for (size_t i = 1; !rc && i < n; i++) {
        if (strcmp(all[i].key, all[i - 1].key) == 0)
            rc = same_track_twice(build, &drama->tracks[all[i - 1].index],
                                  &drama->tracks[all[i].index], err);
    }
    free(all);
    return rc;
}

int yn_build_doubles(struct yn_build *build, struct yn_err *err)
{
    const struct yn_season *season = build->season;
    int rc = check_dramas(build, err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = check_tracks(build, &season->dramas[d], err);
    return rc;
}
