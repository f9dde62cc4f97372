/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "options.h"

struct fields {
    struct yn_common common;
    const char *from;
    int wait_s;
    int mood;
    double share;
};

static const char *const moods[] = {"calm", "sad", "bright", NULL};

static const struct yn_option rows[] = {
    {"from", 'f', .arg = "FILE", .help = "read", YN_FILE(struct fields, from)},
    {"wait", 'w', .arg = "SECONDS", .unit = "seconds", .initial = "3",
     .help = "wait", YN_INT(struct fields, wait_s, -1, 60)},
    {"mood", .arg = "MOOD", .initial = "sad", .help = "feel",
     YN_CHOICE(struct fields, mood, moods)},
    {"share", .arg = "SHARE", .help = "keep",
     YN_NUMBER(struct fields, share, 0, 1)},
    YN_ROW_CSV(struct fields),
    YN_ROW_JSON(struct fields),
    YN_ROW_DRY_RUN(struct fields),
    YN_ROWS_COMMON(struct fields),
};

static const struct yn_syntax syntax = {
    .name = "yeoun try",
    .options = rows,
    .n_options = YN_LEN(rows),
    .n_operands_max = 2,
    .operands = "[A [B]]",
};

#define WORDS_MAX 6

struct good_row {
    const char *word[WORDS_MAX];
    struct fields want;
    const char *operand[2];
};

#define COMMON(...) .common = {__VA_ARGS__}

static const struct good_row good_rows[] = {
    {{NULL}, {.wait_s = 3, .mood = 1}, {NULL}},
    {{"a", "-n", "b"},
     {COMMON(.dry_run = true), .wait_s = 3, .mood = 1},
     {"a", "b"}},
    {{"--from=x", "--wait", "60"}, {.from = "x", .wait_s = 60, .mood = 1}, {0}},
    {{"--from", "--json"}, {.from = "--json", .wait_s = 3, .mood = 1}, {0}},
    {{"--from==a=b"}, {.from = "=a=b", .wait_s = 3, .mood = 1}, {NULL}},
    {{"-nqfx"},
     {COMMON(.dry_run = true, .level = YN_LEVEL_QUIET), .from = "x",
      .wait_s = 3, .mood = 1},
     {NULL}},
    {{"-nf", "x", "-w-1"},
     {COMMON(.dry_run = true), .from = "x", .wait_s = -1, .mood = 1},
     {NULL}},
    {{"--json", "--json"},
     {COMMON(.form = YN_FORM_JSON), .wait_s = 3, .mood = 1},
     {NULL}},
    {{"-", "--", "-n"}, {.wait_s = 3, .mood = 1}, {"-", "-n"}},
    {{"--share=.5"}, {.wait_s = 3, .mood = 1, .share = 0.5}, {NULL}},
    {{"--share", "1.0"}, {.wait_s = 3, .mood = 1, .share = 1}, {NULL}},
    {{"--mood", "calm", "--mood=bright"}, {.wait_s = 3, .mood = 2}, {NULL}},
    {{"--color=never", "-h", "a", "b", "c"},
     {COMMON(.help = true, .color = YN_COLOR_NEVER), .wait_s = 3, .mood = 1},
     {"a", "b"}},
};

static size_t count_words(const char *const *word)
{
    size_t n = 0;
    while (n < WORDS_MAX && word[n])
        n++;
    return n;
}

static void assert_text(const char *actual, const char *expected)
{
    if (!expected)
        assert_null(actual);
    else
        assert_string_equal(actual, expected);
}

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(good_rows); i++) {
        const struct good_row *row = &good_rows[i];
        print_message("row %zu: %s\n", i, row->word[0] ? row->word[0] : "");
        const char *argv[WORDS_MAX] = {0};
        size_t n = count_words(row->word), n_operands = 99;
        memcpy(argv, row->word, sizeof(argv));
        struct fields got = {0};
        struct yn_err err = {0};
        assert_int_equal(
            yn_options_parse(&syntax, (int)n, argv, &got, &n_operands, &err),
            YN_OK);
        assert_int_equal(got.common.form, row->want.common.form);
        assert_int_equal(got.common.level, row->want.common.level);
        assert_int_equal(got.common.color, row->want.common.color);
        assert_int_equal(got.common.dry_run, row->want.common.dry_run);
        assert_int_equal(got.common.help, row->want.common.help);
        assert_int_equal(got.wait_s, row->want.wait_s);
        assert_int_equal(got.mood, row->want.mood);
        assert_true(got.share == row->want.share);
        assert_text(got.from, row->want.from);
        for (size_t j = 0; j < 2 && row->operand[j]; j++)
            assert_string_equal(argv[j], row->operand[j]);
    }
}

