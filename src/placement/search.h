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

struct yn_search_params {
    size_t window, hop; /* frames */
    float least_z;      /* peaks below are not kept; what lies above by chance
                           is a thousand a window or so, and falls in linking */
    unsigned threads;
};

/* Searches `n` frames of an episode. Errors: YN_E_NOMEM. Release the peaks with
 * free(peaks->item). The result does not depend on `threads`. */
int yn_search(const struct yn_bank *bank, const float *episode, size_t n,
              const struct yn_search_params *params, struct yn_peaks *peaks,
              struct yn_err *err);

#endif
