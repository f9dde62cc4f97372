/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "story/mask.h"

#define DRAMAS 5

/* Studies one text a drama and applies what was learnt to `text`. */
static void masked(struct yn_mask *mask, const char *const drama[DRAMAS],
                   const char *text, char *out, size_t size)
{
    for (size_t i = 0; i < DRAMAS; i++) {
        struct yn_words words = {0};
        assert_int_equal(yn_words_add(&words, drama[i], NULL), YN_OK);
        assert_int_equal(yn_mask_study(mask, &words, 1, i, NULL), YN_OK);
        yn_words_release(&words);
    }
    yn_mask_settle(mask, DRAMAS);
    struct yn_words words = {0};
    assert_int_equal(yn_words_add(&words, text, NULL), YN_OK);
    yn_mask_apply(mask, &words);
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < words.n; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", i ? " " : "",
                                words.word[i].text);
    yn_words_release(&words);
}

/* Enough small letters for capitals to tell. */
#define PROSE "we went home and nobody said it to us all the way, "

static void test_found(void **state)
{
    (void)state;
    static const struct {
        const char *drama[DRAMAS], *text, *left;
    } rows[] = {
        /* Always with a capital, in one drama. */
        {{"we went home and nobody said it to us all the way, oh, Laura, Laura",
          PROSE, PROSE, PROSE, PROSE},
         "Oh Laura, LAURA's rose",
         "oh s rose"},
        /* A common word that begins sentences, or that somebody is called. */
        {{"we went home and nobody said it to us all the way; Rose, Rose. Stay",
          "we went home and nobody said it to us all the way, a rose", PROSE,
          PROSE, PROSE},
         "a Rose, stay",
         "a rose stay"},
        /* A word of many dramas is nobody's name. */
        {{"we went home and nobody said it to us all the way, by God, oh God",
          "we went home and nobody said it to us all the way, my God",
          "we went home and nobody said it to us all the way, with God", "",
          ""},
         "God knows",
         "god knows"},
        /* A language that gives capitals to all nouns. */
        {{"das Haus und der Garten im Schnee, das Haus im Dorf am Fluss", "",
          "", "", ""},
         "ein Haus",
         "ein haus"},
        /* Korean: called, addressed, with particles, within a longer word. */
        {{"지은아! 어디 가? 지은아, 기다려 지은아.", "눈이 온다", "", "", ""},
         "지은이가 지은 지은한테는 말했다 눈이",
         "한테는 말했다 눈이"},
        {{"박동훈 씨 왔어요? 동훈씨는 동훈씨도", "", "", "", ""},
         "동훈이 웃는다",
         "웃는다"},
        {{"그게 아니야! 아니야. 아니야", "아니야", "아니", "", ""},
         "아니야 그래",
         "아니야 그래"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_mask mask = {0};
        char left[256];
        print_message("%s\n", rows[i].text);
        masked(&mask, rows[i].drama, rows[i].text, left, sizeof(left));
        assert_string_equal(left, rows[i].left);
        yn_mask_release(&mask);
        assert_null(mask.seen);
    }
}

static void test_declared(void **state)
{
    (void)state;
    static const char *const plain[DRAMAS] = {"a man", "the man", "man of", "",
                                              ""};
    static const struct {
        enum yn_mask_kind kind;
        const char *name, *text, *left;
    } rows[] = {
        {YN_MASK_NAME, "Yoon Se Ri", "yoon said se ri", "said"},
        {YN_MASK_NAME, "윤세리", "세리가 윤세리를 보았다", "보았다"},
        {YN_MASK_NAME, "J", "j walks", "j walks"},
        {YN_MASK_NAME, "", "j walks", "j walks"},
        {YN_MASK_SPEAKER, "MAN 2", "the man", "the man"},
        {YN_MASK_SPEAKER, "LINGO", "the lingo", "the"},
        {YN_MASK_TITLE, "Crash Landing on You", "on you crash landing on you",
         "on you"},
        {YN_MASK_TITLE, "사랑의 불시착", "사랑의 불시착 사랑의", "사랑의"},
        {YN_MASK_TITLE, "?", "a", "a"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_mask mask = {0};
        char left[256];
        print_message("%s: %s\n", rows[i].name, rows[i].text);
        assert_int_equal(
            yn_mask_declare(&mask, rows[i].kind, rows[i].name, NULL), YN_OK);
        masked(&mask, plain, rows[i].text, left, sizeof(left));
        assert_string_equal(left, rows[i].left);
        yn_mask_release(&mask);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_declared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
