/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves through counts against what was planted, and shares of listeners.
 */
#include "linger/decay.h"

#include <math.h>

#include "linger/audience.h"
#include "linger/rate_internal.h"
#include "support/near.h"
#include "support/test.h"

#define WEEKS 80

/* Counts that lie on the curve give its numbers back. */
static void test_planted(void **state)
{
    (void)state;
    static const struct {
        enum yn_curve curve;
        double value[YN_CURVE_VALUES];
    } rows[] = {
        {YN_BIEXPONENTIAL, {9, 1.0, -2.0, -4.5}},
        {YN_BIEXPONENTIAL, {7, 0.2, -1.5, -5.0}},
        {YN_POWER, {9, -0.2, 1.5}},
        {YN_POWER, {8, 0.3, 2.5}},
        {YN_EXPONENTIAL, {9, -3.0}},
    };
    for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
        double y[WEEKS];
        for (int t = 0; t < WEEKS; t++)
            y[t] = yn_curve_at(rows[r].curve, rows[r].value, t);
        struct yn_counts counts = {.y = y, .n = WEEKS};
        struct yn_curve_fit fit, truth = {.curve = rows[r].curve};
        memcpy(truth.value, rows[r].value, sizeof(truth.value));
        yn_curve_fit(rows[r].curve, &counts, NULL, 1, &fit);
        print_message("row %zu\n", r);
        for (size_t i = 0; i < yn_curve_values(rows[r].curve); i++)
            assert_near(fit.value[i], rows[r].value[i], 0.02);
        assert_near(yn_curve_s52(&fit), yn_curve_s52(&truth), 1e-3);
        assert_false(fit.at_bound);
    }
}

/* An exponential's year: closed form. */
static void test_s52(void **state)
{
    (void)state;
    struct yn_curve_fit fit = {.curve = YN_EXPONENTIAL,
                               .value = {3, log(0.02)}};
    double q = exp(-0.02), early = (1 - pow(q, 4)) / (1 - q) / 4;
    double late = pow(q, 49) * (1 - pow(q, 8)) / (1 - q) / 8;
    assert_near(yn_curve_s52(&fit), late / early, 1e-12);
}

/* Missing weeks and what is only known to lie below a cut do not pull. */
static void test_missing_and_cut(void **state)
{
    (void)state;
    const double value[YN_CURVE_VALUES] = {8, -3};
    double y[WEEKS], below[WEEKS] = {0}, exposure[WEEKS];
    for (int t = 0; t < WEEKS; t++) {
        exposure[t] = t % 3 ? 2 : 1;
        y[t] = exposure[t] * yn_curve_at(YN_EXPONENTIAL, value, t);
        if (t % 7 == 3)
            y[t] = NAN;
        if (t % 7 == 5) {
            y[t] = 1e9;
            exposure[t] = 0;
        }
        if (t > 50) {
            below[t] = 400;
            y[t] = NAN;
        }
    }
    struct yn_counts counts = {
        .y = y, .exposure = exposure, .below = below, .n = WEEKS};
    struct yn_curve_fit fit;
    yn_curve_fit(YN_EXPONENTIAL, &counts, NULL, 1, &fit);
    assert_near(fit.value[0], 8, 0.02);
    assert_near(fit.value[1], -3, 0.03);
    /* Nothing known: the prior's mean, and no infinity. */
    counts.n = 0;
    yn_curve_fit(YN_BIEXPONENTIAL, &counts, &yn_shape_default[YN_BIEXPONENTIAL],
                 1, &fit);
    assert_near(fit.value[1], yn_shape_default[YN_BIEXPONENTIAL].mean[0], 1e-9);
    assert_true(isfinite(yn_curve_s52(&fit)));
    /* All nought: whatever it is, it is finite. */
    memset(y, 0, sizeof(y));
    counts = (struct yn_counts){.y = y, .n = WEEKS};
    yn_curve_fit(YN_BIEXPONENTIAL, &counts, NULL, 1, &fit);
    assert_true(isfinite(yn_curve_s52(&fit)));
}

