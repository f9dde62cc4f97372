/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/names/titles.h"

#include <strings.h>

#include "base/base.h"
#include "base/keyed.h"
#include "base/near.h"
#include "base/unicode.h"
#include "season/names/credit.h"

static bool is_small_word(const char *word, size_t len)
{
    static const char *const small[] = {"the", "a", "an", "and"};
    for (size_t i = 0; i < YN_LEN(small); i++) {
        if (strlen(small[i]) == len && memcmp(word, small[i], len) == 0)
            return true;
    }
    return false;
}

/* The key without small words: "In front of the City Hall" and "In front of
 * city hall" are one title. A title of nothing else keeps its key. */
int yn_loose_key(struct yn_arena *arena, const char *text, const char *key,
                 const char **out, struct yn_err *err)
{
    struct yn_buf folded = {0}, loose = {0};
    int rc = yn_unicode_fold(text, &folded, err);
    const char *at = yn_buf_text(&folded);
    while (!rc && *at) {
        size_t len = strcspn(at, " ,.:;!?()-/&");
        if (!is_small_word(at, len))
            yn_buf_add(&loose, at, len);
        at += len + (at[len] != '\0');
    }
    *out = key;
    if (!rc)
        rc = yn_key_make(arena, yn_buf_text(&loose), out, err);
    if (!rc && !(*out)[0])
        *out = key;
    if (!rc && loose.failed)
        rc = yn_err_nomem(err);
    yn_buf_release(&folded);
    yn_buf_release(&loose);
    return rc;
}

int yn_written_add(struct yn_arena *arena, struct yn_written_list *list,
                   const char *text, size_t index, struct yn_err *err)
{
    struct yn_written one = {.index = index};
    int rc = yn_key_make(arena, text, &one.key, err);
    if (rc || !one.key[0])
        return rc;
    rc = yn_loose_key(arena, text, one.key, &one.loose, err);
    if (!rc)
        rc = yn_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item),
                     err);
    if (!rc)
        list->item[list->n++] = one;
    return rc;
}

/* Brackets that make another recording of a song, not another spelling. */
static bool is_version_mark(const char *text, size_t len)
{
    static const char *const marks[] = {"inst", "ver",      "mr",    "remix",
                                        "live", "acoustic", "piano", "score"};
    for (size_t i = 0; i < YN_LEN(marks); i++) {
        size_t n = strlen(marks[i]);
        for (size_t at = 0; at + n <= len; at++) {
            bool starts = at == 0 || text[at - 1] == ' ';
            if (starts && strncasecmp(text + at, marks[i], n) == 0)
                return true;
        }
    }
    return false;
}

/* A title and, where it has brackets that are no version, both parts of it:
 * "You're Cold (더 많이 사랑한 쪽이 아프대)". "feat." in brackets says nothing.
 */
int yn_written_add_title(struct yn_arena *arena, struct yn_written_list *list,
                         const char *text, size_t index, struct yn_err *err)
{
    int rc = text[0] ? yn_written_add(arena, list, text, index, err) : YN_OK;
    const char *open = strchr(text, '('), *close = strrchr(text, ')');
    if (rc || !open || open == text || !close || close < open)
        return rc;
    const char *inner = open + 1;
    size_t len = (size_t)(close - inner);
    if (is_version_mark(inner, len))
        return YN_OK;
    const char *front = yn_arena_dup_n(arena, text, (size_t)(open - text));
    const char *back = yn_arena_dup_n(arena, inner, len);
    if (!front || !back)
        return yn_err_nomem(err);
    rc = yn_written_add(arena, list, front, index, err);
    if (!rc && strncasecmp(back, "feat", 4) != 0)
        rc = yn_written_add(arena, list, back, index, err);
    return rc;
}

static int written_compare(const void *a, const void *b)
{
    const struct yn_written *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int loose_compare(const void *a, const void *b)
{
    const struct yn_written_loose *x = a, *y = b;
    int order = strcmp(x->loose, y->loose);
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

int yn_written_sort(struct yn_written_list *list, struct yn_err *err)
{
    yn_assert(!list->by_loose);
    if (list->n == 0)
        return YN_OK;
    qsort(list->item, list->n, sizeof(*list->item), written_compare);
    size_t kept = 1;
    for (size_t i = 1; i < list->n; i++) {
        if (written_compare(&list->item[i], &list->item[kept - 1]) != 0)
            list->item[kept++] = list->item[i];
    }
    list->n = kept;
    list->by_loose = calloc(kept, sizeof(*list->by_loose));
    if (!list->by_loose)
        return yn_err_nomem(err);
    for (size_t i = 0; i < kept; i++)
        list->by_loose[i] =
            (struct yn_written_loose){list->item[i].loose, list->item[i].index};
    qsort(list->by_loose, kept, sizeof(*list->by_loose), loose_compare);
    return YN_OK;
}

void yn_written_release(struct yn_written_list *list)
{
    free(list->item);
    free(list->by_loose);
    *list = (struct yn_written_list){0};
}

const struct yn_written *yn_written_find(const struct yn_written_list *list,
                                         const char *key, size_t *n)
{
    size_t at = yn_keyed_find(list->item, list->n, sizeof(*list->item), key, n);
    return list->n ? list->item + at : NULL;
}

const struct yn_written_loose *
yn_written_find_loose(const struct yn_written_list *list, const char *loose,
                      size_t *n)
{
    size_t at = yn_keyed_find(list->by_loose, list->n, sizeof(*list->by_loose),
                              loose, n);
    return list->n ? list->by_loose + at : NULL;
}

/* The names found so far, the nearest first. */
struct nearest {
    size_t index[YN_NEAREST_MAX];
    unsigned distance[YN_NEAREST_MAX];
    size_t n;
};

static void keep_near(struct nearest *best, size_t index, unsigned distance)
{
    for (size_t i = 0; i < best->n; i++) {
        if (best->index[i] != index)
            continue;
        if (best->distance[i] <= distance)
            return;
        /* Another name of the same lies nearer. */
        best->n--;
        for (size_t j = i; j < best->n; j++) {
            best->index[j] = best->index[j + 1];
            best->distance[j] = best->distance[j + 1];
        }
    }
    size_t at = best->n;
    while (at > 0 && best->distance[at - 1] > distance)
        at--;
    if (at == YN_NEAREST_MAX)
        return;
    best->n += best->n < YN_NEAREST_MAX;
    for (size_t i = best->n - 1; i > at; i--) {
        best->index[i] = best->index[i - 1];
        best->distance[i] = best->distance[i - 1];
    }
    best->index[at] = index;
    best->distance[at] = distance;
}

size_t yn_written_nearest(const struct yn_written_list *list, const char *key,
                          unsigned long long *budget,
                          size_t out[YN_NEAREST_MAX])
{
    struct nearest best = {.n = 0};
    size_t key_len = strlen(key);
    for (size_t i = 0; i < list->n; i++) {
        const struct yn_written *one = &list->item[i];
        size_t len = strlen(one->key);
        size_t longer = len > key_len ? len : key_len;
        size_t shorter = len > key_len ? key_len : len;
        unsigned long long cost = (shorter + 1ULL) * (longer + 1ULL);
        /* So many letters are missing that it cannot be near. */
        if (longer - shorter > (longer + 1) / 2)
            continue;
        if (cost > *budget) {
            *budget = 0;
            return 0;
        }
        *budget -= cost;
        unsigned distance = yn_near_distance(key, one->key);
        if (distance <= (longer + 1) / 2)
            keep_near(&best, one->index, distance);
    }
    memcpy(out, best.index, best.n * sizeof(*out));
    return best.n;
}
