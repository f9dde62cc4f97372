/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Subtitles: what is said in an episode and when, from a file beside it or from
 * within.
 *
 * Files: SubRip, WebVTT, ASS and SSA, SAMI; in UTF-8, UTF-16, CP949, and where
 * it is none of these Windows-1252. They are read as people have them: without
 * numbers, with any line ends, with tags of one format in another, unordered.
 */
#ifndef YN_MEDIA_SUBTITLES_H
#define YN_MEDIA_SUBTITLES_H

#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/report.h>

#include "base/arena.h"

/* Larger files are none (fonts within ASS take some megabytes). */
#define YN_SUBTITLES_BYTES_MAX ((size_t)64 << 20)

struct yn_subtitle {
    double start_s, end_s; /* end_s >= start_s >= 0 */
    const char *text;    /* UTF-8 without tags; lines parted by '\n'; not "" */
    const char *speaker; /* as ASS and WebVTT name them; "" unsaid */
    unsigned line;       /* of the file, from 1; 0 within a video */
};

struct yn_subtitles {
    struct yn_subtitle *lines; /* by start_s, then end_s; no doubles */
    size_t n_lines, cap;
    char language[4];   /* ISO 639-2, "kor"; "" unsaid */
    const char *format; /* "SubRip", "WebVTT", "ASS", "SAMI", or FFmpeg's name
                           of the codec within a video */
    struct yn_arena arena;
};

/* Reads a file. What cannot be read in it goes to `report` (may be NULL) as
 * warnings with their lines, and the rest is used. The language is that of the
 * name ("Show.E01.ko.srt") or of the file (SAMI); of the languages of a SAMI
 * file `language` is taken (NULL, or not there: the first).
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_LIMIT, YN_E_NOMEM, YN_E_INPUT (no
 * subtitles in it); `*out` is unchanged. */
int yn_subtitles_read(const char *path, const char *language,
                      struct yn_subtitles *out, struct yn_report *report,
                      struct yn_err *err);

/* The same from bytes that are freed by the caller; `path` names them. */
int yn_subtitles_parse(const char *path, const char *bytes, size_t len,
                       const char *language, struct yn_subtitles *out,
                       struct yn_report *report, struct yn_err *err);

/* Reads a text track within a video; the track is chosen as in audio.h, one of
 * forced subtitles (signs only) last. Times are as those of yn_audio_read.
 * Errors: as above, and YN_E_NOTFOUND where it has no such track. */
int yn_subtitles_extract(const char *path, const char *language,
                         struct yn_subtitles *out, struct yn_err *err);

void yn_subtitles_release(struct yn_subtitles *subtitles);

/* The language in the name of a file of subtitles, before flags such as
 * "forced" or "sdh": "kor" of "Show.E01.ko.forced.srt"; "" unsaid. */
void yn_subtitles_language(const char *path, char out[4]);

#endif
