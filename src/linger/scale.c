/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/scale.h"

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"

#define RANK_ZERO 100 /* the place of level 0 */
#define SCORES_MIN 20 /* fewer say nothing of two parameters */
/* The charts seen lie at s 1.07. A fit outside these is of something else. */
#define S_LEAST 0.2
#define S_MOST 4.0
#define Q_MOST 1000.0

const struct yn_scale yn_scale_default = {
    .s = 1.068, .q = 21.47, .rms = NAN, .n_scores = 0};

struct fit {
    const struct yn_chart_score *scores;
    size_t n;
    double s;   /* the best for the last q */
    double sum; /* of squares around it */
};

/* Sums of x = ln(rank + q) and y = ln score within one month. */
struct sums {
    double n, x, y, xx, xy, yy;
};

static void sums_add(struct sums *sums, const struct yn_chart_score *score,
                     double q)
{
    double x = log(score->rank + q), y = log(score->score);
    sums->n++;
    sums->x += x;
    sums->y += y;
    sums->xx += x * x;
    sums->xy += x * y;
    sums->yy += y * y;
}

/* Adds what is left once the month's own mean is taken off. */
static void sums_close(struct sums *sums, struct sums *all)
{
    if (sums->n > 0) {
        all->n += sums->n;
        all->xx += sums->xx - sums->x * sums->x / sums->n;
        all->xy += sums->xy - sums->x * sums->y / sums->n;
        all->yy += sums->yy - sums->y * sums->y / sums->n;
    }
    *sums = (struct sums){0};
}

/* For a given q the best s is linear; what is left is to be least. */
static double squares(const double *x, void *context)
{
    struct fit *fit = context;
    double q = fmin(exp(x[0]), Q_MOST);
    struct sums month = {0}, all = {0};
    for (size_t i = 0; i < fit->n; i++) {
        if (i && fit->scores[i].first_day != fit->scores[i - 1].first_day)
            sums_close(&month, &all);
        sums_add(&month, &fit->scores[i], q);
    }
    sums_close(&month, &all);
    if (all.xx <= 0)
        return all.yy;
    fit->s = -all.xy / all.xx;
    fit->sum = all.yy - all.xy * all.xy / all.xx;
    return fit->sum;
}

int yn_scale_fit(const struct yn_chart_score *scores, size_t n,
                 struct yn_scale *out, struct yn_err *err)
{
    *out = yn_scale_default;
    if (n < SCORES_MIN)
        return YN_OK;
    struct fit fit = {.scores = scores, .n = n};
    struct yn_minimise_params params = {
        .f = squares, .context = &fit, .n = 1, .step = 0.5, .size_end = 1e-4};
    double x = log(yn_scale_default.q), least;
    int rc = yn_minimise(&params, &x, &least, err);
    if (rc)
        return rc;
    least = squares(&x, &fit);
    if (!(fit.s >= S_LEAST && fit.s <= S_MOST && least >= 0))
        return YN_OK;
    *out = (struct yn_scale){.s = fit.s,
                             .q = fmin(exp(x), Q_MOST),
                             .rms = sqrt(least / (double)n),
                             .n_scores = n};
    return YN_OK;
}

double yn_scale_level(const struct yn_scale *scale, double rank)
{
    return scale->s * log((RANK_ZERO + scale->q) / (rank + scale->q));
}

double yn_scale_rank(const struct yn_scale *scale, double level)
{
    return (RANK_ZERO + scale->q) * exp(-level / scale->s) - scale->q;
}

double yn_scale_foot(const struct yn_scale *scale, unsigned read_to)
{
    return yn_scale_level(scale, read_to + 0.5);
}
