/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * FFmetadata: a chapter a cue, for `ffmpeg -i EPISODE -i FILE -map_chapters 1`
 * and `mpv --chapters-file`. TIMEBASE is always written, for readers disagree
 * on what it is without.
 */
#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"

#define SPECIAL "=;#\\"

static int write_ffmetadata(const struct yn_sheet *const *sheets, size_t n,
                            unsigned flags, struct yn_buf *out,
                            struct yn_err *err)
{
    (void)n;
    (void)flags;
    (void)err;
    const struct yn_sheet *sheet = sheets[0];
    struct yn_buf text = {0};
    yn_buf_puts(out, ";FFMETADATA1\n; ");
    yn_buf_puts(&text, sheet->title);
    yn_buf_puts(&text, ": ");
    yn_line_state(sheet, &text);
    yn_line_end(&text, SPECIAL, out);
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct yn_sheet_line *line = &sheet->own->lines[i];
        struct yn_cue_ms ms = yn_line_span(line);
        yn_buf_printf(out,
                      "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%lld\nEND=%lld\n"
                      "title=",
                      ms.start, ms.end > ms.start ? ms.end : ms.start + 1);
        yn_line_what(line, &text);
        yn_line_end(&text, SPECIAL, out);
    }
    yn_buf_release(&text);
    return YN_OK;
}

const struct yn_sheet_writer yn_sheet_ffmetadata = {.word = "ffmetadata",
                                                    .file = "cues.ffmeta",
                                                    .one = true,
                                                    .write = write_ffmetadata};