struct bad_row {
    const char *word[WORDS_MAX];
    const char *text;
};

static const struct bad_row bad_rows[] = {
    {{"--jsn"}, "there is no option --jsn; did you mean --json?"},
    {{"--fro=x"}, "there is no option --fro; did you mean --from?"},
    {{"--j"}, "there is no option --j; did you mean --json?"},
    {{"--Json"}, "there is no option --Json; did you mean --json?"},
    {{"-json"}, "there is no option -json; did you mean --json?"},
    {{"--zzzz"}, "there is no option --zzzz; `yeoun try --help` lists them"},
    {{"-x"}, "there is no option -x; `yeoun try --help` lists them"},
    {{"-nx"}, "there is no option -x; `yeoun try --help` lists them"},
    {{"-é"}, "there is no option -é; `yeoun try --help` lists them"},
    {{"--=x"}, "there is no option --; `yeoun try --help` lists them"},
    {{"--from"}, "option --from needs a FILE"},
    {{"-f"}, "option --from needs a FILE"},
    {{"--from="}, "option --from needs a FILE; its value is empty"},
    {{"--json=yes"}, "option --json takes no value; leave “=yes” out"},
    {{"--csv", "--json"}, "--csv and --json exclude each other; leave one out"},
    {{"-qv"}, "--quiet and --verbose exclude each other; leave one out"},
    {{"--wait=61"},
     "option --wait takes a whole number of seconds from -1 to 60, not “61”"},
    {{"--wait", "3s"},
     "option --wait takes a whole number of seconds from -1 to 60, not “3s”"},
    {{"-w", " 3"},
     "option --wait takes a whole number of seconds from -1 to 60, not “ 3”"},
    {{"--wait="},
     "option --wait takes a whole number of seconds from -1 to 60, not “”"},
    {{"--wait=99999999999999999999"},
     "option --wait takes a whole number of seconds from -1 to 60, not "
     "“99999999999999999999”"},
    {{"--share=1.01"}, "option --share takes a number from 0 to 1, not “1.01”"},
    {{"--share=0,5"}, "option --share takes a number from 0 to 1, not “0,5”"},
    {{"--share=nan"}, "option --share takes a number from 0 to 1, not “nan”"},
    {{"--share=1e0"}, "option --share takes a number from 0 to 1, not “1e0”"},
    {{"--share=0.5.5"},
     "option --share takes a number from 0 to 1, not “0.5.5”"},
    {{"--share=."}, "option --share takes a number from 0 to 1, not “.”"},
    {{"--share="}, "option --share takes a number from 0 to 1, not “”"},
    {{"--mood=sat"},
     "option --mood takes calm, sad or bright, not “sat”; did you mean "
     "“sad”?"},
    {{"--mood=Sad?!"}, "option --mood takes calm, sad or bright, not “Sad?!”"},
    {{"a", "b", "c"}, "“c” is one word too many; write `yeoun try [A [B]]`"},
};

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(bad_rows); i++) {
        const struct bad_row *row = &bad_rows[i];
        print_message("row %zu: %s\n", i, row->word[0]);
        const char *argv[WORDS_MAX] = {0};
        size_t n = count_words(row->word), n_operands;
        memcpy(argv, row->word, sizeof(argv));
        struct fields got = {0};
        struct yn_err err = {0};
        assert_int_equal(
            yn_options_parse(&syntax, (int)n, argv, &got, &n_operands, &err),
            YN_E_ARG);
        assert_string_equal(err.text, row->text);
    }
}

static void test_too_few(void **state)
{
    (void)state;
    struct yn_syntax one = syntax;
    one.n_operands_min = 1;
    struct fields got = {0};
    struct yn_err err = {0};
    const char *argv[] = {"-n"};
    size_t n_operands;
    assert_int_equal(yn_options_parse(&one, 1, argv, &got, &n_operands, &err),
                     YN_E_ARG);
    assert_string_equal(err.text,
                        "something is missing; write `yeoun try [A [B]]`");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
