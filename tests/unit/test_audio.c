/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sound made from formulas goes through encoders and containers and must come
 * back at its time and level.
 */
#include "support/test.h"

#include <math.h>
#include <unistd.h>

#include "base/base.h"
#include "media/audio.h"
#include "support/folder.h"
#include "support/media.h"
#include "support/near.h"
#include "support/sound.h"

#define LENGTH_S 6
#define CLICKS 6 /* but there is none at 0 */

/* Where click `k` sounds, or NAN where it does not. */
static double find_click(const struct sound *s, int k)
{
    double best = 0.2, at = NAN;
    size_t from = (size_t)((sound_click_at(k) - 0.1) * s->rate);
    size_t to = (size_t)((sound_click_at(k) + 0.1) * s->rate);
    for (size_t i = from; i < to && i < s->n; i++) {
        if (fabsf(s->frames[i]) > best) {
            best = fabsf(s->frames[i]);
            at = (double)i / s->rate;
        }
    }
    return at;
}

/* The delay is what an encoder adds and the container does not tell. */
static void test_clicks(void **state)
{
    static const struct {
        const char *name, *codec;
        double delay_s;
    } rows[] = {
        {"a.wav", "pcm_s16le", 0},
        {"a.flac", "flac", 0},
        {"a.m4a", "aac", 0},
        {"a.mkv", "aac", 1024 / 48000.0},
        {"a.ts", "aac", 1024 / 48000.0},
        {"a.aac", "aac", 1024 / 48000.0},
        {"a.mp3", "libmp3lame", 0},
        {"a.opus", "libopus", 0},
        {"a.webm", "libopus", 0},
        {"a.mp4", "libopus", 0},
        {"a.ogg", "libvorbis", 0},
        {"a.ac3", "ac3", 256 / 48000.0},
        {"b.mkv", "ac3", 256 / 48000.0},
        {"b.ts", "ac3", 256 / 48000.0},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec,
                                    .sound = sound_clicks};
        print_message("%s %s\n", rows[i].name, rows[i].codec);
        if (!media_write(sound_path(*state, rows[i].name), &track, 1)) {
            print_message("no such encoder\n");
            continue;
        }
        struct yn_audio_info info;
        struct sound s = sound_read(*state, rows[i].name, 16000, &info);
        for (int k = 1; k < CLICKS; k++)
            assert_near(find_click(&s, k) - sound_click_at(k), rows[i].delay_s,
                        0.001);
        assert_near(info.duration_s, LENGTH_S, 0.06);
        assert_int_equal(s.n, ceil(info.duration_s * 16000 - 1e-6));
        assert_int_equal(info.rate, 48000);
        assert_int_equal(info.channels, 2);
        assert_true(info.lost_s == 0 && isnan(info.lost_at_s));
        assert_true(info.cut_s == 0);
        free(s.frames);
    }
}

/* What is missing is silence of its length; what follows keeps its time. */
static void test_holes(void **state)
{
    static const struct {
        const char *name, *codec;
        double hole_s, ruin_s;
    } rows[] = {
        {"a.m4a", "aac", 0.7, 0},  {"a.mkv", "aac", 0.7, 0},
        {"a.ts", "aac", 0.7, 0},   {"a.webm", "libopus", 0.7, 0},
        {"b.mkv", "ac3", 0.7, 0},  {"c.mkv", "aac", 0.02, 0},
        {"b.m4a", "aac", 0, 0.7},  {"d.mkv", "aac", 0, 0.7},
        {"a.ac3", "ac3", 0, 0.7},  {"a.mp3", "libmp3lame", 0, 0.7},
        {"e.mkv", "flac", 0, 0.7},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec,
                                    .sound = sound_clicks,
                                    .hole_from_s = 2.5,
                                    .hole_s = rows[i].hole_s,
                                    .ruin_from_s = 2.5,
                                    .ruin_s = rows[i].ruin_s};
        print_message("%s %s\n", rows[i].name, rows[i].codec);
        if (!media_write(sound_path(*state, rows[i].name), &track, 1))
            continue;
        struct yn_audio_info info;
        struct sound s = sound_read(*state, rows[i].name, 48000, &info);
        double delay = find_click(&s, 1) - sound_click_at(1);
        double gone = rows[i].hole_s + rows[i].ruin_s;
        for (int k = 2; k < CLICKS; k++) {
            double at = find_click(&s, k) - sound_click_at(k);
            if (k != 3 || gone < 0.5)
                assert_near(at, delay, 0.001);
            else
                assert_true(isnan(at));
        }
        assert_near(info.lost_s, gone, 0.15);
        assert_near(info.lost_at_s, 2.5, 0.15);
        assert_near(info.duration_s, LENGTH_S, 0.06);
        free(s.frames);
    }
}

