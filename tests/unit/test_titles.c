/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "base/keyed.h"
#include "season/names/credit.h"
#include "season/names/titles.h"

static const char *const titles[] = {
    "The Winter Letter", "Winter Letters", "Paper and Moon",
    "겨울 편지",         "Wnter",
};

struct names {
    struct yn_arena arena;
    struct yn_written_list list;
};

static int setup(void **state)
{
    static struct names names;
    names = (struct names){0};
    for (size_t i = 0; i < YN_LEN(titles); i++)
        assert_int_equal(
            yn_written_add(&names.arena, &names.list, titles[i], i, NULL), 0);
    /* A second name of the first, nearer to its slips. */
    assert_int_equal(
        yn_written_add(&names.arena, &names.list, "Winter Letter", 0, NULL), 0);
    assert_int_equal(yn_written_sort(&names.list, NULL), 0);
    *state = &names;
    return 0;
}

static int teardown(void **state)
{
    struct names *names = *state;
    yn_written_release(&names->list);
    yn_arena_release(&names->arena);
    assert_null(names->list.item);
    return 0;
}

static void test_find_loose(void **state)
{
    static const struct {
        const char *text;
        size_t n, index;
    } rows[] = {
        {"A Winter Letter", 2, 0}, /* under both its names */
        {"Paper Moon", 1, 2},      {"the paper & the moon", 1, 2},
        {"Paper Sun", 0, 0},       {"", 0, 0},
    };
    struct names *names = *state;
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        const char *key, *loose;
        size_t n;
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_key_make(&names->arena, rows[i].text, &key, NULL),
                         0);
        assert_int_equal(
            yn_loose_key(&names->arena, rows[i].text, key, &loose, NULL), 0);
        const struct yn_written_loose *run =
            yn_written_find_loose(&names->list, loose, &n);
        assert_int_equal(n, rows[i].n);
        for (size_t j = 0; j < n; j++)
            assert_int_equal(run[j].index, rows[i].index);
    }
}

static void test_nearest(void **state)
{
    struct names *names = *state;
    unsigned long long budget = YN_NEAREST_BUDGET;
    size_t out[YN_NEAREST_MAX];
    size_t n = yn_written_nearest(&names->list, "winterlettre", &budget, out);
    assert_int_equal(n, 2);
    assert_int_equal(out[0], 0);
    assert_int_equal(out[1], 1);
    assert_true(budget < YN_NEAREST_BUDGET);
}

/* A ballot of another season asks for every row: guessing must come to an end,
 * and find nothing then rather than something worse. */
static void test_nearest_budget(void **state)
{
    struct names *names = *state;
    unsigned long long budget = 400;
    size_t out[YN_NEAREST_MAX];
    size_t guesses = 0;
    while (yn_written_nearest(&names->list, "winterlettre", &budget, out) > 0)
        assert_in_range(++guesses, 1, 10);
    assert_int_equal(budget, 0);
    assert_int_equal(
        yn_written_nearest(&names->list, "winterletter", &budget, out), 0);
}

static void test_empty(void **state)
{
    (void)state;
    struct yn_written_list list = {0};
    unsigned long long budget = YN_NEAREST_BUDGET;
    size_t n, out[YN_NEAREST_MAX];
    assert_int_equal(yn_written_sort(&list, NULL), 0);
    assert_null(yn_written_find(&list, "x", &n));
    assert_int_equal(n, 0);
    assert_null(yn_written_find_loose(&list, "x", &n));
    assert_int_equal(n, 0);
    assert_int_equal(yn_written_nearest(&list, "x", &budget, out), 0);
    yn_written_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_find_loose, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nearest, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nearest_budget, setup, teardown),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
