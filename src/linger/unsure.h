/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unsure: the songs that may be tracks, each once, however often it was met.
 */
#ifndef YN_LINGER_UNSURE_H
#define YN_LINGER_UNSURE_H

#include <yeoun/attention.h>

#include "base/arena.h"
#include "linger/match.h"

struct yn_unsure_list {
    struct yn_unsure *item;
    size_t n, cap;
};

/* Counts `rows` rows of a song whose match is unsure. Text is copied into the
 * arena. Errors: YN_E_NOMEM. */
int yn_unsure_add(struct yn_unsure_list *list, struct yn_arena *arena,
                  const struct yn_song_index *index, struct yn_pos pos,
                  const struct yn_song_row *row,
                  const struct yn_song_match *match, unsigned long long rows,
                  struct yn_err *err);

/* The most frequent first. */
void yn_unsure_sort(struct yn_unsure_list *list);
void yn_unsure_release(struct yn_unsure_list *list);

#endif
