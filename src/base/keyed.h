/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keyed: looking things up by a text in a sorted array.
 */
#ifndef YN_BASE_KEYED_H
#define YN_BASE_KEYED_H

#include <stddef.h>

/* The run of items whose key is `key`, in an array of `n` items of `size` bytes
 * that is sorted by key (strcmp). An item's first member is its key, a
 * `const char *`. Returns the index of the first; `*count` is how many. */
size_t yn_keyed_find(const void *items, size_t n, size_t size, const char *key,
                     size_t *count);

#endif
