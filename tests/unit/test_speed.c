/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Episodes that play their songs faster or slower, in made sound.
 */
#include <math.h>

#include "placement/place.h"
#include "placement/retime.h"
#include "placement/speed.h"
#include "signal/reread.h"
#include "signal/whiten.h"
#include "support/halves.h"
#include "support/near.h"
#include "support/noise.h"
#include "support/songs.h"

#define MASTER_S 40
#define EPISODE_S 90
#define MASTERS 3

static const int rates[] = {YN_COARSE_RATE, YN_FINE_RATE};

/* As the episode plays them. */
static const struct truth {
    size_t master;
    double start_s, end_s, offset_s;
    float gain;
} truths[] = {
    {0, 10, 30, 5, 0.10F},
    {1, 40, 52, 20, 0.20F},
    {2, 60, 75, 1, 0.10F},
};
#define CUES (sizeof(truths) / sizeof(*truths))

struct episode {
    float *sound[2];
    size_t n[2];
};

/* What of them sounds in an episode at a speed; 0: no song does. */
static void make(struct episode *e, double speed)
{
    for (size_t r = 0; r < 2; r++) {
        int rate = rates[r];
        e->n[r] = (size_t)EPISODE_S * (size_t)rate;
        e->sound[r] = songs_speech(rate, EPISODE_S, 99);
        for (size_t i = 0; speed > 0 && i < CUES; i++) {
            const struct truth *it = &truths[i];
            float *song = songs_make(rate, MASTER_S, it->master + 1);
            size_t n = (size_t)((it->end_s - it->start_s) * rate);
            float *part = malloc(n * sizeof(*part));
            yn_reread(song, (size_t)MASTER_S * (size_t)rate,
                      it->offset_s * rate, speed, part, n);
            for (size_t k = 0; k < n; k++)
                e->sound[r][(size_t)(it->start_s * rate) + k] +=
                    it->gain * part[k];
            free(song);
            free(part);
        }
    }
}

static void episode_release(struct episode *e)
{
    free(e->sound[0]);
    free(e->sound[1]);
}

/* The songs from number `first` on. */
static struct yn_masters *make_masters(size_t first)
{
    struct yn_masters *masters = NULL;
    assert_int_equal(yn_masters_create(&masters, NULL), YN_OK);
    for (size_t i = first; i < first + MASTERS; i++) {
        const struct yn_master one = {
            .coarse = songs_make(YN_COARSE_RATE, MASTER_S, i),
            .n_coarse = (size_t)MASTER_S * YN_COARSE_RATE,
            .fine = halves_from(songs_make(YN_FINE_RATE, MASTER_S, i),
                                (size_t)MASTER_S * YN_FINE_RATE),
            .n_fine = (size_t)MASTER_S * YN_FINE_RATE,
        };
        assert_int_equal(yn_masters_add(masters, &one, NULL), YN_OK);
    }
    assert_int_equal(yn_masters_finish(masters, NULL), YN_OK);
    return masters;
}

static void place(const struct yn_masters *masters, double speed,
                  struct yn_placements *out)
{
    struct episode e;
    make(&e, speed);
    uint16_t *fine = halves_of(e.sound[1], e.n[1]);
    const struct yn_place_params params = {.coarse = e.sound[0],
                                           .n_coarse = e.n[0],
                                           .fine = {fine, e.n[1]},
                                           .threads = 2};
    assert_int_equal(yn_place(masters, &params, out, NULL), YN_OK);
    free(fine);
    episode_release(&e);
}

static void check_levels(const struct yn_cue *cue)
{
    double sum = 0;
    assert_int_equal(cue->n_levels, (size_t)ceil(cue->end_s - cue->start_s));
    for (size_t i = 0; i < cue->n_levels; i++)
        sum += cue->level_db[i];
    assert_near(sum / (double)cue->n_levels, cue->mbr_k_db, 3);
}

static void test_found_at_its_speed(void **state)
{
    (void)state;
    static const double speeds[] = {25.0 / 24, 1000.0 / 1001, 0.9956};
    struct yn_masters *masters = make_masters(1);
    for (size_t s = 0; s < sizeof(speeds) / sizeof(*speeds); s++) {
        struct yn_placements found;
        place(masters, speeds[s], &found);
        print_message("%.6f: %zu cues, %.1f ppm off\n", speeds[s], found.n_cues,
                      found.n_cues ? 1e6 * (found.cues[0].speed / speeds[s] - 1)
                                   : NAN);
        assert_int_equal(found.n_cues, CUES);
        assert_int_equal(found.n_rest, EPISODE_S);
        assert_near(found.duration_s, EPISODE_S, 1e-9);
        for (size_t i = 0; i < CUES; i++) {
            const struct yn_cue *cue = &found.cues[i];
            assert_int_equal(cue->master, truths[i].master);
            assert_near(cue->speed, speeds[s], 15e-6);
            /* Between words an edge is hard to tell. */
            assert_near(cue->start_s, truths[i].start_s, 2);
            assert_near(cue->end_s, truths[i].end_s, 2);
            assert_near(cue->offset_s - cue->start_s * cue->speed,
                        truths[i].offset_s - truths[i].start_s * cue->speed,
                        0.003);
            assert_near(cue->segments[0].start_s, cue->start_s, 0);
            assert_true(cue->confidence > 0.9);
            check_levels(cue);
        }
        yn_placements_release(&found);
    }
    yn_masters_destroy(&masters);
}

