/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attention: what a season folder knows of how long its songs are heard.
 *
 *     charts/<name>.csv            places by week; <name>.coverage.csv says
 *                                  what was read, <name>.scores.csv what a
 *                                  place is worth
 *     listens/                     listening histories, as exported
 *     views/                       counts of views
 *
 * Days are days since 1970-01-01 in UTC. All text is UTF-8 and never NULL.
 *
 * Ownership: a `struct yn_attention` owns everything reachable from it; the
 * season must outlive it. Threads: constant once read; share it freely.
 *
 * Privacy: who a listener is does not get in here. A listener is a number that
 * means nothing outside this run.
 */
#ifndef YEOUN_ATTENTION_H
#define YEOUN_ATTENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/report.h>
#include <yeoun/season.h>

/* A song that is no track of the season. */
#define YN_NO_TRACK SIZE_MAX

/* What is known of a song in one week of a chart. The last two are never the
 * same: "below" is information, "unread" is none. */
enum yn_chart_state {
    YN_CHART_UNREAD, /* the week was not read, or not as far as needed */
    YN_CHART_BELOW,  /* it was read, and the song stood below all of it */
    YN_CHART_RANKED,
};

struct yn_chart_place {
    enum yn_chart_state state;
    /* RANKED: the place. BELOW: the lowest place read; the song stood below
     * it. UNREAD: 0. */
    unsigned rank;
};

struct yn_chart_week {
    int32_t first_day, last_day; /* both belong to the week */
    unsigned read_to;            /* places 1..read_to were read; 0: none */
};

struct yn_chart_song {
    size_t track;                       /* yn_track.index, or YN_NO_TRACK */
    const char *title, *artist, *album; /* as the chart has it, or "" */
    /* Songs of one drama have one group: yn_chart.groups. */
    size_t group;
    const struct yn_chart_place *place; /* one for each week of the chart */
    size_t n_ranked;                    /* weeks on the chart */
};

/* What a place was worth in one month. */
struct yn_chart_score {
    int32_t first_day; /* of the month */
    unsigned rank;
    double score; /* above 0 */
};

/* A chart whose weeks cannot be told apart, or that has none, has no songs. */
struct yn_chart {
    const char *name; /* the file's name without .csv */
    const char *file;
    /* Every week from the first that is known of to the last, in order. */
    struct yn_chart_week *weeks;
    size_t n_weeks;
    /* First each track of the season, by yn_track.index, whether it ever stood
     * on the chart or not; then the other songs, by title and artist. */
    struct yn_chart_song *songs;
    size_t n_songs;
    /* Dramas: first those of the season by index, then others, named as their
     * albums name them ("호텔 델루나"). A song of no known drama has a group of
     * its own, so that splitting by group never parts a drama. */
    const char **groups;
    size_t n_groups;
    struct yn_chart_score *scores; /* by month, then place */
    size_t n_scores;
};

/* One play of a track of the season. */
struct yn_play {
    uint32_t listener; /* index into yn_listens.listeners */
    uint32_t track;    /* yn_track.index */
    int64_t time_s;    /* since 1970, UTC; when it began */
};

/* A listener heard an artist of the season that day, be it a track of the
 * season or anything else. One for each listener, artist and day. */
struct yn_heard {
    uint32_t listener;
    uint32_t artist; /* index into yn_names_artists */
    int32_t day;
};

struct yn_listener {
    /* Days with any play at all: bit i is yn_listens.first_day + i; n_days
     * bits in words of 64. */
    const uint64_t *active;
    uint32_t first_play, n_plays; /* into yn_listens.plays */
    uint32_t first_heard, n_heard;
};

/* A week of all listeners, Monday to Sunday: what counts are seen against. Days
 * and not plays, for a day counts once in however many exports it stands. */
struct yn_listen_week {
    int32_t first_day;
    uint32_t listeners;     /* who played anything */
    uint32_t listener_days; /* on how many days, summed */
};

/* Fewer listeners than this are persons and not an audience: what is told of
 * them stays on the machine and off the pages. */
#define YN_LISTENERS_PUBLISHED_MIN 10

/* Memory has a bound, a history has none. Where there are more listeners or
 * plays than are kept, a part of the listeners is kept whole and the others are
 * not counted at all, neither in plays nor in weeks. */
