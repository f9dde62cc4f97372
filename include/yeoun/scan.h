/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan: from files to placements. Decodes masters and episodes, and finds the
 * one in the other; for a season, what was found is kept and not sought again.
 */
#ifndef YEOUN_SCAN_H
#define YEOUN_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/cues.h>
#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/placement.h>
#include <yeoun/season.h>

/* The masters of one scan, decoded and ready. Read-only once loaded; any number
 * of threads may find with it at once. */
struct yn_roster_sound;

/* A master that cannot be used (no audio, nothing decodes, silent, shorter than
 * YN_MASTER_S_MIN) is told to `log` as a warning and finds nothing; indices
 * stay as given. So is one that sounds the same as one before it: what plays is
 * then told of the first. Errors: YN_E_INPUT (none can be used), YN_E_NOMEM.
 * Destroy with yn_roster_sound_destroy. */
#define YN_MASTER_S_MIN 3
YN_API int yn_roster_sound_load(const char *const *paths, size_t n,
                                const struct yn_log *log,
                                struct yn_roster_sound **out,
                                struct yn_err *err);
YN_API void yn_roster_sound_destroy(struct yn_roster_sound **sound);

/* Seconds of sound in all masters that can be used. */
YN_API double yn_roster_sound_s(const struct yn_roster_sound *sound);

/* YN_OK for a code of a language, such as ko or kor, else YN_E_ARG. */
YN_API int yn_scan_check_language(const char *language, struct yn_err *err);

struct yn_scan_params {
    const char *language;     /* of the audio track; NULL: see media/audio.h */
    unsigned threads;         /* 0: one for each processor */
    const struct yn_log *log; /* may be NULL */
};

/* Finds the masters in one episode. Damaged sound becomes a warning in `log`
 * and `lost_s` in the result. `out` is released with yn_placements_release.
 * Errors: YN_E_ARG (no such language), YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no
 * audio), YN_E_LIMIT (longer than YN_EPISODE_S_MAX), YN_E_NOMEM; `out` is then
 * unchanged. */
#define YN_EPISODE_S_MAX (24 * 3600)
YN_API int yn_scan_episode(const struct yn_roster_sound *sound,
                           const char *path,
                           const struct yn_scan_params *params,
                           struct yn_placements *out, struct yn_err *err);

/* The scan of a season: its episodes, its masters, and what is kept of them in
 * the season's folder .yeoun. Threads: one at a time; open one for each. */
struct yn_season_scan;

enum yn_season_scan_flags {
    YN_SEASON_SCAN_READ = 1 << 0, /* nothing is written: get only */
};

struct yn_season_scan_params {
    const struct yn_season *season; /* borrowed until close */
    const char *language;           /* as in yn_scan_params */
    unsigned threads;
    unsigned flags;
    const struct yn_log *log; /* borrowed until close, may be NULL */
};

/* One episode of one drama, and the masters that may play in it: those of the
 * drama's tracks. All of it is borrowed until close. */
struct yn_season_episode {
    const char *path; /* as it can be opened */
    const char *name; /* the same from the season folder */
    const struct yn_drama *drama;
    /* What the name of the file says of it, see struct yn_cue_episode; a day
     * that it does not say is of the .nfo beside it. */
    unsigned season, number, last;
    bool special;
    bool by_nfo; /* they are of the .nfo beside it: its name says none */
    struct yn_date aired;
    const char *title; /* the name of the file, where another one has the same
                          number; else "" */
    const struct yn_cue_master *masters;
    const char *const *master_paths; /* as they can be opened */
    size_t n_masters;
    long long bytes; /* of the file */
};

/* Finds the files that dramas (`media:`) and their tracks (`audio:`) name, and
 * reads the masters' content. Patterns that name nothing, masters that cannot
 * be read and dramas that name one of both only are told to `log`; a drama
 * without masters or media has no episodes here.
 * Errors: YN_E_IO, YN_E_INPUT (what is kept was written by a newer yeoun, or
 * is damaged, with YN_SEASON_SCAN_READ), YN_E_LIMIT, YN_E_NOMEM; `*out` is
 * then unchanged. Close with yn_season_scan_close. */
YN_API int yn_season_scan_open(const struct yn_season_scan_params *params,
                               struct yn_season_scan **out, struct yn_err *err);
/* Sets `*scan` NULL; NULL is fine. */
YN_API void yn_season_scan_close(struct yn_season_scan **scan);

/* By drama in the season's order, then season and number (a file that names no
 * season is of the first), then those that only a date names, then specials,
 * then the rest; within each by path. */
YN_API const struct yn_season_episode *
yn_season_scan_episodes(const struct yn_season_scan *scan, size_t *n);

enum yn_scan_outcome {
    YN_SCAN_DONE = 1,    /* was scanned before, by the same method */
    YN_SCAN_TAKEN = 2,   /* another process is at it */
    YN_SCAN_SKIPPED = 3, /* cannot be scanned; `log` was told why */
};

/* Scans the episode with index `i` unless that is done, and keeps what is
 * found. An episode whose content cannot be read is not tried again until it,
 * or the FFmpeg that reads it, is another; `log` is told each time. A drama's
 * masters are decoded when the first of its episodes needs them. While one
 * episode is placed the next, `i` + 1, is claimed and decoded by a thread of
 * its own, unless `threads` is 1: go through them in order. Returns YN_OK with
 * `*out` filled (release with yn_placements_release), a yn_scan_outcome, or an
 * error: YN_E_IO and YN_E_LIMIT (what was found cannot be kept), YN_E_INPUT (a
 * newer yeoun has taken over), YN_E_NOMEM. `*out` is unchanged but for YN_OK.
 */
YN_API int yn_season_scan_run(struct yn_season_scan *scan, size_t i,
                              struct yn_placements *out, struct yn_err *err);

/* Reads what was found in the episode with index `i`; release it with
 * yn_placements_release. Errors: YN_E_NOTFOUND (not scanned yet, or not since
 * the episode, the masters or the method changed), YN_E_INPUT (it cannot be
 * read; a newer yeoun has taken over), YN_E_IO, YN_E_NOMEM; `*out` is then
 * unchanged. */
YN_API int yn_season_scan_get(struct yn_season_scan *scan, size_t i,
                              struct yn_placements *out, struct yn_err *err);

#endif
