/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hash: a short name for any content, and the door to xxHash.
 *
 * XXH3 of 128 bits: no two files that people make share one by accident, and it
 * is as fast as memory, so that reading a film sets the pace and not hashing it
 * (SHA-256 without the processor's help would take longer than decoding the
 * sound). It does not withstand somebody who builds two contents of one hash on
 * purpose: nothing that must be proved to others may rest on it.
 */
#ifndef YN_BASE_HASH_H
#define YN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#define YN_HASH_BYTES 16

/* The same bytes on every machine. */
struct yn_hash {
    unsigned char byte[YN_HASH_BYTES];
};

/* memcmp's sign. */
int yn_hash_compare(const struct yn_hash *a, const struct yn_hash *b);

struct yn_hash yn_hash_bytes(const void *data, size_t len);

/* XXH3 of 64 bits, for tables in memory. */
uint64_t yn_hash64(const void *data, size_t len);

/* A hash of bytes that come in pieces; how they are cut makes no difference.
 * Errors of create: YN_E_NOMEM. Finish may be called once or more. */
struct yn_hasher;
int yn_hasher_create(struct yn_hasher **out, struct yn_err *err);
void yn_hasher_add(struct yn_hasher *hasher, const void *data, size_t len);
struct yn_hash yn_hasher_finish(const struct yn_hasher *hasher);
void yn_hasher_destroy(struct yn_hasher **hasher);

#endif
