/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a mix a known sound is, where the truth is known.
 */
#include <math.h>
#include <stdbool.h>

#include "signal/fit.h"
#include "signal/normal.h"
#include "signal/stft.h"
#include "support/near.h"
#include "support/noise.h"

enum { RATE = 8000, SECONDS = 12, N = RATE * SECONDS };

static float *noise(uint64_t seed)
{
    float *x = malloc(N * sizeof(*x));
    assert_non_null(x);
    noise_fill(x, N, seed);
    return x;
}

/* Power from a second after the start to a second before the end. */
static double power(const float *x)
{
    double sum = 0;
    for (size_t i = RATE; i < N - RATE; i++)
        sum += (double)x[i] * x[i];
    return sum / (N - 2 * RATE);
}

static double db(double ratio)
{
    return 10 * log10(ratio);
}

/* Speech of a sort: three syllables a second, with silence between them. */
static float *syllables(uint64_t seed)
{
    float *x = noise(seed);
    for (size_t i = 0; i < N; i++) {
        double phase = fmod((double)i / RATE * 3, 1);
        x[i] *= phase < 0.6 ? 1 : 0.03F;
    }
    return x;
}

/* A filter that is no mere gain: x[n] - 0.6 x[n - 5]. */
static void filter(const float *in, float gain, float *out)
{
    for (size_t i = 0; i < N; i++)
        out[i] = gain * (in[i] - (i >= 5 ? 0.6F * in[i - 5] : 0));
}

struct case_taken {
    const char *name;
    double level_db; /* of the song against the rest */
    bool fade;       /* in, over the whole length */
    double at_least_db;
};

static void test_takes_the_song_out(void **state)
{
    (void)state;
    static const struct case_taken cases[] = {
        {"as loud", 0, false, 25},
        {"far below", -20, false, 15},
        {"as loud, fading in", 0, true, 22},
        {"alone but for nothing", 60, false, 40},
    };
    float *master = noise(1), *rest = syllables(2);
    float *song = malloc(N * sizeof(*song)), *mix = malloc(N * sizeof(*mix));
    float *found = malloc(N * sizeof(*found));
    const struct yn_fit_params params = {
        .rate = RATE, .ref = {master}, .n_refs = 1, .n = N};
    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        print_message("%s\n", cases[c].name);
        filter(master, 1, song);
        for (size_t i = 0; cases[c].fade && i < N; i++)
            song[i] *= (float)i / N;
        double scale =
            sqrt(power(rest) / power(song) * pow(10, cases[c].level_db / 10));
        for (size_t i = 0; i < N; i++) {
            song[i] *= (float)scale;
            mix[i] = song[i] + rest[i];
        }
        double whole = power(song);
        assert_int_equal(yn_fit(&params, mix, found, NULL), YN_OK);
        for (size_t i = 0; i < N; i++)
            song[i] -= found[i];
        double taken = db(whole / power(song));
        print_message("%.1f dB\n", taken);
        assert_true(taken >= cases[c].at_least_db);
    }
    free(master);
    free(rest);
    free(song);
    free(mix);
    free(found);
}

/* What is not there is not taken: neither energy added nor words eaten. */
static void test_leaves_the_rest_alone(void **state)
{
    (void)state;
    float *master = noise(3), *rest = syllables(4);
    float *found = malloc(N * sizeof(*found));
    const struct yn_fit_params params = {
        .rate = RATE, .ref = {master}, .n_refs = 1, .n = N};
    assert_int_equal(yn_fit(&params, rest, found, NULL), YN_OK);
    assert_true(db(power(found) / power(rest)) < -35);
    memset(rest, 0, N * sizeof(*rest));
    assert_int_equal(yn_fit(&params, rest, found, NULL), YN_OK);
    assert_near(power(found), 0, 0);
    free(master);
    free(rest);
    free(found);
}

/* Two songs that share much (a version and another), each at its own level;
 * and one given twice, which no equation tells apart. */
