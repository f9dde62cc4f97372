/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of charts and histories against the tracks of a season.
 */
#include "support/test.h"

#include "base/base.h"
#include "linger/match.h"
#include "linger/title.h"
#include "support/linger_fixture.h"

static const struct {
    const char *title;
    const char *form[3]; /* in any order; "" ends */
    const char *version, *source;
} titles[] = {
    {"Say", {"say", ""}, "", ""},
    {"시작 (Inst.)", {"시작", ""}, "inst", ""},
    {"시작 Inst.", {"시작", ""}, "inst", ""},
    {"시작 (Instrumental)", {"시작", ""}, "inst", ""},
    {"시작 - Instrumental", {"시작", ""}, "inst", ""},
    {"시작 (MR)", {"시작", ""}, "inst", ""},
    {"밤이 깊었네 (Drama Ver.)", {"밤이깊었네", ""}, "dramaver", ""},
    {"밤이 깊었네 [Drama Version]", {"밤이깊었네", ""}, "dramaver", ""},
    {"숨 (Breath)", {"숨", "breath", ""}, "", ""},
    {"【Start Over】", {"startover", ""}, "", ""},
    {"시작 / Start Over", {"시작startover", "시작", "startover"}, "", ""},
    {"Your Day (feat. 김범)", {"yourday", ""}, "", ""},
    {"Your Day feat. Kim Bum", {"yourday", ""}, "", ""},
    {"Say (From \"Itaewon Class\" [Original Television Soundtrack])",
     {"say", ""},
     "",
     "fromitaewonclassoriginaltelevisionsoundtrack"},
    {"Say - Itaewon Class OST", {"say", ""}, "", "itaewonclassost"},
    {"Say - 2021 Remaster", {"say", ""}, "", ""},
    {"Say (Live)", {"say", ""}, "live", ""},
    {"Love (Part 2)", {"love", ""}, "part2", ""},
    {"Cut title (Dra", {"cuttitle", "dra", ""}, "", ""},
    {"((", {""}, "", ""},
    {"I <3 You - Me", {"i3youme", ""}, "", ""},
    {"ＳＡＹ", {"say", ""}, "", ""},
};

static void test_titles(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(titles); i++) {
        struct yn_arena arena = {0};
        struct yn_title title;
        print_message("%s\n", titles[i].title);
        assert_int_equal(yn_title_parse(&arena, titles[i].title, &title, NULL),
                         YN_OK);
        assert_string_equal(title.version, titles[i].version);
        assert_string_equal(title.source, titles[i].source);
        size_t n = 0;
        while (n < 3 && titles[i].form[n][0]) {
            bool found = false;
            for (size_t f = 0; f < title.n; f++)
                found |= strcmp(title.form[f], titles[i].form[n]) == 0;
            assert_true(found);
            n++;
        }
        assert_int_equal(title.n, n);
        yn_arena_release(&arena);
    }
}

#define NONE YN_NO_TRACK