struct yn_listens {
    struct yn_listener *listeners;
    size_t n_listeners;
    uint64_t one_in;       /* 1: all listeners; 4: about every fourth */
    struct yn_play *plays; /* by listener, time, track; no doubles */
    size_t n_plays;
    struct yn_heard *heard; /* by listener, artist, day; no doubles */
    size_t n_heard;
    int32_t first_day; /* a Monday */
    size_t n_days;     /* whole weeks; plays outside are not kept */
    struct yn_listen_week *weeks;
    size_t n_weeks;
};

/* Counts of views of one video (or page, or song) by day. */
struct yn_view_count {
    int32_t day;
    /* All views up to the day. Where the source counts each day for itself,
     * their sum. It may fall where the source took views back. */
    int64_t total;
};

struct yn_views {
    size_t track;
    const char *source;           /* the file, or the video within it */
    struct yn_view_count *counts; /* by day; one for each day */
    size_t n;
};

/* A song somebody played or a chart had that may be a track of the season.
 * Nothing of it is counted until the editor says. */
struct yn_unsure {
    struct yn_pos pos; /* the first row */
    const char *title, *artist, *album;
    size_t track;            /* which it may be */
    unsigned long long rows; /* how often it was met */
    const char *why;         /* "the title differs: 시작 / 시작해" */
    const char *settle;      /* what to write, and where */
};

/* A row that could not be read; at most YN_ROW_PROBLEMS_MAX for each file are
 * kept, the first ones. */
#define YN_ROW_PROBLEMS_MAX 20
struct yn_row_problem {
    struct yn_pos pos;
    const char *what, *remedy;
};

/* What became of each file (or of each file within an archive). */
struct yn_read_file {
    const char *path;        /* "listens/a.zip: listens/2020/1.jsonl" */
    const char *kind;        /* "listenbrainz", …; see yn_attention_kinds */
    unsigned long long rows; /* all that the file holds */
    unsigned long long used; /* plays of tracks of the season */
    unsigned long long doubled;  /* the same play or count once more */
    unsigned long long other;    /* read well, and of something else */
    unsigned long long unsure;   /* may be a track: see yn_unsure */
    unsigned long long short_of; /* played too briefly to count */
    unsigned long long outside;  /* before or after what is asked for */
    unsigned long long rejected; /* could not be read */
    struct yn_row_problem *problems;
    size_t n_problems;
};

struct yn_attention {
    const struct yn_season *season;
    struct yn_chart *charts; /* by name */
    size_t n_charts;
    const struct yn_listens *listens; /* never NULL; n_listeners 0: none */
    struct yn_views *views;           /* by track, then source */
    size_t n_views;
    struct yn_unsure *unsure; /* the most frequent first */
    size_t n_unsure;
    struct yn_read_file *files; /* in the order they were read */
    size_t n_files;
    struct yn_attention_own *own;
};

struct yn_attention_params {
    const struct yn_season *season; /* required; borrowed */
    /* Only what was known at the end of that day: later weeks, plays, counts
     * and scores are left out. Year 0: all. */
    struct yn_date as_of;
    /* Files of histories beside those of the folder, and the kind they all
     * are, from yn_attention_kinds; NULL: told from the content. */
    const char *const *files;
    size_t n_files;
    const char *as;
    /* Clocks are checked against this: a play later than a day after is
     * refused. 0: not checked. */
    int64_t now_s;
    unsigned threads;         /* 0: one for each processor */
    const struct yn_log *log; /* may be NULL */
};

/* Reads charts/, listens/ (or what `listens:` names) and views/ of the season's
 * folder. What is wrong with a file as a whole goes into `report` (appended to)
 * as problems, rows of histories and unsure matches as warnings; the rest is
 * read all the same.
 * Errors: YN_E_ARG (`as` is no kind), YN_E_NOTFOUND (one of `files`),
 * YN_E_IO, YN_E_NOMEM; `*out` is then unchanged. */
YN_API int yn_attention_read(const struct yn_attention_params *params,
                             struct yn_report *report,
                             struct yn_attention **out, struct yn_err *err);

/* Sets `*attention` NULL; NULL is fine. */
YN_API void yn_attention_destroy(struct yn_attention **attention);

/* The kinds of files that are read, as words for `as`. */
YN_API const char *const *yn_attention_kinds(size_t *n);

#endif
