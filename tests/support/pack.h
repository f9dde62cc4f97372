/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Archives for tests, made in memory.
 */
#ifndef YN_TEST_PACK_H
#define YN_TEST_PACK_H

#include <stddef.h>

struct packed_file {
    const char *name, *text;
    size_t zeros; /* so many NUL bytes instead of text */
};

enum pack_form { PACK_ZIP, PACK_TAR_ZST, PACK_GZIP /* the first file alone */ };

/* Packs files; free the result with free(). */
char *pack(enum pack_form form, const struct packed_file *file, size_t n,
           size_t *len);

#endif
