/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text: the phrases that the page, the feeds and the playlists share, as plain
 * text. Whoever writes them out escapes them.
 *
 * All functions append to `out`; a failed allocation sticks in it, as buf.h
 * says.
 */
#ifndef YN_PUBLISH_TEXT_H
#define YN_PUBLISH_TEXT_H

#include <stdbool.h>

#include <yeoun/season.h>

#include "base/buf.h"

/* "ko" where the text holds Hangul, else "": fit for yn_markup_attr_if. */
const char *yn_text_lang(const char *text);

/* The first piece of Korean in a text: from a Hangul syllable to the last one
 * that no letter of another script stands before. Returns its length in bytes
 * and sets `*start`; 0 where there is none. */
size_t yn_text_korean_run(const char *text, size_t *start);

/* Names as one phrase: "A", "A & B", "A, B & C". */
void yn_text_join(const struct yn_text_list *names, struct yn_buf *out);

/* Those credited on a track, in Latin where the track has it, else in Korean;
 * nothing where nobody is credited. */
void yn_text_credit(const struct yn_track *track, struct yn_buf *out);
/* The Korean credit where it is a second one beside yn_text_credit. */
void yn_text_credit_korean(const struct yn_track *track, struct yn_buf *out);

/* The Korean title where it is a second one beside yn_track_name, else "". */
const char *yn_text_second_title(const struct yn_track *track);
/* A drama's name to show: its title, or the Korean one. */
const char *yn_text_drama_name(const struct yn_drama *drama);
const char *yn_text_second_drama_title(const struct yn_drama *drama);

/* “Title” – Artist; only “Title” where nobody is credited. */
void yn_text_heading(const struct yn_track *track, struct yn_buf *out);

/* "14 December 2019"; nothing for a date that is not given. */
void yn_text_day(struct yn_date date, struct yn_buf *out);
/* "14 December 2019 – 16 February 2020", "12 March – 28 May 2020", or the one
 * day that is given. */
void yn_text_days(struct yn_date first, struct yn_date last,
                  struct yn_buf *out);
/* "2020-12-31T00:00:00Z". */
void yn_text_instant(long long date_s, struct yn_buf *out);
/* Midnight UTC of a day that is given, in seconds since 1970. */
long long yn_text_day_s(struct yn_date date);

/* A score as the page shows it: "8.5", one decimal; nothing for NAN. */
void yn_text_score(double score, struct yn_buf *out);

/* Letters and digits in lower case, all else one hyphen between words:
 * "Me to You, You to Me" gives "me-to-you-you-to-me". Errors: YN_E_NOMEM. */
int yn_text_slug(const char *text, struct yn_buf *out, struct yn_err *err);

/* Percent-encodes what may not stand in a part of an address. */
void yn_text_url_encode(const char *text, struct yn_buf *out);
/* Whether the address is http:// or https:// with a host and no spaces or
 * control characters: the only kind that is ever linked. */
bool yn_text_is_web(const char *address);

/* Words that find a track: its titles, credit and drama; and the address of a
 * video search for them. */
void yn_text_search_words(const struct yn_track *track,
                          const struct yn_drama *drama, struct yn_buf *out);
void yn_text_search_url(const struct yn_track *track,
                        const struct yn_drama *drama, struct yn_buf *out);

/* The address of a file of the site ("atom.xml"; "" for the page itself) with
 * an id in it (NULL or "": none). Below season->url where that is given, else
 * relative. */
void yn_text_site_url(const struct yn_season *season, const char *name,
                      const char *id, struct yn_buf *out);

#endif
