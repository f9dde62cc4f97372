/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/internal.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

/* The first key that is not less than `key`. */
static size_t place_of(const struct yn_list_names *names, const char *key)
{
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->key[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool yn_list_names_have(const struct yn_list_names *names, const char *key)
{
    size_t at = place_of(names, key);
    return at < names->n && strcmp(names->key[at], key) == 0;
}

int yn_list_names_add_key(struct yn_list_names *names, const char *key,
                          struct yn_err *err)
{
    size_t at = place_of(names, key);
    if (*key == '\0' || (at < names->n && strcmp(names->key[at], key) == 0))
        return YN_OK;
    int rc = yn_grow(&names->key, &names->cap, names->n + 1,
                     sizeof(*names->key), err);
    if (rc)
        return rc;
    char *copy = strdup(key);
    if (!copy)
        return yn_err_nomem(err);
    memmove(names->key + at + 1, names->key + at,
            (names->n - at) * sizeof(*names->key));
    names->key[at] = copy;
    names->n++;
    return YN_OK;
}

int yn_list_names_add(struct yn_list_names *names, const char *name,
                      struct yn_err *err)
{
    struct yn_buf key = {0};
    int rc = yn_unicode_key(name, &key, err);
    if (!rc)
        rc = yn_list_names_add_key(names, yn_buf_text(&key), err);
    yn_buf_release(&key);
    return rc;
}

void yn_list_names_release(struct yn_list_names *names)
{
    for (size_t i = 0; i < names->n; i++)
        free(names->key[i]);
    free(names->key);
    *names = (struct yn_list_names){0};
}

void yn_list_known_release(struct yn_list_known *known)
{
    yn_list_names_release(&known->artists);
    yn_list_names_release(&known->dramas);
}
