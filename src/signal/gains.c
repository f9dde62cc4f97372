/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/gains.h"

#include <math.h>

#include "base/base.h"
#include "signal/cells.h"
#include "signal/normal.h"
#include "signal/wide.h"

/* Sums are kept in cells of this length. */
#define CELL_S 0.5
/* How far the gains look either way, with falling weight: bands, and single
 * bins, for an equaliser stays and a fader moves. */
#define BAND_REACH_S 2.0
#define BIN_REACH_S 5.0
/* Bands of step 1: this share of their frequency wide, no less than so much. */
#define BAND_SHARE 0.2
#define BAND_HZ_MIN 100.0
/* Chance must be beaten by this much. */
#define CHANCE 1.5F
/* Single bins are judged with so many neighbours either way. */
#define NEIGHBOURS 3

struct yn_gains {
    struct yn_fit_grid grid;
    size_t n_refs, n_pairs;
    size_t cells, cell_frames;
    size_t *band; /* by bin, rising */
    float free_frames;
    /* By cell, then reference or pair, then bin. */
    struct yn_complex *cross, *pair, *gain;
    /* By bin, for one cell at a time. */
    struct yn_complex *sum_cross, *sum_pair;
    struct yn_normal *own;
    float *evidence; /* by reference, then bin */
};

static struct yn_complex times(struct yn_complex a, struct yn_complex b)
{
    return (struct yn_complex){a.re * b.re - a.im * b.im,
                               a.re * b.im + a.im * b.re};
}

static struct yn_complex minus(struct yn_complex a, struct yn_complex b)
{
    return (struct yn_complex){a.re - b.re, a.im - b.im};
}

static void fill_bands(struct yn_gains *g)
{
    size_t band = 0;
    double edge = BAND_HZ_MIN;
    for (size_t k = 0; k < g->grid.bins; k++) {
        double hz = (double)k * g->grid.bin_hz;
        if (hz >= edge) {
            band++;
            edge = hz + fmax(BAND_HZ_MIN, BAND_SHARE * hz);
        }
        g->band[k] = band;
    }
}

static bool allocate(struct yn_gains *g)
{
    size_t bins = g->grid.bins, refs = g->n_refs, all = g->cells * bins;
    g->band = malloc(bins * sizeof(*g->band));
    g->cross = malloc(all * refs * sizeof(*g->cross));
    g->gain = malloc(all * refs * sizeof(*g->gain));
    g->pair = malloc(all * g->n_pairs * sizeof(*g->pair));
    g->sum_cross = malloc(bins * refs * sizeof(*g->sum_cross));
    g->sum_pair = malloc(bins * g->n_pairs * sizeof(*g->sum_pair));
    g->own = malloc(bins * sizeof(*g->own));
    g->evidence = malloc(bins * refs * sizeof(*g->evidence));
    return g->band && g->cross && g->gain && g->pair && g->sum_cross &&
           g->sum_pair && g->own && g->evidence;
}

int yn_gains_create(const struct yn_fit_grid *grid, size_t n_refs,
                    struct yn_gains **out, struct yn_err *err)
{
    struct yn_gains *g = calloc(1, sizeof(*g));
    if (!g)
        return yn_err_nomem(err);
    g->grid = *grid;
    g->n_refs = n_refs;
    g->n_pairs = n_refs * (n_refs + 1) / 2;
    g->cell_frames = yn_cells_count(CELL_S, grid->frame_s);
    g->cells = grid->frames / g->cell_frames + 1;
    g->free_frames = YN_FREE_FRAMES(grid->overlap);
    if (!allocate(g)) {
        yn_gains_destroy(&g);
        return yn_err_nomem(err);
    }
    fill_bands(g);
    *out = g;
    return YN_OK;
}

void yn_gains_destroy(struct yn_gains **gains)
{
    struct yn_gains *g = *gains;
    if (!g)
        return;
    free(g->band);
    free(g->cross);
    free(g->gain);
    free(g->pair);
    free(g->sum_cross);
    free(g->sum_pair);
    free(g->own);
    free(g->evidence);
    free(g);
    *gains = NULL;
}

/* Adds weight * a * conj(b). */
YN_WIDE static void add_products(const struct yn_complex *restrict a,
                                 const struct yn_complex *restrict b,
                                 const float *restrict weight, size_t n,
                                 struct yn_complex *restrict sum)
{
    for (size_t k = 0; k < n; k++) {
        sum[k].re += weight[k] * (a[k].re * b[k].re + a[k].im * b[k].im);
        sum[k].im += weight[k] * (a[k].im * b[k].re - a[k].re * b[k].im);
    }
}