static void test_cut_off(void **state)
{
    static const struct {
        const char *name, *codec;
        bool told; /* the container says how long it was */
    } rows[] = {
        {"a.mkv", "aac", true},        {"a.flac", "flac", true},
        {"a.mp3", "libmp3lame", true}, {"a.ts", "aac", false},
        {"a.wav", "pcm_s16le", false}, {"a.ogg", "libvorbis", false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec,
                                    .sound = sound_clicks};
        const char *path = sound_path(*state, rows[i].name);
        print_message("%s\n", rows[i].name);
        if (!media_write(path, &track, 1))
            continue;
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        fseek(file, 0, SEEK_END);
        assert_return_code(truncate(path, ftell(file) / 2), 0);
        fclose(file);
        struct yn_audio_info info;
        struct sound s = sound_read(*state, rows[i].name, 16000, &info);
        assert_in_range(info.duration_s * 10, 20, 40);
        if (rows[i].told)
            assert_near(info.cut_s + info.duration_s, LENGTH_S, 0.1);
        assert_near(find_click(&s, 1) - sound_click_at(1), 0.01, 0.013);
        free(s.frames);
    }
}

/* Something goes on after the sound: nothing was cut off. */
static void test_short(void **state)
{
    static const char *const names[] = {"a.mp4", "a.mkv"};
    struct media_track tracks[] = {
        {.codec = "aac",
         .sound = sound_clicks,
         .length_s = 4,
         .language = "kor"},
        {.codec = "aac", .sound = sound_tone, .length_s = 9, .language = "eng"},
    };
    for (size_t i = 0; i < YN_LEN(names); i++) {
        struct yn_audio_params params = {.rate = 16000, .language = "ko"};
        struct yn_audio_info info;
        struct sound s = {.rate = 16000};
        const char *path = sound_path(*state, names[i]);
        print_message("%s\n", names[i]);
        assert_true(media_write(path, tracks, 2));
        assert_int_equal(
            yn_audio_read(path, &params, sound_keep, &s, &info, NULL), YN_OK);
        assert_near(info.expected_s, 4, 0.1);
        assert_near(info.duration_s, 4, 0.1);
        assert_true(info.cut_s == 0);
        free(s.frames);
    }
}

/* The second track begins late, in a file that begins with the first. */
static void test_late(void **state)
{
    static const struct {
        const char *name;
        double delay_s;
    } rows[] = {
        {"a.mp4", 0}, {"a.mkv", 256 / 48000.0}, {"a.ts", 256 / 48000.0}};
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct media_track tracks[] = {
            {.codec = "ac3", .sound = sound_tone, .language = "eng"},
            {.codec = "ac3",
             .sound = sound_clicks,
             .language = "kor",
             .begin_s = 0.5,
             .not_default = true},
        };
        struct yn_audio_params params = {.rate = 16000, .language = "ko"};
        struct yn_audio_info info;
        struct sound s = {.rate = 16000};
        print_message("%s\n", rows[i].name);
        assert_true(media_write(sound_path(*state, rows[i].name), tracks, 2));
        assert_int_equal(yn_audio_read(sound_path(*state, rows[i].name),
                                       &params, sound_keep, &s, &info, NULL),
                         YN_OK);
        assert_int_equal(info.track, 1);
        assert_true(sound_rms(&s, 0, 0.49) < 1e-6);
        for (int k = 1; k < CLICKS; k++)
            assert_near(find_click(&s, k) - sound_click_at(k), rows[i].delay_s,
                        0.001);
        assert_true(info.lost_s == 0);
        free(s.frames);
    }
}

static double high_tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * M_PI * 1500 * t);
}

static void test_tracks(void **state)
{
    struct media_track tracks[] = {
        {.codec = "aac",
         .sound = sound_tone,
         .language = "eng",
         .not_default = true,
         .length_s = 1},
        {.codec = "aac",
         .sound = sound_tone,
         .language = "kor",
         .commentary = true,
         .not_default = true,
         .length_s = 1},
        {.codec = "aac", .sound = sound_tone, .language = "jpn", .length_s = 1},
        {.codec = "aac",
         .sound = high_tone,
         .language = "kor",
         .not_default = true,
         .length_s = 1},
    };
    static const struct {
        const char *language;
        unsigned track;
        const char *taken;
    } rows[] = {
        {NULL, 2, "jpn"}, {"ko", 3, "kor"},    {"kor", 3, "kor"},
        {"en", 0, "eng"}, {"ko-KR", 3, "kor"}, {"fr", 2, "jpn"},
        {"", 2, "jpn"},
    };
    const char *path = sound_path(*state, "a.mkv");
    assert_true(media_write(path, tracks, 4));
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_audio_params params = {.language = rows[i].language};
        struct yn_audio_info info;
        assert_int_equal(yn_audio_probe(path, &params, &info, NULL), YN_OK);
        assert_int_equal(info.track, rows[i].track);
        assert_int_equal(info.n_tracks, 4);
        assert_string_equal(info.language, rows[i].taken);
        assert_string_equal(info.codec, "aac");
        assert_near(info.expected_s, 1, 0.1);
    }
}

