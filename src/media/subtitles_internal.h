/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Subtitles, inside: what the readers of the formats share.
 */
#ifndef YN_MEDIA_SUBTITLES_INTERNAL_H
#define YN_MEDIA_SUBTITLES_INTERNAL_H

#include <stdbool.h>

#include "media/subtitles.h"

struct yn_subtitle_reader {
    const char *path;
    const char *language; /* wanted, ISO 639-2; "" any */
    struct yn_subtitles *out;
    struct yn_report *report;
    unsigned n_problems;
    bool timed;       /* SubRip: a line of times was there */
    const char *rest; /* what is not read yet */
    unsigned line;    /* of the line that was read last */
};

/* A format: `parse` reads all of reader->rest. */
struct yn_subtitle_format {
    const char *name;
    bool (*looks_like)(const char *text);
    int (*parse)(struct yn_subtitle_reader *reader, struct yn_err *err);
};

extern const struct yn_subtitle_format yn_subtitle_srt, yn_subtitle_vtt,
    yn_subtitle_ass, yn_subtitle_smi;

/* How tags are written. */
enum yn_subtitle_markup {
    YN_MARKUP_SRT, /* some of HTML's, some of ASS's, else plain */
    YN_MARKUP_VTT, /* every <…> is one */
    YN_MARKUP_ASS, /* every {…} is one */
    YN_MARKUP_SMI, /* HTML */
};

/* The next line without its end (LF, CR, CR LF), borrowed; false at the end. */
bool yn_subtitle_line(struct yn_subtitle_reader *reader, const char **line,
                      size_t *len);

/* Reads a time at `*at` ("1:02:03,4", "02:03.456", blanks anywhere) and moves
 * behind it. */
bool yn_subtitle_time(const char **at, double *seconds);

/* Adds a line of subtitles, `len` bytes of `text` with tags; one that says
 * nothing is left out. `speaker` may be "". Errors: YN_E_NOMEM. */
int yn_subtitle_add(struct yn_subtitle_reader *reader,
                    const struct yn_subtitle *times, const char *text,
                    size_t len, enum yn_subtitle_markup markup,
                    struct yn_err *err);

/* Sorts by time and takes doubles out. */
void yn_subtitle_sort(struct yn_subtitles *subtitles);

/* Tells of a problem in line `line`; after some of them no more. */
int yn_subtitle_problem(struct yn_subtitle_reader *reader, unsigned line,
                        const char *what, const char *remedy,
                        struct yn_err *err);

#endif
