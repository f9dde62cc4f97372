/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ListenBrainz: exports and dumps, a listen a line, of any length.
 *
 * Threads take turns at the source: each reads a block of whole lines, then
 * reads the lines by itself, and hands what it found to the panel. A compressed
 * source is unpacked by whose turn it is while the others read lines.
 */
#include "base/base.h"
#include "base/day.h"
#include "base/hash.h"
#include "linger/lb_line.h"
#include "linger/listens.h"

#define BLOCK_BYTES ((size_t)512 << 10)
#define THREADS_MAX 64

/* What the threads share. */
struct sharing {
    struct yn_listen_job *job;
    pthread_mutex_t source; /* guards what is read */
    pthread_mutex_t found;  /* guards what was found */
    char *carry;            /* the beginning of a line that goes on */
    size_t carry_len;
    bool over, skipping; /* at the end; within a line that is too long */
    struct yn_err err;   /* the first error of any thread */
    int rc;
};

/* One play of a block. */
struct found {
    uint64_t listener;
    int64_t time_s;
    uint32_t track;
    uint32_t artist[YN_HEARD_ARTISTS_MAX];
    uint8_t n_artists;
};

/* One thread. */
struct reader {
    struct sharing *sharing;
    struct yn_ear *ear;
    char *buf;  /* a line that goes on, a block, and padding */
    size_t len; /* of the whole lines in it */
    unsigned block;
    struct found *found;
    size_t n_found, cap_found;
    unsigned lines;
    struct yn_read_file account; /* of the block */
};

static size_t last_line_end(const char *buf, size_t len)
{
    while (len > 0 && buf[len - 1] != '\n')
        len--;
    return len;
}

/* Gives up a line that is too long: what there is of it goes, and more of it
 * until its end. */
static void drop_line(struct sharing *sharing, struct reader *reader)
{
    if (!sharing->skipping) {
        pthread_mutex_lock(&sharing->found);
        yn_listen_rejected(sharing->job, reader->block, 1, 1,
                           "a line of more than 1 MiB is no listen", "");
        sharing->job->account.rows++;
        pthread_mutex_unlock(&sharing->found);
    }
    sharing->skipping = true;
    sharing->carry_len = 0;
    reader->len = 0;
}

static void end_skipping(struct sharing *sharing, struct reader *reader,
                         size_t *filled)
{
    char *end = memchr(reader->buf, '\n', *filled);
    size_t gone = end ? (size_t)(end + 1 - reader->buf) : *filled;
    memmove(reader->buf, reader->buf + gone, *filled - gone);
    *filled -= gone;
    sharing->skipping = !end;
}

/* Fills the block and keeps the beginning of the last line for the next one. */
static int fill_block(struct sharing *sharing, struct reader *reader,
                      struct yn_err *err)
{
    size_t filled = sharing->carry_len, cap = YN_LISTEN_BYTES_MAX + BLOCK_BYTES;
    if (filled)
        memcpy(reader->buf, sharing->carry, filled);
    sharing->carry_len = 0;
    size_t want = filled + BLOCK_BYTES;
    while (filled < want && filled < cap) {
        size_t n;
        int rc = yn_listen_read(sharing->job, reader->buf + filled,
                                want - filled, &n, err);
        if (rc)
            return rc;
        sharing->over = n == 0;
        if (n == 0)
            break;
        filled += n;
    }
    if (sharing->skipping)
        end_skipping(sharing, reader, &filled);
    reader->len = sharing->over ? filled : last_line_end(reader->buf, filled);
    size_t rest = filled - reader->len;
    if (rest > YN_LISTEN_BYTES_MAX) {
        /* The lines before it are whole. */
        size_t whole = reader->len;
        drop_line(sharing, reader);
        reader->len = whole;
        return YN_OK;
    }
    if (rest)
        memcpy(sharing->carry, reader->buf + reader->len, rest);
    sharing->carry_len = rest;
    return YN_OK;
}

