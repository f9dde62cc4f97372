/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells: frames of a fit (fit.h) are summed in cells of a fixed length, and
 * what is found for cells is interpolated for the frames between them.
 */
#ifndef YN_SIGNAL_CELLS_H
#define YN_SIGNAL_CELLS_H

#include <stddef.h>

/* Overlapping Hann windows see the same sound more than once: so many frames
 * count as one (Welch 1967), and so many neighbouring bins. */
#define YN_FREE_FRAMES(overlap) ((overlap) == 2 ? 1.3F : 2.6F)
#define YN_FREE_BINS 1.5F

/* How many steps make `seconds`, at least 1. */
size_t yn_cells_count(double seconds, double step_s);

/* Which two of `n` cells of `length` frames frame `t` lies between; returns how
 * far from the first to the second, 0..1. */
float yn_cells_between(size_t t, size_t length, size_t n, size_t *a, size_t *b);

#endif
