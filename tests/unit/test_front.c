/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include "publish/front.h"

static void test_quoting(void **state)
{
    (void)state;
    static const struct {
        const char *text, *yaml;
    } rows[] = {
        {"", ""},
        {"Flower", "k: \"Flower\"\n"},
        {"- x: [1, 2] # no", "k: \"- x: [1, 2] # no\"\n"},
        {"null", "k: \"null\"\n"},
        {"say \"hi\" \\ bye", "k: \"say \\\"hi\\\" \\\\ bye\"\n"},
        {"a\nb\tc", "k: \"a\\nb\\U00000009c\"\n"},
        {"\001\177", "k: \"\\U00000001\\U0000007F\"\n"},
        {"\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF",
         "k: \"\\U00000085\\U00002028\\U0000FEFF\"\n"},
        {"여운 😭", "k: \"여운 😭\"\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        struct yn_front front = {.out = &out};
        yn_front_text(&front, "k", rows[i].text);
        assert_string_equal(yn_buf_text(&out), rows[i].yaml);
        yn_buf_release(&out);
    }
}

static void test_nesting(void **state)
{
    (void)state;
    static const char *names[] = {"tvN", "a, \"b\""};
    struct yn_buf out = {0};
    struct yn_front front = {.out = &out};
    yn_front_number(&front, "weight", 3);
    yn_front_number(&front, "score", NAN);
    struct yn_front params = yn_front_nest(&front, "params");
    yn_front_bool(&params, "shared", false);
    yn_front_date(&params, "first", (struct yn_date){2020, 3, 12});
    yn_front_date(&params, "last", (struct yn_date){0});
    yn_front_list(&params, "network", &(struct yn_text_list){names, 2});
    yn_front_list(&params, "none", &(struct yn_text_list){0});
    struct yn_front picks = yn_front_nest(&params, "picks");
    for (int i = 0; i < 2; i++) {
        struct yn_front item = yn_front_item(&picks);
        yn_front_text(&item, "korean", "");
        yn_front_text(&item, "title", "T");
        yn_front_number(&item, "score", 7.5);
    }
    assert_string_equal(yn_buf_text(&out),
                        "weight: 3\n"
                        "params:\n"
                        "  shared: false\n"
                        "  first: 2020-03-12\n"
                        "  network: [\"tvN\", \"a, \\\"b\\\"\"]\n"
                        "  picks:\n"
                        "    - title: \"T\"\n"
                        "      score: 7.5\n"
                        "    - title: \"T\"\n"
                        "      score: 7.5\n");
    yn_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quoting),
        cmocka_unit_test(test_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
