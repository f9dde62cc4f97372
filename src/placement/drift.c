/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/drift.h"

#include <math.h>

#include "base/base.h"
#include "placement/masters.h"
#include "signal/reread.h"

enum {
    BLOCK = YN_COARSE_RATE * YN_BLOCK_MS / 1000, /* frames */
    SIDE_BLOCKS = YN_DRIFT_REACH_S * 1000 / YN_BLOCK_MS,
    BLOCKS = 2 * SIDE_BLOCKS,
    SIDE = SIDE_BLOCKS * BLOCK, /* frames to either side of the match */
    FRAMES = 2 * SIDE,
};
/* The match itself may lie so many frames beside. */
#define BESIDE 4
/* How far from the match the song may sound, in blocks, to each side by itself:
 * from two seconds. */
static const size_t extents[] = {8, 16, 32, SIDE_BLOCKS};
#define EXTENTS YN_LEN(extents)

/* Lags are told to a quarter of a frame, from as many frames around: half a
 * frame over ten seconds is 25 ppm. */
enum { PARTS = 4, AROUND = 6, TAPS = 2 * AROUND };
#define PI 3.14159265358979323846

struct yn_drift {
    struct yn_drift_grid grid;
    size_t lags;  /* whole ones of each block, around where the match says */
    float *sound; /* FRAMES of the episode, at the match's speed */
    float *whole; /* of one block, by lag: evidence */
    float *cross; /* by block, then lag in parts of a frame */
    float tap[PARTS][TAPS];
};

size_t yn_drift_speeds(const struct yn_drift_grid *grid)
{
    return 2 * (size_t)floor(grid->reach / grid->step + 0.5) + 1;
}

/* A sinc under a Hann window; tap k is of the frame k + 1 - AROUND. */
static void fill_taps(struct yn_drift *d)
{
    for (size_t p = 0; p < PARTS; p++) {
        for (size_t k = 0; k < TAPS; k++) {
            double x = (double)p / PARTS + AROUND - 1 - (double)k;
            double lobe = fabs(x) < 1e-9 ? 1 : sin(PI * x) / (PI * x);
            d->tap[p][k] = (float)(lobe * (0.5 + 0.5 * cos(PI * x / AROUND)));
        }
    }
}

int yn_drift_create(const struct yn_drift_grid *grid, struct yn_drift **out,
                    struct yn_err *err)
{
    yn_assert(yn_drift_speeds(grid) <= YN_DRIFT_SPEEDS_MAX);
    struct yn_drift *d = calloc(1, sizeof(*d));
    if (!d)
        return yn_err_nomem(err);
    d->grid = *grid;
    d->lags = 2 * ((size_t)ceil(grid->reach * SIDE) + BESIDE + 1 + AROUND) + 1;
    d->sound = malloc(FRAMES * sizeof(*d->sound));
    d->whole = malloc(d->lags * sizeof(*d->whole));
    d->cross = calloc(BLOCKS * d->lags * PARTS, sizeof(*d->cross));
    if (!d->sound || !d->whole || !d->cross) {
        yn_drift_destroy(&d);
        return yn_err_nomem(err);
    }
    fill_taps(d);
    *out = d;
    return YN_OK;
}

void yn_drift_destroy(struct yn_drift **drift)
{
    if (!*drift)
        return;
    free((*drift)->sound);
    free((*drift)->whole);
    free((*drift)->cross);
    free(*drift);
    *drift = NULL;
}

/* The product of two blocks, in lanes that the compiler may run at once. */
static float multiply(const float *x, const float *y)
{
    enum { LANES = 4 };
    float sum[LANES] = {0};
    _Static_assert(BLOCK % LANES == 0, "whole lanes");
    for (size_t i = 0; i < BLOCK; i += LANES) {
        for (size_t k = 0; k < LANES; k++)
            sum[k] += x[i + k] * y[i + k];
    }
    return sum[0] + sum[1] + sum[2] + sum[3];
}

/* Frames of the middle of block `b` behind that of the match. */
static double behind(size_t b)
{
    return ((double)b - SIDE_BLOCKS + 0.5) * BLOCK;
}

/* The evidence of a block at whole lags, of unit variance where the sounds are
 * strangers: `sound` of the episode against the masters from frame `at` on, and
 * up to `most` frames to either side of it. */
static void ask_block(struct yn_drift *d, const float *sound,
                      const struct yn_sound *masters, ptrdiff_t at,
                      ptrdiff_t most)
{
    bool there = at >= most && (size_t)(at + most) + BLOCK <= masters->n;
    float power = 0;
    if (there)
        power = multiply(sound, sound) / (float)BLOCK *
                multiply(masters->frames + at, masters->frames + at);
    float scale = power > 1 ? 1 / sqrtf(power) : 0;
    for (ptrdiff_t lag = -most; lag <= most; lag++)
        d->whole[lag + most] =
            scale > 0 ? scale * multiply(sound, masters->frames + at + lag) : 0;
}

