/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decides which mentions are one artist. In this order, the surest first:
 *
 *   1. people.md says so;
 *   2. the same Hangul name;
 *   3. the same letters, unless rows give them different Hangul names;
 *   4. a Latin name that can only be read as one Hangul name of the season.
 *
 * Two artists whose Hangul names differ are never joined by rules 3 and 4, nor
 * two of whom both name a group, and not the same. What looks alike and was not
 * joined is listed as refused.
 */
#include "season/names/join.h"

#include "base/base.h"
#include "base/keyed.h"

size_t yn_names_root(struct yn_names *names, size_t mention)
{
    struct yn_mention *all = names->mention;
    while (all[mention].parent != mention) {
        all[mention].parent = all[all[mention].parent].parent;
        mention = all[mention].parent;
    }
    return mention;
}

/* Joins two artists under the one that was met first, which carries what is
 * known: its Hangul key and its group. */
static int join(struct yn_names *names, size_t a, size_t b, const char *reason,
                struct yn_err *err)
{
    size_t x = yn_names_root(names, a), y = yn_names_root(names, b);
    if (x == y)
        return YN_OK;
    int rc = yn_names_note(names, yn_mention_shown(&names->mention[a]),
                           yn_mention_shown(&names->mention[b]), reason, err);
    if (x > y) {
        size_t t = x;
        x = y;
        y = t;
    }
    names->mention[y].parent = x;
    return rc;
}

/* What is known of a mention's artist. */
static struct yn_known *known_of(struct yn_names *names, struct yn_known *known,
                                 size_t mention)
{
    size_t root = yn_names_root(names, mention);
    yn_assert(root < names->n_mentions && known[root].hangul_key);
    return &known[root];
}

static void gather(struct yn_names *names, struct yn_known *known)
{
    for (size_t i = 0; i < names->n_mentions; i++)
        known[i] = (struct yn_known){"", ""};
    for (size_t i = 0; i < names->n_mentions; i++) {
        const struct yn_mention *mention = &names->mention[i];
        struct yn_known *at = known_of(names, known, i);
        if (!at->hangul_key[0])
            at->hangul_key = mention->hangul_key;
        if (!at->group[0])
            at->group = mention->group;
    }
}

/* The artist that a key names, or YN_NONE. */
static size_t named(struct yn_names *names, const char *key)
{
    size_t n;
    const struct yn_key_at *at = yn_key_find(&names->latin, key, &n);
    if (n == 0)
        at = yn_key_find(&names->hangul, key, &n);
    return n ? yn_names_root(names, at->mention) : YN_NONE;
}

static bool same_group(struct yn_names *names, const char *a, const char *b)
{
    if (!a[0] || !b[0] || strcmp(a, b) == 0)
        return true;
    size_t x = named(names, a);
    return x != YN_NONE && x == named(names, b);
}

/* Whether nothing known of two artists forbids that they are one. */
bool yn_names_may_join(struct yn_names *names, const struct yn_known *known,
                       size_t a, size_t b)
{
    const struct yn_known *x = &known[yn_names_root(names, a)];
    const struct yn_known *y = &known[yn_names_root(names, b)];
    bool hangul = !x->hangul_key[0] || !y->hangul_key[0] ||
                  strcmp(x->hangul_key, y->hangul_key) == 0;
    return hangul && same_group(names, x->group, y->group);
}

/* After a join, both roots' knowledge stands at the root that stays. */
int yn_names_join_known(struct yn_names *names, struct yn_known *known,
                        size_t a, size_t b, const char *reason,
                        struct yn_err *err)
{
    const struct yn_known x = known[yn_names_root(names, a)];
    const struct yn_known y = known[yn_names_root(names, b)];
    int rc = join(names, a, b, reason, err);
    struct yn_known *at = &known[yn_names_root(names, a)];
    at->hangul_key = x.hangul_key[0] ? x.hangul_key : y.hangul_key;
    at->group = x.group[0] ? x.group : y.group;
    return rc;
}

/* Joins all mentions that a text's key names: every spelling of people.md. */
static int join_text(struct yn_names *names, const char *text, size_t *first,
                     struct yn_err *err)
{
    struct yn_name name;
    if (!text[0])
        return YN_OK;
    int rc = yn_name_parse(&names->arena, text, &name, err);
    if (!rc)
        rc = yn_names_take_group(names, &names->arena, &name, err);
    if (rc)
        return rc;
    size_t n;
    const struct yn_key_at *at =
        yn_key_find(name.hangul ? &names->hangul : &names->latin, name.key, &n);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct yn_mention *mention = &names->mention[at[i].mention];
        /* A homonym of another group is somebody else. */
        if (name.group[0] && mention->group[0] &&
            strcmp(name.group, mention->group) != 0)
            continue;
        if (*first == YN_NONE)
            *first = at[i].mention;
        rc = join(names, *first, at[i].mention, "people.md", err);
    }
    return rc;
}

