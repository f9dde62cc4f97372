/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filename: the name of a file as characters, for the rules of media/episode.h,
 * and what in it is no number of an episode.
 */
#ifndef YN_MEDIA_FILENAME_H
#define YN_MEDIA_FILENAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

/* Characters of a name that are looked at; file systems allow 255 bytes. */
#define YN_FILENAME_CHARS 512
/* Zeros behind the name, so that a look at the next few needs no check. */
#define YN_FILENAME_AHEAD 16
/* A name in lower case, without its ending, in characters. */
struct yn_filename {
    uint32_t c[YN_FILENAME_CHARS + YN_FILENAME_AHEAD]; /* zeros end it */
    size_t n;
};

/* The length of a file's name without its ending of up to four letters or
 * digits, one of them a letter: in "도깨비.16" the number is none. */
size_t yn_filename_stem(const char *base);

/* Characters of the first `len` bytes of `text`, folded (yn_unicode_fold);
 * dashes, tildes and blanks of all widths become plain ones. Errors:
 * YN_E_NOMEM. */
int yn_filename_make(const char *text, size_t len, struct yn_filename *out,
                     struct yn_err *err);

bool yn_filename_is_digit(uint32_t c);
bool yn_filename_is_gap(uint32_t c); /* blank . _ - */

/* Whether nothing that belongs to a word or number ends before `at`; Hangul
 * often stands right before ("도깨비E01"). */
bool yn_filename_starts(const struct yn_filename *s, size_t at);

/* Whether a number may end at `at`: "1080p" and "5.1ch" are none. A version
 * ("16v2") and "end" may follow. */
bool yn_filename_ends(const struct yn_filename *s, size_t at);

size_t yn_filename_skip_gaps(const struct yn_filename *s, size_t at);

/* Whether ASCII `text` stands at `*at`, which then moves behind it. */
bool yn_filename_word(const struct yn_filename *s, size_t *at,
                      const char *text);

/* Reads all the digits at `*at`; false where there are none or more than
 * `most`. */
bool yn_filename_number(const struct yn_filename *s, size_t *at, size_t most,
                        int *out);

/* Numbers that pictures, codecs and years have. */
bool yn_filename_is_never(int value);

/* Puts blanks for resolutions, codecs, channels, rates and check sums. */
void yn_filename_drop_technical(struct yn_filename *s);

/* Puts blanks for what stands in brackets. */
void yn_filename_drop_brackets(struct yn_filename *s);

/* Puts blanks for the first date and writes it to `out`, "2016-12-02"; without
 * one `out` is unchanged. Six digits are one only without gaps: 16-12-02 may be
 * anything. */
void yn_filename_take_date(struct yn_filename *s, char out[11]);

#endif
