/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fitting what songs have in common.
 */
#include "linger/wane.h"

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"

/* A song is followed for so long after it left the chart: the weeks after say
 * nothing but that it is still gone, and would outweigh the runs. */
#define WEEKS_AFTER_LAST 3
/* Of ln pace and ln noise, for a chart that is not the one of the default. */
#define PRIOR_SD_PACE 0.3
#define ROUNDS_ALL 1500
/* A long run has many weeks because it falls slowly; counted week by week, such
 * runs would make all songs seem slow: chances to be on the chart were then
 * told a tenth too high. A run of so many weeks counts in full. */
#define WEEKS_PLAIN 12.0
#define WEIGHT_POWER 0.5

enum how { LOGARITHM, LOGIT, PLAIN };

/* Every number of the model: how it is varied, and how far it is believed to
 * lie from the start, in that measure. */
static const struct row {
    size_t offset;
    enum how how;
    double prior_sd;
} rows[] = {
    {offsetof(struct yn_wane_params, steady), LOGARITHM, 1},
    {offsetof(struct yn_wane_params, early), LOGARITHM, 1},
    {offsetof(struct yn_wane_params, early_weeks), LOGARITHM, 1},
    {offsetof(struct yn_wane_params, edge), LOGARITHM, 1},
    {offsetof(struct yn_wane_params, edge_at), PLAIN, 0.3},
    {offsetof(struct yn_wane_params, edge_width), LOGARITHM, 0.5},
    {offsetof(struct yn_wane_params, rise), PLAIN, 0.3},
    {offsetof(struct yn_wane_params, noise), LOGARITHM, 0.7},
    {offsetof(struct yn_wane_params, noise_early), LOGARITHM, 1},
    {offsetof(struct yn_wane_params, jump), LOGIT, 1},
    {offsetof(struct yn_wane_params, jump_size), LOGARITHM, 0.5},
};
/* Only the pace of the fall and the noise. */
#define N_PACE 2

struct fit {
    const struct yn_wane_run *runs;
    size_t n;
    struct yn_wane_params start;
    enum yn_wane_fit what;
};

static double *value_of(struct yn_wane_params *params, size_t row)
{
    return (double *)((char *)params + rows[row].offset);
}

static double moved(double value, enum how how, double by)
{
    switch (how) {
    case LOGARITHM:
        return value * exp(by);
    case LOGIT:
        return 1 / (1 + (1 - value) / value * exp(-by));
    default:
        return value + by;
    }
}

static struct yn_wane_params params_at(const struct fit *fit, const double *x)
{
    struct yn_wane_params params = fit->start;
    if (fit->what != YN_WANE_FIT_ALL) {
        params.steady *= exp(x[0]);
        params.early *= exp(x[0]);
        params.edge *= exp(x[0]);
        params.noise *= exp(x[1]);
        return params;
    }
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        double *value = value_of(&params, i);
        *value = moved(*value, rows[i].how, x[i]);
    }
    return params;
}

static size_t weeks_used(const struct yn_wane_run *run)
{
    size_t last = 0;
    for (size_t i = 0; i < run->n; i++) {
        if (run->weeks[i].state == YN_CHART_RANKED)
            last = i + 1;
    }
    return last + WEEKS_AFTER_LAST < run->n ? last + WEEKS_AFTER_LAST : run->n;
}

static double weight_of(size_t weeks)
{
    return pow(WEEKS_PLAIN / fmax((double)weeks, 1), WEIGHT_POWER);
}

static size_t n_values(enum yn_wane_fit what)
{
    static const size_t n[] = {YN_LEN(rows), N_PACE};
    return n[what];
}

static double cost(const double *x, void *context)
{
    const struct fit *fit = context;
    struct yn_wane_params params = params_at(fit, x);
    double sum = 0;
    for (size_t i = 0; i < fit->n; i++) {
        struct yn_wane wane;
        size_t weeks = weeks_used(&fit->runs[i]);
        sum -= weight_of(weeks) *
               yn_wane_follow(&wane, &params, fit->runs[i].weeks, weeks);
    }
    for (size_t i = 0; i < n_values(fit->what); i++) {
        double sd =
            fit->what == YN_WANE_FIT_ALL ? rows[i].prior_sd : PRIOR_SD_PACE;
        sum += 0.5 * x[i] * x[i] / (sd * sd);
    }
    return sum;
}

int yn_wane_fit(const struct yn_wane_run *runs, size_t n, enum yn_wane_fit what,
                struct yn_wane_params *params, struct yn_err *err)
{
    struct fit fit = {.runs = runs, .n = n, .start = *params, .what = what};
    bool all = what == YN_WANE_FIT_ALL;
    double x[YN_LEN(rows)] = {0};
    struct yn_minimise_params minimise = {.f = cost,
                                          .context = &fit,
                                          .n = n_values(what),
                                          .step = all ? 0.3 : 0.15,
                                          .size_end = 1e-2,
                                          .rounds = all ? ROUNDS_ALL : 60};
    int rc = yn_minimise(&minimise, x, NULL, err);
    if (!rc)
        *params = params_at(&fit, x);
    return rc;
}
