/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tags: what an audio file says about itself.
 *
 * Only the file itself is opened: no network, no playlist that leads to other
 * files. Nothing is decoded.
 */
#ifndef YN_MEDIA_TAGS_H
#define YN_MEDIA_TAGS_H

#include <yeoun/err.h>

/* UTF-8; "" where the file does not say. Each is freed by yn_tags_release. */
struct yn_tags {
    char *title, *artist, *album, *date, *isrc;
};

/* Reads the tags of the file `path`. Korean text in CP949 that an old program
 * labelled Latin-1 is made right. Errors: YN_E_INPUT (no audio file),
 * YN_E_NOTFOUND, YN_E_IO, YN_E_NOMEM; `*out` is then unchanged. */
int yn_tags_read(const char *path, struct yn_tags *out, struct yn_err *err);
void yn_tags_release(struct yn_tags *tags);

#endif
