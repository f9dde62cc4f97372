/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/day.h"
#include "base/hash.h"
#include "linger/listens.h"

/* A history in which more songs are unsure is not of this season's music: what
 * is beyond is counted and not listed. */
#define UNSURE_MAX 2000

int yn_listen_read(struct yn_listen_job *job, char *buf, size_t cap, size_t *n,
                   struct yn_err *err)
{
    size_t left = job->head_len - job->head_at;
    if (left == 0)
        return yn_archive_read(job->source, buf, cap, n, err);
    *n = left < cap ? left : cap;
    memcpy(buf, job->head + job->head_at, *n);
    job->head_at += *n;
    return YN_OK;
}

static bool comes_before(const struct yn_listen_reject *a,
                         const struct yn_listen_reject *b)
{
    if (a->block != b->block)
        return a->block < b->block;
    if (a->line != b->line)
        return a->line < b->line;
    return a->column < b->column;
}

void yn_listen_rejected(struct yn_listen_job *job, unsigned block,
                        unsigned line, unsigned column, const char *what,
                        const char *remedy)
{
    const struct yn_listen_reject one = {block, line, column, what, remedy};
    job->account.rejected++;
    size_t at = job->n_rejects;
    while (at > 0 && comes_before(&one, &job->reject[at - 1]))
        at--;
    if (at == YN_ROW_PROBLEMS_MAX)
        return;
    /* Threads bring them in any order: the first of the file are kept. */
    if (job->n_rejects < YN_ROW_PROBLEMS_MAX)
        job->n_rejects++;
    memmove(&job->reject[at + 1], &job->reject[at],
            (job->n_rejects - 1 - at) * sizeof(one));
    job->reject[at] = one;
}

int yn_listen_unsure(struct yn_listen_job *job, const struct yn_song_row *row,
                     const struct yn_song_match *match, unsigned block,
                     unsigned line, struct yn_err *err)
{
    uint64_t hash = yn_hash64(row->title, strlen(row->title)) * 31 +
                    yn_hash64(row->artist, strlen(row->artist));
    hash = hash * 31 + yn_hash64(row->album, strlen(row->album));
    job->account.unsure++;
    for (size_t i = 0; i < job->n_met; i++) {
        struct yn_unsure_met *met = &job->met[i];
        if (met->hash != hash)
            continue;
        met->rows++;
        if (block < met->block || (block == met->block && line < met->line)) {
            met->block = block;
            met->line = line;
        }
        return YN_OK;
    }
    if (job->n_met == UNSURE_MAX)
        return YN_OK;
    struct yn_unsure_met one = {.hash = hash,
                                .match = *match,
                                .title = yn_arena_dup(&job->arena, row->title),
                                .artist =
                                    yn_arena_dup(&job->arena, row->artist),
                                .album = yn_arena_dup(&job->arena, row->album),
                                .rows = 1,
                                .block = block,
                                .line = line};
    if (!one.title || !one.artist || !one.album)
        return yn_err_nomem(err);
    int rc =
        yn_grow(&job->met, &job->cap_met, job->n_met + 1, sizeof(one), err);
    if (!rc)
        job->met[job->n_met++] = one;
    return rc;
}

const char *yn_listen_time_fault(const struct yn_listen_job *job,
                                 int64_t time_s, bool *outside)
{
    const struct yn_listening *listening = job->listening;
    *outside = false;
    if (time_s <= 0)
        return "it does not say when";
    if (time_s < YN_LISTEN_TIME_MIN)
        return "the time is from before October 2002, when histories begin";
    if (time_s > listening->now_s)
        return "the time has not come yet: the clock was wrong";
    *outside = time_s > listening->until_s ||
               !yn_panel_covers(listening->panel, yn_day_of_time(time_s));
    return NULL;
}

/* What is wrong with a row before anybody asks which song it is. */
static const char *row_fault(const struct yn_listen_job *job,
                             const struct yn_listen_row *row, bool *outside)
{
    *outside = false;
    if (!row->title[0])
        return "it names no song";
    return yn_listen_time_fault(job, row->time_s, outside);
}

int yn_listen_take(struct yn_listen_job *job, struct yn_ear *ear,
                   const struct yn_listen_row *row, struct yn_err *err)
{
    bool outside;
    job->account.rows++;
    const char *fault = row_fault(job, row, &outside);
    if (fault) {
        yn_listen_rejected(job, 0, row->line, row->column, fault, "");
        return YN_OK;
    }
    if (outside) {
        job->account.outside++;
        return YN_OK;
    }
    if (row->played_ms >= 0 && row->played_ms < YN_LISTEN_MS_MIN) {
        job->account.short_of++;
        return YN_OK;
    }
    const struct yn_ear_row asked = {
        row->title,          row->artist,        row->album, strlen(row->title),
        strlen(row->artist), strlen(row->album), false};
    struct yn_ear_word word;
    int rc = yn_ear_ask(ear, &asked, &word, err);
    if (rc)
        return rc;
    const struct yn_song_row song = {row->title, row->artist, row->album};
    if (word.fit == YN_SONG_UNSURE)
        rc = yn_listen_unsure(job, &song, &word.match, 0, row->line, err);
    else if (word.fit == YN_SONG_NONE)
        job->account.other++;
    const struct yn_panel_play play = {.listener = job->person,
                                       .time_s = row->time_s,
                                       .coarse = row->coarse,
                                       .track = word.fit == YN_SONG_SURE
                                                    ? (uint32_t)word.match.track
                                                    : UINT32_MAX,
                                       .file = job->number,
                                       .artist = word.artist,
                                       .n_artists = word.n_artists};
    return rc ? rc : yn_panel_add(job->listening->panel, &play, err);
}
