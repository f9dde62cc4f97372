/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Number: a number as text for files that programs read.
 */
#ifndef YN_PUBLISH_NUMBER_H
#define YN_PUBLISH_NUMBER_H

#include "base/buf.h"

/* The shortest decimal that reads back as the same double, with a point in
 * every locale: "7.5", "8"; nothing for NAN and infinities. */
void yn_number_put(double number, struct yn_buf *out);

#endif
