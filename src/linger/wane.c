/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/wane.h"

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"

/* Mass below this in a cell is not moved on: it is beyond what any figure
 * shows, and most cells hold less. */
#define MASS_LEAST 1e-7
/* Likelihood of what the model holds impossible. */
#define CHANCE_LEAST 1e-12
/* Weeks over which the early noise fades to a third. */
#define NOISE_FADE_WEEKS 4
/* How many standard deviations of small and of large steps are followed. */
#define REACH 4.0
#define REACH_JUMP 3.5

const struct yn_wane_params yn_wane_default = {
    .steady = 0.0039,
    .early = 0.838,
    .early_weeks = 3.56,
    .edge = 0.0396,
    .edge_at = -0.178,
    .edge_width = 0.157,
    .rise = -0.237,
    .noise = 0.0312,
    .noise_early = 6.80,
    .jump = 0.157,
    .jump_size = 3.19,
};

static double level_of(size_t cell)
{
    return YN_WANE_LOWEST + YN_WANE_STEP * (double)cell;
}

/* A level between two cells, as a share of each. */
struct between {
    size_t cell;  /* the lower one; there is one above */
    double upper; /* share of the upper one, 0..1 */
};

static struct between between(double level)
{
    double x = (level - YN_WANE_LOWEST) / YN_WANE_STEP;
    if (!(x > 0))
        return (struct between){0, 0};
    if (x >= YN_WANE_LEVELS - 1)
        return (struct between){YN_WANE_LEVELS - 2, 1};
    size_t cell = (size_t)x;
    return (struct between){cell, x - (double)cell};
}

void yn_wane_add(struct yn_wane *wane, double level, double mass)
{
    struct between at = between(level);
    wane->mass[at.cell] += (1 - at.upper) * mass;
    wane->mass[at.cell + 1] += at.upper * mass;
}

void yn_wane_begin(struct yn_wane *wane, const struct yn_wane_params *params,
                   double level)
{
    *wane = (struct yn_wane){.params = *params};
    yn_wane_add(wane, level, 1);
}

static double fall(const struct yn_wane_params *p, double level, double age)
{
    if (age <= 0)
        return -p->rise;
    return p->steady + p->early / (age + p->early_weeks) +
           p->edge / (1 + exp((level - p->edge_at) / p->edge_width));
}

/* Points of the table of steps in one cell. */
#define FINE 8
/* With fewer cells than this to move a table costs more than it saves. */
#define CELLS_FEW 6

/* The step from one cell: a narrow and a wide normal around `mean`. */
struct kick {
    double mean, sd, wide_sd, jump;
    long reach; /* cells to either side */
    /* The chance of a step of at most (i / FINE - reach - 1) cells; or not
     * filled. */
    bool tabled;
    double table[(2 * YN_WANE_LEVELS + 8) * FINE];
};

/* The normal distribution to 1e-7, which is a thousandth of what a cell's mass
 * means, at a quarter of the time of erfc; fitting does little else
 * (Abramowitz & Stegun 1964, 26.2.17). */
