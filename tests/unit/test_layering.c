/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include <yeoun/story.h>

#include "base/base.h"
#include "support/near.h"

#define N 1200
#define EPISODES 4

/* Episodes whose moments are bells 300 s apart, in other places each. */
struct fixture {
    struct yn_season_moments moments;
    struct yn_moments episode[EPISODES];
    float value[EPISODES][N], by_sound[EPISODES][N];
};

static double moment(size_t episode, size_t i)
{
    return 200 + 40 * (double)episode + 300 * (double)i;
}

static void fill(struct fixture *f, bool sound)
{
    f->moments = (struct yn_season_moments){.episodes = f->episode,
                                            .n_episodes = EPISODES};
    for (size_t e = 0; e < EPISODES; e++) {
        f->episode[e] = (struct yn_moments){.value = f->value[e],
                                            .by_sound = f->by_sound[e],
                                            .n = N,
                                            .channels = 1};
        double sum = 0, squares = 0;
        for (size_t t = 60; t < N - 60; t++) {
            double z = 0;
            for (size_t i = 0; i < 3; i++) {
                const double d = ((double)t - moment(e, i)) / 12;
                z += exp(-d * d / 2);
            }
            f->value[e][t] = (float)z;
            sum += z;
            squares += z * z;
        }
        const double n = N - 120, mean = sum / n;
        const double sd = sqrt(squares / n - mean * mean);
        for (size_t t = 0; t < N; t++) {
            bool known = t >= 60 && t < N - 60;
            f->value[e][t] =
                known ? (float)((f->value[e][t] - mean) / sd) : NAN;
            f->by_sound[e][t] = known ? sound ? f->value[e][t] : 0 : NAN;
        }
    }
}

static const float loud[400] = {0}; /* 0 dB: half in front */

static struct yn_layer_cue cue(size_t track, size_t episode, double start_s,
                               double length_s)
{
    return (struct yn_layer_cue){.track = track,
                                 .episode = episode,
                                 .start_s = start_s,
                                 .end_s = start_s + length_s,
                                 .level_db = loud,
                                 .n_levels =
                                     length_s > 0 ? (size_t)length_s : 0};
}

static struct yn_layers measure(const struct fixture *f,
                                const struct yn_layer_cue *cues, size_t n,
                                size_t n_tracks)
{
    struct yn_layers layers;
    struct yn_err err = {0};
    const struct yn_layers_params params = {.moments = &f->moments,
                                            .cues = cues,
                                            .n_cues = n,
                                            .n_tracks = n_tracks,
                                            .seed = 1};
    if (yn_layers_measure(&params, &layers, &err))
        fail_msg("%s", err.text);
    return layers;
}

/* Track 0 on moments, 1 between them, 2 everywhere and on all of them, 3 on one
 * moment, 4 nowhere. */
static void test_tracks(void **state)
{
    (void)state;
    static struct fixture f;
    struct yn_layer_cue cues[64];
    size_t n = 0;
    fill(&f, false);
    for (size_t e = 0; e < EPISODES; e++) {
        cues[n++] = cue(0, e, moment(e, 0) - 15, 30);
        cues[n++] = cue(0, e, moment(e, 2) - 10, 30);
        cues[n++] = cue(1, e, moment(e, 0) + 100, 30);
        for (size_t i = 0; i < 3; i++)
            cues[n++] = cue(2, e, 80 + 340 * (double)i, 320);
    }
    cues[n++] = cue(3, 1, moment(1, 1) - 10, 20);
    const struct yn_layers layers = measure(&f, cues, n, 5);
    const struct yn_layer *on = &layers.tracks[0];
    assert_int_equal(on->status, YN_LAYER_TESTED);
    assert_int_equal(on->cues, 8);
    assert_near(on->heard_s, 120, 1);
    assert_true(on->effect > 1.5 && on->lo > 1 && on->lo < on->effect &&
                on->effect < on->hi);
    assert_true(on->p < 0.001 && on->q < 0.003 && on->q >= on->p);
    assert_near(on->time_s, moment(on->episode, 0) + 0, 601);
    const struct yn_layer *off = &layers.tracks[1];
    assert_true(off->effect < -0.2 && off->p > 0.5);
    /* A motif meets all moments, and means none. */
    const struct yn_layer *motif = &layers.tracks[2];
    assert_true(fabs(motif->effect) < 0.15 && motif->hi < on->lo);
    const struct yn_layer *once = &layers.tracks[3];
    assert_int_equal(once->status, YN_LAYER_DESCRIBED);
    assert_true(once->effect > 1.5 && isnan(once->p) && isnan(once->q));
    assert_true(once->hi - once->lo > on->hi - on->lo);
    assert_int_equal(once->episode, 1);
    assert_near(once->time_s, moment(1, 1), 2);
    assert_int_equal(layers.tracks[4].status, YN_LAYER_UNKNOWN);
    assert_true(isnan(layers.tracks[4].effect));
    assert_int_equal(layers.tracks[4].episode, SIZE_MAX);
    struct yn_layers gone = layers;
    yn_layers_release(&gone);
}