void yn_gains_gather(struct yn_gains *g, const struct yn_complex *mix,
                     struct yn_complex *const *refs, const float *weight)
{
    size_t bins = g->grid.bins, all = g->cells * bins;
    memset(g->cross, 0, all * g->n_refs * sizeof(*g->cross));
    memset(g->pair, 0, all * g->n_pairs * sizeof(*g->pair));
    for (size_t t = 0; t < g->grid.frames; t++) {
        size_t at = t * bins, cell = t / g->cell_frames, p = 0;
        struct yn_complex *cross = g->cross + cell * g->n_refs * bins;
        struct yn_complex *pair = g->pair + cell * g->n_pairs * bins;
        for (size_t i = 0; i < g->n_refs; i++) {
            add_products(mix + at, refs[i] + at, weight + at, bins,
                         cross + i * bins);
            for (size_t j = i; j < g->n_refs; j++, p++)
                add_products(refs[j] + at, refs[i] + at, weight + at, bins,
                             pair + p * bins);
        }
    }
}

YN_WIDE static void add_weighted(const float *restrict from, float weight,
                                 size_t n, float *restrict sum)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += weight * from[i];
}

/* Sums cells around `cell` into `out`, `row` values each; their weight falls
 * to the sides. Returns by how much that lowers what chance gives. */
static float sum_cells(const struct yn_gains *g, const struct yn_complex *from,
                       size_t row, size_t cell, double reach_s,
                       struct yn_complex *out)
{
    size_t reach =
        yn_cells_count(reach_s, (double)g->cell_frames * g->grid.frame_s);
    size_t first = cell > reach ? cell - reach : 0;
    float sum = 0, squares = 0;
    memset(out, 0, row * sizeof(*out));
    for (size_t c = first; c <= cell + reach && c < g->cells; c++) {
        size_t away = c > cell ? c - cell : cell - c;
        float w = 1 - (float)away / (float)(reach + 1);
        sum += w;
        squares += w * w;
        add_weighted((const float *)(from + c * row), w, 2 * row, (float *)out);
    }
    return squares / sum;
}

/* Adds the normal equations of one bin. */
static void add_bin(const struct yn_gains *g, size_t k, struct yn_normal *e)
{
    size_t bins = g->grid.bins, p = 0;
    for (size_t i = 0; i < g->n_refs; i++) {
        struct yn_complex q = g->sum_cross[i * bins + k];
        e->q[i].re += q.re;
        e->q[i].im += q.im;
        for (size_t j = i; j < g->n_refs; j++, p++) {
            struct yn_complex m = g->sum_pair[p * bins + k];
            e->m[i][j].re += m.re;
            e->m[i][j].im += m.im;
        }
    }
}

/* What is left of a gain when chance has had its share. */
static float shrink(float evidence, float chance)
{
    return evidence > chance ? 1 - chance / evidence : 0;
}

/* Step 1 for one cell, from the sums around it: one gain for each band. */
static void solve_bands(struct yn_gains *g, float chance,
                        struct yn_complex *gain)
{
    size_t bins = g->grid.bins;
    for (size_t from = 0, to; from < bins; from = to) {
        struct yn_normal e = {0};
        struct yn_complex x[YN_FIT_REFS];
        float keep[YN_FIT_REFS];
        for (to = from; to < bins && g->band[to] == g->band[from]; to++)
            add_bin(g, to, &e);
        yn_normal_factor(&e, g->n_refs, keep);
        for (size_t i = 0; i < g->n_refs; i++)
            keep[i] = shrink(keep[i], chance * YN_FREE_BINS);
        yn_normal_solve(&e, g->n_refs, keep, x);
        for (size_t i = 0; i < g->n_refs; i++) {
            for (size_t k = from; k < to; k++)
                gain[i * bins + k] = x[i];
        }
    }
}

/* Takes what step 1 explains off the sums of its own cell. */
static void take_off(struct yn_gains *g, size_t cell)
{
    size_t bins = g->grid.bins, p = 0;
    struct yn_complex *cross = g->cross + cell * g->n_refs * bins;
    const struct yn_complex *pair = g->pair + cell * g->n_pairs * bins;
    const struct yn_complex *gain = g->gain + cell * g->n_refs * bins;
    for (size_t i = 0; i < g->n_refs; i++) {
        for (size_t j = i; j < g->n_refs; j++, p++) {
            for (size_t k = 0; k < bins; k++) {
                struct yn_complex m = pair[p * bins + k];
                struct yn_complex part = times(m, gain[j * bins + k]);
                cross[i * bins + k] = minus(cross[i * bins + k], part);
                if (i == j)
                    continue;
                part =
                    times((struct yn_complex){m.re, -m.im}, gain[i * bins + k]);
                cross[j * bins + k] = minus(cross[j * bins + k], part);
            }
        }
    }
}

