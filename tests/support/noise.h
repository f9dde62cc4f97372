/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * White noise of unit power from a seed, the same everywhere.
 */
#ifndef YN_TEST_NOISE_H
#define YN_TEST_NOISE_H

#include <stddef.h>
#include <stdint.h>

static inline float noise_next(uint64_t *state)
{
    /* xorshift64* (Vigna 2014); four uniform values make one nearly normal. */
    float sum = 0;
    for (int i = 0; i < 4; i++) {
        *state ^= *state >> 12;
        *state ^= *state << 25;
        *state ^= *state >> 27;
        sum += (float)((*state * 2685821657736338717U) >> 40) / 16777216.0F;
    }
    return (sum - 2) * 1.7320508F;
}

static inline void noise_fill(float *out, size_t n, uint64_t seed)
{
    uint64_t state = seed * 7919 + 88172645463325252U;
    for (size_t i = 0; i < n; i++)
        out[i] = noise_next(&state);
}

#endif
