/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season: a folder of plain text becomes a model in memory.
 *
 *     best-of-2020/
 *       season.md               front matter and the introduction
 *       dramas/<slug>.md        front matter: facts, roster; body: the words
 *       people.md               artists: spellings, members (optional)
 *       ballots/<judge>.csv     one judge each, or a wide sheet of several
 *       overrides.csv           the editor's last word (optional)
 *       usage.csv               codes of cue sheets (optional)
 *
 * All text is UTF-8. Absent text is "" and never NULL; absent lists are empty;
 * absent numbers are NAN (double) or 0 (counts, dates).
 *
 * Ownership: a `struct yn_season` owns everything reachable from it, in one
 * arena; yn_season_destroy drops it whole. Everything is constant after
 * yn_season_read. Threads: read-only sharing is safe.
 */
#ifndef YEOUN_SEASON_H
#define YEOUN_SEASON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/report.h>

struct yn_text_list {
    const char **item;
    size_t n;
};

/* A calendar date; year 0 = not given. */
struct yn_date {
    int year, month, day;
};

/* The two editorial rules, and which of them an editor leaned on. */
enum yn_rule { YN_RULE_NONE, YN_RULE_STORY, YN_RULE_LINGER, YN_RULE_BOTH };

enum yn_version { YN_VOCAL, YN_INSTRUMENTAL, YN_SCORE };
enum yn_roster_state {
    YN_ROSTER_UNSAID,
    YN_ROSTER_COMPLETE,
    YN_ROSTER_PARTIAL
};
enum yn_order { YN_LISTED, YN_COUNTDOWN, YN_RANKED, YN_AIRED };

/* The words used for these in files, JSON and on pages ("story", "vocal",
 * "partial", "countdown"); YN_RULE_NONE and YN_ROSTER_UNSAID give "". */
YN_API const char *yn_rule_word(enum yn_rule rule);
YN_API const char *yn_version_word(enum yn_version version);
YN_API const char *yn_roster_word(enum yn_roster_state state);
YN_API const char *yn_order_word(enum yn_order order);

struct yn_writer {
    const char *name, *role, *society, *ipi;
    double share; /* percent, 0..100; NAN = not given */
};

/* A name with an address (links) or a language with a path (lyrics). */
struct yn_pair {
    const char *key, *value;
};

struct yn_pair_list {
    struct yn_pair *item;
    size_t n;
};

/* A song that somebody might take for a track and that is none. */
struct yn_not_song {
    const char *title, *artist, *album; /* "": any; at least one is not */
};

struct yn_track {
    struct yn_pos pos;
    size_t drama; /* index into yn_season.dramas */
    size_t index; /* index of this track in the whole season, from 0 */
    const char *title, *korean; /* at least one is not "" */
    struct yn_text_list aliases;
    struct yn_text_list artist, artist_ko; /* credits as written */
    const char *part, *album, *isrc, *iswc, *publisher, *note;
    struct yn_date released;
    enum yn_version version;
    struct yn_text_list audio;  /* globs from the season folder */
    struct yn_pair_list lyrics; /* language ("" if unsaid), path */
    const char *video_url, *video_channel;
    struct yn_pair_list links; /* name, http(s) address */
    struct yn_writer *writers;
    size_t n_writers;
    struct yn_not_song *others; /* what charts and histories may mean, and do
                                 not mean by it */
    size_t n_others;
    struct yn_text_list source; /* where the facts were read */
};

struct yn_drama {
    struct yn_pos pos;
    const char *slug; /* the file's name without .md */
    const char *title, *korean;
    struct yn_text_list aliases, network;
    struct yn_date first, last;
    unsigned episodes; /* 0 = not given */
    const char *synopsis, *note;
    enum yn_rule rule;
    enum yn_roster_state roster;
    struct yn_text_list media, subtitles; /* globs from the season folder */
    struct yn_text_list source;
    struct yn_track *tracks;
    size_t n_tracks;
    const char *body; /* Markdown, the editor's words */
};

enum yn_pick { YN_PICK_BLANK = -1, YN_PICK_NO = 0, YN_PICK_YES = 1 };

/* One judge on one track. Scores 0..10, NAN = no opinion. */
struct yn_vote {
    struct yn_pos pos;
    size_t judge; /* index into yn_season.judges */
    size_t track; /* yn_track.index */
    double story, fans, passing;
    enum yn_pick pick; /* as written; see yn_vote_picks */
    const char *note;
};

struct yn_judge {
    const char *name; /* the file's stem, or the column of a wide sheet */
    const char *file;
};

