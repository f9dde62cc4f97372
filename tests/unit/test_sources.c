/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where charts, histories and views are looked for.
 */
#include "support/test.h"

#include "base/base.h"
#include "support/linger_fixture.h"

#define LB(time)                                                               \
    "{\"listened_at\": " time ", \"track_metadata\": {\"artist_name\": "       \
    "\"Gaho\", \"track_name\": \"Start Over\"}}\n"
#define CHART                                                                  \
    "# read: 2020-W10/2020-W12 1-10\n"                                         \
    "year,week,rank,title,artist\n2020,10,4,Start Over,Gaho\n"
#define VIEWS "date,count\n2020-03-01,10\n2020-03-08,30\n"

static void write_files(const struct folder *folder)
{
    folder_write(folder, "exports/mine.jsonl", LB("1581321600"));
    folder_write(folder, "exports/mina/a.jsonl", LB("1581325200"));
    folder_write(folder, "exports/mina/b.jsonl", LB("1581328800"));
    folder_write(folder, "exports/joon/2020/a.jsonl", LB("1581321600"));
    folder_write(folder, "exports/joon/readme.txt", "words");
    folder_write(folder, "ranks/one.csv", CHART);
    folder_write(folder, "ranks/one.coverage.csv",
                 "year,week,rank_from,rank_to\n2020,13,1,10\n");
    folder_write(folder, "ranks/deep/two.csv", CHART);
    folder_write(folder, "seen/deep/Start Over - Gaho.csv", VIEWS);
}

static const struct {
    const char *keys;
    size_t charts, listeners, plays, views;
} rows[] = {
    {"", 0, 0, 0, 0},
    {"listens: exports/mine.jsonl\n", 0, 1, 1, 0},
    /* A folder is a person, with those in it others. */
    {"listens: [exports]\n", 0, 2, 3, 0},
    {"listens: exports/*.jsonl\n", 0, 1, 1, 0},
    {"listens: exports/*/*.jsonl\n", 0, 1, 2, 0},
    {"listens: exports/**/*.jsonl\n", 0, 3, 4, 0},
    {"listens: [exports/*.jsonl, \"exports/{mina,joon}/**/*.jsonl\"]\n", 0, 3,
     4, 0},
    {"listens: exports/**\n", 0, 3, 4, 0},
    {"listens: exports/mina/*.jsonl\n", 0, 1, 2, 0},
    {"charts: ranks\n", 1, 0, 0, 0},
    {"charts: ranks/*.csv\n", 1, 0, 0, 0},
    {"charts: ranks/**/*.csv\n", 2, 0, 0, 0},
    {"views: [\"seen/**\"]\n", 0, 0, 0, 1},
    {"views: seen\ncharts: ranks/deep/two.csv\n", 1, 0, 0, 1},
};

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct folder folder;
        struct linger linger;
        char season[512];
        print_message("%s\n", rows[i].keys);
        linger_folder(&folder);
        write_files(&folder);
        snprintf(season, sizeof(season),
                 "---\ntitle: A Year\nyear: 2020\n%s---\n", rows[i].keys);
        folder_write(&folder, "season.md", season);
        linger_read(&folder, NULL, &linger);
        assert_int_equal(linger.attention->n_charts, rows[i].charts);
        assert_int_equal(linger.attention->listens->n_listeners,
                         rows[i].listeners);
        assert_int_equal(linger.attention->listens->n_plays, rows[i].plays);
        assert_int_equal(linger.attention->n_views, rows[i].views);
        assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 0);
        linger_release(&linger);
        folder_remove(&folder);
    }
}

static void test_nothing(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "listens: gone.zip", "listens: exports/*.zip", "charts: \"[x]/*.csv\"",
        "views: seen/nothing.csv"};
    for (size_t i = 0; i < YN_LEN(keys); i++) {
        struct folder folder;
        struct linger linger;
        char season[256];
        linger_folder(&folder);
        write_files(&folder);
        snprintf(season, sizeof(season),
                 "---\ntitle: A Year\nyear: 2020\n%s\n---\n", keys[i]);
        folder_write(&folder, "season.md", season);
        linger_read(&folder, NULL, &linger);
        assert_true(linger_says(&linger, "season.md:0:0", "names no file"));
        linger_release(&linger);
        folder_remove(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
