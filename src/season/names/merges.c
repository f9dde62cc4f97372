/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "season/names/join.h"

/* More doubts than anybody reads. */
#define REFUSED_MAX 1000

const char *yn_mention_shown(const struct yn_mention *mention)
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

int yn_names_refuse(struct yn_names *names, size_t a, size_t b,
                    const char *reason, struct yn_err *err)
{
    if (names->n_refused >= REFUSED_MAX)
        return YN_OK;
    const char *x = yn_mention_shown(&names->mention[a]),
               *y = yn_mention_shown(&names->mention[b]);
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
