/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/keyed.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

int yn_key_make(struct yn_arena *arena, const char *text, const char **out,
                struct yn_err *err)
{
    struct yn_buf key = {0};
    int rc = yn_unicode_key(text, &key, err);
    if (!rc) {
        *out = yn_arena_dup_n(arena, yn_buf_text(&key), key.len);
        if (!*out)
            rc = yn_err_nomem(err);
    }
    yn_buf_release(&key);
    return rc;
}

static const char *key_at(const void *items, size_t index, size_t size)
{
    const char *key;
    memcpy(&key, (const char *)items + index * size, sizeof(key));
    return key;
}

size_t yn_keyed_find(const void *items, size_t n, size_t size, const char *key,
                     size_t *count)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(key_at(items, middle, size), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < n && strcmp(key_at(items, end, size), key) == 0)
        end++;
    *count = end - low;
    return low;
}
