/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include <yeoun/message.h>

#include "base/base.h"
#include "story/fits.h"
#include "story/space.h"
#include "support/near.h"

/* ---- parts ---- */

static void test_space(void **state)
{
    (void)state;
    struct yn_words text[2] = {{0}, {0}}, ask = {0};
    struct yn_space space = {0};
    float cosine[2];
    assert_int_equal(yn_words_add(&text[0], "snow on sea", NULL), 0);
    assert_int_equal(yn_words_add(&text[1], "sun sun", NULL), 0);
    assert_int_equal(yn_words_add(&ask, "sun", NULL), 0);
    const struct yn_space_text texts[2] = {{&text[0], 1}, {&text[1], 1}};
    assert_int_equal(yn_space_build(texts, 2, YN_READ_WORDS, &space, NULL), 0);
    assert_int_equal(yn_space_ask(&space, &ask, 0, 0, cosine, NULL), 0);
    /* "sun" twice and the pair "sun sun" once, both in one text of two. */
    assert_near(cosine[0], 0, 1e-6);
    assert_near(cosine[1], 0.861033, 1e-5);
    /* A text is nearest to itself, whatever its length. */
    assert_int_equal(yn_space_ask(&space, &text[0], 0, 0, cosine, NULL), 0);
    assert_near(cosine[0], 1, 1e-6);
    assert_near(cosine[1], 0, 1e-6);
    /* Without its only part nothing is left. */
    assert_int_equal(yn_space_ask(&space, &ask, 0, 1, cosine, NULL), 0);
    assert_near(cosine[1], 0, 1e-6);
    yn_space_release(&space);
    yn_words_release(&text[0]);
    yn_words_release(&text[1]);
    yn_words_release(&ask);
}

static void test_fits(void **state)
{
    (void)state;
    static const float value[] = {3, 1, 4, 1, 5};
    assert_near(yn_fits_top(value, 5, 3), 4, 1e-6);
    assert_near(yn_fits_top(value, 2, 3), 2, 1e-6);
    assert_near(yn_fits_top(value, 0, 3), 0, 1e-6);
    /* Three songs over two stories. Deviations 1 and 2 lean on each other. */
    static const float grid[] = {1, 10, 2, 12, 3, 14};
    struct yn_column column[2];
    yn_fits_columns(grid, 3, 2, column);
    assert_near(column[0].mean, 2, 1e-6);
    assert_near(column[1].mean, 12, 1e-6);
    assert_near(column[0].sd, sqrt((2 + 5 * 5. / 3) / 8), 1e-5);
    assert_near(column[1].sd, sqrt((8 + 5 * 5. / 3) / 8), 1e-5);
    float row[] = {3, 12};
    yn_fits_scale(row, 2, column);
    assert_near(row[0], 1 / column[0].sd, 1e-5);
    assert_near(row[1], 0, 1e-6);
    /* Two songs of one story, one of none: what the other has goes, in part. */
    static const struct yn_space_text two = {NULL, 2};
    static const size_t own[] = {0, 0, 1};
    static const float scene[] = {11, 0, 22, 11, 5, 5};
    struct yn_fits fits;
    assert_int_equal(yn_fits_create(&fits, 3, &two, 1, NULL), 0);
    memcpy(fits.scene, scene, sizeof(scene));
    assert_int_equal(yn_fits_part_scenes(&fits, own, NULL), 0);
    static const float left[] = {9, -1, 21, 11, 5, 5};
    for (size_t i = 0; i < 6; i++)
        assert_near(fits.scene[i], left[i], 1e-5);
    yn_fits_release(&fits);
    /* All alike: nothing to divide by. */
    static const float same[] = {7, 7};
    yn_fits_columns(same, 2, 1, column);
    assert_near(column[0].sd, 1, 1e-6);
}

/* ---- a season ---- */

#define TEXT(text) ((const struct yn_message_text[]){{text, NULL}})
#define TEXT_IN(text, language)                                                \
    ((const struct yn_message_text[]){{text, language}})
#define SEA                                                                    \
    "the waves carry our boat past the harbour and the tide pulls at the "     \
    "anchor while gulls cry over salt water"
#define COURT                                                                  \
    "the judge hears the witness and the jury weighs the verdict while the "   \
    "lawyer pleads for a fair trial"
#define SNOW                                                                   \
    "the mountain sleeps under frozen pines and the climbers wait for the "    \
    "storm to leave the white summit"

