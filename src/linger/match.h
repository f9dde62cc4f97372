/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match: which track of the season a row of a chart or a history means.
 *
 * Nothing says which drama a row belongs to, so title and artist must agree by
 * themselves, against all the songs of the world. Another recording of a track
 * (an instrumental, a drama version, somebody's cover) is not the track. What
 * is likely but not sure is told to the editor and not counted.
 */
#ifndef YN_LINGER_MATCH_H
#define YN_LINGER_MATCH_H

#include <yeoun/names.h>

#include "base/arena.h"
#include "linger/sieve.h"

struct yn_song_row {
    const char *title, *artist, *album; /* "" where not given */
};

enum yn_song_fit { YN_SONG_NONE, YN_SONG_SURE, YN_SONG_UNSURE };

/* Why a match is not sure. */
enum yn_song_doubt {
    YN_DOUBT_NONE,
    YN_DOUBT_ARTIST,    /* the artist can be read as the track's */
    YN_DOUBT_NO_ARTIST, /* the row or the track names no artist */
    YN_DOUBT_TITLE,     /* by the artist, and spelled nearly alike */
    YN_DOUBT_VERSION,   /* only one of the two is a special version */
    YN_DOUBT_ALBUM,     /* the album is another drama's */
    YN_DOUBT_SEVERAL,   /* more than one track would do */
};

struct yn_song_match {
    enum yn_song_fit fit;
    size_t track; /* yn_track.index, but for YN_SONG_NONE */
    enum yn_song_doubt doubt;
};

/* The titles, artists and dramas of a season, to be asked. Read-only once
 * created: any number of threads may ask. */
struct yn_song_index;

/* Borrows the season. Errors: YN_E_NOMEM. */
int yn_song_index_create(const struct yn_season *season,
                         struct yn_song_index **out, struct yn_err *err);
void yn_song_index_destroy(struct yn_song_index **index);

/* Errors: YN_E_NOMEM. */
int yn_song_match(const struct yn_song_index *index,
                  const struct yn_song_row *row, struct yn_song_match *out,
                  struct yn_err *err);

/* Whether a key is that of some track's title, in some spelling. */
bool yn_song_knows_title(const struct yn_song_index *index, const char *key);

/* What titles and artists of rows may go through first, borrowed: what does not
 * pass matches nothing. */
const struct yn_sieve *yn_song_titles(const struct yn_song_index *index);
const struct yn_sieve *yn_song_artists(const struct yn_song_index *index);

/* The drama whose album it is ("이태원 클라쓰 OST Part.2"), or n_dramas. The
 * album of a webtoon of the name, or of another season, is not the drama's.
 * Errors: YN_E_NOMEM. */
int yn_song_album_drama(const struct yn_song_index *index, const char *album,
                        size_t *drama, struct yn_err *err);

/* In words: why the match is not sure, and what to write, and where, if it is
 * right. In the arena. Errors: YN_E_NOMEM. */
int yn_song_explain(const struct yn_song_index *index, struct yn_arena *arena,
                    const struct yn_song_row *row,
                    const struct yn_song_match *match, const char **why,
                    const char **settle, struct yn_err *err);

#endif
