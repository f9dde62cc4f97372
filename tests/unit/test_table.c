/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <locale.h>

#include "options.h"
#include "out.h"
#include "table.h"

struct cells_row {
    const char *text;
    size_t cells;
};

static const struct cells_row cells_rows[] = {
    {"", 0},    {"abc", 3},       {"여운", 4},
    {"é", 1},   {"e\xCC\x81", 1}, /* with a combining accent */
    {"“a”", 3}, {"a\tb", 3},      {"\xFF", 1},
};

static void test_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(cells_rows); i++) {
        print_message("row %zu: %s\n", i, cells_rows[i].text);
        assert_int_equal(yn_text_cells(cells_rows[i].text),
                         cells_rows[i].cells);
    }
}

static void test_print(void **state)
{
    (void)state;
    static const struct yn_column columns[] = {
        {"#", true}, {"Name", false}, {"Note", false}};
    struct yn_table table;
    yn_table_init(&table, columns, 3);
    static const char *const cells[] = {
        "10", "여운", "x\033[31m", "2", "Echo-", "", "", "", "last"};
    for (size_t i = 0; i < YN_LEN(cells); i++)
        yn_table_add(&table, "%s", cells[i]);
    char *text = NULL;
    size_t len = 0;
    FILE *f = open_memstream(&text, &len);
    assert_non_null(f);
    assert_int_equal(yn_table_print(&table, "Title", false, f, NULL), YN_OK);
    assert_int_equal(fclose(f), 0);
    assert_string_equal(text, "Title\n"
                              " #  Name   Note\n"
                              "10  여운   x\xEF\xBF\xBD[31m\n"
                              " 2  Echo-\n"
                              "           last\n");
    free(text);
    yn_table_release(&table);
}

struct csv_row {
    const char *text, *cell;
};

static const struct csv_row csv_rows[] = {
    {"", ""},
    {"plain 여운", "plain 여운"},
    {"a,b", "\"a,b\""},
    {"say \"hi\"", "\"say \"\"hi\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"=1+1", "\"'=1+1\""},
    {"+82", "\"'+82\""},
    {"-", "\"'-\""},
    {"@me", "\"'@me\""},
    {" padded", "\" padded\""},
};

static void test_csv(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(csv_rows); i++) {
        print_message("row %zu: %s\n", i, csv_rows[i].text);
        char *text = NULL;
        size_t len = 0;
        FILE *f = open_memstream(&text, &len);
        assert_non_null(f);
        yn_csv_text(f, true, csv_rows[i].text);
        assert_int_equal(fclose(f), 0);
        assert_string_equal(text, csv_rows[i].cell);
        free(text);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
