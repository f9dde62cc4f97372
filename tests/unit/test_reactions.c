/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "story/reactions.h"

static void test_tears(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool weeps;
    } rows[] = {
        {"ㅠㅠ", true},
        {"왜 ㅜㅠㅜ", true},
        {"ㅠ", false},
        {"ㅋㅋㅋ", false},
        {"T_T", true},
        {"no T.T no", true},
        {"t_t", true},
        {"TAT", true},
        {"tot", false},
        {"TV", false},
        {"TTTT", true},
        {"ATT", false},
        {"TTS", false},
        {";-;", true},
        {"a;b;c", false},
        {"\U0001F62D\U0001F62D", true},
        {"\U0001F602", false}, /* of joy */
        {"泪目", true},
        {"눈물 난다", true},
        {"I'm CRYING here", true},
        {"crypt", false},
        {"crystal clear", false},
        {"sobering", false},
        {"tears.", true},
        {"tearsx", false},
        {"lloré mucho", true},
        {"Ağlıyorum", true},
        {"khóc quá", true},
        {"плачу", true},
        {"ร้องไห้", true},
        {":crying:", true},
        {"", false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        bool weeps = !rows[i].weeps;
        assert_int_equal(yn_reaction_weeps(rows[i].text, &weeps, NULL), YN_OK);
        if (weeps != rows[i].weeps)
            fail_msg("%s", rows[i].text);
    }
}

static void test_song_names(void **state)
{
    (void)state;
    static const char *const names[] = {"My Love",    "시작", "너",
                                        "Yoon Mirae", "",     "♥"};
    static const struct {
        const char *text;
        bool within;
    } rows[] = {
        {"MY LOVE is playing", true},
        {"my lovely", false},
        {"시작이다", true},
        {"너", true},
        {"너무 슬퍼", false},
        {"yoon mirae!!", true},
        {"what song is this", true},
        {"songbird", false},
        {"OST?", true},
        {"most of it", false},
        {"这首歌", true},
        {"노래 좋다", true},
        {"he is gone", false},
    };
    struct yn_song_names *made = NULL;
    assert_int_equal(yn_song_names_create(names, YN_LEN(names), &made, NULL),
                     YN_OK);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        bool within = !rows[i].within;
        assert_int_equal(
            yn_song_names_within(made, rows[i].text, &within, NULL), YN_OK);
        if (within != rows[i].within)
            fail_msg("%s", rows[i].text);
    }
    yn_song_names_destroy(&made);
    assert_null(made);
}

static void test_comments(void **state)
{
    (void)state;
    static const char file[] = "time,user,text\n1,a,T_T\n2,b,this song\n3,,x\n";
    struct yn_comments comments;
    struct yn_reaction *r = NULL;
    assert_int_equal(
        yn_comments_parse("x", file, sizeof(file) - 1, &comments, NULL, NULL),
        YN_OK);
    assert_int_equal(yn_reactions_of(&comments, NULL, &r, NULL), YN_OK);
    assert_true(r[0].tears && !r[0].names_song && r[0].user != 0);
    assert_true(!r[1].tears && r[1].names_song && r[1].user != r[0].user);
    assert_true(!r[2].tears && !r[2].names_song && r[2].user == 0);
    assert_true(r[2].time_s > r[1].time_s);
    free(r);
    yn_comments_release(&comments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tears),
        cmocka_unit_test(test_song_names),
        cmocka_unit_test(test_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
