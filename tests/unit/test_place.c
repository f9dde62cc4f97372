/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placements in made sound: masters are coloured noise that changes like notes,
 * the rest is louder noise with pauses, and the truth is known.
 */
#include <math.h>

#include "placement/place.h"
#include "support/halves.h"
#include "support/near.h"
#include "support/noise.h"
#include "support/songs.h"

#define MASTER_S 40
#define EPISODE_S 120
#define MASTERS 3

static float *song(int rate, uint64_t seed)
{
    return songs_make(rate, MASTER_S, seed);
}

static float *speech(int rate, uint64_t seed)
{
    return songs_speech(rate, EPISODE_S, seed);
}

struct truth {
    size_t master;
    double start_s, end_s, offset_s, gain;
};

static const struct truth truths[] = {
    {0, 10, 30, 5, 0.10},   {1, 40, 52, 20, 0.20},
    {2, 60, 75, 1, 0.10},   {1, 66, 86, 12, 0.10}, /* over the one before */
    {0, 95, 103, 20, 0.10},                        /* a cut: the song jumps */
    {0, 103, 112, 2, 0.10},
};

#define CUES 5

static float *episode(int rate)
{
    float *out = speech(rate, 99);
    size_t n_truths = sizeof(truths) / sizeof(truths[0]);
    for (size_t i = 0; i < n_truths; i++) {
        float *music = song(rate, truths[i].master + 1);
        size_t from = (size_t)(truths[i].start_s * rate);
        size_t to = (size_t)(truths[i].end_s * rate);
        size_t at = (size_t)(truths[i].offset_s * rate);
        for (size_t k = from; k < to; k++)
            out[k] += (float)truths[i].gain * music[at + k - from];
        free(music);
    }
    return out;
}

static void add_master(struct yn_masters *masters, float *coarse, float *fine)
{
    const struct yn_master one = {
        .coarse = coarse,
        .n_coarse = (size_t)MASTER_S * YN_COARSE_RATE,
        .fine = halves_from(fine, (size_t)MASTER_S * YN_FINE_RATE),
        .n_fine = (size_t)MASTER_S * YN_FINE_RATE,
    };
    assert_int_equal(yn_masters_add(masters, &one, NULL), YN_OK);
}

/* The songs from `first` on. */
static struct yn_masters *masters_from(size_t first)
{
    struct yn_masters *masters = NULL;
    assert_int_equal(yn_masters_create(&masters, NULL), YN_OK);
    for (size_t i = first; i < MASTERS; i++)
        add_master(masters, song(YN_COARSE_RATE, i + 1),
                   song(YN_FINE_RATE, i + 1));
    assert_int_equal(yn_masters_finish(masters, NULL), YN_OK);
    return masters;
}

static struct yn_masters *make_masters(void)
{
    return masters_from(0);
}

static void turn_round(float *x, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        float kept = x[i];
        x[i] = x[n - 1 - i];
        x[n - 1 - i] = kept;
    }
}

static void place(const struct yn_masters *masters, const float *coarse,
                  const float *fine, unsigned threads,
                  struct yn_placements *out)
{
    const size_t n_fine = (size_t)EPISODE_S * YN_FINE_RATE;
    uint16_t *halves = halves_of(fine, n_fine);
    const struct yn_place_params params = {.coarse = coarse,
                                           .n_coarse = (size_t)EPISODE_S *
                                                       YN_COARSE_RATE,
                                           .fine = {halves, n_fine},
                                           .threads = threads};
    assert_int_equal(yn_place(masters, &params, out, NULL), YN_OK);
    free(halves);
}

static void test_finds_all_and_no_more(void **state)
{
    (void)state;
    struct yn_masters *masters = make_masters();
    float *coarse = episode(YN_COARSE_RATE), *fine = episode(YN_FINE_RATE);
    struct yn_placements found;
    place(masters, coarse, fine, 2, &found);
    for (size_t i = 0; i < found.n_cues; i++)
        print_message("master %zu %.2f-%.2f from %.2f, %.1f dB, %zu segments\n",
                      found.cues[i].master, found.cues[i].start_s,
                      found.cues[i].end_s, found.cues[i].offset_s,
                      found.cues[i].mbr_db, found.cues[i].n_segments);
    assert_int_equal(found.n_cues, CUES);
    for (size_t i = 0; i < CUES; i++) {
        const struct yn_cue *cue = &found.cues[i];
        bool cut = i == CUES - 1;
        assert_int_equal(cue->master, truths[i].master);
        assert_near(cue->start_s, truths[i].start_s, 0.3);
        assert_near(cue->end_s, truths[cut ? i + 1 : i].end_s, 0.3);
        assert_near(cue->offset_s - cue->start_s,
                    truths[i].offset_s - truths[i].start_s, 0.003);
        assert_int_equal(cue->n_segments, cut ? 2 : 1);
        assert_near(cue->speed, 1, 0);
        assert_true(cue->confidence > 0.9);
    }
    yn_placements_release(&found);
    assert_int_equal(found.n_cues, 0);
    yn_masters_destroy(&masters);
    free(coarse);
    free(fine);
}

