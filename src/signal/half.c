/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/half.h"

#include "base/base.h"

#define SIGN 0x8000U
/* Bits of a float: 2^-14, the smallest half with a full fraction, and 65536,
 * the first number that is none. */
#define LEAST_NORMAL 0x38800000U
#define BEYOND 0x47800000U
#define LARGEST 0x7BFFU
/* A float has 13 bits of fraction more, and its exponent counts from 112 less.
 */
#define MORE_BITS 13
#define BIAS 0x38000000U
/* Steps of halves below 2^-14. */
#define STEP 0x1p-24F
/* In a float from here on a step is 2^-24 too, so that adding it rounds. */
#define ROUNDER 0x1p-1F

static uint16_t half_from(float sample)
{
    uint32_t bits, sign;
    memcpy(&bits, &sample, sizeof(bits));
    sign = bits >> 16 & SIGN;
    bits &= 0x7FFFFFFFU;
    if (bits >= BEYOND)
        return (uint16_t)(sign | LARGEST);
    if (bits < LEAST_NORMAL) {
        float size, rounder = ROUNDER;
        uint32_t from;
        memcpy(&size, &bits, sizeof(size));
        size += rounder;
        memcpy(&bits, &size, sizeof(bits));
        memcpy(&from, &rounder, sizeof(from));
        return (uint16_t)(sign | (bits - from));
    }
    bits += (1U << (MORE_BITS - 1)) - 1 + (bits >> MORE_BITS & 1);
    bits = (bits - BIAS) >> MORE_BITS;
    return (uint16_t)(sign | (bits > LARGEST ? LARGEST : bits));
}

static float half_to(uint16_t half)
{
    uint32_t size = half & ~SIGN, bits;
    float sample;
    if (size < 0x400U) {
        sample = (float)size * STEP;
        memcpy(&bits, &sample, sizeof(bits));
    } else {
        bits = (size << MORE_BITS) + BIAS;
    }
    bits |= (half & SIGN) << 16;
    memcpy(&sample, &bits, sizeof(sample));
    return sample;
}

void yn_half_from(const float *samples, size_t n, uint16_t *halves)
{
    for (size_t i = 0; i < n; i++)
        halves[i] = half_from(samples[i]);
}

void yn_half_to(const uint16_t *halves, size_t n, float *samples)
{
    for (size_t i = 0; i < n; i++)
        samples[i] = half_to(halves[i]);
}
