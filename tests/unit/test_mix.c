/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Channels: mixed into one by their weights, or kept apart.
 */
#include "support/test.h"

#include <math.h>

#include <libavutil/channel_layout.h>

#include "base/base.h"
#include "media/audio.h"
#include "media/mix.h"
#include "support/media.h"
#include "support/near.h"
#include "support/sound.h"

/* Keeps frames of two samples each. */
static int keep_pairs(void *ctx, const float *frames, size_t n,
                      struct yn_err *err)
{
    return sound_keep(ctx, frames, 2 * n, err);
}

static int sounding;
static double one_channel(double t, int channel)
{
    return channel == sounding ? sound_tone(t, 0) : 0;
}

static double two_tones(double t, int channel)
{
    return 0.25 * sin(2 * M_PI * (channel ? 1000 : 440) * t);
}

/* Channels kept apart come interleaved, at the file's rate and at another. */
static void test_apart(void **state)
{
    static const int rates[] = {44100, 16000};
    const struct media_track track = {
        .codec = "pcm_s16le", .sound = two_tones, .rate = 44100, .length_s = 1};
    assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
    for (size_t r = 0; r < YN_LEN(rates); r++) {
        struct sound sound = {.rate = rates[r]};
        const struct yn_audio_params params = {.rate = rates[r], .apart = true};
        struct yn_audio_info info;
        assert_int_equal(yn_audio_read(sound_path(*state, "a.wav"), &params,
                                       keep_pairs, &sound, &info, NULL),
                         YN_OK);
        assert_int_equal(info.channels, 2);
        assert_int_equal(info.speakers, 0); /* plain WAV does not say */
        assert_int_equal(sound.n, 2 * (size_t)rates[r]);
        for (size_t i = 200; i < (size_t)rates[r] - 200; i++) {
            double t = (double)i / rates[r];
            assert_near(sound.frames[2 * i], two_tones(t, 0), 1e-3);
            assert_near(sound.frames[2 * i + 1], two_tones(t, 1), 1e-3);
        }
        free(sound.frames);
    }
}

static void test_mix(void **state)
{
    static const struct {
        int channels;
        double weight[6];
    } rows[] = {
        {1, {1}},
        {2, {0.5, 0.5}},
        {6, {0.5, 0.5, 0.7071, 0, 0.35355, 0.35355}}, /* L R C LFE Ls Rs */
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        for (sounding = 0; sounding < rows[i].channels; sounding++) {
            struct media_track track = {.codec = "pcm_s16le",
                                        .sound = one_channel,
                                        .channels = rows[i].channels,
                                        .length_s = 1};
            struct yn_audio_info info;
            assert_true(media_write(sound_path(*state, "a.wav"), &track, 1));
            struct sound s = sound_read(*state, "a.wav", 48000, &info);
            assert_near(sound_rms(&s, 0, 1),
                        rows[i].weight[sounding] * 0.5 / sqrt(2), 2e-5);
            assert_int_equal(info.channels, rows[i].channels);
            free(s.frames);
        }
    }
}

static void test_unknown_channels(void **state)
{
    (void)state;
    AVChannelLayout layout = {.order = AV_CHANNEL_ORDER_UNSPEC,
                              .nb_channels = 5};
    for (int i = 0; i < 5; i++)
        assert_near(yn_mix_weight(&layout, i), 0.2, 1e-6);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, sound_make, sound_unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_apart),
        TEST(test_mix),
        cmocka_unit_test(test_unknown_channels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
