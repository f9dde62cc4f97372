/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Titles: the ways in which dramas and tracks are written, by key, and which of
 * them lies nearest to a slip.
 */
#ifndef YN_SEASON_NAMES_TITLES_H
#define YN_SEASON_NAMES_TITLES_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/arena.h"

/* One way to write a drama's or a track's name. */
struct yn_written {
    const char *key;   /* letters only */
    const char *loose; /* ... and without articles and "and" */
    size_t index;      /* of the drama, or of the track in the season */
};

/* The same by its loose key. */
struct yn_written_loose {
    const char *loose;
    size_t index;
};

/* Grows unsorted; yn_written_sort makes it fit to be asked. */
struct yn_written_list {
    struct yn_written *item; /* by key, then index */
    size_t n, cap;
    struct yn_written_loose *by_loose; /* n of them, by key, then index */
};

void yn_written_release(struct yn_written_list *list);

/* The key without small words. Errors: YN_E_NOMEM. */
int yn_loose_key(struct yn_arena *arena, const char *text, const char *key,
                 const char **out, struct yn_err *err);
/* Adds a name as it is. Errors: YN_E_NOMEM. */
int yn_written_add(struct yn_arena *arena, struct yn_written_list *list,
                   const char *text, size_t index, struct yn_err *err);
/* Adds a title and, where brackets hold another spelling, both parts of it. */
int yn_written_add_title(struct yn_arena *arena, struct yn_written_list *list,
                         const char *text, size_t index, struct yn_err *err);
/* Sorts and drops doubles, once. Errors: YN_E_NOMEM. */
int yn_written_sort(struct yn_written_list *list, struct yn_err *err);

/* The run of names with this key, in a sorted list. */
const struct yn_written *yn_written_find(const struct yn_written_list *list,
                                         const char *key, size_t *n);
const struct yn_written_loose *
yn_written_find_loose(const struct yn_written_list *list, const char *loose,
                      size_t *n);

#define YN_NEAREST_MAX 3

/* What guessing may cost in one run, in pairs of letters compared. Every wrong
 * row is compared with all names: without an end, a ballot of another season
 * costs rows times names. This is about a second, and thousands of guesses in a
 * season of 20 dramas. */
#define YN_NEAREST_BUDGET 300000000ULL

/* The indices of the names nearest to a key, the nearest first; none that is
 * more than half another word. Returns how many. `*budget` is what may still be
 * spent; with too little left nothing is found. */
size_t yn_written_nearest(const struct yn_written_list *list, const char *key,
                          unsigned long long *budget,
                          size_t out[YN_NEAREST_MAX]);

#endif
