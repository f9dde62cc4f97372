/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "base/day.h"
#include "support/linger_fixture.h"

struct file {
    const char *name, *text;
};

static void read_files(const struct file *file, size_t n,
                       const struct yn_attention_params *params,
                       struct linger *out)
{
    struct folder folder;
    linger_folder(&folder);
    for (size_t i = 0; i < n; i++)
        folder_write(&folder, file[i].name, file[i].text);
    linger_read(&folder, params, out);
    folder_remove(&folder);
}

static void test_counts(void **state)
{
    (void)state;
    struct linger linger;
    /* Two snapshots of one video out of order and one of a song that is not
     * here; a table by title and artist; one of daily counts. */
    const struct file files[] = {
        {"views/a.info.json",
         "{\"id\": \"abcdefghijk\", \"title\": \"x\", \"track\": \"Start "
         "Over\", \"artist\": \"Gaho\", \"view_count\": 900, \"epoch\": "
         "1588291200}"},
        {"views/2020/b.info.json",
         "{\"id\": \"abcdefghijk\", \"title\": \"시작\", \"channel\": "
         "\"가호\", "
         "\"view_count\": 700, \"epoch\": 1585699200}"},
        {"views/c.info.json",
         "{\"id\": \"zzzzzzzzzzz\", \"title\": \"Other\", \"view_count\": 7, "
         "\"epoch\": 1585699200}"},
        {"views/Say - Yoon Mirae.csv",
         "date,count\n2020-04-02,30\n2020-04-01,20\n2020-04-03,10\n"
         "2020-04-01,20\n"},
        {"views/all.csv",
         "date,daily,track,artist\n2020-04-01,5,You're Cold,Heize\n"
         "2020-04-02,6,You're Cold,Heize\n2020-04-02,6,You're Cold,Heize\n"}};
    read_files(files, YN_LEN(files), NULL, &linger);
    const struct yn_attention *attention = linger.attention;
    assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 0);
    assert_true(linger_says(&linger, "c.info.json:1:1", "no track"));
    assert_int_equal(attention->n_views, 3);
    assert_int_equal(attention->views[0].track, SONG_START_OVER);
    assert_int_equal(attention->views[0].n, 2);
    assert_int_equal(attention->views[0].counts[0].total, 700);
    assert_int_equal(attention->views[0].counts[1].total, 900);
    assert_int_equal(attention->views[1].track, SONG_SAY);
    assert_int_equal(attention->views[1].n, 3);
    assert_int_equal(attention->views[1].counts[0].day,
                     yn_day_of((struct yn_date){2020, 4, 1}));
    assert_int_equal(attention->views[1].counts[2].total, 10);
    assert_int_equal(attention->views[2].track, SONG_COLD);
    assert_int_equal(attention->views[2].n, 2);
    assert_int_equal(attention->views[2].counts[1].total, 11);
    linger_release(&linger);
    const struct yn_attention_params params = {.as_of = {2020, 4, 1}};
    read_files(files, YN_LEN(files), &params, &linger);
    assert_int_equal(linger.attention->views[0].n, 1);
    linger_release(&linger);
}

static const struct {
    struct file file;
    const char *place, *what;
} wrong[] = {
    {{"views/Say.csv", "date;count|x\n"}, "Say.csv:1:1", "no counts"},
    {{"views/Say - Yoon Mirae.csv", "date,count\n2020-04-01,-5\n"},
     "Mirae.csv:2:12",
     "no count"},
    {{"views/Say - Yoon Mirae.csv", "date,count\n2020-02-30,5\n"},
     "Mirae.csv:2:1",
     "no date"},
    {{"views/Say - Yoon Mirae.csv", "date,count\n1999-02-01,5\n"},
     "Mirae.csv:2:1",
     "before 2002"},
    {{"views/Say - Yoon Mirae.csv", "date,count\n2031-02-01,5\n"},
     "Mirae.csv:2:1",
     "has not come"},
    {{"views/Nothing.csv", "date,count\n2020-02-01,5\n"},
     "Nothing.csv:0:0",
     "no track of the season"},
    {{"views/Say.csv", "date,count\n2020-02-01,5\n"},
     "Say.csv:0:0",
     "names no artist"},
    {{"views/a.info.json", "{\"id\": "}, "a.info.json:1:7", "no JSON"},
    {{"views/a.info.json", "[]"}, "a.info.json:1:1", "no count of views"},
    {{"views/a.info.json", "{\"view_count\": -4, \"epoch\": 1}"},
     "a.info.json:1:1",
     "no count of views"},
    {{"views/a.info.json", "{\"view_count\": 4}"},
     "a.info.json:1:1",
     "when it was taken"},
    {{"views/a.txt", "x"}, "a.txt:0:0", "no counts of views"},
};

static void test_wrong(void **state)
{
    (void)state;
    const struct yn_attention_params params = {.now_s = 1700000000};
    for (size_t i = 0; i < YN_LEN(wrong); i++) {
        struct linger linger;
        print_message("%s: %s\n", wrong[i].place, wrong[i].what);
        read_files(&wrong[i].file, 1, &params, &linger);
        assert_true(linger_says(&linger, wrong[i].place, wrong[i].what));
        assert_int_equal(linger.attention->n_views, 0);
        linger_release(&linger);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
