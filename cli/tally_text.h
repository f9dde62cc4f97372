/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tally text: the standings as tables, CSV and JSON.
 */
#ifndef YN_CLI_TALLY_TEXT_H
#define YN_CLI_TALLY_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <yeoun/tally.h>

/* "A", "A & B", "A, B & C", as the page has it; NULL = out of memory. The
 * caller frees it. */
char *yn_artists_text(const struct yn_track *track);

/* Errors: YN_E_NOMEM; write failures show when `f` is closed. */
int yn_tally_tables(const struct yn_tally *tally, bool color, FILE *f,
                    struct yn_err *err);
int yn_tally_csv(const struct yn_tally *tally, FILE *f, struct yn_err *err);

/* The document of `yeoun tally --json`; NULL = out of memory. */
json_t *yn_tally_json(const struct yn_season *season,
                      const struct yn_tally *tally);

#endif
