/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colour: the page's colours as numbers, for pictures that no style sheet
 * reaches. A colour is 0xRRGGBB in sRGB.
 *
 * Threads: no state.
 */
#ifndef YN_PUBLISH_COLOUR_H
#define YN_PUBLISH_COLOUR_H

#include <stdint.h>

/* As web/style.css has them for a light page; a test holds them against it. */
#define YN_COLOUR_PAPER 0xfbf8f3u
#define YN_COLOUR_INK 0x211c17u
#define YN_COLOUR_SOFT 0x635a50u
#define YN_COLOUR_LINE 0xd9cfc1u
#define YN_COLOUR_RED 0xa63a23u

/* oklch() of CSS: lightness 0..1, chroma, hue in degrees; what sRGB has not is
 * clipped channel by channel. Source: B. Ottosson, "A perceptual color space
 * for image processing" (2020); the matrices are those of CSS Color 4. */
uint32_t yn_colour_oklch(double lightness, double chroma, double hue);

/* `share` (0..1) of `a` with the rest of `b`, as color-mix(in srgb). */
uint32_t yn_colour_mix(uint32_t a, uint32_t b, double share);

/* What the style sheet gives a drama of class hue-0 … hue-11. */
uint32_t yn_colour_drama(unsigned hue);

#endif
