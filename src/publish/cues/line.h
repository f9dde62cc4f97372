/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line: times, and text that keeps to one line, for the formats of cue sheets.
 */
#ifndef YN_PUBLISH_CUES_LINE_H
#define YN_PUBLISH_CUES_LINE_H

#include <yeoun/cues.h>

#include "base/buf.h"

/* Where a cue lies, in whole milliseconds. Every format counts from these, so
 * that all of them agree. */
struct yn_cue_ms {
    long long start, end; /* end >= start */
};
struct yn_cue_ms yn_cue_ms(const struct yn_cue *cue);

/* Seconds as milliseconds; what is no number or negative is 0. */
long long yn_line_ms(double seconds);

/* "01:02:03.456"; more than two digits of hours where they are needed. */
void yn_line_clock(long long ms, struct yn_buf *out);
/* "1:02:03", rounded to the nearest second. */
void yn_line_short_clock(long long ms, struct yn_buf *out);

/* A number rounded to so many decimals, with a point in every locale; nothing
 * for NAN and infinities. */
void yn_line_number(double number, int decimals, struct yn_buf *out);
/* The rounded number itself, so that it prints short. */
double yn_line_round(double number, int decimals);

/* A confidence to four decimals, and to whole percent; 1 and 100 are for what
 * is certain alone. NAN stays, and is -1 percent. */
double yn_line_confidence(double confidence);
int yn_line_percent(double confidence);

/* Text on one line: line ends, tabs and other control characters become
 * blanks, bytes that are no UTF-8 U+FFFD. Characters of `special` get a
 * backslash in front; NULL is none. */
void yn_line_text(const char *text, const char *special, struct yn_buf *out);

/* Text as yn_line_text writes it, and the end of the line; `text` is cleared.
 */
void yn_line_end(struct yn_buf *text, const char *special, struct yn_buf *out);

/* “Title – Artist”, without the quotes; the title alone where nobody is
 * credited. As it stands: to be written with yn_line_text. */
void yn_line_name(const struct yn_sheet_row *row, struct yn_buf *out);

/* The same of a line, of a cue or unidentified: its span, its name, and how
 * sure it is. */
struct yn_cue_ms yn_line_span(const struct yn_sheet_line *line);
void yn_line_what(const struct yn_sheet_line *line, struct yn_buf *out);
double yn_line_sure(const struct yn_sheet_line *line);

/* "7", or "7–8" of a file of several, which no spreadsheet takes for a date;
 * nothing where the number is not known. */
void yn_line_episode(const struct yn_cue_episode *episode, struct yn_buf *out);

/* "final" or "draft, 3 things are missing". */
void yn_line_state(const struct yn_sheet *sheet, struct yn_buf *out);

#endif
