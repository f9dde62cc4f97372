/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tracks: what a file of sound or video holds, told by its head, undecoded.
 */
#ifndef YN_MEDIA_TRACKS_H
#define YN_MEDIA_TRACKS_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

struct yn_media_track {
    bool subtitles;   /* else sound */
    char language[4]; /* ISO 639-2, "kor"; "" unsaid */
    bool readable;    /* there is a decoder, and of subtitles they are text */
    bool aside;       /* commentary, description, forced signs alone */
};

struct yn_media_tracks {
    double duration_s;             /* what the file says; 0: nothing */
    struct yn_media_track *tracks; /* in its order; pictures are left out */
    size_t n_tracks;
};

/* Reads the head of the file. Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no
 * format that yeoun reads), YN_E_NOMEM; `*out` is unchanged. */
int yn_media_tracks_read(const char *path, struct yn_media_tracks *out,
                         struct yn_err *err);
void yn_media_tracks_release(struct yn_media_tracks *tracks);

#endif
