/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walk: goes through the lines of a list from top to bottom and knows which
 * one is the list's title, which name a drama for the lines below, and which
 * are songs.
 */
#ifndef YN_SEASON_LIST_WALK_H
#define YN_SEASON_LIST_WALK_H

#include <yeoun/report.h>

#include "season/list/internal.h"

struct yn_list_entry {
    const char *title, *artist, *drama;
    unsigned line, column;
    bool sure_artist, sure_drama, quoted, artist_first;
};

struct yn_list_walk {
    struct yn_arena *arena;
    const char *file;
    struct yn_report *report;  /* NULL: say nothing */
    struct yn_list_line *line; /* lines that hold anything; from malloc */
    size_t n_lines;
    struct yn_list_entry *entry; /* what was read; from malloc */
    size_t n_entries, cap_entries;
    const char *title; /* of the list, or NULL */
    int year;
};

/* Reads the lines into entries, and says in the report what is in doubt and
 * what could not be read. Errors: YN_E_NOMEM. */
int yn_list_walk_read(struct yn_list_walk *walk,
                      const struct yn_list_known *known, struct yn_err *err);

/* Adds what the entries say for certain. Errors: YN_E_NOMEM. */
int yn_list_walk_learn(const struct yn_list_walk *walk,
                       struct yn_list_known *known, struct yn_err *err);

/* Notes what the shape of most lines says: ranks in front, dramas behind. */
void yn_list_walk_look(const struct yn_list_walk *walk,
                       struct yn_list_known *known);

/* Whether a list without quotes that was read as Title – Artist looks like
 * Artist – Title: the names in front come again more often. Errors:
 * YN_E_NOMEM. */
int yn_list_walk_order(const struct yn_list_walk *walk, bool *artist_first,
                       struct yn_err *err);

/* Adds to the report, if there is one; the walk knows the file. `what` NULL
 * means that making it ran out of memory. Errors: YN_E_NOMEM. */
int yn_list_walk_tell(const struct yn_list_walk *walk,
                      struct yn_problem problem, struct yn_err *err);

#endif
