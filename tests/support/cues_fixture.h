/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An episode made by hand, with what was found in it; its texts try to break
 * every format. Tests may change it before they make a sheet.
 *
 *   master 0  Beacon: every credit there is; cues 1 and 4 (alone)
 *   master 1  hostile text, no composer, an administrator; cue 2, in two parts
 *   master 2  Korean alone, a score, writers without roles; cue 3 within 2
 *   master 3  a file and nothing else; cue 5
 *
 * Music that is unidentified sounds from 0:02 to 0:08 and from 1:13 to 1:20.
 */
#ifndef YN_TEST_CUES_FIXTURE_H
#define YN_TEST_CUES_FIXTURE_H

#include <yeoun/cues.h>

#define CUES_FIXTURE_CUES 5
#define CUES_FIXTURE_MASTERS 4
#define CUES_FIXTURE_TRACKS 3
#define CUES_FIXTURE_REST 80

struct cues_fixture {
    struct yn_drama drama;
    struct yn_track tracks[CUES_FIXTURE_TRACKS];
    struct yn_cue_master masters[CUES_FIXTURE_MASTERS];
    struct yn_cue cues[CUES_FIXTURE_CUES];
    struct yn_segment segments[CUES_FIXTURE_CUES + 1];
    struct yn_rest rest[CUES_FIXTURE_REST];
    struct yn_placements placements;
    struct yn_sheet_params params;
};

/* Nothing of it is to be freed; it must not be moved. */
void cues_fixture_init(struct cues_fixture *f);

#endif