/* One entry of people.md: a person or a group. */
struct yn_person {
    struct yn_pos pos;
    const char *name, *korean;
    struct yn_text_list aliases;
    struct yn_text_list members; /* not empty: this is a group */
    struct yn_text_list groups;  /* those this person is a member of */
};

/* One row of overrides.csv. */
struct yn_override {
    struct yn_pos pos;
    const char *time, *editor, *because;
    bool pick; /* true: wears the badge; false: does not */
    size_t track;
};

struct yn_names;      /* see names.h */
struct yn_usage;      /* see usage.h */
struct yn_season_own; /* what a season keeps for itself */

struct yn_season {
    const char *dir; /* as given by the caller */
    const char *title, *badge, *by, *url;
    unsigned year; /* 0 only where the folder has problems */
    enum yn_order order;
    struct yn_text_list listed;  /* slugs, in the order of `dramas:` */
    struct yn_text_list credits; /* video channels */
    double quorum;               /* 0..1, default 0.5 */
    double bar;                  /* 0..10, default 7 */
    unsigned max_picks;          /* default 5 */
    struct yn_date as_of;
    /* Paths and patterns; none: the folders of these names. */
    struct yn_text_list charts, listens, views;
    const char *intro; /* Markdown */

    struct yn_drama *dramas; /* in listed order, then by slug */
    size_t n_dramas;
    struct yn_track **tracks; /* all tracks by index */
    size_t n_tracks;
    struct yn_person *people;
    size_t n_people;
    struct yn_judge *judges; /* by name */
    size_t n_judges;
    struct yn_vote *votes; /* by track, then judge; one for each pair */
    size_t n_votes;
    struct yn_override *overrides; /* in file order */
    size_t n_overrides;
    const struct yn_names *names;
    const struct yn_usage *usage; /* never NULL once read */
    /* Newest modification time of the files read, seconds since 1970. */
    long long newest_s;

    struct yn_season_own *own;
};

/* Finds the season folder around `start` (a folder or file): the nearest
 * folder upwards that holds season.md. `*out` is a relative or absolute path
 * made from `start`, to be freed with free(). Errors: YN_E_NOTFOUND. */
YN_API int yn_season_find(const char *start, char **out, struct yn_err *err);

/* Reads the folder `dir`. Returns 0 also when there are problems: they are in
 * `report` (borrowed, appended to), and `*out` then holds what could be read;
 * publish nothing from it. The model itself is always consistent.
 * Errors: YN_E_NOMEM; YN_E_NOTFOUND and YN_E_INPUT where `dir` is missing, no
 * folder, or holds no season.md; YN_E_IO. `*out` is then unchanged.
 * The caller destroys `*out` with yn_season_destroy. */
YN_API int yn_season_read(const char *dir, const struct yn_log *log,
                          struct yn_report *report, struct yn_season **out,
                          struct yn_err *err);

/* Sets `*season` NULL; a NULL season is fine. */
YN_API void yn_season_destroy(struct yn_season **season);

/* A track's name to show: title, or korean where there is no title. */
YN_API const char *yn_track_name(const struct yn_track *track);

/* True when the text holds Hangul: the page then says lang="ko". */
YN_API bool yn_text_is_korean(const char *text);

/* The second rule as one judge scored it: the mean of those of `fans` and
 * `passing` that are given; NAN when neither is. */
YN_API double yn_vote_linger(const struct yn_vote *vote);

/* Whether the vote picks the track: `pick` decides; where it is blank, story
 * and linger must both be given and reach `bar`. */
YN_API bool yn_vote_picks(const struct yn_vote *vote, double bar);

/* Whether the vote says anything (a pick or a score; a note alone does not).*/
YN_API bool yn_vote_counts(const struct yn_vote *vote);

/* Writes YYYY-MM-DD into buf (at least 11 bytes) and returns it; a date that
 * is not given writes "". */
YN_API const char *yn_date_text(struct yn_date date, char *buf, size_t size);

/* A day counted from 1970-01-01 as a date, and a text of the form YYYY-MM-DD;
 * false where it is none or does not exist, `*out` is then unchanged. */
YN_API struct yn_date yn_date_of_day(int32_t day);
YN_API bool yn_date_of_text(const char *text, struct yn_date *out);

/* The tracks that a person means by `text`: a title in any spelling of the
 * roster, or "drama: title". Writes the first `most` to `out` and how many
 * there are to `*n`. Errors: YN_E_NOMEM. */
YN_API int yn_track_find(const struct yn_season *season, const char *text,
                         const struct yn_track **out, size_t most, size_t *n,
                         struct yn_err *err);

#endif
