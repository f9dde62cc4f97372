/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/normal.h"

#include "base/base.h"

/* An unknown that those before it explain but for this share is none. */
#define DEPENDENT 1e-4F
/* Far under the products of any sound. */
#define NOTHING 1e-30F

/* a -= b * c */
static void take_off(struct yn_complex *a, struct yn_complex b,
                     struct yn_complex c)
{
    a->re -= b.re * c.re - b.im * c.im;
    a->im -= b.re * c.im + b.im * c.re;
}

static struct yn_complex conjugate(struct yn_complex z)
{
    return (struct yn_complex){z.re, -z.im};
}

static struct yn_complex scaled(struct yn_complex z, float by)
{
    return (struct yn_complex){z.re * by, z.im * by};
}

/* Column `j` of L below the diagonal, kept in m[i][j]; D is the diagonal. */
static void factor_column(struct yn_normal *e, size_t n, size_t j)
{
    float whole = e->m[j][j].re, d = whole;
    for (size_t k = 0; k < j; k++) {
        struct yn_complex l = e->m[j][k];
        d -= (l.re * l.re + l.im * l.im) * e->m[k][k].re;
    }
    bool dependent = d <= DEPENDENT * whole || d <= NOTHING;
    e->m[j][j] = (struct yn_complex){dependent ? 0 : d, 0};
    for (size_t i = j + 1; i < n; i++) {
        struct yn_complex sum = conjugate(e->m[j][i]);
        for (size_t k = 0; k < j; k++)
            take_off(&sum, e->m[i][k],
                     scaled(conjugate(e->m[j][k]), e->m[k][k].re));
        e->m[i][j] = dependent ? (struct yn_complex){0, 0} : scaled(sum, 1 / d);
    }
}

void yn_normal_factor(struct yn_normal *e, size_t n, float *evidence)
{
    for (size_t j = 0; j < n; j++)
        factor_column(e, n, j);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            take_off(&e->q[i], e->m[i][k], e->q[k]);
        float d = e->m[i][i].re;
        float power = e->q[i].re * e->q[i].re + e->q[i].im * e->q[i].im;
        evidence[i] = d > 0 ? power / d : 0;
    }
}

void yn_normal_solve(const struct yn_normal *e, size_t n, const float *keep,
                     struct yn_complex *x)
{
    for (size_t i = n; i-- > 0;) {
        float d = e->m[i][i].re;
        x[i] = scaled(e->q[i], d > 0 ? keep[i] / d : 0);
        for (size_t k = i + 1; d > 0 && k < n; k++)
            take_off(&x[i], conjugate(e->m[k][i]), x[k]);
    }
}
