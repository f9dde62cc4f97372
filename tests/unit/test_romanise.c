/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "season/names/romanise.h"

static struct yn_arena arena;
static const struct yn_romaniser *table;

static int setup(void **state)
{
    (void)state;
    return yn_romaniser_create(&arena, &table, NULL);
}

static int teardown(void **state)
{
    (void)state;
    yn_arena_release(&arena);
    return 0;
}

static int reads_as(const char *latin, const char *hangul)
{
    struct yn_readings readings;
    assert_int_equal(yn_romaniser_read(table, latin, &arena, &readings, NULL),
                     YN_OK);
    for (size_t i = 0; i < readings.n; i++) {
        if (strcmp(readings.text[i], hangul) == 0)
            return 1;
    }
    return 0;
}

static void test_readings(void **state)
{
    (void)state;
    static const struct {
        const char *latin, *hangul;
        int reads;
    } rows[] = {
        {"Yoon Mirae", "윤미래", 1},
        {"Yoon Mi Rae", "윤미래", 1},
        {"Yun Mi-rae", "윤미래", 1},
        {"Yoonmirae", "윤미래", 1},
        {"Kwak Jin Ohn", "곽진언", 1},
        {"Kwak Jineon", "곽진언", 1},
        {"Gwak Jin-eon", "곽진언", 1},
        {"Cho Jung Seok", "조정석", 1},
        {"Jo Jeong-seok", "조정석", 1},
        {"Ha Hyun Woo", "하현우", 1},
        {"Kwon Jin-ah", "권진아", 1},
        {"Sunwoo Jung-A", "선우정아", 1},
        {"Kim Jong-wan", "김종완", 1},
        {"Kim Jong-wan", "김정완", 0},
        {"Kim Jung-wan", "김종완", 0},
        {"Lee Suhyun", "이수현", 1},
        {"Lee Suyeon", "이수현", 0},
        {"Lee Suhyun", "이서현", 0},
        {"Kim Yu-na", "김윤아", 0},
        {"Kim Yun-a", "김윤아", 1},
        {"Kyuhyun", "규현", 1},
        {"Wheein", "휘인", 1},
        {"Gaho", "가호", 1},
        {"Dawn", "다운", 0},
        {"Crush", "크러쉬", 0},
        {"V", "뷔", 0},
        {"Kevin Oh", "케빈오", 0},
        {"", "", 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        print_message("%s / %s\n", rows[i].latin, rows[i].hangul);
        assert_int_equal(reads_as(rows[i].latin, rows[i].hangul),
                         rows[i].reads);
    }
}

static void test_fullness(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t n;
        int full;
    } rows[] = {
        {"윤미래", 1, 1}, {"가호", 1, 0},         {"Yoon Mirae", 1, 1},
        {"Gaho", 1, 0},   {"Kim Jung-wan", 2, 1}, {"볼빨간사춘기", 0, 0},
        {"뷔", 0, 0},     {"Red Velvet", 0, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_readings readings;
        print_message("%s\n", rows[i].name);
        assert_int_equal(
            yn_romaniser_read(table, rows[i].name, &arena, &readings, NULL),
            YN_OK);
        assert_int_equal(readings.n, rows[i].n);
        assert_int_equal(readings.full, rows[i].full);
    }
}

static void test_sounds(void **state)
{
    (void)state;
    static const struct {
        const char *hangul, *latin;
        int alike;
    } rows[] = {
        {"가호", "Gaho", 1},           {"치즈", "CHEEZE", 1},
        {"레드벨벳", "Red Velvet", 1}, {"헤이즈", "Heize", 1},
        {"크러쉬", "CRUSH", 1},        {"자이언티", "Zion.T", 1},
        {"펀치", "Punch", 1},          {"어반 자카파", "Urban Zakapa", 1},
        {"마마무", "Mamamoo", 1},      {"케이윌", "K.Will", 1},
        {"엄지", "GFRIEND", 0},        {"윤미래", "T", 0},
        {"김재환", "Wanna One", 0},    {"이원석", "Daybreak", 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        print_message("%s / %s\n", rows[i].hangul, rows[i].latin);
        assert_int_equal(yn_sounds_alike(rows[i].hangul, rows[i].latin),
                         rows[i].alike);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_fullness),
        cmocka_unit_test(test_sounds),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
