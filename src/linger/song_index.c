/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/song_index.h"

#include "base/base.h"
#include "base/keyed.h"

static int add_form(struct yn_song_index *index, const char *key,
                    const char *version, size_t track, struct yn_err *err)
{
    int rc = yn_grow(&index->form, &index->cap_forms, index->n_forms + 1,
                     sizeof(*index->form), err);
    if (!rc)
        index->form[index->n_forms++] =
            (struct yn_song_form){key, version, track};
    return rc;
}

static int add_title(struct yn_song_index *index, const struct yn_track *track,
                     const char *text, struct yn_err *err)
{
    struct yn_title title;
    int rc = yn_title_parse(&index->arena, text, &title, err);
    if (rc)
        return rc;
    const char *version = title.version;
    if (!version[0] && track->version == YN_INSTRUMENTAL)
        version = "inst";
    for (size_t i = 0; !rc && i < title.n; i++)
        rc = add_form(index, title.form[i], version, track->index, err);
    if (!rc && title.n == 0 && title.key[0])
        rc = add_form(index, title.key, version, track->index, err);
    return rc;
}

static int add_roman(struct yn_song_index *index, const struct yn_track *track,
                     const char *text, struct yn_err *err)
{
    char *roman = NULL;
    if (!yn_text_is_korean(text))
        return YN_OK;
    int rc = yn_names_romanise(text, &roman, err);
    if (!rc)
        rc = add_title(index, track, roman, err);
    free(roman);
    return rc;
}

static int add_album(struct yn_song_index *index, const struct yn_track *track,
                     struct yn_err *err)
{
    const char *key = "";
    int rc = yn_key_make(&index->arena, track->album, &key, err);
    if (rc || !key[0])
        return rc;
    rc = yn_grow(&index->album, &index->cap_albums, index->n_albums + 1,
                 sizeof(*index->album), err);
    if (!rc)
        index->album[index->n_albums++] =
            (struct yn_song_drama){key, track->drama};
    return rc;
}

static int add_track(struct yn_song_index *index, const struct yn_track *track,
                     struct yn_err *err)
{
    int rc = add_title(index, track, track->title, err);
    if (!rc)
        rc = add_title(index, track, track->korean, err);
    if (!rc)
        rc = add_roman(index, track, track->korean, err);
    for (size_t i = 0; !rc && i < track->aliases.n; i++)
        rc = add_title(index, track, track->aliases.item[i], err);
    if (!rc)
        rc = add_album(index, track, err);
    size_t n;
    const size_t *artists = yn_names_of_track(index->season->names, track, &n);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = yn_grow(&index->credit, &index->cap_credits, index->n_credits + 1,
                     sizeof(*index->credit), err);
        if (!rc)
            index->credit[index->n_credits++] =
                (struct yn_song_credit){artists[i], track->index};
    }
    return rc;
}

static int add_drama_name(struct yn_song_index *index, size_t drama,
                          const char *name, struct yn_err *err)
{
    const char *key = "";
    int rc = yn_key_make(&index->arena, name, &key, err);
    if (rc || !key[0])
        return rc;
    rc = yn_grow(&index->drama, &index->cap_dramas, index->n_dramas + 1,
                 sizeof(*index->drama), err);
    if (!rc)
        index->drama[index->n_dramas++] = (struct yn_song_drama){key, drama};
    return rc;
}

static int add_drama(struct yn_song_index *index, size_t d, struct yn_err *err)
{
    const struct yn_drama *drama = &index->season->dramas[d];
    int rc = add_drama_name(index, d, drama->title, err);
    if (!rc)
        rc = add_drama_name(index, d, drama->korean, err);
    for (size_t i = 0; !rc && i < drama->aliases.n; i++)
        rc = add_drama_name(index, d, drama->aliases.item[i], err);
    return rc;
}

static int form_compare(const void *a, const void *b)
{
    const struct yn_song_form *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->track < y->track ? -1 : x->track > y->track;
}

static int drama_compare(const void *a, const void *b)
{
    const struct yn_song_drama *x = a, *y = b;
    size_t m = strlen(x->key), n = strlen(y->key);
    if (m != n)
        return m > n ? -1 : 1;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->drama < y->drama ? -1 : x->drama > y->drama;
}

static int album_compare(const void *a, const void *b)
{
    const struct yn_song_drama *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->drama < y->drama ? -1 : x->drama > y->drama;
}

static int credit_compare(const void *a, const void *b)
{
    const struct yn_song_credit *x = a, *y = b;
    if (x->artist != y->artist)
        return x->artist < y->artist ? -1 : 1;
    return x->track < y->track ? -1 : x->track > y->track;
}