/* The pool learns the shape that songs have, and how far off forecasts are. */
static void test_pool(void **state)
{
    (void)state;
    enum { SONGS = 12 };
    static double y[SONGS][WEEKS];
    struct yn_counts songs[SONGS];
    for (size_t s = 0; s < SONGS; s++) {
        const double value[YN_CURVE_VALUES] = {9, 1.2, -1.8,
                                               -4.6 + 0.1 * ((double)s - 5.5)};
        for (int t = 0; t < WEEKS; t++)
            y[s][t] = yn_curve_at(YN_BIEXPONENTIAL, value, t);
        songs[s] = (struct yn_counts){.y = y[s], .n = WEEKS};
    }
    struct yn_decay_pool pool;
    assert_int_equal(yn_decay_pool_fit(songs, SONGS, &pool, NULL), 0);
    assert_near(pool.prior[YN_BIEXPONENTIAL].mean[0], 1.2, 0.1);
    assert_near(pool.prior[YN_BIEXPONENTIAL].mean[2], -4.6, 0.1);
    double half;
    assert_int_equal(yn_decay_conformal(&pool, songs, SONGS, 26, &half, NULL),
                     0);
    assert_true(half > 0 && half < 0.5);
    /* Fewer than eight songs hold no four of five. */
    assert_int_equal(yn_decay_conformal(&pool, songs, 7, 26, &half, NULL), 0);
    assert_true(isnan(half));
    assert_int_equal(yn_decay_pool_fit(NULL, 0, &pool, NULL), 0);
    assert_near(pool.prior[YN_POWER].mean[0],
                yn_shape_default[YN_POWER].mean[0], 0);
}

static void test_shares(void **state)
{
    (void)state;
    static const double counted[][2] = {
        {80, 100}, {0, 2}, {90, 100}, {0, 0}, {70, 100}};
    struct yn_share share[5] = {{.x = 0}};
    for (size_t i = 0; i < 5; i++) {
        share[i].x = counted[i][0];
        share[i].n = counted[i][1];
    }
    assert_int_equal(yn_shares_shrink(share, 5, NULL), 0);
    /* Many listeners stay where they are, two are drawn to the others. */
    assert_near(share[0].shrunk.value, 0.8, 0.02);
    assert_true(share[1].shrunk.value > 0.3);
    assert_true(share[1].shrunk.hi - share[1].shrunk.lo >
                share[0].shrunk.hi - share[0].shrunk.lo);
    assert_true(isnan(share[3].shrunk.value));
    struct yn_interval one;
    uint32_t listener[400];
    bool is[400];
    for (uint32_t i = 0; i < 400; i++) {
        listener[i] = i;
        is[i] = i % 4 == 0;
    }
    yn_share_bootstrap(listener, is, 400, &one);
    assert_near(one.value, 0.25, 1e-12);
    /* 1.2816 sqrt(p q / n) = 0.0277 to either side. */
    assert_near(one.hi - one.value, 0.0277, 0.008);
    assert_near(one.value - one.lo, 0.0277, 0.008);
    yn_share_bootstrap(listener, is, 0, &one);
    assert_true(isnan(one.value));
}

/* S52 and half-life of levels by week. */
static void test_levels(void **state)
{
    (void)state;
    struct yn_levels levels[200];
    for (int w = 0; w < 200; w++) {
        double level = -0.02 * w;
        levels[w] = (struct yn_levels){level - 0.1, level, level + 0.1};
    }
    struct yn_measure measure = {0};
    yn_measure_levels(levels, 200, 3, 33, &measure);
    assert_int_equal(measure.weeks, 30);
    assert_int_equal(measure.status, YN_LINGER_FORECAST);
    struct yn_curve_fit fit = {.curve = YN_EXPONENTIAL,
                               .value = {0, log(0.02)}};
    assert_near(measure.s52.value, yn_curve_s52(&fit), 1e-12);
    assert_near(measure.s52.hi / measure.s52.value, exp(0.1), 1e-12);
    /* Four weeks' mean against four weeks' mean: ln 2 / 0.02 = 34.7. */
    assert_near(measure.half_life_weeks.value, 35, 0);
    yn_measure_levels(levels, 200, 3, 10, &measure);
    assert_int_equal(measure.status, YN_LINGER_EARLY);
    yn_measure_levels(levels, 200, 3, 100, &measure);
    assert_int_equal(measure.status, YN_LINGER_MEASURED);
    yn_measure_levels(levels, 40, 3, 30, &measure);
    assert_true(isnan(measure.s52.value));
    assert_near(yn_linger_value(1), 10, 1e-12);
    assert_near(yn_linger_value(0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),         cmocka_unit_test(test_s52),
        cmocka_unit_test(test_missing_and_cut), cmocka_unit_test(test_pool),
        cmocka_unit_test(test_shares),          cmocka_unit_test(test_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
