/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whose listening gets onto a page: nobody's alone. Seasons with the histories
 * of one, three and ten persons are published, and set beside the same season
 * without any.
 */
#include "support/test.h"

#include <yeoun/publish.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/file.h"
#include "support/folder.h"

#define WEEKS 70

static const char season[] =
    "---\ntitle: A Year\nyear: 2020\nquorum: 0.5\n---\nWords.\n";
static const char drama[] = "---\n"
                            "title: Harbour\n"
                            "aired: 2020-01-04/2020-02-23\n"
                            "tracks:\n"
                            "  - {title: One, artist: Ada}\n"
                            "  - {title: Two, artist: Bee}\n"
                            "  - {title: Three, artist: Cyd}\n"
                            "---\n";
static const char ballot[] = "drama,track,pick\nHarbour,One,yes\n"
                             "Harbour,Two,yes\n";
static const char chart[] = "# read: 2020-W01/2020-W40 1-200\n"
                            "year,week,rank,title,artist\n"
                            "2020,9,40,One,Ada\n2020,10,60,One,Ada\n";

static void add_play(struct yn_buf *text, int day, int person,
                     const char *title, const char *artist)
{
    int64_t first = yn_day_of((struct yn_date){2020, 1, 6});
    long long time_s = (first + day) * YN_DAY_S + 36000 + 600 * person;
    yn_buf_printf(text,
                  "{\"listened_at\": %lld, \"track_metadata\": "
                  "{\"artist_name\": \"%s\", \"track_name\": \"%s\"}}\n",
                  time_s, artist, title);
}

/* A year and more of somebody who plays One and Two ever more seldom. */
static void write_history(const struct folder *folder, int person)
{
    char name[64];
    struct yn_buf text = {0};
    for (int w = 0; w < WEEKS; w++) {
        add_play(&text, w * 7, person, "Something", "Somebody");
        add_play(&text, w * 7 + 2, person, "Something", "Somebody");
        if (w < 12 || w % 5 == person % 5)
            add_play(&text, w * 7 + 1, person, "One", "Ada");
        if (w < 8 || w % 9 == 0)
            add_play(&text, w * 7 + 3, person, "Two", "Bee");
    }
    snprintf(name, sizeof(name), "listens/person%d/plays.jsonl", person);
    folder_write(folder, name, yn_buf_text(&text));
    yn_buf_release(&text);
}

static void make(struct folder *folder, int persons)
{
    folder_make(folder);
    folder_write(folder, "season.md", season);
    folder_write(folder, "dramas/harbour.md", drama);
    folder_write(folder, "ballots/ana.csv", ballot);
    folder_write(folder, "charts/weekly.csv", chart);
    for (int p = 0; p < persons; p++)
        write_history(folder, p);
}

/* Publishes into `out`; returns what yn_publish does. */
static int publish(const struct folder *folder, size_t listeners_min,
                   struct yn_publish_params params, struct yn_err *err)
{
    struct yn_run run = {0};
    struct yn_published published = {0};
    assert_int_equal(yn_run_open(folder->path, false, NULL, &run, NULL), 0);
    const struct yn_run_rate_params rating = {.listeners_min = listeners_min};
    assert_int_equal(yn_run_rate(&run, &rating, NULL), 0);
    params.rates = run.rates;
    params.date_s = 1600000000;
    int rc = yn_publish(run.season, run.tally, &params, &published, err);
    yn_published_release(&published);
    yn_run_release(&run);
    return rc;
}

static char *load(const struct folder *folder, const char *name)
{
    char path[512];
    struct yn_bytes bytes = {0};
    snprintf(path, sizeof(path), "%s/%s", folder->path, name);
    assert_int_equal(yn_file_read(path, 1 << 24, &bytes, NULL), 0);
    return bytes.data;
}

static void assert_has(const struct folder *folder, const char *name,
                       const char *what, bool wanted)
{
    char *text = load(folder, name);
    bool has = strstr(text, what) != NULL;
    if (has != wanted)
        print_message("%s: \"%s\" is%s in it\n", name, what, has ? "" : " not");
    assert_int_equal(has, wanted);
    free(text);
}

