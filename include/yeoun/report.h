/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report: every problem of every file of a season folder, in one go.
 *
 * Reading goes on after a problem, so that one run shows them all. A problem
 * is text for a person: what is wrong, and what would be right.
 *
 * Ownership: the report owns its strings. Threads: one at a time.
 */
#ifndef YEOUN_REPORT_H
#define YEOUN_REPORT_H

#include <stddef.h>

#include <yeoun/err.h>

struct yn_pos {
    const char *file; /* as the user would name it from where she stands */
    unsigned line;    /* from 1; 0 = the file as a whole */
    unsigned column;  /* from 1, in characters (code points), not bytes */
};

enum yn_severity {
    YN_PROBLEM, /* nothing is published from a folder with one of these */
    YN_WARNING, /* worth knowing; does not stop anything */
};

struct yn_problem {
    enum yn_severity severity;
    struct yn_pos pos;
    const char *what;   /* "unknown key `titel`" */
    const char *remedy; /* "did you mean `title`?"; "" where there is none */
};

struct yn_report;

/* An empty one. Errors: YN_E_NOMEM, `*out` is unchanged. Destroy with
 * yn_report_destroy, which lets a NULL report be. */
YN_API int yn_report_create(struct yn_report **out, struct yn_err *err);
YN_API void yn_report_destroy(struct yn_report **report);

/* Adds one problem; all strings are copied. `remedy` may be NULL.
 * Errors: YN_E_NOMEM, the report is unchanged. */
YN_API int yn_report_add(struct yn_report *report,
                         const struct yn_problem *problem, struct yn_err *err);

/* Sorts by file, line and column, keeping the order of equals. */
YN_API void yn_report_sort(struct yn_report *report);

/* The problems, borrowed until the next call that changes the report. */
YN_API const struct yn_problem *yn_report_items(const struct yn_report *report,
                                                size_t *n);

/* How many there are of one severity. */
YN_API size_t yn_report_count(const struct yn_report *report,
                              enum yn_severity severity);

#endif
