/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/quote.h"

static void test_yaml(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Flower", "Flower"},
        {"너에게 난, 나에게 넌", "너에게 난, 나에게 넌"},
        {"It's Okay", "It's Okay"},
        {"Missing: The Other Side", "\"Missing: The Other Side\""},
        {"a:b", "a:b"},
        {"a:", "\"a:\""},
        {"C# minor", "C# minor"},
        {"a #1", "\"a #1\""},
        {"say \"x\"", "say \"x\""},
        {"\"x\"", "\"\\\"x\\\"\""},
        {"back\\slash", "back\\slash"},
        {"#1 \\", "\"#1 \\\\\""},
        {"No", "\"No\""},
        {"null", "\"null\""},
        {"~", "\"~\""},
        {"1987", "\"1987\""},
        {"10cm", "\"10cm\""},
        {"- x", "\"- x\""},
        {"@b", "\"@b\""},
        {"", "\"\""},
        {"x ", "\"x \""},
        {"a\nb", "\"a\\nb\""},
        {"a\tb", "\"a\\U00000009b\""},
        {"a\xE2\x80\xA8z", "\"a\\U00002028z\""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf buf = {0};
        yn_quote_yaml(rows[i][0], &buf);
        assert_string_equal(yn_buf_text(&buf), rows[i][1]);
        yn_buf_release(&buf);
    }
}

static void test_csv(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Flower", "Flower"},
        {"", ""},
        {"a,b", "\"a,b\""},
        {"a;b", "\"a;b\""},
        {"a \"b\"", "\"a \"\"b\"\"\""},
        {"a\nb", "\"a\nb\""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf buf = {0};
        yn_quote_csv(rows[i][0], &buf);
        assert_string_equal(yn_buf_text(&buf), rows[i][1]);
        yn_buf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml),
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
