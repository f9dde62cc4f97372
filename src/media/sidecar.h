/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Side-cars: the files of subtitles that belong to a video, by their names.
 *
 *   Show S01E02.srt, Show S01E02.ko.srt         as Kodi, Jellyfin and Plex
 *   Show S01E02.Commentary.en.forced.ass        have them
 *   Subs/Show S01E02.ko.srt                     in a folder beside the video:
 *                                               Subs, Subtitles, Sub, 자막
 *   Subs/Show S01E02/2_English.srt              in one that bears its name
 *
 * Names are compared composed (NFC) and in any case. A name that goes on with a
 * letter or digit ("Show S01E021.srt") is that of another video.
 */
#ifndef YN_MEDIA_SIDECAR_H
#define YN_MEDIA_SIDECAR_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

struct yn_sidecars {
    char **path; /* by path within each folder, the video's own first */
    size_t n, cap;
};

/* Whether the name is that of a file of subtitles (media/subtitles.h). */
bool yn_sidecar_is(const char *path);

/* Whether it says that only signs are in it: "Show.E01.ko.forced.srt". */
bool yn_sidecar_is_forced(const char *path);

/* Finds them, on the disk. A folder that cannot be read has none. Errors:
 * YN_E_NOMEM; `*out` is unchanged. */
int yn_sidecars_find(const char *video, struct yn_sidecars *out,
                     struct yn_err *err);
void yn_sidecars_release(struct yn_sidecars *sidecars);

/* Whether file `path`, wherever it lies, belongs to the video: by its name as
 * above, or because both names say the same episode (media/episode.h) and
 * neither says another season. Errors: YN_E_NOMEM. */
int yn_sidecar_fits(const char *video, const char *path, bool *fits,
                    struct yn_err *err);

#endif
