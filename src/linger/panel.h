/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Panel: all listeners, with what they played of the season and when they
 * listened at all. It has a bound in memory, whatever the histories' length:
 * where it is reached, half of the listeners are let go, chosen by their hash,
 * and so on. Who stays is kept whole, so that what is said of listeners stays
 * true of a sample of them.
 *
 * What comes out does not depend on the order in which it came in.
 */
#ifndef YN_LINGER_PANEL_H
#define YN_LINGER_PANEL_H

#include <yeoun/attention.h>

#include "base/arena.h"

/* At 24 bytes a play, 12 one heard and about 300 a listener: 170 MiB in all,
 * and half of it more for a moment while one of them grows. */
#define YN_PANEL_LISTENERS_MAX ((size_t)1 << 17)
#define YN_PANEL_PLAYS_MAX ((size_t)1 << 21)
#define YN_PANEL_HEARD_MAX ((size_t)1 << 22)

/* Two plays of one track by one listener that begin within this are one play,
 * told by two exports; no play that counts is shorter. Where one of them is
 * known to the minute only, within COARSE. */
#define YN_PANEL_SAME_S 30
#define YN_PANEL_SAME_COARSE_S 90

struct yn_panel;

/* For plays on `n_weeks` weeks from `first_day`, a Monday. Errors:
 * YN_E_NOMEM.*/
int yn_panel_create(int32_t first_day, size_t n_weeks, struct yn_panel **out,
                    struct yn_err *err);
void yn_panel_destroy(struct yn_panel **panel);

/* The day lies within the weeks. */
bool yn_panel_covers(const struct yn_panel *panel, int32_t day);

/* A play of anything. `listener` is a hash of who it was. */
struct yn_panel_play {
    uint64_t listener;
    int64_t time_s;
    bool coarse;            /* the time is known to the minute only */
    uint32_t track;         /* UINT32_MAX: none of the season's */
    uint32_t file;          /* where it was read, for the account */
    const uint32_t *artist; /* of the season, who were heard */
    size_t n_artists;
};

/* Takes a play whose day is covered. Errors: YN_E_NOMEM; YN_E_LIMIT (there is
 * one listener, and that is too much). */
int yn_panel_add(struct yn_panel *panel, const struct yn_panel_play *play,
                 struct yn_err *err);

/* Drops doubles and lays all out in the arena; the panel is empty then. For
 * each file, used[file] is how many plays of tracks stay, and doubled[file] how
 * many were there already. Errors: YN_E_NOMEM. */
int yn_panel_finish(struct yn_panel *panel, struct yn_arena *arena,
                    struct yn_listens *out, unsigned long long *used,
                    unsigned long long *doubled, struct yn_err *err);

#endif
