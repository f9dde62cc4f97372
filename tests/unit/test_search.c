/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What placing is made of, each part by itself, on noise whose truth is known.
 */
#include <math.h>

#include "placement/explain.h"
#include "placement/search.h"
#include "placement/shape.h"
#include "placement/thin.h"
#include "support/near.h"
#include "support/noise.h"

#define RATE 2000
#define WINDOW ((size_t)4 * RATE)
#define EPISODE ((size_t)24 * RATE)
#define MASTER ((size_t)16 * RATE)
/* The master's frame OFFSET sounds at the episode's frame FROM. */
#define FROM ((size_t)6000)
#define TO ((size_t)22000)
#define OFFSET ((size_t)2000)
#define LAG ((ptrdiff_t)OFFSET - (ptrdiff_t)FROM)

static float *noise(size_t n, uint64_t seed)
{
    float *out = malloc(n * sizeof(*out));
    noise_fill(out, n, seed);
    return out;
}

/* Noise in which the master plays from FROM to TO at `gain`. */
static float *episode(const float *master, float gain)
{
    float *out = noise(EPISODE, 11);
    for (size_t i = FROM; i < TO; i++)
        out[i] += gain * master[i - FROM + OFFSET];
    return out;
}

static void search(const float *master, const float *sound,
                   struct yn_peaks peaks[YN_SIDES])
{
    const struct yn_search_params params = {
        .window = WINDOW, .hop = WINDOW, .least_z = 3.5F, .threads = 2};
    struct yn_bank *bank = NULL;
    size_t start;
    assert_int_equal(yn_bank_create(WINDOW, 0, MASTER, &bank, NULL), YN_OK);
    assert_int_equal(yn_bank_add(bank, master, MASTER, &start, NULL), YN_OK);
    assert_int_equal(start, 0);
    yn_bank_finish(bank);
    assert_int_equal(yn_search(bank, sound, EPISODE, &params, peaks, NULL),
                     YN_OK);
    yn_bank_destroy(&bank);
}

static size_t peaks_at(const struct yn_peaks *peaks, ptrdiff_t lag)
{
    size_t n = 0;
    for (size_t i = 0; i < peaks->n; i++)
        n += peaks->item[i].lag == lag && peaks->item[i].z > 8;
    return n;
}

/* The song stands in both windows that it fills; turned upside down it is a
 * decoy there. */
static void test_search_tells_above_from_below(void **state)
{
    (void)state;
    float *master = noise(MASTER, 3);
    for (int sign = 1; sign >= -1; sign -= 2) {
        float *sound = episode(master, 0.3F * (float)sign);
        struct yn_peaks peaks[YN_SIDES];
        search(master, sound, peaks);
        enum yn_side side = sign > 0 ? YN_MATCH : YN_DECOY;
        enum yn_side other = sign > 0 ? YN_DECOY : YN_MATCH;
        assert_true(peaks_at(&peaks[side], LAG) >= 2);
        assert_int_equal(peaks_at(&peaks[other], LAG), 0);
        free(peaks[YN_MATCH].item);
        free(peaks[YN_DECOY].item);
        free(sound);
    }
    free(master);
}

static struct yn_candidates candidates_of(const struct yn_candidate *item,
                                          size_t n)
{
    struct yn_candidates out = {.n = n, .cap = n};
    out.item = malloc((n + 1) * sizeof(*item));
    memcpy(out.item, item, n * sizeof(*item));
    return out;
}

static void test_thin_keeps_one_of_each_peak(void **state)
{
    (void)state;
    static const size_t at[] = {0, 40000};
    const struct yn_starts starts = {at, 2};
    static const struct yn_candidate match[] = {
        {.lag = 500, .first = 1, .last = 2, .z = 50},
        {.lag = 508, .first = 2, .last = 2, .z = 20},   /* its wave */
        {.lag = 9000, .first = 1, .last = 1, .z = 5.5}, /* its echo */
        {.lag = 12000, .first = 1, .last = 3, .z = 6},  /* lasts longer */
        {.lag = 503, .first = 4, .last = 4, .z = 9},    /* another time */
        {.lag = 42000, .first = 1, .last = 1, .z = 5},  /* another song */
    };
    static const struct yn_candidate decoy[] = {
        {.lag = 496, .first = 1, .last = 1, .z = 12}, /* its wave, below */
        {.lag = 43000, .first = 1, .last = 1, .z = 4.5},
    };
    static const double left[] = {50, 6, 9, 5};
    struct yn_candidates all[YN_SIDES] = {
        candidates_of(match, sizeof(match) / sizeof(match[0])),
        candidates_of(decoy, sizeof(decoy) / sizeof(decoy[0]))};
    assert_int_equal(yn_thin(all, &starts, 1000, NULL), YN_OK);
    assert_int_equal(all[YN_MATCH].n, 4);
    for (size_t i = 0; i < 4; i++)
        assert_near(all[YN_MATCH].item[i].z, left[i], 0);
    assert_int_equal(all[YN_DECOY].n, 1);
    assert_near(all[YN_DECOY].item[0].z, 4.5, 0);
    free(all[YN_MATCH].item);
    free(all[YN_DECOY].item);
}

