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
#include "base/base.h"
#include "season/names_index.h"
#include "season/reader.h"

/* More doubts than anybody reads. */
#define REFUSED_MAX 1000

size_t yn_names_root(struct yn_names *names, size_t mention)
{
    struct yn_mention *all = names->mention;
    while (all[mention].parent != mention) {
        all[mention].parent = all[all[mention].parent].parent;
        mention = all[mention].parent;
    }
    return mention;
}

static const char *shown(const struct yn_mention *mention)
{
    return mention->latin[0] ? mention->latin : mention->hangul;
}

static int note(struct yn_merge **list, size_t *n, size_t *cap, const char *a,
                const char *b, const char *reason, struct yn_err *err)
{
    if (strcmp(a, b) == 0)
        return YN_OK;
    int rc = yn_grow(list, cap, *n + 1, sizeof(**list), err);
    if (!rc)
        (*list)[(*n)++] = (struct yn_merge){a, b, reason};
    return rc;
}

static int refuse(struct yn_names *names, size_t a, size_t b,
                  const char *reason, struct yn_err *err)
{
    if (names->n_refused >= REFUSED_MAX)
        return YN_OK;
    const char *x = shown(&names->mention[a]), *y = shown(&names->mention[b]);
    for (size_t i = 0; i < names->n_refused; i++) {
        const struct yn_merge *old = &names->refused[i];
        if ((strcmp(old->a, x) == 0 && strcmp(old->b, y) == 0) ||
            (strcmp(old->a, y) == 0 && strcmp(old->b, x) == 0))
            return YN_OK;
    }
    return note(&names->refused, &names->n_refused, &names->cap_refused, x, y,
                reason, err);
}

int yn_names_note(struct yn_names *names, const char *a, const char *b,
                  const char *reason, struct yn_err *err)
{
    return note(&names->merged, &names->n_merged, &names->cap_merged, a, b,
                reason, err);
}

static int merge_compare(const void *a, const void *b)
{
    const struct yn_merge *x = a, *y = b;
    int order = strcmp(x->a, y->a);
    if (!order)
        order = strcmp(x->b, y->b);
    return order ? order : strcmp(x->reason, y->reason);
}

static void tidy(struct yn_merge *list, size_t *n)
{
    if (*n == 0)
        return;
    qsort(list, *n, sizeof(*list), merge_compare);
    size_t kept = 1;
    for (size_t i = 1; i < *n; i++) {
        if (strcmp(list[i].a, list[kept - 1].a) != 0 ||
            strcmp(list[i].b, list[kept - 1].b) != 0)
            list[kept++] = list[i];
    }
    *n = kept;
}

void yn_names_tidy(struct yn_names *names)
{
    tidy(names->merged, &names->n_merged);
    tidy(names->refused, &names->n_refused);
}

/* Joins two artists under the one that was met first, which carries what is
 * known: its Hangul key and its group. */
static int join(struct yn_names *names, size_t a, size_t b, const char *reason,
                struct yn_err *err)
{
    size_t x = yn_names_root(names, a), y = yn_names_root(names, b);
    if (x == y)
        return YN_OK;
    int rc =
        note(&names->merged, &names->n_merged, &names->cap_merged,
             shown(&names->mention[a]), shown(&names->mention[b]), reason, err);
    if (x > y) {
        size_t t = x;
        x = y;
        y = t;
    }
    names->mention[y].parent = x;
    return rc;
}

/* What an artist is known by, gathered over its mentions once per pass. */
struct known {
    const char *hangul_key, *group;
};

