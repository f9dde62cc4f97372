/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gains: the slowly varying complex gains of a fit (fit.h). Only fit.c uses it.
 */
#ifndef YN_SIGNAL_GAINS_H
#define YN_SIGNAL_GAINS_H

#include "signal/fit.h"

struct yn_gains;

/* Errors: YN_E_NOMEM. */
int yn_gains_create(const struct yn_fit_grid *grid, size_t n_refs,
                    struct yn_gains **out, struct yn_err *err);
void yn_gains_destroy(struct yn_gains **gains);

/* Sums the products of mix and references, each bin of each frame with its
 * weight: one over the power of what else sounds there. */
void yn_gains_gather(struct yn_gains *gains, const struct yn_complex *mix,
                     struct yn_complex *const *refs, const float *weight);
/* Finds the gains from these sums, and uses them up: steps 1 and 2. */
void yn_gains_solve(struct yn_gains *gains);
/* References `first` to `last` (exclusive) behind their gains, summed. */
void yn_gains_apply(const struct yn_gains *gains,
                    struct yn_complex *const *refs, size_t first, size_t last,
                    struct yn_complex *song);

#endif