/* Takes a block in turn; false where there is none. */
static bool take_block(struct reader *reader)
{
    struct sharing *sharing = reader->sharing;
    struct yn_listen_job *job = sharing->job;
    pthread_mutex_lock(&sharing->source);
    bool more = !sharing->over && !sharing->rc;
    if (more) {
        pthread_mutex_lock(&sharing->found);
        reader->block = (unsigned)job->n_blocks;
        int rc = yn_grow(&job->lines, &job->cap_blocks, job->n_blocks + 1,
                         sizeof(*job->lines), &sharing->err);
        if (!rc)
            job->lines[job->n_blocks++] = 0;
        pthread_mutex_unlock(&sharing->found);
        if (!rc)
            rc = fill_block(sharing, reader, &sharing->err);
        if (rc) {
            sharing->rc = rc;
            reader->len = 0;
        }
        more = !rc;
    }
    pthread_mutex_unlock(&sharing->source);
    return more;
}

static void reject(struct reader *reader, const char *what, const char *remedy)
{
    pthread_mutex_lock(&reader->sharing->found);
    yn_listen_rejected(reader->sharing->job, reader->block, reader->lines, 1,
                       what, remedy);
    pthread_mutex_unlock(&reader->sharing->found);
}

static uint64_t listener_of(const struct yn_listen_job *job,
                            const struct yn_lb_line *line)
{
    const struct yn_raw *who =
        line->user_id.len ? &line->user_id : &line->user_name;
    return who->len ? yn_hash64(who->text, who->len) : job->person;
}

static int add_found(struct reader *reader, const struct yn_lb_line *line,
                     const struct yn_ear_word *word, struct yn_err *err)
{
    struct found one = {.listener = listener_of(reader->sharing->job, line),
                        .time_s = line->time_s,
                        .track = word->fit == YN_SONG_SURE
                                     ? (uint32_t)word->match.track
                                     : UINT32_MAX,
                        .n_artists = (uint8_t)word->n_artists};
    memcpy(one.artist, word->artist, sizeof(one.artist));
    int rc = yn_grow(&reader->found, &reader->cap_found, reader->n_found + 1,
                     sizeof(one), err);
    if (!rc)
        reader->found[reader->n_found++] = one;
    return rc;
}

static int tell_unsure(struct reader *reader, const struct yn_ear_row *row,
                       const struct yn_ear_word *word, struct yn_err *err)
{
    struct yn_song_row texts;
    int rc = yn_ear_texts(reader->ear, row, &texts, err);
    if (rc)
        return rc;
    pthread_mutex_lock(&reader->sharing->found);
    rc = yn_listen_unsure(reader->sharing->job, &texts, &word->match,
                          reader->block, reader->lines, err);
    pthread_mutex_unlock(&reader->sharing->found);
    return rc;
}

static const char *line_fault(const struct yn_listen_job *job,
                              const struct yn_lb_line *line, bool *outside)
{
    *outside = false;
    if (!line->title.len)
        return "it names no song";
    if (!line->artist.len)
        return "it names no artist";
    return yn_listen_time_fault(job, line->time_s, outside);
}

static int read_listen(struct reader *reader, const struct yn_lb_line *line,
                       struct yn_err *err)
{
    bool outside;
    const char *fault = line_fault(reader->sharing->job, line, &outside);
    if (fault) {
        reject(reader, fault, "");
        return YN_OK;
    }
    if (outside) {
        reader->account.outside++;
        return YN_OK;
    }
    const struct yn_ear_row row = {line->title.text,
                                   line->artist.text,
                                   line->album.text ? line->album.text : "",
                                   line->title.len,
                                   line->artist.len,
                                   line->album.len,
                                   true};
    struct yn_ear_word word;
    int rc = yn_ear_ask(reader->ear, &row, &word, err);
    if (!rc && word.fit == YN_SONG_UNSURE)
        rc = tell_unsure(reader, &row, &word, err);
    reader->account.other += word.fit == YN_SONG_NONE;
    return rc ? rc : add_found(reader, line, &word, err);
}

static int read_line(struct reader *reader, const char *line, size_t len,
                     struct yn_err *err)
{
    struct yn_lb_line read;
    enum yn_lb_verdict verdict = YN_LB_BROKEN;
    reader->lines++;
    while (len > 0 && (line[len - 1] == '\r' || line[len - 1] == ' '))
        len--;
    if (len == 0)
        return YN_OK;
    reader->account.rows++;
    if (len <= YN_LISTEN_BYTES_MAX)
        verdict = yn_lb_read(line, len, &read);
    if (verdict == YN_LB_OK)
        return read_listen(reader, &read, err);
    reject(reader,
           verdict == YN_LB_BROKEN
               ? "the line is no JSON object, or only a part of one"
               : "this is no listen",
           "");
    return YN_OK;
}

