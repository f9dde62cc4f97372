/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audacity labels: start, end and text, with tabs between; seconds with six
 * decimals. For checking by ear, so a label says how sure it is.
 */
#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"

#define MS 1000

static void put_seconds(long long ms, struct yn_buf *out)
{
    yn_buf_printf(out, "%lld.%03lld000\t", ms / MS, ms % MS);
}

static void put_label(struct yn_cue_ms ms, struct yn_buf *text,
                      struct yn_buf *out)
{
    put_seconds(ms.start, out);
    put_seconds(ms.end, out);
    yn_line_end(text, NULL, out);
}

static int write_audacity(const struct yn_sheet *const *sheets, size_t n,
                          unsigned flags, struct yn_buf *out,
                          struct yn_err *err)
{
    (void)n;
    (void)flags;
    (void)err;
    const struct yn_sheet *sheet = sheets[0];
    struct yn_buf text = {0};
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct yn_sheet_line *line = &sheet->own->lines[i];
        int percent = yn_line_percent(yn_line_sure(line));
        yn_line_what(line, &text);
        yn_buf_puts(&text, " [");
        if (line->row)
            yn_buf_puts(&text, yn_use_word(line->row->cue->use));
        if (line->row && percent >= 0)
            yn_buf_puts(&text, ", ");
        if (percent >= 0)
            yn_buf_printf(&text, "%d %%", percent);
        yn_buf_putc(&text, ']');
        put_label(yn_line_span(line), &text, out);
    }
    yn_buf_release(&text);
    return YN_OK;
}

const struct yn_sheet_writer yn_sheet_audacity = {.word = "audacity",
                                                  .file = "cues.txt",
                                                  .one = true,
                                                  .write = write_audacity};
