/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "publish/text.h"

static void test_days(void **state)
{
    (void)state;
    static const struct {
        struct yn_date first, last;
        const char *text;
    } rows[] = {
        {{2019, 12, 14}, {2020, 2, 16}, "14 December 2019 – 16 February 2020"},
        {{2020, 3, 12}, {2020, 5, 28}, "12 March – 28 May 2020"},
        {{2020, 3, 12}, {2020, 3, 28}, "12 – 28 March 2020"},
        {{2020, 3, 12}, {2020, 3, 12}, "12 March 2020"},
        {{2020, 3, 12}, {0, 0, 0}, "12 March 2020"},
        {{0, 0, 0}, {2020, 3, 12}, "12 March 2020"},
        {{0, 0, 0}, {0, 0, 0}, ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        yn_text_days(rows[i].first, rows[i].last, &out);
        assert_string_equal(yn_buf_text(&out), rows[i].text);
        yn_buf_release(&out);
    }
}

static void test_instant(void **state)
{
    (void)state;
    static const struct {
        long long date_s;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00Z"},
        {1609459199, "2020-12-31T23:59:59Z"},
        {1582934400, "2020-02-29T00:00:00Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        yn_text_instant(rows[i].date_s, &out);
        assert_string_equal(yn_buf_text(&out), rows[i].text);
        yn_buf_release(&out);
    }
    assert_int_equal(yn_text_day_s((struct yn_date){2020, 2, 29}), 1582934400);
}

static void test_slug(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Me to You, You to Me", "me-to-you-you-to-me"},
        {"It’s Okay to Not Be Okay", "its-okay-to-not-be-okay"},
        {"  --Ünder  /  way!-- ", "under-way"},
        {"시청 앞 지하철 역에서", "시청-앞-지하철-역에서"},
        {"<\"&'>", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        assert_int_equal(yn_text_slug(rows[i][0], &out, NULL), YN_OK);
        assert_string_equal(yn_buf_text(&out), rows[i][1]);
        yn_buf_release(&out);
    }
}

static void test_is_web(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        int web;
    } rows[] = {
        {"https://x.example", 1},
        {"HTTP://x.example/a?b#c", 1},
        {"https://", 0},
        {"https:///x", 0},
        {"javascript:alert(1)", 0},
        {"data:text/html,x", 0},
        {"ftp://x.example", 0},
        {"//x.example", 0},
        {"https://x.example/a b", 0},
        {"https://x.example/\"", 0},
        {"https://x.example/\n", 0},
        {"", 0},
        {" https://x.example", 0},
        {"https://가.example/나", 1},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        print_message("%s\n", rows[i].address);
        assert_int_equal(yn_text_is_web(rows[i].address), rows[i].web);
    }
}

static void test_korean_run(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t start, len;
    } rows[] = {
        {"", 0, 0},         {"abc", 0, 0},           {"여운", 0, 6},
        {"a 여운 b", 2, 6}, {"여운, 봄 (b)", 0, 11}, {"\"봄\"", 1, 3},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t start = 0;
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_text_korean_run(rows[i].text, &start), rows[i].len);
        assert_int_equal(start, rows[i].start);
    }
}

static void test_site_url(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"", "atom.xml", "", "atom.xml"},
        {"", "", "a", "#a"},
        {"https://x.example/2020/", "", "", "https://x.example/2020/"},
        {"https://x.example/2020", "atom.xml", "",
         "https://x.example/2020/atom.xml"},
        {"https://x.example/2020/index.html?x#y", "", "봄",
         "https://x.example/2020/#%EB%B4%84"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_season season = {.url = rows[i][0]};
        struct yn_buf out = {0};
        yn_text_site_url(&season, rows[i][1], rows[i][2], &out);
        assert_string_equal(yn_buf_text(&out), rows[i][3]);
        yn_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),       cmocka_unit_test(test_instant),
        cmocka_unit_test(test_slug),       cmocka_unit_test(test_is_web),
        cmocka_unit_test(test_korean_run), cmocka_unit_test(test_site_url),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
