/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stretches of music that is unidentified, from the seconds' certainty.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/placement.h>

#include "support/near.h"

enum { SECONDS_MAX = 64 };

/* A second each: 9 is 0.95, 8 is 0.85 and so on; n is NAN, i beyond all. */
static float certainty(char c)
{
    if (c == 'n')
        return NAN;
    return c == 'i' ? INFINITY : (float)(c - '0') / 10 + 0.05F;
}

static struct yn_placements make(const char *seconds, struct yn_rest *rest)
{
    size_t n = strlen(seconds);
    assert_in_range(n, 0, SECONDS_MAX);
    for (size_t i = 0; i < n; i++)
        rest[i] = (struct yn_rest){.music = certainty(seconds[i])};
    return (struct yn_placements){
        .duration_s = (double)n, .rest = rest, .n_rest = n};
}

/* As text: "2-8 9-15". */
static void check(const struct yn_placements *placements, const char *wanted)
{
    struct yn_unidentified *found = NULL;
    size_t n = 99;
    char got[128] = "";
    assert_int_equal(yn_unidentified_find(placements, &found, &n, NULL), 0);
    assert_int_equal(found == NULL, n == 0);
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(got);
        snprintf(got + len, sizeof(got) - len, "%s%g-%g", i ? " " : "",
                 found[i].start_s, found[i].end_s);
        assert_true(found[i].confidence >= 0 && found[i].confidence <= 1);
    }
    assert_string_equal(got, wanted);
    free(found);
}

static void test_stretches(void **state)
{
    (void)state;
    static const struct {
        const char *seconds, *wanted;
    } rows[] = {
        {"", ""},
        {"0000", ""},
        {"0099999900", "2-8"},
        {"0099999000", ""},                /* too short */
        {"0077777770", ""},                /* likely, nowhere sure */
        {"0066966640", "2-8"},             /* sure once */
        {"99999900999999", "0-14"},        /* a rest */
        {"999999000999", "0-6"},           /* what follows is too short */
        {"9999990000999999", "0-6 10-16"}, /* too long for a rest */
        {"99nn999999", "4-10"},
        {"99ii999999", "4-10"},
        {"99999999", "0-8"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct yn_rest rest[SECONDS_MAX];
        struct yn_placements placements = make(rows[i].seconds, rest);
        print_message("%s\n", rows[i].seconds);
        check(&placements, rows[i].wanted);
    }
}

static void test_songs_are_left_out(void **state)
{
    (void)state;
    static const struct {
        double start_s, end_s;
        const char *wanted;
    } rows[] = {
        {10, 12, "0-8 14-20"}, {10.5, 11.5, "0-8 14-20"}, {3, 10, "12-20"},
        {-5, 400, ""},         {-INFINITY, INFINITY, ""}, {NAN, 10, "12-20"},
        {10, NAN, "0-20"},     {15, -5, "0-20"},          {400, 1e300, "0-20"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct yn_rest rest[SECONDS_MAX];
        struct yn_cue cue = {.start_s = rows[i].start_s,
                             .end_s = rows[i].end_s};
        struct yn_placements placements = make("99999999999999999999", rest);
        placements.cues = &cue;
        placements.n_cues = 1;
        print_message("%g-%g\n", cue.start_s, cue.end_s);
        check(&placements, rows[i].wanted);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    struct yn_rest rest[SECONDS_MAX];
    struct yn_placements placements = make("00998899", rest);
    struct yn_unidentified *found = NULL;
    size_t n = 0;
    placements.duration_s = 7.5;
    assert_int_equal(yn_unidentified_find(&placements, &found, &n, NULL), 0);
    assert_int_equal(n, 1);
    assert_near(found[0].end_s, 7.5, 0); /* no later than the episode */
    assert_near(found[0].confidence, (4 * 0.95 + 2 * 0.85) / 6, 1e-6);
    free(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stretches),
        cmocka_unit_test(test_songs_are_left_out),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
