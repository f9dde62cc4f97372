/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follow: the fast course of a song's level within a mix, step 3 of fit.h.
 */
#ifndef YN_SIGNAL_FOLLOW_H
#define YN_SIGNAL_FOLLOW_H

#include "signal/fit.h"

/* Lets `song`, whose spectrum is right in the mean over seconds, follow the
 * course of its level in `mix`, in a few broad bands. `weight` is one over the
 * power of what else sounds. Errors: YN_E_NOMEM; `song` is then unchanged. */
int yn_follow(const struct yn_fit_grid *grid, const struct yn_complex *mix,
              const float *weight, struct yn_complex *song, struct yn_err *err);

#endif
