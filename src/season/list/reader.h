/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reader: one line on its way to songs. anchors.c finds the dashes and
 * parts the songs, songs.c cuts out titles, artists and dramas.
 */
#ifndef YN_SEASON_LIST_READER_H
#define YN_SEASON_LIST_READER_H

#include "season/list/internal.h"

/* A dash or "by" that parts a title from an artist. */
struct yn_list_anchor {
    size_t dash;
    size_t from, to;      /* all tokens of the song, drama included */
    size_t prefix, title; /* [prefix, from): "DRAMA:" in front, if less */
    size_t field;         /* a second dash in the song, or 0 */
    bool quoted, artist_first, by;
    bool sure;
    const char *own;   /* the drama it names itself, or "" */
    const char *aside; /* what a bracket at the end holds, or "" */
    size_t aside_at;   /* its token */
};

struct yn_list_reader {
    struct yn_arena *arena;
    const struct yn_list_line *line;
    const struct yn_list_context *context;
    struct yn_list_anchor *anchor;
    size_t n;
    size_t start, end; /* tokens in use */
    bool has_heading;  /* the drama may stand on a line above */
    bool doubt;
};

/* Finds the songs' dashes and gives each song its tokens; reader->n = 0 where
 * the line holds no songs. Errors: YN_E_NOMEM. */
int yn_list_reader_part(struct yn_list_reader *r, struct yn_err *err);

/* Makes songs of the parts. Errors: YN_E_NOMEM. */
int yn_list_reader_take(struct yn_list_reader *r, struct yn_list_reading *out,
                        struct yn_err *err);

enum yn_list_token_kind yn_list_kind(const struct yn_list_reader *r, size_t i);

/* Whether a name, or the drama named by tokens [from, to), is known.
 * Errors: YN_E_NOMEM. */
int yn_list_knows(const struct yn_list_names *names, const char *text,
                  bool *known, struct yn_err *err);
int yn_list_knows_drama(const struct yn_list_reader *r, size_t from, size_t to,
                        bool *known, struct yn_err *err);

#endif
