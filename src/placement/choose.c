/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/choose.h"

#include <math.h>

#include "base/base.h"
#include "placement/treble.h"
#include "signal/coherence.h"

/* Places differ by more than likelihoods say, for whitening is not linear and
 * the rest not Gaussian: by these (bench/RESULTS.md, reliability). */
#define Z_SCALE 3.0
#define FIT_SCALE 4.0
/* Strangers' fits spread at least this much in a second. */
#define FIT_SPREAD 15.0
/* Lags nearer than this, in frames, are one place. */
#define SAME 12
#define FINE_STEP (YN_FINE_RATE / YN_COARSE_RATE)

struct fine {
    const struct yn_masters *masters;
    const struct yn_halves *episode;
};

/* The frames of the episode, and as many of the masters, that both have. */
struct pair {
    size_t from, there, n; /* fine */
    const struct yn_master *master;
};

static bool pair_at(const struct fine *fine, const struct yn_run *run,
                    ptrdiff_t lag, struct pair *out)
{
    const struct yn_masters *masters = fine->masters;
    size_t n_fine = fine->episode->n;
    const struct yn_starts starts = {masters->start, masters->n};
    size_t middle = run->start + (run->end - run->start) / 2;
    ptrdiff_t at = (ptrdiff_t)middle + lag;
    if (at < 0)
        return false;
    size_t i = yn_master_at(&starts, (size_t)at);
    ptrdiff_t start = (ptrdiff_t)run->start;
    ptrdiff_t there = start + lag - (ptrdiff_t)masters->start[i];
    if (there < 0) {
        start -= there;
        there = 0;
    }
    *out = (struct pair){.from = (size_t)start * FINE_STEP,
                         .there = (size_t)there * FINE_STEP,
                         .master = &masters->item[i]};
    size_t end = run->end * FINE_STEP < n_fine ? run->end * FINE_STEP : n_fine;
    if (out->from >= end || out->there >= out->master->n_fine)
        return false;
    size_t most = out->master->n_fine - out->there;
    out->n = end - out->from < most ? end - out->from : most;
    return true;
}

/* One place that a run may have, and what speaks for it. */
struct option {
    ptrdiff_t lag;
    double z, fit, score;
};

/* Places beside a run's, where the song cannot be right. */
static const double beside_s[] = {-1.31, -0.73, -0.41, 0.47, 0.83, 1.57};
enum { STRANGERS = YN_LEN(beside_s) };
#define PLACES_MAX (STRANGERS + YN_RIVALS_MAX + 1)
#define STRETCH ((size_t)YN_COHERENCE_S * YN_FINE_RATE)

/* Reads `n` frames of a place's master as they would sound from the episode's
 * frame `from` on, silence where it has none. */
static void read_master(const struct pair *pair, size_t from, size_t n,
                        float *out)
{
    size_t first = pair->from > from ? pair->from - from : 0;
    size_t end = pair->from + pair->n > from ? pair->from + pair->n - from : 0;
    first = first < n ? first : n;
    end = end < n ? end : n;
    memset(out, 0, n * sizeof(*out));
    if (first < end)
        yn_half_to(pair->master->fine + pair->there + from + first - pair->from,
                   end - first, out + first);
}

/* Fits the places of one run, stretch by stretch. */
static int fit_places(const struct fine *fine, const struct yn_run *run,
                      struct option *place, size_t n, struct yn_err *err)
{
    struct yn_coherence *coherence = NULL;
    struct pair pair[PLACES_MAX];
    bool there[PLACES_MAX];
    size_t from = run->start * FINE_STEP, to = run->end * FINE_STEP;
    to = to < fine->episode->n ? to : fine->episode->n;
    float *master = malloc(STRETCH * sizeof(*master));
    float *episode = malloc(STRETCH * sizeof(*episode));
    int rc = master && episode
                 ? yn_coherence_create(YN_FINE_RATE, &coherence, err)
                 : yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        place[i].fit = 0;
        there[i] = pair_at(fine, run, place[i].lag, &pair[i]);
    }
    for (size_t m; !rc && from < to; from += m) {
        m = to - from < STRETCH ? to - from : STRETCH;
        yn_halves_read(fine->episode, (ptrdiff_t)from, m, episode);
        yn_coherence_hear(coherence, episode, m);
        for (size_t i = 0; i < n; i++) {
            if (!there[i])
                continue;
            read_master(&pair[i], from, m, master);
            place[i].fit += yn_coherence_fit(coherence, master);
        }
    }
    yn_coherence_destroy(&coherence);
    free(master);
    free(episode);
    return rc;
}

