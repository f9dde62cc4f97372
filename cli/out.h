/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Out: where a command's data goes, standard output or -o FILE.
 *
 * A file is written aside and renamed when whole, so that a failure leaves the
 * old one as it was.
 */
#ifndef YN_CLI_OUT_H
#define YN_CLI_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <yeoun/err.h>
#include <yeoun/report.h>
#include <yeoun/season.h>

struct yn_out {
    FILE *f;            /* write here */
    char *path, *aside; /* NULL for standard output and for no regular file */
    const char *name;   /* as the user wrote it; NULL: standard output */
};

/* Opens `path`; NULL and "-" are standard output. Errors: YN_E_IO, YN_E_NOMEM;
 * `*out` is then empty. */
int yn_out_open(struct yn_out *out, const char *path, struct yn_err *err);

/* Ends the writing: with `rc` 0 checks that everything was written and puts the
 * file in place, else drops it. Returns `rc`, or the first error of its own:
 * YN_E_IO. An empty `out` is fine. */
int yn_out_close(struct yn_out *out, int rc, struct yn_err *err);

/* Writes one JSON document and a newline; takes `*json`, which may be NULL
 * where memory ran out. Errors: YN_E_NOMEM; write failures show at the close.
 */
int yn_out_json(const struct yn_out *out, json_t **json, struct yn_err *err);

/* `json`, or NULL (and `json` dropped) where a part of it found no memory:
 * `bad` gathers what json_object_set_new and its kin returned. */
json_t *yn_json_whole(json_t *json, int bad);
/* A string of JSON also from bytes that are no UTF-8 (a file's name); NULL =
 * out of memory. */
json_t *yn_json_text(const char *text);
/* A number, or null where it is not known (NAN). */
json_t *yn_json_number(double value);
json_t *yn_json_list(const struct yn_text_list *list);

/* The problems as an array of objects: severity, file, line, column, problem,
 * remedy. */
json_t *yn_problems_json(const struct yn_report *report);

/* One cell of CSV with the comma in front of it unless it is the first. Text
 * that a spreadsheet would run as a formula gets an apostrophe in front. */
void yn_csv_text(FILE *f, bool first, const char *text);
void yn_csv_number(FILE *f, bool first, double value); /* NAN: empty */

#endif
