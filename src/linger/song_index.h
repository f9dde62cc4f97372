/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index that rows are matched by, as the files of the match share it.
 */
#ifndef YN_LINGER_SONG_INDEX_H
#define YN_LINGER_SONG_INDEX_H

#include "linger/match.h"
#include "linger/title.h"

/* One way to write a track's title; sorted by key for yn_keyed_find. */
struct yn_song_form {
    const char *key;
    const char *version; /* as in struct yn_title */
    size_t track;
};

/* A name of a drama, or the album that a track says it is on. */
struct yn_song_drama {
    const char *key;
    size_t drama;
};

/* Which tracks an artist is credited on; by artist, then track. */
struct yn_song_credit {
    size_t artist, track;
};

/* A song that is not the track, as keys; "" fits any. */
struct yn_song_rule {
    size_t track;
    const char *title, *artist, *album;
};

struct yn_song_index {
    const struct yn_season *season; /* borrowed */
    struct yn_arena arena;
    struct yn_song_form *form; /* all spellings, by key */
    size_t n_forms, cap_forms;
    size_t *of_track;            /* indices of forms, by track */
    size_t *first_of_track;      /* where a track's begin; n_tracks + 1 */
    struct yn_song_drama *drama; /* by length of key, the longest first */
    size_t n_dramas, cap_dramas;
    struct yn_song_drama *album; /* written out in the roster; by key */
    size_t n_albums, cap_albums;
    struct yn_song_credit *credit;
    size_t n_credits, cap_credits;
    struct yn_song_rule *rule;
    size_t n_rules;
    struct yn_sieve titles, artists;
};

/* ruled_out.c: what the season says is not a track. Errors: YN_E_NOMEM. */
int yn_song_rules_read(struct yn_song_index *index, struct yn_err *err);
/* `key`: the keys of a row. */
bool yn_song_ruled_out(const struct yn_song_index *index, size_t track,
                       const struct yn_song_row *key);

/* album.c: what an album says of a drama. */
enum yn_album {
    YN_ALBUM_SILENT,  /* it names no drama */
    YN_ALBUM_DRAMA,   /* it is this drama's */
    YN_ALBUM_FOREIGN, /* of another season of it, or of its webtoon */
    YN_ALBUM_OTHER,   /* it is a soundtrack of something else */
};

/* An album as it is compared. */
struct yn_album_text {
    const char *key;
    bool soundtrack; /* it says that it is one */
};

/* Reads an album's title, or, where it says nothing, what the song's title says
 * of its source. Errors: YN_E_NOMEM. */
int yn_album_read(struct yn_arena *arena, const char *album,
                  const char *title_source, struct yn_album_text *out,
                  struct yn_err *err);

enum yn_album yn_album_judge(const struct yn_song_index *index,
                             const struct yn_album_text *album, size_t drama);

/* The drama whose album it surely is, or the season's n_dramas. */
size_t yn_album_drama(const struct yn_song_index *index,
                      const struct yn_album_text *album);

#endif
