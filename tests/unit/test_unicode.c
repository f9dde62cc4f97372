/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/encoding.h"
#include "base/unicode.h"

static void test_key(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } rows[] = {
        {"", ""},
        {"Yoon Mi-Rae", "yoonmirae"},
        {"Ｙｏｏｎ　Ｍｉｒａｅ", "yoonmirae"},
        {"Beyoncé", "beyonce"},
        {"Don`t", "dont"},
        {"Don’t", "dont"},
        {"너에게 난, 나에게 넌", "너에게난나에게넌"},
        {"\u1112\u1161\u11AB", "한"}, /* jamo, as macOS writes file names */
        {"月兒戀歌", "月兒戀歌"},
        {"ガ", "ガ"},
        {"10cm", "10cm"},
        {"?!", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf buf = {0};
        assert_int_equal(yn_unicode_key(rows[i].text, &buf, NULL), YN_OK);
        print_message("%s\n", rows[i].text);
        assert_string_equal(yn_buf_text(&buf), rows[i].key);
        yn_buf_release(&buf);
    }
}

static void test_valid(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        int valid;
        size_t bad;
    } rows[] = {
        {"abc", 3, 1, 0},    {"여운", 6, 1, 0},         {"a\0b", 3, 0, 1},
        {"ab\xFF", 3, 0, 2}, {"\xEC\x97", 2, 0, 0},     {"a\xC0\x80", 3, 0, 1},
        {"", 0, 1, 0},       {"\xED\xA0\x80", 3, 0, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t bad = 0;
        int valid = yn_unicode_valid(rows[i].text, rows[i].len, &bad);
        assert_int_equal(valid, rows[i].valid);
        assert_int_equal(bad, rows[i].bad);
    }
}

static void test_language(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"ko", "kor"},    {"kor", "kor"},     {"KO", "kor"},  {"ko-KR", "kor"},
        {"en_US", "eng"}, {"zh-Hant", "zho"}, {"chi", "zho"}, {"ger", "deu"},
        {"deu", "deu"},   {"jpn", "jpn"},     {"und", ""},    {"mul", ""},
        {"", ""},         {"k", ""},          {"xq", ""},     {"한국어", ""},
        {"korean", ""},   {"yue", "yue"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char code[4];
        yn_unicode_language(rows[i][0], code);
        print_message("%s\n", rows[i][0]);
        assert_string_equal(code, rows[i][1]);
    }
}

static void test_compose(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"E01.mkv", "E01.mkv"},
        {"\u110C\u1166"
         "16\u1112\u116C",
         "제16회"},
        {"Cafe\u0301", "Café"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf buf = {0};
        assert_int_equal(yn_unicode_compose(rows[i][0], &buf, NULL), YN_OK);
        assert_string_equal(yn_buf_text(&buf), rows[i][1]);
        yn_buf_release(&buf);
    }
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        int rc;
        enum yn_encoding found;
        const char *text;
        unsigned line, column;
    } rows[] = {
        {"\xEF\xBB\xBF여운", 9, 0, YN_UTF8, "여운", 0, 0},
        {"\xB0\xA1\xC8\xA3,ok\n", 8, 0, YN_CP949, "가호,ok\n", 0, 0},
        {"\xFF\xFE\x00\xAC\x2C\x00", 6, 0, YN_UTF16, "가,", 0, 0},
        {"\xFE\xFF\xAC\x00\x00\x2C", 6, 0, YN_UTF16, "가,", 0, 0},
        {"a\0,\0b\0\n\0", 8, 0, YN_UTF16, "a,b\n", 0, 0},
        {"one\ncaf\xE9 noir\n", 14, YN_E_INPUT, YN_UTF8, NULL, 2, 4},
        {"na\xEFve \xB0\xA1", 8, YN_E_INPUT, YN_UTF8, NULL, 1, 3},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_bytes bytes = {.data = malloc(rows[i].len + 1),
                                 .len = rows[i].len};
        assert_non_null(bytes.data);
        memcpy(bytes.data, rows[i].bytes, rows[i].len);
        bytes.data[bytes.len] = '\0';
        enum yn_encoding found = YN_UTF8;
        unsigned line, column;
        print_message("row %zu\n", i);
        assert_int_equal(
            yn_encoding_to_utf8(&bytes, &found, &line, &column, NULL),
            rows[i].rc);
        if (rows[i].rc == 0) {
            assert_int_equal(found, rows[i].found);
            assert_string_equal(bytes.data, rows[i].text);
        }
        assert_int_equal(line, rows[i].line);
        assert_int_equal(column, rows[i].column);
        free(bytes.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key),       cmocka_unit_test(test_valid),
        cmocka_unit_test(test_language),  cmocka_unit_test(test_compose),
        cmocka_unit_test(test_encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
