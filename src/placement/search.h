/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search: every window of the episode against every position of the masters.
 *
 * All sound here is whitened and mono at one rate. A lag is a position in the
 * bank minus a position in the episode: it is constant while a song runs.
 */
#ifndef YN_PLACEMENT_SEARCH_H
#define YN_PLACEMENT_SEARCH_H

#include <stddef.h>

#include <yeoun/err.h>

#include "signal/correlate.h"

struct yn_peak {
    ptrdiff_t lag; /* frames */
    size_t window; /* index of the window, from 0 */
    float z;       /* correlation over its rms in this window */
};

struct yn_peaks {
    struct yn_peak *item; /* by window, then lag */
    size_t n, cap;
};

/* Strangers correlate below zero as often and as strongly as above, the right
 * recording only above: what lies below tells what chance and likeness can do
 * in this very sound. Such a peak is a decoy. */
enum yn_side { YN_MATCH, YN_DECOY, YN_SIDES };

struct yn_search_params {
    size_t window, hop; /* frames */
    float least_z;      /* of a peak to be kept; by chance thousands of
                           each window reach it, which fall in linking */
    unsigned threads;
};

/* Searches `n` frames of an episode: peaks above zero come to
 * peaks[YN_MATCH], those below (with z turned positive) to peaks[YN_DECOY].
 * Errors: YN_E_NOMEM. Release both with free(peaks[i].item). The result does
 * not depend on `threads`. */
int yn_search(const struct yn_bank *bank, const float *episode, size_t n,
              const struct yn_search_params *params,
              struct yn_peaks peaks[YN_SIDES], struct yn_err *err);

#endif
