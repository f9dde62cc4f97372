/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The signal room against closed forms.
 */
#include <math.h>

#include "signal/correlate.h"
#include "signal/fft.h"
#include "signal/level.h"
#include "signal/whiten.h"
#include "support/near.h"
#include "support/noise.h"

#define PI 3.14159265358979323846

static void test_fft_of_a_sine(void **state)
{
    (void)state;
    struct yn_fft *fft = NULL;
    assert_int_equal(yn_fft_create(64, &fft, NULL), YN_OK);
    float *real = yn_fft_alloc(64 * sizeof(*real));
    struct yn_complex *bins = yn_fft_alloc(yn_fft_bins(fft) * sizeof(*bins));
    for (int i = 0; i < 64; i++)
        real[i] = (float)cos(2 * PI * 5 * i / 64);
    yn_fft_forward(fft, real, bins);
    for (size_t k = 0; k < yn_fft_bins(fft); k++) {
        assert_near(bins[k].re, k == 5 ? 32 : 0, 1e-4);
        assert_near(bins[k].im, 0, 1e-4);
    }
    yn_fft_backward(fft, bins, real);
    for (int i = 0; i < 64; i++)
        assert_near(real[i], 64 * cos(2 * PI * 5 * i / 64), 1e-3);
    yn_fft_free(real);
    yn_fft_free(bins);
    yn_fft_destroy(&fft);
    assert_null(fft);
}

static double rms(const float *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x[i] * x[i];
    return sqrt(sum / (double)n);
}

/* Noise under a loud hum, half of it silent: whitened, the hum is no louder
 * than the rest, the silence stays silent, and nothing is shifted in time. */
static void test_whiten(void **state)
{
    (void)state;
    enum { N = 40000, RATE = 2000 };
    float *x = malloc(N * sizeof(*x)), *y = malloc(N * sizeof(*y));
    noise_fill(x, N, 7);
    for (size_t i = 0; i < N; i++)
        x[i] = i < N / 2
                   ? x[i] + 30 * (float)sin(2 * PI * 200 * (double)i / RATE)
                   : 0;
    const struct yn_whiten_params params = {.rate = RATE};
    assert_int_equal(yn_whiten(x, N, &params, y, NULL), YN_OK);
    assert_near(rms(y + 2000, N / 2 - 4000), 1, 0.1);
    assert_near(rms(y + N / 2 + 2000, N / 2 - 2000), 0, 1e-6);
    /* The hum is one bin of 256 now. */
    double re = 0, im = 0;
    for (size_t i = 2000; i < 18000; i++) {
        re += y[i] * cos(2 * PI * 200 * (double)i / RATE);
        im += y[i] * sin(2 * PI * 200 * (double)i / RATE);
    }
    assert_true(hypot(re, im) / 16000 < 0.1);
    /* The same noise alone correlates with it at no lag. */
    noise_fill(x, N, 7);
    float *z = malloc(N * sizeof(*z));
    assert_int_equal(yn_whiten(x, N, &params, z, NULL), YN_OK);
    double at[3] = {0};
    for (size_t i = 2000; i < 18000; i++) {
        for (size_t d = 0; d < 3; d++)
            at[d] += y[i] * z[i + d - 1];
    }
    assert_true(at[1] > 0.8 * 16000);
    assert_true(at[1] > at[0] && at[1] > at[2]);
    /* In place gives the same. */
    assert_int_equal(yn_whiten(x, N, &params, x, NULL), YN_OK);
    assert_memory_equal(x, z, N * sizeof(*x));
    free(x);
    free(y);
    free(z);
}

struct collect {
    float *value;
    ptrdiff_t first;
    size_t n, stretches;
    float last, next; /* of the stretch before, and after it */
};

static int take(void *ctx, ptrdiff_t at, const float *value, size_t n,
                struct yn_err *err)
{
    (void)err;
    struct collect *all = ctx;
    /* What a stretch shows of the next is what that begins with. */
    if (all->stretches++ > 0) {
        assert_near(all->next, value[0], 1e-4);
        assert_near(all->last, value[-1], 1e-4);
    }
    all->last = value[n - 1];
    all->next = value[n];
    for (size_t i = 0; i < n; i++) {
        ptrdiff_t to = at + (ptrdiff_t)i - all->first;
        if (to >= 0 && (size_t)to < all->n)
            all->value[to] = value[i];
    }
    return 0;
}

/* Every value of the correlation is the sum it says, and so are those on either
 * side of a stretch. */
