/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-layering: what yn_layers_measure makes of planted seasons: is p uniform
 * where a song knows nothing of the moments, how often is it found that it
 * does, and does the interval hold. Beside it the plain test of the first
 * design on the same seasons, and the figures printed there.
 *
 *     bench-layering [RUNS]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "planted.h"
#include "uniform.h"

#define RUNS 200
#define RUNS_MAX 5000
#define ROTATIONS 999
#define SIGMA_S 6.0
#define NEAR_S 120

/* The answers of one cell. */
struct cell {
    double p[RUNS_MAX], plain[RUNS_MAX], effect[RUNS_MAX];
    double lo[RUNS_MAX], hi[RUNS_MAX];
    size_t n;
};

/* z of the first design as it stands there. */
static void plain_curve(const struct yn_moments_episode *episode, double *z)
{
    enum { N = PLANTED_EPISODE_S, HALF = 300 };
    static double s[N], window[2 * HALF + 1];
    const double pi = acos(-1);
    memset(s, 0, sizeof(s));
    for (size_t i = 0; i < episode->n_reactions; i++) {
        const double at = episode->reactions[i].time_s;
        for (int t = (int)at - 20; t <= (int)at + 20; t++) {
            const double d = (t - at) / SIGMA_S;
            if (t >= 0 && t < N)
                s[t] += exp(-0.5 * d * d) / (SIGMA_S * sqrt(2 * pi));
        }
    }
    const double least = (double)episode->n_reactions / N / 4;
    for (int t = 0; t < N; t++) {
        size_t n = 0;
        for (int i = t - HALF; i <= t + HALF; i += 10) {
            if (i >= 0 && i < N)
                window[n++] = s[i];
        }
        qsort(window, n, sizeof(*window), uniform_by_size);
        const double b = fmax(window[n / 2], least);
        z[t] = (s[t] - b) / sqrt(b / (2 * sqrt(pi) * SIGMA_S));
    }
}

/* The test of the first design: a sum, against turns by 2 min .. T - 2 min. */
static double plain_test(const struct planted *planted,
                         struct yn_random *random)
{
    enum { N = PLANTED_EPISODE_S };
    static double z[N], g[N], turned[PLANTED_EPISODES_MAX][N];
    double seen = 0;
    unsigned as_good = 0;
    for (size_t e = 0; e < planted->n_episodes; e++) {
        plain_curve(&planted->episode[e], z);
        memset(g, 0, sizeof(g));
        memset(turned[e], 0, sizeof(turned[e]));
        for (size_t c = 0; c < planted->n_cues; c++) {
            const struct yn_layer_cue *cue = &planted->cues[c];
            for (size_t i = 0; cue->episode == e && i < cue->n_levels; i++)
                g[(size_t)cue->start_s + i] =
                    fmax(0, fmin(1, (cue->level_db[i] + 10) / 20));
        }
        for (size_t t = 0; t < N; t++) {
            for (size_t o = 0; g[t] > 0 && o < N; o++)
                turned[e][o] += g[t] * z[(t + o) % N];
        }
        seen += turned[e][0];
    }
    for (unsigned r = 0; r < ROTATIONS; r++) {
        double sum = 0;
        for (size_t e = 0; e < planted->n_episodes; e++)
            sum += turned[e][NEAR_S + (size_t)(yn_random_uniform(random) *
                                               (N - 2 * NEAR_S))];
        as_good += sum >= seen - 1e-9;
    }
    return (1.0 + as_good) / (ROTATIONS + 1.0);
}

static void run_cell(const struct planted_params *params, size_t runs,
                     bool plain, struct yn_random *random, struct cell *cell)
{
    cell->n = runs;
    for (size_t i = 0; i < runs; i++) {
        struct planted planted;
        struct yn_season_moments moments;
        struct yn_layers layers;
        struct yn_err err;
        planted_make(params, random, &planted);
        int rc = yn_season_moments_find(planted.episode, planted.n_episodes, 1,
                                        &moments, &err);
        const struct yn_layers_params measuring = {.moments = &moments,
                                                   .cues = planted.cues,
                                                   .n_cues = planted.n_cues,
                                                   .n_tracks = 1,
                                                   .rotations = ROTATIONS,
                                                   .seed = i};
        if (rc || yn_layers_measure(&measuring, &layers, &err)) {
            fprintf(stderr, "%s\n", err.text);
            exit(2);
        }
        const struct yn_layer *layer = &layers.tracks[0];
        cell->p[i] = layer->status == YN_LAYER_TESTED ? layer->p : 1;
        cell->effect[i] = layer->effect;
        cell->lo[i] = layer->lo;
        cell->hi[i] = layer->hi;
        cell->plain[i] = plain ? plain_test(&planted, random) : NAN;
        yn_layers_release(&layers);
        yn_season_moments_release(&moments);
        planted_release(&planted);
    }
}

