/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/buf.h"

static void test_empty(void **state)
{
    (void)state;
    struct yn_buf buf = {0};
    assert_string_equal(yn_buf_text(&buf), "");
    char *text = NULL;
    assert_int_equal(yn_buf_finish(&buf, &text, NULL), YN_OK);
    assert_string_equal(text, "");
    free(text);
}

static void test_grows(void **state)
{
    (void)state;
    struct yn_buf buf = {0};
    for (int i = 0; i < 1000; i++)
        yn_buf_printf(&buf, "%d,", i % 10);
    assert_int_equal(buf.len, 2000);
    assert_memory_equal(buf.data + 1990, "5,6,7,8,9,", 11);
    yn_buf_release(&buf);
}

static void test_utf8(void **state)
{
    (void)state;
    struct yn_buf buf = {0};
    yn_buf_put_utf8(&buf, 'a');
    yn_buf_put_utf8(&buf, 0xE9);
    yn_buf_put_utf8(&buf, 0xC5EC);
    yn_buf_put_utf8(&buf, 0x1F62D);
    assert_string_equal(yn_buf_text(&buf), "aé여😭");
    yn_buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_grows),
        cmocka_unit_test(test_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
