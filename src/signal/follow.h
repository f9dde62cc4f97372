/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follow: the fast course of a song's level within a mix, step 3 of fit.h.
 */
#ifndef YN_SIGNAL_FOLLOW_H
#define YN_SIGNAL_FOLLOW_H

#include "signal/fit.h"

struct yn_follow;

/* Errors: YN_E_NOMEM. */
int yn_follow_create(const struct yn_fit_grid *grid, struct yn_follow **out,
                     struct yn_err *err);
void yn_follow_destroy(struct yn_follow **follow);

/* Finds the course of the level of `song`, whose spectrum is right in the mean
 * over seconds, in `mix`, in a few broad bands. `weight` is one over the power
 * of what else sounds. */
void yn_follow_find(struct yn_follow *follow, const struct yn_complex *mix,
                    const float *weight, const struct yn_complex *song);
/* Gives spectra the course that was found. */
void yn_follow_apply(const struct yn_follow *follow, struct yn_complex *song);

#endif
