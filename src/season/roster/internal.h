/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roster, behind the scenes: each kind of file is read into raw rows; one
 * place (tidy.c) makes proposals of them.
 */
#ifndef YN_SEASON_ROSTER_INTERNAL_H
#define YN_SEASON_ROSTER_INTERNAL_H

#include <yeoun/roster.h>

#include "base/reader.h"

/* A season of 20 dramas has some hundred tracks. */
#define YN_ROSTER_TRACKS_MAX 20000

/* What a track is compared by: yn_unicode_key, "" where there is none. */
struct yn_roster_keys {
    const char *title, *korean, *artist, *artist_ko;
};

struct yn_roster {
    struct yn_arena arena;
    struct yn_track *track;
    struct yn_roster_keys *keys; /* of each track */
    size_t n, cap, cap_keys;
};

/* A row as its file has it; NULL and "" are not given. Text is borrowed. */
struct yn_roster_row {
    struct yn_pos pos;
    const char *title, *korean, *artist, *artist_ko, *part, *released, *album,
        *version, *isrc, *iswc, *publisher, *video, *note, *source;
    const struct yn_writer *writers; /* in the roster's arena */
    size_t n_writers;
};

/* Tidies a row and appends it; one that is there already lends what the first
 * lacks. A row without a title becomes a problem. Errors: YN_E_NOMEM,
 * YN_E_LIMIT. */
int yn_roster_propose(struct yn_roster *roster, struct yn_reader *reader,
                      const struct yn_roster_row *row, struct yn_err *err);

/* Readers of the kinds. `reader->arena` is the roster's. Errors: YN_E_INPUT,
 * YN_E_LIMIT, YN_E_NOMEM. */
int yn_roster_read_json(struct yn_roster *roster, struct yn_reader *reader,
                        const char *file, const char *text, size_t len,
                        struct yn_err *err);
int yn_roster_read_csv(struct yn_roster *roster, struct yn_reader *reader,
                       const char *file, const char *text, struct yn_err *err);

/* The field of a row that a column or key of this name means, in English or
 * Korean; `*field` is NULL where it means none. Errors: YN_E_NOMEM. */
int yn_roster_field(struct yn_roster_row *row, const char *name,
                    const char ***field, struct yn_err *err);

/* The keys of a track, in `arena`. Errors: YN_E_NOMEM. */
int yn_roster_keys_make(struct yn_arena *arena, const struct yn_track *track,
                        struct yn_roster_keys *out, struct yn_err *err);
/* Whether both are one track: a title in common, and artists that, where they
 * can be compared, are the same. */
bool yn_roster_keys_same(const struct yn_roster_keys *a,
                         const struct yn_roster_keys *b);

#endif