static const struct {
    struct yn_song_row row;
    size_t track;
    enum yn_song_doubt doubt; /* not NONE: unsure */
} rows[] = {
    /* Korean, English, mixed */
    {{"시작", "가호 (Gaho)", "이태원 클라쓰 OST Part.2"}, SONG_START_OVER, 0},
    {{"Start Over", "GAHO", ""}, SONG_START_OVER, 0},
    {{"시작 (Start Over)", "가호", ""}, SONG_START_OVER, 0},
    {{"sijak", "Gaho", ""}, SONG_START_OVER, 0},
    {{"You`re Cold (더 많이 사랑한 쪽이 아프대)", "헤이즈 (Heize)",
      "사이코지만 괜찮아 OST Part.1"},
     SONG_COLD,
     0},
    {{"더 많이 사랑한 쪽이 아프대", "Heize", ""}, SONG_COLD, 0},
    {{"Say", "윤미래 (T)", "이태원 클라쓰 OST Part 8"}, SONG_SAY, 0},
    {{"Say", "Yoonmirae", ""}, SONG_SAY, 0},
    {{"SAY (From \"Itaewon Class\")", "YOON MI RAE", ""}, SONG_SAY, 0},
    {{"At the Station", "곽진언", ""}, SONG_STATION, 0},
    {{"At the Station", "Kwak Jineon", ""}, SONG_STATION, 0},
    {{"Go Away Go Away", "찬열 (CHANYEOL), 펀치 (Punch)", ""}, SONG_GO_AWAY, 0},
    {{"Go Away Go Away", "CHANYEOL & Punch", ""}, SONG_GO_AWAY, 0},
    {{"Go Away Go Away", "Chanyeol feat. Punch", ""}, SONG_GO_AWAY, 0},
    /* Albums without an artist, and music of the score */
    {{"Say", "Various Artists", "이태원 클라쓰 OST Part.8"}, SONG_SAY, 0},
    {{"Defence", "", "Itaewon Class (Original Television Soundtrack)"},
     SONG_DEFENCE,
     0},
    {{"Defence", "Somebody", ""}, NONE, 0},
    {{"Say", "", ""}, SONG_SAY, YN_DOUBT_NO_ARTIST},
    /* Versions and covers */
    {{"시작 (Inst.)", "가호", ""}, NONE, 0},
    {{"Start Over (Inst.)", "Gaho", ""}, SONG_START_OVER_INST, 0},
    {{"Start Over - Instrumental", "Gaho", ""}, SONG_START_OVER_INST, 0},
    {{"Start Over (Live)", "Gaho", ""}, NONE, 0},
    {{"Start Over (Drama Ver.)", "Gaho", "이태원 클라쓰 OST Part.2"},
     SONG_START_OVER,
     YN_DOUBT_VERSION},
    {{"시작", "박기영", ""}, NONE, 0},
    {{"Aloha", "COOL", ""}, NONE, 0},
    {{"밤이 깊었네", "크라잉 넛", ""}, NONE, 0},
    {{"밤이 깊었네 (Drama Ver.)", "미도와 파라솔", ""}, SONG_NIGHT, 0},
    {{"밤이 깊었네", "미도와 파라솔", ""}, SONG_NIGHT, YN_DOUBT_VERSION},
    /* The webtoon's, the next season's, another drama's */
    {{"시작", "가호", "이태원 클라쓰 웹툰 OST"}, NONE, 0},
    {{"아로하", "조정석", "슬기로운 의사생활 시즌2 OST Part 1"}, NONE, 0},
    {{"Aloha", "Cho Jung Seok", "Hospital Playlist 2 OST"}, NONE, 0},
    {{"아로하", "조정석", "슬기로운 의사생활 OST Part 3"}, SONG_ALOHA, 0},
    {{"아로하", "조정석", "슬기로운 의사생활 시즌1 OST"}, SONG_ALOHA, 0},
    {{"Start Over", "Gaho", "Kingdom OST"}, SONG_START_OVER, YN_DOUBT_ALBUM},
    {{"Start Over", "Gaho", "Ghost Stories"}, SONG_START_OVER, 0},
    /* Two of one name */
    {{"My Love", "거미", ""}, SONG_LOVE_A, YN_DOUBT_SEVERAL},
    {{"My Love", "거미", "더 킹 : 영원의 군주 OST Part 11"}, SONG_LOVE_B, 0},
    {{"My Love", "Gummy", "It's Okay to Not Be Okay OST"}, SONG_LOVE_A, 0},
    /* Likely, and not sure */
    {{"Start Ovar", "Gaho", ""}, SONG_START_OVER, YN_DOUBT_TITLE},
    {{"아로하", "미도와 파라솔", ""}, SONG_ALOHA, YN_DOUBT_ARTIST},
    {{"아로하", "미도와 파라솔", "슬기로운 의사생활 OST"}, SONG_ALOHA, 0},
    /* Nothing at all */
    {{"", "Gaho", ""}, NONE, 0},
    {{"", "", ""}, NONE, 0},
    {{"Diamond", "Gaho", ""}, NONE, 0},
};

