/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every file of the library and the program starts from.
 */
#ifndef YN_BASE_BASE_H
#define YN_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/err.h>

#include "base/banned.h"

/* Clang's analyzer looks at one file at a time and would think that a failure
 * may return 0. */
#ifdef __clang_analyzer__
#define yn_err_set(err, code, ...)                                             \
    (yn_err_set((err), (code), __VA_ARGS__), (code))
#define yn_err_nomem(err) (yn_err_nomem(err), YN_E_NOMEM)
#endif

#define YN_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* Guards our own invariants, also in a release; bad input is never one. */
#define yn_assert(cond)                                                        \
    ((cond) ? (void)0 : yn_assert_failed(#cond, __FILE__, __LINE__))
_Noreturn void yn_assert_failed(const char *cond, const char *file, int line);

/* Grows an array to hold at least `need` items of `size` bytes, doubling.
 * `*items` is realloc'ed and `*cap` updated. Errors: YN_E_NOMEM, unchanged. */
int yn_grow(void *items, size_t *cap, size_t need, size_t size,
            struct yn_err *err);

#endif