static void correlate_like_the_sum(size_t gap)
{
    enum { WINDOW = 100, A = 730, B = 411 };
    float a[A], b[B], window[WINDOW];
    noise_fill(a, A, 1);
    noise_fill(b, B, 2);
    noise_fill(window, WINDOW, 3);
    struct yn_bank *bank = NULL;
    size_t start_a, start_b;
    assert_int_equal(yn_bank_create(WINDOW, gap, A + B + 2 * gap, &bank, NULL),
                     YN_OK);
    assert_int_equal(yn_bank_add(bank, a, A, &start_a, NULL), YN_OK);
    assert_int_equal(yn_bank_add(bank, b, B, &start_b, NULL), YN_OK);
    yn_bank_finish(bank);
    assert_int_equal(start_a, 0);
    assert_int_equal(start_b, A + gap);
    size_t length = yn_bank_length(bank);
    assert_int_equal(length, A + gap + B + WINDOW);
    float *line = calloc(length + WINDOW, sizeof(*line));
    memcpy(line, a, sizeof(a));
    memcpy(line + start_b, b, sizeof(b));

    struct yn_scratch *scratch = NULL;
    assert_int_equal(yn_scratch_create(bank, &scratch, NULL), YN_OK);
    static const size_t sizes[] = {WINDOW, 37, 1};
    for (size_t s = 0; s < 3; s++) {
        struct collect all = {.first = -(WINDOW - 1), .n = length + WINDOW - 1};
        all.value = calloc(all.n, sizeof(*all.value));
        assert_int_equal(
            yn_correlate(bank, scratch, window, sizes[s], take, &all, NULL),
            YN_OK);
        for (size_t i = 0; i < all.n; i++) {
            double sum = 0;
            for (size_t j = 0; j < sizes[s]; j++) {
                ptrdiff_t at = all.first + (ptrdiff_t)(i + j);
                if (at >= 0 && (size_t)at < length)
                    sum += (double)window[j] * line[at];
            }
            assert_near(all.value[i], sum, 1e-3);
        }
        assert_true(all.stretches > 1);
        free(all.value);
    }
    free(line);
    yn_scratch_destroy(&scratch);
    yn_bank_destroy(&bank);
}

static void test_correlate_like_the_sum(void **state)
{
    (void)state;
    static const size_t gaps[] = {0, 7, 100};
    for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
        correlate_like_the_sum(gaps[i]);
}

/* White music in white noise, through a filter that the estimator must not
 * mind: the level is the one it was mixed at. */
static void test_level(void **state)
{
    (void)state;
    enum { RATE = 16000, N = 20 * RATE };
    float *music = malloc(N * sizeof(*music)), *mix = malloc(N * sizeof(*mix));
    float *rest = malloc(N * sizeof(*rest));
    noise_fill(music, N, 11);
    noise_fill(rest, N, 12);
    static const struct {
        double db, tolerance;
    } rows[] = {{10, 0.5}, {0, 0.5}, {-10, 0.5}, {-15, 1.0}, {-20, 2.3}};
    for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
        float gain = (float)pow(10, rows[r].db / 20);
        /* A filter of unit power: what arrives is the mean of two frames. */
        for (size_t i = 0; i < N; i++)
            mix[i] =
                rest[i] + gain * (music[i] + (i ? music[i - 1] : 0)) / sqrtf(2);
        struct yn_level course[N / RATE + 1];
        size_t n = 0;
        assert_int_equal(yn_level_course(mix, music, N, RATE, course, &n, NULL),
                         YN_OK);
        assert_true(n >= 19);
        double m = 0, q = 0, total = 0;
        for (size_t i = 0; i < n; i++) {
            m += course[i].music;
            q += course[i].rest;
            total += (course[i].music + course[i].rest) / (double)n;
        }
        print_message("%g dB: %g\n", rows[r].db, yn_level_db(m, q));
        assert_near(yn_level_db(m, q), rows[r].db, rows[r].tolerance);
        /* Together they are the mix. */
        assert_near(total, pow(rms(mix, N), 2), 0.05 * total);
    }
    free(music);
    free(mix);
    free(rest);
}

static void test_level_of_nothing(void **state)
{
    (void)state;
    assert_true(yn_level_db(0, 1) == -INFINITY);
    assert_true(yn_level_db(1, 0) == INFINITY);
    float silence[16000] = {0};
    struct yn_level course[2];
    size_t n = 0;
    assert_int_equal(
        yn_level_course(silence, silence, 16000, 16000, course, &n, NULL),
        YN_OK);
    assert_int_equal(n, 1);
    assert_near(course[0].music, 0, 0);
    assert_near(course[0].rest, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fft_of_a_sine),
        cmocka_unit_test(test_whiten),
        cmocka_unit_test(test_correlate_like_the_sum),
        cmocka_unit_test(test_level),
        cmocka_unit_test(test_level_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
