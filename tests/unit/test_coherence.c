/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums of products, and how well masters explain a stretch.
 */
#include <math.h>

#include "signal/coherence.h"
#include "signal/wide.h"
#include "support/near.h"
#include "support/noise.h"

enum { RATE = 16000, N = YN_COHERENCE_S * RATE, PAD = 64 };

/* Of all lengths, so that both the lanes and what is left of them are met. */
static void test_product(void **state)
{
    (void)state;
    float x[100], y[100];
    noise_fill(x, 100, 21);
    noise_fill(y, 100, 22);
    for (size_t n = 0; n <= 100; n++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += (double)x[i] * y[i];
        assert_near(yn_product(x, y, n), sum, 1e-4);
    }
}

/* White noise in white noise at `db`, through a filter: each free frame then
 * gives log(1 + its power) for each of the bins, less the gain's one. */
static double likelihood_of(double db, size_t bins)
{
    double free_frames = ((N - 1024) / 256 + 1) / 2.6;
    return ((double)bins - 2) * (free_frames * log1p(pow(10, db / 10)) - 1);
}

static void test_fit(void **state)
{
    (void)state;
    float *music = malloc((N + PAD) * sizeof(*music));
    float *mix = malloc(N * sizeof(*mix));
    struct yn_coherence *coherence = NULL;
    assert_int_equal(yn_coherence_create(RATE, &coherence, NULL), YN_OK);
    noise_fill(music, N + PAD, 31);
    for (int db = -10; db <= 0; db += 10) {
        noise_fill(mix, N, 32);
        for (size_t i = 0; i < N; i++)
            mix[i] -= (float)pow(10, db / 20.0) * music[i + PAD];
        yn_coherence_hear(coherence, mix, N);
        double right = yn_coherence_fit(coherence, music + PAD);
        double wanted = likelihood_of(db, 513);
        print_message("%d dB: %g, closed form %g\n", db, right, wanted);
        assert_near(right, wanted, 0.15 * wanted + 0.01 * 513 * 70);
        /* Elsewhere in the same noise there is nothing of it: 4 ms beside are
         * still within the frame, and count for nearly as much. */
        noise_fill(mix, N, 33);
        double stranger = yn_coherence_fit(coherence, mix);
        assert_true(fabs(stranger) < 0.2 * right);
        double near = yn_coherence_fit(coherence, music);
        assert_true(near < right && near > 0.5 * right);
    }
    yn_coherence_destroy(&coherence);
    assert_null(coherence);
    free(music);
    free(mix);
}

static void test_nothing_heard(void **state)
{
    (void)state;
    float silence[4096] = {0};
    struct yn_coherence *coherence = NULL;
    assert_int_equal(yn_coherence_create(RATE, &coherence, NULL), YN_OK);
    yn_coherence_hear(coherence, silence, 500);
    assert_near(yn_coherence_fit(coherence, silence), 0, 0);
    yn_coherence_hear(coherence, silence, 4096);
    assert_true(yn_coherence_fit(coherence, silence) <= 0);
    yn_coherence_destroy(&coherence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_product),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_nothing_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
