/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paths as text. Results come from malloc and are freed by the caller; NULL =
 * out of memory.
 */
#ifndef YN_BASE_PATH_H
#define YN_BASE_PATH_H

#include <stdbool.h>

#include "base/arena.h"

/* "a/b" from "a" and "b"; "b" alone where dir is "" or "." or b is absolute. */
char *yn_path_join(const char *dir, const char *name);
/* The same in an arena. */
char *yn_path_join_in(struct yn_arena *arena, const char *dir,
                      const char *name);

/* The part after the last slash, borrowed. */
const char *yn_path_base(const char *path);

/* Whether `name` ends in `.ext`, in any case of ASCII letters. */
bool yn_path_has_ext(const char *name, const char *ext);

/* The absolute path without links and dots; parts that do not exist yet are
 * kept as text. NULL = out of memory or no working folder. */
char *yn_path_real(const char *path);

/* `path` without `dir` and the slash in front; all of it where it does not
 * begin with them. Both as text, borrowed. */
const char *yn_path_below(const char *dir, const char *path);

/* Whether absolute path `inner` is `outer` or lies below it. */
bool yn_path_is_inside(const char *inner, const char *outer);

#endif
