/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Played: what plays where in the episodes of a season, as its pages show it.
 *
 * Threads: read-only after creation.
 */
#ifndef YN_PUBLISH_PLAYED_H
#define YN_PUBLISH_PLAYED_H

#include <yeoun/publish.h>

#include "publish/anchors.h"

/* One piece of an episode in which one song stands before all else: its level,
 * evened out over some seconds, is that of the rest or more. */
struct yn_front {
    size_t row; /* of the sheet */
    double start_s, end_s;
};

struct yn_played_episode {
    const struct yn_publish_episode *given;
    const char *stem; /* its files are named so: "e07", "s02e07", "special-1" */
    const char *name; /* "Episode 7", "Special 1"; its title; its file's name */
    struct yn_sheet *sheet;  /* NULL: not known */
    struct yn_front *fronts; /* by start_s */
    size_t n_fronts;
    double front_s;    /* with every second counted once */
    size_t n_meetings; /* songs that meet a moment most here */
};

/* A track of the drama; `number` is its place in the roster, from 1, by which
 * drawings name it. */
struct yn_played_song {
    const struct yn_track *track;
    unsigned number;
    size_t n_cues, n_episodes;
    double music_s, front_s;
    const struct yn_story *story; /* NULL: not given */
    /* The episode, its second and its cue where the song and the moments that
     * move people are strongest together; NULL: nowhere. */
    const struct yn_played_episode *meets;
    double meets_s;
    size_t meets_seq;
};

struct yn_played_drama {
    const struct yn_drama *drama;
    const char *folder; /* "episodes/hospital-playlist" */
    struct yn_played_episode *episodes;
    size_t n_episodes, n_known;
    struct yn_played_song *songs; /* all of the roster, in its order */
    size_t n_songs, n_heard;      /* those that play somewhere */
};

struct yn_played;

/* The given episodes are borrowed until destroy. With `local` sheets name
 * files and hold what writers are paid by; else they do not. Errors: YN_E_ARG
 * (placements are not of their masters), YN_E_NOMEM; `*out` is unchanged. */
int yn_played_create(const struct yn_season *season,
                     const struct yn_publish_params *params,
                     const struct yn_anchors *anchors, struct yn_played **out,
                     struct yn_err *err);
void yn_played_destroy(struct yn_played **played);

/* The drama's episodes; NULL where none was given. A NULL `played` has none. */
const struct yn_played_drama *yn_played_of(const struct yn_played *played,
                                           const struct yn_drama *drama);

/* The song of a row of a sheet; NULL where it is no track of the drama. */
const struct yn_played_song *yn_played_song(const struct yn_played_drama *drama,
                                            const struct yn_sheet_row *row);

/* One of YN_PLAYED_COLOURS colours (song-0 …) of the style sheet. */
#define YN_PLAYED_COLOURS 24
unsigned yn_played_colour(const struct yn_played_song *song);

#endif
