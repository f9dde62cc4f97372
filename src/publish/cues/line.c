/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cues/line.h"

#include <math.h>

#include "base/base.h"
#include "base/unicode.h"
#include "publish/number.h"

#define MS 1000
/* A millennium: beyond any programme, and well within a long long. */
#define SECONDS_MAX 3e10
#define CONFIDENCE_DECIMALS 4
#define CONFIDENCE_NEXT 0.9999 /* to 1 */
#define TINY 1e-9              /* so that 100 times 0.29 is 29 */
#define C1_FIRST 0x7F          /* DEL and the control characters behind it */
#define C1_LAST 0x9F
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

long long yn_line_ms(double seconds)
{
    if (!(seconds > 0))
        return 0;
    return llround(fmin(seconds, SECONDS_MAX) * MS);
}

struct yn_cue_ms yn_cue_ms(const struct yn_cue *cue)
{
    struct yn_cue_ms ms = {yn_line_ms(cue->start_s), yn_line_ms(cue->end_s)};
    if (ms.end < ms.start)
        ms.end = ms.start;
    return ms;
}

void yn_line_clock(long long ms, struct yn_buf *out)
{
    long long s = ms / MS;
    yn_buf_printf(out, "%02lld:%02lld:%02lld.%03lld", s / 3600, s / 60 % 60,
                  s % 60, ms % MS);
}

void yn_line_short_clock(long long ms, struct yn_buf *out)
{
    long long s = (ms + MS / 2) / MS;
    yn_buf_printf(out, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
}

double yn_line_round(double number, int decimals)
{
    double scale = pow(10, decimals);
    double rounded = round(number * scale) / scale;
    return rounded == 0 ? 0 : rounded; /* no -0 */
}

void yn_line_number(double number, int decimals, struct yn_buf *out)
{
    yn_number_put(yn_line_round(number, decimals), out);
}

double yn_line_confidence(double confidence)
{
    double rounded = yn_line_round(confidence, CONFIDENCE_DECIMALS);
    return confidence < 1 && rounded >= 1 ? CONFIDENCE_NEXT : rounded;
}

int yn_line_percent(double confidence)
{
    return isnan(confidence)
               ? -1
               : (int)floor(100 * yn_line_confidence(confidence) + TINY);
}

static bool is_control(uint32_t c)
{
    return c < ' ' || (c >= C1_FIRST && c <= C1_LAST) || c == LINE_SEPARATOR ||
           c == PARAGRAPH_SEPARATOR;
}

void yn_line_text(const char *text, const char *special, struct yn_buf *out)
{
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        bool escape = special && c < C1_FIRST && strchr(special, (int)c);
        if (is_control(c))
            c = ' ';
        else if (escape)
            yn_buf_putc(out, '\\');
        yn_buf_put_utf8(out, c);
    }
}

void yn_line_end(struct yn_buf *text, const char *special, struct yn_buf *out)
{
    yn_line_text(yn_buf_text(text), special, out);
    yn_buf_putc(out, '\n');
    out->failed = out->failed || text->failed;
    yn_buf_clear(text);
}

void yn_line_name(const struct yn_sheet_row *row, struct yn_buf *out)
{
    yn_buf_puts(out, row->title);
    if (row->artist[0]) {
        yn_buf_puts(out, " – ");
        yn_buf_puts(out, row->artist);
    }
}

struct yn_cue_ms yn_line_span(const struct yn_sheet_line *line)
{
    if (line->row)
        return yn_cue_ms(line->row->cue);
    return (struct yn_cue_ms){yn_line_ms(line->unidentified->start_s),
                              yn_line_ms(line->unidentified->end_s)};
}

void yn_line_what(const struct yn_sheet_line *line, struct yn_buf *out)
{
    if (line->row)
        yn_line_name(line->row, out);
    else
        yn_buf_puts(out, YN_UNIDENTIFIED);
}

double yn_line_sure(const struct yn_sheet_line *line)
{
    return line->row ? line->row->cue->confidence
                     : line->unidentified->confidence;
}

void yn_line_episode(const struct yn_cue_episode *episode, struct yn_buf *out)
{
    if (episode->number)
        yn_buf_printf(out, "%u", episode->number);
    if (episode->number && episode->last > episode->number)
        yn_buf_printf(out, "–%u", episode->last);
}

void yn_line_state(const struct yn_sheet *sheet, struct yn_buf *out)
{
    if (sheet->n_lacks)
        yn_buf_printf(out, "draft, %zu thing%s missing", sheet->n_lacks,
                      sheet->n_lacks == 1 ? " is" : "s are");
    else
        yn_buf_puts(out, "final");
}
