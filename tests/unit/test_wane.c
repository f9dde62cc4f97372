/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numeric, scale and wane against closed forms.
 */
#include "linger/wane.h"

#include <math.h>

#include "base/numeric.h"
#include "linger/scale.h"
#include "support/near.h"
#include "support/test.h"

static void test_distributions(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        double is, should;
    } rows[] = {
        {"negbin of size 1 is geometric", 0, 0.128},
        {"negbin up to 2", 0, 1 - 0.512},
        {"beta(1,1) quantile", 0, 0.3},
        {"beta-binomial(1,1) is uniform", 0, 1.0 / 8},
        {"t of 1 is Cauchy", 0, 0.75},
        {"digamma(1)", 0, -0.5772156649},
        {"normal quantile", 0, 1.2815515655},
    };
    const double is[] = {
        exp(yn_negbin_ln(2, 4, 1)), /* p = 1/5: 0.2 * 0.8^2 */
        exp(yn_negbin_ln_cdf(2, 4, 1)),
        yn_beta_quantile(0.3, 1, 1),
        exp(yn_beta_binomial_ln(3, 7, 1, 1)),
        yn_t_cdf(1, 1),
        yn_digamma(1),
        yn_normal_quantile(0.9),
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        print_message("%s\n", rows[i].what);
        assert_near(is[i], rows[i].should, 1e-9);
    }
}

static double bowl(const double *x, void *context)
{
    const double *middle = context;
    return (x[0] - middle[0]) * (x[0] - middle[0]) +
           10 * (x[1] - middle[1]) * (x[1] - middle[1]);
}

static void test_minimise(void **state)
{
    (void)state;
    double middle[2] = {3, -2}, x[2] = {0, 0}, least;
    struct yn_minimise_params params = {
        .f = bowl, .context = middle, .n = 2, .step = 1, .size_end = 1e-6};
    assert_int_equal(yn_minimise(&params, x, &least, NULL), 0);
    assert_near(x[0], 3, 1e-4);
    assert_near(x[1], -2, 1e-4);
    assert_near(least, 0, 1e-8);
}

/* Scores that follow the law exactly give its numbers back, whatever the
 * months add up to. */
static void test_scale_fit(void **state)
{
    (void)state;
    struct yn_chart_score scores[300];
    for (unsigned i = 0; i < 300; i++) {
        unsigned month = i / 100, rank = i % 100 + 1;
        scores[i] = (struct yn_chart_score){.first_day = (int32_t)(31 * month),
                                            .rank = rank,
                                            .score = 1e6 * (month + 1) *
                                                     pow(rank + 12.5, -1.4)};
    }
    struct yn_scale scale;
    assert_int_equal(yn_scale_fit(scores, 300, &scale, NULL), 0);
    assert_near(scale.s, 1.4, 1e-2);
    assert_near(scale.q, 12.5, 0.3);
    assert_near(scale.rms, 0, 1e-3);
    assert_int_equal(scale.n_scores, 300);
    assert_near(yn_scale_level(&scale, 100), 0, 1e-12);
    for (unsigned rank = 1; rank <= 200; rank += 7)
        assert_near(yn_scale_rank(&scale, yn_scale_level(&scale, rank)), rank,
                    1e-9);
    /* Too few, or rising: the default. */
    assert_int_equal(yn_scale_fit(scores, 10, &scale, NULL), 0);
    assert_int_equal(scale.n_scores, 0);
    for (unsigned i = 0; i < 300; i++)
        scores[i].score = scores[i].rank;
    assert_int_equal(yn_scale_fit(scores, 300, &scale, NULL), 0);
    assert_int_equal(scale.n_scores, 0);
}

/* Without jumps and edge the level is a random walk with a drift. */
static const struct yn_wane_params walk = {.steady = 0.05,
                                           .early_weeks = 1,
                                           .edge_width = 1,
                                           .noise = 0.1,
                                           .jump_size = 1};

static void test_wane_walk(void **state)
{
    (void)state;
    struct yn_wane wane;
    yn_wane_begin(&wane, &walk, 1);
    for (int week = 1; week <= 16; week++)
        yn_wane_step(&wane, week);
    /* Mean 1 - 16 * 0.05 = 0.2, sd 0.1 * 4; the grid adds a little. */
    assert_near(yn_wane_quantile(&wane, 0.5), 0.2, 0.01);
    assert_near(yn_wane_quantile(&wane, 0.9), 0.2 + 1.2816 * 0.4, 0.02);
    assert_near(yn_wane_quantile(&wane, 0.1), 0.2 - 1.2816 * 0.4, 0.02);
    assert_near(yn_wane_above(&wane, 0.6), 1 - yn_normal_cdf(1), 0.01);
    assert_near(yn_wane_density(&wane, 0.2), 0.39894 / 0.4, 0.03);
}

