/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that join names share.
 */
#ifndef YN_SEASON_NAMES_JOIN_H
#define YN_SEASON_NAMES_JOIN_H

#include "season/names/index.h"

/* What an artist is known by, kept at its root while names are joined. */
struct yn_known {
    const char *hangul_key, *group;
};

/* merges.c: lists of what was joined and what was not. */
const char *yn_mention_shown(const struct yn_mention *mention);
int yn_names_refuse(struct yn_names *names, size_t a, size_t b,
                    const char *reason, struct yn_err *err);

/* Whether nothing known of two artists forbids that they are one. */
bool yn_names_may_join(struct yn_names *names, const struct yn_known *known,
                       size_t a, size_t b);
/* Makes two artists one and notes it. Errors: YN_E_NOMEM. */
int yn_names_join_known(struct yn_names *names, struct yn_known *known,
                        size_t a, size_t b, const char *reason,
                        struct yn_err *err);

/* join_readings.c: rule 4, names that read as each other. */
int yn_names_join_readings(struct yn_names *names, struct yn_known *known,
                           struct yn_err *err);

#endif