static void gather(struct yn_names *names, struct known *known)
{
    for (size_t i = 0; i < names->n_mentions; i++)
        known[i] = (struct known){"", ""};
    for (size_t i = 0; i < names->n_mentions; i++) {
        const struct yn_mention *mention = &names->mention[i];
        struct known *at = &known[yn_names_root(names, i)];
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
static bool may_join(struct yn_names *names, const struct known *known,
                     size_t a, size_t b)
{
    const struct known *x = &known[yn_names_root(names, a)];
    const struct known *y = &known[yn_names_root(names, b)];
    bool hangul = !x->hangul_key[0] || !y->hangul_key[0] ||
                  strcmp(x->hangul_key, y->hangul_key) == 0;
    return hangul && same_group(names, x->group, y->group);
}

/* After a join, both roots' knowledge stands at the root that stays. */
static int join_known(struct yn_names *names, struct known *known, size_t a,
                      size_t b, const char *reason, struct yn_err *err)
{
    const struct known x = known[yn_names_root(names, a)];
    const struct known y = known[yn_names_root(names, b)];
    int rc = join(names, a, b, reason, err);
    struct known *at = &known[yn_names_root(names, a)];
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
static bool run_agrees(struct yn_names *names, const struct known *known,
                       const struct yn_key_at *at, size_t n)
{
    const struct known *all = NULL, *group = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct known *one = &known[yn_names_root(names, at[i].mention)];
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

static int join_run(struct yn_names *names, struct known *known,
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
            rc = join_known(names, known, a, b, reason, err);
            continue;
        }
        /* Where homonyms differ, only those known by the same are one. */
        size_t j = i;
        for (size_t k = 0; k < i && j == i; k++) {
            const struct known *x = &known[yn_names_root(names, at[k].mention)];
            const struct known *y = &known[yn_names_root(names, b)];
            if (strcmp(x->hangul_key, y->hangul_key) == 0 &&
                strcmp(x->group, y->group) == 0)
                j = k;
        }
        if (j < i)
            rc = join_known(names, known, at[j].mention, b, reason, err);
        else
            rc = refuse(names, a, b,
                        "written alike, but by other rows not the same; "
                        "people.md can tell",
                        err);
    }
    return rc;
}

static int join_same_key(struct yn_names *names, struct known *known,
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

/* One way to read a mention. */
struct reading {
    const char *text;
    size_t mention;
    size_t n;    /* how many readings the mention has */
    bool full;   /* as yn_readings.full */
    bool hangul; /* written so, not read */
};

struct reading_list {
    struct reading *item;
    size_t n, cap;
};

static int reading_compare(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order)
        return order;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static int add_readings(struct yn_names *names, struct reading_list *list,
                        size_t mention, bool hangul, struct yn_err *err)
{
    const struct yn_mention *one = &names->mention[mention];
    struct yn_readings readings;
    int rc = yn_romaniser_read(names->romaniser,
                               hangul ? one->hangul_base : one->latin_base,
                               &names->arena, &readings, err);
    for (size_t i = 0; !rc && i < readings.n; i++) {
        rc = yn_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item),
                     err);
        if (!rc)
            list->item[list->n++] = (struct reading){
                readings.text[i], mention, readings.n, readings.full, hangul};
    }
    return rc;
}

/* The readings of each artist's first mention of a key; later mentions of the
 * same key read the same. */
static int collect_readings(struct yn_names *names, struct reading_list *list,
                            struct yn_err *err)
{
    int rc = YN_OK;
    const struct yn_key_list *keys[] = {&names->latin, &names->hangul};
    for (size_t l = 0; l < YN_LEN(keys); l++) {
        for (size_t i = 0; !rc && i < keys[l]->n; i++) {
            const struct yn_key_at *at = &keys[l]->item[i];
            bool again = i > 0 && strcmp(at->key, at[-1].key) == 0 &&
                         yn_names_root(names, at->mention) ==
                             yn_names_root(names, at[-1].mention);
            if (!again)
                rc = add_readings(names, list, at->mention, l == 1, err);
        }
    }
    if (!rc && list->n)
        qsort(list->item, list->n, sizeof(*list->item), reading_compare);
    return rc;
}

/* Names that stand for one Hangul name only are anchors. Two anchors of the
 * same reading are one artist; two Latin names without a surname could be any
 * two bearers of a given name, and are refused. */
static int join_anchors(struct yn_names *names, struct known *known,
                        const struct reading *run, size_t n, struct yn_err *err)
{
    int rc = YN_OK;
    const struct reading *anchor = NULL;
    for (size_t i = 0; i < n && !anchor; i++)
        anchor = run[i].hangul ? &run[i] : NULL;
    for (size_t i = 0; i < n && !anchor; i++)
        anchor = run[i].n == 1 ? &run[i] : NULL;
    for (size_t i = 0; !rc && anchor && i < n; i++) {
        const struct reading *one = &run[i];
        if (one->n != 1 || yn_names_root(names, one->mention) ==
                               yn_names_root(names, anchor->mention))
            continue;
        bool sure =
            one->hangul || anchor->hangul || (one->full && anchor->full);
        const char *reason =
            yn_text_f(&names->arena, "both read as %s", one->text);
        if (!reason)
            rc = yn_err_nomem(err);
        else if (sure && may_join(names, known, anchor->mention, one->mention))
            rc = join_known(names, known, anchor->mention, one->mention, reason,
                            err);
        else if (!known[yn_names_root(names, one->mention)].hangul_key[0])
            rc = refuse(names, anchor->mention, one->mention, reason, err);
    }
    return rc;
}

/* For a mention of several readings: the anchors that they lead to. */
struct lead {
    size_t anchor; /* a mention, or YN_NONE */
    const char *reading;
    bool several, full;
};

static void follow_run(struct yn_names *names, struct lead *lead,
                       const struct reading *run, size_t n)
{
    size_t anchor = YN_NONE;
    for (size_t i = 0; i < n && anchor == YN_NONE; i++) {
        if (run[i].n == 1)
            anchor = run[i].mention;
    }
    for (size_t i = 0; anchor != YN_NONE && i < n; i++) {
        struct lead *one = &lead[run[i].mention];
        if (run[i].n == 1)
            continue;
        if (one->anchor != YN_NONE &&
            yn_names_root(names, one->anchor) != yn_names_root(names, anchor))
            one->several = true;
        *one = (struct lead){anchor, run[i].text, one->several, run[i].full};
    }
}

/* Joins full names of several readings to the only one that the season has. */
static int join_leads(struct yn_names *names, struct known *known,
                      const struct lead *lead, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < names->n_mentions; i++) {
        const struct lead *one = &lead[i];
        if (one->anchor == YN_NONE ||
            yn_names_root(names, i) == yn_names_root(names, one->anchor))
            continue;
        const char *reason =
            yn_text_f(&names->arena, "both read as %s", one->reading);
        if (!reason)
            rc = yn_err_nomem(err);
        else if (one->full && !one->several &&
                 may_join(names, known, i, one->anchor))
            rc = join_known(names, known, one->anchor, i, reason, err);
        else if (!known[yn_names_root(names, i)].hangul_key[0])
            rc = refuse(names, i, one->anchor,
                        one->several ? "can be read as more than one artist"
                                     : reason,
                        err);
    }
    return rc;
}

static int join_readings(struct yn_names *names, struct known *known,
                         struct yn_err *err)
{
    struct reading_list list = {0};
    struct lead *lead = calloc(names->n_mentions + 1, sizeof(*lead));
    int rc = lead ? collect_readings(names, &list, err) : yn_err_nomem(err);
    for (size_t i = 0; lead && i < names->n_mentions; i++)
        lead[i].anchor = YN_NONE;
    for (size_t i = 0, n; !rc && i < list.n; i += n) {
        for (n = 1; i + n < list.n &&
                    strcmp(list.item[i].text, list.item[i + n].text) == 0;)
            n++;
        rc = join_anchors(names, known, list.item + i, n, err);
        if (!rc)
            follow_run(names, lead, list.item + i, n);
    }
    if (!rc)
        rc = join_leads(names, known, lead, err);
    free(lead);
    free(list.item);
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
                rc = refuse(names, at->mention, other->mention,
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
    struct known *known = calloc(names->n_mentions + 1, sizeof(*known));
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
        rc = join_readings(names, known, err);
    if (!rc)
        rc = doubt_suffixes(names, err);
    free(known);
    return rc;
}
