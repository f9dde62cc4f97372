/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Here the drama and the title agree already, so a spelling need only be
 * possible, not sure: that two songs of one title in one drama are by artists
 * whose names can be read as each other is far less likely than a spelling.
 */
#include "base/base.h"
#include "base/keyed.h"
#include "base/reader.h"
#include "season/names/match.h"

struct ask {
    struct yn_season *season;
    struct yn_names *names;
    struct yn_arena *scratch;
};

static int parse(struct ask *ask, const char *text, struct yn_name *out,
                 struct yn_err *err)
{
    int rc = yn_name_parse(ask->scratch, text, out, err);
    return rc ? rc : yn_names_take_group(ask->names, ask->scratch, out, err);
}

/* Whether `longer` ends in `shorter` after a blank: a group stands in front. */
static int ends_in(struct ask *ask, const struct yn_name *longer,
                   const struct yn_name *shorter, bool *yes, struct yn_err *err)
{
    const char *word = longer->base;
    *yes = false;
    while (!*yes && (word = strchr(word, ' ')) != NULL) {
        const char *key;
        int rc = yn_key_make(ask->scratch, ++word, &key, err);
        if (rc)
            return rc;
        *yes = key[0] && strcmp(key, shorter->key) == 0;
    }
    return YN_OK;
}

static int share_reading(struct ask *ask, const struct yn_name *a,
                         const struct yn_name *b, bool *yes, struct yn_err *err)
{
    struct yn_readings x, y;
    *yes = false;
    int rc = yn_romaniser_read(ask->names->romaniser, a->base, ask->scratch, &x,
                               err);
    if (!rc)
        rc = yn_romaniser_read(ask->names->romaniser, b->base, ask->scratch, &y,
                               err);
    for (size_t i = 0; !rc && i < x.n; i++) {
        for (size_t j = 0; j < y.n; j++)
            *yes |= strcmp(x.text[i], y.text[j]) == 0;
    }
    return rc;
}

static int names_fit(struct ask *ask, const struct yn_name *a,
                     const struct yn_name *b, bool *yes, struct yn_err *err)
{
    *yes = strcmp(a->key, b->key) == 0 ||
           (a->other_key[0] && strcmp(a->other_key, b->key) == 0) ||
           (b->other_key[0] && strcmp(b->other_key, a->key) == 0);
    int rc = YN_OK;
    if (!*yes)
        rc = share_reading(ask, a, b, yes, err);
    if (!rc && !*yes)
        rc = ends_in(ask, a, b, yes, err);
    if (!rc && !*yes)
        rc = ends_in(ask, b, a, yes, err);
    return rc;
}

static int text_fits(struct ask *ask, const struct yn_name *name,
                     const char *text, bool *yes, struct yn_err *err)
{
    struct yn_name other;
    *yes = false;
    if (!text[0])
        return YN_OK;
    int rc = parse(ask, text, &other, err);
    return rc ? rc : names_fit(ask, name, &other, yes, err);
}

static int list_fits(struct ask *ask, const struct yn_name *name,
                     const struct yn_text_list *list, bool *yes,
                     struct yn_err *err)
{
    int rc = YN_OK;
    *yes = false;
    for (size_t i = 0; !rc && !*yes && i < list->n; i++)
        rc = text_fits(ask, name, list->item[i], yes, err);
    return rc;
}

static int person_fits(struct ask *ask, const struct yn_name *name,
                       const struct yn_person *person, bool *yes,
                       struct yn_err *err)
{
    int rc = text_fits(ask, name, person->name, yes, err);
    if (!rc && !*yes)
        rc = text_fits(ask, name, person->korean, yes, err);
    if (!rc && !*yes)
        rc = list_fits(ask, name, &person->aliases, yes, err);
    return rc;
}

static int any_spelling_is(struct ask *ask, const struct yn_artist *artist,
                           const struct yn_person *person, bool *yes,
                           struct yn_err *err)
{
    int rc = YN_OK;
    *yes = false;
    for (size_t i = 0; !rc && !*yes && i < artist->spellings.n; i++) {
        struct yn_name name;
        rc = parse(ask, artist->spellings.item[i], &name, err);
        if (!rc)
            rc = person_fits(ask, &name, person, yes, err);
    }
    return rc;
}

/* Whether people.md makes the name a member of the artist, or the artist a
 * member of the name. */
