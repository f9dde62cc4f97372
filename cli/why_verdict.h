/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why verdict: what both rules propose for one track, who said what of it, and
 * what would change that. One line a matter, "Label: text"; whoever prints them
 * wraps them.
 */
#ifndef YN_CLI_WHY_VERDICT_H
#define YN_CLI_WHY_VERDICT_H

#include <stdio.h>

#include <jansson.h>

#include <yeoun/run.h>

/* All need a run that was judged. */
void yn_why_verdict(const struct yn_run *run, size_t track, FILE *f);
void yn_why_word(const struct yn_run *run, size_t track, FILE *f);
void yn_why_votes(const struct yn_run *run, size_t track, FILE *f);
void yn_why_change(const struct yn_run *run, size_t track, FILE *f);

/* `verdict` of `yeoun why --json`; NULL = out of memory. */
json_t *yn_why_verdict_json(const struct yn_run *run, size_t track);

#endif
