/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "run/scan_number.h"

static const struct yn_drama dramas[2];

struct row {
    int drama;
    const char *path;
    unsigned season, number, last;
    bool special;
    int day; /* of the date in it */
    const char *title;
};

/* In the order wanted. */
static const struct row rows[] = {
    {0, "v/Hotel 1회.mkv", 0, 1, 0, false, 0, ""},
    {0, "v/Hotel.E02-E03.1080p.mkv", 0, 2, 3, false, 0, ""},
    {0, "z/Hotel S01E04.mkv", 1, 4, 0, false, 0, ""},
    {0, "v/Hotel - 5 [ABCDEF12].mkv", 0, 5, 0, false, 0, ""},
    {0, "v/Hotel.E09.200528.mkv", 0, 9, 0, false, 28, "Hotel.E09.200528.mkv"},
    {0, "a/Hotel.E09.END.200530.mkv", 0, 9, 0, false, 30,
     "Hotel.E09.END.200530.mkv"},
    {0, "v/Hotel.E10.mkv", 0, 10, 0, false, 0, ""},
    {0, "a/Hotel S02E01.mkv", 2, 1, 0, false, 0, ""},
    {0, "a/Hotel 2020-05-29.mkv", 0, 0, 0, false, 29, ""},
    {0, "a/Hotel S00E02.mkv", 0, 2, 0, true, 0, ""},
    {0, "a/Hotel making of.mkv", 0, 0, 0, false, 0, ""},
    {1, "a/1.mkv", 0, 1, 0, false, 0, ""},
};

static void fill(struct yn_season_episode *episodes, size_t step)
{
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        const struct row *row = &rows[i * step % YN_LEN(rows)];
        episodes[i] = (struct yn_season_episode){.path = row->path,
                                                 .drama = &dramas[row->drama]};
    }
}

static void test_order(void **state)
{
    (void)state;
    static const size_t steps[] = {1, 5, 7, 11};
    for (size_t k = 0; k < YN_LEN(steps); k++) {
        struct yn_season_episode episodes[YN_LEN(rows)];
        fill(episodes, steps[k]);
        assert_int_equal(yn_scan_number(episodes, YN_LEN(rows), NULL), YN_OK);
        for (size_t i = 0; i < YN_LEN(rows); i++) {
            const struct yn_season_episode *got = &episodes[i];
            print_message("%s\n", got->path);
            assert_string_equal(got->path, rows[i].path);
            assert_int_equal(got->season, rows[i].season);
            assert_int_equal(got->number, rows[i].number);
            assert_int_equal(got->last, rows[i].last);
            assert_int_equal(got->special, rows[i].special);
            assert_int_equal(got->aired.day, rows[i].day);
            assert_string_equal(got->title, rows[i].title);
        }
    }
    assert_int_equal(yn_scan_number(NULL, 0, NULL), YN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
