/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a catalogue of songs says of the next one.
 */
#include <math.h>

#include "base/base.h"
#include "linger/decay.h"
#include "linger/rate_internal.h"

#define ROUNDS 4
/* Added to the spread of the shapes as of two more songs, so that a few songs
 * that are alike do not make a prior of iron. */
#define EXTRA_SONGS 2
static const double extra[YN_CURVES][YN_SHAPE_VALUES] = {
    {0.25, 0.09, 0.25}, {0.09, 0.25}, {0.25}};
#define RHO_MOST 0.9
#define SONGS_MIN 8 /* fewer give no interval of four in five */
#define COVERED 0.8

/* One round: each song at its best under the prior, then the prior anew. */
static void learn(enum yn_curve curve, const struct yn_counts *songs, size_t n,
                  double temper, struct yn_curve_fit *fit,
                  struct yn_shape_prior *prior)
{
    size_t values = yn_curve_values(curve), k = values - 1;
    double mean[YN_SHAPE_VALUES] = {0};
    double spread[YN_SHAPE_VALUES * YN_SHAPE_VALUES] = {0};
    for (size_t s = 0; s < n; s++) {
        yn_curve_fit(curve, &songs[s], prior, temper, &fit[s]);
        for (size_t i = 0; i < k; i++)
            mean[i] += fit[s].value[i + 1] / (double)n;
    }
    for (size_t s = 0; s < n; s++) {
        for (size_t i = 0; i < k; i++) {
            for (size_t j = 0; j < k; j++)
                spread[i * k + j] +=
                    (fit[s].value[i + 1] - mean[i]) *
                        (fit[s].value[j + 1] - mean[j]) +
                    fit[s].covariance[(i + 1) * values + j + 1];
        }
    }
    memcpy(prior->mean, mean, sizeof(mean));
    for (size_t i = 0; i < k; i++) {
        spread[i * k + i] += EXTRA_SONGS * extra[curve][i];
        for (size_t j = 0; j < k; j++)
            prior->covariance[i * k + j] =
                spread[i * k + j] / (double)(n + EXTRA_SONGS);
    }
}

/* How weeks go together: the correlation of what the curve leaves of one week
 * and of the next, over all songs. */
static double pooled_rho(const struct yn_counts *songs, size_t n,
                         const struct yn_curve_fit *fit)
{
    double both = 0, square = 0;
    for (size_t s = 0; s < n; s++) {
        double before = NAN;
        for (size_t t = 0; t < songs[s].n; t++) {
            double e = songs[s].exposure ? songs[s].exposure[t] : 1;
            bool cut = songs[s].below && songs[s].below[t] > 0;
            double mu = e * yn_curve_at(fit[s].curve, fit[s].value, (double)t);
            double r = cut || !(e > 0) ? NAN
                                       : (songs[s].y[t] - mu) /
                                             sqrt(mu + fit[s].phi * mu * mu);
            if (!isnan(r) && !isnan(before))
                both += r * before;
            if (!isnan(r))
                square += r * r;
            before = r;
        }
    }
    double rho = square > 0 ? both / square : 0;
    return fmax(0, fmin(rho, RHO_MOST));
}

int yn_decay_pool_fit(const struct yn_counts *songs, size_t n,
                      struct yn_decay_pool *out, struct yn_err *err)
{
    struct yn_curve_fit *fit = calloc(n + 1, sizeof(*fit));
    if (!fit)
        return yn_err_nomem(err);
    *out = (struct yn_decay_pool){.temper = 1, .n = n};
    memcpy(out->prior, yn_shape_default, sizeof(out->prior));
    for (int round = 0; n > 1 && round < ROUNDS; round++) {
        learn(YN_BIEXPONENTIAL, songs, n, out->temper, fit,
              &out->prior[YN_BIEXPONENTIAL]);
        double rho = pooled_rho(songs, n, fit);
        learn(YN_POWER, songs, n, out->temper, fit, &out->prior[YN_POWER]);
        out->temper = (1 - rho) / (1 + rho);
    }
    free(fit);
    return YN_OK;
}

double yn_decay_s52(const struct yn_decay_pool *pool,
                    const struct yn_counts *counts)
{
    double ln = 0;
    static const enum yn_curve pair[] = {YN_BIEXPONENTIAL, YN_POWER};
    for (size_t i = 0; i < YN_LEN(pair); i++) {
        struct yn_curve_fit fit;
        yn_curve_fit(pair[i], counts, &pool->prior[pair[i]], pool->temper,
                     &fit);
        ln += log(yn_curve_s52(&fit)) / (double)YN_LEN(pair);
    }
    return exp(ln);
}

/* What was counted in weeks `from`..`to`, per exposure; NAN where half of them
 * is not known. */
static double mean_of(const struct yn_counts *counts, size_t from, size_t to)
{
    double y = 0, e = 0;
    size_t n = 0;
    for (size_t t = from; t < to && t < counts->n; t++) {
        double one = counts->exposure ? counts->exposure[t] : 1;
        if (!(counts->y[t] >= 0) || !(one > 0))
            continue;
        y += counts->y[t];
        e += one;
        n++;
    }
    return 2 * n >= to - from ? y / e : NAN;
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int yn_decay_conformal(const struct yn_decay_pool *pool,
                       const struct yn_counts *songs, size_t n, size_t weeks,
                       double *half, struct yn_err *err)
{
    *half = NAN;
    double *off = calloc(n + 1, sizeof(*off));
    if (!off)
        return yn_err_nomem(err);
    size_t m = 0;
    for (size_t s = 0; s < n; s++) {
        double true_s52 = mean_of(&songs[s], YN_S52_FROM, YN_S52_TO) /
                          mean_of(&songs[s], 0, YN_S52_EARLY_WEEKS);
        if (songs[s].n < YN_S52_TO || !(true_s52 > 0))
            continue;
        struct yn_counts seen = songs[s];
        seen.n = weeks < seen.n ? weeks : seen.n;
        off[m++] = fabs(log(true_s52 / yn_decay_s52(pool, &seen)));
    }
    qsort(off, m, sizeof(*off), double_compare);
    size_t nth = (size_t)ceil(COVERED * (double)(m + 1));
    if (m >= SONGS_MIN && nth <= m)
        *half = off[nth - 1];
    free(off);
    return YN_OK;
}
