/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "base/unicode.h"
#include "story/map.h"
#include "story/words.h"

/* Writes words as "word/flags line" with a letter for each flag. */
static void written(const struct yn_words *words, char *out, size_t size)
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < words->n; i++) {
        const struct yn_word *word = &words->word[i];
        assert_true(word->key == yn_map_key(word->text, strlen(word->text)));
        len += (size_t)snprintf(
            out + len, size - len, "%s%s/%s%s%s%s%s%s%u", i ? " " : "",
            word->text, word->flags & YN_WORD_UPPER ? "U" : "",
            word->flags & YN_WORD_FIRST ? "F" : "",
            word->flags & YN_WORD_CASED ? "c" : "",
            word->flags & YN_WORD_HANGUL ? "h" : "",
            word->flags & YN_WORD_DENSE ? "d" : "",
            word->flags & YN_WORD_CALLED ? "!" : "", word->line);
        assert_true(len < size);
    }
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"", ""},
        {" ?! ♪ ", ""},
        {"Stay, Anna.\nStay", "stay/UFc!0 anna/Uc!0 stay/UFc!1"},
        {"Don’t go", "don/UFc0 t/c0 go/c!0"},
        {"Él vive", "el/UFc0 vive/c!0"},
        {"“Yes” he said", "yes/UFc!0 he/Fc0 said/c!0"},
        {"지은아! 눈이 와", "지은아/Fh!0 눈이/Fh0 와/h!0"},
        {"\u1112\u1161\u11AB", "한/Fh!0"}, /* taken apart, as macOS does */
        {"1999 Ｗｅ", "1999/Fc0 we/Uc!0"},
        {"雪が降る", "雪/Fd!0 が/d!0 降る/d!0"},
        {"ฉันรักเธอ", "ฉัน/Fd!0 รัก/d!0 เธอ/d!0"},
        {"a\xFF"
         "b",
         "a/Fc!0 b/Fc!0"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_words words = {0};
        char text[512];
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_words_add(&words, rows[i].text, NULL), YN_OK);
        written(&words, text, sizeof(text));
        assert_string_equal(text, rows[i].words);
        yn_words_release(&words);
        assert_null(words.word);
    }
    struct yn_words none = {0};
    assert_int_equal(yn_words_add(&none, NULL, NULL), YN_OK);
    assert_int_equal(none.n, 0);
}

static void test_script(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", ""},
        {"12 !", ""},
        {"Stay 눈", "Latn"},
        {"눈이 와 ok", "Hang"},
        {"雪が降る", "Jpan"},
        {"我愛你", "Hani"},
        {"снег", "Cyrl"},
        {"ฉันรัก", "Thai"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        char script[5];
        yn_unicode_script(rows[i][0], script);
        assert_string_equal(script, rows[i][1]);
    }
}

static void test_map(void **state)
{
    (void)state;
    struct yn_map map = {0};
    uint32_t index = 0;
    assert_int_equal(yn_map_find(&map, 7), YN_MAP_NONE);
    for (uint64_t key = 1; key <= 5000; key++) {
        assert_int_equal(yn_map_add(&map, key << 32, &index, NULL), YN_OK);
        assert_int_equal(index, key - 1);
    }
    for (uint64_t key = 1; key <= 5000; key++) {
        assert_int_equal(yn_map_add(&map, key << 32, &index, NULL), YN_OK);
        assert_int_equal(yn_map_find(&map, key << 32), index);
        assert_int_equal(index, key - 1);
    }
    assert_int_equal(map.n, 5000);
    assert_int_equal(yn_map_find(&map, 3), YN_MAP_NONE);
    assert_true(yn_map_pair(1, 2) != yn_map_pair(2, 1));
    yn_map_release(&map);
    assert_null(map.key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_script),
        cmocka_unit_test(test_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
