/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "media/episode.h"

#define S YN_EPISODE_SEASON
#define X YN_EPISODE_CROSS
#define E YN_EPISODE_E
#define W YN_EPISODE_WORD
#define K YN_EPISODE_KOREAN
#define D YN_EPISODE_DASH
#define B YN_EPISODE_BARE
#define DATE YN_EPISODE_DATE
#define NONE YN_EPISODE_NONE

static const struct {
    const char *path;
    enum yn_episode_rule rule;
    int season, first, last;
    const char *date;
} rows[] = {
    /* a season and an episode */
    {"Goblin.S01E02.1080p.WEB-DL.x264-GRP.mkv", S, 1, 2, 2, ""},
    {"goblin s01e02.mkv", S, 1, 2, 2, ""},
    {"Goblin - S01.E02 - Title.mkv", S, 1, 2, 2, ""},
    {"Goblin_S01_E02.mkv", S, 1, 2, 2, ""},
    {"Goblin S01-E02.mp4", S, 1, 2, 2, ""},
    {"Goblin S1 EP02.mp4", S, 1, 2, 2, ""},
    {"Season 01/Show (2016) - s01e01-e02 - Double.mkv", S, 1, 1, 2, ""},
    {"Show.S01E01E02.mkv", S, 1, 1, 2, ""},
    {"Show.S01E01E02E03.mkv", S, 1, 1, 3, ""},
    {"Show.S01E05-06.1080p.mkv", S, 1, 5, 6, ""},
    {"Show.S01E05-1080p.mkv", S, 1, 5, 5, ""},
    {"Show.S01E05-720.mkv", S, 1, 5, 5, ""},
    {"Show.S01E05 - 12 Monkeys.mkv", S, 1, 5, 5, ""},
    {"Show.S01E05-E05.mkv", S, 1, 5, 5, ""},
    {"Show S00E03.mkv", S, 0, 3, 3, ""},
    {"Season 2/Show S01E03.mkv", S, 1, 3, 3, ""},
    {"Season 1 Episode 7.mkv", S, 1, 7, 7, ""},
    {"Show Season 2 Episode 13 English Sub.mp4", S, 2, 13, 13, ""},
    {"Reply.1988.S01E20.2015.720p.HDTV.H264.mkv", S, 1, 20, 20, ""},
    {"One.Piece.S21E1071.mkv", S, 21, 1071, 1071, ""},
    {"도깨비.S01E16.END.161202.720p-NEXT.mp4", S, 1, 16, 16, "2016-12-02"},
    {"Ｓ０１Ｅ０２.mkv", S, 1, 2, 2, ""},
    /* a cross */
    {"Show - 1x02 - Title.avi", X, 1, 2, 2, ""},
    {"Show.02x13.mkv", X, 2, 13, 13, ""},
    {"Show 1x02-03.mkv", X, 1, 2, 3, ""},
    {"Show 1920x1080.mkv", NONE, -1, -1, -1, ""},
    {"Show 05 [1280x720].mkv", B, -1, 5, 5, ""},
    {"Show 05 640x480.mkv", B, -1, 5, 5, ""},
    {"Show 16x9.mkv", NONE, -1, -1, -1, ""},
    /* E */
    {"도깨비.E01.161202.HDTV.H264.720p-NEXT.mp4", E, -1, 1, 1, "2016-12-02"},
    {"도깨비E01.mp4", E, -1, 1, 1, ""},
    {"[tvN] 사랑의 불시착.E16.END.200216.1080p-NEXT.mp4", E, -1, 16, 16,
     "2020-02-16"},
    {"Crash Landing on You EP02.mkv", E, -1, 2, 2, ""},
    {"Crash Landing on You Ep. 02 [1080p].mkv", E, -1, 2, 2, ""},
    {"Itaewon Class ep.16 END.mkv", E, -1, 16, 16, ""},
    {"Itaewon.Class.E03v2.1080p.mkv", E, -1, 3, 3, ""},
    {"Show EP01-02.mkv", E, -1, 1, 2, ""},
    {"Show.E01-E02.mkv", E, -1, 1, 2, ""},
    {"Show.EP01~EP02.mkv", E, -1, 1, 2, ""},
    {"Show.E01E02.mkv", E, -1, 1, 2, ""},
    {"Show E07 (2020).mkv", E, -1, 7, 7, ""},
    {"슬기로운 의사생활 2.E05.210715.1080p.mkv", E, -1, 5, 5, "2021-07-15"},
    {"슬기로운 의사생활 시즌2.E05.mkv", E, 2, 5, 5, ""},
    {"18.Again.E03.200928.720p.mkv", E, -1, 3, 3, "2020-09-28"},
    {"WALL-E 2008.mkv", NONE, -1, -1, -1, ""},
    {"Love 2020.mkv", NONE, -1, -1, -1, ""},
    /* words */
    {"Show Episode 16.mkv", W, -1, 16, 16, ""},
    {"Show - Episode.16 [720p].mkv", W, -1, 16, 16, ""},
    {"Episode #3.mkv", W, -1, 3, 3, ""},
    {"Show Episodes 3-4.mkv", W, -1, 3, 4, ""},
    {"鬼怪 第16集.mkv", W, -1, 16, 16, ""},
    {"トッケビ 第 5 話.mkv", W, -1, 5, 5, ""},
    /* Korean */
    {"도깨비 제16회.mkv", K, -1, 16, 16, ""},
    {"도깨비 제 16 회.mkv", K, -1, 16, 16, ""},
    {"\u1103\u1169\u1101\u1162\u1107\u1175 \u110C\u116616\u1112\u116C.mkv", K,
     -1, 16, 16, ""},
    {"도깨비_16회_161202.avi", K, -1, 16, 16, "2016-12-02"},
    {"사랑의 불시착 16화 (최종화).mp4", K, -1, 16, 16, ""},
    {"이태원 클라쓰 1-2회.mp4", K, -1, 1, 2, ""},
    {"이태원 클라쓰 1회~2회.mp4", K, -1, 1, 2, ""},
    {"하이에나 01~02화 720p.mp4", K, -1, 1, 2, ""},
    {"16부작 드라마 03회.mp4", K, -1, 3, 3, ""},
    {"동백꽃 (총 20회) 07회.mp4", K, -1, 7, 7, ""},
    {"동백꽃 전 20회 07회.mp4", K, -1, 7, 7, ""},
    {"아무도 모른다 5부.mp4", K, -1, 5, 5, ""},
    {"아무도 모른다 3회 2부.mp4", K, -1, 3, 3, ""},
    {"100일의 낭군님 11회.mp4", K, -1, 11, 11, ""},
    {"1회용 인생 04회.mp4", K, -1, 4, 4, ""},
    {"슬기로운 의사생활 시즌2 12화.mp4", K, 2, 12, 12, ""},
    {"시즌 2/12화.mp4", K, 2, 12, 12, ""},
    {"응답하라 1988 12회.mp4", K, -1, 12, 12, ""},
    {"2019-12-14 사랑의 불시착 1회.mp4", K, -1, 1, 1, "2019-12-14"},
    /* a dash */
    {"[group] Title - 16 [1080p].mkv", D, -1, 16, 16, ""},
    {"[group] Title - 16v2 [1080p][1A2B3C4D].mkv", D, -1, 16, 16, ""},
    {"[group] Title - 16 END [720p].mkv", D, -1, 16, 16, ""},
    {"[group]_Title_-_16_[1080p][E0212345].mkv", D, -1, 16, 16, ""},
    {"[Group] Title 2 - 07 (1080p x265 10bit AAC2.0) [12345678].mkv", D, -1, 7,
     7, ""},
    {"[Group] Title S2 - 07.mkv", D, 2, 7, 7, ""},
    {"Title - 16 - The End.mkv", D, -1, 16, 16, ""},
    {"Title - 16-17.mkv", D, -1, 16, 17, ""},
    {"Title – 16.mkv", D, -1, 16, 16, ""},
    {"Title - 1080p.mkv", NONE, -1, -1, -1, ""},
    {"Title - 720.mkv", NONE, -1, -1, -1, ""},
    {"Title - 2020.mkv", NONE, -1, -1, -1, ""},
    {"Title - H.264.mkv", NONE, -1, -1, -1, ""},
    {"Title - 5.1ch.mkv", NONE, -1, -1, -1, ""},
    /* a bare number */
    {"16.mkv", B, -1, 16, 16, ""},
    {"Season 01/16.mkv", B, 1, 16, 16, ""},
    {"/tv/Show/S02/016.mkv", B, 2, 16, 16, ""},
    {"/tv/Show/Specials/1.mkv", B, 0, 1, 1, ""},
    {"/tv/도깨비/시즌 1/3.mkv", B, 1, 3, 3, ""},
    {"16v2.mkv", B, -1, 16, 16, ""},
    {"16 END.mkv", B, -1, 16, 16, ""},
    {"16 [1080p].mkv", B, -1, 16, 16, ""},
    {"#16.mkv", B, -1, 16, 16, ""},
    {"01. Pilot.mkv", B, -1, 1, 1, ""},
    {"01 - Pilot.mkv", B, -1, 1, 1, ""},
    {"Goblin 16.mkv", B, -1, 16, 16, ""},
    {"도깨비_16.mkv", B, -1, 16, 16, ""},
    {"도깨비.16", B, -1, 16, 16, ""},
    {"Goblin.16.x264.AAC5.1.mkv", B, -1, 16, 16, ""},
    {"18 Again.mkv", NONE, -1, -1, -1, ""},
    {"1080.mkv", NONE, -1, -1, -1, ""},
    {"480.mkv", NONE, -1, -1, -1, ""},
    {"2160p.mkv", NONE, -1, -1, -1, ""},
    {"Reply 1988.mkv", NONE, -1, -1, -1, ""},
    {"Movie (2016) [1080p] [x265] [10bit] [5.1ch].mkv", NONE, -1, -1, -1, ""},
    {"Movie.2016.1080p.BluRay.DD5.1.x264-GRP.mkv", NONE, -1, -1, -1, ""},
    {"Title 2.mkv", NONE, -1, -1, -1, ""},
    {"Title [0123ABCD].mkv", NONE, -1, -1, -1, ""},
    /* a date alone */
    {"Show 2016-12-02.mkv", DATE, -1, -1, -1, "2016-12-02"},
    {"Show.2016.12.02.720p.mkv", DATE, -1, -1, -1, "2016-12-02"},
    {"가요무대 161202.mp4", DATE, -1, -1, -1, "2016-12-02"},
    {"Show 20161202.mkv", DATE, -1, -1, -1, "2016-12-02"},
    {"Show 2016-13-02.mkv", NONE, -1, -1, -1, ""},
    /* nothing */
    {"trailer.mkv", NONE, -1, -1, -1, ""},
    {"", NONE, -1, -1, -1, ""},
    {".mkv", NONE, -1, -1, -1, ""},
    {"Season 1/", NONE, 1, -1, -1, ""},
    {"99999999999999999999.mkv", NONE, -1, -1, -1, ""},
};

static void test_names(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_episode e;
        assert_int_equal(yn_episode_read(rows[i].path, &e, NULL), YN_OK);
        if (e.rule == rows[i].rule && e.season == rows[i].season &&
            e.first == rows[i].first && e.last == rows[i].last &&
            strcmp(e.date, rows[i].date) == 0)
            continue;
        print_error("%s: %s, season %d, %d-%d, %s\n", rows[i].path,
                    yn_episode_rule_name(e.rule), e.season, e.first, e.last,
                    e.date);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_long(void **state)
{
    char path[6000];
    struct yn_episode e;
    (void)state;
    for (int c = 1; c < 256; c++) {
        memset(path, c, sizeof(path));
        path[sizeof(path) - 1] = '\0';
        assert_int_equal(yn_episode_read(path, &e, NULL), YN_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
