/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every unit test starts from: cmocka in the order it wants its headers.
 */
#ifndef YN_TEST_TEST_H
#define YN_TEST_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
