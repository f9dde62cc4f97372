/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up placements, the same for the same seed, with every value that a
 * database may spoil: NAN with a payload, infinities, -0.0, the smallest and
 * the largest.
 */
#ifndef YN_TEST_FOUND_H
#define YN_TEST_FOUND_H

#include <stdbool.h>

#include <yeoun/placement.h>

#define FOUND_MASTERS 5 /* cues are of masters 0..4 */

void found_make(unsigned seed, size_t n_seconds, struct yn_placements *out);

/* Whether every bit is the same. */
bool found_same(const struct yn_placements *a, const struct yn_placements *b);

#endif
