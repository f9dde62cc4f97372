/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NFO: what a library's program wrote beside a video. The door to libxml2.
 *
 * Kodi's and Jellyfin's `<video>.nfo` is XML with a root <episodedetails>; of a
 * file of several episodes it holds one after another, and some end in a line
 * with an address, so that the whole is often no XML. Each root is read by
 * itself, for whatever can be read of it. Source: kodi.wiki, NFO
 * files/Episodes.
 *
 * Threads: safe, but libxml2 wants its first use not to be in two at once.
 */
#ifndef YN_MEDIA_NFO_H
#define YN_MEDIA_NFO_H

#include <stddef.h>

#include <yeoun/err.h>

/* Larger files are none. */
#define YN_NFO_BYTES_MAX ((size_t)1 << 20)

struct yn_nfo {
    int season;      /* -1 unsaid; 0: specials; of the first */
    int first, last; /* lowest and highest number; -1 unsaid */
    char date[11];   /* as <aired> has it, "2016-12-02"; "" unsaid */
};

/* Reads the file beside `video` that has its name. Errors: YN_E_NOTFOUND,
 * YN_E_IO, YN_E_LIMIT, YN_E_INPUT (it tells of no episode), YN_E_NOMEM; `*out`
 * is unchanged. */
int yn_nfo_read(const char *video, struct yn_nfo *out, struct yn_err *err);

/* The same from bytes; `path` names them. */
int yn_nfo_parse(const char *path, const char *bytes, size_t len,
                 struct yn_nfo *out, struct yn_err *err);

#endif
