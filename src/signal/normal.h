/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Normal equations of a few complex unknowns, for fit.c.
 *
 * An unknown counts for what it adds to those before it (L D L^H, Golub & Van
 * Loan 4.1): where two cannot be told apart the first takes all.
 */
#ifndef YN_SIGNAL_NORMAL_H
#define YN_SIGNAL_NORMAL_H

#include <stddef.h>

#include "signal/fft.h"
#include "signal/fit.h"

/* m x = q; of `m`, which is Hermitian, the diagonal and what is right of it. */
struct yn_normal {
    struct yn_complex m[YN_FIT_REFS][YN_FIT_REFS], q[YN_FIT_REFS];
};

/* Factors the first `n` equations in place. `evidence[i]`: by how much the i-th
 * unknown lowers the sum of squares; in a noise of power 1, chance gives 1. */
void yn_normal_factor(struct yn_normal *equations, size_t n, float *evidence);

/* Solves factored equations; of what the i-th unknown explains, the share
 * `keep[i]` is kept. */
void yn_normal_solve(const struct yn_normal *equations, size_t n,
                     const float *keep, struct yn_complex *x);

#endif