static double share_at_most(const double *p, size_t n, double level)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += p[i] <= level;
    return (double)found / (double)n;
}

static double mean(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += isnan(x[i]) ? 0 : x[i];
    return sum / (double)n;
}

/* How often the interval holds the mean of all runs of its cell. */
static double coverage(const struct cell *cell)
{
    const double truth = mean(cell->effect, cell->n);
    size_t held = 0;
    for (size_t i = 0; i < cell->n; i++)
        held += cell->lo[i] <= truth && truth <= cell->hi[i];
    return (double)held / (double)cell->n;
}

/* What the first design prints: with 300 comments, by episodes. */
static const struct {
    unsigned episodes;
    double low, high;
} printed[] = {{1, .25, .33}, {4, .54, .67}, {8, .71, .79}, {16, .96, 1.0}};
static const unsigned comments[] = {100, 300, 1000, 4000};

static void table(size_t runs, struct yn_random *random, struct cell *cell,
                  double *all, size_t *n_all)
{
    printf("Three uses an episode; two of three on moments (power), or none "
           "(false alarms), p <= .05, %zu runs\n\n"
           "| episodes | comments | power | plain test | as designed | false "
           "alarms | plain test | effect | 80 %% hold | none: 80 %% hold |\n"
           "|--|--|--|--|--|--|--|--|--|--|\n",
           runs);
    double ours = 0, theirs = 0, book = 0, cells = 0;
    for (size_t e = 0; e < YN_LEN(printed); e++) {
        for (size_t c = 0; c < YN_LEN(comments); c++) {
            struct planted_params params = {.episodes = printed[e].episodes,
                                            .comments = comments[c],
                                            .plan = PLAN_MOMENTS};
            run_cell(&params, runs, true, random, cell);
            const double power = share_at_most(cell->p, runs, .05);
            const double plain = share_at_most(cell->plain, runs, .05);
            const double effect = mean(cell->effect, runs);
            const double held = coverage(cell);
            params.plan = PLAN_CHANCE;
            run_cell(&params, runs, true, random, cell);
            memcpy(all + *n_all, cell->p, runs * sizeof(*all));
            *n_all += runs;
            printf("| %u | %u | %.2f | %.2f | %.2f-%.2f | %.3f | %.3f | %.2f "
                   "| %.2f | %.2f |\n",
                   printed[e].episodes, comments[c], power, plain,
                   printed[e].low, printed[e].high,
                   share_at_most(cell->p, runs, .05),
                   share_at_most(cell->plain, runs, .05), effect, held,
                   coverage(cell));
            fflush(stdout);
            ours += power;
            theirs += plain;
            book += (printed[e].low + printed[e].high) / 2;
            cells++;
        }
    }
    printf("\nmean power %.3f, plain test %.3f, as designed %.3f\n",
           ours / cells, theirs / cells, book / cells);
}

/* With the sound as a channel, and music that is in the foreground where all
 * else is quiet. */
static void trap(size_t runs, struct yn_random *random, struct cell *cell)
{
    double d;
    const struct planted_params params = {
        .episodes = 4, .comments = 300, .plan = PLAN_CHANCE, .sound = true};
    run_cell(&params, runs, false, random, cell);
    const double p = uniform_p(cell->p, runs, &d);
    printf("\nmusic in front where all else is quiet, at chance: KS D %.3f, p "
           "%.2f; false alarms %.3f\n",
           d, p, share_at_most(cell->p, runs, .05));
}

static void motif(size_t runs, struct yn_random *random, struct cell *cell)
{
    struct planted_params params = {
        .episodes = 8, .comments = 1000, .plan = PLAN_MOMENTS};
    run_cell(&params, runs, false, random, cell);
    printf("\neffect of a song on two moments of eight and in one other place: "
           "%.2f",
           mean(cell->effect, runs));
    params.plan = PLAN_MOTIF;
    run_cell(&params, runs, false, random, cell);
    printf("\n... of a motif on all eight and in 32 other places: %.2f\n",
           mean(cell->effect, runs));
}

int main(int argc, char **argv)
{
    static struct cell cell;
    static double all[RUNS_MAX * YN_LEN(printed) * YN_LEN(comments)];
    struct yn_random *random = NULL;
    size_t runs = argc > 1 ? strtoul(argv[1], NULL, 10) : RUNS, n_all = 0;
    double d;
    if (runs == 0 || runs > RUNS_MAX || yn_random_create(6, &random, NULL))
        return 2;
    table(runs, random, &cell, all, &n_all);
    const double p = uniform_p(all, n_all, &d);
    printf("p under no effect, all %zu seasons: KS D %.4f, p %.2f\n", n_all, d,
           p);
    trap(runs * 4 < RUNS_MAX ? runs * 4 : RUNS_MAX, random, &cell);
    motif(runs / 4 + 1, random, &cell);
    yn_random_destroy(&random);
    return 0;
}