static void sort(struct yn_song_index *index)
{
    if (index->n_forms)
        qsort(index->form, index->n_forms, sizeof(*index->form), form_compare);
    if (index->n_dramas)
        qsort(index->drama, index->n_dramas, sizeof(*index->drama),
              drama_compare);
    if (index->n_albums)
        qsort(index->album, index->n_albums, sizeof(*index->album),
              album_compare);
    if (index->n_credits)
        qsort(index->credit, index->n_credits, sizeof(*index->credit),
              credit_compare);
}

/* Lists the forms of each track, for those who know the track. */
static int group_forms(struct yn_song_index *index, struct yn_err *err)
{
    size_t n_tracks = index->season->n_tracks;
    index->of_track =
        yn_arena_array(&index->arena, index->n_forms, sizeof(*index->of_track));
    index->first_of_track = yn_arena_array(&index->arena, n_tracks + 2,
                                           sizeof(*index->first_of_track));
    if (!index->of_track || !index->first_of_track)
        return yn_err_nomem(err);
    /* Counted one place further on, so that filling moves each start to where
     * it belongs. */
    size_t *first = index->first_of_track;
    for (size_t i = 0; i < index->n_forms; i++)
        first[index->form[i].track + 2]++;
    for (size_t t = 2; t < n_tracks + 2; t++)
        first[t] += first[t - 1];
    for (size_t i = 0; i < index->n_forms; i++)
        index->of_track[first[index->form[i].track + 1]++] = i;
    return YN_OK;
}

/* Every spelling of an artist, from each of its words on: a group may stand in
 * front of a member, and a line may leave it out. */
static int sieve_spelling(struct yn_song_index *index, const char *text,
                          struct yn_err *err)
{
    int rc = YN_OK;
    while (!rc && text) {
        const char *key = "";
        rc = yn_key_make(&index->arena, text, &key, err);
        if (!rc)
            yn_sieve_add(&index->artists, key);
        text = strpbrk(text + 1, " (");
    }
    return rc;
}

/* What stands in front of a bracket is a name by itself, and short ones must be
 * known to end there. */
static int sieve_front(struct yn_song_index *index, const char *text,
                       struct yn_err *err)
{
    const char *open = strchr(text, '(');
    if (!open || open == text)
        return YN_OK;
    const char *front =
        yn_arena_dup_n(&index->arena, text, (size_t)(open - text));
    return front ? sieve_spelling(index, front, err) : yn_err_nomem(err);
}

static int fill_sieves(struct yn_song_index *index, struct yn_err *err)
{
    size_t n;
    const struct yn_artist *artist = yn_names_artists(index->season->names, &n);
    index->artists.words = true;
    for (size_t i = 0; i < index->n_forms; i++)
        yn_sieve_add(&index->titles, index->form[i].key);
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        const struct yn_text_list *list = &artist[i].spellings;
        for (size_t s = 0; !rc && s < list->n; s++) {
            rc = sieve_spelling(index, list->item[s], err);
            if (!rc)
                rc = sieve_front(index, list->item[s], err);
        }
    }
    return rc;
}

const struct yn_sieve *yn_song_titles(const struct yn_song_index *index)
{
    return &index->titles;
}

const struct yn_sieve *yn_song_artists(const struct yn_song_index *index)
{
    return &index->artists;
}

int yn_song_index_create(const struct yn_season *season,
                         struct yn_song_index **out, struct yn_err *err)
{
    struct yn_song_index *index = calloc(1, sizeof(*index));
    if (!index)
        return yn_err_nomem(err);
    index->season = season;
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < season->n_tracks; t++)
        rc = add_track(index, season->tracks[t], err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = add_drama(index, d, err);
    if (!rc)
        rc = yn_song_rules_read(index, err);
    if (!rc)
        rc = fill_sieves(index, err);
    if (!rc) {
        sort(index);
        rc = group_forms(index, err);
    }
    if (rc) {
        yn_song_index_destroy(&index);
        return rc;
    }
    *out = index;
    return YN_OK;
}

void yn_song_index_destroy(struct yn_song_index **index)
{
    if (!*index)
        return;
    yn_arena_release(&(*index)->arena);
    free((*index)->form);
    free((*index)->drama);
    free((*index)->album);
    free((*index)->credit);
    free(*index);
    *index = NULL;
}

bool yn_song_knows_title(const struct yn_song_index *index, const char *key)
{
    size_t n;
    yn_keyed_find(index->form, index->n_forms, sizeof(*index->form), key, &n);
    return n > 0;
}
