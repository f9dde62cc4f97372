/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/decay.h"

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"
#include "linger/rate_internal.h"

#define ROUNDS 60
#define ROUNDS_PHI 3 /* of curve and phi in turn */
#define DONE 1e-5    /* a step smaller than this is none */
/* Without a prior, values stay within this of the default's mean: e^7 is beyond
 * any half-life that weeks could tell. */
#define REACH 7.0
#define REACH_SD 1e4
#define BOUND_SLACK 3.0
#define PHI_LEAST 1e-4
#define PHI_MOST 10.0
/* ln phi of weekly counts, as wide as to matter only where there are few. */
#define LN_PHI (-3.0)
#define LN_PHI_SD 1.5

size_t yn_curve_values(enum yn_curve curve)
{
    static const size_t n[] = {4, 3, 2};
    return n[curve];
}

const struct yn_shape_prior yn_shape_default[YN_CURVES] = {
    /* logit 0.73; a - b and b of half-lives of 5 and 90 weeks */
    {{0.99, -2.03, -4.87}, {0.5, 0, 0, 0, 0.4, 0, 0, 0, 0.6}},
    {{-0.1, 1.3}, {0.25, 0, 0, 0.8}},
    {{-3.4}, {1.0}},
};

struct shape {
    double mu;
    double d[YN_CURVE_VALUES]; /* by each value */
};

/* mu(t) and its derivatives. */
static struct shape shape_at(enum yn_curve curve, const double *v, double t)
{
    struct shape s = {0};
    double level = exp(v[0]);
    if (curve == YN_BIEXPONENTIAL) {
        double w = 1 / (1 + exp(-v[1])), gap = exp(v[2]), b = exp(v[3]);
        double fast = exp(-(gap + b) * t), slow = exp(-b * t);
        s.mu = level * (w * fast + (1 - w) * slow);
        s.d[1] = level * w * (1 - w) * (fast - slow);
        s.d[2] = -level * w * fast * t * gap;
        s.d[3] = -t * b * s.mu;
    } else if (curve == YN_POWER) {
        double alpha = exp(v[1]), t0 = exp(v[2]);
        s.mu = level * pow(1 + t / t0, -alpha);
        s.d[1] = -s.mu * alpha * log1p(t / t0);
        s.d[2] = s.mu * alpha * t / (t0 + t);
    } else {
        double b = exp(v[1]);
        s.mu = level * exp(-b * t);
        s.d[1] = -s.mu * b * t;
    }
    s.d[0] = s.mu;
    return s;
}

double yn_curve_at(enum yn_curve curve, const double *value, double t)
{
    return shape_at(curve, value, t).mu;
}

enum known { MISSING, COUNTED, CUT };

static enum known known_of(const struct yn_counts *counts, size_t t)
{
    if (counts->exposure && !(counts->exposure[t] > 0))
        return MISSING;
    if (counts->below && counts->below[t] > 0)
        return CUT;
    return counts->y[t] >= 0 ? COUNTED : MISSING;
}

static double exposure_of(const struct yn_counts *counts, size_t t)
{
    return counts->exposure ? counts->exposure[t] : 1;
}

/* A fit under way. */
struct work {
    enum yn_curve curve;
    size_t n;
    const struct yn_counts *counts;
    double temper;
    double mean[YN_SHAPE_VALUES];
    double precision[YN_SHAPE_VALUES * YN_SHAPE_VALUES];
    double phi;
};

static double ln_chance(const struct work *work, size_t t, double mu)
{
    if (known_of(work->counts, t) == CUT)
        return yn_negbin_ln_cdf(ceil(work->counts->below[t]) - 1, mu,
                                work->phi);
    return yn_negbin_ln(work->counts->y[t], mu, work->phi);
}

static double penalty(const struct work *work, const double *v)
{
    double sum = 0;
    size_t k = work->n - 1;
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++)
            sum += (v[i + 1] - work->mean[i]) * work->precision[i * k + j] *
                   (v[j + 1] - work->mean[j]);
    }
    return sum / 2;
}

