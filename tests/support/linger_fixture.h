/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A season of four dramas that is listened to, for tests of what is read of
 * charts, histories and views.
 */
#ifndef YN_TEST_LINGER_FIXTURE_H
#define YN_TEST_LINGER_FIXTURE_H

#include <stdbool.h>

#include <yeoun/attention.h>

#include "support/folder.h"

/* The tracks, by index. */
enum {
    SONG_START_OVER,      /* 시작, Gaho 가호 */
    SONG_START_OVER_INST, /* the same without a voice */
    SONG_SAY,             /* Yoon Mirae 윤미래 */
    SONG_DEFENCE,         /* score, by nobody */
    SONG_GO_AWAY,         /* Chanyeol 찬열, Punch 펀치 */
    SONG_NIGHT,   /* 밤이 깊었네 (Drama Ver.), 미도와 파라솔 */
    SONG_ALOHA,   /* 아로하, Cho Jung-seok 조정석 */
    SONG_STATION, /* Kwak Jin Ohn, in Latin letters only */
    SONG_COLD,    /* You're Cold, Heize 헤이즈 */
    SONG_LOVE_A,  /* My Love, Gummy 거미 */
    SONG_LOVE_B,  /* My Love, Gummy 거미, of another drama */
    SONGS
};

/* Writes the season's text into a fresh folder. */
void linger_folder(struct folder *folder);

/* What came of reading it. */
struct linger {
    struct yn_report *report;
    struct yn_season *season;
    struct yn_attention *attention;
};

/* Reads the folder; `params` without a season, or NULL. */
void linger_read(const struct folder *folder,
                 const struct yn_attention_params *params, struct linger *out);
void linger_release(struct linger *linger);

/* Whether the report says `what` of a place that ends in `place`
 * ("charts/a.csv:3:1"); says all that it has where it does not. */
bool linger_says(const struct linger *linger, const char *place,
                 const char *what);

#endif
