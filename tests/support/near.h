/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing doubles in tests; cmocka compares them as float. NaN fails unless
 * it was expected.
 */
#ifndef YN_TEST_NEAR_H
#define YN_TEST_NEAR_H

#include <math.h>

#include "support/test.h"

#define assert_near(actual, expected, tolerance)                               \
    near_check((actual), (expected), (tolerance), __FILE__, __LINE__)

static inline void near_check(double actual, double expected, double tolerance,
                              const char *file, int line)
{
    if (isnan(expected) && isnan(actual))
        return;
    if (fabs(actual - expected) <= tolerance)
        return;
    print_error("%g is not within %g of %g\n", actual, tolerance, expected);
    _fail(file, line);
}

#endif