static void test_several_at_once(void **state)
{
    (void)state;
    float *a = noise(5), *b = noise(6), *rest = syllables(7);
    float *song = malloc(N * sizeof(*song)), *mix = malloc(N * sizeof(*mix));
    float *found = malloc(N * sizeof(*found));
    for (size_t i = 0; i < N; i++) {
        b[i] = 0.7F * a[i] + 0.7F * b[i];
        song[i] = 0.5F * a[i] + 0.2F * b[i];
        mix[i] = song[i] + rest[i];
    }
    double whole = power(song);
    for (size_t n = 2; n <= 3; n++) {
        const struct yn_fit_params params = {.rate = RATE,
                                             .ref = {a, b, a},
                                             .song_of = {0, 1, 2},
                                             .n_refs = n,
                                             .n = N};
        assert_int_equal(yn_fit(&params, mix, found, NULL), YN_OK);
        for (size_t i = 0; i < N; i++)
            found[i] -= song[i];
        assert_true(db(whole / power(found)) > 20);
    }
    free(a);
    free(b);
    free(rest);
    free(song);
    free(mix);
    free(found);
}

static void test_lag(void **state)
{
    (void)state;
    static const int lags[] = {0, 7, -31, 150};
    float *master = noise(8), *rest = syllables(9);
    float *mix = malloc(N * sizeof(*mix));
    const struct yn_fit_params params = {
        .rate = RATE, .ref = {master}, .n_refs = 1, .n = N};
    double lag = 0, z = 0;
    for (size_t c = 0; c < sizeof(lags) / sizeof(*lags); c++) {
        for (int i = 0; i < N; i++) {
            int at = i - lags[c];
            mix[i] = rest[i] + (at >= 0 && at < N ? 0.1F * master[at] : 0);
        }
        assert_int_equal(yn_fit_lag(&params, mix, 160, &lag, &z, NULL), YN_OK);
        assert_near(lag, lags[c], 0.05);
        assert_true(z > 8);
    }
    assert_int_equal(yn_fit_lag(&params, rest, 160, &lag, &z, NULL), YN_OK);
    assert_true(z < 6);
    free(master);
    free(rest);
    free(mix);
}

static void test_stft_back(void **state)
{
    (void)state;
    float *x = noise(10), *y = malloc(N * sizeof(*y));
    struct yn_complex bins[257];
    for (size_t overlap = 2; overlap <= 4; overlap += 2) {
        struct yn_stft *stft = NULL;
        assert_int_equal(yn_stft_create(512, overlap, &stft, NULL), YN_OK);
        assert_int_equal(yn_stft_bins(stft), 257);
        memset(y, 0, N * sizeof(*y));
        for (size_t t = 0; t < yn_stft_frames(stft, N); t++) {
            yn_stft_forward(stft, x, N, t, bins);
            yn_stft_backward(stft, bins, t, y, N);
        }
        for (size_t i = 0; i < N; i++)
            assert_near(y[i], x[i], 1e-5);
        yn_stft_destroy(&stft);
        assert_null(stft);
    }
    free(x);
    free(y);
}

/* (2, 1+i; 1-i, 3) times (1, i) is (1 + i, 1 + 2i); the second unknown has a
 * power of 2 beside the first. */
static void test_normal_equations(void **state)
{
    (void)state;
    struct yn_normal e = {.q = {{1, 1}, {1, 2}}};
    struct yn_complex x[YN_FIT_REFS];
    float evidence[YN_FIT_REFS];
    const float all[] = {1, 1}, first[] = {1, 0};
    e.m[0][0].re = 2;
    e.m[0][1] = (struct yn_complex){1, 1};
    e.m[1][1].re = 3;
    yn_normal_factor(&e, 2, evidence);
    assert_near(evidence[0], 1, 1e-6);
    assert_near(evidence[1], 2, 1e-6);
    yn_normal_solve(&e, 2, all, x);
    assert_near(x[0].re, 1, 1e-6);
    assert_near(x[0].im, 0, 1e-6);
    assert_near(x[1].re, 0, 1e-6);
    assert_near(x[1].im, 1, 1e-6);
    yn_normal_solve(&e, 2, first, x);
    assert_near(x[0].re, 0.5, 1e-6);
    assert_near(x[0].im, 0.5, 1e-6);
    assert_near(x[1].re, 0, 1e-6);
    e = (struct yn_normal){0};
    yn_normal_factor(&e, 2, evidence);
    yn_normal_solve(&e, 2, all, x);
    assert_near(x[0].re, 0, 0);
    assert_near(evidence[1], 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_takes_the_song_out),
        cmocka_unit_test(test_leaves_the_rest_alone),
        cmocka_unit_test(test_several_at_once),
        cmocka_unit_test(test_lag),
        cmocka_unit_test(test_stft_back),
        cmocka_unit_test(test_normal_equations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
