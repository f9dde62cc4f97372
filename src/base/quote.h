/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quote: text as a value in the files that people keep, quoted where it must
 * be and plain where it may.
 */
#ifndef YN_BASE_QUOTE_H
#define YN_BASE_QUOTE_H

#include "base/buf.h"

/* A YAML scalar of a block (not of a [list]): as it is where every reader of
 * YAML 1.1 and 1.2 takes it for text, else in double quotes. "No", "1987",
 * "Missing: The Other Side" are quoted. */
void yn_quote_yaml(const char *text, struct yn_buf *out);

/* The same in double quotes always, which is right within a [list] too. */
void yn_quote_yaml_always(const char *text, struct yn_buf *out);

/* A CSV cell (RFC 4180). */
void yn_quote_csv(const char *text, struct yn_buf *out);

/* The same in quotes always. */
void yn_quote_csv_always(const char *text, struct yn_buf *out);

#endif
