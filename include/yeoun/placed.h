/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placed: when each track last stood in front in an episode that was aired.
 * From that day on it has to live by itself.
 *
 * A placement is strong where the song stood at or above all else for ten
 * seconds in a row (K-weighted), or for all of a shorter cue, and the cue is
 * sure to 95 %. The day is the episode's own, where its file or the .nfo beside
 * it says one, else it lies between the drama's first and last day as the
 * episode between the first and the last.
 *
 * Threads: none; the result is an array.
 */
#ifndef YEOUN_PLACED_H
#define YEOUN_PLACED_H

#include <stdint.h>

#include <yeoun/scan.h>
#include <yeoun/season.h>

/* What a scan found in one episode; NULL: it was not scanned. */
struct yn_placed_episode {
    const struct yn_season_episode *file;
    const struct yn_placements *placements;
};

/* Fills `day`, one for each track by yn_track.index, with the day of the last
 * strong placement since 1970; INT32_MIN where there is none, or where a later
 * episode was not scanned, in which there may be one. */
YN_API void yn_placed_days(const struct yn_season *season,
                           const struct yn_placed_episode *episodes, size_t n,
                           int32_t *day);

/* The same from what scans of the audio track `language` (see scan.h) have kept
 * in the season's folder. What cannot be read counts as not scanned. Errors:
 * YN_E_NOMEM. */
YN_API int yn_placed_read(const struct yn_season *season, const char *language,
                          int32_t *day, struct yn_err *err);

#endif
