/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Frame n is the instant n / rate at any rate, what a rate cannot hold is gone,
 * and the bits do not depend on how the sound was cut into pieces.
 */
#include "support/test.h"

#include <math.h>

#include "base/base.h"
#include "media/audio.h"
#include "media/resample.h"
#include "support/media.h"
#include "support/near.h"
#include "support/sound.h"

/* Frame n is the instant n / rate, at every pair of rates, to -60 dB of the
 * sound_tone; the ends, where the filters lack half their input, left out. */
static void test_rates(void **state)
{
    static const int from[] = {8000, 22050, 32000, 44100, 48000, 96000};
    static const int to[] = {1000, 2000, 4000, 8000, 16000, 48000};
    for (size_t i = 0; i < YN_LEN(from); i++) {
        struct media_track track = {.codec = "pcm_s32le",
                                    .sound = sound_tone,
                                    .rate = from[i],
                                    .channels = 1,
                                    .length_s = 2};
        assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
        for (size_t k = 0; k < YN_LEN(to); k++) {
            /* At 1 kHz the sound_tone lies in the filter's edge. */
            double tolerance = to[k] == 1000 ? 0.5 : 0.0005;
            struct sound s = sound_read(*state, "a.wav", to[k], NULL);
            print_message("%d to %d\n", from[i], to[k]);
            assert_int_equal(s.n, 2 * to[k]);
            for (size_t n = s.n / 20; n < s.n - s.n / 20; n++)
                assert_near(s.frames[n], sound_tone((double)n / to[k], 0),
                            tolerance);
            free(s.frames);
        }
    }
}

static double pass_hz;
static double pass_tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * M_PI * pass_hz * t);
}

/* What is promised of the pass band, and of what lies above half the rate. */
static void test_band(void **state)
{
    static const struct {
        int rate;
        double hz, low_db, high_db;
    } rows[] = {
        {2000, 100, -0.1, 0.1},   {2000, 700, -0.5, 0.1},
        {2000, 1300, -200, -60},  {2000, 15300, -200, -60},
        {16000, 5600, -0.5, 0.1}, {16000, 9500, -200, -60},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct media_track track = {
            .codec = "pcm_s32le", .sound = pass_tone, .length_s = 2};
        pass_hz = rows[i].hz;
        assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
        struct sound s = sound_read(*state, "a.wav", rows[i].rate, NULL);
        double db = 20 * log10(sound_rms(&s, 0.5, 1.5) / (0.5 / sqrt(2)));
        print_message("%g Hz at %d: %.2f dB\n", pass_hz, rows[i].rate, db);
        assert_true(db >= rows[i].low_db && db <= rows[i].high_db);
        free(s.frames);
    }
}

static void assert_same(const struct sound *a, const struct sound *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->frames, b->frames, a->n * sizeof(float));
}

/* The same sound, cut into packets in other ways and mapped to other rates at
 * the same time, gives the same bits. */
static void test_same(void **state)
{
    static const int rates[] = {2000, 16000, 44100, 48000};
    struct media_track track = {
        .codec = "pcm_s16le", .sound = sound_clicks, .length_s = 3};
    struct sound all[4] = {{0}};
    struct yn_audio_out outs[4];
    assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
    assert_true(media_write(sound_path(*state, "a.mov"), &track, 1));
    for (size_t i = 0; i < YN_LEN(rates); i++) {
        all[i].rate = rates[i];
        outs[i] = (struct yn_audio_out){rates[i], sound_keep, &all[i]};
    }
    assert_int_equal(yn_audio_read_rates(sound_path(*state, "a.wav"), NULL,
                                         outs, YN_LEN(rates), NULL, NULL),
                     YN_OK);
    for (size_t i = 0; i < YN_LEN(rates); i++) {
        struct sound wav = sound_read(*state, "a.wav", rates[i], NULL);
        struct sound mov = sound_read(*state, "a.mov", rates[i], NULL);
        assert_same(&wav, &mov);
        assert_same(&wav, &all[i]);
        free(wav.frames);
        free(mov.frames);
        free(all[i].frames);
    }
}

static void test_pieces(void **state)
{
    enum { N = 50000 };
    static float noise[N];
    unsigned seed = 1;
    (void)state;
    for (int i = 0; i < N; i++) {
        seed = seed * 1664525 + 1013904223;
        noise[i] = (float)(seed >> 8) / 16777216.0f - 0.5f;
    }
    struct sound whole = {.rate = 2000}, pieces = {.rate = 2000};
    for (int pass = 0; pass < 2; pass++) {
        struct yn_audio_out out = {2000, sound_keep, pass ? &pieces : &whole};
        struct yn_resampler *r = NULL;
        assert_int_equal(yn_resampler_create(44100, 1, &out, 1, &r, NULL), 0);
        for (int at = 0, n; at < N; at += n) {
            n = pass ? 1 + (at * 7) % 3001 : N;
            if (n > N - at)
                n = N - at;
            assert_int_equal(yn_resampler_put(r, noise + at, n, NULL), 0);
        }
        assert_int_equal(yn_resampler_end(r, NULL), 0);
        yn_resampler_destroy(&r);
    }
    assert_same(&whole, &pieces);
    free(whole.frames);
    free(pieces.frames);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, sound_make, sound_unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rates),
        TEST(test_band),
        TEST(test_same),
        cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
