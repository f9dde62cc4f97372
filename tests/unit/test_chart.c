/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts: what was read, what was not, and what is wrong.
 */
#include "support/test.h"

#include "base/base.h"
#include "base/day.h"
#include "linger/match.h"
#include "support/linger_fixture.h"

#define HEAD "year,week,from_date,to_date,rank,title,artist,album\n"
#define GAHO "시작,가호 (Gaho),이태원 클라쓰 OST Part.2\n"

static void read_files(const char *chart, const char *coverage,
                       const char *scores, struct linger *out)
{
    struct folder folder;
    linger_folder(&folder);
    if (chart)
        folder_write(&folder, "charts/c.csv", chart);
    if (coverage)
        folder_write(&folder, "charts/c.coverage.csv", coverage);
    if (scores)
        folder_write(&folder, "charts/c.scores.csv", scores);
    linger_read(&folder, NULL, out);
    folder_remove(&folder);
}

static struct yn_chart_place place(const struct linger *linger, size_t song,
                                   size_t week)
{
    assert_int_equal(linger->attention->n_charts, 1);
    const struct yn_chart *chart = &linger->attention->charts[0];
    assert_true(song < chart->n_songs && week < chart->n_weeks);
    return chart->songs[song].place[week];
}

static void assert_place(const struct linger *linger, size_t song, size_t week,
                         enum yn_chart_state state, unsigned rank)
{
    struct yn_chart_place is = place(linger, song, week);
    assert_int_equal(is.state, state);
    assert_int_equal(is.rank, rank);
}

/* Five weeks: the first two read, the third not, the fourth to place 100, the
 * fifth from place 101 on. */
static void test_states(void **state)
{
    (void)state;
    struct linger linger;
    read_files(HEAD "2020,5,2020-01-26,2020-02-01,7," GAHO
                    "2020,6,2020-02-02,2020-02-08,3," GAHO
                    "2020,6,2020-02-02,2020-02-08,9,Say,윤미래 (T),x\n",
               "year,week,rank_from,rank_to\n2020,5,1,200\n2020,6,1,100\n"
               "2020,6,101,200\n2020,8,1,100\n2020,9,101,200\n",
               NULL, &linger);
    assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 0);
    const struct yn_chart *chart = &linger.attention->charts[0];
    assert_int_equal(chart->n_weeks, 5);
    assert_int_equal(chart->weeks[0].first_day,
                     yn_day_of((struct yn_date){2020, 1, 26}));
    assert_int_equal(chart->weeks[4].first_day,
                     yn_day_of((struct yn_date){2020, 2, 23}));
    assert_place(&linger, SONG_START_OVER, 0, YN_CHART_RANKED, 7);
    assert_place(&linger, SONG_START_OVER, 1, YN_CHART_RANKED, 3);
    assert_place(&linger, SONG_START_OVER, 2, YN_CHART_UNREAD, 0);
    assert_place(&linger, SONG_START_OVER, 3, YN_CHART_BELOW, 100);
    assert_place(&linger, SONG_START_OVER, 4, YN_CHART_UNREAD, 0);
    assert_place(&linger, SONG_SAY, 0, YN_CHART_BELOW, 200);
    assert_place(&linger, SONG_SAY, 1, YN_CHART_RANKED, 9);
    assert_place(&linger, SONG_ALOHA, 1, YN_CHART_BELOW, 200);
    assert_int_equal(chart->songs[SONG_START_OVER].n_ranked, 2);
    linger_release(&linger);
}

/* A week of which a row may be the track tells nothing of the track. */
static void test_unsure(void **state)
{
    (void)state;
    struct linger linger;
    read_files("# read: 2020-W05/2020-W06 1-200\n" HEAD
               "2020,5,2020-01-26,2020-02-01,7,Start Ovar,Gaho,\n"
               "2020,6,2020-02-02,2020-02-08,7,X,Y,호텔 델루나 OST Part.1\n"
               "2020,6,2020-02-02,2020-02-08,8,Z,Y,호텔 델루나 OST Part.2\n"
               "2020,6,2020-02-02,2020-02-08,9,Q,Y,이태원 클라쓰 OST Part.9\n",
               NULL, NULL, &linger);
    assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 0);
    assert_true(linger_says(&linger, "charts/c.csv:3:30",
                            "may be \"Start Over\" of Itaewon Class"));
    assert_place(&linger, SONG_START_OVER, 0, YN_CHART_UNREAD, 0);
    assert_place(&linger, SONG_START_OVER, 1, YN_CHART_BELOW, 200);
    assert_int_equal(linger.attention->n_unsure, 1);
    assert_int_equal(linger.attention->unsure[0].track, SONG_START_OVER);
    const struct yn_chart *chart = &linger.attention->charts[0];
    assert_int_equal(chart->n_songs, SONGS + 4);
    for (size_t i = SONGS; i < chart->n_songs; i++) {
        const struct yn_chart_song *song = &chart->songs[i];
        const char *group = strcmp(song->title, "Q") == 0 ? "Itaewon Class"
                            : song->album[0]              ? "호텔 델루나"
                                                          : "Start Ovar";
        assert_string_equal(chart->groups[song->group], group);
    }
    linger_release(&linger);
}

