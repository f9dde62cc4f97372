/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "base/day.h"

static const struct {
    struct yn_date date;
    int32_t day, monday;
} days[] = {
    {{1970, 1, 1}, 0, -3},
    {{1969, 12, 31}, -1, -3},
    {{1970, 1, 5}, 4, 4},
    {{1600, 2, 29}, -135081, -135082},
    {{2000, 2, 29}, 11016, 11015},
    {{2020, 12, 31}, 18627, 18624},
    {{2100, 3, 1}, 47541, 47541},
    {{1, 1, 1}, -719162, -719162},
    {{9999, 12, 31}, 2932896, 2932892},
};

static void test_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(days); i++) {
        print_message("%d-%d-%d\n", days[i].date.year, days[i].date.month,
                      days[i].date.day);
        struct yn_date back = yn_day_date(days[i].day);
        assert_int_equal(yn_day_of(days[i].date), days[i].day);
        assert_int_equal(back.year, days[i].date.year);
        assert_int_equal(back.month, days[i].date.month);
        assert_int_equal(back.day, days[i].date.day);
        assert_int_equal(yn_day_monday(days[i].day), days[i].monday);
        assert_int_equal(yn_day_of_time((int64_t)days[i].day * YN_DAY_S),
                         days[i].day);
        assert_int_equal(
            yn_day_of_time((int64_t)(days[i].day + 1) * YN_DAY_S - 1),
            days[i].day);
    }
}

static const struct {
    const char *text;
    bool ok;
} dates[] = {
    {"2020-02-29", true},    {"2021-02-29", false}, {"2020-13-01", false},
    {"2020-00-10", false},   {"2020-1-1", false},   {"0000-01-01", false},
    {"2020-01-31T12", true}, {"20200131", false},   {"", false},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(dates); i++) {
        struct yn_date date;
        const char *end;
        print_message("%s\n", dates[i].text);
        bool ok = yn_date_read(dates[i].text, &date, &end);
        assert_int_equal(ok, dates[i].ok);
        if (ok)
            assert_ptr_equal(end, dates[i].text + 10);
    }
}

static const struct {
    int year;
    unsigned week;
    struct yn_date monday; /* year 0: there is none */
} weeks[] = {
    {2020, 1, {2019, 12, 30}},
    {2020, 53, {2020, 12, 28}},
    {2021, 53, {0}},
    {2021, 1, {2021, 1, 4}},
    {2019, 0, {0}},
    {2024, 1, {2024, 1, 1}},
};

static void test_iso_weeks(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(weeks); i++) {
        int32_t monday = 0;
        print_message("%d week %u\n", weeks[i].year, weeks[i].week);
        bool ok = yn_day_iso_week(weeks[i].year, weeks[i].week, &monday);
        assert_int_equal(ok, weeks[i].monday.year != 0);
        if (ok)
            assert_int_equal(monday, yn_day_of(weeks[i].monday));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_iso_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
