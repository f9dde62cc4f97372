/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/map.h"

#include "base/base.h"
#include "base/hash.h"

#define SLOTS_MIN 1024
#define WORDS_MAX ((size_t)1 << 31)

void yn_map_release(struct yn_map *map)
{
    free(map->key);
    free(map->index);
    *map = (struct yn_map){0};
}

uint64_t yn_map_key(const char *text, size_t len)
{
    struct yn_hash hash = yn_hash_bytes(text, len);
    uint64_t key;
    memcpy(&key, hash.byte, sizeof(key));
    return key ? key : 1;
}

uint64_t yn_map_pair(uint64_t a, uint64_t b)
{
    const uint64_t both[2] = {a, b};
    return yn_map_key((const char *)both, sizeof(both));
}

/* The slot that holds a key, or the free one where it would go. */
static size_t slot_of(const struct yn_map *map, uint64_t key)
{
    size_t mask = map->slots - 1, at = (size_t)key & mask;
    while (map->key[at] && map->key[at] != key)
        at = (at + 1) & mask;
    return at;
}

uint32_t yn_map_find(const struct yn_map *map, uint64_t key)
{
    if (map->n == 0)
        return YN_MAP_NONE;
    size_t at = slot_of(map, key);
    return map->key[at] ? map->index[at] : YN_MAP_NONE;
}

static int widen(struct yn_map *map, struct yn_err *err)
{
    const struct yn_map old = *map;
    size_t slots = old.slots ? 2 * old.slots : SLOTS_MIN;
    uint64_t *key = calloc(slots, sizeof(*key));
    uint32_t *index = calloc(slots, sizeof(*index));
    if (!key || !index) {
        free(key);
        free(index);
        return yn_err_nomem(err);
    }
    *map =
        (struct yn_map){.key = key, .index = index, .n = old.n, .slots = slots};
    for (size_t i = 0; i < old.slots; i++) {
        if (!old.key[i])
            continue;
        size_t at = slot_of(map, old.key[i]);
        key[at] = old.key[i];
        index[at] = old.index[i];
    }
    free(old.key);
    free(old.index);
    return YN_OK;
}

int yn_map_add(struct yn_map *map, uint64_t key, uint32_t *index,
               struct yn_err *err)
{
    if (map->n >= WORDS_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0, "more words than yeoun counts");
    /* At most two thirds full, so that a free slot is near. */
    int rc = 3 * (map->n + 1) > 2 * map->slots ? widen(map, err) : YN_OK;
    if (rc)
        return rc;
    size_t at = slot_of(map, key);
    if (!map->key[at]) {
        map->key[at] = key;
        map->index[at] = (uint32_t)map->n++;
    }
    *index = map->index[at];
    return YN_OK;
}
