/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: the codes that societies give the uses of music (BI, BV, …), proposed
 * from how a song stands against the rest and which version of it plays.
 *
 * Codes differ from society to society, so the table is the user's:
 * `usage.csv` in the season folder replaces the built-in one.
 *
 * Threads: nothing here changes; any number may ask.
 */
#ifndef YEOUN_USAGE_H
#define YEOUN_USAGE_H

#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/placement.h>
#include <yeoun/season.h>

/* Beside the values of enum yn_use and enum yn_version in a rule. */
#define YN_USAGE_ANY (-1)
#define YN_USAGE_UNKNOWN (-2) /* a version nobody has said */

struct yn_usage_rule {
    int use;     /* enum yn_use or YN_USAGE_ANY */
    int version; /* enum yn_version, YN_USAGE_ANY or YN_USAGE_UNKNOWN */
    const char *code;
};

/* The first rule that fits counts. */
struct yn_usage {
    const struct yn_usage_rule *rule;
    size_t n;
};

/* The built-in table: background BI, BV or BG, anything nearer FI or FV;
 * instrumental and score alike. A song whose version nobody has said, and which
 * is more than background, gets no code. Static. */
YN_API const struct yn_usage *yn_usage_builtin(void);

/* The code of a use. `version` is as in a rule, without YN_USAGE_ANY. "" where
 * no rule fits. Borrowed from the table; NULL is the built-in one. */
YN_API const char *yn_usage_code(const struct yn_usage *usage, enum yn_use use,
                                 int version);

#endif
