/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * List: starts a season folder, empty with commented examples or from a list as
 * somebody wrote it:
 *
 *     “Flower” – Yoon Mirae and “Mind” – Kevin Oh for Stove League
 */
#ifndef YEOUN_LIST_H
#define YEOUN_LIST_H

#include <stddef.h>

#include <yeoun/report.h>
#include <yeoun/season.h>

struct yn_list_track {
    const char *title, *artist, *drama;
    struct yn_pos pos;
};

/* What was read from a list.
 * Threads: it does not change once it is read; any number may look at it. */
struct yn_list;

/* Reads the list `path` ("-" is standard input). A line that could not be read
 * becomes a problem in `report`, with the line's own words; one that can be
 * read in more than one way, a warning with the reading that was taken.
 * Errors: YN_E_IO, YN_E_NOTFOUND, YN_E_INPUT (not text), YN_E_LIMIT,
 * YN_E_NOMEM. Destroy with yn_list_destroy. */
YN_API int yn_list_read(const char *path, struct yn_report *report,
                        struct yn_list **out, struct yn_err *err);
/* The same from memory; `file` names it in the report. */
YN_API int yn_list_parse(const char *text, size_t len, const char *file,
                         struct yn_report *report, struct yn_list **out,
                         struct yn_err *err);
/* A NULL list is let be. */
YN_API void yn_list_destroy(struct yn_list **list);
/* The songs in the list's order, borrowed until it is destroyed. */
YN_API const struct yn_list_track *yn_list_tracks(const struct yn_list *list,
                                                  size_t *n);
/* The year the list names in its heading, or 0; its heading, or "", borrowed as
 * the songs are. */
YN_API int yn_list_year(const struct yn_list *list);
YN_API const char *yn_list_title(const struct yn_list *list);
/* The file that was read, "standard input". */
YN_API const char *yn_list_file(const struct yn_list *list);
/* The first year from 1950 to 2100 that a text names in four digits, or 0. */
YN_API int yn_list_year_in(const char *text);

struct yn_new_params {
    const char *dir;            /* must not exist or be empty */
    int year;                   /* of the season; 0: see yn_new_year */
    const struct yn_list *list; /* NULL: commented examples */
    bool dry_run;
};

/* The year that the season would have: that of the params, else the list's,
 * else the one that the folder's name has in it ("best-of-2021"); 0 where none
 * of them says. */
YN_API int yn_new_year(const struct yn_new_params *params);

/* Writes a new season folder; `*files` (freed by the caller with
 * yn_text_list_release) names what was or would be written, `dir` in front.
 * Nothing is ever written over, and on failure what was written is taken away
 * again. Errors: YN_E_EXISTS, YN_E_ARG (no year is known), YN_E_INPUT (the
 * list holds no song), YN_E_IO, YN_E_NOMEM. */
YN_API int yn_season_new(const struct yn_new_params *params,
                         struct yn_text_list *files, struct yn_err *err);
/* Frees what is in it and leaves it empty. */
YN_API void yn_text_list_release(struct yn_text_list *list);

#endif
