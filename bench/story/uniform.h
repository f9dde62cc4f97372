/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uniform: are numbers spread evenly from 0 to 1?
 */
#ifndef BENCH_UNIFORM_H
#define BENCH_UNIFORM_H

#include <stddef.h>

int uniform_by_size(const void *a, const void *b);

/* Kolmogorov and Smirnov: the chance of so great a distance (Stephens 1970).
 * Ends the program when memory runs out. */
double uniform_p(const double *values, size_t n, double *distance);

#endif
