/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Overrule: what `yeoun pick` and `yeoun drop` share.
 */
#ifndef YN_CLI_OVERRULE_H
#define YN_CLI_OVERRULE_H

#include "commands.h"

struct yn_overrule_options {
    struct yn_common common;
    const char *because, *by, *date;
};

#define YN_ROWS_OVERRULE(s)                                                    \
    {"because", .arg = "TEXT",                                                 \
     .help = "why, in a sentence that readers will see; needed",               \
     YN_TEXT(s, because)},                                                     \
        {"by", .arg = "NAME",                                                  \
         .help = "who decided, instead of `by` of season.md", YN_TEXT(s, by)}, \
        {"date", .arg = "DATE",                                                \
         .help = "the day it was decided, instead of now", YN_TEXT(s, date)},  \
        YN_ROW_DRY_RUN(s), YN_ROW_JSON(s), YN_ROWS_COMMON(s)

/* Adds the word on the track that the first operand names. */
int yn_overrule(const struct yn_call *call, bool pick, struct yn_err *err);

#endif
