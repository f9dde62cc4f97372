/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Halves: fine sound for tests.
 */
#ifndef YN_TEST_HALVES_H
#define YN_TEST_HALVES_H

#include <stdlib.h>

#include "signal/half.h"

/* A sound in halves; the caller frees it. */
static inline uint16_t *halves_of(const float *sound, size_t n)
{
    uint16_t *halves = malloc((n + 1) * sizeof(*halves));
    if (halves)
        yn_half_from(sound, n, halves);
    return halves;
}

/* The same; frees the sound. */
static inline uint16_t *halves_from(float *sound, size_t n)
{
    uint16_t *halves = halves_of(sound, n);
    free(sound);
    return halves;
}

#endif
