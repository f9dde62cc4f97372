/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/glob.h"
#include "base/wildcard.h"
#include "support/folder.h"

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

static void test_match(void **state)
{
    static const struct {
        const char *pattern, *name;
        bool fits, plainly; /* and with brackets as they stand */
    } rows[] = {
        {"*.mkv", "a.mkv", true, true},
        {"*.mkv", ".a.mkv", false, false},
        {".*", ".a", true, true},
        {"*", "", true, true},
        {"", "", true, true},
        {"", "a", false, false},
        {"a*b*c", "a-b-b-c", true, true},
        {"a*b*c", "a-b-b-d", false, false},
        {"*ab*ab*", "aab-abb", true, true},
        {"제?회*", "제1회.mkv", true, true},
        {"제?회*", "제16회.mkv", false, false},
        {"?", "회", true, true},
        {"[가-힣]", "회", true, false},
        {"[!가-힣]", "회", false, false},
        {"[^a]x", "bx", true, false},
        {"[]a]", "]", true, false},
        {"[a-]", "-", true, false},
        {"[a", "[a", true, true},
        {"[group] *.mkv", "[group] 1.mkv", false, true},
        {"[group] *.mkv", "g 1.mkv", true, false},
        {"\\*", "*", true, true},
        {"\\*", "a", false, false},
        {"a\\", "a\\", true, true},
        {"*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         false, false},
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        size_t len = strlen(rows[i].pattern);
        print_message("%s %s\n", rows[i].pattern, rows[i].name);
        assert_int_equal(
            yn_wildcard_match(rows[i].pattern, len, rows[i].name, 0),
            rows[i].fits);
        assert_int_equal(yn_wildcard_match(rows[i].pattern, len, rows[i].name,
                                           YN_WILDCARD_PLAIN_BRACKETS),
                         rows[i].plainly);
    }
}

static int join(void *ctx, const char *pattern, struct yn_err *err)
{
    (void)err;
    yn_buf_printf(ctx, "%s|", pattern);
    return 0;
}

static void test_braces(void **state)
{
    static const struct {
        const char *pattern, *all;
    } rows[] = {
        {"a", "a|"},
        {"a.{mkv,mp4}", "a.mkv|a.mp4|"},
        {"{a,b}{1,2}", "a1|a2|b1|b2|"},
        {"{a,b{1,2}}", "a|b1|b2|"},
        {"{a,}", "a||"},
        {"{a}", "{a}|"},
        {"{a", "{a|"},
        {"{a,b", "{a,b|"},
        {"a}", "a}|"},
        {"{{a,b}", "{a|{b|"},
        {"\\{a,b}", "\\{a,b}|"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct yn_buf buf = {0};
        assert_int_equal(yn_wildcard_expand(rows[i].pattern, join, &buf, NULL),
                         0);
        assert_string_equal(yn_buf_text(&buf), rows[i].all);
        yn_buf_release(&buf);
    }
    struct yn_buf buf = {0};
    assert_int_equal(
        yn_wildcard_expand("{1,2,3,4,5,6}{1,2,3,4,5,6}{1,2,3,4,5,6}"
                           "{1,2,3,4,5,6}{1,2,3,4,5,6}",
                           join, &buf, NULL),
        YN_E_LIMIT);
    yn_buf_release(&buf);
}

static void make_link(const struct folder *f, const char *to, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", f->path, name);
    assert_return_code(symlink(to, path), 0);
}

/* The paths below the folder, joined by bars. */
static void check(const struct folder *f, const char *pattern,
                  const char *expected)
{
    struct yn_buf buf = {0};
    struct yn_glob glob;
    struct yn_err err = {0};
    print_message("%s\n", pattern);
    if (yn_glob_find(f->path, &pattern, 1, &glob, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < glob.n_files; i++)
        yn_buf_printf(&buf, "%s|", glob.files[i].path + strlen(f->path) + 1);
    assert_string_equal(yn_buf_text(&buf), expected);
    assert_true((glob.named[0] == 0) == (glob.n_files == 0));
    yn_buf_release(&buf);
    yn_glob_release(&glob);
}

static void test_find(void **state)
{
    static const char *const rows[][2] = {
        {"ep/*.mkv", "ep/E01.mkv|ep/E02.mkv|"},
        {"ep/E01.mkv", "ep/E01.mkv|"},
        {"ep//./E0[12].m*", "ep/./E01.mkv|ep/./E02.mkv|"},
        {"ep/*.{srt,mkv}", "ep/E01.mkv|ep/E01.srt|ep/E02.mkv|"},
        {"ep", ""},
        {"ep/", ""},
        {"nowhere/*", ""},
        {"ep/E01.mkv/*", ""},
        {"*.mkv", "[group] Show - 01.mkv|"},
        {"[group] Show - *.mkv", "[group] Show - 01.mkv|"},
        {"[group] Show - 01.mkv", "[group] Show - 01.mkv|"},
        {"**/E*.mkv", "deep/a/b/E03.mkv|ep/E01.mkv|ep/E02.mkv|"},
        {"deep/**", "deep/a/b/E03.mkv|"},
        {"deep/**/E03.mkv", "deep/a/b/E03.mkv|"},
        {"ep/**/E01.mkv", "ep/E01.mkv|"},
        {"linked/*", "linked/x.flac|"},
        {"hidden/*", ""},
        {"hidden/.a.mkv", "hidden/.a.mkv|"},
        /* names from macOS, patterns as one types them, and the other way */
        {"mac/제16회.mkv", "mac/\u110C\u1166"
                           "16\u1112\u116C.mkv|"},
        {"mac/제*", "mac/\u110C\u1166"
                    "16\u1112\u116C.mkv|"},
        {"\u110C\u1166/*", "제/a|"},
        {"odd/a\\*b", "odd/a*b|"},
    };
    static const char *const files[] = {
        "ep/E01.mkv",
        "ep/E02.mkv",
        "ep/E01.srt",
        "deep/a/b/E03.mkv",
        "[group] Show - 01.mkv",
        "away/x.flac",
        "hidden/.a.mkv",
        ("mac/\u110C\u1166"
         "16\u1112\u116C.mkv"),
        "제/a",
        "odd/a*b",
        "odd/aab",
    };
    struct folder f;
    (void)state;
    folder_make(&f);
    for (size_t i = 0; i < LEN(files); i++)
        folder_write(&f, files[i], "x");
    make_link(&f, "away", "linked");
    make_link(&f, "..", "deep/a/up");
    make_link(&f, ".", "deep/here");
    make_link(&f, "gone", "deep/broken.mkv");
    make_link(&f, "E01.mkv", "ep/same.mkv");
    for (size_t i = 0; i < LEN(rows); i++)
        check(&f, rows[i][0], rows[i][1]);
    folder_remove(&f);
}

static void test_many(void **state)
{
    static const char *const patterns[] = {"a/*", "b/*", "a/1", "none"};
    struct folder f;
    struct yn_glob glob;
    (void)state;
    folder_make(&f);
    folder_write(&f, "a/1", "x");
    folder_write(&f, "a/2", "x");
    make_link(&f, "a", "b");
    assert_int_equal(yn_glob_find(f.path, patterns, 4, &glob, NULL), YN_OK);
    assert_int_equal(glob.n_files, 2);
    assert_int_equal(glob.files[0].pattern, 0);
    assert_int_equal(glob.named[0], 2);
    assert_int_equal(glob.named[1], 2);
    assert_int_equal(glob.named[2], 1);
    assert_int_equal(glob.named[3], 0);
    yn_glob_release(&glob);
    assert_int_equal(yn_glob_find(f.path, NULL, 0, &glob, NULL), YN_OK);
    assert_int_equal(glob.n_files, 0);
    yn_glob_release(&glob);
    folder_remove(&f);
}

/* Links that lead back give as many folders as one likes. */
static void test_circles(void **state)
{
    const char *pattern = "*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/x";
    struct folder f;
    struct yn_glob glob;
    struct yn_err err = {0};
    (void)state;
    folder_make(&f);
    folder_write(&f, "a", "x");
    make_link(&f, ".", "l1");
    make_link(&f, ".", "l2");
    make_link(&f, ".", "l3");
    assert_int_equal(yn_glob_find(f.path, &pattern, 1, &glob, &err),
                     YN_E_LIMIT);
    assert_non_null(strstr(err.text, pattern));
    check(&f, "**/a", "a|");
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match),   cmocka_unit_test(test_braces),
        cmocka_unit_test(test_find),    cmocka_unit_test(test_many),
        cmocka_unit_test(test_circles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
