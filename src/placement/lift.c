/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/lift.h"

#include <math.h>

#include "base/base.h"
#include "signal/fit.h"

/* A stretch is fitted with so much around it, which the gains look at too. */
#define CORE_S 12
#define MARGIN_S 4
/* Half of what two stretches share, where one fades into the other. */
#define FADE_S 0.25
/* Longer songs are taken in parts, for memory. */
#define PIECE_S 300.0
/* What is read of a master beyond the piece, for its lag. */
#define SPARE_S 0.1
/* How far off the offset of a piece may be, and how clear a lag must be. */
#define LAG_MAX_S 0.02
#define LAG_Z 6.5
#define SOUNDS (YN_FIT_REFS / 2) /* of mid and side each */

/* A piece whose master is at hand. */
struct held {
    struct yn_lift_master master;
    bool loaded;
    double lag; /* frames, as found last */
};

struct yn_lift {
    struct yn_lift_params params;
    struct yn_pieces pieces;
    struct held *held;                 /* as the pieces */
    size_t core, margin, fade, length; /* frames */
    float **mix, **song; /* by channel: the stretch, the songs fitted to it */
    float **taken;       /* and what goes off, faded from one to the next */
    float *mono, *left, *part, *ref[YN_FIT_REFS];
    float *out;    /* interleaved */
    size_t fill;   /* frames of the stretch that are there */
    ptrdiff_t at;  /* the episode's frame that the stretch begins with */
    ptrdiff_t end; /* of the frames put */
    ptrdiff_t given;
};

static void drop(struct held *held)
{
    free(held->master.mid);
    free(held->master.side);
    held->master = (struct yn_lift_master){0};
    held->loaded = false;
}

static float *frames_new(size_t n)
{
    return calloc(n, sizeof(float));
}

static bool allocate(struct yn_lift *l)
{
    size_t channels = (size_t)l->params.channels;
    l->held = calloc(l->pieces.n + 1, sizeof(*l->held));
    l->mix = calloc(channels, sizeof(*l->mix));
    l->song = calloc(channels, sizeof(*l->song));
    l->taken = calloc(channels, sizeof(*l->taken));
    bool there = l->held && l->mix && l->song && l->taken;
    for (size_t c = 0; there && c < channels; c++) {
        l->mix[c] = frames_new(l->length);
        l->song[c] = frames_new(l->length);
        l->taken[c] = frames_new(l->length);
        there = l->mix[c] && l->song[c] && l->taken[c];
    }
    for (size_t i = 0; there && i < YN_FIT_REFS; i++)
        there = (l->ref[i] = frames_new(l->length)) != NULL;
    l->mono = frames_new(l->length);
    l->left = frames_new(l->length);
    l->part = frames_new(l->length);
    l->out = frames_new(l->core * channels);
    return there && l->mono && l->left && l->part && l->out;
}

int yn_lift_create(const struct yn_lift_params *params, struct yn_lift **out,
                   struct yn_err *err)
{
    yn_assert(params->rate > 0 && params->channels > 0);
    struct yn_lift *l = calloc(1, sizeof(*l));
    if (!l)
        return yn_err_nomem(err);
    size_t rate = (size_t)params->rate;
    l->params = *params;
    l->core = CORE_S * rate;
    l->margin = MARGIN_S * rate;
    l->fade = (size_t)(FADE_S * (double)rate);
    l->length = l->core + 2 * l->margin;
    /* Silence comes before the first frame. */
    l->at = -(ptrdiff_t)l->margin;
    l->fill = l->margin;
    int rc = yn_pieces_make(params->placements, PIECE_S, &l->pieces, err);
    if (!rc && !allocate(l))
        rc = yn_err_nomem(err);
    if (rc)
        yn_lift_destroy(&l);
    else
        *out = l;
    return rc;
}

