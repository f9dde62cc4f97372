/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Episode: which episode a file is, by its name.
 *
 * The rules are tried in this order; the first that fits says the number:
 *
 *   S01E02, S01E01-E02, Season 1 Episode 2      YN_EPISODE_SEASON
 *   1x02, 1x02-03                               YN_EPISODE_CROSS
 *   E02, EP02, Ep. 02, E01-E02, EP01~02         YN_EPISODE_E
 *   Episode 16, 第16集, 第16話                  YN_EPISODE_WORD
 *   제16회, 16회, 16화, 1-2회, 16부             YN_EPISODE_KOREAN
 *   [group] Title - 16 [1080p]                  YN_EPISODE_DASH
 *   16, 16v2, 01. Title, Title 16               YN_EPISODE_BARE
 *   2016-12-02, 20161202, 161202                YN_EPISODE_DATE
 *
 * A date is told whenever there is one, and names the episode only where
 * nothing else does: Korean files have both (도깨비.E01.161202). Resolutions,
 * codecs, channels (5.1), years and check sums are never numbers of episodes.
 */
#ifndef YN_MEDIA_EPISODE_H
#define YN_MEDIA_EPISODE_H

#include <yeoun/err.h>

enum yn_episode_rule {
    YN_EPISODE_NONE,
    YN_EPISODE_SEASON,
    YN_EPISODE_CROSS,
    YN_EPISODE_E,
    YN_EPISODE_WORD,
    YN_EPISODE_KOREAN,
    YN_EPISODE_DASH,
    YN_EPISODE_BARE,
    YN_EPISODE_DATE,
};

/* "S01E02", "1x02", …: an example of the rule, for messages. */
const char *yn_episode_rule_name(enum yn_episode_rule rule);

struct yn_episode {
    enum yn_episode_rule rule;
    int season;      /* -1: unsaid; 0: specials. From the name, else from the
                        folder ("Season 01", "시즌 1") */
    int first, last; /* the same but for files of several; -1: unsaid */
    char date[11];   /* "2016-12-02"; "" unsaid */
};

/* Reads the name of the file `path` (its folder only for the season); a name
 * that says nothing gives YN_EPISODE_NONE. Errors: YN_E_NOMEM. */
int yn_episode_read(const char *path, struct yn_episode *out,
                    struct yn_err *err);

#endif
