/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A season in a folder with one drama, and what a scan might have found in its
 * episodes: sixteen of some seventy minutes, twenty songs, some thirty cues in
 * each, with speech, subtitles, pieces and levels. The last episode is not
 * known. The same every time.
 */
#ifndef YN_TEST_PLAYED_FIXTURE_H
#define YN_TEST_PLAYED_FIXTURE_H

#include <yeoun/publish.h>
#include <yeoun/run.h>

#include "support/folder.h"

#define PLAYED_SONGS 20
#define PLAYED_EPISODES 16
#define PLAYED_CUES 32

struct played_fixture {
    struct folder folder; /* the season is in it */
    struct yn_run run;
    struct yn_cue_master masters[PLAYED_SONGS];
    char master_path[PLAYED_SONGS][48];
    const char *master_paths[PLAYED_SONGS];
    char episode_path[PLAYED_EPISODES][48];
    struct yn_placements placements[PLAYED_EPISODES];
    struct yn_publish_line *lines[PLAYED_EPISODES];
    struct yn_moments moments[PLAYED_EPISODES];
    struct yn_story stories[PLAYED_SONGS];
    struct yn_publish_episode episodes[PLAYED_EPISODES];
};

/* Must not be moved. */
void played_fixture_init(struct played_fixture *f);
void played_fixture_release(struct played_fixture *f);

/* Texts that no site for others may hold. */
#define PLAYED_SECRET "I never said that to anybody."
#define PLAYED_IPI "00012345678"

#endif
