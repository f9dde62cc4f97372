/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * WebVTT (W3C): a text track for a <video>, each title shown while its song
 * plays. Starts may not decrease and a cue may not be empty, so cues stand by
 * start and last a millisecond at least.
 */
#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"

/* Text of a cue or a note on one line; `-->`, tags and entities cannot begin
 * in it. Empties `text`. */
static void put_escaped(struct yn_buf *text, struct yn_buf *out)
{
    struct yn_buf line = {0};
    yn_line_text(yn_buf_text(text), NULL, &line);
    for (const char *c = yn_buf_text(&line); *c; c++) {
        if (*c == '&')
            yn_buf_puts(out, "&amp;");
        else if (*c == '<')
            yn_buf_puts(out, "&lt;");
        else if (*c == '>')
            yn_buf_puts(out, "&gt;");
        else
            yn_buf_putc(out, *c);
    }
    out->failed = out->failed || text->failed || line.failed;
    yn_buf_clear(text);
    yn_buf_release(&line);
}

/* Identifiers: the number of a cue; of what is unidentified "u1" and so on. */
static void put_cue(const struct yn_sheet *sheet,
                    const struct yn_sheet_line *line, struct yn_buf *text,
                    struct yn_buf *out)
{
    struct yn_cue_ms ms = yn_line_span(line);
    if (line->row)
        yn_buf_printf(out, "\n%zu\n", line->row->seq);
    else
        yn_buf_printf(out, "\nu%zu\n",
                      (size_t)(line->unidentified - sheet->unidentified) + 1);
    yn_line_clock(ms.start, out);
    yn_buf_puts(out, " --> ");
    yn_line_clock(ms.end > ms.start ? ms.end : ms.start + 1, out);
    yn_buf_putc(out, '\n');
    yn_line_what(line, text);
    put_escaped(text, out);
    yn_buf_putc(out, '\n');
}

static int write_webvtt(const struct yn_sheet *const *sheets, size_t n,
                        unsigned flags, struct yn_buf *out, struct yn_err *err)
{
    (void)n;
    (void)flags;
    (void)err;
    const struct yn_sheet *sheet = sheets[0];
    struct yn_buf text = {0};
    yn_buf_puts(out, "WEBVTT\n\nNOTE ");
    yn_buf_puts(&text, sheet->title);
    yn_buf_puts(&text, ": ");
    yn_line_state(sheet, &text);
    put_escaped(&text, out);
    yn_buf_putc(out, '\n');
    for (size_t i = 0; i < sheet->n_lines; i++)
        put_cue(sheet, &sheet->own->lines[i], &text, out);
    yn_buf_release(&text);
    return YN_OK;
}

const struct yn_sheet_writer yn_sheet_webvtt = {
    .word = "webvtt", .file = "cues.vtt", .one = true, .write = write_webvtt};
