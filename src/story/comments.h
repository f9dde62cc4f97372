/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments: what viewers wrote while an episode ran, and when.
 *
 * Files: Bilibili and AcFun (XML and JSON, of any age), Viki, recorded chats as
 * yt-dlp and chat-downloader write them (one JSON document, or one a line), and
 * a CSV of time, user and text. What a file is, its content says, not its name.
 */
#ifndef YN_STORY_COMMENTS_H
#define YN_STORY_COMMENTS_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/report.h>

#include "base/arena.h"

/* Larger files are refused: a season's comments take some megabytes. */
#define YN_COMMENTS_BYTES_MAX ((size_t)256 << 20)

struct yn_comment {
    double time_s;    /* from the episode's begin, >= 0 */
    uint64_t user;    /* who wrote it, as a number; 0: unsaid */
    const char *text; /* UTF-8, not "" */
};

struct yn_comments {
    struct yn_comment *item; /* by time_s, then as in the file */
    size_t n, cap;
    const char *format; /* "XML", "JSON", "CSV" */
    size_t n_drawings;  /* programs and pictures made of letters: left out */
    size_t n_before;    /* written before the episode began: left out */
    size_t n_rejected;  /* could not be read: left out */
    struct yn_arena arena;
};

/* Reads a file. What cannot be read in it is counted, and told to `report` (may
 * be NULL) as one warning. Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_LIMIT,
 * YN_E_NOMEM, YN_E_INPUT (no comments in it; no text); `*out` is unchanged. */
int yn_comments_read(const char *path, struct yn_comments *out,
                     struct yn_report *report, struct yn_err *err);

/* The same from bytes that are freed by the caller; `path` names them. */
int yn_comments_parse(const char *path, const char *bytes, size_t len,
                      struct yn_comments *out, struct yn_report *report,
                      struct yn_err *err);

void yn_comments_release(struct yn_comments *comments);

/* "12.5", "1:02", "1:02:03.5" as seconds, with blanks around; a comma may stand
 * for the point. NAN where it is none. */
double yn_comment_time(const char *text);

#endif