void yn_lift_destroy(struct yn_lift **lift)
{
    struct yn_lift *l = *lift;
    if (!l)
        return;
    for (size_t i = 0; l->held && i < l->pieces.n; i++)
        drop(&l->held[i]);
    for (size_t c = 0; c < (size_t)l->params.channels; c++) {
        if (l->mix)
            free(l->mix[c]);
        if (l->song)
            free(l->song[c]);
        if (l->taken)
            free(l->taken[c]);
    }
    for (size_t i = 0; i < YN_FIT_REFS; i++)
        free(l->ref[i]);
    free(l->pieces.item);
    free(l->held);
    free(l->mix);
    free(l->taken);
    free(l->mono);
    free(l->left);
    free(l->part);
    free(l->song);
    free(l->out);
    free(l);
    *lift = NULL;
}

static int load(struct yn_lift *l, size_t piece, struct yn_err *err)
{
    struct held *held = &l->held[piece];
    const struct yn_piece *it = &l->pieces.item[piece];
    if (held->loaded)
        return YN_OK;
    double length_s = (it->end_s - it->start_s) * it->speed;
    int rc = l->params.master(
        l->params.ctx, it->master, fmax(it->offset_s - SPARE_S, 0),
        it->offset_s + length_s + SPARE_S, &held->master, err);
    held->loaded = !rc;
    return rc;
}

static void read_ref(const struct yn_lift *l, size_t piece, const float *master,
                     float *out)
{
    const struct held *held = &l->held[piece];
    const struct yn_piece_sound sound = {
        .master = master,
        .n_master = held->master.n,
        .master_s = held->master.from_s,
        .rate = l->params.rate,
        .from = l->at,
        .n = l->length,
        .lag = held->lag,
    };
    yn_piece_read(&l->pieces.item[piece], &sound, out);
}

/* Finds how far the piece is off its place, by what of it is clear. */
static int settle_lag(struct yn_lift *l, size_t piece, struct yn_err *err)
{
    struct held *held = &l->held[piece];
    const struct yn_fit_params fit = {.rate = l->params.rate,
                                      .ref = {l->ref[0]},
                                      .n_refs = 1,
                                      .n = l->length};
    double lag, z;
    read_ref(l, piece, held->master.mid, l->ref[0]);
    int rc = yn_fit_lag(&fit, l->mono, (size_t)(LAG_MAX_S * l->params.rate),
                        &lag, &z, err);
    if (!rc && z >= LAG_Z)
        held->lag += lag;
    return rc;
}

/* How much of the fit of this stretch counts at its frame `i`. */
static float fade_at(const struct yn_lift *l, size_t i)
{
    size_t from = l->margin - l->fade, to = l->margin + l->core + l->fade;
    if (i < from || i >= to)
        return 0;
    float whole = 2 * (float)l->fade;
    float in = ((float)(i - from) + 0.5F) / whole;
    float out = ((float)(to - i) - 0.5F) / whole;
    /* Nothing fades into the first stretch. */
    if (in < 1 && l->at > -(ptrdiff_t)l->margin)
        return in;
    return out < 1 ? out : 1;
}

/* Fits the references to each channel, less the songs before them. */
static int take(struct yn_lift *l, const struct yn_fit_params *fit,
                struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t c = 0; !rc && c < (size_t)l->params.channels; c++) {
        for (size_t i = 0; i < l->length; i++)
            l->left[i] = l->mix[c][i] - l->song[c][i];
        rc = yn_fit(fit, l->left, l->part, err);
        for (size_t i = 0; !rc && i < l->length; i++) {
            l->song[c][i] += l->part[i];
            l->taken[c][i] += fade_at(l, i) * l->part[i];
        }
    }
    return rc;
}

static void add_ref(struct yn_lift *l, size_t piece, size_t song,
                    const float *master, struct yn_fit_params *fit)
{
    if (!master)
        return;
    read_ref(l, piece, master, l->ref[fit->n_refs]);
    fit->ref[fit->n_refs] = l->ref[fit->n_refs];
    fit->song_of[fit->n_refs++] = song;
}

