/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Link: peaks of one lag in neighbouring windows become candidates.
 *
 * A song that is too weak for one window shows in several at the same lag; the
 * sum of their z over the square root of their number grows, while the chance
 * that strangers meet in one lag shrinks with each window.
 */
#ifndef YN_PLACEMENT_LINK_H
#define YN_PLACEMENT_LINK_H

#include "placement/search.h"

struct yn_candidate {
    ptrdiff_t lag;      /* of its strongest peak */
    size_t first, last; /* windows */
    double z;           /* joint */
};

struct yn_candidates {
    struct yn_candidate *item; /* by falling z */
    size_t n, cap;
};

struct yn_link_params {
    ptrdiff_t slack; /* frames that the lag may move from window to window */
    size_t gap;      /* windows that may be missing in between */
    double least_z;  /* joint, of a chain to become a candidate */
    double single_z; /* the same of a peak alone */
};

/* Errors: YN_E_NOMEM. Release with free(out->item). */
int yn_link(const struct yn_peaks *peaks, const struct yn_link_params *params,
            struct yn_candidates *out, struct yn_err *err);

#endif
