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

struct sums {
    double cross, power;
};

struct follow {
    const struct yn_fit_grid *grid;
    size_t *band; /* by bin, rising */
    size_t cells, cell_frames;
    struct sums *sums; /* by cell, then band */
    float *level;
};

static int follow_init(struct follow *f, struct yn_err *err)
{
    const struct yn_fit_grid *grid = f->grid;
    f->cell_frames = yn_cells_count(CELL_S, grid->frame_s);
    f->cells = grid->frames / f->cell_frames + 1;
    f->band = malloc(grid->bins * sizeof(*f->band));
    f->sums = calloc(f->cells * BROAD_MAX, sizeof(*f->sums));
    f->level = malloc(f->cells * BROAD_MAX * sizeof(*f->level));
    if (!f->band || !f->sums || !f->level)
        return yn_err_nomem(err);
    double edge = BROAD_HZ;
    size_t band = 0;
    for (size_t k = 0; k < grid->bins; k++) {
        if ((double)k * grid->bin_hz >= edge && band + 1 < BROAD_MAX) {
            band++;
            edge *= 2;
        }
        f->band[k] = band;
    }
    return YN_OK;
}

static void gather(struct follow *f, const struct yn_complex *mix,
                   const float *weight, const struct yn_complex *song)
{
    size_t bins = f->grid->bins;
    for (size_t t = 0; t < f->grid->frames; t++) {
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
 * 1 where it says little. */
static float level_at(const struct follow *f, size_t cell, size_t band)
{
    size_t reach = yn_cells_count(REACH_S, CELL_S);
    size_t first = cell > reach ? cell - reach : 0;
    double cross = 0, power = 0;
    for (size_t c = first; c <= cell + reach && c < f->cells; c++) {
        size_t away = c > cell ? c - cell : cell - c;
        double w = 1 - (double)away / (double)(reach + 1);
        cross += w * f->sums[c * BROAD_MAX + band].cross;
        power += w * f->sums[c * BROAD_MAX + band].power;
    }
    double held =
        (double)(YN_FREE_FRAMES(f->grid->overlap) * YN_FREE_BINS) / STRAY;
    double level = (cross + held) / (power + held);
    level = level > 0 ? level : 0;
    return (float)(level < LEVEL_MAX ? level : LEVEL_MAX);
}

static void apply(const struct follow *f, struct yn_complex *song)
{
    size_t bins = f->grid->bins;
    for (size_t t = 0; t < f->grid->frames; t++) {
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

int yn_follow(const struct yn_fit_grid *grid, const struct yn_complex *mix,
              const float *weight, struct yn_complex *song, struct yn_err *err)
{
    struct follow f = {.grid = grid};
    int rc = follow_init(&f, err);
    if (!rc) {
        gather(&f, mix, weight, song);
        for (size_t c = 0; c < f.cells; c++) {
            for (size_t band = 0; band < BROAD_MAX; band++)
                f.level[c * BROAD_MAX + band] = level_at(&f, c, band);
        }
        apply(&f, song);
    }
    free(f.band);
    free(f.sums);
    free(f.level);
    return rc;
}
