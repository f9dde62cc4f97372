/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wildcard: patterns for the names of files, over characters and not bytes.
 *
 *   *  any run of characters      [a-z] [!a-z]  one of these, none of these
 *   ?  any one character          {a,b}         either (may nest)
 *   \x the character x itself
 *
 * glob(3) is not used: in the C locale its `?` and `[]` see bytes of Hangul, it
 * has no `**`, and it takes the brackets of "[group] Title - 01.mkv" for a set
 * whatever files there are.
 */
#ifndef YN_BASE_WILDCARD_H
#define YN_BASE_WILDCARD_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

/* Ways of reading a pattern. */
enum yn_wildcard_flags {
    YN_WILDCARD_PLAIN_BRACKETS = 1 << 0, /* [ and ] stand for themselves */
};

/* Whether the first `len` bytes of `pattern`, one part of a path without
 * braces, fit the whole of `name`. A name that begins with a dot fits only a
 * pattern that does. Both in NFC. */
bool yn_wildcard_match(const char *pattern, size_t len, const char *name,
                       unsigned flags);

/* Whether the first `len` bytes hold a wildcard (braces aside). */
bool yn_wildcard_has(const char *pattern, size_t len, unsigned flags);

/* The first `len` bytes without the backslashes that quote; NULL = out of
 * memory; the caller frees. */
char *yn_wildcard_plain(const char *pattern, size_t len);

/* Calls `each` with every pattern that the braces stand for, in their order; a
 * brace without its partner stands for itself. Stops at a result other than 0
 * and returns it. Errors: YN_E_LIMIT (more than YN_WILDCARD_MAX), YN_E_NOMEM.
 */
#define YN_WILDCARD_MAX 1000
int yn_wildcard_expand(const char *pattern,
                       int (*each)(void *ctx, const char *pattern,
                                   struct yn_err *err),
                       void *ctx, struct yn_err *err);

#endif
