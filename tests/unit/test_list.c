/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <yeoun/list.h>

#include "base/buf.h"

#define SONGS_MAX 8

struct song {
    const char *title, *artist, *drama;
};

struct row {
    const char *text;
    struct song song[SONGS_MAX];
    size_t warnings;
};

/* One line, or a few, as people write them. */
static const struct row rows[] = {
    /* quoted, several on a line */
    {"“Flower” – Yoon Mirae and “Here I am Again” – Baek Yerin for Crash "
     "Landing on You",
     {{"Flower", "Yoon Mirae", "Crash Landing on You"},
      {"Here I am Again", "Baek Yerin", "Crash Landing on You"}},
     0},
    {"\"Mind\" - Kevin Oh & \"Another Day is Passing\" - Kim Tae Hyun for "
     "Stove League",
     {{"Mind", "Kevin Oh", "Stove League"},
      {"Another Day is Passing", "Kim Tae Hyun", "Stove League"}},
     0},
    {"“Me To You and You To Me” – Cho Jung Seok & Jeon Mi Do | “I Knew I "
     "Love” – Jeon Mi Do for Hospital Playlist",
     {{"Me To You and You To Me", "Cho Jung Seok & Jeon Mi Do",
       "Hospital Playlist"},
      {"I Knew I Love", "Jeon Mi Do", "Hospital Playlist"}},
     0},
    {"“Shall We Kiss?” – CNBLUE Jung Yong Hwa for The Spies Who Loved Me",
     {{"Shall We Kiss?", "CNBLUE Jung Yong Hwa", "The Spies Who Loved Me"}},
     0},
    /* no quotes */
    {"Pray for You – Lily for Missing: The Other Side",
     {{"Pray for You", "Lily", "Missing: The Other Side"}},
     0},
    {"Falling in Love – April | Like a Dream – GFRIEND SinB | To Be With You "
     "– MONSTA X Kihyun for Do Do Sol Sol La La Sol",
     {{"Falling in Love", "April", "Do Do Sol Sol La La Sol"},
      {"Like a Dream", "GFRIEND SinB", "Do Do Sol Sol La La Sol"},
      {"To Be With You", "MONSTA X Kihyun", "Do Do Sol Sol La La Sol"}},
     0},
    {"Flower – Yoon Mirae & Here I am Again – Baek Yerin for Crash Landing on "
     "You",
     {{"Flower", "Yoon Mirae", "Crash Landing on You"},
      {"Here I am Again", "Baek Yerin", "Crash Landing on You"}},
     0},
    /* other signs */
    {"1. 「Start Over」 — Gaho (Itaewon Class OST Part.2)",
     {{"Start Over", "Gaho", "Itaewon Class"}},
     0},
    {"#3 《시작》 – 가호 (이태원 클라쓰 OST)",
     {{"시작", "가호", "이태원 클라쓰"}},
     0},
    {"10) 'Like a Winter's Dream' - Kwak Jineon [When the Weather Is Fine]",
     {{"Like a Winter's Dream", "Kwak Jineon", "When the Weather Is Fine"}},
     0},
    {"* **Running** – *Gaho*, from *Start-Up*",
     {{"Running", "Gaho", "Start-Up"}},
     0},
    {"> - [x] “[Running](https://example.org/a)” – Gaho for Start-Up "
     "https://example.org/b",
     {{"Running", "Gaho", "Start-Up"}},
     0},
    {"“Flower,” by Yoon Mirae; “Here I am Again,” by Baek Yerin (Crash Landing "
     "on You)",
     {{"Flower", "Yoon Mirae", "Crash Landing on You"},
      {"Here I am Again", "Baek Yerin", "Crash Landing on You"}},
     0},
    {"Little by Little by CHEEZE for It's Okay to Not Be Okay",
     {{"Little by Little", "CHEEZE", "It's Okay to Not Be Okay"}},
     0},
    {"- Little by Little – CHEEZE (It's Okay to Not Be Okay)",
     {{"Little by Little", "CHEEZE", "It's Okay to Not Be Okay"}},
     0},
    /* the drama in front or above */
    {"The King: Eternal Monarch: “Dream” – Paul Kim / “My Love” – Gummy",
     {{"Dream", "Paul Kim", "The King: Eternal Monarch"},
      {"My Love", "Gummy", "The King: Eternal Monarch"}},
     0},
    {"Stove League – “Mind” by Kevin Oh",
     {{"Mind", "Kevin Oh", "Stove League"}},
     0},
    {"The King: Eternal Monarch: Dream – Paul Kim",
     {{"Dream", "Paul Kim", "The King: Eternal Monarch"}},
     0},
    {"## Missing – The Other Side\n- Pray for You – Lily\n",
     {{"Pray for You", "Lily", "Missing – The Other Side"}},
     0},
    {"1. Hospital Playlist (tvN, 2020)\r\n   Aloha - Cho Jung Seok\r\n   I "
     "Knew I Love - Jeon Mi Do\r\n",
     {{"Aloha", "Cho Jung Seok", "Hospital Playlist"},
      {"I Knew I Love", "Jeon Mi Do", "Hospital Playlist"}},
     0},
    {"Stove League OST:\n“Another Day is Passing” – Kim Tae-hyun "
     "(DickPunks)\n",
     {{"Another Day is Passing", "Kim Tae-hyun (DickPunks)", "Stove League"}},
     0},
    /* artist first, where quotes say so */
    {"Gaho – “Start Over” (Itaewon Class OST)",
     {{"Start Over", "Gaho", "Itaewon Class"}},
     0},
    {"Gaho – “Start Over” (Itaewon Class)",
     {{"Start Over", "Gaho", "Itaewon Class"}},
     0},
    {"Paul Kim – “Dream” & Gummy – “My Love” for The King: Eternal Monarch",
     {{"Dream", "Paul Kim", "The King: Eternal Monarch"},
      {"My Love", "Gummy", "The King: Eternal Monarch"}},
     0},
    /* which "for", which "from" */
    {"“You Are My Destiny” – Lyn for My Love from the Star",
     {{"You Are My Destiny", "Lyn", "My Love from the Star"}},
     0},
    {"“To Be With You” – Kihyun from MONSTA X for Do Do Sol Sol La La Sol",
     {{"To Be With You", "Kihyun from MONSTA X", "Do Do Sol Sol La La Sol"}},
     0},
    {"“Lost” – Yoon Mi Rae for Stranger 2 and “Running” – Gaho for Start-Up",
     {{"Lost", "Yoon Mi Rae", "Stranger 2"}, {"Running", "Gaho", "Start-Up"}},
     0},
    {"Lost - Yoon Mi Rae - Stranger 2\nRunning - Gaho - Start-Up",
     {{"Lost", "Yoon Mi Rae", "Stranger 2"}, {"Running", "Gaho", "Start-Up"}},
     0},
    /* a line that goes on */
    {"“Falling in Love” – April |\n“Like a Dream” – GFRIEND SinB for Do Do Sol "
     "Sol La La Sol",
     {{"Falling in Love", "April", "Do Do Sol Sol La La Sol"},
      {"Like a Dream", "GFRIEND SinB", "Do Do Sol Sol La La Sol"}},
     0},
    /* versions and features stay with their names */
    {"“Flower” (Inst.) – Yoon Mirae (feat. A & B) for Crash Landing on You",
     {{"Flower (Inst.)", "Yoon Mirae (feat. A & B)", "Crash Landing on You"}},
     0},
    /* the same song twice, in other letters */
    {"“Mind” – Kevin Oh for Stove League\n“MIND” – KEVIN OH for stove league",
     {{"Mind", "Kevin Oh", "Stove League"}},
     0},
    /* the rest of the list tells who sings what */
    {"Me To You and You To Me – Cho Jung Seok & Jeon Mi Do & I Knew I Love – "
     "Jeon Mi Do for Hospital Playlist",
     {{"Me To You and You To Me", "Cho Jung Seok & Jeon Mi Do",
       "Hospital Playlist"},
      {"I Knew I Love", "Jeon Mi Do", "Hospital Playlist"}},
     0},
    {"I Knew I Love – Jeon Mi Do & Me To You and You To Me – Cho Jung Seok & "
     "Jeon Mi Do for Hospital Playlist\nCanon – Jeon Mi Do for Hospital "
     "Playlist",
     {{"I Knew I Love", "Jeon Mi Do", "Hospital Playlist"},
      {"Me To You and You To Me", "Cho Jung Seok & Jeon Mi Do",
       "Hospital Playlist"},
      {"Canon", "Jeon Mi Do", "Hospital Playlist"}},
     0},
    /* nothing tells: read somehow, and said so */
    {"Rain – Ann & Bo & Snow – Cy for Weather Report",
     {{"Rain", "Ann & Bo", "Weather Report"}, {"Snow", "Cy", "Weather Report"}},
     1},
    /* no songs */
    {"", {{0}}, 0},
    {"These are the songs that stayed with us this year.", {{0}}, 0},
    {"2020 was a strange year – but the music stayed.", {{0}}, 1},
    {"I loved “Flower” – it made me cry every time.", {{0}}, 1},
    {"The song “Flower” by Yoon Mirae made me cry.", {{0}}, 1},
    {"Songs that were chosen by our editors for the blog.", {{0}}, 0},
    {"“Flower” – Yoon Mirae", {{0}}, 1},
    {"Start Over Gaho", {{0}}, 1},
    {"- \n – \n & \n\"\n“\n()\n", {{0}}, 0},
};