/* At speed 1 all is as it would be if nobody asked for another. */
static void test_its_own_speed_is_exactly_1(void **state)
{
    (void)state;
    struct yn_masters *masters = make_masters(1);
    struct yn_placements found;
    place(masters, 1, &found);
    assert_int_equal(found.n_cues, CUES);
    for (size_t i = 0; i < CUES; i++)
        assert_near(found.cues[i].speed, 1, 0);
    yn_placements_release(&found);
    yn_masters_destroy(&masters);
}

/* Neither in noise nor in other songs of the same notes. */
static void test_strangers_have_no_speed(void **state)
{
    (void)state;
    static const double speeds[] = {0, 25.0 / 24};
    struct yn_masters *masters = make_masters(11);
    for (size_t s = 0; s < sizeof(speeds) / sizeof(*speeds); s++) {
        struct yn_placements found;
        place(masters, speeds[s], &found);
        assert_int_equal(found.n_cues, 0);
        assert_int_equal(found.n_rest, EPISODE_S);
        yn_placements_release(&found);
    }
    yn_masters_destroy(&masters);
}

static float level_of(float level)
{
    return isnan(level) || isinf(level) ? level : roundf(level * 100) / 100;
}

static void test_retimed_cues(void **state)
{
    (void)state;
    static const struct {
        float in[4];
        double end_s; /* from 10 on, before */
        double speed;
        size_t n;
        float out[5];
    } rows[] = {
        {{-4, -3, -2, -1}, 14, 1.25, 4, {-3.88F, -2.63F, -1.38F, -1}},
        {{-4, -3, -2, -1}, 14, 0.8, 5, {-4, -3.3F, -2.5F, -1.7F, -1}},
        {{NAN, -3, INFINITY, -INFINITY},
         14,
         0.96,
         5,
         {NAN, -3, INFINITY, -INFINITY, -INFINITY}},
        {{-4}, 10.5, 25.0 / 24, 1, {-4}},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct yn_segment *segment = calloc(1, sizeof(*segment));
        struct yn_cue *cue = calloc(1, sizeof(*cue));
        *segment = (struct yn_segment){10, rows[i].end_s, 7};
        *cue = (struct yn_cue){.start_s = 10,
                               .end_s = rows[i].end_s,
                               .offset_s = 7,
                               .speed = 1,
                               .segments = segment,
                               .n_segments = 1,
                               .level_db = malloc(sizeof(rows[i].in)),
                               .n_levels = (size_t)ceil(rows[i].end_s - 10)};
        memcpy(cue->level_db, rows[i].in, sizeof(rows[i].in));
        struct yn_placements found = {.cues = cue, .n_cues = 1};
        assert_int_equal(yn_retime_cues(&found, rows[i].speed, NULL), YN_OK);
        assert_near(cue->speed, rows[i].speed, 0);
        assert_near(cue->start_s, 10 / rows[i].speed, 1e-9);
        assert_near(segment->end_s, rows[i].end_s / rows[i].speed, 1e-9);
        assert_near(segment->offset_s, 7, 0);
        assert_int_equal(cue->n_levels, rows[i].n);
        for (size_t k = 0; k < rows[i].n; k++) {
            float level = level_of(cue->level_db[k]);
            if (!(level == rows[i].out[k])) /* infinite ones too */
                assert_near(level, rows[i].out[k], 0.011);
        }
        yn_placements_release(&found);
    }
}

/* A sound in halves is retimed by pieces, and no seam shows. */
static void test_retimed_halves(void **state)
{
    (void)state;
    enum { N = 200000 };
    static const double speeds[] = {0.5, 24.0 / 25, 1.0043, 25.0 / 24, 2};
    float *sound = malloc(N * sizeof(*sound));
    noise_fill(sound, N, 7);
    uint16_t *halves = halves_of(sound, N);
    const struct yn_halves in = {halves, N};
    yn_half_to(halves, N, sound);
    for (size_t s = 0; s < sizeof(speeds) / sizeof(*speeds); s++) {
        float *whole = NULL, worst = 0;
        uint16_t *parts = NULL;
        size_t n = 0, n_parts = 0;
        assert_int_equal(yn_retime_sound(sound, N, speeds[s], &whole, &n, NULL),
                         YN_OK);
        assert_int_equal(
            yn_retime_halves(&in, speeds[s], &parts, &n_parts, NULL), YN_OK);
        assert_int_equal(n_parts, n);
        for (size_t i = 0; i < n; i++) {
            float part;
            yn_half_to(parts + i, 1, &part);
            worst = fmaxf(worst, fabsf(part - whole[i]));
        }
        print_message("%g: %g\n", speeds[s], (double)worst);
        /* Half a step of halves from 2 to 4. */
        assert_true(worst <= 0.001F);
        free(whole);
        free(parts);
    }
    free(sound);
    free(halves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found_at_its_speed),
        cmocka_unit_test(test_its_own_speed_is_exactly_1),
        cmocka_unit_test(test_strangers_have_no_speed),
        cmocka_unit_test(test_retimed_cues),
        cmocka_unit_test(test_retimed_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
