/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/lift.h>

#include <math.h>

#include "base/base.h"
#include "base/say.h"
#include "media/audio.h"
#include "placement/lift.h"

/* A side this far under its mid is the noise of a coder: the song is mono. */
#define SIDE_MIN 1e-6

struct lifting {
    const struct yn_lift_request *request;
    const struct yn_lift_sink *sink;
    struct yn_audio_info info; /* of the episode, as it is read */
    int rate;
    struct yn_lift *lift;
    bool *told; /* by master: that it cannot be read */
};

/* A part of a master as it comes in. */
struct part {
    const struct yn_audio_info *info;
    size_t skip; /* frames still before the part */
    struct yn_lift_master *out;
    size_t cap_mid, cap_side;
};

static int take_part(void *ctx, const float *frames, size_t n,
                     struct yn_err *err)
{
    struct part *part = ctx;
    struct yn_lift_master *out = part->out;
    size_t channels = (size_t)part->info->channels;
    size_t skip = part->skip < n ? part->skip : n;
    part->skip -= skip;
    frames += skip * channels;
    n -= skip;
    int rc =
        yn_grow(&out->mid, &part->cap_mid, out->n + n + 1, sizeof(float), err);
    if (!rc)
        rc = yn_grow(&out->side, &part->cap_side, out->n + n + 1, sizeof(float),
                     err);
    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++) {
        float left = frames[i * channels];
        float right = channels > 1 ? frames[i * channels + 1] : left;
        out->mid[out->n + i] = 0.5F * (left + right);
        out->side[out->n + i] = 0.5F * (left - right);
    }
    out->n += n;
    return YN_OK;
}

static void drop_silent_side(struct yn_lift_master *out)
{
    double mid = 0, side = 0;
    for (size_t i = 0; i < out->n; i++) {
        mid += (double)out->mid[i] * out->mid[i];
        side += (double)out->side[i] * out->side[i];
    }
    if (side > SIDE_MIN * mid)
        return;
    free(out->side);
    out->side = NULL;
}

/* Front left and right stand for the whole of a song in more channels. */
static int read_part(struct lifting *l, const char *path, double from_s,
                     double to_s, struct yn_lift_master *out,
                     struct yn_err *err)
{
    int rate = l->rate;
    struct yn_audio_info info;
    struct part part = {
        .info = &info, .skip = (size_t)floor(from_s * rate), .out = out};
    out->from_s = (double)part.skip / rate;
    const struct yn_audio_params params = {
        .rate = rate, .max_s = to_s, .apart = true};
    int rc = to_s > from_s
                 ? yn_audio_read(path, &params, take_part, &part, &info, err)
                 : YN_OK;
    if (!rc && out->mid)
        drop_silent_side(out);
    if (!rc)
        return YN_OK;
    free(out->mid);
    free(out->side);
    *out = (struct yn_lift_master){0};
    return rc;
}

static int give_master(void *ctx, size_t master, double from_s, double to_s,
                       struct yn_lift_master *out, struct yn_err *err)
{
    struct lifting *l = ctx;
    struct yn_err why = {0};
    int rc = read_part(l, l->request->masters[master], from_s, to_s, out, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc && !l->told[master])
        yn_say(l->request->log, YN_LOG_WARNING, "%s; its music stays in",
               why.text);
    l->told[master] = l->told[master] || rc;
    return YN_OK;
}

static int give_frames(void *ctx, const float *frames, size_t n,
                       struct yn_err *err)
{
    const struct lifting *l = ctx;
    return l->sink->frames(l->sink->ctx, frames, n, err);
}

/* The form of the sound is known with the first frames. */
static int begin(struct lifting *l, struct yn_err *err)
{
    const struct yn_lift_form form = {.rate = l->rate,
                                      .channels = l->info.channels,
                                      .speakers = l->info.speakers};
    const struct yn_lift_params params = {
        .placements = l->request->placements,
        .rate = form.rate,
        .channels = form.channels,
        .master = give_master,
        .sink = give_frames,
        .ctx = l,
    };
    int rc = yn_lift_create(&params, &l->lift, err);
    return rc ? rc : l->sink->begin(l->sink->ctx, &form, err);
}

static int take_episode(void *ctx, const float *frames, size_t n,
                        struct yn_err *err)
{
    struct lifting *l = ctx;
    int rc = l->lift ? YN_OK : begin(l, err);
    return rc ? rc : yn_lift_put(l->lift, frames, n, err);
}

static int check(const struct yn_lift_request *request, struct yn_err *err)
{
    const struct yn_placements *placements = request->placements;
    for (size_t i = 0; i < placements->n_cues; i++) {
        if (placements->cues[i].master >= request->n_masters)
            return yn_err_set(err, YN_E_ARG, 0, "a cue names master %zu of %zu",
                              placements->cues[i].master, request->n_masters);
    }
    return YN_OK;
}

int yn_lift_file(const char *path, const struct yn_lift_request *request,
                 const struct yn_lift_sink *sink, struct yn_err *err)
{
    struct lifting l = {.request = request, .sink = sink};
    int rc = check(request, err);
    if (rc)
        return rc;
    l.told = calloc(request->n_masters + 1, sizeof(*l.told));
    if (!l.told)
        return yn_err_nomem(err);
    rc = yn_audio_probe(
        path, &(struct yn_audio_params){.language = request->language}, &l.info,
        err);
    int rate = l.rate = l.info.rate;
    if (!rc && (rate < YN_AUDIO_RATE_MIN || rate > YN_AUDIO_RATE_MAX))
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: has %d frames a second; from %d to %d can be read",
                        path, rate, YN_AUDIO_RATE_MIN, YN_AUDIO_RATE_MAX);
    const struct yn_audio_params params = {
        .rate = rate, .language = request->language, .apart = true};
    if (!rc)
        rc = yn_audio_read(path, &params, take_episode, &l, &l.info, err);
    if (!rc && l.lift)
        rc = yn_lift_end(l.lift, err);
    yn_lift_destroy(&l.lift);
    free(l.told);
    return rc;
}
