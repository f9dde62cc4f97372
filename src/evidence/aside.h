/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Aside: a damaged database makes room for a new one and is kept.
 */
#ifndef YN_EVIDENCE_ASIDE_H
#define YN_EVIDENCE_ASIDE_H

#include <yeoun/err.h>

/* Renames the database and what SQLite keeps beside it to `path`.damaged-N,
 * N the first that is free. Nobody may have it open. `*kept` is the new name,
 * freed by the caller. Killed half-way, it leaves the database in its place.
 * Errors: YN_E_IO, YN_E_NOMEM. */
int yn_aside_move(const char *path, char **kept, struct yn_err *err);

#endif
