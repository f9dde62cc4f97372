/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A season made by hand, without a folder and without counting: three dramas
 * whose texts try to break every format. Tests may change it before they
 * write anything.
 *
 *   harbour-lights     rank 1, shared; three badges, one scored, one with a
 *                      video; two judges' votes; one override
 *   hostile            rank 1, shared; markup, quotes, formulas, control
 * characters no-badge           rank 3; Korean titles alone, no badge, no dates
 */
#ifndef YN_TEST_SEASON_FIXTURE_H
#define YN_TEST_SEASON_FIXTURE_H

#include "publish/site.h"

#define FIXTURE_DRAMAS 3
#define FIXTURE_TRACKS 9
#define FIXTURE_BADGES 6

struct season_fixture {
    struct yn_season season;
    struct yn_drama dramas[FIXTURE_DRAMAS];
    struct yn_track tracks[FIXTURE_TRACKS];
    struct yn_track *by_index[FIXTURE_TRACKS];
    struct yn_judge judges[2];
    struct yn_vote votes[3];
    struct yn_override override;
    struct yn_pair links[2];
    struct yn_writer writer;

    struct yn_tally tally;
    struct yn_track_tally track_tally[FIXTURE_TRACKS];
    struct yn_drama_tally drama_tally[FIXTURE_DRAMAS];
    const struct yn_track_tally *badges[FIXTURE_BADGES];
    struct yn_name_tally artists[2], networks[1];

    const struct yn_drama_tally *order[FIXTURE_DRAMAS];
    struct yn_anchors *anchors;
    struct yn_site_ctx ctx;
};

/* Asserts where memory is short. The struct must not be moved. */
void season_fixture_init(struct season_fixture *f);
void season_fixture_release(struct season_fixture *f);

#endif
