/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numeric: the door to GSL. Distributions, random numbers, and the least of a
 * function.
 *
 * Threads: nothing is shared but GSL's error handler, which is turned off, so
 * that no call ends the program.
 */
#ifndef YN_BASE_NUMERIC_H
#define YN_BASE_NUMERIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

double yn_normal_cdf(double x);
double yn_normal_quantile(double p);
/* Student's t with `nu` degrees of freedom. */
double yn_t_cdf(double x, double nu);
double yn_t_quantile(double p, double nu);
double yn_t_ln_density(double x, double nu);
double yn_beta_quantile(double p, double a, double b);
double yn_ln_gamma(double x);
double yn_digamma(double x);
/* ln of the chance of `k` of `n` where the share is Beta(a, b). */
double yn_beta_binomial_ln(double k, double n, double a, double b);
/* The negative binomial of mean `mu` and variance mu + phi mu^2: ln of the
 * chance of `k`, and ln of the chance of at most `k` (k < 0: -INFINITY). */
double yn_negbin_ln(double k, double mu, double phi);
double yn_negbin_ln_cdf(double k, double mu, double phi);

/* The value that `k` of the `n` values lie before; puts them in another order.
 */
double yn_select(double *values, size_t n, size_t k);

/* What is made the least; `x` has the n values, `context` is the caller's. It
 * must give a finite number everywhere. */
typedef double yn_function(const double *x, void *context);

struct yn_minimise_params {
    yn_function *f;
    void *context;
    size_t n;
    double step;     /* first size of the simplex in each direction */
    double size_end; /* done when the simplex is smaller; 0: 1e-3 */
    size_t rounds;   /* at most; 0: 100 n */
};

/* Moves `x` (n values, the start) to where the function is least near by:
 * Nelder and Mead's simplex (GSL's nmsimplex2). `*least` may be NULL. Where it
 * does not come to an end in so many rounds, the best place met counts.
 * Errors: YN_E_NOMEM; `x` is then unchanged. */
int yn_minimise(const struct yn_minimise_params *params, double *x,
                double *least, struct yn_err *err);

/* Turns a symmetric positive definite matrix of n rows into its inverse, in
 * place. False where it is not positive definite; it is then spoilt. */
bool yn_invert(double *matrix, size_t n);

/* Random numbers, the same for the same seed (Mersenne Twister, MT19937). */
struct yn_random;
int yn_random_create(uint32_t seed, struct yn_random **out, struct yn_err *err);
void yn_random_destroy(struct yn_random **random);
double yn_random_uniform(struct yn_random *random); /* 0 <= u < 1 */
double yn_random_normal(struct yn_random *random);
double yn_random_gamma(struct yn_random *random, double shape, double scale);
double yn_random_beta(struct yn_random *random, double a, double b);
unsigned yn_random_poisson(struct yn_random *random, double mean);
unsigned yn_random_binomial(struct yn_random *random, double p, unsigned n);
/* Of mean `mu` and variance mu + phi mu^2. */
unsigned yn_random_negbin(struct yn_random *random, double mu, double phi);

#endif
