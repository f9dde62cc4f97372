/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/follow.h"

#include "base/base.h"
#include "signal/cells.h"

/* Levels are found for cells of this length, from what is this near. A fader is
 * ridden no faster, and beats of drums stay whole. */
#define CELL_S 0.125
#define REACH_S 0.25
/* Bands whose edges double. */
#define BROAD_HZ 300.0
#define BROAD_MAX 10
/* How far the level is expected to stray from its mean (its square), and the
 * most it may. */
#define STRAY 0.25
#define LEVEL_MAX 2.0
/* What a neighbour may say beyond the cell itself, against what is expected. */
#define HELP 4

struct sums {
    double cross, power;
};

struct yn_follow {
    struct yn_fit_grid grid;
    size_t *band; /* by bin, rising */
    size_t cells, cell_frames;
    struct sums *sums; /* by cell, then band */
    float *level;
};

int yn_follow_create(const struct yn_fit_grid *grid, struct yn_follow **out,
                     struct yn_err *err)
{
    struct yn_follow *f = calloc(1, sizeof(*f));
    if (!f)
        return yn_err_nomem(err);
    f->grid = *grid;
    f->cell_frames = yn_cells_count(CELL_S, grid->frame_s);
    f->cells = grid->frames / f->cell_frames + 1;
    f->band = malloc(grid->bins * sizeof(*f->band));
    f->sums = malloc(f->cells * BROAD_MAX * sizeof(*f->sums));
    f->level = malloc(f->cells * BROAD_MAX * sizeof(*f->level));
    if (!f->band || !f->sums || !f->level) {
        yn_follow_destroy(&f);
        return yn_err_nomem(err);
    }
    double edge = BROAD_HZ;
    size_t band = 0;
    for (size_t k = 0; k < grid->bins; k++) {
        if ((double)k * grid->bin_hz >= edge && band + 1 < BROAD_MAX) {
            band++;
            edge *= 2;
        }
        f->band[k] = band;
    }
    *out = f;
    return YN_OK;
}

void yn_follow_destroy(struct yn_follow **follow)
{
    if (!*follow)
        return;
    free((*follow)->band);
    free((*follow)->sums);
    free((*follow)->level);
    free(*follow);
    *follow = NULL;
}

static void gather(struct yn_follow *f, const struct yn_complex *mix,
                   const float *weight, const struct yn_complex *song)
{
    size_t bins = f->grid.bins;
    memset(f->sums, 0, f->cells * BROAD_MAX * sizeof(*f->sums));
    for (size_t t = 0; t < f->grid.frames; t++) {
        struct sums *sums = f->sums + t / f->cell_frames * BROAD_MAX;
        const struct yn_complex *x = mix + t * bins, *s = song + t * bins;
        const float *w = weight + t * bins;
        for (size_t from = 0, to; from < bins; from = to) {
            float cross = 0, power = 0;
            for (to = from; to < bins && f->band[to] == f->band[from]; to++) {
                cross += w[to] * (x[to].re * s[to].re + x[to].im * s[to].im);
                power += w[to] * (s[to].re * s[to].re + s[to].im * s[to].im);
            }
            sums[f->band[from]].cross += cross;
            sums[f->band[from]].power += power;
        }
    }
}

/* The level of one cell and band against the mean: what the sound says, held to
 * 1 where it says little. A neighbour helps, but where this cell can speak for
 * itself it does: the pause before a song begins would outvote the words under
 * which it does so. */
static float level_at(const struct yn_follow *f, size_t cell, size_t band)
{
    size_t reach = yn_cells_count(REACH_S, CELL_S);
    size_t first = cell > reach ? cell - reach : 0;
    double held =
        (double)(YN_FREE_FRAMES(f->grid.overlap) * YN_FREE_BINS) / STRAY;
    double most = f->sums[cell * BROAD_MAX + band].power + HELP * held;
    double cross = 0, power = 0;
    for (size_t c = first; c <= cell + reach && c < f->cells; c++) {
        const struct sums *sums = &f->sums[c * BROAD_MAX + band];
        size_t away = c > cell ? c - cell : cell - c;
        double w = 1 - (double)away / (double)(reach + 1);
        if (c != cell && sums->power > most)
            w *= most / sums->power;
        cross += w * sums->cross;
        power += w * sums->power;
    }
    double level = (cross + held) / (power + held);
    level = level > 0 ? level : 0;
    return (float)(level < LEVEL_MAX ? level : LEVEL_MAX);
}

void yn_follow_find(struct yn_follow *f, const struct yn_complex *mix,
                    const float *weight, const struct yn_complex *song)
{
    gather(f, mix, weight, song);
    for (size_t c = 0; c < f->cells; c++) {
        for (size_t band = 0; band < BROAD_MAX; band++)
            f->level[c * BROAD_MAX + band] = level_at(f, c, band);
    }
}

void yn_follow_apply(const struct yn_follow *f, struct yn_complex *song)
{
    size_t bins = f->grid.bins;
    for (size_t t = 0; t < f->grid.frames; t++) {
        size_t a, b;
        float part = yn_cells_between(t, f->cell_frames, f->cells, &a, &b);
        struct yn_complex *s = song + t * bins;
        for (size_t k = 0; k < bins; k++) {
            float from = f->level[a * BROAD_MAX + f->band[k]];
            float to = f->level[b * BROAD_MAX + f->band[k]];
            float level = from + part * (to - from);
            s[k].re *= level;
            s[k].im *= level;
        }
    }
}