static struct yn_ground ground_of(const float *master, const float *sound)
{
    struct yn_ground ground = {.episode = {sound, EPISODE},
                               .masters = {master, MASTER},
                               .block = (size_t)RATE * YN_BLOCK_MS / 1000,
                               .hop = WINDOW,
                               .window = WINDOW};
    assert_int_equal(yn_power_sum(&ground.episode, &ground.episode_power, NULL),
                     YN_OK);
    assert_int_equal(yn_power_sum(&ground.masters, &ground.masters_power, NULL),
                     YN_OK);
    return ground;
}

static void release(struct yn_ground *ground)
{
    free(ground->episode_power.up_to);
    free(ground->masters_power.up_to);
}

/* A trace that begins in one window finds the whole of the song, and a z that
 * grows with the root of its length. */
static void test_trace_follows_to_both_ends(void **state)
{
    (void)state;
    float *master = noise(MASTER, 3), *sound = episode(master, 0.3F);
    struct yn_ground ground = ground_of(master, sound);
    float *scratch = malloc(EPISODE / ground.block * sizeof(*scratch));
    const struct yn_candidate candidate = {
        .lag = LAG + 1, .first = 1, .last = 1};
    struct yn_trace trace;
    /* One frame beside the peak, where noise has fallen to nothing: the window
     * is followed only once the lag was settled. */
    assert_int_equal(yn_trace_follow(&ground, &candidate, YN_MATCH, 0, scratch,
                                     &trace, NULL),
                     YN_OK);
    assert_true(trace.n > 0);
    assert_int_equal(trace.lag, LAG);
    assert_near((double)((trace.first + trace.run_first) * ground.block), FROM,
                600);
    assert_near((double)((trace.first + trace.run_last + 1) * ground.block), TO,
                600);
    double rho = 0.3 / sqrt(1 + 0.3 * 0.3);
    assert_near(trace.z, rho * sqrt((double)(TO - FROM)), 4);
    yn_trace_release(&trace);
    /* Upside down there is nothing to follow. */
    assert_int_equal(yn_trace_follow(&ground, &candidate, YN_DECOY, 5, scratch,
                                     &trace, NULL),
                     YN_OK);
    assert_int_equal(trace.n, 0);
    free(scratch);
    release(&ground);
    free(master);
    free(sound);
}

/* The same tones in both, at other phases: they correlate at many lags, but not
 * as the recording with itself. */
static void test_shape_tells_tones_from_the_recording(void **state)
{
    (void)state;
    static const double hz[] = {131, 196, 262, 330, 523};
    float *master = noise(MASTER, 3), *other = noise(EPISODE, 5);
    for (size_t k = 0; k < sizeof(hz) / sizeof(hz[0]); k++) {
        for (size_t i = 0; i < EPISODE; i++) {
            double w = 6.283185307 * hz[k] / RATE * (double)i;
            if (i < MASTER)
                master[i] += 0.6F * (float)sin(w);
            other[i] += 0.4F * (float)sin(w + 0.9 * (double)(k * k));
        }
    }
    float *right = episode(master, 0.3F);
    struct yn_shape *shape = NULL;
    assert_int_equal(yn_shape_create(&shape, NULL), YN_OK);
    struct yn_ground ground = ground_of(master, right);
    assert_true(yn_shape_misfit(shape, &ground, FROM, TO, LAG) < 5);
    release(&ground);
    ground = ground_of(master, other);
    assert_true(yn_shape_misfit(shape, &ground, FROM, TO, LAG) > 12);
    release(&ground);
    yn_shape_destroy(&shape);
    free(master);
    free(other);
    free(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_tells_above_from_below),
        cmocka_unit_test(test_thin_keeps_one_of_each_peak),
        cmocka_unit_test(test_trace_follows_to_both_ends),
        cmocka_unit_test(test_shape_tells_tones_from_the_recording),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
