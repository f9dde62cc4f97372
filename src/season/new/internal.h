/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * New, behind the scenes: what a fresh season folder holds.
 */
#ifndef YN_SEASON_NEW_INTERNAL_H
#define YN_SEASON_NEW_INTERNAL_H

#include <yeoun/list.h>

#include "base/buf.h"
#include "season/bilingual.h"

struct yn_new_track {
    struct yn_bilingual title, artist;
};

struct yn_new_drama {
    struct yn_bilingual title;
    const char *slug;
    const char *written, *key;  /* as in the list, and its letters */
    struct yn_new_track *track; /* from malloc */
    size_t n_tracks, cap;
};

/* A season about to be written. Its texts lie in the arena of its maker. */
struct yn_new_season {
    const char *title;
    int year;
    struct yn_new_drama *drama;
    size_t n_dramas;
    bool example; /* made up: to be written with all comments */
};

/* Groups the list's songs by drama; without a list, the example. Release
 * `season` also on failure. Errors: YN_E_ARG (no year is known), YN_E_INPUT
 * (the list is empty), YN_E_LIMIT, YN_E_NOMEM. */
int yn_new_plan(struct yn_arena *arena, const struct yn_new_params *params,
                struct yn_new_season *season, struct yn_err *err);

void yn_new_season_release(struct yn_new_season *season);

/* The text of each file, to be freed by the caller as buf.h says. */
void yn_new_season_text(const struct yn_new_season *season, struct yn_buf *out);
void yn_new_drama_text(const struct yn_new_season *season,
                       const struct yn_new_drama *drama, struct yn_buf *out);
void yn_new_people_text(struct yn_buf *out);
void yn_new_ballot_text(const struct yn_new_season *season, struct yn_buf *out);

#endif
