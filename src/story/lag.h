/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lag: how long after a moment people write of it; one constant for each
 * service. Found where what they wrote agrees best with the editor's marks, or
 * with the quiet and unspoken seconds; and believed only where that agreement
 * stands above all that turn up at delays no writer has.
 *
 * Source: docs/methods.md, "Moments"; a constant shift learnt from few marks,
 * Jiang et al. 2020 (LIGHTOR).
 */
#ifndef YN_STORY_LAG_H
#define YN_STORY_LAG_H

#include <yeoun/story.h>

/* People write before a moment that they know, and up to half a minute after
 * it. */
#define YN_LAG_MIN_S (-5)
#define YN_LAG_MAX_S 30

/* One episode: what was written and what it is held against, each one value a
 * second over the same `n` seconds, of mean 0 (marks: 1 at a mark, else 0). */
struct yn_lag_curve {
    const float *written, *against;
    size_t n;
};

/* Episodes too short to have delays that no writer has tell nothing, and are
 * left out. */
struct yn_lag yn_lag_find(const struct yn_lag_curve *curves, size_t n);

#endif