/* Takes up to SOUNDS pieces off at once. */
static int take_group(struct yn_lift *l, const size_t *piece, size_t n,
                      struct yn_err *err)
{
    struct yn_fit_params fit = {.rate = l->params.rate, .n = l->length};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        rc = load(l, piece[i], err);
        if (!rc && l->held[piece[i]].master.mid)
            rc = settle_lag(l, piece[i], err);
    }
    for (size_t i = 0; !rc && i < n; i++) {
        add_ref(l, piece[i], i, l->held[piece[i]].master.mid, &fit);
        add_ref(l, piece[i], i, l->held[piece[i]].master.side, &fit);
    }
    return rc || fit.n_refs == 0 ? rc : take(l, &fit, err);
}

static void mix_down(struct yn_lift *l)
{
    size_t channels = (size_t)l->params.channels;
    memset(l->mono, 0, l->length * sizeof(*l->mono));
    for (size_t c = 0; c < channels; c++) {
        for (size_t i = 0; i < l->length; i++)
            l->mono[i] += l->mix[c][i];
    }
}

static int give(struct yn_lift *l, struct yn_err *err)
{
    size_t channels = (size_t)l->params.channels;
    ptrdiff_t from = l->given, to = l->at + (ptrdiff_t)(l->margin + l->core) -
                                    (ptrdiff_t)l->fade;
    to = to < l->end ? to : l->end;
    if (to <= from)
        return YN_OK;
    size_t n = (size_t)(to - from), first = (size_t)(from - l->at);
    for (size_t c = 0; c < channels; c++) {
        for (size_t i = 0; i < n; i++)
            l->out[i * channels + c] =
                l->mix[c][first + i] - l->taken[c][first + i];
    }
    l->given = to;
    return l->params.sink(l->params.ctx, l->out, n, err);
}

/* Goes on to the next stretch. */
static void move_on(struct yn_lift *l)
{
    size_t keep = l->length - l->core;
    for (size_t c = 0; c < (size_t)l->params.channels; c++) {
        memmove(l->mix[c], l->mix[c] + l->core, keep * sizeof(float));
        memmove(l->taken[c], l->taken[c] + l->core, keep * sizeof(float));
        memset(l->mix[c] + keep, 0, l->core * sizeof(float));
        memset(l->taken[c] + keep, 0, l->core * sizeof(float));
    }
    l->at += (ptrdiff_t)l->core;
    l->fill = keep;
}

static int run(struct yn_lift *l, struct yn_err *err)
{
    double rate = l->params.rate;
    double from_s = (double)(l->at + (ptrdiff_t)(l->margin - l->fade)) / rate;
    double to_s = from_s + CORE_S + 2 * FADE_S;
    size_t at = 0, n, piece[SOUNDS];
    int rc = YN_OK;
    for (size_t i = 0; i < l->pieces.n; i++) {
        if (l->pieces.item[i].end_s <= from_s)
            drop(&l->held[i]);
    }
    mix_down(l);
    for (size_t c = 0; c < (size_t)l->params.channels; c++)
        memset(l->song[c], 0, l->length * sizeof(float));
    while (!rc && (n = yn_pieces_group(&l->pieces, from_s, to_s, &at, SOUNDS,
                                       piece)) > 0)
        rc = take_group(l, piece, n, err);
    if (!rc)
        rc = give(l, err);
    if (!rc)
        move_on(l);
    return rc;
}

int yn_lift_put(struct yn_lift *l, const float *frames, size_t n,
                struct yn_err *err)
{
    size_t channels = (size_t)l->params.channels;
    int rc = YN_OK;
    while (!rc && n > 0) {
        size_t room = l->length - l->fill;
        size_t some = n < room ? n : room;
        for (size_t c = 0; c < channels; c++) {
            for (size_t i = 0; i < some; i++)
                l->mix[c][l->fill + i] = frames[i * channels + c];
        }
        frames += some * channels;
        n -= some;
        l->fill += some;
        l->end += (ptrdiff_t)some;
        if (l->fill == l->length)
            rc = run(l, err);
    }
    return rc;
}

int yn_lift_end(struct yn_lift *l, struct yn_err *err)
{
    int rc = YN_OK;
    while (!rc && l->given < l->end)
        rc = run(l, err);
    return rc;
}
