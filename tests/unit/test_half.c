/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "base/base.h"
#include "signal/half.h"

static uint16_t half(float sample)
{
    uint16_t out;
    yn_half_from(&sample, 1, &out);
    return out;
}

static float sample(uint16_t half)
{
    float out;
    yn_half_to(&half, 1, &out);
    return out;
}

static void test_known(void **state)
{
    (void)state;
    static const struct {
        float sample;
        uint16_t half;
    } rows[] = {
        {0.0F, 0x0000},       {-0.0F, 0x8000},           {1.0F, 0x3C00},
        {-2.0F, 0xC000},      {0.333251953125F, 0x3555}, {65504.0F, 0x7BFF},
        {1e9F, 0x7BFF},       {-1e9F, 0xFBFF},           {65520.0F, 0x7BFF},
        {0x1p-14F, 0x0400},   {0x1p-24F, 0x0001},        {-0x1p-24F, 0x8001},
        {0x1.8p-24F, 0x0002}, {0x1p-25F, 0x0000},        {0x1.004p0F, 0x3C01},
        {0x1.002p0F, 0x3C00}, {0x1.006p0F, 0x3C02},      {0x1.ffcp-15F, 0x0400},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        print_message("%a\n", (double)rows[i].sample);
        assert_int_equal(half(rows[i].sample), rows[i].half);
    }
}

/* Every half that is a number comes back. */
static void test_all(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits <= 0xFFFF; bits++) {
        if ((bits & 0x7FFF) <= 0x7BFF)
            assert_int_equal(half(sample((uint16_t)bits)), bits);
    }
}

/* The nearest one is taken: an error of 2^-11 of the sample at most, or of half
 * a step. */
static void test_error(void **state)
{
    (void)state;
    for (float x = 1e-9F; x < 60000.0F; x *= 1.00037F) {
        double error = fabs((double)sample(half(x)) - (double)x);
        assert_true(error <= fmax((double)x * 0x1p-11, 0x1p-25));
        assert_true(sample(half(-x)) == -sample(half(x)));
    }
}

/* Wherever the reading begins and ends, silence stands for what is not there.
 */
static void test_read_around(void **state)
{
    (void)state;
    enum { N = 5 };
    const uint16_t halves[N] = {half(1), half(2), half(3), half(4), half(5)};
    const struct yn_halves sound = {halves, N};
    for (ptrdiff_t from = -2 * N; from <= 2 * N; from++) {
        for (size_t n = 0; n <= 3 * N; n++) {
            float out[3 * N + 1];
            out[n] = -1;
            yn_halves_read(&sound, from, n, out);
            for (size_t i = 0; i < n; i++) {
                ptrdiff_t at = from + (ptrdiff_t)i;
                float there = at >= 0 && at < N ? (float)(at + 1) : 0;
                assert_true(out[i] == there);
            }
            assert_true(out[n] == -1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_read_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
