/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planted audiences, beside the published figures of such a simulation (in
 * brackets), which does not say how many listeners its tracks have: here 8 to
 * 150, evenly in the logarithm, twelve tracks a season, shares Beta of mean
 * 0.35 and weight 10.
 *
 * First shares of few listeners, raw and drawn towards each other. Then the
 * rule that two other tracks make a watcher, on ten tracks with a true
 * passer share of 0.40, when histories hold all, half or a quarter of what was
 * heard.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numeric.h"
#include "linger/audience.h"

#define SEASONS 1500
#define TRACKS 12
#define FEW 25
#define LISTENERS 40000
#define OTHERS 9

struct sums {
    double raw, shrunk, raw_few, shrunk_few, held, n, n_few, top_raw, top;
};

static void season(struct yn_random *random, struct sums *sums)
{
    struct yn_share share[TRACKS];
    double truth[TRACKS];
    size_t best = 0, raw = 0, shrunk = 0;
    memset(share, 0, sizeof(share));
    for (size_t t = 0; t < TRACKS; t++) {
        truth[t] = yn_random_beta(random, 3.5, 6.5);
        share[t].n = floor(8 * pow(150.0 / 8, yn_random_uniform(random)));
        share[t].x = yn_random_binomial(random, truth[t], (unsigned)share[t].n);
    }
    if (yn_shares_shrink(share, TRACKS, NULL))
        return;
    for (size_t t = 0; t < TRACKS; t++) {
        double off = share[t].x / share[t].n - truth[t];
        double less = share[t].shrunk.value - truth[t];
        sums->raw += off * off;
        sums->shrunk += less * less;
        sums->n++;
        if (share[t].n < FEW) {
            sums->raw_few += off * off;
            sums->shrunk_few += less * less;
            sums->n_few++;
        }
        sums->held +=
            truth[t] >= share[t].shrunk.lo && truth[t] <= share[t].shrunk.hi;
        if (truth[t] > truth[best])
            best = t;
        if (share[t].x / share[t].n > share[raw].x / share[raw].n)
            raw = t;
        if (share[t].shrunk.value > share[shrunk].shrunk.value)
            shrunk = t;
    }
    sums->top_raw += raw == best;
    sums->top += shrunk == best;
}

/* The share taken for passers when each other track that was heard is in the
 * history with chance `seen`. */
static double taken(struct yn_random *random, double seen, double watcher)
{
    double passers = 0;
    for (int i = 0; i < LISTENERS; i++) {
        bool passer = yn_random_uniform(random) < 0.4;
        double share =
            passer ? yn_random_beta(random, 2, 60)
                   : yn_random_beta(random, 4 * watcher, 4 * (1 - watcher));
        passers += yn_random_binomial(random, share * seen, OTHERS) < 2;
    }
    return passers / LISTENERS;
}

int main(void)
{
    struct yn_random *random;
    struct sums s = {0};
    if (yn_random_create(1, &random, NULL))
        return 2;
    for (int i = 0; i < SEASONS; i++)
        season(random, &s);
    printf("Shares of listeners, %d seasons of %d tracks: RMSE raw %.3f "
           "(.100), shrunk %.3f (.072);\nbelow %d listeners %.3f (.151), %.3f "
           "(.101). 80 %% intervals hold %.2f (.78).\nThe best track is "
           "named by raw shares %.2f (.49), by shrunk ones %.2f (.57).\n\n",
           SEASONS, TRACKS, sqrt(s.raw / s.n), sqrt(s.shrunk / s.n), FEW,
           sqrt(s.raw_few / s.n_few), sqrt(s.shrunk_few / s.n_few),
           s.held / s.n, s.top_raw / SEASONS, s.top / SEASONS);
    printf("Taken for not watcher-like where 0.40 are passers, histories "
           "holding\nall, half, a quarter (published .35, .47, .63):\n");
    for (int k = 0; k < 3; k++) {
        static const double watcher[] = {0.5, 0.65, 0.8};
        printf("  watchers hear %2.0f %% of the others: %.2f %.2f %.2f\n",
               100 * watcher[k], taken(random, 1, watcher[k]),
               taken(random, 0.5, watcher[k]), taken(random, 0.25, watcher[k]));
    }
    yn_random_destroy(&random);
    return 0;
}