static void check_row(const struct row *row)
{
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(yn_list_parse(row->text, strlen(row->text), "list.txt",
                                   report, &list, NULL),
                     YN_OK);
    size_t n, n_problems, expected = 0;
    const struct yn_list_track *track = yn_list_tracks(list, &n);
    while (expected < SONGS_MAX && row->song[expected].title)
        expected++;
    print_message("%s\n", row->text);
    for (size_t i = 0; i < n; i++)
        print_message("    [%s] [%s] [%s]\n", track[i].title, track[i].artist,
                      track[i].drama);
    const struct yn_problem *problem = yn_report_items(report, &n_problems);
    size_t told = 0;
    for (size_t i = 0; i < n_problems; i++) {
        print_message("    %u:%u %s\n", problem[i].pos.line,
                      problem[i].pos.column, problem[i].what);
        /* Sentences are listed too, but are no fault of the list. */
        told += strncmp(problem[i].what, "passed over", 11) != 0;
    }
    assert_int_equal(n, expected);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(track[i].title, row->song[i].title);
        assert_string_equal(track[i].artist, row->song[i].artist);
        assert_string_equal(track[i].drama, row->song[i].drama);
    }
    assert_int_equal(told, row->warnings);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        check_row(&rows[i]);
}

static void test_title(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
        int year;
    } titles[] = {
        {"2020 Best Korean Drama OST\n\n“Mind” – Kevin Oh for Stove League",
         "2020 Best Korean Drama OST", 2020},
        {"# Our songs of the year (2021)\n## Stove League\n- Mind – Kevin Oh",
         "Our songs of the year (2021)", 2021},
        {"Reply 1988 OST\n- Hyehwadong – Park Bo Ram", "", 0},
        {"School 2021\n- Mind – Kevin Oh", "", 0},
        {"Hello.\n\n올해 최고의 OST 2020\n\n“Mind” – Kevin Oh for Stove League",
         "올해 최고의 OST 2020", 2020},
        {"“Mind” – Kevin Oh for Stove League", "", 0},
        {"", "", 0},
    };
    for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
        struct yn_report *report = NULL;
        struct yn_list *list = NULL;
        assert_int_equal(yn_report_create(&report, NULL), YN_OK);
        assert_int_equal(yn_list_parse(titles[i].text, strlen(titles[i].text),
                                       "l", report, &list, NULL),
                         YN_OK);
        print_message("%s\n", titles[i].text);
        assert_string_equal(yn_list_title(list), titles[i].title);
        assert_int_equal(yn_list_year(list), titles[i].year);
        yn_list_destroy(&list);
        yn_report_destroy(&report);
    }
}

