/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keyed: the keys that texts are compared by, and looking things up by one in a
 * sorted array.
 */
#ifndef YN_BASE_KEYED_H
#define YN_BASE_KEYED_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/arena.h"

/* The key of a text (yn_unicode_key), in the arena. Errors: YN_E_NOMEM. */
int yn_key_make(struct yn_arena *arena, const char *text, const char **out,
                struct yn_err *err);

/* The run of items whose key is `key`, in an array of `n` items of `size` bytes
 * that is sorted by key (strcmp). An item's first member is its key, a
 * `const char *`. Returns the index of the first; `*count` is how many. */
size_t yn_keyed_find(const void *items, size_t n, size_t size, const char *key,
                     size_t *count);

#endif