static void test_threads_change_nothing(void **state)
{
    (void)state;
    struct yn_masters *masters = make_masters();
    float *coarse = episode(YN_COARSE_RATE), *fine = episode(YN_FINE_RATE);
    struct yn_placements one, three;
    place(masters, coarse, fine, 1, &one);
    place(masters, coarse, fine, 3, &three);
    assert_int_equal(one.n_cues, three.n_cues);
    for (size_t i = 0; i < one.n_cues; i++) {
        const struct yn_cue *a = &one.cues[i], *b = &three.cues[i];
        assert_true(a->start_s == b->start_s && a->end_s == b->end_s);
        assert_true(a->mbr_db == b->mbr_db && a->mbr_k_db == b->mbr_k_db);
        assert_true(a->confidence == b->confidence);
        assert_memory_equal(a->segments, b->segments,
                            a->n_segments * sizeof(*a->segments));
    }
    yn_placements_release(&one);
    yn_placements_release(&three);
    yn_masters_destroy(&masters);
    free(coarse);
    free(fine);
}

static void test_nothing_in_nothing(void **state)
{
    (void)state;
    struct yn_masters *masters = make_masters();
    float *coarse = speech(YN_COARSE_RATE, 5), *fine = speech(YN_FINE_RATE, 5);
    struct yn_placements found;
    place(masters, coarse, fine, 2, &found);
    assert_int_equal(found.n_cues, 0);
    assert_near(found.duration_s, EPISODE_S, 1e-9);
    yn_placements_release(&found);
    memset(coarse, 0, (size_t)EPISODE_S * YN_COARSE_RATE * sizeof(*coarse));
    place(masters, coarse, fine, 2, &found);
    assert_int_equal(found.n_cues, 0);
    yn_placements_release(&found);
    const struct yn_place_params empty = {.coarse = coarse};
    assert_int_equal(yn_place(masters, &empty, &found, NULL), YN_OK);
    assert_int_equal(found.n_cues, 0);
    yn_placements_release(&found);
    yn_masters_destroy(&masters);
    free(coarse);
    free(fine);
}

/* Songs of the same notes and the same sounds, none of which plays: one that is
 * in no roster, and those of the roster turned round. */
static void test_strangers_of_the_same_making(void **state)
{
    (void)state;
    struct yn_masters *masters = NULL;
    assert_int_equal(yn_masters_create(&masters, NULL), YN_OK);
    add_master(masters, song(YN_COARSE_RATE, 8), song(YN_FINE_RATE, 8));
    for (size_t i = 0; i < MASTERS; i++) {
        float *coarse = song(YN_COARSE_RATE, i + 1);
        float *fine = song(YN_FINE_RATE, i + 1);
        turn_round(coarse, (size_t)MASTER_S * YN_COARSE_RATE);
        turn_round(fine, (size_t)MASTER_S * YN_FINE_RATE);
        add_master(masters, coarse, fine);
    }
    assert_int_equal(yn_masters_finish(masters, NULL), YN_OK);
    float *coarse = episode(YN_COARSE_RATE), *fine = episode(YN_FINE_RATE);
    struct yn_placements found;
    place(masters, coarse, fine, 2, &found);
    assert_int_equal(found.n_cues, 0);
    yn_placements_release(&found);
    yn_masters_destroy(&masters);
    free(coarse);
    free(fine);
}

/* A tune above what the search listens to: the only thing in which the second
 * half of the song differs from the first. */
static void add_tune(float *out, int rate)
{
    size_t half = (size_t)MASTER_S * (size_t)rate / 2;
    memcpy(out + half, out, half * sizeof(*out));
    uint64_t state = 77;
    double hz = 0;
    for (size_t i = 0; rate > 8000 && i < 2 * half; i++) {
        if (i % ((size_t)rate / 3) == 0)
            hz = 2000 + 800 * noise_next(&state);
        out[i] += 0.3F * (float)sin(6.283185307 * hz * (double)i / rate);
    }
}

static void test_copied_bars_are_told_apart(void **state)
{
    (void)state;
    struct yn_masters *masters = NULL;
    float *music[2] = {song(YN_COARSE_RATE, 4), song(YN_FINE_RATE, 4)};
    float *sound[2] = {speech(YN_COARSE_RATE, 9), speech(YN_FINE_RATE, 9)};
    for (int i = 0; i < 2; i++) {
        int rate = i ? YN_FINE_RATE : YN_COARSE_RATE;
        add_tune(music[i], rate);
        /* From its second 24 on, which the search takes for its second 4 just
         * as well. */
        for (size_t k = 0; k < (size_t)12 * (size_t)rate; k++)
            sound[i][k + (size_t)30 * (size_t)rate] +=
                0.1F * music[i][k + (size_t)24 * (size_t)rate];
    }
    assert_int_equal(yn_masters_create(&masters, NULL), YN_OK);
    add_master(masters, music[0], music[1]);
    assert_int_equal(yn_masters_finish(masters, NULL), YN_OK);
    struct yn_placements found;
    place(masters, sound[0], sound[1], 1, &found);
    assert_int_equal(found.n_cues, 1);
    assert_near(found.cues[0].offset_s - found.cues[0].start_s, -6, 0.003);
    assert_true(found.cues[0].confidence > 0.99);
    yn_placements_release(&found);
    yn_masters_destroy(&masters);
    free(sound[0]);
    free(sound[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_all_and_no_more),
        cmocka_unit_test(test_threads_change_nothing),
        cmocka_unit_test(test_nothing_in_nothing),
        cmocka_unit_test(test_strangers_of_the_same_making),
        cmocka_unit_test(test_copied_bars_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