static void test_bad_files(void **state)
{
    static const struct {
        const char *name, *text;
        int rc;
        const char *says;
    } rows[] = {
        {"empty.mkv", "", YN_E_INPUT, "is empty"},
        {"text.mp3", "no sound in here\n", YN_E_INPUT, "no audio file"},
        {"list.m3u8",
         "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\na.wav\n#EXT-X-ENDLIST",
         YN_E_INPUT, "no audio file"},
        {"list.ffconcat", "ffconcat version 1.0\nfile a.wav\n", YN_E_INPUT,
         "no audio file"},
        {"sub.srt", "1\n00:00:01,000 --> 00:00:02,000\nhello\n", YN_E_INPUT,
         "no audio file"},
    };
    struct media_track track = {
        .codec = "pcm_s16le", .sound = sound_tone, .length_s = 1};
    struct yn_audio_params params = {.rate = 2000};
    struct yn_audio_info info;
    struct yn_err err = {0};
    struct sound s = {0};
    assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        folder_write(*state, rows[i].name, rows[i].text);
        int rc = yn_audio_read(sound_path(*state, rows[i].name), &params,
                               sound_keep, &s, &info, &err);
        print_message("%s: %s\n", rows[i].name, err.text);
        assert_int_equal(rc, rows[i].rc);
        assert_non_null(strstr(err.text, rows[i].says));
    }
    assert_int_equal(
        yn_audio_read("/nowhere.mkv", &params, sound_keep, &s, NULL, NULL),
        YN_E_NOTFOUND);
    assert_int_equal(yn_audio_read("/", &params, sound_keep, &s, NULL, NULL),
                     YN_E_INPUT);
    params.rate = 10;
    assert_int_equal(yn_audio_read(sound_path(*state, "a.wav"), &params,
                                   sound_keep, &s, NULL, NULL),
                     YN_E_ARG);
    assert_int_equal(s.n, 0);
}

static int stop(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    (void)frames;
    (void)n;
    ++*(int *)ctx;
    return yn_err_set(err, YN_E_UNSAFE, 0, "enough");
}

static void test_stop(void **state)
{
    int calls = 0;
    struct yn_audio_params params = {.rate = 8000};
    struct media_track track = {.codec = "pcm_s16le", .sound = sound_tone};
    const char *path = sound_path(*state, "a.wav");
    assert_true(media_write(path, &track, 1));
    assert_int_equal(yn_audio_read(path, &params, stop, &calls, NULL, NULL),
                     YN_E_UNSAFE);
    assert_int_equal(calls, 1);
    struct yn_audio_info info;
    struct sound s = {.rate = 8000};
    params.max_s = 2.5;
    assert_int_equal(yn_audio_read(path, &params, sound_keep, &s, &info, NULL),
                     0);
    assert_int_equal(s.n, 20000);
    assert_near(info.duration_s, 2.5, 1e-9);
    assert_true(info.cut_s == 0);
    free(s.frames);
}

static double accidents(double t, int channel)
{
    (void)channel;
    if (t > 0.5 && t < 0.501)
        return t < 0.5005 ? NAN : 1e30;
    return sound_tone(t, 0);
}

static void test_accidents(void **state)
{
    struct media_track track = {
        .codec = "pcm_f32le", .sound = accidents, .length_s = 1};
    assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
    struct sound s = sound_read(*state, "a.wav", 16000, NULL);
    assert_int_equal(s.n, 16000);
    for (size_t i = 0; i < s.n; i++) {
        assert_true(fabsf(s.frames[i]) <= 64);
        if ((i > 100 && i < 7900) || (i > 8100 && i < 15900))
            assert_near(s.frames[i], sound_tone((double)i / 16000, 0), 0.01);
    }
    free(s.frames);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, sound_make, sound_unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_clicks),    TEST(test_holes), TEST(test_cut_off),
        TEST(test_short),     TEST(test_late),  TEST(test_tracks),
        TEST(test_bad_files), TEST(test_stop),  TEST(test_accidents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