/* What all blocks say at the lags that the grid may ask for. */
static void gather(struct yn_drift *d, const struct yn_sound *masters,
                   const struct yn_match *match)
{
    ptrdiff_t first = (ptrdiff_t)llround(match->master) - SIDE;
    float sign = match->side == YN_MATCH ? 1 : -1;
    for (size_t b = 0; b < BLOCKS; b++) {
        size_t wanted =
            (size_t)ceil(d->grid.reach * fabs(behind(b))) + BESIDE + 1;
        ptrdiff_t most = (ptrdiff_t)(wanted + AROUND);
        float *out = d->cross + (b * d->lags + d->lags / 2 - wanted) * PARTS;
        ask_block(d, d->sound + b * BLOCK, masters,
                  first + (ptrdiff_t)(b * BLOCK), most);
        for (size_t i = 0; i < 2 * wanted * PARTS; i++) {
            /* Its whole lag is the first of the two in the middle. */
            const float *in = d->whole + i / PARTS + 1;
            const float *tap = d->tap[i % PARTS];
            float sum = 0;
            for (size_t k = 0; k < TAPS; k++)
                sum += tap[k] * in[k];
            out[i] = sign * sum;
        }
    }
}

/* The evidence from the match outwards, up to each extent. */
static void sum_side(const float *x, ptrdiff_t way, double sum[EXTENTS])
{
    double all = 0;
    size_t at = 0;
    for (size_t e = 0; e < EXTENTS; e++) {
        for (; at < extents[e]; at++)
            all += x[way > 0 ? SIDE_BLOCKS + at : SIDE_BLOCKS - 1 - at];
        sum[e] = all;
    }
}

static double best_extent(const float *x)
{
    double before[EXTENTS], after[EXTENTS], best = 0;
    sum_side(x, -1, before);
    sum_side(x, 1, after);
    for (size_t a = 0; a < EXTENTS; a++) {
        for (size_t b = 0; b < EXTENTS; b++) {
            double n = (double)(extents[a] + extents[b]);
            best = fmax(best, (before[a] + after[b]) / sqrt(n));
        }
    }
    return best;
}

/* The best z at one drift. */
static double z_at(const struct yn_drift *d, double drift)
{
    enum { MOST = BESIDE * PARTS };
    double best = 0;
    const float *from[BLOCKS];
    float part[BLOCKS], x[BLOCKS];
    for (size_t b = 0; b < BLOCKS; b++) {
        double lag = drift * PARTS * behind(b), whole = floor(lag);
        from[b] =
            d->cross + (b * d->lags + d->lags / 2) * PARTS + (ptrdiff_t)whole;
        part[b] = (float)(lag - whole);
    }
    for (ptrdiff_t beside = -MOST; beside < MOST; beside++) {
        for (size_t b = 0; b < BLOCKS; b++) {
            const float *at = from[b] + beside;
            x[b] = at[0] + part[b] * (at[1] - at[0]);
        }
        best = fmax(best, best_extent(x));
    }
    return best;
}

void yn_drift_follow(struct yn_drift *d, const struct yn_sound *episode,
                     const struct yn_sound *masters,
                     const struct yn_match *match, float *z)
{
    size_t n = yn_drift_speeds(&d->grid);
    double middle = 0.5 * (double)(n - 1);
    double from = match->episode - SIDE / match->speed;
    yn_reread(episode->frames, episode->n, from, 1 / match->speed, d->sound,
              FRAMES);
    gather(d, masters, match);
    for (size_t i = 0; i < n; i++)
        z[i] = (float)z_at(d, ((double)i - middle) * d->grid.step);
}

double yn_drift_best(const struct yn_drift_grid *grid, const double *sum,
                     double *most)
{
    size_t n = yn_drift_speeds(grid), best = n / 2;
    for (size_t i = 0; i < n; i++)
        best = sum[i] > sum[best] ? i : best;
    *most = sum[best];
    double part = 0;
    if (best > 0 && best + 1 < n) {
        /* The top of the parabola through three. */
        double curve = sum[best - 1] - 2 * sum[best] + sum[best + 1];
        part = curve < 0 ? 0.5 * (sum[best - 1] - sum[best + 1]) / curve : 0;
    }
    return 1 + ((double)best + part - 0.5 * (double)(n - 1)) * grid->step;
}
