/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <yeoun/usage.h>

#include "base/base.h"
#include "support/folder.h"

struct code_row {
    enum yn_use use;
    int version;
    const char *code;
};

static void check_codes(const struct yn_usage *usage,
                        const struct code_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        print_message("row %zu: %s\n", i, yn_use_word(rows[i].use));
        assert_string_equal(yn_usage_code(usage, rows[i].use, rows[i].version),
                            rows[i].code);
    }
}

static void test_builtin(void **state)
{
    (void)state;
    static const struct code_row rows[] = {
        {YN_BACKGROUND, YN_VOCAL, "BV"},
        {YN_BACKGROUND, YN_INSTRUMENTAL, "BI"},
        {YN_BACKGROUND, YN_SCORE, "BI"},
        {YN_BACKGROUND, YN_USAGE_UNKNOWN, "BG"},
        {YN_FEATURED, YN_VOCAL, "FV"},
        {YN_FOREGROUND, YN_INSTRUMENTAL, "FI"},
        {YN_ALONE, YN_SCORE, "FI"},
        {YN_ALONE, YN_USAGE_UNKNOWN, ""},
    };
    check_codes(NULL, rows, YN_LEN(rows));
}

struct file {
    struct folder folder;
    struct yn_report *report;
    struct yn_season *season;
};

/* A season whose usage.csv holds `text`; NULL: it has none. */
static void file_read(struct file *f, const char *text)
{
    *f = (struct file){0};
    folder_make(&f->folder);
    folder_write(&f->folder, "season.md", "---\ntitle: T\nyear: 2020\n---\n");
    folder_write(&f->folder, "dramas/d.md", "---\ntitle: D\n---\n");
    if (text)
        folder_write(&f->folder, "usage.csv", text);
    assert_int_equal(yn_report_create(&f->report, NULL), YN_OK);
    assert_int_equal(
        yn_season_read(f->folder.path, NULL, f->report, &f->season, NULL),
        YN_OK);
    assert_non_null(f->season->usage);
}

static void file_release(struct file *f)
{
    yn_season_destroy(&f->season);
    yn_report_destroy(&f->report);
    folder_remove(&f->folder);
}

static void test_file(void **state)
{
    (void)state;
    static const struct code_row rows[] = {
        {YN_BACKGROUND, YN_VOCAL, "배경"},
        {YN_BACKGROUND, YN_SCORE, "UND"},
        {YN_BACKGROUND, YN_USAGE_UNKNOWN, "?"},
        {YN_ALONE, YN_VOCAL, ""},
        {YN_FEATURED, YN_USAGE_UNKNOWN, "?"},
        {YN_FEATURED, YN_VOCAL, ""},
    };
    struct file f;
    file_read(&f, "code,version,use\n"
                  "배경,vocal,Background\n"
                  "?,unknown,\n"
                  "UND,,background\n"
                  ",,alone\n");
    assert_int_equal(yn_report_count(f.report, YN_PROBLEM), 0);
    check_codes(f.season->usage, rows, YN_LEN(rows));
    file_release(&f);
}

static void test_no_file(void **state)
{
    (void)state;
    struct file f;
    file_read(&f, NULL);
    assert_ptr_equal(f.season->usage, yn_usage_builtin());
    file_release(&f);
}

static void test_problems(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
    } rows[] = {
        {"", 0, 0},
        {"use,code\nalone,FV\n", 1, 1},
        {"use,version,code\nloud,vocal,FV\n", 2, 1},
        {"use,version,code\nalone,sung,FV\n", 2, 7},
        {"use,version,code\nalone,vocal,a very long code indeed\n", 2, 13},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct file f;
        file_read(&f, rows[i].text);
        size_t n;
        const struct yn_problem *problem = yn_report_items(f.report, &n);
        print_message("row %zu: %zu problems\n", i, n);
        assert_int_equal(n, 1);
        assert_int_equal(problem->severity, YN_PROBLEM);
        assert_int_equal(problem->pos.line, rows[i].line);
        assert_int_equal(problem->pos.column, rows[i].column);
        assert_true(problem->remedy[0] != '\0');
        file_release(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_problems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