static double cost(const struct work *work, const double *v)
{
    double sum = 0;
    for (size_t t = 0; t < work->counts->n; t++) {
        if (known_of(work->counts, t) == MISSING)
            continue;
        double mu = exposure_of(work->counts, t) *
                    shape_at(work->curve, v, (double)t).mu;
        sum -= ln_chance(work, t, fmax(mu, 1e-9));
    }
    return work->temper * sum + penalty(work, v);
}

/* First and second derivative of ln chance by mu; the second is its expected
 * one (Fisher), which is never positive. */
static void slope(const struct work *work, size_t t, double mu, double *first,
                  double *second)
{
    if (known_of(work->counts, t) == CUT) {
        double h = 1e-4 * mu;
        double up = ln_chance(work, t, mu + h), at = ln_chance(work, t, mu);
        *first = (up - at) / h;
        *second = *first * *first;
        return;
    }
    double variance = mu + work->phi * mu * mu;
    *first = (work->counts->y[t] - mu) / variance;
    *second = 1 / variance;
}

/* The gradient of the cost and the matrix of expected curvature. */
static void curvature(const struct work *work, const double *v, double *g,
                      double *h)
{
    size_t n = work->n, k = n - 1;
    memset(g, 0, n * sizeof(*g));
    memset(h, 0, n * n * sizeof(*h));
    for (size_t t = 0; t < work->counts->n; t++) {
        if (known_of(work->counts, t) == MISSING)
            continue;
        double e = exposure_of(work->counts, t), first, second;
        struct shape s = shape_at(work->curve, v, (double)t);
        slope(work, t, fmax(e * s.mu, 1e-9), &first, &second);
        for (size_t i = 0; i < n; i++) {
            g[i] -= work->temper * first * e * s.d[i];
            for (size_t j = 0; j < n; j++)
                h[i * n + j] += work->temper * second * e * s.d[i] * e * s.d[j];
        }
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) {
            g[i + 1] += work->precision[i * k + j] * (v[j + 1] - work->mean[j]);
            h[(i + 1) * n + j + 1] += work->precision[i * k + j];
        }
    }
}

/* Levenberg and Marquardt's way: scoring, damped where it would overshoot. */
static void descend(const struct work *work, double *v)
{
    size_t n = work->n;
    double damping = 1e-3, at = cost(work, v);
    double g[YN_CURVE_VALUES], h[YN_CURVE_VALUES * YN_CURVE_VALUES];
    for (int round = 0; round < ROUNDS; round++) {
        curvature(work, v, g, h);
        bool moved = false;
        double largest = 0;
        for (int tries = 0; tries < 12 && !moved; tries++) {
            double m[YN_CURVE_VALUES * YN_CURVE_VALUES],
                to[YN_CURVE_VALUES] = {0};
            memcpy(m, h, n * n * sizeof(*m));
            for (size_t i = 0; i < n; i++)
                m[i * n + i] += damping * h[i * n + i] + 1e-9;
            largest = 0;
            if (yn_invert(m, n)) {
                for (size_t i = 0; i < n; i++) {
                    double step = 0;
                    for (size_t j = 0; j < n; j++)
                        step += m[i * n + j] * g[j];
                    step = fmax(fmin(step, 2), -2);
                    to[i] = v[i] - step;
                    largest = fmax(largest, fabs(step));
                }
                double there = cost(work, to);
                if (there <= at) {
                    memcpy(v, to, n * sizeof(*v));
                    moved = true;
                    damping = fmax(damping / 4, 1e-9);
                    at = there;
                }
            }
            if (!moved)
                damping = fmax(damping * 8, 1e-6);
        }
        if (!moved || largest < DONE)
            return;
    }
}

static double phi_cost(double ln_phi, struct work *work, const double *v)
{
    work->phi = exp(ln_phi);
    double off = (ln_phi - LN_PHI) / LN_PHI_SD;
    return cost(work, v) + off * off / 2;
}

