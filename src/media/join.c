/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/join.h"

#include <math.h>

#include <libavutil/mathematics.h>

#include "base/base.h"
#include "media/resample.h"

int yn_join_begin(struct yn_join *j, const struct yn_join_params *params,
                  struct yn_err *err)
{
    double rate = params->rate;
    j->rate = params->rate;
    j->width = (size_t)params->width;
    j->timeline.rate = params->rate;
    j->timeline.lost_at = -1;
    j->timeline.damaged = j->damaged;
    j->timeline.longest = (int64_t)(params->longest_s * rate);
    j->timeline.clock_may_change = params->clock_may_change;
    j->limit = INT64_MAX;
    if (params->max_s > 0 && params->max_s < params->longest_s)
        j->limit = (int64_t)ceil(params->max_s * rate);
    return yn_resampler_create(params->rate, params->width, params->outs,
                               params->n_outs, &j->all, err);
}

void yn_join_release(struct yn_join *j)
{
    yn_resampler_destroy(&j->all);
    yn_resampler_destroy(&j->even);
    free(j->waiting);
    j->waiting = NULL;
}

static int put(struct yn_join *j, const float *frames, int64_t n,
               struct yn_err *err)
{
    if (n >= j->limit) {
        n = j->limit;
        j->full = true;
    }
    j->limit -= n;
    j->info->duration_s += (double)n / j->timeline.rate;
    return yn_resampler_put(j->all, frames, n, err);
}

static int carry_out(struct yn_join *j, const struct yn_settlement *settlement,
                     struct yn_err *err)
{
    if (settlement->verdict == YN_WAIT)
        return YN_OK;
    int rc = put(j, NULL, settlement->silence, err);
    if (!rc)
        rc = put(j, j->waiting + (size_t)settlement->drop * j->width,
                 (int64_t)j->n_waiting - settlement->drop, err);
    j->n_waiting = 0;
    return rc;
}

static int add_waiting(struct yn_join *j, const float *frames, size_t n,
                       struct yn_err *err)
{
    int rc = yn_grow(&j->waiting, &j->cap, j->n_waiting + n,
                     j->width * sizeof(*j->waiting), err);
    if (rc)
        return rc;
    memcpy(j->waiting + j->n_waiting * j->width, frames,
           n * j->width * sizeof(*frames));
    j->n_waiting += n;
    return YN_OK;
}

/* Sink of the resampler that brings later rates to the first. */
static int take_even(void *ctx, const float *frames, size_t n,
                     struct yn_err *err)
{
    struct yn_join *j = ctx;
    j->even_out += (int64_t)n;
    return add_waiting(j, frames, n, err);
}

/* Shows the timeline what came to wait since there were `before` frames. */
static int show(struct yn_join *j, size_t before, int64_t stamp,
                struct yn_err *err)
{
    if (j->n_waiting == before)
        return YN_OK;
    struct yn_settlement settlement = yn_timeline_piece(
        &j->timeline, stamp, (int64_t)(j->n_waiting - before));
    return carry_out(j, &settlement, err);
}

static int end_even(struct yn_join *j, struct yn_err *err)
{
    size_t before = j->n_waiting;
    if (!j->even)
        return YN_OK;
    int rc = yn_resampler_end(j->even, err);
    yn_resampler_destroy(&j->even);
    return rc ? rc : show(j, before, YN_STAMP_NONE, err);
}

static int change_rate(struct yn_join *j, int rate, struct yn_err *err)
{
    struct yn_audio_out out = {
        .rate = j->timeline.rate, .sink = take_even, .ctx = j};
    int rc = end_even(j, err);
    j->rate = rate;
    j->even_in = j->even_out = 0;
    if (!rc && rate != out.rate)
        rc = yn_resampler_create(rate, (int)j->width, &out, 1, &j->even, err);
    return rc;
}

static int put_waiting(struct yn_join *j, struct yn_err *err)
{
    int rc = end_even(j, err);
    if (rc)
        return rc;
    struct yn_settlement settlement = yn_timeline_flush(&j->timeline);
    return carry_out(j, &settlement, err);
}

/* Silence for what was lost before the piece at hand. */
static int put_owed(struct yn_join *j, struct yn_err *err)
{
    if (!j->damaged)
        return YN_OK;
    int rc = put_waiting(j, err);
    int64_t n = rc ? 0 : yn_timeline_damage(&j->timeline, j->owed);
    j->damaged = false;
    j->owed = 0;
    if (!rc)
        rc = put(j, NULL, n, err);
    return rc ? rc : change_rate(j, j->rate, err);
}

static int add_piece(struct yn_join *j, const float *frames, size_t n,
                     int64_t *stamp, struct yn_err *err)
{
    if (!j->even)
        return add_waiting(j, frames, n, err);
    /* What comes out now went in earlier. */
    if (*stamp != YN_STAMP_NONE)
        *stamp +=
            j->even_out - av_rescale(j->even_in, j->timeline.rate, j->rate);
    j->even_in += (int64_t)n;
    return yn_resampler_put(j->even, frames, (int64_t)n, err);
}

static void tell_loss(struct yn_join *j)
{
    double rate = j->timeline.rate;
    j->info->lost_s = (double)j->timeline.lost / rate;
    if (j->timeline.lost_at >= 0)
        j->info->lost_at_s = (double)j->timeline.lost_at / rate;
}

int yn_join_piece(struct yn_join *j, const float *frames, size_t n, int rate,
                  int64_t stamp, struct yn_err *err)
{
    int rc = put_owed(j, err);
    if (!rc && rate != j->rate)
        rc = change_rate(j, rate, err);
    size_t before = j->n_waiting;
    if (!rc)
        rc = add_piece(j, frames, n, &stamp, err);
    if (!rc)
        rc = show(j, before, stamp, err);
    tell_loss(j);
    return rc;
}

void yn_join_lose(struct yn_join *j, int64_t n)
{
    j->damaged = true;
    j->owed += n;
}

int yn_join_end(struct yn_join *j, struct yn_err *err)
{
    int rc = j->full ? YN_OK : put_waiting(j, err);
    tell_loss(j);
    return rc ? rc : yn_resampler_end(j->all, err);
}
