/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "story/lyrics.h"
#include "support/folder.h"

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lyrics;
        size_t n_lines;
    } rows[] = {
        {"", "", 0},
        {"\n \n♪\n", "", 0},
        {"one\ntwo", "one\ntwo", 2},
        {"one\r\ntwo\r\n", "one\ntwo", 2},
        /* A chorus counts once, however it is written. */
        {"Stay with me\nfar\nstay with me!\nnear", "Stay with me\nfar\nnear",
         3},
        /* LRC: tags, several times on a line, times of words. */
        {"[ti:Snow]\n[ar: Somebody]\n[00:01.20]first\n[00:03.00][01:03.00]"
         "second\n[00:05.000]<00:05.00>th<00:05.50>ird",
         "first\nsecond\nthird", 3},
        {"[by:x] sung\nsung", "sung", 1},
        {"[01:00.00]\n[01:02]only", "only", 1},
        /* Headings, also with the singer's name. */
        {"[Verse 1: IU]\na b\n(Chorus)\nc d\nx2\n[Bridge]e f", "a b\nc d\ne f",
         3},
        {"1절\n눈이 온다\n후렴\n너를 부른다\n간주 중", "눈이 온다\n너를 부른다",
         2},
        {"Chorus:\nla", "la", 1},
        /* Credits, and a colon in a line that is sung. */
        {"작사: 김이나\n作曲：某\nLyrics by: X\nShe said: stay",
         "She said: stay", 1},
        {"a < b [unclosed", "a < b [unclosed", 1},
        {"I <3 you", "I <3 you", 1},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_lyrics lyrics = {0};
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_lyrics_parse(rows[i].text, &lyrics, NULL), YN_OK);
        assert_string_equal(lyrics.text, rows[i].lyrics);
        assert_int_equal(lyrics.n_lines, rows[i].n_lines);
        yn_lyrics_release(&lyrics);
        assert_null(lyrics.text);
    }
}

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        int rc;
        const char *text; /* or the end of the error */
    } rows[] = {
        {"\xEF\xBB\xBF눈", 6, YN_OK, "눈"},
        {"\xFF\xFE\x08\xB2\n\0", 6, YN_OK, "눈"},
        {"", 0, YN_OK, ""},
        {"ok\n\xFF\xFF\x80", 6, YN_E_INPUT,
         "song.lrc:2:1: is no text that yeoun reads; save it as UTF-8"},
    };
    struct folder folder;
    folder_make(&folder);
    char path[512];
    snprintf(path, sizeof(path), "%s/song.lrc", folder.path);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_lyrics lyrics = {0};
        struct yn_err err = {0};
        folder_write_bytes(&folder, "song.lrc", rows[i].bytes, rows[i].len);
        assert_int_equal(yn_lyrics_read(path, &lyrics, &err), rows[i].rc);
        if (rows[i].rc)
            assert_non_null(strstr(err.text, rows[i].text));
        else
            assert_string_equal(lyrics.text, rows[i].text);
        yn_lyrics_release(&lyrics);
    }
    struct yn_lyrics none = {0};
    folder_remove(&folder);
    assert_int_equal(yn_lyrics_read(path, &none, NULL), YN_E_NOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