static int membership_fits(struct ask *ask, const struct yn_name *name,
                           const struct yn_artist *artist, bool *yes,
                           struct yn_err *err)
{
    int rc = YN_OK;
    *yes = false;
    for (size_t p = 0; !rc && !*yes && p < ask->season->n_people; p++) {
        const struct yn_person *person = &ask->season->people[p];
        bool named = false;
        if (person->members.n == 0 && person->groups.n == 0)
            continue;
        rc = any_spelling_is(ask, artist, person, &named, err);
        if (!rc && named)
            rc = list_fits(ask, name,
                           person->members.n ? &person->members
                                             : &person->groups,
                           yes, err);
        if (rc || *yes)
            break;
        rc = person_fits(ask, name, person, &named, err);
        const struct yn_text_list *list =
            person->members.n ? &person->members : &person->groups;
        for (size_t i = 0; !rc && named && !*yes && i < list->n; i++) {
            const struct yn_person one = {
                .name = list->item[i], .korean = "", .aliases = {0}};
            rc = any_spelling_is(ask, artist, &one, yes, err);
        }
    }
    return rc;
}

static int artist_fits(struct ask *ask, const struct yn_name *name,
                       const struct yn_artist *artist, bool *yes,
                       struct yn_err *err)
{
    int rc = list_fits(ask, name, &artist->spellings, yes, err);
    return rc || *yes ? rc : membership_fits(ask, name, artist, yes, err);
}

/* Whether any of a credit's names fits any artist of the track. */
static int credit_fits(struct ask *ask, struct yn_credit *credit,
                       const struct yn_track *track, bool *yes,
                       struct yn_err *err)
{
    size_t n;
    const size_t *artists = yn_names_of_track(ask->names, track, &n);
    int rc = YN_OK;
    *yes = false;
    for (size_t i = 0; !rc && !*yes && i < credit->n; i++) {
        rc = yn_names_take_group(ask->names, ask->scratch, &credit->name[i],
                                 err);
        for (size_t j = 0; !rc && !*yes && j < n; j++)
            rc = artist_fits(ask, &credit->name[i],
                             &ask->names->artist[artists[j]], yes, err);
    }
    return rc;
}

int yn_match_artist_alike(struct yn_names *names, struct yn_arena *scratch,
                          const char *artist, const struct yn_track *track,
                          bool *alike, struct yn_err *err)
{
    size_t n_artists;
    yn_names_of_track(names, track, &n_artists);
    *alike = true;
    if (!artist[0] || n_artists == 0)
        return YN_OK;
    const char *key, *own;
    int rc = yn_key_make(scratch, artist, &key, err);
    const char *all = yn_track_credit_text(scratch, track);
    if (!rc && !all)
        rc = yn_err_nomem(err);
    if (!rc)
        rc = yn_key_make(scratch, all, &own, err);
    if (rc)
        return rc;
    *alike = strcmp(key, own) == 0;
    const struct yn_text_list *lists[] = {&track->artist, &track->artist_ko};
    for (size_t l = 0; l < YN_LEN(lists); l++) {
        for (size_t i = 0; !*alike && i < lists[l]->n; i++) {
            rc = yn_key_make(scratch, lists[l]->item[i], &own, err);
            if (rc)
                return rc;
            *alike = strcmp(key, own) == 0;
        }
    }
    return YN_OK;
}

int yn_match_artist(struct yn_season *season, struct yn_names *names,
                    struct yn_arena *scratch, const char *artist,
                    const struct yn_track *track, bool *fits,
                    struct yn_err *err)
{
    struct ask ask = {season, names, scratch};
    struct yn_credit credit;
    *fits = false;
    int rc = yn_credit_parse(scratch, artist, &credit, err);
    if (!rc)
        rc = credit_fits(&ask, &credit, track, fits, err);
    if (rc || *fits)
        return rc;
    rc = yn_credit_split(scratch, artist, &credit, err);
    return rc ? rc : credit_fits(&ask, &credit, track, fits, err);
}

const char *yn_track_credit_text(struct yn_arena *arena,
                                 const struct yn_track *track)
{
    const struct yn_text_list *list =
        track->artist.n ? &track->artist : &track->artist_ko;
    const char *text = list->n ? list->item[0] : "";
    for (size_t i = 1; text && i < list->n; i++)
        text = yn_text_f(arena, "%s%s%s", text, i + 1 == list->n ? " & " : ", ",
                         list->item[i]);
    return text;
}