/* How the fits of strangers lie around here. */
struct strangers {
    double mean, spread;
};

static struct strangers ask_strangers(const struct yn_run *run,
                                      const struct option *place)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < STRANGERS; i++) {
        sum += place[i].fit;
        squares += place[i].fit * place[i].fit;
    }
    struct strangers out = {.mean = sum / (double)STRANGERS};
    double seconds = (double)(run->end - run->start) / YN_COARSE_RATE;
    double least = FIT_SPREAD * sqrt(seconds);
    double variance = squares / (double)STRANGERS - out.mean * out.mean;
    out.spread = fmax(sqrt(fmax(0, variance)), least);
    return out;
}

/* What both kinds of evidence say, in nats. */
static double score(const struct option *option,
                    const struct strangers *strangers)
{
    double fit = fmax(0, (option->fit - strangers->mean) / strangers->spread);
    return option->z * option->z / (2 * Z_SCALE) + fit * fit / (2 * FIT_SCALE);
}

static int choose(const struct fine *fine, struct yn_run *run,
                  struct yn_err *err)
{
    struct option place[PLACES_MAX] = {{0}}, *option = place + STRANGERS;
    size_t n = run->n_rivals + 1, best = 0;
    for (size_t i = 0; i < STRANGERS; i++)
        place[i].lag = run->lag + (ptrdiff_t)(beside_s[i] * YN_COARSE_RATE);
    option[0] = (struct option){.lag = run->lag, .z = run->z};
    for (size_t i = 1; i < n; i++)
        option[i] = (struct option){.lag = run->rival[i - 1].lag,
                                    .z = run->rival[i - 1].z};
    int rc = fit_places(fine, run, place, STRANGERS + n, err);
    if (rc)
        return rc;
    struct strangers strangers = ask_strangers(run, place);
    for (size_t i = 0; i < n; i++) {
        option[i].score = score(&option[i], &strangers);
        best = option[i].score > option[best].score ? i : best;
    }
    run->odds = 0;
    for (size_t i = 0; i < n; i++) {
        if (i != best)
            run->odds += exp(option[i].score - option[best].score);
    }
    run->lag = option[best].lag;
    return YN_OK;
}

/* Adds to a run's z what the treble says. */
static int hear_treble(const struct fine *fine, struct yn_run *run,
                       struct yn_err *err)
{
    struct pair pair;
    double z = 0;
    if (!pair_at(fine, run, run->lag, &pair))
        return YN_OK;
    const struct yn_halves master = yn_master_fine(pair.master);
    int rc = yn_treble_z(fine->episode, pair.from, &master, pair.there, pair.n,
                         &z, err);
    run->sure_z = sqrt(run->sure_z * run->sure_z + z * z);
    return rc;
}

/* Makes one of runs that overlap at one lag. */
static void join_same(struct yn_runs *runs)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->n; i++) {
        struct yn_run run = runs->item[i];
        size_t k = kept;
        while (k > 0 && !(runs->item[k - 1].end > run.start &&
                          labs((long)(runs->item[k - 1].lag - run.lag)) < SAME))
            k--;
        if (k == 0) {
            runs->item[kept++] = run;
            continue;
        }
        struct yn_run *into = &runs->item[k - 1];
        size_t end = run.end > into->end ? run.end : into->end;
        size_t start = into->start;
        if (run.sure_z > into->sure_z)
            *into = run;
        into->start = start;
        into->end = end;
    }
    runs->n = kept;
}

static void drop_below(struct yn_runs *runs, double least_z)
{
    size_t kept = 0;
    for (size_t i = 0; i < runs->n; i++) {
        if (runs->item[i].sure_z >= least_z)
            runs->item[kept++] = runs->item[i];
    }
    runs->n = kept;
}

int yn_choose(const struct yn_masters *masters, const struct yn_halves *episode,
              double least_z, double sure_z, struct yn_runs *runs,
              struct yn_err *err)
{
    const struct fine all = {masters, episode};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < runs->n; i++) {
        if (runs->item[i].sure_z < sure_z)
            rc = hear_treble(&all, &runs->item[i], err);
    }
    drop_below(runs, least_z);
    for (size_t i = 0; !rc && i < runs->n; i++) {
        if (runs->item[i].n_rivals > 0)
            rc = choose(&all, &runs->item[i], err);
    }
    if (!rc) {
        yn_runs_sort(runs);
        join_same(runs);
    }
    return rc;
}
