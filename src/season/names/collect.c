/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collects every name of a season as mentions: of people.md, then of the
 * credits of all tracks.
 */
#include "base/base.h"
#include "base/keyed.h"
#include "season/names/index.h"

static int key_compare(const void *a, const void *b)
{
    const struct yn_key_at *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static int text_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int add_group(struct yn_names *names, const char *key,
                     struct yn_err *err)
{
    if (!key[0])
        return YN_OK;
    int rc = yn_grow(&names->group, &names->cap_groups, names->n_groups + 1,
                     sizeof(*names->group), err);
    if (!rc)
        names->group[names->n_groups++] = key;
    return rc;
}

static int add_group_text(struct yn_names *names, const char *text,
                          struct yn_err *err)
{
    const char *key = "";
    int rc = yn_key_make(&names->arena, text, &key, err);
    return rc ? rc : add_group(names, key, err);
}

static int add_group_texts(struct yn_names *names,
                           const struct yn_text_list *list, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < list->n; i++)
        rc = add_group_text(names, list->item[i], err);
    return rc;
}

/* The groups that credits name beside a person, and those of people.md. */
static int collect_groups(struct yn_names *names,
                          const struct yn_season *season, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < season->n_people; i++) {
        const struct yn_person *person = &season->people[i];
        rc = add_group_texts(names, &person->groups, err);
        if (rc || person->members.n == 0)
            continue;
        rc = add_group_text(names, person->name, err);
        if (!rc)
            rc = add_group_text(names, person->korean, err);
        if (!rc)
            rc = add_group_texts(names, &person->aliases, err);
    }
    for (size_t t = 0; !rc && t < season->n_tracks; t++) {
        const struct yn_text_list *lists[] = {&season->tracks[t]->artist,
                                              &season->tracks[t]->artist_ko};
        for (size_t i = 0; !rc && i < lists[0]->n + lists[1]->n; i++) {
            const char *text = i < lists[0]->n
                                   ? lists[0]->item[i]
                                   : lists[1]->item[i - lists[0]->n];
            struct yn_name name;
            if (!strchr(text, '(') && !strstr(text, " of "))
                continue;
            rc = yn_name_parse(&names->arena, text, &name, err);
            if (!rc)
                rc = add_group(names, name.group, err);
        }
    }
    if (!rc && names->n_groups)
        qsort(names->group, names->n_groups, sizeof(*names->group),
              text_compare);
    return rc;
}

static int add_mention(struct yn_names *names, const struct yn_mention *one,
                       size_t *out, struct yn_err *err)
{
    int rc = yn_grow(&names->mention, &names->cap_mentions,
                     names->n_mentions + 1, sizeof(*names->mention), err);
    if (rc)
        return rc;
    *out = names->n_mentions;
    names->mention[names->n_mentions] = *one;
    names->mention[names->n_mentions++].parent = *out;
    return YN_OK;
}

static void put_name(struct yn_mention *mention, const struct yn_name *name)
{
    if (name->hangul) {
        mention->hangul = name->text;
        mention->hangul_base = name->base;
        mention->hangul_key = name->key;
    } else {
        mention->latin = name->text;
        mention->latin_base = name->base;
        mention->latin_key = name->key;
    }
    if (name->group[0])
        mention->group = name->group;
}

/* A mention of one name, or of the same name in two scripts. */
static int mention_names(struct yn_names *names, const struct yn_name *a,
                         const struct yn_name *b, size_t *out,
                         struct yn_err *err)
{
    struct yn_mention mention = {"", "", "", "", "", "", "", 0, YN_NONE};
    put_name(&mention, a);
    if (b)
        put_name(&mention, b);
    const struct yn_name *both[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        const struct yn_name *name = both[i];
        if (!name || !name->other[0])
            continue;
        if (name->hangul && !mention.latin_key[0]) {
            mention.latin = mention.latin_base = name->other;
            mention.latin_key = name->other_key;
        } else if (!name->hangul && !mention.hangul_key[0]) {
            mention.hangul = mention.hangul_base = name->other;
            mention.hangul_key = name->other_key;
        }
    }
    return add_mention(names, &mention, out, err);
}

