/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bilingual: names written in two scripts at once, "Start Over (시작)".
 */
#ifndef YN_SEASON_BILINGUAL_H
#define YN_SEASON_BILINGUAL_H

#include <stdbool.h>

#include <yeoun/err.h>

#include "base/arena.h"

struct yn_bilingual {
    const char *name;   /* "" where all of it is Korean */
    const char *korean; /* "" where none of it is */
};

/* Splits "Title (한글)", "한글 (Title)" and the same with [ ]; a name in one
 * script goes where it belongs. Brackets that tell about the recording stay.
 * Errors: YN_E_NOMEM. */
int yn_bilingual_split(struct yn_arena *arena, const char *text,
                       struct yn_bilingual *out, struct yn_err *err);

/* Whether the text of a bracket tells about the recording or who sings along
 * ("Inst.", "feat. B", "Live"). */
bool yn_bilingual_is_remark(const char *text);

/* Whether it says that nobody sings ("Inst.", "MR"). */
bool yn_bilingual_is_instrumental(const char *text);

#endif
