/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a site may go, what may go into it, and that nothing is lost.
 */
#include "support/test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <yeoun/publish.h>

#include "base/dir.h"
#include "base/file.h"
#include "publish/place.h"

#define PATH_MAX_BYTES 512

/* A season in a folder of its own, with a body the test chooses. */
struct fixture {
    char root[64];
    char path[PATH_MAX_BYTES]; /* scratch for at() */
};

static const char *at(struct fixture *f, const char *name)
{
    snprintf(f->path, sizeof(f->path), "%s/%s", f->root, name);
    return f->path;
}

static void put(struct fixture *f, const char *name, const char *text)
{
    assert_int_equal(yn_file_write(at(f, name), text, strlen(text), NULL), 0);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    assert_non_null(f);
    snprintf(f->root, sizeof(f->root), "/tmp/yeoun-publish-XXXXXX");
    assert_non_null(mkdtemp(f->root));
    assert_int_equal(yn_dir_make(at(f, "season/dramas"), NULL), 0);
    assert_int_equal(yn_dir_make(at(f, "season/ballots"), NULL), 0);
    assert_int_equal(yn_dir_make(at(f, "season/empty"), NULL), 0);
    put(f, "season/season.md", "---\ntitle: T\nyear: 2031\n---\nWords.\n");
    put(f, "season/picture.png", "not really");
    put(f, "outside.png", "not the editor's");
    put(f, "file", "a file");
    assert_int_equal(yn_dir_make(at(f, "foreign"), NULL), 0);
    put(f, "foreign/.hidden", "theirs");
    put(f, "season/dramas/d.md",
        "---\ntitle: D\ntracks:\n  - title: S\n    artist: A\n---\nBody.\n");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(yn_dir_remove(f->root, NULL), 0);
    free(f);
    return 0;
}

static int publish(struct fixture *f, const char *out, struct yn_err *err)
{
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    struct yn_tally *tally = NULL;
    struct yn_published result = {0};
    char dir[PATH_MAX_BYTES], place[PATH_MAX_BYTES];
    snprintf(dir, sizeof(dir), "%s/season", f->root);
    snprintf(place, sizeof(place), "%s/%s", f->root, out ? out : "");
    assert_int_equal(yn_report_create(&report, err), 0);
    assert_int_equal(yn_season_read(dir, NULL, report, &season, err), 0);
    assert_int_equal(yn_report_count(report, YN_PROBLEM), 0);
    assert_int_equal(yn_tally_create(season, &tally, err), 0);
    struct yn_publish_params params = {.out = out ? place : NULL};
    int rc = yn_publish(season, tally, &params, &result, err);
    assert_int_equal(result.n_files > 0, rc == 0);
    yn_published_release(&result);
    yn_tally_destroy(&tally);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
    return rc;
}

static void test_places(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *out;
        int rc;
    } rows[] = {
        {NULL, YN_OK}, /* season/site */
        {"season/other", YN_OK},
        {"new/deep/site", YN_OK},
        {"season/empty", YN_OK},
        {"season/../season/site", YN_OK},
        {"season", YN_E_UNSAFE},
        {".", YN_E_UNSAFE},
        {"season/dramas", YN_E_UNSAFE},
        {"season/dramas/site", YN_E_UNSAFE},
        {"season/ballots", YN_E_UNSAFE},
        {"season/charts", YN_E_UNSAFE}, /* not there, but the season's own */
        {"season/season.md", YN_E_UNSAFE},
        {"season/.yeoun", YN_E_UNSAFE},
        {"season/deep/site", YN_E_UNSAFE},
        {"link-to-season", YN_E_UNSAFE},
        {"file", YN_E_UNSAFE},
        {"file/site", YN_E_IO},
        {"foreign", YN_E_UNSAFE},
    };
    assert_int_equal(symlink("season", at(f, "link-to-season")), 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_err err = {0};
        print_message("%s\n", rows[i].out ? rows[i].out : "(default)");
        assert_int_equal(publish(f, rows[i].out, &err), rows[i].rc);
        if (rows[i].rc)
            assert_true(strlen(err.text) > 0);
    }
    assert_true(yn_file_exists(at(f, "foreign/.hidden")));
    assert_true(yn_file_exists(at(f, "season/site/index.html")));
}

