/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wide: loops over long rows of numbers, also for processors with wider lanes.
 *
 * A function marked YN_WIDE is compiled twice, and the program takes the one
 * that the processor can run when it is loaded. Both do the same operations in
 * the same order, so the results are the same to the last bit: no fused
 * multiply-add, and sums go into lanes whose number is fixed. Clang 14 and the
 * thread sanitizer cannot take it; there it means nothing.
 */
#ifndef YN_SIGNAL_WIDE_H
#define YN_SIGNAL_WIDE_H

#include <stddef.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) &&         \
    defined(__linux__) && !defined(__SANITIZE_THREAD__)
#define YN_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define YN_WIDE
#endif

/* The sum of the products of x and y. */
float yn_product(const float *x, const float *y, size_t n);

#endif
