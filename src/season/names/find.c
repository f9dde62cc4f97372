/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the artists that a line from outside the season names. Nothing is
 * joined here: the season's names are as they are.
 */
#include "base/base.h"
#include "base/keyed.h"
#include "season/names/index.h"

struct ask {
    const struct yn_season *season;
    const struct yn_names *names;
    struct yn_arena arena; /* of this question */
    struct yn_found_artist *out;
    size_t n;
    bool alike_only;
};

static void found(struct ask *ask, size_t artist, bool sure)
{
    for (size_t i = 0; i < ask->n; i++) {
        if (ask->out[i].artist == artist) {
            ask->out[i].sure |= sure;
            return;
        }
    }
    if (ask->n < YN_FOUND_ARTISTS_MAX)
        ask->out[ask->n++] = (struct yn_found_artist){artist, sure};
}

/* All artists with a key in a list. */
static size_t look_up(struct ask *ask, const struct yn_key_list *list,
                      const char *key, bool sure)
{
    size_t n = 0;
    const struct yn_key_at *run = key[0] ? yn_key_find(list, key, &n) : NULL;
    for (size_t i = 0; i < n; i++)
        found(ask, ask->names->mention[run[i].mention].artist, sure);
    return n;
}

static size_t find_alike(struct ask *ask, const char *key)
{
    return look_up(ask, &ask->names->latin, key, true) +
           look_up(ask, &ask->names->hangul, key, true);
}

/* A Latin name by the Hangul names it reads as, and a Hangul name by the Latin
 * ones that read as it. */
static int find_readings(struct ask *ask, const char *name, struct yn_err *err)
{
    struct yn_readings readings;
    int rc = yn_romaniser_read(ask->names->romaniser, name, &ask->arena,
                               &readings, err);
    for (size_t i = 0; !rc && i < readings.n; i++) {
        look_up(ask, &ask->names->hangul, readings.text[i], readings.full);
        look_up(ask, &ask->names->reading, readings.text[i], readings.full);
    }
    return rc;
}

static int find_name(struct ask *ask, struct yn_name *name, struct yn_err *err)
{
    size_t n = find_alike(ask, name->key) + find_alike(ask, name->other_key);
    if (n > 0)
        return YN_OK;
    const char *whole = "";
    int rc = yn_key_make(&ask->arena, name->text, &whole, err);
    if (!rc)
        n = find_alike(ask, whole);
    if (!rc && n == 0) {
        /* What stands in brackets may be a name and not the group. */
        name->group = "";
        rc = yn_names_take_group(ask->names, &ask->arena, name, err);
        n = rc ? 0 : find_alike(ask, name->key);
    }
    if (rc || n > 0 || ask->alike_only)
        return rc;
    return find_readings(ask, name->base, err);
}

static int find_credit(struct ask *ask, const struct yn_credit *credit,
                       struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < credit->n + credit->n_features; i++)
        rc = find_name(ask, &credit->name[i], err);
    return rc;
}

static int text_is_one(struct ask *ask, const char *text, size_t artist,
                       bool *yes, struct yn_err *err)
{
    const struct yn_artist *one = &ask->names->artist[artist];
    const char *key = "", *own = "";
    int rc = yn_key_make(&ask->arena, text, &key, err);
    for (size_t i = 0; !rc && !*yes && i < one->spellings.n; i++) {
        rc = yn_key_make(&ask->arena, one->spellings.item[i], &own, err);
        *yes = !rc && own[0] && strcmp(key, own) == 0;
    }
    return rc;
}

/* The other side of people.md: the members of a group, or the groups of a
 * member, that are artists of the season. */
static int find_members(struct ask *ask, size_t artist, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t p = 0; !rc && p < ask->season->n_people; p++) {
        const struct yn_person *person = &ask->season->people[p];
        if (person->members.n + person->groups.n == 0)
            continue;
        bool yes = false;
        rc = text_is_one(ask, person->name, artist, &yes, err);
        const struct yn_text_list *lists[] = {&person->members,
                                              &person->groups};
        for (size_t l = 0; !rc && l < YN_LEN(lists); l++) {
            for (size_t i = 0; !rc && i < lists[l]->n; i++) {
                bool other = yes;
                const char *key = "";
                const char *name = yes ? lists[l]->item[i] : person->name;
                if (!yes)
                    rc = text_is_one(ask, lists[l]->item[i], artist, &other,
                                     err);
                if (!rc && other)
                    rc = yn_key_make(&ask->arena, name, &key, err);
                if (!rc && other) {
                    look_up(ask, &ask->names->latin, key, false);
                    look_up(ask, &ask->names->hangul, key, false);
                }
            }
        }
    }
    return rc;
}

int yn_names_find(const struct yn_season *season, const char *line,
                  unsigned flags, struct yn_found_artist *out, size_t *n,
                  struct yn_err *err)
{
    struct ask ask = {.season = season,
                      .names = season->names,
                      .out = out,
                      .alike_only = flags & YN_NAMES_FIND_ALIKE};
    struct yn_credit credit;
    const char *whole = "";
    int rc = yn_key_make(&ask.arena, line, &whole, err);
    /* A band's name may hold what parts names elsewhere. */
    bool done = !rc && find_alike(&ask, whole) > 0;
    if (!rc && !done)
        rc = yn_credit_parse(&ask.arena, line, &credit, err);
    if (!rc && !done)
        rc = find_credit(&ask, &credit, err);
    if (!rc && !done)
        rc = yn_credit_split(&ask.arena, line, &credit, err);
    if (!rc && !done && credit.n > 1)
        rc = find_credit(&ask, &credit, err);
    for (size_t i = 0, known = ask.n; !rc && !ask.alike_only && i < known; i++)
        rc = find_members(&ask, out[i].artist, err);
    yn_arena_release(&ask.arena);
    if (!rc)
        *n = ask.n;
    return rc;
}

int yn_names_romanise(const char *text, char **out, struct yn_err *err)
{
    struct yn_buf roman = {0};
    yn_romanise_put(text, &roman);
    int rc = yn_buf_finish(&roman, out, err);
    yn_buf_release(&roman);
    return rc;
}
