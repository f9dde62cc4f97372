/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Title: what a title from a chart or a history says, taken apart.
 *
 *     You`re Cold (더 많이 사랑한 쪽이 아프대)   a song in two spellings
 *     시작 (Inst.)                             another recording of it
 *     Maybe (From "Itaewon Class" OST)        where it is from
 *     Your Day (feat. 김범)                    who sings along
 */
#ifndef YN_LINGER_TITLE_H
#define YN_LINGER_TITLE_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/arena.h"

#define YN_TITLE_FORMS_MAX 8

/* Keys as of yn_unicode_key; all in the arena, never NULL. */
struct yn_title {
    const char *key;                      /* of all that is written */
    const char *form[YN_TITLE_FORMS_MAX]; /* what the song may be called */
    size_t n;                             /* no forms: a title all of signs */
    /* Which recording: "" the usual one, "inst", else the key of the mark
     * ("dramaver", "live"). A remastered song is the usual one. */
    const char *version;
    const char *source; /* "itaewonclassost" of the last example, or "" */
};

/* Errors: YN_E_NOMEM. */
int yn_title_parse(struct yn_arena *arena, const char *text,
                   struct yn_title *out, struct yn_err *err);

#endif
