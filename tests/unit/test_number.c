/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "publish/number.h"

static void test_shortest(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        {7.5, "7.5"},   {8, "8"},
        {10, "10"},     {0, "0"},
        {0.5, "0.5"},   {7.125, "7.125"},
        {2020, "2020"}, {123456, "123456"},
        {6.9, "6.9"},   {22 / 3.0, "7.333333333333333"},
        {NAN, ""},      {-INFINITY, ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        yn_number_put(rows[i].number, &out);
        assert_string_equal(yn_buf_text(&out), rows[i].text);
        yn_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shortest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
