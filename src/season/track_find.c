/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tracks that a person means by a name.
 */
#include "base/base.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/unicode.h"

static int key_equals(const char *text, const char *key, bool *equal,
                      struct yn_err *err)
{
    struct yn_buf buf = {0};
    int rc = *text ? yn_unicode_key(text, &buf, err) : YN_OK;
    if (!rc && !buf.failed)
        *equal |= *text && *key && strcmp(yn_buf_text(&buf), key) == 0;
    if (!rc && buf.failed)
        rc = yn_err_nomem(err);
    yn_buf_release(&buf);
    return rc;
}

static int any_equals(const struct yn_text_list *list, const char *key,
                      bool *equal, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < list->n; i++)
        rc = key_equals(list->item[i], key, equal, err);
    return rc;
}

static int drama_named(const struct yn_drama *drama, const char *key,
                       bool *named, struct yn_err *err)
{
    *named = false;
    int rc = key_equals(drama->title, key, named, err);
    if (!rc)
        rc = key_equals(drama->korean, key, named, err);
    if (!rc)
        rc = key_equals(drama->slug, key, named, err);
    if (!rc)
        rc = any_equals(&drama->aliases, key, named, err);
    return rc;
}

static int track_named(const struct yn_track *track, const char *key,
                       bool *named, struct yn_err *err)
{
    *named = false;
    int rc = key_equals(track->title, key, named, err);
    if (!rc)
        rc = key_equals(track->korean, key, named, err);
    if (!rc)
        rc = any_equals(&track->aliases, key, named, err);
    return rc;
}

/* The tracks of one drama, or of all (`drama` NULL), of that name. */
struct search {
    const struct yn_season *season;
    const struct yn_track **out;
    size_t most, n;
};

static int search_tracks(struct search *search, const char *drama,
                         const char *track, struct yn_err *err)
{
    struct yn_buf drama_key = {0}, key = {0};
    int rc = yn_unicode_key(track, &key, err);
    if (!rc && drama)
        rc = yn_unicode_key(drama, &drama_key, err);
    search->n = 0;
    for (size_t d = 0; !rc && d < search->season->n_dramas; d++) {
        const struct yn_drama *one = &search->season->dramas[d];
        bool named = true;
        if (drama)
            rc = drama_named(one, yn_buf_text(&drama_key), &named, err);
        for (size_t t = 0; !rc && named && t < one->n_tracks; t++) {
            bool met;
            rc = track_named(&one->tracks[t], yn_buf_text(&key), &met, err);
            if (rc || !met)
                continue;
            if (search->n < search->most)
                search->out[search->n] = &one->tracks[t];
            search->n++;
        }
    }
    yn_buf_release(&drama_key);
    yn_buf_release(&key);
    return rc;
}

int yn_track_find(const struct yn_season *season, const char *text,
                  const struct yn_track **out, size_t most, size_t *n,
                  struct yn_err *err)
{
    struct search search = {.season = season, .out = out, .most = most};
    int rc = search_tracks(&search, NULL, text, err);
    /* A title may hold a colon itself, and so may a drama's. */
    for (const char *colon = text;
         !rc && !search.n && (colon = strchr(colon, ':')) != NULL; colon++) {
        char *drama = strndup(text, (size_t)(colon - text));
        rc = drama ? search_tracks(&search, drama, colon + 1, err)
                   : yn_err_nomem(err);
        free(drama);
    }
    *n = search.n;
    return rc;
}

struct yn_date yn_date_of_day(int32_t day)
{
    return yn_day_date(day);
}

bool yn_date_of_text(const char *text, struct yn_date *out)
{
    const char *end;
    struct yn_date date;
    if (!yn_date_read(text, &date, &end) || *end)
        return false;
    *out = date;
    return true;
}
