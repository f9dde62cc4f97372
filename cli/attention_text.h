/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attention text: what was read of charts, histories and views.
 */
#ifndef YN_CLI_ATTENTION_TEXT_H
#define YN_CLI_ATTENTION_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <yeoun/attention.h>

/* A line for each chart, one for all histories and one for all views; with
 * `all`, one for each history. NULL, or nothing read: nothing. */
void yn_attention_print(const struct yn_attention *attention, bool all,
                        FILE *f);

/* What became of the rows of each history, as an array, empty where
 * `attention` is NULL. NULL = out of memory. */
json_t *yn_histories_json(const struct yn_attention *attention);

#endif
