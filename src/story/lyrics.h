/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lyrics: the words of a song, from the files people keep them in.
 *
 * Plain text, and LRC with times of lines and words (as LRC has no standard:
 * what players read). What is not sung goes: tags, headings of verses, lines of
 * credits. A line that comes again is kept once, so that a chorus does not
 * count as often as it is sung.
 */
#ifndef YN_STORY_LYRICS_H
#define YN_STORY_LYRICS_H

#include <stddef.h>

#include <yeoun/err.h>

/* Larger files hold no lyrics. */
#define YN_LYRICS_BYTES_MAX ((size_t)1 << 20)

struct yn_lyrics {
    char *text;     /* the lines, parted by '\n'; "" where nothing is sung */
    size_t n_lines; /* in it */
};

/* Reads a file in UTF-8, UTF-16 or CP949. A file without any words is fine.
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_LIMIT, YN_E_NOMEM, YN_E_INPUT (no text
 * in a known encoding); `*out` is unchanged. */
int yn_lyrics_read(const char *path, struct yn_lyrics *out, struct yn_err *err);

/* The same from text in UTF-8. Errors: YN_E_NOMEM, YN_E_LIMIT. */
int yn_lyrics_parse(const char *text, struct yn_lyrics *out,
                    struct yn_err *err);

void yn_lyrics_release(struct yn_lyrics *lyrics);

#endif