/* What is kept of one bin's own part, judged with its neighbours. */
static float keep_of(const struct yn_gains *g, const float *evidence, size_t k,
                     float chance)
{
    size_t from = k > NEIGHBOURS ? k - NEIGHBOURS : 0;
    size_t to =
        k + NEIGHBOURS < g->grid.bins ? k + NEIGHBOURS : g->grid.bins - 1;
    float sum = 0;
    for (size_t b = from; b <= to; b++)
        sum += evidence[b];
    return shrink(sum / (float)(to - from + 1), chance);
}

/* Step 2 for one cell: each bin's own part, added to the band's. */
static void solve_bins(struct yn_gains *g, float chance,
                       struct yn_complex *gain)
{
    size_t bins = g->grid.bins;
    for (size_t k = 0; k < bins; k++) {
        float evidence[YN_FIT_REFS];
        g->own[k] = (struct yn_normal){0};
        add_bin(g, k, &g->own[k]);
        yn_normal_factor(&g->own[k], g->n_refs, evidence);
        for (size_t i = 0; i < g->n_refs; i++)
            g->evidence[i * bins + k] = evidence[i];
    }
    for (size_t k = 0; k < bins; k++) {
        struct yn_complex x[YN_FIT_REFS];
        float keep[YN_FIT_REFS];
        for (size_t i = 0; i < g->n_refs; i++)
            keep[i] = keep_of(g, g->evidence + i * bins, k, chance);
        yn_normal_solve(&g->own[k], g->n_refs, keep, x);
        for (size_t i = 0; i < g->n_refs; i++) {
            gain[i * bins + k].re += x[i].re;
            gain[i * bins + k].im += x[i].im;
        }
    }
}

void yn_gains_solve(struct yn_gains *g)
{
    size_t bins = g->grid.bins, row = g->n_refs * bins;
    size_t pairs = g->n_pairs * bins;
    float chance = CHANCE * g->free_frames;
    for (size_t c = 0; c < g->cells; c++) {
        sum_cells(g, g->pair, pairs, c, BAND_REACH_S, g->sum_pair);
        float part = sum_cells(g, g->cross, row, c, BAND_REACH_S, g->sum_cross);
        solve_bands(g, chance * part, g->gain + c * row);
    }
    for (size_t c = 0; c < g->cells; c++)
        take_off(g, c);
    for (size_t c = 0; c < g->cells; c++) {
        sum_cells(g, g->pair, pairs, c, BIN_REACH_S, g->sum_pair);
        float part = sum_cells(g, g->cross, row, c, BIN_REACH_S, g->sum_cross);
        solve_bins(g, chance * part, g->gain + c * row);
    }
}

/* Adds the reference times what lies `part` of the way from one row of gains
 * to the next. */
YN_WIDE static void apply_row(const struct yn_complex *restrict from,
                              const struct yn_complex *restrict to, float part,
                              const struct yn_complex *restrict ref, size_t n,
                              struct yn_complex *restrict out)
{
    for (size_t k = 0; k < n; k++) {
        float re = from[k].re + part * (to[k].re - from[k].re);
        float im = from[k].im + part * (to[k].im - from[k].im);
        out[k].re += re * ref[k].re - im * ref[k].im;
        out[k].im += re * ref[k].im + im * ref[k].re;
    }
}

void yn_gains_apply(const struct yn_gains *g, struct yn_complex *const *refs,
                    size_t first, size_t last, struct yn_complex *song)
{
    size_t bins = g->grid.bins, row = g->n_refs * bins;
    memset(song, 0, g->grid.frames * bins * sizeof(*song));
    for (size_t t = 0; t < g->grid.frames; t++) {
        size_t a, b;
        float part = yn_cells_between(t, g->cell_frames, g->cells, &a, &b);
        struct yn_complex *out = song + t * bins;
        for (size_t i = first; i < last; i++) {
            const struct yn_complex *ref = refs[i] + t * bins;
            const struct yn_complex *from = g->gain + a * row + i * bins;
            const struct yn_complex *to = g->gain + b * row + i * bins;
            apply_row(from, to, part, ref, bins, out);
        }
    }
}
