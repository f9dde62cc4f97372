/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lift: an episode's sound, as it streams by, without the songs found in it.
 *
 * It is cut into stretches that overlap; in each the songs that sound are
 * fitted (signal/fit.h) and taken off, channel by channel, and stretches fade
 * into one another. Where no song was found not a bit changes.
 */
#ifndef YN_PLACEMENT_LIFT_H
#define YN_PLACEMENT_LIFT_H

#include <yeoun/placement.h>

#include "placement/pieces.h"

/* A part of a master, as mid (left + right) / 2 and side (left - right) / 2. */
struct yn_lift_master {
    float *mid, *side; /* from malloc; side NULL: it is mono */
    size_t n;
    double from_s; /* of the master's own time */
};

struct yn_lift_params {
    const struct yn_placements *placements;
    int rate, channels;
    /* Gives the piece's master from about `from_s` to `to_s` at `rate`; what is
     * given is the lift's. An empty one leaves the song in. */
    int (*master)(void *ctx, size_t master, double from_s, double to_s,
                  struct yn_lift_master *out, struct yn_err *err);
    /* Takes frames of `channels` samples, interleaved. */
    int (*sink)(void *ctx, const float *frames, size_t n, struct yn_err *err);
    void *ctx;
};

struct yn_lift;

/* `params` is copied, the placements are borrowed. Errors: YN_E_NOMEM. */
int yn_lift_create(const struct yn_lift_params *params, struct yn_lift **out,
                   struct yn_err *err);
void yn_lift_destroy(struct yn_lift **lift);

/* Takes `n` frames, interleaved. Errors: YN_E_NOMEM, what the calls return. */
int yn_lift_put(struct yn_lift *lift, const float *frames, size_t n,
                struct yn_err *err);
/* Gives what is left; the sink has then had as many frames as were put. */
int yn_lift_end(struct yn_lift *lift, struct yn_err *err);

#endif
