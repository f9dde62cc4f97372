/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/colour.h"

#include <math.h>

#include "base/base.h"

/* --tone and --chroma of web/style.css on a light page. */
#define DRAMA_TONE 0.47
#define DRAMA_CHROMA 0.1
#define HUE_STEP 30

static uint32_t channel(double linear)
{
    double v = linear <= 0.0031308 ? linear * 12.92
                                   : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    return (uint32_t)lround(fmin(fmax(v, 0), 1) * 255);
}

uint32_t yn_colour_oklch(double lightness, double chroma, double hue)
{
    double turn = hue * acos(-1) / 180;
    double a = chroma * cos(turn), b = chroma * sin(turn);
    double l = lightness + 0.3963377774 * a + 0.2158037573 * b;
    double m = lightness - 0.1055613458 * a - 0.0638541728 * b;
    double s = lightness - 0.0894841775 * a - 1.2914855480 * b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
               << 16 |
           channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
               << 8 |
           channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
}

uint32_t yn_colour_mix(uint32_t a, uint32_t b, double share)
{
    uint32_t mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8)
        mixed |= (uint32_t)lround((a >> shift & 0xff) * share +
                                  (b >> shift & 0xff) * (1 - share))
                 << shift;
    return mixed;
}

uint32_t yn_colour_drama(unsigned hue)
{
    return yn_colour_oklch(DRAMA_TONE, DRAMA_CHROMA,
                           (hue + 1) % (360 / HUE_STEP) * HUE_STEP);
}
