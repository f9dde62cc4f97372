/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "uniform.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int uniform_by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double uniform_p(const double *values, size_t n, double *distance)
{
    double *p = malloc(n * sizeof(*p)), d = 0, sum = 0;
    if (!p)
        exit(2);
    memcpy(p, values, n * sizeof(*p));
    qsort(p, n, sizeof(*p), uniform_by_size);
    for (size_t i = 0; i < n; i++)
        d = fmax(d, fmax((double)(i + 1) / (double)n - p[i],
                         p[i] - (double)i / (double)n));
    free(p);
    const double x = d * (sqrt((double)n) + 0.12 + 0.11 / sqrt((double)n));
    for (int k = 1; k < 100; k++)
        sum += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * x * x);
    *distance = d;
    return x < 0.2 ? 1 : fmin(1, fmax(0, sum));
}
