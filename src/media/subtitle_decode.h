/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Subtitle decode: text whose bytes fit no encoding through and through.
 */
#ifndef YN_MEDIA_SUBTITLE_DECODE_H
#define YN_MEDIA_SUBTITLE_DECODE_H

#include <yeoun/err.h>

#include "base/file.h"

/* Makes `bytes` UTF-8 in place: UTF-8, UTF-16 or CP949 where most of it is that
 * (U+FFFD stands for the rest), else Windows-1252. For bytes that
 * yn_encoding_to_utf8 refused. Errors: YN_E_INPUT (no text), YN_E_NOMEM. */
int yn_subtitle_decode(struct yn_bytes *bytes, struct yn_err *err);

#endif
