/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map: numbers for words, in the order in which they first come.
 *
 * A word is known by 64 bits of its hash. Of a hundred million words two share
 * one with a chance of 1 in 3,700: nothing that is counted here would show it.
 */
#ifndef YN_STORY_MAP_H
#define YN_STORY_MAP_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#define YN_MAP_NONE UINT32_MAX

struct yn_map {
    uint64_t *key; /* of slot i; 0 = free */
    uint32_t *index;
    size_t n, slots;
};

/* A zeroed struct is an empty map; release makes it one again. */
void yn_map_release(struct yn_map *map);

uint64_t yn_map_key(const char *text, size_t len);
/* A key made of two, in this order. */
uint64_t yn_map_pair(uint64_t a, uint64_t b);

/* The number of a key, or YN_MAP_NONE. */
uint32_t yn_map_find(const struct yn_map *map, uint64_t key);

/* The number of a key; a new one gets the next, from 0. Errors: YN_E_NOMEM,
 * YN_E_LIMIT (more than 2^31 words). */
int yn_map_add(struct yn_map *map, uint64_t key, uint32_t *index,
               struct yn_err *err);

#endif
