/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slug: a title as the name of a file and of an address.
 */
#ifndef YN_SEASON_NEW_SLUG_H
#define YN_SEASON_NEW_SLUG_H

#include "base/buf.h"

/* Appends lower-case ASCII letters and digits with hyphens between the words:
 * "It's Okay to Not Be Okay" gives its-okay-to-not-be-okay. Hangul is
 * romanised; other scripts give nothing. Errors: YN_E_NOMEM. */
int yn_slug_put(const char *title, struct yn_buf *out, struct yn_err *err);

#endif