static const struct {
    const char *chart, *coverage, *scores;
    const char *place, *what; /* a problem or a warning */
} wrong[] = {
    {"year|week|rank|title\n2020|5|1|A\n", NULL, NULL, "c.csv:1:1",
     "no columns of a chart"},
    {"year,week,rank,title\n2020,5,1,A\n", NULL, NULL, "c.csv:1:1",
     "no column `artist`"},
    {"", NULL, NULL, "c.csv:1:1", "nothing stands"},
    {HEAD "2020,5,2020-01-26,2020-02-01,0,A,B,\n", NULL, NULL, "c.csv:2:30",
     "the place \"0\""},
    {HEAD "2020,5,2020-01-26,2020-02-01,-3,A,B,\n", NULL, NULL, "c.csv:2:30",
     "the place \"-3\""},
    {HEAD "2020,5,2020-01-26,2020-02-01,20000,A,B,\n", NULL, NULL, "c.csv:2:30",
     "the place \"20000\""},
    {HEAD "2020,5,2020-01-26,2020-02-01,201,A,B,\n",
     "year,week,rank_from,rank_to\n2020,5,1,200\n", NULL, "c.csv:2:30",
     "places 1 to 200 were read"},
    {HEAD "2020,54,2020-01-26,2020-02-01,1,A,B,\n", NULL, NULL, "c.csv:2:6",
     "the week \"54\""},
    {HEAD "2020,5,2020-02-31,2020-02-01,1,A,B,\n", NULL, NULL, "c.csv:2:8",
     "the date"},
    {HEAD "2020,5,2020-01-01,2020-01-31,1,A,B,\n", NULL, NULL, "c.csv:2:8",
     "no week"},
    {HEAD "2020,5,1020-01-26,1020-02-01,1,A,B,\n", NULL, NULL, "c.csv:2:8",
     "before there were charts"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,,B,\n", NULL, NULL, "c.csv:2:30",
     "without a title"},
    /* Two charts in one file */
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n"
          "2020,5,2020-01-26,2020-02-01,1,C,D,\n",
     NULL, NULL, "c.csv:3:30", "place 1 of this week is \"A\""},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n"
          "2020,5,2020-01-29,2020-02-04,1,C,D,\n",
     NULL, NULL, "c.csv:0:0", "overlap"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n"
          "2020,5,2020-01-26,2020-02-01,1,A,B,\n",
     NULL, NULL, "c.csv:3:30", "the same row as line 2"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n"
          "2020,5,2020-01-26,2020-02-01,2,A,B,\n",
     NULL, NULL, "c.csv:3:30", "at place 1 of this week too"},
    {"# read: 2020-W05/2020-W06 1-200\n"
     "year,week,rank,title,artist\n2020,5,1,A,B\n2002,5,1,A,B\n"
     "2002,6,1,A,B\n",
     NULL, NULL, "c.csv:4:8", "was not read, by the coverage (2 such rows)"},
    {"# read: all of it\n" HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", NULL,
     NULL, "c.csv:1:8", "does not say what was read"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", NULL, NULL, "c.csv:1:1",
     "nothing says which weeks"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n",
     "year,week,rank_from,rank_to\n2020,54,1,200\n", NULL, "c.coverage.csv:2:6",
     "no such week"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n",
     "year,week,rank_from,rank_to\n2020,5,200,1\n", NULL, "c.coverage.csv:2:12",
     "no places from and to"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", "a,b\n1,2\n", NULL,
     "c.coverage.csv:1:1", "does not say what was read"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", NULL,
     "month,rank,score\n2020-13,1,5\n", "c.scores.csv:2:1", "no month"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", NULL,
     "month,rank,score\n2020-12,1,-5\n", "c.scores.csv:2:11", "no score"},
    {HEAD "2020,5,2020-01-26,2020-02-01,1,A,B,\n", NULL,
     "month,rank,score\n2020-12,1,5\n2020-12,1,6\n", "c.scores.csv:0:0",
     "two scores in 2020-12"},
    {NULL, "year,week,rank_from,rank_to\n2020,5,200,1\n", NULL,
     "c.coverage.csv:0:0", "no chart that this belongs to"},
    {"\xff\xfe\xfd", NULL, NULL, "c.csv:0:0", "UTF-16"},
    /* Two encodings in one file */
    {HEAD "2020,5,2020-01-26,2020-02-01,1,시작,B,\n"
          "2020,5,2020-01-26,2020-02-01,2,\xbd\xc3\xc0\xdb,B,\n",
     NULL, NULL, "c.csv:3:32", "UTF-8"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(wrong); i++) {
        struct linger linger;
        print_message("%s: %s\n", wrong[i].place, wrong[i].what);
        read_files(wrong[i].chart, wrong[i].coverage, wrong[i].scores, &linger);
        assert_true(linger_says(&linger, wrong[i].place, wrong[i].what));
        linger_release(&linger);
    }
}

