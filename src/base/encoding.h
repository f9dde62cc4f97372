/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Encoding: text as people's programs write it becomes UTF-8 without a BOM.
 */
#ifndef YN_BASE_ENCODING_H
#define YN_BASE_ENCODING_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/file.h"

enum yn_encoding { YN_UTF8, YN_UTF16, YN_CP949 };

/* "UTF-8", "UTF-16", "CP949". */
const char *yn_encoding_name(enum yn_encoding encoding);

/* Recognises UTF-8, UTF-16 (with a BOM, or by its zero bytes) and CP949, and
 * makes `bytes` UTF-8 in place. CP949 is believed only where most of what it
 * gives are common Hangul syllables, so that a Latin-1 file is refused and not
 * turned into nonsense. Errors: YN_E_INPUT with `*line` and `*column` of the
 * first byte that fits nothing, and a text without the file's name;
 * YN_E_NOMEM. */
int yn_encoding_to_utf8(struct yn_bytes *bytes, enum yn_encoding *found,
                        unsigned *line, unsigned *column, struct yn_err *err);

#endif
