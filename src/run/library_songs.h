/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Library, the songs: which tracks have files.
 */
#ifndef YN_LIBRARY_SONGS_H
#define YN_LIBRARY_SONGS_H

#include <yeoun/library.h>

#include "base/arena.h"

/* Fills `heard` and `n_heard` of `out`. Names of files that are not there are
 * told to `log` (may be NULL) in one line. Errors: YN_E_NOMEM. */
int yn_library_songs(const struct yn_season *season, struct yn_arena *arena,
                     const struct yn_log *log, struct yn_library_drama *out,
                     struct yn_err *err);

#endif
