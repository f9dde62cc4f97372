/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planted truth: songs whose decay is known, counted with noise; how far off
 * the share left after a year is, by method. Printed beside the figures of the
 * method's description (the numbers in brackets), mean last.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/numeric.h"
#include "linger/decay.h"

#define CATALOGUE 40 /* songs whose whole history is known */
#define CATALOGUE_WEEKS 120
#define TESTS 60 /* songs seen for a while, in each repetition */
#define REPEATS 4
#define WEEKS_MOST 120

/* What the weeks of a panel are like. */
struct world {
    double volume; /* counts in the week of the peak */
    double phi, ar;
    bool power; /* the truth is a power law */
};

struct song {
    double y[WEEKS_MOST];
    double s52;
};

static double mu_of(const struct world *world, const double *v, double t)
{
    return yn_curve_at(world->power ? YN_POWER : YN_BIEXPONENTIAL, v, t);
}

/* Half-lives of 5 and 90 weeks, fast share 0.73, as median; the spread makes
 * the share after a year .07 to .40 from the 10th to the 90th hundredth. */
static void draw(struct yn_random *random, const struct world *world,
                 struct song *song)
{
    double v[YN_CURVE_VALUES] = {0};
    if (world->power) {
        v[1] = log(0.7) + 0.3 * yn_random_normal(random);
        v[2] = log(4) + 0.5 * yn_random_normal(random);
    } else {
        double fast = log(2) / (5 * exp(0.5 * yn_random_normal(random)));
        double slow = log(2) / (90 * exp(0.6 * yn_random_normal(random)));
        if (fast < 1.2 * slow)
            fast = 1.2 * slow;
        v[1] = 0.99 + 0.6 * yn_random_normal(random);
        v[2] = log(fast - slow);
        v[3] = log(slow);
    }
    double early = 0, late = 0, noise = yn_random_normal(random);
    for (int t = 0; t < 4; t++)
        early += mu_of(world, v, t) / 4;
    for (int t = 49; t < 57; t++)
        late += mu_of(world, v, t) / 8;
    song->s52 = late / early;
    double sd = sqrt(log1p(world->phi));
    for (int t = 0; t < WEEKS_MOST; t++) {
        double mu = world->volume * mu_of(world, v, t);
        if (world->ar > 0) {
            double mean = mu * exp(sd * noise - sd * sd / 2);
            song->y[t] = yn_random_poisson(random, mean);
            noise = world->ar * noise +
                    sqrt(1 - world->ar * world->ar) * yn_random_normal(random);
        } else {
            song->y[t] = yn_random_negbin(random, mu, world->phi);
        }
    }
}

enum method { ML, MAP, PAIR, EXPONENTIAL, POWER, LOG_LINEAR, LAST, METHODS };
static const char *const method_name[METHODS] = {
    "ML", "EB-MAP", "pair", "exponent.", "power", "log-linear", "last 4"};

static double mean_y(const struct song *song, int from, int to)
{
    double sum = 0;
    for (int t = from; t < to; t++)
        sum += song->y[t] / (to - from);
    return fmax(sum, 0.25);
}

/* ln of the later share on ln of the last four weeks' share, over the catalogue
 * (Szabo & Huberman 2008). */
struct line {
    double a, b;
};

static struct line line_of(const struct song *catalogue, int weeks)
{
    double x = 0, y = 0, xx = 0, xy = 0;
    for (int i = 0; i < CATALOGUE; i++) {
        double early = mean_y(&catalogue[i], 0, 4);
        double u = log(mean_y(&catalogue[i], weeks - 4, weeks) / early);
        double v = log(mean_y(&catalogue[i], 49, 57) / early);
        x += u / CATALOGUE;
        y += v / CATALOGUE;
        xx += u * u / CATALOGUE;
        xy += u * v / CATALOGUE;
    }
    struct line line = {.b = (xy - x * y) / (xx - x * x + 1e-9)};
    line.a = y - line.b * x;
    return line;
}

