/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/reread.h"

#include <math.h>

#include "base/base.h"

#define PI 3.14159265358979323846
/* Either side of the place. */
#define TAPS 16

static float frame_at(const float *in, size_t n, ptrdiff_t i)
{
    return i >= 0 && (size_t)i < n ? in[i] : 0;
}

static void copy(const float *in, size_t n, ptrdiff_t at, float *out,
                 size_t n_out)
{
    for (size_t i = 0; i < n_out; i++)
        out[i] = frame_at(in, n, at + (ptrdiff_t)i);
}

/* The filter's taps at so many places between two frames; between those the
 * taps are taken from a straight line, 80 dB below the sound. */
#define PHASES 128
#define WIDTH (2 * TAPS)
/* Sums run in lanes that the compiler may run at once; their order is fixed,
 * and so is the result. */
#define LANES 8

struct taps {
    float at[PHASES + 1][WIDTH];
};

static void fill_taps(struct taps *taps, double band)
{
    for (size_t p = 0; p <= PHASES; p++) {
        for (size_t k = 0; k < WIDTH; k++) {
            double x = (double)p / PHASES + TAPS - 1 - (double)k;
            double lobe = fabs(x) < 1e-9 ? band : sin(PI * band * x) / (PI * x);
            double window = 0.5 + 0.5 * cos(PI * x / TAPS);
            taps->at[p][k] = (float)(lobe * window);
        }
    }
}

/* `in` holds the WIDTH frames around the place, `part` of a frame behind the
 * middle. */
static float value_at(const struct taps *taps, const float *in, double part)
{
    double place = part * PHASES;
    size_t phase = (size_t)place < PHASES ? (size_t)place : PHASES - 1;
    float share = (float)(place - (double)phase), sum[LANES] = {0};
    const float *a = taps->at[phase], *b = taps->at[phase + 1];
    for (size_t k = 0; k < WIDTH; k += LANES) {
        for (size_t i = 0; i < LANES; i++)
            sum[i] += in[k + i] * (a[k + i] + share * (b[k + i] - a[k + i]));
    }
    for (size_t i = 1; i < LANES; i++)
        sum[0] += sum[i];
    return sum[0];
}

/* The same where the sound begins or ends. */
static float value_beyond(const struct taps *taps, const float *in, size_t n,
                          ptrdiff_t first, double part)
{
    float around[WIDTH];
    copy(in, n, first, around, WIDTH);
    return value_at(taps, around, part);
}

void yn_reread(const float *in, size_t n, double at, double step, float *out,
               size_t n_out)
{
    yn_assert(step >= 0.5 && step <= 2);
    if (step == 1) {
        copy(in, n, (ptrdiff_t)floor(at + 0.5), out, n_out);
        return;
    }
    struct taps taps;
    fill_taps(&taps, step > 1 ? 1 / step : 1);
    for (size_t i = 0; i < n_out; i++) {
        double place = at + (double)i * step, base = floor(place);
        double part = place - base; /* 1 where it rounds up to it */
        ptrdiff_t first = (ptrdiff_t)base + 1 - TAPS;
        bool inside = first >= 0 && (size_t)first + WIDTH <= n;
        out[i] = inside ? value_at(&taps, in + first, part)
                        : value_beyond(&taps, in, n, first, part);
    }
}
