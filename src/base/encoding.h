/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Encoding: text as people's programs write it becomes UTF-8 without a BOM.
 */
#ifndef YN_BASE_ENCODING_H
#define YN_BASE_ENCODING_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/buf.h"
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

/* The same of a whole file: an error is told as "path:line:column: the file is
 * …; save it as UTF-8". */
int yn_encoding_of_file(struct yn_bytes *bytes, const char *path,
                        struct yn_err *err);

/* Makes `bytes` UTF-8 from an encoding as ICU calls it. Errors: YN_E_INPUT,
 * with the first byte that fits nothing in `*bad` (text with zero bytes too);
 * YN_E_NOMEM. They are unchanged then. */
int yn_encoding_convert(struct yn_bytes *bytes, const char *encoding,
                        size_t *bad, struct yn_err *err);

/* Bytes become what was made of them, up to the first zero; the buffer is
 * released in any case. Errors: YN_E_NOMEM; they are unchanged then. */
int yn_encoding_take(struct yn_bytes *bytes, struct yn_buf *made,
                     struct yn_err *err);

#endif