static void test_rows(void **state)
{
    (void)state;
    struct folder folder;
    struct linger linger;
    struct yn_song_index *index = NULL;
    linger_folder(&folder);
    linger_read(&folder, NULL, &linger);
    assert_int_equal(yn_song_index_create(linger.season, &index, NULL), YN_OK);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_song_match match;
        print_message("%s / %s / %s\n", rows[i].row.title, rows[i].row.artist,
                      rows[i].row.album);
        assert_int_equal(yn_song_match(index, &rows[i].row, &match, NULL),
                         YN_OK);
        enum yn_song_fit fit = rows[i].track == NONE ? YN_SONG_NONE
                               : rows[i].doubt       ? YN_SONG_UNSURE
                                                     : YN_SONG_SURE;
        assert_int_equal(match.fit, fit);
        if (fit == YN_SONG_NONE)
            continue;
        assert_int_equal(match.track, rows[i].track);
        assert_int_equal(match.doubt, rows[i].doubt);
        struct yn_arena arena = {0};
        const char *why, *settle;
        assert_int_equal(yn_song_explain(index, &arena, &rows[i].row, &match,
                                         &why, &settle, NULL),
                         YN_OK);
        assert_int_equal(why[0] != '\0', rows[i].doubt != 0);
        assert_int_equal(settle[0] != '\0', rows[i].doubt != 0);
        yn_arena_release(&arena);
    }
    yn_song_index_destroy(&index);
    linger_release(&linger);
    folder_remove(&folder);
}

/* What the text says settles a doubt does settle it. */
static const struct {
    const char *file, *text;
    struct yn_song_row row;
    enum yn_song_fit fit;
} settled[] = {
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    aliases: Start Ovar\n    artist: Gaho\n---\n",
     {"Start Ovar", "Gaho", ""},
     YN_SONG_SURE},
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    aliases: Start Over (Drama Ver.)\n    artist: Gaho\n---\n",
     {"Start Over (Drama Ver.)", "Gaho", "Itaewon Class OST"},
     YN_SONG_SURE},
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    album: Kingdom OST\n    artist: Gaho\n---\n",
     {"Start Over", "Gaho", "Kingdom OST"},
     YN_SONG_SURE},
    {"people.md",
     "---\nartists:\n  - name: Cho Jung-seok\n    korean: 조정석\n"
     "    aliases: 미도와 파라솔\n---\n",
     {"아로하", "미도와 파라솔", ""},
     YN_SONG_SURE},
    /* What is said not to be a track is none, however well it fits. */
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    artist: Gaho\n"
     "    not: [{title: start over, artist: GAHO}]\n---\n",
     {"Start Over", "Gaho", "Itaewon Class OST"},
     YN_SONG_NONE},
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    artist: Gaho\n    not: [{title: Start Ovar}]\n---\n",
     {"Start Ovar", "Gaho", ""},
     YN_SONG_NONE},
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    artist: Gaho\n    not: [{album: Kingdom OST}]\n---\n",
     {"Start Over", "Gaho", "Kingdom OST"},
     YN_SONG_NONE},
    /* All that is said must fit, and it is said of that track alone. */
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n  - title: Start Over\n"
     "    artist: Gaho\n"
     "    not: [{title: Start Over, album: Live}]\n---\n",
     {"Start Over", "Gaho", ""},
     YN_SONG_SURE},
    {"dramas/class.md",
     "---\ntitle: Itaewon Class\ntracks:\n"
     "  - {title: Start Over, artist: Gaho, not: [{artist: Gaho}]}\n"
     "  - {title: Say, artist: Gaho}\n---\n",
     {"Say", "Gaho", ""},
     YN_SONG_SURE},
};

static void test_settled(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(settled); i++) {
        struct folder folder;
        struct yn_report *report = NULL;
        struct yn_season *season = NULL;
        struct yn_song_index *index = NULL;
        struct yn_song_match match;
        print_message("%s\n", settled[i].text);
        linger_folder(&folder);
        folder_write(&folder, settled[i].file, settled[i].text);
        assert_int_equal(yn_report_create(&report, NULL), YN_OK);
        assert_int_equal(
            yn_season_read(folder.path, NULL, report, &season, NULL), YN_OK);
        assert_int_equal(yn_report_count(report, YN_PROBLEM), 0);
        assert_int_equal(yn_song_index_create(season, &index, NULL), YN_OK);
        assert_int_equal(yn_song_match(index, &settled[i].row, &match, NULL),
                         YN_OK);
        assert_int_equal(match.fit, settled[i].fit);
        yn_song_index_destroy(&index);
        yn_season_destroy(&season);
        yn_report_destroy(&report);
        folder_remove(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
