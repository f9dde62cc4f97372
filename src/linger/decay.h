/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decay: curves through counts by week, and what is left after a year.
 *
 * Counts y of a week with exposure E (the panel's listener-days, or 1) are
 * negative binomial with mean E mu(t) and variance mean + phi mean^2. The
 * curves:
 *
 *   biexponential  A (w e^-at + (1 - w) e^-bt), a > b   (Candia et al. 2019;
 *                  the shape only: others give the same, Frank 2019)
 *   power          A (1 + t / t0)^-alpha                (Crane & Sornette 2008)
 *   exponential    A e^-bt
 *
 * Two free exponentials are a classic ill-posed fit, so the shape has a normal
 * prior, learned from whole histories of other songs (empirical Bayes). The
 * level A has none.
 */
#ifndef YN_LINGER_DECAY_H
#define YN_LINGER_DECAY_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

enum yn_curve { YN_BIEXPONENTIAL, YN_POWER, YN_EXPONENTIAL };
#define YN_CURVES 3

/* ln A, then the shape: logit w, ln(a - b), ln b; ln alpha, ln t0; ln b. */
#define YN_CURVE_VALUES 4
#define YN_SHAPE_VALUES 3
size_t yn_curve_values(enum yn_curve curve);

/* One song, week 0 being the clock's. */
struct yn_counts {
    const double *y;        /* NAN: missing */
    const double *exposure; /* NULL: 1 each; a week of 0 is missing */
    /* Where not NULL and above 0: all that is known is that y lies below it. */
    const double *below;
    size_t n;
};

struct yn_shape_prior {
    double mean[YN_SHAPE_VALUES];
    double covariance[YN_SHAPE_VALUES * YN_SHAPE_VALUES];
};

/* What back catalogues look like: biexponential with half-lives of 5 and 90
 * weeks and a fast share of 0.73, power, exponential; wide. */
extern const struct yn_shape_prior yn_shape_default[YN_CURVES];

struct yn_curve_fit {
    enum yn_curve curve;
    double value[YN_CURVE_VALUES];
    double phi;
    double covariance[YN_CURVE_VALUES * YN_CURVE_VALUES]; /* of `value` */
    bool at_bound; /* some value ran to where the data do not hold it */
};

/* The curve most likely a posteriori; with `prior` NULL the most likely one, at
 * whatever the data say within wide bounds. `temper` (0..1, 1: independent
 * weeks) weighs the data down where weeks go together. With no weeks known it
 * is the prior's mean at level 1. Errors: none. */
void yn_curve_fit(enum yn_curve curve, const struct yn_counts *counts,
                  const struct yn_shape_prior *prior, double temper,
                  struct yn_curve_fit *out);

/* mu(t), per unit of exposure. */
double yn_curve_at(enum yn_curve curve, const double *value, double t);

/* Mean of weeks 49..56 over that of weeks 0..3, both from the curve, so that
 * the luck of the highest week does not count. */
double yn_curve_s52(const struct yn_curve_fit *fit);

/* What a catalogue says of songs like it. */
struct yn_decay_pool {
    struct yn_shape_prior prior[YN_CURVES];
    double temper; /* from how weeks go together, pooled */
    size_t n;      /* songs it was learned from */
};

/* Learns the shapes from `n` songs; the more weeks they have the better (60 and
 * more). With none it is the default. Errors: YN_E_NOMEM. */
int yn_decay_pool_fit(const struct yn_counts *songs, size_t n,
                      struct yn_decay_pool *out, struct yn_err *err);

/* S52 of one song: the geometric mean of the biexponential's and the power
 * law's, each at its most likely a posteriori. */
double yn_decay_s52(const struct yn_decay_pool *pool,
                    const struct yn_counts *counts);

/* Split conformal: cuts each catalogue song of 57 weeks and more after `weeks`
 * weeks, forecasts it, and writes how far off (|ln ratio|) four of five are at
 * most to `*half`. NAN with fewer than 8 such songs. Errors: YN_E_NOMEM. */
int yn_decay_conformal(const struct yn_decay_pool *pool,
                       const struct yn_counts *songs, size_t n, size_t weeks,
                       double *half, struct yn_err *err);

#endif
