/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rating while memory runs out: the error and nothing else, for every N.
 */
#include <yeoun/run.h>

#include <stdio.h>
#include <string.h>

#include "fault.h"
#include "support/folder.h"
#include "support/test.h"

static const char drama[] = "---\n"
                            "title: Harbour\n"
                            "korean: 항구\n"
                            "aired: 2020-01-04/2020-02-01\n"
                            "tracks:\n"
                            "  - {title: One, artist: Ada}\n"
                            "  - {title: Two, artist: Bee}\n"
                            "---\n";

static const char chart[] =
    "year,week,from_date,to_date,rank,title,artist,album\n"
    "2020,2,2020-01-05,2020-01-11,50,One,Ada,Harbour OST Part 1\n"
    "2020,3,2020-01-12,2020-01-18,30,One,Ada,Harbour OST Part 1\n"
    "2020,4,2020-01-19,2020-01-25,40,One,Ada,Harbour OST Part 1\n"
    "2020,5,2020-01-26,2020-02-01,60,One,Ada,Harbour OST Part 1\n"
    "2020,6,2020-02-02,2020-02-08,90,One,Ada,Harbour OST Part 1\n";

static void write_listens(const struct folder *folder)
{
    static char text[1 << 16];
    size_t len = 0;
    for (int i = 0; i < 120; i++)
        len += (size_t)snprintf(
            text + len, sizeof(text) - len,
            "{\"user_name\":\"u%d\",\"listened_at\":%d,\"track_metadata\":"
            "{\"track_name\":\"One\",\"artist_name\":\"Ada\"}}\n",
            i % 12, 1578300000 + i * 86400);
    folder_write(folder, "listens/dump.jsonl", text);
}

static void test_rates(void **state)
{
    (void)state;
    struct folder folder;
    struct yn_run run = {0};
    folder_make(&folder);
    folder_write(&folder, "season.md", "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(&folder, "dramas/harbour.md", drama);
    folder_write(&folder, "charts/weekly.csv", chart);
    write_listens(&folder);
    assert_int_equal(yn_run_open(folder.path, false, NULL, &run, NULL), 0);
    const struct yn_run_rate_params params = {.now_s = 0};
    assert_int_equal(yn_run_rate(&run, &params, NULL), 0);
    assert_int_equal(run.rates->tracks[0].weeks_on_chart, 5);
    assert_int_equal(run.rates->tracks[0].n_measures, 2);
    const struct yn_rates_params again = {.season = run.season,
                                          .attention = run.attention};
    unsigned long nth = 0;
    for (bool failed = true; failed;) {
        struct yn_rates *rates = NULL;
        struct yn_err err = {0};
        fault_arm(FAULT_ALLOC, ++nth, false);
        int rc = yn_rates_create(&again, &rates, &err);
        failed = fault_disarm();
        if (failed) {
            assert_int_equal(rc, YN_E_NOMEM);
            assert_null(rates);
        } else {
            assert_int_equal(rc, 0);
        }
        yn_rates_destroy(&rates);
    }
    assert_true(nth > 10);
    nth = 0;
    for (bool failed = true; failed;) {
        const struct yn_track *track;
        size_t n;
        fault_arm(FAULT_ALLOC, ++nth, false);
        int rc = yn_track_find(run.season, "항구: two", &track, 1, &n, NULL);
        failed = fault_disarm();
        assert_int_equal(rc, failed ? YN_E_NOMEM : 0);
        if (!failed) {
            assert_int_equal(n, 1);
            assert_string_equal(track->title, "Two");
        }
    }
    yn_run_release(&run);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
