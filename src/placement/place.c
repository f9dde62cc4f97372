/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/place.h"

#include <math.h>

#include "base/base.h"
#include "placement/chance.h"
#include "placement/choose.h"
#include "placement/edges.h"
#include "placement/measure.h"
#include "placement/rest.h"
#include "placement/retime.h"
#include "placement/speed.h"
#include "signal/whiten.h"

/* Peaks of one window: two or three thousand by chance in an hour of masters.
 */
#define PEAK_Z 3.4F
/* Chains of peaks, and peaks alone, worth a closer look. */
#define CHAIN_Z 4.8
#define SINGLE_Z 4.0
/* So many runs as chance brings are looked at closely... */
#define BY_CHANCE 30
/* ...and what then reaches this is believed: by the law of chance.c that
 * happens once in 50 hours of episodes against a hundred songs. Songs turned
 * round do it more often (bench/RESULTS.md). */
#define BELIEVED_Z 7.9
/* From here on a run needs no second opinion. */
#define SURE_Z 10.0
#define LAG_SLACK 2
/* How far from 1 a speed at which songs were found all the same may be. */
#define DRIFT_MAX 1500e-6
#define DRIFT_GAIN 30.0
/* The same of a speed at which the episode was read again. */
#define ERROR_MAX 150e-6
#define ERROR_GAIN 6.0
/* Another speed must bring so much more evidence, the sum of all runs' z
 * squared, than speed 1 does: a thousand speeds are asked where else one is. */
#define SPEED_GAIN (12.0 * 12.0)

/* The episode read at one speed, and what is found in it. */
struct place {
    const struct yn_masters *masters;
    struct yn_place_params params; /* of the sound at this speed */
    double speed;
    float *coarse; /* of the params, where the speed is not 1 */
    uint16_t *fine;
    float *white; /* its sound, coarse and whitened */
    struct yn_power power;
    struct yn_peaks peaks[YN_SIDES];
    struct yn_candidates candidates[YN_SIDES];
    struct yn_runs runs;
    struct yn_placements found;
    bool measured;
};

/* Frees what only the search needs. */
static void tidy(struct place *p)
{
    free(p->power.up_to);
    p->power = (struct yn_power){0};
    for (int side = 0; side < YN_SIDES; side++) {
        free(p->peaks[side].item);
        free(p->candidates[side].item);
    }
    memset(p->peaks, 0, sizeof(p->peaks));
    memset(p->candidates, 0, sizeof(p->candidates));
}

static void release(struct place *p)
{
    tidy(p);
    free(p->coarse);
    free(p->fine);
    free(p->white);
    free(p->runs.item);
    yn_placements_release(&p->found);
    *p = (struct place){0};
}

/* What is not sure, and too short once its edges are known, is dropped. */
static void refine_edges(const struct yn_ground *ground, struct yn_runs *runs)
{
    const size_t least = (size_t)YN_RUN_MS_MIN * YN_COARSE_RATE / 1000;
    size_t kept = 0;
    for (size_t i = 0; i < runs->n; i++) {
        struct yn_run run = runs->item[i];
        yn_edges_refine(&ground->episode, &ground->masters, &run);
        if (run.end - run.start >= least || run.sure_z >= SURE_Z)
            runs->item[kept++] = run;
    }
    runs->n = kept;
}

static int search_runs(struct place *p, struct yn_err *err)
{
    const struct yn_masters *masters = p->masters;
    size_t n = p->params.n_coarse;
    double lags = (double)yn_bank_length(masters->bank);
    double windows = ceil((double)n / (double)(YN_HOP_S * YN_COARSE_RATE));
    const struct yn_search_params search = {.window =
                                                YN_WINDOW_S * YN_COARSE_RATE,
                                            .hop = YN_HOP_S * YN_COARSE_RATE,
                                            .least_z = PEAK_Z,
                                            .threads = p->params.threads};
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
        rc = yn_choose(masters, &p->params.fine, BELIEVED_Z, SURE_Z, &p->runs,
                       err);
    if (!rc)
        refine_edges(&explain.ground, &p->runs);
    for (size_t i = 0; !rc && i < p->runs.n; i++) {
        struct yn_run *run = &p->runs.item[i];
        run->confidence =
            1 / (1 + yn_chance_runs(lags, windows, run->sure_z) + run->odds);
    }
    if (!rc)
        yn_runs_sort(&p->runs);
    return rc;
}

static int find_runs(struct place *p, struct yn_err *err)
{
    const struct yn_whiten_params whiten = {.rate = YN_COARSE_RATE};
    p->white = malloc(p->params.n_coarse * sizeof(*p->white));
    int rc = p->white ? yn_whiten(p->params.coarse, p->params.n_coarse, &whiten,
                                  p->white, err)
                      : yn_err_nomem(err);
    const struct yn_sound white = {p->white, p->params.n_coarse};
    if (!rc)
        rc = yn_power_sum(&white, &p->power, err);
    if (!rc)
        rc = search_runs(p, err);
    tidy(p);
    return rc;
}

