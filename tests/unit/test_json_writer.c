/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "publish/json_writer.h"

static char *finish(struct yn_jw *json, unsigned flags)
{
    struct yn_buf out = {0};
    char *text = NULL;
    assert_int_equal(yn_jw_finish(json, flags, &out, NULL), YN_OK);
    assert_int_equal(yn_buf_finish(&out, &text, NULL), YN_OK);
    return text;
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        {7.5, "7.5"},       {8, "8"},
        {0, "0"},           {-0.25, "-0.25"},
        {6.9, "6.9"},       {7.1, "7.1"},
        {10, "10"},         {1e15, "1000000000000000"},
        {NAN, "null"},      {INFINITY, "null"},
        {0.1 + 0.2, "0.3"}, {22 / 3.0, "7.33333333333333"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_jw json = {0};
        char expected[64];
        yn_jw_number(&json, yn_jw_root(&json), "n", rows[i].number);
        char *text = finish(&json, 0);
        snprintf(expected, sizeof(expected), "{\n  \"n\": %s\n}\n",
                 rows[i].text);
        assert_string_equal(text, expected);
        free(text);
    }
}

static void test_order_and_absence(void **state)
{
    (void)state;
    struct yn_jw json = {0};
    json_t *root = yn_jw_root(&json);
    yn_jw_text(&json, root, "z", "");
    yn_jw_known(&json, root, "y", "");
    yn_jw_text_if(&json, root, "x", "");
    yn_jw_date(&json, root, "w", (struct yn_date){0});
    yn_jw_date(&json, root, "v", (struct yn_date){2020, 3, 12});
    yn_jw_list(&json, root, "a", &(struct yn_text_list){0});
    yn_jw_bool(&json, root, "b", true);
    char *text = finish(&json, 0);
    assert_string_equal(text, "{\n  \"z\": \"\",\n  \"y\": null,\n"
                              "  \"w\": null,\n  \"v\": \"2020-03-12\",\n"
                              "  \"a\": [],\n  \"b\": true\n}\n");
    free(text);
}

static void test_hostile_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *plain, *in_script;
    } rows[] = {
        {"</script>", "\"</script>\"", "\"\\u003c/script>\""},
        {"<!--", "\"<!--\"", "\"\\u003c!--\""},
        {"a\"b\\c\n\001", "\"a\\\"b\\\\c\\n\\u0001\"",
         "\"a\\\"b\\\\c\\n\\u0001\""},
        {"여운 😭", "\"여운 😭\"", "\"여운 😭\""},
        {"a\xFF"
         "b",
         "\"a\xEF\xBF\xBD"
         "b\"",
         "\"a\xEF\xBF\xBD"
         "b\""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (unsigned flags = 0; flags < 2; flags++) {
            struct yn_jw json = {0};
            char expected[128];
            yn_jw_text(&json, yn_jw_root(&json), "t", rows[i].text);
            char *text = finish(&json, flags);
            snprintf(expected, sizeof(expected), "{\n  \"t\": %s\n}\n",
                     flags ? rows[i].in_script : rows[i].plain);
            assert_string_equal(text, expected);
            free(text);
        }
    }
}

static void fill_piece(struct yn_jw *json)
{
    json_t *root = yn_jw_root(json);
    yn_jw_text(json, root, "a", "x\n ");
    yn_jw_integer(json, yn_jw_object(json, root, "o"), "n", 1);
}

static void test_pieces(void **state)
{
    (void)state;
    struct yn_buf out = {0};
    struct yn_jw json = {0};
    yn_buf_putc(&out, '{');
    fill_piece(&json);
    assert_int_equal(yn_jw_finish_members(&json, 1, &out, NULL), YN_OK);
    yn_buf_puts(&out, ",\n    \"line\": ");
    fill_piece(&json);
    assert_int_equal(yn_jw_finish(&json, YN_JW_LINE, &out, NULL), YN_OK);
    assert_string_equal(yn_buf_text(&out),
                        "{\n"
                        "    \"a\": \"x\\n \",\n"
                        "    \"o\": {\n"
                        "      \"n\": 1\n"
                        "    },\n"
                        "    \"line\": {\"a\": \"x\\n \", \"o\": {\"n\": 1}}");
    yn_buf_release(&out);
}

static void test_failed_buf_is_out_of_memory(void **state)
{
    (void)state;
    struct yn_jw json = {0};
    struct yn_buf out = {0}, text = {.failed = true};
    struct yn_err err = {0};
    yn_jw_buf(&json, yn_jw_root(&json), "t", &text);
    yn_jw_text(&json, yn_jw_array(&json, NULL, "a"), NULL, "x");
    assert_int_equal(yn_jw_finish(&json, 0, &out, &err), YN_E_NOMEM);
    assert_int_equal(err.code, YN_E_NOMEM);
    yn_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_order_and_absence),
        cmocka_unit_test(test_hostile_text),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_failed_buf_is_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
