/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Does the verdict know what it knows? See README.md.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/verdict.h>

#include "base/base.h"
#include "base/numeric.h"
#include "verdict/belief.h"

#define SEED 7u
#define TRACKS_MOST 16
#define TRACKS_LEAST 4
#define BINS 10
#define MAX_PICKS 5
#define WINNER_LEAST 0.6

/* What a world is like. */
struct world {
    const char *name;
    double unknown; /* share of rules of which nothing is known */
    double judged;  /* share of dramas whose story judges alone tell */
    double stated;  /* stated error as a share of the true one */
    double shared;  /* share of a linger error's variance a drama has in common
                     */
};

static const struct world worlds[] = {
    {"as believed", 0.2, 0, 1, 0},
    {"story by three judges' picks", 0.2, 1, 1, 0},
    {"errors stated a third too small", 0.2, 0, 0.67, 0},
    {"errors stated a half too large", 0.2, 0, 1.5, 0},
    {"half of an error shared by the drama", 0.2, 0, 1, 0.5},
};

struct score {
    double brier, base, certain; /* sums of squares */
    size_t n;
    double said[BINS], was[BINS];
    size_t in[BINS];
    size_t dramas, called, called_right, suggested, best_suggested, first_right;
};

/* A reading with error `sd` that states `stated` of it, drawn to the middle as
 * a posterior is. */
static struct yn_belief posterior(double reading, double stated)
{
    const double v = stated * stated, mean = reading / (1 + v);
    const double half = YN_NORMAL_90 * sqrt(v / (1 + v));
    return (struct yn_belief){mean, mean - half, mean + half};
}

static struct yn_belief read_rule(const struct world *world, double truth,
                                  double common, struct yn_random *random)
{
    if (yn_random_uniform(random) < world->unknown)
        return (struct yn_belief){0, -YN_NORMAL_90, YN_NORMAL_90};
    /* From a sixth of how far tracks lie apart to one and a half. */
    const double sd = 0.15 + 1.35 * yn_random_uniform(random);
    const double noise = sqrt(world->shared) * common +
                         sqrt(1 - world->shared) * yn_random_normal(random);
    return posterior(truth + sd * noise, sd * world->stated);
}

static struct yn_belief ask_judges(double truth, struct yn_random *random)
{
    unsigned picks = 0;
    for (int j = 0; j < 3; j++)
        picks += truth + yn_random_normal(random) > 0;
    return yn_belief_of_picks(picks, 3);
}

static void count(struct score *score, const struct yn_contest_place *place,
                  size_t n, size_t best)
{
    size_t first = 0, both = 0, kept = 0;
    for (size_t i = 0; i < n; i++) {
        const double p = place[i].p_best, hit = i == best;
        size_t bin = (size_t)(p * BINS);
        bin = bin < BINS ? bin : BINS - 1;
        score->said[bin] += p;
        score->was[bin] += hit;
        score->in[bin]++;
        score->brier += (p - hit) * (p - hit);
        score->base += (1.0 / (double)n - hit) * (1.0 / (double)n - hit);
        first = place[i].p_best > place[first].p_best ? i : first;
        both = place[i].p_best_both > place[both].p_best_both ? i : both;
    }
    for (size_t i = 0; i < n; i++)
        score->certain += (i == first) != (i == best);
    score->n += n;
    score->dramas++;
    score->first_right += first == best;
    if (place[first].p_best >= WINNER_LEAST && first == both) {
        score->called++;
        score->called_right += first == best;
    }
    /* As the verdict suggests: of what nothing beats, the highest. */
    for (size_t i = 0; i < n; i++) {
        size_t above = 0;
        for (size_t j = 0; j < n; j++)
            above += place[j].beaten_by == SIZE_MAX &&
                     place[j].together > place[i].together;
        if (place[i].beaten_by != SIZE_MAX || above >= MAX_PICKS)
            continue;
        kept++;
        score->best_suggested += i == best;
    }
    score->suggested += kept;
}

static int play(const struct world *world, struct yn_random *random,
                struct score *score)
{
    struct yn_contestant who[TRACKS_MOST];
    struct yn_contest_place place[TRACKS_MOST];
    const size_t n = TRACKS_LEAST + (size_t)(yn_random_uniform(random) *
                                             (TRACKS_MOST - TRACKS_LEAST + 1));
    const double common = yn_random_normal(random);
    const bool judged = yn_random_uniform(random) < world->judged;
    double most = -INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < n; i++) {
        const double story = yn_random_normal(random);
        const double linger = yn_random_normal(random);
        if (story + linger > most) {
            most = story + linger;
            best = i;
        }
        who[i].story = judged ? ask_judges(story, random)
                              : read_rule(world, story, 0, random);
        who[i].linger = read_rule(world, linger, common, random);
    }
    const struct yn_contest_params params = {.who = who, .n = n};
    int rc = yn_contest_hold(&params, place, NULL);
    if (!rc)
        count(score, place, n, best);
    return rc;
}

static void print(const struct world *world, const struct score *score)
{
    const double n = (double)score->n, dramas = (double)score->dramas;
    printf("\n%s\n", world->name);
    printf("  said   in fact  (tracks)\n");
    for (int b = 0; b < BINS; b++) {
        if (score->in[b])
            printf("  %.3f  %.3f    %zu\n",
                   score->said[b] / (double)score->in[b],
                   score->was[b] / (double)score->in[b], score->in[b]);
    }
    printf("  Brier %.4f, base rate %.4f, certain of the first %.4f\n",
           score->brier / n, score->base / n, score->certain / n);
    printf("  first is the best %.3f; winner named %.3f, and right %.3f\n",
           (double)score->first_right / dramas, (double)score->called / dramas,
           (double)score->called_right / fmax((double)score->called, 1));
    printf("  best among the suggestions %.3f, of which there are %.2f\n",
           (double)score->best_suggested / dramas,
           (double)score->suggested / dramas);
}

int main(int argc, char **argv)
{
    const long dramas = argc > 1 ? strtol(argv[1], NULL, 10) : 2000;
    struct yn_random *random;
    if (dramas < 1 || yn_random_create(SEED, &random, NULL)) {
        fputs("bench-verdict [DRAMAS]\n", stderr);
        return 2;
    }
    int rc = 0;
    printf("%ld dramas of %d to %d tracks\n", dramas, TRACKS_LEAST,
           TRACKS_MOST);
    for (size_t w = 0; !rc && w < YN_LEN(worlds); w++) {
        struct score score = {0};
        for (long d = 0; !rc && d < dramas; d++)
            rc = play(&worlds[w], random, &score);
        print(&worlds[w], &score);
    }
    yn_random_destroy(&random);
    return rc ? 2 : 0;
}
