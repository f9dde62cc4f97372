/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Treble: evidence from above what the search listens to.
 *
 * It owes nothing to the search, which picked the best of a billion places by
 * the bass alone: of what chance picked, nothing is left here.
 */
#ifndef YN_PLACEMENT_TREBLE_H
#define YN_PLACEMENT_TREBLE_H

#include <stddef.h>

#include <yeoun/err.h>

#include "signal/half.h"

/* The z of `n` frames of the episode from `from` on and of a master from
 * `there` on, aligned to within half a millisecond, both at YN_FINE_RATE; less
 * what trying that half millisecond brings by chance; 0 where nothing is above
 * chance. Errors: YN_E_NOMEM. */
int yn_treble_z(const struct yn_halves *episode, size_t from,
                const struct yn_halves *master, size_t there, size_t n,
                double *z, struct yn_err *err);

#endif
