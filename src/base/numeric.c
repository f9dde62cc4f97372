/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/numeric.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_statistics_double.h>

#include "base/base.h"

#define SIZE_END_DEFAULT 1e-3
#define ROUNDS_FOR_EACH 100
/* Below this a chance is nought for every use here; ln of it stays finite. */
#define CHANCE_LEAST 1e-300

double yn_normal_cdf(double x)
{
    return gsl_cdf_ugaussian_P(x);
}

double yn_normal_quantile(double p)
{
    return gsl_cdf_ugaussian_Pinv(p);
}

double yn_t_cdf(double x, double nu)
{
    return gsl_cdf_tdist_P(x, nu);
}

double yn_t_quantile(double p, double nu)
{
    return gsl_cdf_tdist_Pinv(p, nu);
}

double yn_t_ln_density(double x, double nu)
{
    return log(gsl_ran_tdist_pdf(x, nu) + CHANCE_LEAST);
}

double yn_select(double *values, size_t n, size_t k)
{
    return gsl_stats_select(values, 1, n, k);
}

double yn_beta_quantile(double p, double a, double b)
{
    return gsl_cdf_beta_Pinv(p, a, b);
}

double yn_ln_gamma(double x)
{
    return lgamma(x);
}

double yn_digamma(double x)
{
    gsl_sf_result result;
    return gsl_sf_psi_e(x, &result) == GSL_SUCCESS ? result.val : NAN;
}

static double ln_beta(double a, double b)
{
    return lgamma(a) + lgamma(b) - lgamma(a + b);
}

double yn_beta_binomial_ln(double k, double n, double a, double b)
{
    double choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
    return choose + ln_beta(k + a, n - k + b) - ln_beta(a, b);
}

double yn_negbin_ln(double k, double mu, double phi)
{
    double size = 1 / phi;
    return lgamma(k + size) - lgamma(size) - lgamma(k + 1) +
           size * log(size / (size + mu)) + k * log(mu / (size + mu));
}

double yn_negbin_ln_cdf(double k, double mu, double phi)
{
    if (k < 0)
        return -INFINITY;
    /* The chance of at most k is a regularised incomplete beta function,
     * which GSL has as the beta distribution. */
    double size = 1 / phi;
    return log(gsl_cdf_beta_P(size / (size + mu), size, floor(k) + 1) +
               CHANCE_LEAST);
}

struct simplex {
    yn_function *f;
    void *context;
};

static double simplex_value(const gsl_vector *x, void *context)
{
    struct simplex *simplex = context;
    return simplex->f(x->data, simplex->context);
}

int yn_minimise(const struct yn_minimise_params *params, double *x,
                double *least, struct yn_err *err)
{
    gsl_set_error_handler_off();
    size_t n = params->n;
    size_t rounds = params->rounds ? params->rounds : ROUNDS_FOR_EACH * n;
    double end = params->size_end > 0 ? params->size_end : SIZE_END_DEFAULT;
    struct simplex simplex = {params->f, params->context};
    gsl_multimin_function f = {simplex_value, n, &simplex};
    gsl_vector *start = gsl_vector_alloc(n);
    gsl_vector *step = gsl_vector_alloc(n);
    gsl_multimin_fminimizer *m =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    int rc = start && step && m ? YN_OK : yn_err_nomem(err);
    if (rc)
        goto done;
    gsl_vector_set_all(step, params->step);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(start, i, x[i]);
    gsl_multimin_fminimizer_set(m, &f, start, step);
    for (size_t i = 0; i < rounds; i++) {
        if (gsl_multimin_fminimizer_iterate(m) ||
            gsl_multimin_fminimizer_size(m) < end)
            break;
    }
    for (size_t i = 0; i < n; i++)
        x[i] = gsl_vector_get(gsl_multimin_fminimizer_x(m), i);
    if (least)
        *least = gsl_multimin_fminimizer_minimum(m);
done:
    if (m)
        gsl_multimin_fminimizer_free(m);
    gsl_vector_free(step);
    gsl_vector_free(start);
    return rc;
}

bool yn_invert(double *matrix, size_t n)
{
    gsl_set_error_handler_off();
    gsl_matrix_view view = gsl_matrix_view_array(matrix, n, n);
    if (gsl_linalg_cholesky_decomp1(&view.matrix))
        return false;
    return gsl_linalg_cholesky_invert(&view.matrix) == GSL_SUCCESS;
}

struct yn_random {
    gsl_rng *rng;
};

int yn_random_create(uint32_t seed, struct yn_random **out, struct yn_err *err)
{
    gsl_set_error_handler_off();
    struct yn_random *random = calloc(1, sizeof(*random));
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!random || !rng) {
        free(random);
        if (rng)
            gsl_rng_free(rng);
        return yn_err_nomem(err);
    }
    gsl_rng_set(rng, seed);
    random->rng = rng;
    *out = random;
    return YN_OK;
}

void yn_random_destroy(struct yn_random **random)
{
    if (!*random)
        return;
    gsl_rng_free((*random)->rng);
    free(*random);
    *random = NULL;
}

double yn_random_uniform(struct yn_random *random)
{
    return gsl_rng_uniform(random->rng);
}

double yn_random_normal(struct yn_random *random)
{
    return gsl_ran_ugaussian(random->rng);
}

double yn_random_gamma(struct yn_random *random, double shape, double scale)
{
    return gsl_ran_gamma(random->rng, shape, scale);
}

double yn_random_beta(struct yn_random *random, double a, double b)
{
    return gsl_ran_beta(random->rng, a, b);
}

unsigned yn_random_poisson(struct yn_random *random, double mean)
{
    return gsl_ran_poisson(random->rng, mean);
}

unsigned yn_random_binomial(struct yn_random *random, double p, unsigned n)
{
    return gsl_ran_binomial(random->rng, p, n);
}

unsigned yn_random_negbin(struct yn_random *random, double mu, double phi)
{
    return gsl_ran_poisson(random->rng,
                           gsl_ran_gamma(random->rng, 1 / phi, mu * phi));
}
