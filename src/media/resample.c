/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/resample.h"

#include <math.h>

#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>

#include "base/base.h"

/* Input is cut into blocks of this many frames at fixed places, so that the
 * pieces in which it came cannot show. */
#define BLOCK 8192
/* Taps at the lower rate, edge of the band and side lobes of the filters: flat
 * to about 0.7 of half the lower rate, aliases 70 dB down and only above 0.75
 * of it. FFmpeg's own 32, 0.97 and 9 take a third longer. */
#define FILTER_TAPS 24
#define FILTER_CUTOFF 0.91
#define FILTER_BETA 7
/* A rate this many times below the file's is made through STEP times itself:
 * it is cheaper than a filter of so many taps, and the step is often wanted
 * too (2 kHz through 16). */
#define STEP_FROM 16
#define STEP 8
/* Nothing sounds this loud (36 dB over full scale): it is a decoder's accident
 * or no number at all. */
#define LOUDEST 64.0f

/* One filter, fed by the file (source -1) or by an earlier stage. */
struct stage {
    SwrContext *swr; /* NULL: the rates are the same */
    int source, from, to;
    size_t width;                   /* samples of a frame */
    float *frames;                  /* what came out last */
    size_t n, cap;                  /* in frames */
    const struct yn_audio_out *out; /* NULL: a step only */
    int64_t given;
};

struct yn_resampler {
    int rate;
    size_t width; /* samples of a frame */
    struct yn_audio_out outs[YN_AUDIO_OUTS];
    struct stage stages[2 * YN_AUDIO_OUTS];
    size_t n_stages;
    int64_t total; /* frames taken in */
    size_t fill;
    float *block; /* BLOCK frames */
};

static int swr_fail(int code, struct yn_err *err)
{
    if (code == AVERROR(ENOMEM))
        return yn_err_nomem(err);
    return yn_err_set(err, YN_E_INTERNAL, code, "the resampler failed");
}

static int open_swr(struct stage *stage, struct yn_err *err)
{
    AVChannelLayout layout;
    /* Which channels they are is all the same: none is mixed. */
    av_channel_layout_default(&layout, (int)stage->width);
    if (stage->from == stage->to)
        return YN_OK;
    int rc =
        swr_alloc_set_opts2(&stage->swr, &layout, AV_SAMPLE_FMT_FLT, stage->to,
                            &layout, AV_SAMPLE_FMT_FLT, stage->from, 0, NULL);
    if (rc >= 0)
        rc = av_opt_set_int(stage->swr, "filter_size", FILTER_TAPS, 0);
    if (rc >= 0)
        rc = av_opt_set_double(stage->swr, "cutoff", FILTER_CUTOFF, 0);
    if (rc >= 0)
        rc = av_opt_set_double(stage->swr, "kaiser_beta", FILTER_BETA, 0);
    if (rc >= 0)
        rc = swr_init(stage->swr);
    return rc < 0 ? swr_fail(rc, err) : YN_OK;
}

/* The stage that makes `rate` from `source` without a sink yet, made where it
 * is missing. */
static int add_stage(struct yn_resampler *r, int source, int rate, int *index,
                     struct yn_err *err)
{
    for (size_t i = 0; i < r->n_stages; i++) {
        if (r->stages[i].source == source && r->stages[i].to == rate) {
            *index = (int)i;
            return YN_OK;
        }
    }
    struct stage *stage = &r->stages[r->n_stages];
    *stage = (struct stage){
        .source = source,
        .from = source < 0 ? r->rate : r->stages[source].to,
        .to = rate,
        .width = r->width,
    };
    *index = (int)r->n_stages++;
    return open_swr(stage, err);
}

int yn_resampler_create(int rate, int width, const struct yn_audio_out *outs,
                        size_t n_outs, struct yn_resampler **out,
                        struct yn_err *err)
{
    yn_assert(n_outs <= YN_AUDIO_OUTS);
    struct yn_resampler *r = calloc(1, sizeof(*r));
    if (!r)
        return yn_err_nomem(err);
    r->rate = rate;
    r->width = (size_t)width;
    r->block = malloc(BLOCK * r->width * sizeof(*r->block));
    int rc = r->block ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n_outs; i++) {
        int source = -1, index = -1;
        r->outs[i] = outs[i];
        if (rate / STEP_FROM >= outs[i].rate)
            rc = add_stage(r, -1, STEP * outs[i].rate, &source, err);
        if (!rc)
            rc = add_stage(r, source, outs[i].rate, &index, err);
        if (!rc)
            r->stages[index].out = &r->outs[i];
    }
    if (rc)
        yn_resampler_destroy(&r);
    else
        *out = r;
    return rc;
}

