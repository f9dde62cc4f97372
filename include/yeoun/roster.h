/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roster: proposes tracks for a drama from what is at hand: a MusicBrainz
 * release as JSON, a CSV, or the tags of audio files. It only proposes; no file
 * is changed.
 */
#ifndef YEOUN_ROSTER_H
#define YEOUN_ROSTER_H

#include <stddef.h>

#include <yeoun/log.h>
#include <yeoun/report.h>
#include <yeoun/season.h>

/* A list of proposed tracks.
 * Threads: one roster, one thread at a time. */
struct yn_roster;

/* An empty one. Errors: YN_E_NOMEM, `*out` is unchanged. Destroy with
 * yn_roster_destroy, which lets a NULL roster be. */
YN_API int yn_roster_create(struct yn_roster **out, struct yn_err *err);
YN_API void yn_roster_destroy(struct yn_roster **roster);

/* Reads one file, its kind recognised from its content, and appends what it
 * proposes. A row that cannot be used becomes a problem in `report`.
 * "-" is standard input. Errors: YN_E_IO, YN_E_NOTFOUND, YN_E_INPUT (no kind
 * fits), YN_E_LIMIT, YN_E_NOMEM; the roster is then unchanged. */
YN_API int yn_roster_read(struct yn_roster *roster, const char *path,
                          struct yn_report *report, struct yn_err *err);

/* Drops the tracks that `drama` already has, by title and artist; `*n_dropped`
 * says how many. Errors: YN_E_NOMEM, the roster is unchanged. */
YN_API int yn_roster_subtract(struct yn_roster *roster,
                              const struct yn_season *season,
                              const struct yn_drama *drama, size_t *n_dropped,
                              struct yn_err *err);

/* The proposals, borrowed until the roster is changed or destroyed; fields as
 * in season.h, drama and index unused. */
YN_API const struct yn_track *yn_roster_tracks(const struct yn_roster *roster,
                                               size_t *n);

/* The proposals as rows for the `tracks:` of a drama's front matter (YAML), as
 * CSV, or as JSON. `*out` is NUL-terminated UTF-8; the caller frees it.
 * Errors: YN_E_NOMEM, `*out` is unchanged. */
YN_API int yn_roster_yaml(const struct yn_roster *roster, char **out,
                          struct yn_err *err);
YN_API int yn_roster_csv(const struct yn_roster *roster, char **out,
                         struct yn_err *err);
YN_API int yn_roster_json(const struct yn_roster *roster, char **out,
                          struct yn_err *err);

#endif
