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

/* sin(pi band (x - k)) for whole k turns by a fixed angle a tap, so that two
 * sines serve all taps. */
static float value_at(const float *in, size_t n, double at, double band)
{
    ptrdiff_t base = (ptrdiff_t)floor(at);
    double part = at - (double)base, sum = 0;
    double wave_s = sin(PI * band * (part + TAPS - 1));
    double wave_c = cos(PI * band * (part + TAPS - 1));
    double turn_s = sin(PI * band), turn_c = cos(PI * band);
    for (ptrdiff_t k = 1 - TAPS; k <= TAPS; k++) {
        double x = part - (double)k;
        double lobe = fabs(x) < 1e-9 ? band : wave_s / (PI * x);
        double window = 0.5 + 0.5 * cos(PI * x / TAPS);
        sum += lobe * window * (double)frame_at(in, n, base + k);
        double s = wave_s * turn_c - wave_c * turn_s;
        wave_c = wave_c * turn_c + wave_s * turn_s;
        wave_s = s;
    }
    return (float)sum;
}

void yn_reread(const float *in, size_t n, double at, double step, float *out,
               size_t n_out)
{
    yn_assert(step >= 0.5 && step <= 2);
    if (step == 1) {
        copy(in, n, (ptrdiff_t)floor(at + 0.5), out, n_out);
        return;
    }
    double band = step > 1 ? 1 / step : 1;
    for (size_t i = 0; i < n_out; i++)
        out[i] = value_at(in, n, at + (double)i * step, band);
}
