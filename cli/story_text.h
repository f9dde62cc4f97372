/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Story text: the first rule of a track, as JSON and in words.
 */
#ifndef YN_CLI_STORY_TEXT_H
#define YN_CLI_STORY_TEXT_H

#include <stdio.h>

#include <jansson.h>

#include <yeoun/run.h>

/* The story of the track with that index; NULL where none was measured. */
const struct yn_story *yn_story_of(const struct yn_run *run, size_t track);

/* What `story` is in `yeoun rate --json`; NULL = out of memory. */
json_t *yn_story_json(const struct yn_run *run, size_t track);

/* How its moments were found, for `yeoun why --json`; NULL = out of memory. */
json_t *yn_moments_json(const struct yn_run *run, size_t track);

/* How well what is known finds the editor's marks, for the same. */
json_t *yn_judged_json(const struct yn_run *run);

/* In words. */
void yn_story_say(const struct yn_run *run, size_t track, FILE *f);

#endif