/* What was not known on a day is not there. */
static void test_as_of(void **state)
{
    (void)state;
    struct folder folder;
    struct linger linger;
    linger_folder(&folder);
    folder_write(&folder, "charts/c.csv",
                 HEAD "2020,5,2020-01-26,2020-02-01,7," GAHO
                      "2020,6,2020-02-02,2020-02-08,3," GAHO);
    folder_write(&folder, "charts/c.coverage.csv",
                 "year,week,rank_from,rank_to\n2020,5,1,200\n2020,6,1,200\n");
    folder_write(&folder, "charts/c.scores.csv",
                 "month,rank,score\n2020-01,1,5\n2020-02,1,6\n");
    struct yn_attention_params params = {.as_of = {2020, 2, 7}};
    linger_read(&folder, &params, &linger);
    const struct yn_chart *chart = &linger.attention->charts[0];
    assert_int_equal(chart->n_weeks, 1);
    assert_int_equal(chart->songs[SONG_START_OVER].n_ranked, 1);
    assert_int_equal(chart->n_scores, 1);
    linger_release(&linger);
    params = (struct yn_attention_params){.now_s = 1580428800};
    linger_read(&folder, &params, &linger);
    assert_true(linger_says(&linger, "charts/c.csv:3:8", "has not come yet"));
    linger_release(&linger);
    folder_remove(&folder);
}

/* The real season: what the chart has of it is found, and no more. */
static void test_2020(void **state)
{
    (void)state;
    char path[512];
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    struct yn_attention *attention = NULL;
    struct yn_err err = {0};
    snprintf(path, sizeof(path), "%s/examples/2020", getenv("YEOUN_SOURCE"));
    assert_int_equal(yn_report_create(&report, &err), YN_OK);
    assert_int_equal(yn_season_read(path, NULL, report, &season, &err), YN_OK);
    const struct yn_attention_params params = {.season = season};
    assert_int_equal(yn_attention_read(&params, report, &attention, &err),
                     YN_OK);
    assert_int_equal(yn_report_count(report, YN_PROBLEM), 0);
    assert_int_equal(attention->n_unsure, 0);
    const struct yn_chart *chart = &attention->charts[0];
    size_t rows = 0, other_album = 0;
    for (size_t i = 0; i < chart->n_songs; i++) {
        const struct yn_chart_song *song = &chart->songs[i];
        size_t drama;
        struct yn_song_index *index = NULL;
        rows += song->n_ranked;
        if (!song->album[0] || i >= season->n_tracks)
            continue;
        /* Each track is on an album of its own drama. */
        assert_int_equal(yn_song_index_create(season, &index, &err), YN_OK);
        assert_int_equal(yn_song_album_drama(index, song->album, &drama, &err),
                         YN_OK);
        other_album += drama != season->tracks[i]->drama;
        yn_song_index_destroy(&index);
    }
    assert_int_equal(rows, 1342);
    assert_int_equal(other_album, 0);
    /* No song of a drama of the season is left over but the webtoon's and
     * those of the year after, which are no songs of it. */
    for (size_t i = season->n_tracks; i < chart->n_songs; i++) {
        print_message("%s\n", chart->songs[i].title);
        assert_true(chart->songs[i].group >= season->n_dramas);
    }
    assert_int_equal(chart->n_weeks, 78);
    yn_attention_destroy(&attention);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states), cmocka_unit_test(test_unsure),
        cmocka_unit_test(test_wrong),  cmocka_unit_test(test_as_of),
        cmocka_unit_test(test_2020),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