/* Makes cues of the runs, and measures what is left without them. */
static int measure(struct place *p, struct yn_err *err)
{
    if (p->measured)
        return YN_OK;
    int rc = yn_measure_cues(p->masters, &p->params, &p->runs, &p->found, err);
    if (!rc)
        rc = yn_rest_measure(p->masters, &p->params.fine, p->speed, &p->found,
                             err);
    p->measured = !rc;
    return rc;
}

/* Finds the runs of the episode `as_it_is` at another speed. The sound at that
 * speed is `out`'s. */
static int find_at(const struct place *as_it_is, double speed,
                   struct place *out, struct yn_err *err)
{
    const struct yn_place_params *from = &as_it_is->params;
    *out = (struct place){
        .masters = as_it_is->masters, .params = *from, .speed = speed};
    int rc = yn_retime_sound(from->coarse, from->n_coarse, speed, &out->coarse,
                             &out->params.n_coarse, err);
    if (!rc)
        rc = yn_retime_halves(&from->fine, speed, &out->fine,
                              &out->params.fine.n, err);
    out->params.coarse = out->coarse;
    out->params.fine.at = out->fine;
    return rc ? rc : find_runs(out, err);
}

static double evidence(const struct place *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->runs.n; i++)
        sum += p->runs.item[i].sure_z * p->runs.item[i].sure_z;
    return sum;
}

static bool is_sure(const struct place *p)
{
    for (size_t i = 0; i < p->runs.n; i++) {
        if (p->runs.item[i].sure_z >= SURE_Z)
            return true;
    }
    return false;
}

static struct yn_speed_sound sound_of(const struct place *p)
{
    return (struct yn_speed_sound){.masters = p->masters,
                                   .white = {p->white, p->params.n_coarse},
                                   .rest = p->found.rest,
                                   .n_rest = p->found.n_rest,
                                   .threads = p->params.threads};
}

/* The speed that the episode, read as it is, asks to be read at. */
static int guess_speed(struct place *p, double *speed, struct yn_err *err)
{
    struct yn_speed_sound sound = sound_of(p);
    int rc =
        yn_speed_of_runs(&sound, &p->runs, DRIFT_MAX, DRIFT_GAIN, speed, err);
    if (rc || *speed != 1 || is_sure(p))
        return rc;
    rc = measure(p, err);
    sound = sound_of(p);
    return rc ? rc : yn_speed_search(&sound, speed, err);
}

/* Reads the episode at `speed`, and once more where that was not quite it. */
static int find_other(const struct place *as_it_is, double speed,
                      struct place *other, struct yn_err *err)
{
    struct place again = {0};
    double error = 1;
    int rc = find_at(as_it_is, speed, other, err);
    if (rc)
        return rc;
    const struct yn_speed_sound sound = sound_of(other);
    rc = yn_speed_of_runs(&sound, &other->runs, ERROR_MAX, ERROR_GAIN, &error,
                          err);
    if (rc || error == 1)
        return rc;
    rc = find_at(as_it_is, speed * error, &again, err);
    if (!rc && evidence(&again) > evidence(other)) {
        struct place worse = *other;
        *other = again;
        again = worse;
    }
    release(&again);
    return rc;
}

/* Measures what was found at another speed, and gives it the episode's own
 * times. `gain`: how much more evidence there is. */
static int measure_other(struct place *p, double gain, double duration_s,
                         struct yn_err *err)
{
    double lags = (double)yn_bank_length(p->masters->bank);
    double trials = YN_SPEED_TRIALS * ceil(duration_s / (double)YN_HOP_S);
    double sure = 1 / (1 + yn_chance_runs(lags, trials, sqrt(gain)));
    struct yn_placements *found = &p->found;
    int rc = measure(p, err);
    if (!rc)
        rc = yn_retime_cues(found, p->speed, err);
    for (size_t i = 0; !rc && i < found->n_cues; i++)
        found->cues[i].confidence *= sure;
    /* The last frame may have been cut in two. */
    if (!rc && (double)found->n_rest > ceil(duration_s))
        found->n_rest = (size_t)ceil(duration_s);
    found->duration_s = duration_s;
    return rc;
}

int yn_place(const struct yn_masters *masters,
             const struct yn_place_params *params, struct yn_placements *out,
             struct yn_err *err)
{
    double duration_s = (double)params->n_coarse / YN_COARSE_RATE, speed = 1;
    struct place own = {.masters = masters, .params = *params, .speed = 1};
    struct place other = {0}, *better = &own;
    *out = (struct yn_placements){.duration_s = duration_s};
    if (params->n_coarse == 0 || masters->n == 0)
        return YN_OK;
    own.found.duration_s = duration_s;
    int rc = find_runs(&own, err);
    if (!rc)
        rc = guess_speed(&own, &speed, err);
    if (!rc && speed != 1)
        rc = find_other(&own, speed, &other, err);
    double gain = evidence(&other) - evidence(&own);
    if (!rc && other.masters && gain >= SPEED_GAIN) {
        better = &other;
        rc = measure_other(better, gain, duration_s, err);
    } else if (!rc) {
        rc = measure(better, err);
    }
    if (!rc) {
        *out = better->found;
        better->found = (struct yn_placements){0};
    }
    release(&own);
    release(&other);
    return rc;
}
