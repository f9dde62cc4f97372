/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan files: the episodes and masters that a season's patterns name.
 */
#ifndef YN_SCAN_FILES_H
#define YN_SCAN_FILES_H

#include <stdbool.h>

#include <yeoun/scan.h>

#include "base/glob.h"
#include "base/hash.h"

/* What a drama's scan needs. The arrays of masters go side by side. */
struct yn_scan_drama {
    struct yn_glob media, audio;
    struct yn_cue_master *masters;
    struct yn_hash *hashes; /* to be filled by the caller */
    const char **paths;     /* borrowed from `audio` */
    size_t n_masters;
    bool unusable; /* the masters do not decode, which was told */
};

struct yn_scan_files {
    struct yn_scan_drama *dramas; /* as the season's */
    size_t n_dramas;
    struct yn_season_episode *episodes; /* in the order of scan.h */
    size_t n_episodes, cap_episodes;
};

/* Finds the files; what patterns name nothing is told to `log`. The episodes'
 * masters are left for yn_scan_files_masters. Errors: YN_E_NOMEM; `*out` is
 * then as after release. */
int yn_scan_files_find(const struct yn_season *season, const struct yn_log *log,
                       struct yn_scan_files *out, struct yn_err *err);
void yn_scan_files_release(struct yn_scan_files *files);

/* Gives each episode the masters of its drama, whose number is then final. */
void yn_scan_files_masters(const struct yn_season *season,
                           struct yn_scan_files *files);

#endif
