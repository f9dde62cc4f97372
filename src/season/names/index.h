/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names index while it is built and asked; see <yeoun/names.h>.
 */
#ifndef YN_SEASON_NAMES_INDEX_H
#define YN_SEASON_NAMES_INDEX_H

#include <yeoun/names.h>

#include "base/arena.h"
#include "season/names/credit.h"
#include "season/names/romanise.h"

#define YN_NONE SIZE_MAX

/* A name as one row gives it: in Latin letters, in Hangul, or in both. */
struct yn_mention {
    const char *latin, *latin_key; /* as written; key of the name alone */
    const char *hangul, *hangul_key;
    const char *latin_base, *hangul_base;
    const char *group; /* key of its group, or "" */
    size_t parent;     /* union-find: an index of a mention */
    size_t artist;     /* index of its artist, once all is joined */
};

/* Which mentions hold a key; sorted by key, for bisection. */
struct yn_key_at {
    const char *key;
    size_t mention;
};

struct yn_key_list {
    struct yn_key_at *item;
    size_t n, cap;
};

/* The artists of one track: a slice of `credit`. */
struct yn_track_credit {
    size_t first, n;
};

struct yn_names {
    struct yn_arena arena;
    const struct yn_romaniser *romaniser;
    struct yn_mention *mention;
    size_t n_mentions, cap_mentions;
    struct yn_key_list latin, hangul; /* keys of mentions */
    struct yn_key_list reading;       /* what those without Hangul read as */
    const char **group;               /* keys of all groups met, sorted */
    size_t n_groups, cap_groups;

    struct yn_track_credit *track; /* by yn_track.index */
    size_t n_tracks;
    size_t *credit; /* mentions; in the end artists */
    size_t n_credits, cap_credits;

    struct yn_artist *artist;
    size_t n_artists;
    struct yn_merge *merged, *refused;
    size_t n_merged, cap_merged, n_refused, cap_refused;
};

/* Builds the index of a season whose dramas and people are complete. The
 * season's text must outlive it. Errors: YN_E_NOMEM. */
int yn_names_create(const struct yn_season *season, struct yn_names **out,
                    struct yn_err *err);
void yn_names_destroy(struct yn_names **names);

/* collect.c: lists what Latin names without a Hangul one read as.
 * Errors: YN_E_NOMEM. */
int yn_names_index_readings(struct yn_names *names, struct yn_err *err);

/* The mentions that hold a key: a run of `list`, found by bisection. */
const struct yn_key_at *yn_key_find(const struct yn_key_list *list,
                                    const char *key, size_t *n);

/* Takes a group's name off the front of a name ("GFRIEND UMJI"). */
int yn_names_take_group(const struct yn_names *names, struct yn_arena *arena,
                        struct yn_name *name, struct yn_err *err);

/* collect.c: fills mentions, keys, groups and credits. */
int yn_names_collect(struct yn_names *names, const struct yn_season *season,
                     struct yn_err *err);

/* join.c: makes mentions of one artist one, and lists doubts. */
int yn_names_join(struct yn_names *names, const struct yn_season *season,
                  struct yn_err *err);
size_t yn_names_root(struct yn_names *names, size_t mention);

/* Adds to the list of merges, for readers that match rows to tracks. All text
 * is borrowed. Errors: YN_E_NOMEM. */
int yn_names_note(struct yn_names *names, const char *a, const char *b,
                  const char *reason, struct yn_err *err);
/* Sorts both lists and keeps one of each pair. */
void yn_names_tidy(struct yn_names *names);

#endif