/* Below the chart, a level is what is left of its distribution. */
static void test_wane_below(void **state)
{
    (void)state;
    struct yn_wane_week weeks[] = {
        {.state = YN_CHART_UNREAD},
        {.state = YN_CHART_RANKED, .level = 0, .age = 1},
        {.state = YN_CHART_UNREAD, .age = 2},
        {.state = YN_CHART_UNREAD, .age = 3},
        {.state = YN_CHART_UNREAD, .age = 4},
        {.state = YN_CHART_BELOW, .level = -0.2, .age = 5},
    };
    struct yn_wane wane;
    double ln = yn_wane_follow(&wane, &walk, weeks, 6);
    /* Four steps: mean -0.2, sd 0.2, so half of it lies below. */
    assert_near(exp(ln), 0.5, 0.02);
    /* Within a cell of the grid. */
    assert_near(yn_wane_above(&wane, -0.2 + YN_WANE_STEP), 0, 1e-9);
    assert_near(yn_wane_quantile(&wane, 0.5),
                -0.2 + 0.2 * yn_normal_quantile(0.25), 0.02);
    /* Unread weeks say nothing: the same as not looking. */
    double seen = yn_wane_follow(&wane, &walk, weeks, 5);
    assert_near(seen, 0, 1e-12);
    /* A song that never stood there. */
    assert_near(yn_wane_follow(&wane, &walk, weeks, 1), 0, 0);
}

/* Whatever happens, the mass stays one. */
static void test_wane_extremes(void **state)
{
    (void)state;
    static const double levels[] = {-1e9, -5, 0, 4.6, 1e9};
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
        struct yn_wane wane;
        yn_wane_begin(&wane, &yn_wane_default, levels[i]);
        for (int week = 0; week < 100; week++)
            yn_wane_step(&wane, week);
        assert_near(yn_wane_below(&wane, 1e9), 1, 1e-3);
        assert_true(isfinite(yn_wane_quantile(&wane, 0.5)));
        struct yn_wane_week week = {.state = YN_CHART_RANKED, .level = 4};
        assert_true(isfinite(yn_wane_see(&wane, &week)));
        week = (struct yn_wane_week){.state = YN_CHART_BELOW, .level = -4};
        assert_true(isfinite(yn_wane_see(&wane, &week)));
        assert_near(yn_wane_below(&wane, 1e9), 1, 1e-9);
    }
}

/* Runs that fall twice as fast as the start draw the pace up. */
static void test_wane_fit(void **state)
{
    (void)state;
    struct yn_random *random;
    assert_int_equal(yn_random_create(7, &random, NULL), 0);
    enum { RUNS = 30, WEEKS = 25 };
    static struct yn_wane_week weeks[RUNS][WEEKS];
    struct yn_wane_run runs[RUNS];
    for (size_t i = 0; i < RUNS; i++) {
        double level = 2;
        for (size_t w = 0; w < WEEKS; w++) {
            weeks[i][w] =
                (struct yn_wane_week){YN_CHART_RANKED, level, (double)w + 1};
            level -= 0.1 + 0.1 * yn_random_normal(random);
        }
        runs[i] = (struct yn_wane_run){weeks[i], WEEKS};
    }
    yn_random_destroy(&random);
    struct yn_wane_params params = walk;
    assert_int_equal(yn_wane_fit(runs, RUNS, YN_WANE_FIT_PACE, &params, NULL),
                     0);
    assert_near(params.steady, 0.1, 0.01);
    assert_near(params.noise, 0.1, 0.01);
    /* No runs: the start. */
    params = walk;
    assert_int_equal(yn_wane_fit(runs, 0, YN_WANE_FIT_PACE, &params, NULL), 0);
    assert_near(params.steady, walk.steady, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distributions),
        cmocka_unit_test(test_minimise),
        cmocka_unit_test(test_scale_fit),
        cmocka_unit_test(test_wane_walk),
        cmocka_unit_test(test_wane_below),
        cmocka_unit_test(test_wane_extremes),
        cmocka_unit_test(test_wane_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
