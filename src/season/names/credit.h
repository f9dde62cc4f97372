/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Credit: what an artist line says, taken apart.
 *
 *     Chanyeol, Punch               two names
 *     Kim Jong-wan of NELL          a name and its group
 *     엄지(여자친구)                  the same
 *     가호 (Gaho)                    a name in two scripts
 *     Kim Ki-won (feat. Kim Bum)    a name and a feature
 *     Savina & Drones               one name or two: only other rows can tell
 */
#ifndef YN_SEASON_NAMES_CREDIT_H
#define YN_SEASON_NAMES_CREDIT_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

#include "base/arena.h"

/* One name of a credit. All text lives in the arena and is never NULL. */
struct yn_name {
    const char *text;  /* as written */
    const char *base;  /* without what stands in brackets or behind "of" */
    const char *key;   /* yn_unicode_key of base */
    const char *group; /* the key of its group, or "" */
    const char *other; /* the same name in the other script, or "" */
    const char *other_key;
    bool hangul; /* base holds Hangul */
};

struct yn_credit {
    struct yn_name *name;
    size_t n;          /* without features */
    size_t n_features; /* these stand behind the others in `name` */
};

/* Takes a credit apart at commas, semicolons and "feat.". Errors: YN_E_NOMEM.*/
int yn_credit_parse(struct yn_arena *arena, const char *text,
                    struct yn_credit *out, struct yn_err *err);

/* Takes one name apart at "&", "and", "x" and "+" as well; n = 1 where there is
 * none of these. Errors: YN_E_NOMEM. */
int yn_credit_split(struct yn_arena *arena, const char *text,
                    struct yn_credit *out, struct yn_err *err);

/* Reads one name. Errors: YN_E_NOMEM. */
int yn_name_parse(struct yn_arena *arena, const char *text, struct yn_name *out,
                  struct yn_err *err);

#endif