/* The best phi for the curve, by golden section. */
static void fit_phi(struct work *work, const double *v)
{
    static const double golden = 0.6180339887498949;
    double lo = log(PHI_LEAST), hi = log(PHI_MOST);
    double a = hi - golden * (hi - lo), b = lo + golden * (hi - lo);
    double at_a = phi_cost(a, work, v), at_b = phi_cost(b, work, v);
    while (hi - lo > 0.05) {
        if (at_a < at_b) {
            hi = b;
            b = a;
            at_b = at_a;
            a = hi - golden * (hi - lo);
            at_a = phi_cost(a, work, v);
        } else {
            lo = a;
            a = b;
            at_a = at_b;
            b = lo + golden * (hi - lo);
            at_b = phi_cost(b, work, v);
        }
    }
    work->phi = exp((lo + hi) / 2);
}

/* The level of the first weeks; -INFINITY where nothing is known. */
static double first_level(const struct yn_counts *counts)
{
    double y = 0, e = 0;
    size_t n = 0;
    for (size_t t = 0; t < counts->n && n < YN_S52_EARLY_WEEKS; t++) {
        enum known known = known_of(counts, t);
        if (known == MISSING)
            continue;
        y += known == CUT ? counts->below[t] / 2 : counts->y[t];
        e += exposure_of(counts, t);
        n++;
    }
    return n ? log(fmax(y, 0.5) / e) : -INFINITY;
}

static void set_prior(struct work *work, const struct yn_shape_prior *prior)
{
    size_t k = work->n - 1;
    const struct yn_shape_prior *from =
        prior ? prior : &yn_shape_default[work->curve];
    memcpy(work->mean, from->mean, sizeof(work->mean));
    memset(work->precision, 0, sizeof(work->precision));
    if (prior) {
        memcpy(work->precision, prior->covariance, k * k * sizeof(double));
        if (yn_invert(work->precision, k))
            return;
        memset(work->precision, 0, sizeof(work->precision));
    }
    for (size_t i = 0; i < k; i++)
        work->precision[i * k + i] = 1 / REACH_SD;
}

void yn_curve_fit(enum yn_curve curve, const struct yn_counts *counts,
                  const struct yn_shape_prior *prior, double temper,
                  struct yn_curve_fit *out)
{
    struct work work = {.curve = curve,
                        .n = yn_curve_values(curve),
                        .counts = counts,
                        .temper = temper,
                        .phi = exp(LN_PHI)};
    size_t n = work.n;
    set_prior(&work, prior);
    *out = (struct yn_curve_fit){.curve = curve};
    double level = first_level(counts);
    bool known = isfinite(level);
    out->value[0] = known ? level : 0;
    memcpy(out->value + 1, work.mean, (n - 1) * sizeof(double));
    for (int i = 0; known && i < ROUNDS_PHI; i++) {
        descend(&work, out->value);
        fit_phi(&work, out->value);
    }
    if (known)
        descend(&work, out->value);
    out->phi = work.phi;
    for (size_t i = 1; i < n; i++) {
        double off = out->value[i] - yn_shape_default[curve].mean[i - 1];
        out->at_bound |= fabs(off) > BOUND_SLACK;
        if (!prior) /* no further than weeks could tell */
            out->value[i] -= off - fmax(fmin(off, REACH), -REACH);
    }
    double g[YN_CURVE_VALUES];
    curvature(&work, out->value, g, out->covariance);
    for (size_t i = 0; i < n; i++)
        out->covariance[i * n + i] += 1e-9;
    if (!yn_invert(out->covariance, n))
        memset(out->covariance, 0, sizeof(out->covariance));
}

double yn_curve_s52(const struct yn_curve_fit *fit)
{
    double early = 0, late = 0;
    for (int t = 0; t < YN_S52_EARLY_WEEKS; t++)
        early += yn_curve_at(fit->curve, fit->value, t) / YN_S52_EARLY_WEEKS;
    for (int t = YN_S52_FROM; t < YN_S52_TO; t++)
        late +=
            yn_curve_at(fit->curve, fit->value, t) / (YN_S52_TO - YN_S52_FROM);
    return early > 0 ? late / early : NAN;
}
