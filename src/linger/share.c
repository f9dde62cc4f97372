/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/base.h"
#include "base/numeric.h"
#include "linger/audience.h"
#include "linger/rate_internal.h"

#define BOOTSTRAPS 200
#define WEIGHT_LN_MEAN 2.302585 /* ln 10 */

struct shares {
    const struct yn_share *share;
    size_t n;
};

/* x: logit of the mean, ln of the weight. */
static double unlikely(const double *x, void *context)
{
    const struct shares *shares = context;
    double mean = 1 / (1 + exp(-x[0])), weight = exp(fmin(x[1], 12));
    double off = x[1] - WEIGHT_LN_MEAN;
    double sum = off * off / 2;
    for (size_t i = 0; i < shares->n; i++) {
        const struct yn_share *one = &shares->share[i];
        if (one->n > 0)
            sum -= yn_beta_binomial_ln(one->x, one->n, mean * weight + 1e-9,
                                       (1 - mean) * weight + 1e-9);
    }
    return sum;
}

int yn_shares_shrink(struct yn_share *share, size_t n, struct yn_err *err)
{
    double x = 0, of = 0;
    for (size_t i = 0; i < n; i++) {
        x += share[i].x;
        of += share[i].n;
    }
    struct shares shares = {share, n};
    struct yn_minimise_params params = {
        .f = unlikely, .context = &shares, .n = 2, .step = 0.5};
    double at[2] = {log((x + 0.5) / (of - x + 0.5)), WEIGHT_LN_MEAN};
    if (of > 0) {
        int rc = yn_minimise(&params, at, NULL, err);
        if (rc)
            return rc;
    }
    double mean = 1 / (1 + exp(-at[0])), weight = exp(fmin(at[1], 12));
    for (size_t i = 0; i < n; i++) {
        share[i].shrunk = (struct yn_interval){NAN, NAN, NAN};
        if (!(share[i].n > 0))
            continue;
        double a = share[i].x + mean * weight + 1e-9;
        double b = share[i].n - share[i].x + (1 - mean) * weight + 1e-9;
        share[i].shrunk =
            (struct yn_interval){.value = a / (a + b),
                                 .lo = yn_beta_quantile(YN_INTERVAL_LO, a, b),
                                 .hi = yn_beta_quantile(YN_INTERVAL_HI, a, b)};
    }
    return YN_OK;
}

/* Poisson of 1 from a listener and a draw (SplitMix64; Steele et al. 2014). */
static unsigned times(uint32_t listener, unsigned draw)
{
    uint64_t z = ((uint64_t)listener << 16 | draw) + 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    double u = (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
    double p = exp(-1), sum = p;
    unsigned k = 0;
    while (u > sum && k < 20) {
        p /= ++k;
        sum += p;
    }
    return k;
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

void yn_share_bootstrap(const uint32_t *listener, const bool *is, size_t n,
                        struct yn_interval *out)
{
    double drawn[BOOTSTRAPS], all = 0;
    size_t kept = 0;
    *out = (struct yn_interval){NAN, NAN, NAN};
    if (!n)
        return;
    for (size_t i = 0; i < n; i++)
        all += is[i];
    for (unsigned b = 0; b < BOOTSTRAPS; b++) {
        double x = 0, of = 0;
        for (size_t i = 0; i < n; i++) {
            unsigned k = times(listener[i], b);
            of += k;
            x += is[i] ? k : 0;
        }
        if (of > 0)
            drawn[kept++] = x / of;
    }
    out->value = out->lo = out->hi = all / (double)n;
    if (!kept)
        return;
    qsort(drawn, kept, sizeof(*drawn), double_compare);
    out->lo = drawn[(size_t)(YN_INTERVAL_LO * (double)(kept - 1))];
    out->hi = drawn[(size_t)(YN_INTERVAL_HI * (double)(kept - 1))];
}