static const struct yn_message_text sea[] = {
    {SEA, "en"}, {"my brother mends the nets by the quay all day", "en"}};
static const struct yn_message_text court[] = {{COURT, "en"}};
static const struct yn_message_text snow[] = {{SNOW, "en"}};

static void compare(const struct yn_message_song *songs, size_t n_songs,
                    const struct yn_message_drama *dramas, size_t n_dramas,
                    struct yn_message *out)
{
    const struct yn_message_season season = {songs, n_songs, dramas, n_dramas};
    struct yn_err err = {0};
    *out = (struct yn_message){0};
    assert_int_equal(yn_message_compare(&season, NULL, out, &err), YN_OK);
    assert_int_equal(out->n_songs, n_songs);
}

static void test_season(void **state)
{
    (void)state;
    const struct yn_message_drama dramas[] = {
        {.scenes = sea, .n_scenes = 2},
        {.scenes = court, .n_scenes = 1},
        {.scenes = snow, .n_scenes = 1},
    };
    static const char *const lyrics[] = {
        "[00:01.00]the tide is high\nand the harbour far\nmy boat, my boat",
        "before the judge\nmy heart is on trial\na verdict of love",
        "white summit, frozen heart\nwait for the storm with me",
        "oh the verdict\nthe jury of the night\na witness to my love",
    };
    static const size_t drama[] = {0, 1, 2, 0};
    struct yn_message_text text[4];
    struct yn_message_song songs[4];
    for (size_t i = 0; i < 4; i++) {
        text[i] = (struct yn_message_text){lyrics[i], "en"};
        songs[i] = (struct yn_message_song){drama[i], &text[i], 1};
    }
    struct yn_message message;
    compare(songs, 4, dramas, 3, &message);
    for (size_t i = 0; i < 4; i++) {
        const struct yn_message_fit *fit = &message.songs[i];
        print_message("%zu: %.2f (%.2f to %.2f)\n", i, fit->value, fit->lo,
                      fit->hi);
        assert_int_equal(fit->status, YN_MESSAGE_KNOWN);
        assert_int_equal(fit->n_compared, 3);
        assert_string_equal(fit->language, "eng");
        assert_true(fit->lo <= fit->value && fit->value <= fit->hi);
        assert_near(fit->value, fit->dramas[drama[i]], 1e-5);
        /* A row's fits are against one another. */
        assert_near(fit->dramas[0] + fit->dramas[1] + fit->dramas[2], 0, 1e-4);
    }
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(message.songs[i].rank, 1);
        assert_true(message.songs[i].value > 0.5);
    }
    /* The song of the wrong drama. */
    assert_true(message.songs[3].rank > 1);
    assert_true(message.songs[3].value < 0);
    /* The boat's song stands by the boat's scene. */
    assert_int_equal(message.songs[0].strongest, 0);
    assert_true(message.songs[0].scenes[0] > message.songs[0].scenes[1]);
    yn_message_release(&message);
    assert_null(message.songs);
}

static void test_korean(void **state)
{
    (void)state;
    /* Particles and endings differ, syllables are shared. */
    const struct yn_message_drama dramas[] = {
        {.scenes = TEXT("바다에서 파도를 보았다. 등대가 밤바다를 비춘다"),
         .n_scenes = 1},
        {.scenes = TEXT("법정에서 증인이 진실을 말했다. 판사는 듣지 않았다"),
         .n_scenes = 1},
    };
    const struct yn_message_song songs[] = {
        {0, TEXT("파도가 치던 그 바다로\n등대처럼 너를 비출게"), 1},
        {1, TEXT("진실은 어디에 있나\n증인도 없는 법정"), 1},
    };
    struct yn_message message;
    compare(songs, 2, dramas, 2, &message);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(message.songs[i].status, YN_MESSAGE_KNOWN);
        assert_string_equal(message.songs[i].language, "kor");
        assert_int_equal(message.songs[i].rank, 1);
    }
    yn_message_release(&message);
}

