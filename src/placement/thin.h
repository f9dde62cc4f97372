/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Thin: of candidates that stand for one peak, the strongest.
 *
 * A loud song brings thousands: the waves beside its peak, above zero and
 * below, and every bar of its own that resembles the one that plays. They are
 * dropped before each is looked at closely.
 */
#ifndef YN_PLACEMENT_THIN_H
#define YN_PLACEMENT_THIN_H

#include "placement/link.h"

/* Where each master begins in the line of masters, rising. */
struct yn_starts {
    const size_t *at;
    size_t n;
};

/* The master that a position lies in (or the silence behind it). */
size_t yn_master_at(const struct yn_starts *starts, size_t position);

/* Drops in place what stands within a few frames of a stronger candidate, and
 * what the same master brings forth eight times as strongly in all of the
 * windows. `hop`: frames from window to window. Errors: YN_E_NOMEM. */
int yn_thin(struct yn_candidates candidates[YN_SIDES],
            const struct yn_starts *starts, size_t hop, struct yn_err *err);

#endif