static int read_lines(struct reader *reader, struct yn_err *err)
{
    const char *at = reader->buf, *end = reader->buf + reader->len;
    int rc = YN_OK;
    while (!rc && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *next = stop ? stop + 1 : end;
        rc = read_line(reader, at, (size_t)((stop ? stop : end) - at), err);
        at = next;
    }
    return rc;
}

/* Hands over what a block held. */
static int deliver(struct reader *reader, struct yn_err *err)
{
    struct sharing *sharing = reader->sharing;
    struct yn_listen_job *job = sharing->job;
    int rc = YN_OK;
    pthread_mutex_lock(&sharing->found);
    job->lines[reader->block] = reader->lines;
    job->account.rows += reader->account.rows;
    job->account.other += reader->account.other;
    job->account.outside += reader->account.outside;
    for (size_t i = 0; !rc && i < reader->n_found; i++) {
        const struct found *one = &reader->found[i];
        const struct yn_panel_play play = {.listener = one->listener,
                                           .time_s = one->time_s,
                                           .track = one->track,
                                           .file = job->number,
                                           .artist = one->artist,
                                           .n_artists = one->n_artists};
        rc = yn_panel_add(job->listening->panel, &play, err);
    }
    pthread_mutex_unlock(&sharing->found);
    return rc;
}

static void *run(void *ctx)
{
    struct reader *reader = ctx;
    struct sharing *sharing = reader->sharing;
    struct yn_err err = {0};
    int rc = YN_OK;
    while (!rc && take_block(reader)) {
        reader->lines = 0;
        reader->n_found = 0;
        reader->account = (struct yn_read_file){0};
        rc = read_lines(reader, &err);
        if (!rc)
            rc = deliver(reader, &err);
    }
    if (rc) {
        pthread_mutex_lock(&sharing->source);
        if (!sharing->rc) {
            sharing->rc = rc;
            sharing->err = err;
        }
        pthread_mutex_unlock(&sharing->source);
    }
    return NULL;
}

static int reader_init(struct reader *reader, struct sharing *sharing,
                       struct yn_err *err)
{
    const struct yn_listening *listening = sharing->job->listening;
    *reader = (struct reader){.sharing = sharing};
    reader->buf = calloc(1, YN_LISTEN_BYTES_MAX + BLOCK_BYTES + YN_LB_PADDING);
    if (!reader->buf)
        return yn_err_nomem(err);
    return yn_ear_create(listening->index, listening->season, &reader->ear,
                         err);
}

/* Runs all readers but the first in threads of their own. A thread that cannot
 * be had is missed by nobody. */
static void run_all(struct reader *reader, size_t n)
{
    pthread_t thread[THREADS_MAX];
    size_t started = 0;
    while (started + 1 < n && pthread_create(&thread[started], NULL, run,
                                             &reader[started + 1]) == 0)
        started++;
    run(&reader[0]);
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
}

int yn_listens_read_lb(struct yn_listen_job *job, struct yn_err *err)
{
    size_t n = job->listening->threads;
    n = n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : n;
    struct sharing sharing = {.job = job};
    struct reader *reader = calloc(n, sizeof(*reader));
    sharing.carry = malloc(YN_LISTEN_BYTES_MAX);
    int rc = reader && sharing.carry ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++)
        rc = reader_init(&reader[i], &sharing, err);
    if (!rc) {
        pthread_mutex_init(&sharing.source, NULL);
        pthread_mutex_init(&sharing.found, NULL);
        run_all(reader, n);
        pthread_mutex_destroy(&sharing.source);
        pthread_mutex_destroy(&sharing.found);
        rc = sharing.rc;
        if (rc && err)
            *err = sharing.err;
    }
    for (size_t i = 0; reader && i < n; i++) {
        free(reader[i].buf);
        free(reader[i].found);
        yn_ear_destroy(&reader[i].ear);
    }
    free(reader);
    free(sharing.carry);
    return rc;
}
