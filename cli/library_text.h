/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Library text: what a season's media hold, for people and for programs.
 */
#ifndef YN_CLI_LIBRARY_TEXT_H
#define YN_CLI_LIBRARY_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <yeoun/library.h>

/* A paragraph for each drama of the library: which episodes there are, their
 * sound and subtitles, and what is missing for which measurement; with `all`,
 * each episode too. Write failures show when `f` is closed. */
void yn_library_print(const struct yn_library *library, bool all, FILE *f);

/* The same as an array, empty where `library` is NULL. NULL = out of memory. */
json_t *yn_library_json(const struct yn_library *library);

#endif
