/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sheet, behind the scenes: what its makers and writers share.
 */
#ifndef YN_PUBLISH_CUES_SHEET_INTERNAL_H
#define YN_PUBLISH_CUES_SHEET_INTERNAL_H

#include <yeoun/cues.h>

#include "base/arena.h"
#include "base/buf.h"

struct yn_sheet_own {
    struct yn_arena arena;
    struct yn_sheet_row *by_start; /* the rows by seq */
    struct yn_sheet_line *lines;   /* they and what is unidentified, by start */
    size_t cap_lacks;
};

/* Fills what the sheet says of music that is unidentified; the rows are there,
 * by start and in the order asked for. Errors: YN_E_NOMEM. */
int yn_sheet_fill_unidentified(struct yn_sheet *sheet, struct yn_err *err);

/* Fills `sheet->lacks`; the rest is there. Errors: YN_E_NOMEM. */
int yn_sheet_check(struct yn_sheet *sheet, struct yn_err *err);

/* The version in a rule's terms (see usage.h), and its word or "". */
int yn_sheet_version(const struct yn_cue_master *master);
const char *yn_sheet_version_word(const struct yn_cue_master *master);

/* A member of the family of formats. */
struct yn_sheet_writer {
    const char *word; /* what the program calls it */
    const char *file;
    bool one; /* holds one sheet only */
    int (*write)(const struct yn_sheet *const *sheets, size_t n, unsigned flags,
                 struct yn_buf *out, struct yn_err *err);
};

extern const struct yn_sheet_writer yn_sheet_csv, yn_sheet_json,
    yn_sheet_webvtt, yn_sheet_ffmetadata, yn_sheet_audacity;

#endif
