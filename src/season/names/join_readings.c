/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joins Latin names to the Hangul names of the season that they can only be
 * read as.
 */
#include "base/base.h"
#include "base/reader.h"
#include "season/names/join.h"

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
static int join_anchors(struct yn_names *names, struct yn_known *known,
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
        else if (sure &&
                 yn_names_may_join(names, known, anchor->mention, one->mention))
            rc = yn_names_join_known(names, known, anchor->mention,
                                     one->mention, reason, err);
        else if (!known[yn_names_root(names, one->mention)].hangul_key[0])
            rc = yn_names_refuse(names, anchor->mention, one->mention, reason,
                                 err);
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
static int join_leads(struct yn_names *names, struct yn_known *known,
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
                 yn_names_may_join(names, known, i, one->anchor))
            rc = yn_names_join_known(names, known, one->anchor, i, reason, err);
        else if (!known[yn_names_root(names, i)].hangul_key[0])
            rc = yn_names_refuse(
                names, i, one->anchor,
                one->several ? "can be read as more than one artist" : reason,
                err);
    }
    return rc;
}

int yn_names_join_readings(struct yn_names *names, struct yn_known *known,
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
