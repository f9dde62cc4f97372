/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Subtitle text: what is read when the tags are taken out.
 */
#ifndef YN_MEDIA_SUBTITLE_TEXT_H
#define YN_MEDIA_SUBTITLE_TEXT_H

#include "base/buf.h"
#include "media/subtitles_internal.h"

/* Appends `len` bytes of `text` without tags, entities resolved, blanks at the
 * ends of lines, empty lines and invisible marks left out. The name of a
 * WebVTT voice goes to `speaker`. */
void yn_subtitle_text(const char *text, size_t len,
                      enum yn_subtitle_markup markup, struct yn_buf *out,
                      struct yn_buf *speaker);

#endif
