/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces: of all candidates, those worth following.
 *
 * Chance brings tens of thousands, and a loud song as many echoes of itself.
 * What its own windows hold tells of the most that they are neither.
 */
#ifndef YN_PLACEMENT_TRACES_H
#define YN_PLACEMENT_TRACES_H

#include "placement/thin.h"
#include "placement/trace.h"

struct yn_traces {
    struct yn_trace *item; /* matches, then decoys; each by falling z of its
                              candidate */
    size_t n, cap;
};

struct yn_traces_params {
    const struct yn_ground *ground;
    const struct yn_starts *starts;
    double core_z; /* of the best run within a candidate's windows, at least */
    double own_z;  /* of a trace, to be kept */
};

/* Follows the candidates. Release with yn_traces_release. Errors: YN_E_NOMEM.
 */
int yn_traces_follow(const struct yn_candidates candidates[YN_SIDES],
                     const struct yn_traces_params *params,
                     struct yn_traces *out, struct yn_err *err);
void yn_traces_release(struct yn_traces *traces);

/* The master that plays in block `b` at a lag. */
size_t yn_traces_master(const struct yn_ground *ground,
                        const struct yn_starts *starts, size_t b,
                        ptrdiff_t lag);

#endif
