/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What remains of an episode: its loudness, how much of it is speech, and how
 * sure it is that there is music.
 */
#include <math.h>

#include "placement/rest.h"
#include "support/halves.h"
#include "support/near.h"
#include "support/noise.h"

#define PI 3.14159265358979323846
enum { RATE = YN_FINE_RATE, SECONDS = 60, N = RATE * SECONDS };

/* Sounds of unit power or so. */
typedef void sound_fn(float *out, uint64_t seed);

static void white(float *out, uint64_t seed)
{
    noise_fill(out, N, seed);
}

/* A voice of a sort: harmonics that glide, in four syllables a second, with a
 * pause every two seconds. */
static void voice(float *out, uint64_t seed)
{
    double phase = 0;
    for (size_t i = 0; i < N; i++) {
        double t = (double)i / RATE + (double)seed;
        double hz = 150 + 30 * sin(2 * PI * 0.7 * t) + 15 * sin(2 * PI * 2 * t);
        double syllable = sin(PI * fmod(4 * t, 1));
        double sum = 0;
        phase += 2 * PI * hz / RATE;
        for (int k = 1; k * hz < 4000; k++)
            sum += sin(k * phase) / sqrt(k);
        out[i] = fmod(t, 2) < 1.5 ? (float)(sum * syllable * syllable) : 0;
    }
}

/* Music of a sort: three steady tones with partials, another chord a second. */
static void chords(float *out, uint64_t seed)
{
    for (size_t i = 0; i < N; i++) {
        double t = (double)i / RATE, sum = 0;
        size_t chord = i / RATE + seed;
        for (size_t v = 0; v < 3; v++) {
            double hz = 220 * pow(2, (double)((chord * 5 + v * 4) % 12) / 12.0);
            for (int k = 1; k <= 8; k++)
                sum += sin(2 * PI * hz * k * t) / k;
        }
        out[i] = (float)(0.5 * sum);
    }
}

static void measure_at(const struct yn_masters *masters, const float *episode,
                       double second_s, struct yn_placements *out)
{
    uint16_t *halves = halves_of(episode, N);
    const struct yn_halves sound = {halves, N};
    assert_int_equal(yn_rest_measure(masters, &sound, second_s, out, NULL),
                     YN_OK);
    free(halves);
}

static void measure(const struct yn_masters *masters, const float *episode,
                    struct yn_placements *out)
{
    measure_at(masters, episode, 1, out);
    assert_int_equal(out->n_rest, SECONDS);
}

static void test_speech(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        sound_fn *sound, *under;
        float gain, under_gain;
        double least, most; /* of the mean share of speech */
    } rows[] = {
        {"voice", voice, white, 0.1F, 0, 0.9, 1},
        {"voice, softly", voice, white, 0.002F, 0, 0.9, 1},
        {"voice over noise", voice, white, 0.1F, 0.01F, 0.8, 1},
        {"noise", white, white, 0.1F, 0, 0, 0.25},
        {"chords", chords, white, 0.1F, 0.001F, 0, 0.15},
    };
    float *x = malloc(N * sizeof(*x)), *y = malloc(N * sizeof(*y));
    for (size_t r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        print_message("%s\n", rows[r].name);
        struct yn_placements out = {0};
        rows[r].sound(x, 1);
        rows[r].under(y, 2);
        for (size_t i = 0; i < N; i++)
            x[i] = rows[r].gain * x[i] + rows[r].under_gain * y[i];
        measure(NULL, x, &out);
        double sum = 0;
        for (size_t i = 0; i < SECONDS; i++)
            sum += out.rest[i].speech;
        print_message("%.3f\n", sum / SECONDS);
        assert_true(sum / SECONDS >= rows[r].least);
        assert_true(sum / SECONDS <= rows[r].most);
        yn_placements_release(&out);
    }
    free(x);
    free(y);
}

static void silence(float *out, uint64_t seed)
{
    (void)seed;
    memset(out, 0, N * sizeof(*out));
}

/* One second in four. */
static void beeps(float *out, uint64_t seed)
{
    (void)seed;
    for (size_t i = 0; i < N; i++)
        out[i] =
            i / RATE % 4 ? 0 : (float)sin(2 * PI * 1000 * (double)i / RATE);
}

