/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rate text: both rules for the tracks, as a table, CSV and JSON, and one
 * track in words.
 */
#ifndef YN_CLI_RATE_TEXT_H
#define YN_CLI_RATE_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <yeoun/run.h>

/* Errors: YN_E_NOMEM; write failures show when `f` is closed. */
int yn_rate_table(const struct yn_run *run, bool color, FILE *f,
                  struct yn_err *err);
int yn_rate_csv(const struct yn_run *run, FILE *f, struct yn_err *err);

/* The document of `yeoun rate --json`; NULL = out of memory. */
json_t *yn_rate_json(const struct yn_run *run);
/* One of its tracks, with what each source says: `yeoun why --json`. */
json_t *yn_why_json(const struct yn_run *run, const struct yn_rate *rate);

/* What is known of one track, in words. Errors: YN_E_NOMEM. */
int yn_why_text(const struct yn_run *run, const struct yn_rate *rate, FILE *f,
                struct yn_err *err);

/* The day as YYYY-MM-DD; "" for INT32_MIN. */
const char *yn_rate_day(int32_t day, char buf[16]);

#endif
