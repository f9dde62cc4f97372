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
#include "base/hash.h"
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
    struct yn_publish_params params = {.out = out ? place : NULL,
                                       .keep_pictures = true};
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

/* ---- pictures of the site that stands ---- */

#define PICTURE_LIMIT ((size_t)1 << 20)
#define NAME_BYTES 128

/* The file, which ends in a zero byte; free it. */
static char *get(struct fixture *f, const char *name, size_t *len)
{
    struct yn_bytes bytes = {0};
    assert_int_equal(yn_file_read(at(f, name), PICTURE_LIMIT, &bytes, NULL), 0);
    *len = bytes.len;
    return bytes.data;
}

/* The note of the one place there is. */
static const char *note_name(struct fixture *f, char *out, size_t size)
{
    struct yn_dir_list list = {0};
    out[0] = '\0';
    assert_int_equal(yn_dir_read(at(f, "season/.yeoun"), &list, NULL), 0);
    for (size_t i = 0; i < list.n; i++) {
        if (strncmp(list.name[i], "pictures-", 9) == 0)
            snprintf(out, size, "season/.yeoun/%s", list.name[i]);
    }
    yn_dir_list_release(&list);
    assert_true(out[0] != '\0');
    return out;
}

static void must_be(struct fixture *f, const char *name, const char *data,
                    size_t len)
{
    size_t now_len;
    char *now = get(f, name, &now_len);
    assert_int_equal(now_len, len);
    assert_memory_equal(now, data, len);
    free(now);
}

static void must_publish(struct fixture *f)
{
    struct yn_err err = {0};
    if (publish(f, NULL, &err))
        fail_msg("%s", err.text);
}

/* Puts the hash of `text` where the note has that of share.png. */
static void forge(char *note, const char *text)
{
    const struct yn_hash hash = yn_hash_bytes(text, strlen(text));
    char *line = strstr(note, " share.png\n");
    assert_non_null(line);
    for (size_t i = 0; i < YN_HASH_BYTES; i++) {
        char hex[3];
        snprintf(hex, sizeof(hex), "%02x", hash.byte[i]);
        memcpy(line - 2 * YN_HASH_BYTES + 2 * i, hex, 2);
    }
}

/* A file that the note vouches for is taken as it is: nothing was packed. */
static void test_pictures_kept(void **state)
{
    struct fixture *f = *state;
    char name[NAME_BYTES];
    size_t len, note_len;
    must_publish(f);
    char *picture = get(f, "season/site/share.png", &len);
    char *note = get(f, note_name(f, name, sizeof(name)), &note_len);
    must_publish(f);
    must_be(f, "season/site/share.png", picture, len);
    must_be(f, name, note, note_len);
    forge(note, "vouched for");
    put(f, name, note);
    put(f, "season/site/share.png", "vouched for");
    must_publish(f);
    must_be(f, "season/site/share.png", "vouched for", 11);
    /* Other words, other pixels. */
    put(f, "season/season.md", "---\ntitle: Tt\nyear: 2031\n---\nWords.\n");
    must_publish(f);
    size_t now_len;
    char *now = get(f, "season/site/share.png", &now_len);
    assert_true(now_len > 1000);
    assert_false(now_len == len && memcmp(now, picture, len) == 0);
    free(now);
    free(picture);
    free(note);
}

/* Whatever is wrong with note or picture: the bytes are those of a first time.
 */
static void test_pictures_damaged(void **state)
{
    struct fixture *f = *state;
    char name[NAME_BYTES];
    size_t len, note_len;
    must_publish(f);
    char *picture = get(f, "season/site/share.png", &len);
    char *whole = get(f, note_name(f, name, sizeof(name)), &note_len);
    static const size_t cuts[] = {0, 5, 17, 30, 60, 84, 90};
    for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
        char *cut = strndup(whole, cuts[i]);
        assert_non_null(cut);
        put(f, name, cut);
        put(f, "season/site/share.png", "not the picture");
        must_publish(f);
        must_be(f, "season/site/share.png", picture, len);
        must_be(f, name, whole, note_len);
        free(cut);
    }
    assert_int_equal(unlink(at(f, "season/site/share.png")), 0);
    must_publish(f);
    must_be(f, "season/site/share.png", picture, len);
    /* A folder in the note's place keeps nothing, and stops nothing. */
    assert_int_equal(unlink(at(f, name)), 0);
    assert_int_equal(yn_dir_make(at(f, name), NULL), 0);
    put(f, "season/site/share.png", "not the picture");
    must_publish(f);
    must_be(f, "season/site/share.png", picture, len);
    free(picture);
    free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_additions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_leftovers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_images, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pictures_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pictures_damaged, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