static void test_places(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF"
        "2020 Best OST\n\n  1. **“여운” – 가호** & “Mind” – Kevin Oh for "
        "Stove League\nwhat is – \n";
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(
        yn_list_parse(text, sizeof(text) - 1, "l", report, &list, NULL), YN_OK);
    size_t n;
    const struct yn_list_track *track = yn_list_tracks(list, &n);
    assert_int_equal(n, 2);
    assert_int_equal(track[0].pos.line, 3);
    assert_int_equal(track[0].pos.column, 8);
    assert_int_equal(track[1].pos.column, 22);
    const struct yn_problem *problem = yn_report_items(report, &n);
    assert_int_equal(n, 1);
    assert_int_equal(problem->pos.line, 4);
    assert_int_equal(problem->pos.column, 1);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
}

static void test_not_text(void **state)
{
    (void)state;
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    struct yn_err err = {0};
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(yn_list_parse("caf\xE9", 4, "l.txt", report, &list, &err),
                     YN_E_INPUT);
    assert_non_null(strstr(err.text, "l.txt:1:4"));
    assert_null(list);
    assert_int_equal(yn_list_read("/nowhere/l.txt", report, &list, NULL),
                     YN_E_NOTFOUND);
    yn_report_destroy(&report);
}

/* Nothing is passed over unsaid: a sentence is listed as a warning, what may
 * have been a song as a problem. */
static void test_all_lines_are_told(void **state)
{
    (void)state;
    static const char text[] = "Here are our picks for the year. Enjoy!\n"
                               "“Flower” – Yoon Mirae for Crash Landing\n"
                               "Flower Yoon Mirae Crash Landing\n";
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(
        yn_list_parse(text, strlen(text), "list.txt", report, &list, NULL),
        YN_OK);
    size_t n;
    const struct yn_problem *problem = yn_report_items(report, &n);
    assert_int_equal(n, 2);
    assert_int_equal(problem[0].severity, YN_WARNING);
    assert_int_equal(problem[0].pos.line, 1);
    assert_int_equal(problem[1].severity, YN_PROBLEM);
    assert_int_equal(problem[1].pos.line, 3);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_lines_are_told),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_title),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_not_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