/* The names of a list of credits, without features, in one row. */
struct row {
    struct yn_name *name;
    size_t n, cap;
};

static int row_add(struct yn_names *names, struct row *row,
                   const struct yn_text_list *list, struct yn_err *err)
{
    for (size_t i = 0; i < list->n; i++) {
        struct yn_credit credit;
        int rc = yn_credit_parse(&names->arena, list->item[i], &credit, err);
        for (size_t j = 0; !rc && j < credit.n; j++) {
            rc = yn_grow(&row->name, &row->cap, row->n + 1, sizeof(*row->name),
                         err);
            if (!rc)
                rc = yn_names_take_group(names, &names->arena, &credit.name[j],
                                         err);
            if (!rc)
                row->name[row->n++] = credit.name[j];
        }
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int add_credit(struct yn_names *names, const struct yn_name *a,
                      const struct yn_name *b, struct yn_err *err)
{
    size_t mention;
    int rc = mention_names(names, a, b, &mention, err);
    if (!rc)
        rc = yn_grow(&names->credit, &names->cap_credits, names->n_credits + 1,
                     sizeof(*names->credit), err);
    if (!rc)
        names->credit[names->n_credits++] = mention;
    return rc;
}

/* Whether a Hangul name is among the readings of a Latin one. */
static int reads_as(struct yn_names *names, const struct yn_name *latin,
                    const struct yn_name *hangul, bool *yes, struct yn_err *err)
{
    struct yn_readings readings;
    *yes = false;
    int rc = yn_romaniser_read(names->romaniser, latin->base, &names->arena,
                               &readings, err);
    for (size_t i = 0; !rc && i < readings.n; i++)
        *yes |= strcmp(readings.text[i], hangul->key) == 0;
    return rc;
}

/* Pairs two equally long lists: by reading where the order differs between
 * them, else by place. */
static int pair_rows(struct yn_names *names, struct row *a, struct row *b,
                     struct yn_err *err)
{
    for (size_t i = 0; i + 1 < a->n; i++) {
        for (size_t j = i; j < b->n; j++) {
            bool yes;
            int rc = reads_as(names, &a->name[i], &b->name[j], &yes, err);
            if (rc)
                return rc;
            if (!yes)
                continue;
            struct yn_name swapped = b->name[i];
            b->name[i] = b->name[j];
            b->name[j] = swapped;
            break;
        }
    }
    for (size_t i = 0; i < a->n; i++) {
        int rc = add_credit(names, &a->name[i], &b->name[i], err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int collect_track(struct yn_names *names, const struct yn_track *track,
                         struct yn_err *err)
{
    struct row a = {0}, b = {0};
    names->track[track->index].first = names->n_credits;
    int rc = row_add(names, &a, &track->artist, err);
    if (!rc)
        rc = row_add(names, &b, &track->artist_ko, err);
    if (!rc && a.n == b.n) {
        rc = pair_rows(names, &a, &b, err);
    } else if (!rc) {
        /* Nothing says who is who: the longer list of the two counts. */
        const struct row *row = a.n >= b.n ? &a : &b;
        for (size_t i = 0; !rc && i < row->n; i++)
            rc = add_credit(names, &row->name[i], NULL, err);
    }
    names->track[track->index].n =
        names->n_credits - names->track[track->index].first;
    free(a.name);
    free(b.name);
    return rc;
}

static int collect_text(struct yn_names *names, const char *text,
                        struct yn_err *err)
{
    struct yn_name name;
    size_t mention;
    if (!text[0])
        return YN_OK;
    int rc = yn_name_parse(&names->arena, text, &name, err);
    if (!rc)
        rc = yn_names_take_group(names, &names->arena, &name, err);
    return rc ? rc : mention_names(names, &name, NULL, &mention, err);
}

/* The spellings of people.md; which of them are one, join.c looks up. */
static int collect_person(struct yn_names *names,
                          const struct yn_person *person, struct yn_err *err)
{
    int rc = collect_text(names, person->name, err);
    if (!rc)
        rc = collect_text(names, person->korean, err);
    for (size_t i = 0; !rc && i < person->aliases.n; i++)
        rc = collect_text(names, person->aliases.item[i], err);
    return rc;
}

static int key_add(struct yn_key_list *list, const char *key, size_t mention,
                   struct yn_err *err)
{
    if (!key[0])
        return YN_OK;
    int rc =
        yn_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item), err);
    if (!rc)
        list->item[list->n++] = (struct yn_key_at){key, mention};
    return rc;
}

static int index_keys(struct yn_names *names, struct yn_err *err)
{
    names->latin.n = names->hangul.n = 0;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < names->n_mentions; i++) {
        rc = key_add(&names->latin, names->mention[i].latin_key, i, err);
        if (!rc)
            rc = key_add(&names->hangul, names->mention[i].hangul_key, i, err);
    }
    struct yn_key_list *lists[] = {&names->latin, &names->hangul};
    for (size_t i = 0; !rc && i < YN_LEN(lists); i++) {
        if (lists[i]->n)
            qsort(lists[i]->item, lists[i]->n, sizeof(*lists[i]->item),
                  key_compare);
    }
    return rc;
}

int yn_names_index_readings(struct yn_names *names, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < names->n_mentions; i++) {
        const struct yn_mention *mention = &names->mention[i];
        struct yn_readings readings = {.n = 0};
        if (mention->latin_base[0] && !mention->hangul_key[0])
            rc = yn_romaniser_read(names->romaniser, mention->latin_base,
                                   &names->arena, &readings, err);
        for (size_t r = 0; !rc && r < readings.n; r++)
            rc = key_add(&names->reading, readings.text[r], i, err);
    }
    if (!rc && names->reading.n)
        qsort(names->reading.item, names->reading.n,
              sizeof(*names->reading.item), key_compare);
    return rc;
}

static bool is_known(const struct yn_names *names, const char *key)
{
    size_t n;
    yn_key_find(&names->latin, key, &n);
    if (n == 0)
        yn_key_find(&names->hangul, key, &n);
    return n > 0;
}

/* Whether a name with "&" in it is several: all its parts stand elsewhere. */
static int parts_known(struct yn_names *names, const struct yn_mention *mention,
                       struct yn_credit *parts, bool *yes, struct yn_err *err)
{
    *yes = false;
    const char *text = mention->latin[0] ? mention->latin : mention->hangul;
    int rc = yn_credit_split(&names->arena, text, parts, err);
    if (rc || parts->n < 2)
        return rc;
    *yes = true;
    for (size_t i = 0; i < parts->n; i++)
        *yes &= is_known(names, parts->name[i].key);
    return YN_OK;
}

/* Splits credits such as "A & B" into their artists where both are known. A
 * track's credits stay together: they move to the end of the list. */
static int split_credits(struct yn_names *names, struct yn_err *err)
{
    for (size_t t = 0; t < names->n_tracks; t++) {
        struct yn_track_credit *track = &names->track[t];
        if (track->n != 1)
            continue;
        const struct yn_mention mention =
            names->mention[names->credit[track->first]];
        struct yn_credit parts;
        bool yes;
        int rc = parts_known(names, &mention, &parts, &yes, err);
        if (rc)
            return rc;
        if (!yes)
            continue;
        track->first = names->n_credits;
        track->n = parts.n;
        for (size_t i = 0; i < parts.n; i++) {
            rc = add_credit(names, &parts.name[i], NULL, err);
            if (rc)
                return rc;
        }
    }
    return YN_OK;
}

int yn_names_collect(struct yn_names *names, const struct yn_season *season,
                     struct yn_err *err)
{
    names->n_tracks = season->n_tracks;
    names->track =
        yn_arena_array(&names->arena, season->n_tracks, sizeof(*names->track));
    if (!names->track)
        return yn_err_nomem(err);
    int rc = collect_groups(names, season, err);
    for (size_t i = 0; !rc && i < season->n_people; i++)
        rc = collect_person(names, &season->people[i], err);
    for (size_t t = 0; !rc && t < season->n_tracks; t++)
        rc = collect_track(names, season->tracks[t], err);
    if (!rc)
        rc = index_keys(names, err);
    if (!rc)
        rc = split_credits(names, err);
    return rc ? rc : index_keys(names, err);
}
