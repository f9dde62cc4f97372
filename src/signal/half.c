/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/half.h"

#include "base/base.h"
#include "signal/wide.h"

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
/* In a float from here on a step is 2^-24 too, so that adding it rounds. */
#define ROUNDER 0x1p-1F

/* Of all three cases, so that the compiler may run many at once. */
static uint16_t half_from(float sample)
{
    uint32_t bits, least, rounder, sign;
    float step = ROUNDER;
    memcpy(&bits, &sample, sizeof(bits));
    memcpy(&rounder, &step, sizeof(rounder));
    sign = bits >> 16 & SIGN;
    bits &= 0x7FFFFFFFU;
    memcpy(&sample, &bits, sizeof(sample));
    sample += step;
    memcpy(&least, &sample, sizeof(least));
    least -= rounder;
    uint32_t even = (1U << (MORE_BITS - 1)) - 1 + (bits >> MORE_BITS & 1);
    uint32_t normal = (bits + even - BIAS) >> MORE_BITS;
    normal = normal > LARGEST || bits >= BEYOND ? LARGEST : normal;
    return (uint16_t)(sign | (bits < LEAST_NORMAL ? least : normal));
}

/* What brings a float made of a half's bits to its size, for numbers below the
 * least normal one too. */
#define REBIAS 0x1p112F

static float half_to(uint16_t half)
{
    uint32_t bits = (uint32_t)(half & ~SIGN) << MORE_BITS, sign;
    float sample;
    memcpy(&sample, &bits, sizeof(sample));
    sample *= REBIAS;
    sign = (uint32_t)(half & SIGN) << 16;
    memcpy(&bits, &sample, sizeof(bits));
    bits |= sign;
    memcpy(&sample, &bits, sizeof(sample));
    return sample;
}

YN_WIDE void yn_half_from(const float *samples, size_t n, uint16_t *halves)
{
    for (size_t i = 0; i < n; i++)
        halves[i] = half_from(samples[i]);
}

YN_WIDE void yn_half_to(const uint16_t *halves, size_t n, float *samples)
{
    for (size_t i = 0; i < n; i++)
        samples[i] = half_to(halves[i]);
}

void yn_halves_read(const struct yn_halves *sound, ptrdiff_t from, size_t n,
                    float *out)
{
    size_t before = from < 0 ? (size_t)-from : 0, behind;
    size_t first = from > 0 ? (size_t)from : 0;
    before = before < n ? before : n;
    first = first < sound->n ? first : sound->n;
    size_t there = sound->n - first;
    there = there < n - before ? there : n - before;
    behind = n - before - there;
    memset(out, 0, before * sizeof(*out));
    yn_half_to(sound->at + first, there, out + before);
    memset(out + before + there, 0, behind * sizeof(*out));
}
