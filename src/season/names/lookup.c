/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/keyed.h"
#include "season/names/index.h"

#define GROUP_TOKENS_MAX 8

const struct yn_key_at *yn_key_find(const struct yn_key_list *list,
                                    const char *key, size_t *n)
{
    size_t at = yn_keyed_find(list->item, list->n, sizeof(*list->item), key, n);
    return list->n ? list->item + at : NULL;
}

static int text_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_group(const struct yn_names *names, const char *key)
{
    return names->n_groups && bsearch(&key, names->group, names->n_groups,
                                      sizeof(*names->group), text_compare);
}

int yn_names_take_group(const struct yn_names *names, struct yn_arena *arena,
                        struct yn_name *name, struct yn_err *err)
{
    if (name->group[0])
        return YN_OK;
    const char *at = name->base;
    for (size_t tokens = 0; tokens < GROUP_TOKENS_MAX; tokens++) {
        at = strchr(at, ' ');
        if (!at)
            return YN_OK;
        const char *front =
            yn_arena_dup_n(arena, name->base, (size_t)(at - name->base));
        const char *key = "";
        if (!front)
            return yn_err_nomem(err);
        int rc = yn_key_make(arena, front, &key, err);
        if (rc)
            return rc;
        at++;
        if (*at && is_group(names, key)) {
            name->group = key;
            name->base = at;
            return yn_key_make(arena, at, &name->key, err);
        }
    }
    return YN_OK;
}

const struct yn_artist *yn_names_artists(const struct yn_names *names,
                                         size_t *n)
{
    *n = names->n_artists;
    return names->artist;
}

const size_t *yn_names_of_track(const struct yn_names *names,
                                const struct yn_track *track, size_t *n)
{
    const struct yn_track_credit *credit = &names->track[track->index];
    *n = credit->n;
    return names->credit + credit->first;
}

const struct yn_merge *yn_names_merged(const struct yn_names *names, size_t *n)
{
    *n = names->n_merged;
    return names->merged;
}

const struct yn_merge *yn_names_refused(const struct yn_names *names, size_t *n)
{
    *n = names->n_refused;
    return names->refused;
}
