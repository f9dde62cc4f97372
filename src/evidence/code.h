/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code: placements as bytes, bit for bit, the same on every machine.
 *
 * Little-endian; a float is its bits, so that NAN, -0.0 and infinities come
 * back as they were (a REAL of SQLite loses the first two). The last 16 bytes
 * are a hash of all before them and of the seal, which says whose result it is:
 * a database's pages carry no check of their own.
 */
#ifndef YN_EVIDENCE_CODE_H
#define YN_EVIDENCE_CODE_H

#include <stddef.h>

#include <yeoun/placement.h>

#include "base/buf.h"
#include "base/hash.h"

/* An episode of 12 hours takes less than 1 MiB. */
#define YN_CODE_MAX ((size_t)64 << 20)

/* What goes with the bytes: the masters are numbered otherwise in them. */
struct yn_code_frame {
    struct yn_hash seal;
    const size_t *map; /* encode: a master's number in the bytes;
                          decode: a number's master */
    size_t n;          /* of map */
};

/* Errors: YN_E_LIMIT (longer than YN_CODE_MAX), YN_E_NOMEM. */
int yn_code_write(const struct yn_placements *placements,
                  const struct yn_code_frame *frame, struct yn_buf *out,
                  struct yn_err *err);

/* Errors: YN_E_INPUT (not whole, or of another seal), YN_E_NOMEM. */
int yn_code_read(const void *data, size_t len,
                 const struct yn_code_frame *frame, struct yn_placements *out,
                 struct yn_err *err);

#endif
