/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listens: histories of listening, of one person or of many, as their services
 * export them.
 *
 * Files in listens/ are one person's; those in a folder below it are another's,
 * one person a folder. Dumps of many say themselves who listened.
 *
 * What the files of the reader share stands here: the job of one file, which
 * the readers of the kinds fill; and the ear, which tells what a row is.
 */
#ifndef YN_LINGER_LISTENS_H
#define YN_LINGER_LISTENS_H

#include <pthread.h>

#include <yeoun/attention.h>

#include "base/reader.h"
#include "linger/archive.h"
#include "linger/match.h"
#include "linger/panel.h"
#include "linger/unsure.h"

/* Longer lines and values are no history; ListenBrainz itself takes 10 KiB. */
#define YN_LISTEN_BYTES_MAX ((size_t)1 << 20)
/* Listening began to be recorded with Audioscrobbler, 2002-10-01. */
#define YN_LISTEN_TIME_MIN INT64_C(1033430400)
/* Services count a play that lasted so long. */
#define YN_LISTEN_MS_MIN 30000

#define YN_HEARD_ARTISTS_MAX 4

/* What all histories of a season share. */
struct yn_listening {
    struct yn_reader *reader;          /* borrowed */
    const struct yn_season *season;    /* borrowed */
    const struct yn_song_index *index; /* borrowed */
    struct yn_unsure_list *unsure;     /* borrowed */
    struct yn_panel *panel;
    int64_t until_s; /* later plays were not known; INT64_MAX: all were */
    int64_t now_s;   /* later plays cannot be; INT64_MAX: not checked */
    unsigned threads;
    const char *as; /* a kind, or NULL */
    struct yn_read_file *file;
    size_t n_files, cap_files;
};

/* ear.c: what a row is. */
struct yn_ear_word {
    enum yn_song_fit fit;
    struct yn_song_match match;
    uint32_t artist[YN_HEARD_ARTISTS_MAX]; /* of the season, surely */
    size_t n_artists;
};

/* Remembers what it was asked lately. One for each thread. */
struct yn_ear;
int yn_ear_create(const struct yn_song_index *index,
                  const struct yn_season *season, struct yn_ear **out,
                  struct yn_err *err);
void yn_ear_destroy(struct yn_ear **ear);

/* Tells what a row is. `escaped`: the texts are as JSON has them. Lengths are
 * bounded by YN_LISTEN_BYTES_MAX. Errors: YN_E_NOMEM. */
struct yn_ear_row {
    const char *title, *artist, *album; /* not ended by NUL */
    size_t title_len, artist_len, album_len;
    bool escaped;
};
int yn_ear_ask(struct yn_ear *ear, const struct yn_ear_row *row,
               struct yn_ear_word *out, struct yn_err *err);
/* The texts of the row that was asked last, unescaped; borrowed until the next
 * question. Errors: YN_E_NOMEM. */
int yn_ear_texts(struct yn_ear *ear, const struct yn_ear_row *row,
                 struct yn_song_row *out, struct yn_err *err);

/* listens_job.c: one file (or one within an archive) while it is read. */
struct yn_unsure_met {
    uint64_t hash;
    struct yn_song_match match;
    const char *title, *artist, *album; /* in the job's arena */
    unsigned long long rows;
    unsigned block, line; /* the first */
};

struct yn_listen_reject {
    unsigned block, line, column;
    const char *what, *remedy; /* static */
};

struct yn_listen_job {
    struct yn_listening *listening;
    struct yn_archive *source;
    const char *path;    /* shown */
    const char *archive; /* the file itself, or that which it lies in */
    uint32_t number;     /* index of its account */
    uint64_t person;     /* whose it is, where rows do not say */
    struct yn_read_file account;
    struct yn_arena arena;
    struct yn_unsure_met *met;
    size_t n_met, cap_met;
    struct yn_listen_reject reject[YN_ROW_PROBLEMS_MAX];
    size_t n_rejects;
    unsigned *lines; /* how many lines each block has */
    size_t n_blocks, cap_blocks;
    /* What was read to tell the kind, and is yet to be read by its reader. */
    char *head;
    size_t head_len, head_at;
};

/* Reads on: first what was read before. Errors as yn_archive_read. */
int yn_listen_read(struct yn_listen_job *job, char *buf, size_t cap, size_t *n,
                   struct yn_err *err);

/* Counts a row that cannot be used. Texts are static. */
void yn_listen_rejected(struct yn_listen_job *job, unsigned block,
                        unsigned line, unsigned column, const char *what,
                        const char *remedy);

/* One row as readers of small kinds have it. */
struct yn_listen_row {
    unsigned line, column;
    const char *title, *artist, *album; /* "" where not given */
    int64_t time_s;                     /* when it began */
    int64_t played_ms;                  /* -1: not known */
    bool coarse;                        /* the time is to the minute only */
};

/* Takes a row: rejects, counts, asks the ear, and puts it into the panel.
 * Errors: YN_E_NOMEM, YN_E_LIMIT. */
int yn_listen_take(struct yn_listen_job *job, struct yn_ear *ear,
                   const struct yn_listen_row *row, struct yn_err *err);

/* What is wrong with a time, or NULL; `*outside` where it is right and not
 * asked for. */
const char *yn_listen_time_fault(const struct yn_listen_job *job,
                                 int64_t time_s, bool *outside);

/* Counts an unsure row. Errors: YN_E_NOMEM. */
int yn_listen_unsure(struct yn_listen_job *job, const struct yn_song_row *row,
                     const struct yn_song_match *match, unsigned block,
                     unsigned line, struct yn_err *err);

/* Kinds of histories. */
struct yn_listen_kind {
    const char *name; /* for `as` */
    const char *what; /* in words */
    /* Whether it is of this kind, by its first bytes (as many as there are, at
     * least one line or 64 KiB), which end in NUL. */
    bool (*fits)(const char *head, size_t len);
    /* Reads all of it. Errors: as yn_listen_read and yn_listen_take. */
    int (*read)(struct yn_listen_job *job, struct yn_err *err);
};

/* listens_kinds.c: all kinds, the surest first. */
const struct yn_listen_kind *yn_listen_kinds(size_t *n);

/* The readers. */
int yn_listens_read_lb(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_pano(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_lb_array(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_spotify(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_spotify_basic(struct yn_listen_job *job,
                                  struct yn_err *err);
int yn_listens_read_lastfm_json(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_lastfmstats_json(struct yn_listen_job *job,
                                     struct yn_err *err);
int yn_listens_read_maloja(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_youtube(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_table(struct yn_listen_job *job, struct yn_err *err);
int yn_listens_read_bare_table(struct yn_listen_job *job, struct yn_err *err);

/* Reads one file, or all files within an archive. `person` is whose it is.
 * What is wrong with it is told; only what stops all is an error. */
int yn_listens_read_file(struct yn_listening *listening, const char *path,
                         uint64_t person, struct yn_err *err);

#endif
