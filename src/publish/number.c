/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/number.h"

#include <math.h>

#include "base/base.h"

#define DIGITS_MAX 17 /* tell any two doubles apart */
/* Whole numbers below are written out; %g would give some an exponent. */
#define WHOLE_MAX 1e15

static void shortest(double number, char *text, size_t size)
{
    for (int digits = 1; digits <= DIGITS_MAX; digits++) {
        snprintf(text, size, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
}

void yn_number_put(double number, struct yn_buf *out)
{
    char text[32];
    if (!isfinite(number))
        return;
    if (number == floor(number) && fabs(number) < WHOLE_MAX)
        snprintf(text, sizeof(text), "%.0f", number);
    else
        shortest(number, text, sizeof(text));
    char *comma = strchr(text, ',');
    if (comma)
        *comma = '.';
    yn_buf_puts(out, text);
}