/* What somebody put into a site of ours is not lost. */
static void test_additions(void **state)
{
    struct fixture *f = *state;
    struct yn_err err = {0};
    assert_int_equal(publish(f, "site", &err), 0);
    assert_int_equal(publish(f, "site", &err), 0);
    put(f, "site/.DS_Store", "litter");
    assert_int_equal(publish(f, "site", &err), 0);
    put(f, "site/CNAME", "list.example");
    assert_int_equal(publish(f, "site", &err), YN_E_UNSAFE);
    assert_non_null(strstr(err.text, "CNAME"));
    assert_true(yn_file_exists(at(f, "site/CNAME")));
}

static size_t count_entries(struct fixture *f)
{
    struct yn_dir_list list = {0};
    assert_int_equal(yn_dir_read(f->root, &list, NULL), 0);
    size_t n = list.n;
    yn_dir_list_release(&list);
    return n;
}

/* A disk that takes no more: the old site is whole, the new one is gone. */
static void test_full_disk(void **state)
{
    struct fixture *f = *state;
    struct yn_err err = {0};
    assert_int_equal(publish(f, "site", &err), 0);
    struct yn_bytes before = {0}, after = {0};
    assert_int_equal(
        yn_file_read(at(f, "site/index.html"), 1 << 20, &before, NULL), 0);
    size_t n = count_entries(f);
    put(f, "season/season.md", "---\ntitle: Other\nyear: 2031\n---\n");

    struct rlimit old, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 2000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int rc = publish(f, "site", &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, handler);

    assert_int_equal(rc, YN_E_IO);
    assert_int_equal(count_entries(f), n);
    assert_int_equal(
        yn_file_read(at(f, "site/index.html"), 1 << 20, &after, NULL), 0);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, after.len);
    free(before.data);
    free(after.data);
}

/* What a killed run left is tidied up; what only looks like it stays. */
static void test_leftovers(void **state)
{
    struct fixture *f = *state;
    struct yn_err err = {0};
    assert_int_equal(yn_dir_make(at(f, "site.new-abc123"), NULL), 0);
    put(f, "site.new-abc123/" YN_PLACE_MARKER, "");
    put(f, "site.new-abc123/index.html", "half");
    assert_int_equal(yn_dir_make(at(f, "site.new-season"), NULL), 0);
    put(f, "site.new-season/mine", "mine");
    assert_int_equal(yn_dir_make(at(f, "site.new-ideas-of-mine"), NULL), 0);
    assert_int_equal(publish(f, "site", &err), 0);
    assert_false(yn_file_exists(at(f, "site.new-abc123")));
    assert_true(yn_file_exists(at(f, "site.new-season/mine")));
    assert_true(yn_file_exists(at(f, "site.new-ideas-of-mine")));
}

static void test_images(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *body;
        int rc;
        const char *says; /* in the message, or the file in the site */
    } rows[] = {
        {"![a](picture.png)", YN_OK, "site/files/picture.png"},
        {"![a](../picture.png)", YN_OK, "site/files/picture.png"},
        {"![a](<My%20Picture.PNG>)", YN_OK, "site/files/my-picture.png"},
        {"![a](https://x.example/a.png)", YN_OK, "site/index.html"},
        {"![a](missing.png)", YN_E_INPUT, "missing.png"},
        {"![a](../../outside.png)", YN_E_UNSAFE, "outside the season"},
        {"![a](escape.png)", YN_E_UNSAFE, "outside the season"},
        {"![a](/etc/passwd)", YN_E_UNSAFE, "outside the season"},
        {"![a](loop.png)", YN_E_INPUT, "loop.png"},
        {"![a](season.md)", YN_E_UNSAFE, "no image"},
        {"![a](ballots)", YN_E_INPUT, "no file"},
    };
    assert_int_equal(symlink("../outside.png", at(f, "season/escape.png")), 0);
    assert_int_equal(symlink("loop.png", at(f, "season/loop.png")), 0);
    put(f, "season/My Picture.PNG", "p");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[256];
        struct yn_err err = {0};
        print_message("%s\n", rows[i].body);
        snprintf(text, sizeof(text), "---\ntitle: D\n---\n%s\n", rows[i].body);
        put(f, "season/dramas/d.md", text);
        assert_int_equal(publish(f, "site", &err), rows[i].rc);
        if (rows[i].rc)
            assert_non_null(strstr(err.text, rows[i].says));
        else
            assert_true(yn_file_exists(at(f, rows[i].says)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_additions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_leftovers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_images, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
