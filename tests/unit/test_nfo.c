/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "media/nfo.h"

static void test_parse(void **state)
{
    static const struct {
        const char *text;
        int rc, season, first, last;
        const char *date;
    } rows[] = {
        {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<episodedetails>\n"
         "  <title>시작 &amp; 끝</title>\n  <season>1</season>\n"
         "  <episode>2</episode>\n  <aired>2019-12-14</aired>\n"
         "  <actor><name>A</name><episode>9</episode></actor>\n"
         "</episodedetails>\nhttps://example.org/1\n",
         YN_OK, 1, 2, 2, "2019-12-14"},
        /* Two episodes in one file. */
        {"<episodedetails><episode>4</episode><season>2</season>"
         "</episodedetails><episodedetails><episode> 3 </episode>"
         "<season>1</season></episodedetails>",
         YN_OK, 2, 3, 4, ""},
        {"<episodedetails><season>0</season><episode>1</episode>"
         "</episodedetails>",
         YN_OK, 0, 1, 1, ""},
        /* Cut off, and not well-formed. */
        {"<episodedetails><title>Tom & Jerry</title><episode>5</episode><pl",
         YN_OK, -1, 5, 5, ""},
        {"<episodedetails><!-- <episode>7</episode> --></episodedetails>",
         YN_OK, -1, -1, -1, ""},
        {"<episodedetails><episode>-1</episode><season>x</season>"
         "<aired>soon</aired></episodedetails>",
         YN_OK, -1, -1, -1, ""},
        {"<tvshow><season>1</season><episode>16</episode></tvshow>", YN_E_INPUT,
         0, 0, 0, ""},
        {"", YN_E_INPUT, 0, 0, 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_nfo nfo;
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_nfo_parse("a.nfo", rows[i].text,
                                      strlen(rows[i].text), &nfo, NULL),
                         rows[i].rc);
        if (rows[i].rc)
            continue;
        assert_int_equal(nfo.season, rows[i].season);
        assert_int_equal(nfo.first, rows[i].first);
        assert_int_equal(nfo.last, rows[i].last);
        assert_string_equal(nfo.date, rows[i].date);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parse)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
