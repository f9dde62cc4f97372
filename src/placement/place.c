/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/place.h"

#include <math.h>

#include "base/base.h"
#include "placement/chance.h"
#include "placement/choose.h"
#include "placement/edges.h"
#include "placement/measure.h"
#include "placement/rest.h"
#include "signal/whiten.h"

/* Peaks of one window: about a thousand by chance in an hour of masters. */
#define PEAK_Z 3.5F
/* Chains of peaks, and peaks alone, worth a closer look. */
#define CHAIN_Z 4.8
#define SINGLE_Z 4.2
/* So many runs as chance brings are looked at closely... */
#define BY_CHANCE 30
/* ...and what then reaches this is believed: by the law of chance.c that
 * happens once in 50 hours of episodes against a hundred songs. Songs turned
 * round do it more often (bench/RESULTS.md). */
#define BELIEVED_Z 7.9
/* From here on a run needs no second opinion. */
#define SURE_Z 10.0
#define LAG_SLACK 2

struct place {
    const struct yn_masters *masters;
    const struct yn_place_params *params;
    float *white; /* the episode, coarse and whitened */
    struct yn_power power;
    struct yn_peaks peaks[YN_SIDES];
    struct yn_candidates candidates[YN_SIDES];
    struct yn_runs runs;
};

static int find_runs(struct place *p, struct yn_err *err)
{
    const struct yn_masters *masters = p->masters;
    size_t n = p->params->n_coarse;
    double lags = (double)yn_bank_length(masters->bank);
    double windows = ceil((double)n / (double)(YN_HOP_S * YN_COARSE_RATE));
    const struct yn_search_params search = {.window =
                                                YN_WINDOW_S * YN_COARSE_RATE,
                                            .hop = YN_HOP_S * YN_COARSE_RATE,
                                            .least_z = PEAK_Z,
                                            .threads = p->params->threads};
    const struct yn_link_params link = {
        .slack = LAG_SLACK, .gap = 1, .least_z = CHAIN_Z, .single_z = SINGLE_Z};
    const struct yn_explain_params explain = {
        .ground = {.episode = {p->white, n},
                   .masters = {masters->line, yn_bank_length(masters->bank)},
                   .episode_power = p->power,
                   .masters_power = masters->power,
                   .block = (size_t)YN_COARSE_RATE * YN_BLOCK_MS / 1000,
                   .hop = search.hop,
                   .window = search.window},
        .starts = {masters->start, masters->n},
        .least_z = yn_chance_z(lags, windows, BY_CHANCE)};
    int rc = yn_search(masters->bank, p->white, n, &search, p->peaks, err);
    for (int side = 0; !rc && side < YN_SIDES; side++)
        rc = yn_link(&p->peaks[side], &link, &p->candidates[side], err);
    if (!rc)
        rc = yn_thin(p->candidates, &explain.starts, search.hop, err);
    if (!rc)
        rc = yn_explain(p->candidates, &explain, &p->runs, err);
    if (!rc)
        rc = yn_choose(masters, p->params->fine, p->params->n_fine, BELIEVED_Z,
                       SURE_Z, &p->runs, err);
    for (size_t i = 0; !rc && i < p->runs.n; i++) {
        struct yn_run *run = &p->runs.item[i];
        yn_edges_refine(&explain.ground.episode, &explain.ground.masters, run);
        run->confidence =
            1 / (1 + yn_chance_runs(lags, windows, run->sure_z) + run->odds);
    }
    if (!rc)
        yn_runs_sort(&p->runs);
    return rc;
}

int yn_place(const struct yn_masters *masters,
             const struct yn_place_params *params, struct yn_placements *out,
             struct yn_err *err)
{
    const struct yn_whiten_params whiten = {.rate = YN_COARSE_RATE};
    struct place p = {.masters = masters, .params = params};
    *out = (struct yn_placements){.duration_s = (double)params->n_coarse /
                                                YN_COARSE_RATE};
    if (params->n_coarse == 0 || masters->n == 0)
        return YN_OK;
    p.white = malloc(params->n_coarse * sizeof(*p.white));
    int rc = p.white ? yn_whiten(params->coarse, params->n_coarse, &whiten,
                                 p.white, err)
                     : yn_err_nomem(err);
    const struct yn_sound white = {p.white, params->n_coarse};
    if (!rc)
        rc = yn_power_sum(&white, &p.power, err);
    if (!rc)
        rc = find_runs(&p, err);
    if (!rc)
        rc = yn_measure_cues(masters, params, &p.runs, out, err);
    if (!rc)
        rc = yn_rest_measure(masters, params->fine, params->n_fine, out, err);
    free(p.white);
    free(p.power.up_to);
    for (int side = 0; side < YN_SIDES; side++) {
        free(p.peaks[side].item);
        free(p.candidates[side].item);
    }
    free(p.runs.item);
    if (rc)
        yn_placements_release(out);
    return rc;
}