void yn_resampler_destroy(struct yn_resampler **resampler)
{
    struct yn_resampler *r = *resampler;
    if (!r)
        return;
    for (size_t i = 0; i < r->n_stages; i++) {
        swr_free(&r->stages[i].swr);
        free(r->stages[i].frames);
    }
    free(r->block);
    free(r);
    *resampler = NULL;
}

static int convert(struct stage *stage, const float *in, size_t n,
                   struct yn_err *err)
{
    int room = swr_get_out_samples(stage->swr, (int)n);
    if (room < 0)
        return swr_fail(room, err);
    int rc = yn_grow(&stage->frames, &stage->cap, stage->n + (size_t)room + 1,
                     stage->width * sizeof(*stage->frames), err);
    if (rc)
        return rc;
    uint8_t *to = (uint8_t *)(stage->frames + stage->n * stage->width);
    const uint8_t *from = (const uint8_t *)in;
    int got = swr_convert(stage->swr, &to, room, in ? &from : NULL, (int)n);
    if (got < 0)
        return swr_fail(got, err);
    stage->n += (size_t)got;
    return YN_OK;
}

static int pass(struct stage *stage, const float *in, size_t n,
                struct yn_err *err)
{
    int rc = yn_grow(&stage->frames, &stage->cap, n + 1,
                     stage->width * sizeof(*stage->frames), err);
    if (rc)
        return rc;
    memcpy(stage->frames, in, n * stage->width * sizeof(*in));
    stage->n = n;
    return YN_OK;
}

static int run_stage(struct stage *stage, const float *in, size_t n, bool last,
                     struct yn_err *err)
{
    stage->n = 0;
    if (!stage->swr)
        return pass(stage, in, n, err);
    int rc = n > 0 ? convert(stage, in, n, err) : YN_OK;
    while (!rc && last) {
        size_t before = stage->n;
        rc = convert(stage, NULL, 0, err);
        if (stage->n == before)
            break;
    }
    return rc;
}

static void silence_accidents(struct stage *stage)
{
    for (size_t i = 0; i < stage->n * stage->width; i++) {
        if (!(fabsf(stage->frames[i]) <= LOUDEST)) /* NAN too */
            stage->frames[i] = 0.0f;
    }
}

/* The last frames a sink gets: as many as are missing to the whole. */
static int fit(const struct yn_resampler *r, struct stage *stage, size_t *n,
               struct yn_err *err)
{
    int64_t whole = (r->total * stage->to + r->rate - 1) / r->rate;
    size_t left = whole > stage->given ? (size_t)(whole - stage->given) : 0;
    size_t width = stage->width;
    int rc = yn_grow(&stage->frames, &stage->cap, left + 1,
                     width * sizeof(*stage->frames), err);
    for (size_t i = stage->n * width; !rc && i < left * width; i++)
        stage->frames[i] = 0.0f;
    *n = left;
    return rc;
}

static int give(const struct yn_resampler *r, struct stage *stage, bool last,
                struct yn_err *err)
{
    size_t n = stage->n;
    int rc = last ? fit(r, stage, &n, err) : YN_OK;
    if (rc || n == 0)
        return rc;
    stage->given += (int64_t)n;
    return stage->out->sink(stage->out->ctx, stage->frames, n, err);
}

static int run(struct yn_resampler *r, bool last, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < r->n_stages; i++) {
        struct stage *stage = &r->stages[i];
        const struct stage *source =
            stage->source < 0 ? NULL : &r->stages[stage->source];
        rc = run_stage(stage, source ? source->frames : r->block,
                       source ? source->n : r->fill, last, err);
        silence_accidents(stage);
        if (!rc && stage->out)
            rc = give(r, stage, last, err);
    }
    r->fill = 0;
    return rc;
}

int yn_resampler_put(struct yn_resampler *r, const float *frames, int64_t n,
                     struct yn_err *err)
{
    int rc = YN_OK;
    while (!rc && n > 0) {
        size_t room = BLOCK - r->fill;
        size_t take = n < (int64_t)room ? (size_t)n : room;
        float *to = r->block + r->fill * r->width;
        if (frames)
            memcpy(to, frames, take * r->width * sizeof(*to));
        else
            memset(to, 0, take * r->width * sizeof(*to));
        frames = frames ? frames + take * r->width : NULL;
        n -= (int64_t)take;
        r->fill += take;
        r->total += (int64_t)take;
        if (r->fill == BLOCK)
            rc = run(r, false, err);
    }
    return rc;
}

int yn_resampler_end(struct yn_resampler *r, struct yn_err *err)
{
    return run(r, true, err);
}