static int join_declared(struct yn_names *names, const struct yn_season *season,
                         struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t p = 0; !rc && p < season->n_people; p++) {
        const struct yn_person *person = &season->people[p];
        size_t first = YN_NONE;
        rc = join_text(names, person->name, &first, err);
        if (!rc)
            rc = join_text(names, person->korean, &first, err);
        for (size_t i = 0; !rc && i < person->aliases.n; i++)
            rc = join_text(names, person->aliases.item[i], &first, err);
    }
    return rc;
}

/* Whether all mentions of a run may be one: those with a Hangul name or a group
 * must agree. A mention alone in its way is told apart by the others. */
static bool run_agrees(struct yn_names *names, struct yn_known *known,
                       const struct yn_key_at *at, size_t n)
{
    const struct yn_known *all = NULL, *group = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct yn_known *one = known_of(names, known, at[i].mention);
        if (one->hangul_key[0]) {
            if (all && strcmp(all->hangul_key, one->hangul_key) != 0)
                return false;
            all = one;
        }
        if (one->group[0]) {
            if (group && !same_group(names, group->group, one->group))
                return false;
            group = one;
        }
    }
    return true;
}

static int join_run(struct yn_names *names, struct yn_known *known,
                    const struct yn_key_at *at, size_t n, const char *reason,
                    struct yn_err *err)
{
    int rc = YN_OK;
    bool agrees = run_agrees(names, known, at, n);
    for (size_t i = 1; !rc && i < n; i++) {
        size_t a = at[0].mention, b = at[i].mention;
        if (yn_names_root(names, a) == yn_names_root(names, b))
            continue;
        if (agrees) {
            rc = yn_names_join_known(names, known, a, b, reason, err);
            continue;
        }
        /* Where homonyms differ, only those known by the same are one. */
        size_t j = i;
        for (size_t k = 0; k < i && j == i; k++) {
            const struct yn_known *x =
                &known[yn_names_root(names, at[k].mention)];
            const struct yn_known *y = &known[yn_names_root(names, b)];
            if (strcmp(x->hangul_key, y->hangul_key) == 0 &&
                strcmp(x->group, y->group) == 0)
                j = k;
        }
        if (j < i)
            rc = yn_names_join_known(names, known, at[j].mention, b, reason,
                                     err);
        else
            rc = yn_names_refuse(
                names, a, b,
                "written alike, but by other rows not the same; "
                "people.md can tell",
                err);
    }
    return rc;
}

static int join_same_key(struct yn_names *names, struct yn_known *known,
                         const struct yn_key_list *list, const char *reason,
                         struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0, n; !rc && i < list->n; i += n) {
        for (n = 1; i + n < list->n &&
                    strcmp(list->item[i].key, list->item[i + n].key) == 0;)
            n++;
        rc = join_run(names, known, list->item + i, n, reason, err);
    }
    return rc;
}

/* A name whose last words are another artist's name may be that artist with a
 * group's name in front ("MONSTA X Kihyun"). */
static int doubt_suffixes(struct yn_names *names, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < names->latin.n; i++) {
        const struct yn_key_at *at = &names->latin.item[i];
        if (i > 0 && strcmp(at->key, at[-1].key) == 0)
            continue;
        const char *word = names->mention[at->mention].latin_base;
        while (!rc && (word = strchr(word, ' ')) != NULL) {
            const char *key = "";
            size_t n = 0;
            rc = yn_key_make(&names->arena, ++word, &key, err);
            const struct yn_key_at *other = yn_key_find(&names->latin, key, &n);
            if (!rc && key[0] && n > 0 &&
                yn_names_root(names, at->mention) !=
                    yn_names_root(names, other->mention))
                rc = yn_names_refuse(
                    names, at->mention, other->mention,
                    "perhaps the same with a group's name in front; "
                    "people.md can tell",
                    err);
        }
    }
    return rc;
}

int yn_names_join(struct yn_names *names, const struct yn_season *season,
                  struct yn_err *err)
{
    struct yn_known *known = calloc(names->n_mentions + 1, sizeof(*known));
    if (!known)
        return yn_err_nomem(err);
    int rc = join_declared(names, season, err);
    gather(names, known);
    if (!rc)
        rc = join_same_key(names, known, &names->hangul, "the same in Hangul",
                           err);
    if (!rc)
        rc =
            join_same_key(names, known, &names->latin, "the same letters", err);
    if (!rc)
        rc = yn_names_join_readings(names, known, err);
    if (!rc)
        rc = doubt_suffixes(names, err);
    free(known);
    return rc;
}
