/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shares of listeners, of which some are few: drawn towards each other, and
 * with intervals.
 */
#ifndef YN_LINGER_AUDIENCE_H
#define YN_LINGER_AUDIENCE_H

#include <yeoun/rate.h>

struct yn_share {
    double x, n;               /* x of n listeners */
    struct yn_interval shrunk; /* filled; NAN where n is 0 */
};

/* Beta-binomial: the shares of `n` tracks come from one Beta distribution,
 * whose mean and weight are those that make what was counted most likely (ln of
 * the weight has a normal prior, 10 give or take a factor e). The interval is
 * of the posterior's 10th to 90th hundredth. Errors: YN_E_NOMEM. */
int yn_shares_shrink(struct yn_share *share, size_t n, struct yn_err *err);

/* The share of listeners for whom `is` is set. The interval is of 200
 * bootstraps: each listener counts a number of times that is Poisson of 1 and
 * hangs on the listener alone, so that all tracks see the same draws. */
void yn_share_bootstrap(const uint32_t *listener, const bool *is, size_t n,
                        struct yn_interval *out);

#endif
