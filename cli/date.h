/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Date: the clock that a caller may set from outside.
 */
#ifndef YN_CLI_DATE_H
#define YN_CLI_DATE_H

#include <yeoun/err.h>

/* Seconds since 1970 as SOURCE_DATE_EPOCH asks for, 0 where it is not set.
 * Errors: YN_E_ARG. */
int yn_source_date(long long *date_s, struct yn_err *err);

/* The year of that day, of today where it is not set. Errors: YN_E_ARG. */
int yn_this_year(int *year, struct yn_err *err);

#endif