/* The same input gives the same numbers, in whatever order. */
static void test_same(void **state)
{
    (void)state;
    static struct fixture f;
    fill(&f, false);
    struct yn_layer_cue cues[] = {cue(0, 0, 190, 30), cue(0, 1, 400, 25),
                                  cue(0, 2, 333, 40)};
    struct yn_layers a = measure(&f, cues, 3, 1);
    const struct yn_layer_cue swap = cues[0];
    cues[0] = cues[2];
    cues[2] = swap;
    struct yn_layers b = measure(&f, cues, 3, 1);
    assert_near(a.tracks[0].effect, b.tracks[0].effect, 1e-12);
    assert_true(a.tracks[0].p == b.tracks[0].p);
    yn_layers_release(&a);
    yn_layers_release(&b);
}

/* What the sound tells is not weighed by the foreground, which it makes. */
static void test_no_vote_for_itself(void **state)
{
    (void)state;
    static struct fixture f;
    static float levels[400];
    fill(&f, true);
    for (size_t i = 0; i < YN_LEN(levels); i++)
        levels[i] = -40;
    struct yn_layer_cue cues[EPISODES];
    for (size_t e = 0; e < EPISODES; e++) {
        cues[e] = cue(0, e, moment(e, 0) - 150, 300);
        cues[e].level_db = levels;
    }
    for (size_t i = 145; i < 155; i++)
        levels[i] = 20;
    struct yn_layers front = measure(&f, cues, EPISODES, 1);
    for (size_t i = 0; i < YN_LEN(levels); i++)
        levels[i] = i < 10 ? 20 : -40;
    struct yn_layers back = measure(&f, cues, EPISODES, 1);
    assert_near(front.tracks[0].effect, back.tracks[0].effect, 1e-6);
    yn_layers_release(&front);
    yn_layers_release(&back);
}

static void test_edges(void **state)
{
    (void)state;
    static struct fixture f;
    static const float quiet[40] = {-50, -50, -50};
    fill(&f, false);
    /* Within the titles, beyond the end, backwards, of no length, behind all
     * else, without levels, and in an episode of which nothing is known. */
    struct yn_layer_cue cues[] = {cue(0, 0, 0, 50),
                                  cue(0, 0, 5000, 50),
                                  cue(0, 0, 400, -20),
                                  cue(0, 0, 500, 0),
                                  cue(1, 0, 300, 3),
                                  cue(2, 0, 300, 30),
                                  cue(3, EPISODES - 1, 300, 30)};
    cues[4].level_db = quiet;
    cues[5].n_levels = 0;
    f.episode[EPISODES - 1].channels = 0;
    cues[2].n_levels = 0;
    struct yn_layers layers = measure(&f, cues, YN_LEN(cues), 4);
    assert_int_equal(layers.tracks[0].status, YN_LAYER_UNKNOWN);
    assert_int_equal(layers.tracks[1].status, YN_LAYER_BEHIND);
    assert_true(isnan(layers.tracks[1].effect));
    assert_int_equal(layers.tracks[2].status, YN_LAYER_DESCRIBED);
    assert_near(layers.tracks[2].heard_s, 15, 1e-6);
    assert_int_equal(layers.tracks[3].status, YN_LAYER_UNKNOWN);
    yn_layers_release(&layers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tracks),
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_no_vote_for_itself),
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
