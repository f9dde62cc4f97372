/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Override: puts the editor's word into overrides.csv, behind what is there.
 *
 * Not a byte that is in the file changes: the columns, their order, the
 * separator and the line ends are the file's own. The new file is written aside
 * and renamed when whole, so a killed program or a full disk leaves the old
 * one; who adds waits for others who add.
 *
 * Threads: safe; the file is the only state.
 */
#ifndef YEOUN_OVERRIDE_H
#define YEOUN_OVERRIDE_H

#include <stdbool.h>
#include <stdint.h>

#include <yeoun/season.h>

struct yn_override_params {
    const struct yn_season *season; /* read without problems */
    const struct yn_track *track;   /* of that season */
    bool pick;                      /* false: drop */
    struct yn_date day; /* year 0: `time_s` is written, to the second, in UTC */
    int64_t time_s;     /* since 1970 */
    const char *editor; /* "": not said */
    const char *because; /* why; not blank, of one line */
    bool dry_run;        /* do all but write */
};

/* Adds a row. `*path` is the file's (free it with free()), `*line` the row's.
 * Errors: YN_E_ARG (blank, of several lines or no UTF-8), YN_E_INPUT (the file
 * is not UTF-8, or lacks a column), YN_E_LIMIT, YN_E_IO, YN_E_NOMEM; the file
 * and the outputs are then as they were. */
YN_API int yn_override_add(const struct yn_override_params *params, char **path,
                           unsigned *line, struct yn_err *err);

#endif
