/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Near: the word somebody probably meant.
 *
 * Threads: safe; there is no state.
 */
#ifndef YEOUN_NEAR_H
#define YEOUN_NEAR_H

#include <stddef.h>

#include <yeoun/err.h>

/* How many letters must be changed, put in, taken out or swapped with their
 * neighbour to turn `a` into `b`, in bytes (optimal string alignment:
 * Damerau 1964). Texts above 128 bytes are compared by their first 128. */
YN_API unsigned yn_near_distance(const char *a, const char *b);

/* The index of the word nearest to `word`: the nearest within a third of its
 * length (at least 1), else the only one of which it is the beginning, or that
 * is its beginning, by 4 letters or more; `n` when there is none. Case of ASCII
 * letters does not count. */
YN_API size_t yn_near_word(const char *word, const char *const *words,
                           size_t n);

#endif