static void test_music(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        sound_fn *sound, *under;
        float gain, under_gain;
        size_t least, most; /* seconds of 60 that are sure */
    } rows[] = {
        {"chords", chords, white, 0.1F, 0.001F, 50, 60},
        {"chords, softly", chords, white, 0.001F, 0.00001F, 50, 60},
        {"chords under a voice", voice, chords, 0.1F, 0.1F, 45, 60},
        {"chords in noise", chords, white, 0.1F, 0.03F, 50, 60},
        {"voice", voice, white, 0.1F, 0.003F, 0, 0},
        {"noise", white, white, 0.1F, 0, 0, 0},
        {"beeps", beeps, white, 0.1F, 0.01F, 0, 0},
        {"silence", silence, silence, 0, 0, 0, 0},
    };
    float *x = malloc(N * sizeof(*x)), *y = malloc(N * sizeof(*y));
    for (size_t r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        struct yn_placements out = {0};
        rows[r].sound(x, 1);
        rows[r].under(y, 2);
        for (size_t i = 0; i < N; i++)
            x[i] = rows[r].gain * x[i] + rows[r].under_gain * y[i];
        measure(NULL, x, &out);
        size_t sure = 0;
        for (size_t i = 0; i < SECONDS; i++) {
            assert_true(out.rest[i].music >= 0 && out.rest[i].music <= 1);
            sure += out.rest[i].music >= 0.8F;
        }
        print_message("%s: %zu\n", rows[r].name, sure);
        assert_in_range(sure, rows[r].least, rows[r].most);
        yn_placements_release(&out);
    }
    free(x);
    free(y);
}

/* Where an episode ran at another speed, its seconds last otherwise in the
 * sound that is heard: music in its second half begins in the middle. */
static void test_seconds_of_another_speed(void **state)
{
    (void)state;
    static const double second_s[] = {24.0 / 25, 1, 25.0 / 24};
    float *x = malloc(N * sizeof(*x)), *y = malloc(N * sizeof(*y));
    chords(x, 1);
    white(y, 2);
    for (size_t i = 0; i < N; i++)
        x[i] = 0.001F * y[i] + (i < N / 2 ? 0 : 0.1F * x[i]);
    for (size_t s = 0; s < sizeof(second_s) / sizeof(*second_s); s++) {
        struct yn_placements out = {0};
        measure_at(NULL, x, second_s[s], &out);
        double half = SECONDS / second_s[s] / 2;
        assert_int_equal(out.n_rest, (size_t)ceil(2 * half));
        for (size_t i = 0; i < out.n_rest; i++) {
            if ((double)i < half - 4)
                assert_true(out.rest[i].music < 0.5F);
            else if ((double)i > half + 3)
                assert_true(out.rest[i].music > 0.8F);
        }
        yn_placements_release(&out);
    }
    free(x);
    free(y);
}

/* BS.1770-4: a full-scale sine of 997 Hz in one channel is -3.01 LUFS. */
static void test_loudness(void **state)
{
    (void)state;
    float *x = malloc(N * sizeof(*x));
    struct yn_placements out = {0};
    for (size_t i = 0; i < N; i++)
        x[i] = i < N / 2 ? (float)sin(2 * PI * 997 * (double)i / RATE) : 0;
    measure(NULL, x, &out);
    for (size_t i = 1; i < SECONDS / 2 - 1; i++)
        assert_near(out.rest[i].level_db, -3.01, 0.05);
    for (size_t i = SECONDS / 2 + 1; i < SECONDS; i++) {
        assert_true(isinf(out.rest[i].level_db) && out.rest[i].level_db < 0);
        assert_near(out.rest[i].speech, 0, 0);
    }
    yn_placements_release(&out);
    free(x);
}

/* With the song as loud as the rest, and told 5 ms late, what is measured is
 * that of the rest alone. */
static void test_song_is_taken_off(void **state)
{
    (void)state;
    float *song = malloc(N * sizeof(*song)), *words = malloc(N * sizeof(*song));
    float *mix = malloc(N * sizeof(*mix));
    noise_fill(song, N, 5);
    voice(words, 3);
    for (size_t i = 0; i < N; i++)
        mix[i] = 0.1F * words[i] + (i + 80 < N ? 0.1F * song[i + 80] : 0);
    for (size_t i = 0; i < N; i++)
        words[i] *= 0.1F;
    struct yn_master master = {.fine = halves_of(song, N), .n_fine = N};
    const struct yn_masters masters = {.item = &master, .n = 1};
    struct yn_segment segment = {5, 55, 5};
    struct yn_cue cue = {.start_s = 5,
                         .end_s = 55,
                         .speed = 1,
                         .segments = &segment,
                         .n_segments = 1};
    struct yn_placements alone = {0}, with = {.cues = &cue, .n_cues = 1};
    measure(&masters, words, &alone);
    measure(&masters, mix, &with);
    for (size_t i = 6; i < 54; i++) {
        /* Where the voice pauses, what the fit leaves is what there is. */
        if (alone.rest[i].level_db > -30)
            assert_near(with.rest[i].level_db, alone.rest[i].level_db, 0.7);
    }
    free(alone.rest);
    free(with.rest);
    free(master.fine);
    free(song);
    free(words);
    free(mix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_speech),
        cmocka_unit_test(test_music),
        cmocka_unit_test(test_seconds_of_another_speed),
        cmocka_unit_test(test_loudness),
        cmocka_unit_test(test_song_is_taken_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
