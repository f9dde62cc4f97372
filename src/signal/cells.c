/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/cells.h"

#include <math.h>

size_t yn_cells_count(double seconds, double step_s)
{
    double n = floor(seconds / step_s + 0.5);
    return n > 1 ? (size_t)n : 1;
}

float yn_cells_between(size_t t, size_t length, size_t n, size_t *a, size_t *b)
{
    float at = ((float)t + 0.5F) / (float)length - 0.5F;
    at = at > 0 ? at : 0;
    *a = (size_t)at < n ? (size_t)at : n - 1;
    *b = *a + 1 < n ? *a + 1 : *a;
    float part = at - (float)*a;
    return part < 1 ? part : 1;
}