static double normal_cdf(double x)
{
    double t = 1 / (1 + 0.2316419 * fabs(x));
    double tail =
        0.3989422804014327 * exp(-x * x / 2) * t *
        (0.319381530 +
         t * (-0.356563782 +
              t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x < 0 ? tail : 1 - tail;
}

static double kick_cdf(const struct kick *kick, double level)
{
    if (kick->tabled) {
        double at =
            ((level - kick->mean) / YN_WANE_STEP + (double)kick->reach + 1) *
            FINE;
        size_t i = (size_t)at;
        return kick->table[i] +
               (at - (double)i) * (kick->table[i + 1] - kick->table[i]);
    }
    double x = level - kick->mean;
    return (1 - kick->jump) * normal_cdf(x / kick->sd) +
           kick->jump * normal_cdf(x / kick->wide_sd);
}

/* Fills the table where many cells are to be moved. */
static void kick_tabulate(struct kick *kick, const struct yn_wane *wane)
{
    size_t cells = 0;
    for (size_t c = 0; c < YN_WANE_LEVELS; c++)
        cells += wane->mass[c] >= MASS_LEAST;
    if (cells < CELLS_FEW)
        return;
    size_t n = (2 * (size_t)kick->reach + 3) * FINE;
    for (size_t i = 0; i <= n; i++) {
        double steps = (double)i / FINE - (double)kick->reach - 1;
        kick->table[i] = kick_cdf(kick, kick->mean + steps * YN_WANE_STEP);
    }
    kick->tabled = true;
}

/* Spreads `mass` over the cells around the mean; what falls off the grid stays
 * in its last cells. */
static void spread(const struct kick *kick, double mass, double *to)
{
    long middle = lround((kick->mean - YN_WANE_LOWEST) / YN_WANE_STEP);
    double before = 0;
    for (long c = middle - kick->reach; c <= middle + kick->reach; c++) {
        double up_to = 1;
        if (c < middle + kick->reach)
            up_to = kick_cdf(kick,
                             YN_WANE_LOWEST + YN_WANE_STEP * ((double)c + 0.5));
        long cell = c < 0 ? 0 : c;
        if (cell >= YN_WANE_LEVELS)
            cell = YN_WANE_LEVELS - 1;
        to[cell] += mass * (up_to - before);
        before = up_to;
    }
}

void yn_wane_step(struct yn_wane *wane, double age)
{
    const struct yn_wane_params *p = &wane->params;
    double early = age > 0 ? exp(-age / NOISE_FADE_WEEKS) : 1;
    struct kick kick;
    kick.sd = p->noise * (1 + p->noise_early * early);
    kick.jump = p->jump;
    kick.mean = 0;
    kick.tabled = false;
    kick.wide_sd = kick.sd * p->jump_size;
    double reach = fmax(REACH * kick.sd, REACH_JUMP * kick.wide_sd);
    kick.reach = (long)fmin(reach / YN_WANE_STEP, YN_WANE_LEVELS) + 2;
    kick_tabulate(&kick, wane);
    double next[YN_WANE_LEVELS] = {0};
    for (size_t c = 0; c < YN_WANE_LEVELS; c++) {
        if (wane->mass[c] < MASS_LEAST)
            continue;
        kick.mean = level_of(c) - fall(p, level_of(c), age);
        spread(&kick, wane->mass[c], next);
    }
    memcpy(wane->mass, next, sizeof(next));
}

/* The share of a cell that lies below `level`. */
static double cell_below(size_t cell, double level)
{
    double x = (level - level_of(cell)) / YN_WANE_STEP + 0.5;
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static double see_below(struct yn_wane *wane, double foot)
{
    double sum = yn_wane_below(wane, foot);
    if (sum < CHANCE_LEAST) {
        /* What the model holds impossible has happened: begin again there. */
        struct yn_wane_params params = wane->params;
        yn_wane_begin(wane, &params, foot - YN_WANE_STEP);
        return log(CHANCE_LEAST);
    }
    for (size_t c = 0; c < YN_WANE_LEVELS; c++)
        wane->mass[c] *= cell_below(c, foot) / sum;
    return log(sum);
}

static double see_ranked(struct yn_wane *wane, double level)
{
    double density = yn_wane_density(wane, level);
    struct yn_wane_params params = wane->params;
    yn_wane_begin(wane, &params, level);
    return log(fmax(density, CHANCE_LEAST));
}

double yn_wane_see(struct yn_wane *wane, const struct yn_wane_week *week)
{
    switch (week->state) {
    case YN_CHART_RANKED:
        return see_ranked(wane, week->level);
    case YN_CHART_BELOW:
        return see_below(wane, week->level);
    default:
        return 0;
    }
}

double yn_wane_below(const struct yn_wane *wane, double level)
{
    double sum = 0;
    for (size_t c = 0; c < YN_WANE_LEVELS; c++) {
        double share = cell_below(c, level);
        if (share <= 0)
            break;
        sum += share * wane->mass[c];
    }
    return fmin(sum, 1);
}

double yn_wane_above(const struct yn_wane *wane, double foot)
{
    return 1 - yn_wane_below(wane, foot);
}

double yn_wane_quantile(const struct yn_wane *wane, double p)
{
    double before = 0;
    for (size_t c = 0; c < YN_WANE_LEVELS; c++) {
        double mass = wane->mass[c];
        if (before + mass >= p && mass > 0)
            return level_of(c) + YN_WANE_STEP * ((p - before) / mass - 0.5);
        before += mass;
    }
    return level_of(YN_WANE_LEVELS - 1);
}

double yn_wane_density(const struct yn_wane *wane, double level)
{
    struct between at = between(level);
    return ((1 - at.upper) * wane->mass[at.cell] +
            at.upper * wane->mass[at.cell + 1]) /
           YN_WANE_STEP;
}

double yn_wane_follow(struct yn_wane *wane, const struct yn_wane_params *params,
                      const struct yn_wane_week *weeks, size_t n)
{
    size_t first = 0;
    while (first < n && weeks[first].state != YN_CHART_RANKED)
        first++;
    if (first == n)
        return 0;
    yn_wane_begin(wane, params, weeks[first].level);
    double sum = 0;
    for (size_t i = first + 1; i < n; i++) {
        yn_wane_step(wane, weeks[i - 1].age);
        sum += yn_wane_see(wane, &weeks[i]);
    }
    return sum;
}
