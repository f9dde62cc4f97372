/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <xxhash.h>

#include "base/base.h"

struct yn_hasher {
    XXH3_state_t *state;
};

static struct yn_hash canonical(XXH128_hash_t value)
{
    struct yn_hash hash;
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, value);
    _Static_assert(sizeof(hash.byte) == sizeof(bytes.digest), "128 bits");
    memcpy(hash.byte, bytes.digest, sizeof(hash.byte));
    return hash;
}

int yn_hash_compare(const struct yn_hash *a, const struct yn_hash *b)
{
    return memcmp(a->byte, b->byte, sizeof(a->byte));
}

struct yn_hash yn_hash_bytes(const void *data, size_t len)
{
    return canonical(XXH3_128bits(data, len));
}

uint64_t yn_hash64(const void *data, size_t len)
{
    return XXH3_64bits(data, len);
}

int yn_hasher_create(struct yn_hasher **out, struct yn_err *err)
{
    struct yn_hasher *hasher = calloc(1, sizeof(*hasher));
    if (!hasher)
        return yn_err_nomem(err);
    hasher->state = XXH3_createState();
    if (!hasher->state) {
        free(hasher);
        return yn_err_nomem(err);
    }
    XXH3_128bits_reset(hasher->state);
    *out = hasher;
    return YN_OK;
}

void yn_hasher_add(struct yn_hasher *hasher, const void *data, size_t len)
{
    XXH3_128bits_update(hasher->state, data, len);
}

struct yn_hash yn_hasher_finish(const struct yn_hasher *hasher)
{
    return canonical(XXH3_128bits_digest(hasher->state));
}

void yn_hasher_destroy(struct yn_hasher **hasher)
{
    if (!*hasher)
        return;
    XXH3_freeState((*hasher)->state);
    free(*hasher);
    *hasher = NULL;
}