/* A name that song and story share does not make them fit. */
static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {"Zebedee"};
    const struct yn_message_drama dramas[] = {
        {.scenes = sea, .n_scenes = 2, .names = names, .n_names = 1},
        {.scenes = TEXT_IN(COURT " zebedee zebedee zebedee", "en"),
         .n_scenes = 1},
        {.scenes = snow, .n_scenes = 1},
    };
    const struct yn_message_song songs[] = {
        {1, TEXT_IN("zebedee the tide is high zebedee in the harbour", "en"),
         1},
        {1, TEXT_IN("the tide is high in the harbour", "en"), 1},
        {2, TEXT_IN("white summit, frozen heart, wait for the storm", "en"), 1},
    };
    struct yn_message message;
    compare(songs, 3, dramas, 3, &message);
    for (size_t i = 0; i < 3; i++)
        assert_near(message.songs[0].dramas[i], message.songs[1].dramas[i],
                    1e-5);
    yn_message_release(&message);
}

static void test_unknown(void **state)
{
    (void)state;
    const struct yn_message_drama dramas[] = {
        {.scenes = sea, .n_scenes = 2},
        {.scenes = court, .n_scenes = 1},
        {.scenes = NULL, .n_scenes = 0},
        {.scenes = TEXT("바다에서 파도를 보았다 우리 모두"), .n_scenes = 1},
    };
    const struct {
        struct yn_message_song song;
        enum yn_message_status status;
    } rows[] = {
        {{0, TEXT("the tide is high and so am i"), 1}, YN_MESSAGE_KNOWN},
        {{1, TEXT("the judge of the night and me"), 1}, YN_MESSAGE_KNOWN},
        {{0, NULL, 0}, YN_MESSAGE_NO_LYRICS},
        {{0, TEXT(""), 1}, YN_MESSAGE_NO_LYRICS},
        {{0, TEXT(NULL), 1}, YN_MESSAGE_NO_LYRICS},
        {{0, TEXT("[Instrumental]"), 1}, YN_MESSAGE_NO_LYRICS},
        {{0, TEXT_IN("tide, tide", "en"), 1}, YN_MESSAGE_FEW_WORDS},
        {{2, TEXT("the tide is high and so am i"), 1}, YN_MESSAGE_NO_STORY},
        {{0, TEXT("파도가 치던 그 바다로 가자"), 1}, YN_MESSAGE_LANGUAGE},
        {{0, TEXT("je ne veux pas travailler ce soir mon amour"), 1},
         YN_MESSAGE_LANGUAGE},
        {{0, TEXT_IN("je ne veux pas travailler", "fr"), 1},
         YN_MESSAGE_LANGUAGE},
        /* The only story in Korean. */
        {{3, TEXT("파도가 치던 그 바다로 가자"), 1}, YN_MESSAGE_ALONE},
        /* Either language will do. */
        {{0,
          (const struct yn_message_text[]){
              {"파도가 치던 그 바다로 가자", "ko"},
              {"the waves went to the sea, so let us go", "en"}},
          2},
         YN_MESSAGE_KNOWN},
    };
    struct yn_message_song songs[YN_LEN(rows)];
    for (size_t i = 0; i < YN_LEN(rows); i++)
        songs[i] = rows[i].song;
    struct yn_message message;
    compare(songs, YN_LEN(rows), dramas, 4, &message);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        const struct yn_message_fit *fit = &message.songs[i];
        print_message("%zu: %s\n", i, yn_message_word(fit->status));
        assert_int_equal(fit->status, rows[i].status);
        if (fit->status == YN_MESSAGE_KNOWN) {
            assert_true(isfinite(fit->value));
            assert_true(isnan(fit->dramas[2]) && isnan(fit->dramas[3]));
            continue;
        }
        assert_true(isnan(fit->value) && isnan(fit->lo) && isnan(fit->hi));
        assert_null(fit->dramas);
        assert_true(strlen(yn_message_reason(fit->status)) > 10);
    }
    yn_message_release(&message);
}

/* Nothing and little. */
static void test_little(void **state)
{
    (void)state;
    struct yn_message message;
    compare(NULL, 0, NULL, 0, &message);
    yn_message_release(&message);
    const struct yn_message_drama drama = {.scenes = sea, .n_scenes = 2};
    const struct yn_message_song songs[] = {
        {0, TEXT("the tide is high and so am i"), 1},
        {0, TEXT("the night is long and so are you"), 1}};
    compare(songs, 2, &drama, 1, &message);
    assert_int_equal(message.songs[0].status, YN_MESSAGE_ALONE);
    yn_message_release(&message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_space),  cmocka_unit_test(test_fits),
        cmocka_unit_test(test_season), cmocka_unit_test(test_korean),
        cmocka_unit_test(test_names),  cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