static void publish_all(const struct folder *folder)
{
    const struct yn_publish_params site = {.format = YN_PUBLISH_SITE};
    const struct yn_publish_params hugo = {.format = YN_PUBLISH_HUGO};
    assert_int_equal(publish(folder, YN_LISTENERS_PUBLISHED_MIN, site, NULL),
                     0);
    assert_int_equal(publish(folder, YN_LISTENERS_PUBLISHED_MIN, hugo, NULL),
                     0);
}

static const char *const published[] = {
    "site/index.html",
    "site/data.json",
    "site/atom.xml",
    "site/feed.json",
    "site/list.xspf",
    "site/list.jspf",
    "site/list.csv",
    "site-hugo/content/best-of-2020/_index.md",
    "site-hugo/content/best-of-2020/harbour.md",
};

/* With fewer than ten, what is published is to the byte what it is without
 * anybody. */
static void test_few(void **state)
{
    (void)state;
    static const int few[] = {1, 3, 9};
    struct folder none, some;
    make(&none, 0);
    publish_all(&none);
    for (size_t i = 0; i < YN_LEN(few); i++) {
        make(&some, few[i]);
        publish_all(&some);
        for (size_t f = 0; f < YN_LEN(published); f++) {
            char *is = load(&some, published[f]);
            char *wanted = load(&none, published[f]);
            print_message("%d persons: %s\n", few[i], published[f]);
            assert_string_equal(is, wanted);
            free(is);
            free(wanted);
        }
        folder_remove(&some);
    }
    folder_remove(&none);
}

static void test_ten(void **state)
{
    (void)state;
    struct folder folder;
    make(&folder, 10);
    publish_all(&folder);
    assert_has(&folder, "site/index.html", "Histories of 10 listeners", true);
    assert_has(&folder, "site/index.html", "Left of the plays after a year",
               true);
    assert_has(&folder, "site/index.html",
               "Nothing here is told of fewer than ten listeners.", true);
    assert_has(&folder, "site/index.html", "person", false);
    assert_has(&folder, "site/data.json", "\"listens\"", true);
    assert_has(&folder, "site/data.json", "person", false);
    assert_has(&folder, "site/atom.xml", "listener", false);
    folder_remove(&folder);
}

/* What one person played is for her own eyes. */
static void test_local(void **state)
{
    (void)state;
    struct folder folder;
    make(&folder, 1);
    const struct yn_publish_params local = {.local = true};
    assert_int_equal(publish(&folder, 0, local, NULL), 0);
    assert_has(&folder, "site-local/index.html",
               "One listener’s own history: 23 plays.", true);
    folder_remove(&folder);
    make(&folder, 3);
    assert_int_equal(publish(&folder, 0, local, NULL), 0);
    assert_has(&folder, "site-local/index.html", "Histories of 3 listeners",
               true);
    assert_has(&folder, "site-local/data.json", "\"listens\"", true);
    folder_remove(&folder);
}

/* Ratings that know of single persons are refused, whoever hands them over. */
static void test_refused(void **state)
{
    (void)state;
    static const size_t mins[] = {0, 1, YN_LISTENERS_PUBLISHED_MIN - 1};
    struct folder folder;
    make(&folder, 0);
    for (size_t i = 0; i < YN_LEN(mins); i++) {
        struct yn_err err = {0};
        const struct yn_publish_params site = {.format = YN_PUBLISH_SITE};
        const struct yn_publish_params hugo = {.format = YN_PUBLISH_HUGO};
        assert_int_equal(publish(&folder, mins[i], site, &err), YN_E_ARG);
        assert_non_null(strstr(err.text, "10 listeners"));
        assert_int_equal(publish(&folder, mins[i], hugo, NULL), YN_E_ARG);
    }
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few),
        cmocka_unit_test(test_ten),
        cmocka_unit_test(test_local),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