struct tally {
    double off[METHODS][TESTS * REPEATS], square[METHODS];
    double share[TESTS * REPEATS];
    int n, bound, covered;
    double half;
};

static void forecast(const struct song *song, int weeks,
                     const struct yn_decay_pool *pool, const struct line *line,
                     double half, struct tally *tally)
{
    struct yn_counts seen = {.y = song->y, .n = (size_t)weeks};
    struct yn_curve_fit fit;
    double s[METHODS];
    yn_curve_fit(YN_BIEXPONENTIAL, &seen, NULL, 1, &fit);
    s[ML] = yn_curve_s52(&fit);
    tally->bound += fit.at_bound;
    yn_curve_fit(YN_BIEXPONENTIAL, &seen, &pool->prior[YN_BIEXPONENTIAL],
                 pool->temper, &fit);
    s[MAP] = yn_curve_s52(&fit);
    s[PAIR] = yn_decay_s52(pool, &seen);
    yn_curve_fit(YN_EXPONENTIAL, &seen, NULL, 1, &fit);
    s[EXPONENTIAL] = yn_curve_s52(&fit);
    yn_curve_fit(YN_POWER, &seen, NULL, 1, &fit);
    s[POWER] = yn_curve_s52(&fit);
    double early = mean_y(song, 0, 4);
    s[LAST] = mean_y(song, weeks - 4, weeks) / early;
    s[LOG_LINEAR] = exp(line->a + line->b * log(s[LAST]));
    for (int m = 0; m < METHODS; m++) {
        double off = 100 * (s[m] - song->s52);
        tally->off[m][tally->n] = fabs(off);
        tally->square[m] += off * off;
    }
    tally->covered += fabs(log(song->s52 / s[PAIR])) <= half;
    tally->share[tally->n++] = song->s52;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double quantile(double *value, int n, double p)
{
    qsort(value, (size_t)n, sizeof(*value), compare);
    return value[(int)(p * (n - 1) + 0.5)];
}

static int cell(uint32_t seed, const struct world *world, int weeks,
                struct tally *tally)
{
    static struct song catalogue[CATALOGUE];
    struct yn_random *random;
    if (yn_random_create(seed, &random, NULL))
        return 1;
    *tally = (struct tally){0};
    for (int r = 0; r < REPEATS; r++) {
        struct yn_counts counts[CATALOGUE];
        for (int i = 0; i < CATALOGUE; i++) {
            draw(random, world, &catalogue[i]);
            counts[i] =
                (struct yn_counts){.y = catalogue[i].y, .n = CATALOGUE_WEEKS};
        }
        struct yn_decay_pool pool;
        double half;
        if (yn_decay_pool_fit(counts, CATALOGUE, &pool, NULL) ||
            yn_decay_conformal(&pool, counts, CATALOGUE, (size_t)weeks, &half,
                               NULL))
            return 1;
        tally->half += half / REPEATS;
        struct line line = line_of(catalogue, weeks);
        for (int i = 0; i < TESTS; i++) {
            struct song song;
            draw(random, world, &song);
            forecast(&song, weeks, &pool, &line, half, tally);
        }
    }
    yn_random_destroy(&random);
    return 0;
}

/* The published figures: median error of ML, EB-MAP, exponential, power,
 * log-linear and last 4 weeks; NAN where none is given. */
struct row {
    struct world world;
    int weeks;
    double published[METHODS];
};

#define X NAN
static const struct row rows[] = {
    {{50, .03, 0, 0}, 26, {6.7, 4.2, X, 12.4, 6.7, 4.2, 10.5}},
    {{500, .03, 0, 0}, 26, {5.2, 2.9, X, 11.5, 4.2, 4.0, 8.0}},
    {{5000, .03, 0, 0}, 26, {3.9, 2.7, X, 12.2, 5.2, 3.8, 8.3}},
    {{50, .03, 0, 0}, 30, {5.1, 3.0, X, 10.0, 4.5, 4.0, 9.7}},
    {{500, .03, 0, 0}, 30, {4.3, 2.4, X, 9.9, 4.3, 3.7, 8.9}},
    {{5000, .03, 0, 0}, 30, {3.7, 2.3, X, 10.5, 4.0, 3.7, 9.1}},
    {{50, .03, 0, 0}, 60, {1.8, 1.7, X, 3.4, 1.7, 3.9, 9.0}},
    {{500, .03, 0, 0}, 60, {1.0, 1.1, X, 5.9, 1.3, 3.6, 9.0}},
    {{5000, .03, 0, 0}, 60, {1.0, 1.0, X, 10.5, 1.1, 3.5, 9.0}},
    {{50, .03, 0, 0}, 120, {1.3, 1.3, X, 26, 1.6, 4.0, 9.0}},
    {{500, .03, 0, 0}, 120, {1.0, 1.0, X, 26, 1.3, 4.0, 9.0}},
    {{5000, .03, 0, 0}, 120, {0.9, 0.9, X, 26, 1.3, 4.0, 9.0}},
    {{50, .08, .7, 0}, 26, {7.4, 6.0, X, X, X, 6.0, X}},
    {{500, .08, .7, 0}, 26, {6.5, 6.0, X, X, X, 5.4, X}},
    {{5000, .08, .7, 0}, 26, {5.7, 5.2, X, X, X, 5.0, X}},
    {{50, .03, 0, 1}, 26, {X, 2.1, X, X, 2.6, X, X}},
    {{500, .03, 0, 1}, 26, {X, 2.1, X, X, 1.3, X, X}},
    {{5000, .03, 0, 1}, 26, {X, 2.5, X, X, 1.7, X, X}},
};
#undef X
#define ROWS (sizeof(rows) / sizeof(rows[0]))

int main(void)
{
    static struct tally tally;
    double ours[METHODS] = {0}, theirs[METHODS] = {0};
    int n[METHODS] = {0}, covered = 0, of = 0;
    printf(
        "Error of the share left after a year, percentage points, median\n"
        "(published).  Songs: %d a row; %d of the catalogue known whole.\n\n",
        TESTS * REPEATS, CATALOGUE);
    printf("%-26s %3s", "truth, counts at the peak", "wk");
    for (int m = 0; m < METHODS; m++)
        printf("  %-12s", method_name[m]);
    printf("bound  80 %% holds  factor\n");
    for (size_t r = 0; r < ROWS; r++) {
        const struct world *world = &rows[r].world;
        if (cell((uint32_t)(r + 1), world, rows[r].weeks, &tally))
            return 2;
        printf("%-20s %5.0f %3d",
               world->power    ? "power law"
               : world->ar > 0 ? "biexp., noise AR .7"
                               : "biexponential",
               world->volume, rows[r].weeks);
        for (int m = 0; m < METHODS; m++) {
            double median = quantile(tally.off[m], tally.n, 0.5);
            double published = rows[r].published[m];
            char text[32] = "(–)";
            if (!isnan(published)) {
                snprintf(text, sizeof(text), "(%.1f)", published);
                ours[m] += median;
                theirs[m] += published;
                n[m]++;
            }
            printf("  %4.1f %-7s", median, text);
        }
        printf("%3.0f %%  %4.2f  x%.2f\n", 100.0 * tally.bound / tally.n,
               (double)tally.covered / tally.n, exp(tally.half));
        covered += tally.covered;
        of += tally.n;
        if (r == 0)
            fprintf(stderr, "true share: 10th %.2f, median %.2f, 90th %.2f\n",
                    quantile(tally.share, tally.n, .1),
                    quantile(tally.share, tally.n, .5),
                    quantile(tally.share, tally.n, .9));
    }
    printf("%-26s %3s", "mean where both are given", "");
    for (int m = 0; m < METHODS; m++) {
        if (n[m])
            printf("  %4.2f (%.2f) ", ours[m] / n[m], theirs[m] / n[m]);
        else
            printf("  %-12s", "");
    }
    printf("       %4.2f\n", (double)covered / of);
    return 0;
}
