/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan: from files to placements. Decodes masters and episodes, and finds the
 * one in the other.
 */
#ifndef YEOUN_SCAN_H
#define YEOUN_SCAN_H

#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/placement.h>

/* The masters of one scan, decoded and ready. Read-only once loaded; any number
 * of threads may find with it at once. */
struct yn_roster_sound;

/* A master that cannot be used (no audio, nothing decodes, shorter than
 * YN_MASTER_S_MIN) is told to `log` as a warning and finds nothing; indices
 * stay as given. Errors: YN_E_INPUT (none can be used), YN_E_NOMEM. Destroy
 * with yn_roster_sound_destroy. */
#define YN_MASTER_S_MIN 3
YN_API int yn_roster_sound_load(const char *const *paths, size_t n,
                                const struct yn_log *log,
                                struct yn_roster_sound **out,
                                struct yn_err *err);
YN_API void yn_roster_sound_destroy(struct yn_roster_sound **sound);

/* Seconds of sound in all masters that can be used. */
YN_API double yn_roster_sound_s(const struct yn_roster_sound *sound);

struct yn_scan_params {
    const char *language;     /* of the audio track; NULL: see media/audio.h */
    unsigned threads;         /* 0: one for each processor */
    const struct yn_log *log; /* may be NULL */
};

/* Finds the masters in one episode. Damaged sound becomes a warning in `log`
 * and `lost_s` in the result. `out` is released with yn_placements_release.
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no audio), YN_E_LIMIT (longer
 * than YN_EPISODE_S_MAX), YN_E_NOMEM; `out` is then unchanged. */
#define YN_EPISODE_S_MAX (24 * 3600)
YN_API int yn_scan_episode(const struct yn_roster_sound *sound,
                           const char *path,
                           const struct yn_scan_params *params,
                           struct yn_placements *out, struct yn_err *err);

#endif
