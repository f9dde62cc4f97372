/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Half: samples in two bytes (IEEE 754 binary16).
 *
 * Eleven bits that count, wherever the sample lies down to -84 dB of full
 * scale, and steps of -144 dB below: what is lost lies 74 dB below the sound
 * itself, however quiet it is. Sixteen bits with a fixed point would lose quiet
 * scenes, and clip what a mix of channels brings above full scale.
 */
#ifndef YN_SIGNAL_HALF_H
#define YN_SIGNAL_HALF_H

#include <stddef.h>
#include <stdint.h>

/* The nearest half of each of `n` finite samples, ties to even; what is larger
 * than 65504 becomes that. */
void yn_half_from(const float *samples, size_t n, uint16_t *halves);
/* The same back, exactly. */
void yn_half_to(const uint16_t *halves, size_t n, float *samples);

/* A sound kept so; borrowed. */
struct yn_halves {
    const uint16_t *at;
    size_t n;
};

/* Its samples [from, from + n); silence where it has none. */
void yn_halves_read(const struct yn_halves *sound, ptrdiff_t from, size_t n,
                    float *out);

#endif
