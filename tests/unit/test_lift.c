/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Songs taken out of an episode that streams by, where the truth is known.
 */
#include <math.h>
#include <stdbool.h>

#include "placement/lift.h"
#include "signal/reread.h"
#include "support/near.h"
#include "support/noise.h"

enum { RATE = 4000, SECONDS = 60, N = RATE * SECONDS, MASTER_S = 90 };

struct lifted {
    float *left, *right; /* of the master, MASTER_S */
    float *song, *rest;  /* of the episode, interleaved */
    float *out;
    size_t n_out, calls;
    bool gone; /* the master cannot be read */
};

static int give_master(void *ctx, size_t master, double from_s, double to_s,
                       struct yn_lift_master *out, struct yn_err *err)
{
    const struct lifted *l = ctx;
    (void)err;
    assert_int_equal(master, 0);
    if (l->gone)
        return YN_OK;
    size_t from = (size_t)(from_s * RATE), to = (size_t)(to_s * RATE);
    to = to < MASTER_S * RATE ? to : MASTER_S * RATE;
    *out =
        (struct yn_lift_master){.n = to - from, .from_s = (double)from / RATE};
    out->mid = malloc((out->n + 1) * sizeof(float));
    out->side = malloc((out->n + 1) * sizeof(float));
    for (size_t i = 0; i < out->n; i++) {
        out->mid[i] = 0.5F * (l->left[from + i] + l->right[from + i]);
        out->side[i] = 0.5F * (l->left[from + i] - l->right[from + i]);
    }
    return YN_OK;
}

static int take(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    struct lifted *l = ctx;
    (void)err;
    assert_true(l->n_out + n <= N);
    memcpy(l->out + 2 * l->n_out, frames, 2 * n * sizeof(float));
    l->n_out += n;
    l->calls++;
    return YN_OK;
}

static int make(void **state)
{
    struct lifted *l = calloc(1, sizeof(*l));
    assert_non_null(l);
    size_t n = (size_t)MASTER_S * RATE;
    l->left = malloc(n * sizeof(float));
    l->right = malloc(n * sizeof(float));
    noise_fill(l->left, n, 1);
    noise_fill(l->right, n, 2);
    l->song = calloc(2 * (size_t)N, sizeof(float));
    l->rest = calloc(2 * (size_t)N, sizeof(float));
    l->out = calloc(2 * (size_t)N, sizeof(float));
    /* Not all of left and right differs. */
    for (size_t i = 0; i < n; i++)
        l->right[i] = 0.8F * l->left[i] + 0.4F * l->right[i];
    float *words = malloc(N * sizeof(float));
    noise_fill(words, N, 3);
    for (size_t i = 0; i < N; i++) {
        float loud = fmod((double)i / RATE * 3, 1) < 0.6 ? 1 : 0.05F;
        l->rest[2 * i] = loud * words[i];
        l->rest[2 * i + 1] = 0.5F * loud * words[i];
    }
    free(words);
    *state = l;
    return 0;
}

static int unmake(void **state)
{
    struct lifted *l = *state;
    free(l->left);
    free(l->right);
    free(l->song);
    free(l->rest);
    free(l->out);
    free(l);
    return 0;
}

/* Lays a run of the master into the episode. */
static void lay(struct lifted *l, const struct yn_segment *segment,
                double speed, float gain)
{
    size_t from = (size_t)(segment->start_s * RATE);
    size_t to = (size_t)(segment->end_s * RATE);
    float *part = malloc((to - from) * sizeof(float));
    const float *sides[] = {l->left, l->right};
    for (size_t c = 0; c < 2; c++) {
        yn_reread(sides[c], (size_t)MASTER_S * RATE, segment->offset_s * RATE,
                  speed, part, to - from);
        for (size_t i = from; i < to; i++)
            l->song[2 * i + c] += gain * part[i - from];
    }
    free(part);
}

/* Lifts what `placements` say, put in pieces of `piece` frames. */
static void lift(struct lifted *l, const struct yn_placements *placements,
                 size_t piece)
{
    const struct yn_lift_params params = {.placements = placements,
                                          .rate = RATE,
                                          .channels = 2,
                                          .master = give_master,
                                          .sink = take,
                                          .ctx = l};
    struct yn_lift *it = NULL;
    float *mix = malloc(2 * (size_t)N * sizeof(float));
    for (size_t i = 0; i < 2 * (size_t)N; i++)
        mix[i] = l->song[i] + l->rest[i];
    l->n_out = 0;
    assert_int_equal(yn_lift_create(&params, &it, NULL), YN_OK);
    for (size_t at = 0; at < N; at += piece) {
        size_t n = N - at < piece ? N - at : piece;
        assert_int_equal(yn_lift_put(it, mix + 2 * at, n, NULL), YN_OK);
    }
    assert_int_equal(yn_lift_end(it, NULL), YN_OK);
    yn_lift_destroy(&it);
    assert_null(it);
    assert_int_equal(l->n_out, N);
    free(mix);
}

/* How many dB of the song are gone between two instants. */
static double taken_db(const struct lifted *l, double from_s, double to_s)
{
    double song = 0, left = 0;
    for (size_t i = (size_t)(2 * RATE * from_s); i < (size_t)(2 * RATE * to_s);
         i++) {
        double e = (double)l->out[i] - (double)l->rest[i];
        song += (double)l->song[i] * (double)l->song[i];
        left += e * e;
    }
    return 10 * log10(song / left);
}

struct case_cue {
    const char *name;
    double speed, off_s; /* of what is told from what is true */
    struct yn_segment segments[2];
    size_t n_segments;
};

static void test_takes_the_song_out(void **state)
{
    static const struct case_cue cases[] = {
        {"a run", 1, 0, {{13.25, 47, 20.5}}, 1},
        {"its place is told 8 ms late", 1, 0.008, {{13.25, 47, 20.5}}, 1},
        {"at 25 pictures for 24", 1.0 / 24 * 25, 0, {{13.25, 47, 20.5}}, 1},
        {"some clock's drift", 1.0001, 0, {{13.25, 47, 20.5}}, 1},
        {"with a cut", 1, 0, {{13.25, 30, 20.5}, {30, 47, 61.125}}, 2},
    };
    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        const struct case_cue *it = &cases[c];
        print_message("%s\n", it->name);
        struct lifted *l = *state;
        struct yn_segment told[2];
        memset(l->song, 0, 2 * (size_t)N * sizeof(float));
        for (size_t i = 0; i < it->n_segments; i++) {
            lay(l, &it->segments[i], it->speed, 0.2F);
            told[i] = it->segments[i];
            told[i].offset_s += it->off_s;
        }
        struct yn_cue cue = {.start_s = 13.25,
                             .end_s = 47,
                             .speed = it->speed,
                             .segments = told,
                             .n_segments = it->n_segments};
        const struct yn_placements placements = {
            .duration_s = SECONDS, .cues = &cue, .n_cues = 1};
        lift(l, &placements, 1000);
        double taken = taken_db(l, 14, 46);
        print_message("%.1f dB\n", taken);
        assert_true(taken > 20);
        /* A second and a window before and behind it nothing changes. */
        for (size_t i = 0; i < 2 * (size_t)N; i++) {
            double t = (double)(i / 2) / RATE;
            if (t < 12 || t > 48.3)
                assert_near(l->out[i], l->rest[i], 0);
        }
    }
}

/* The same bits, in whatever pieces it comes. */
static void test_pieces(void **state)
{
    struct lifted *l = *state;
    struct yn_segment segment = {13.25, 47, 20.5};
    struct yn_cue cue = {.start_s = 13.25,
                         .end_s = 47,
                         .speed = 1,
                         .segments = &segment,
                         .n_segments = 1};
    const struct yn_placements placements = {.cues = &cue, .n_cues = 1};
    lay(l, &segment, 1, 0.2F);
    lift(l, &placements, N);
    float *whole = malloc(2 * (size_t)N * sizeof(float));
    memcpy(whole, l->out, 2 * (size_t)N * sizeof(float));
    lift(l, &placements, 777);
    assert_memory_equal(whole, l->out, 2 * (size_t)N * sizeof(float));
    free(whole);
}

/* Nothing found, a master that is gone, and cues of no sense. */
static void test_leaves_the_rest_alone(void **state)
{
    struct lifted *l = *state;
    struct yn_segment segments[] = {
        {13.25, 47, 20.5}, {20, 10, 0}, {20, 30, NAN}, {-INFINITY, 5, 0}};
    struct yn_cue cues[] = {
        {.speed = 1, .segments = segments, .n_segments = 1},
        {.speed = 1, .segments = segments + 1, .n_segments = 3},
        {.speed = 0, .segments = segments, .n_segments = 1},
        {.speed = 1},
    };
    const struct yn_placements none = {0}, all = {.cues = cues, .n_cues = 4};
    lay(l, &segments[0], 1, 0.2F);
    l->gone = true;
    for (size_t c = 0; c < 2; c++) {
        lift(l, c ? &all : &none, 5000);
        for (size_t i = 0; i < 2 * (size_t)N; i++)
            assert_near(l->out[i], l->rest[i] + l->song[i], 0);
    }
}

static void test_reread(void **state)
{
    (void)state;
    enum { LENGTH = 1000 };
    static const double steps[] = {1, 0.96, 1.04, 1.0001, 2};
    float in[LENGTH], out[200];
    for (size_t i = 0; i < LENGTH; i++)
        in[i] = (float)sin(0.3 * (double)i);
    for (size_t s = 0; s < sizeof(steps) / sizeof(*steps); s++) {
        double at = steps[s] == 1 ? 100 : 100.25;
        yn_reread(in, LENGTH, at, steps[s], out, 200);
        for (size_t i = 0; i < 200; i++)
            assert_near(out[i], sin(0.3 * (at + (double)i * steps[s])), 2e-3);
    }
    /* Silence lies before and behind. */
    yn_reread(in, LENGTH, -5, 1, out, 10);
    assert_near(out[4], 0, 0);
    assert_near(out[6], in[1], 0);
    yn_reread(in, LENGTH, LENGTH + 50, 1.5, out, 10);
    assert_near(out[9], 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_takes_the_song_out, make, unmake),
        cmocka_unit_test_setup_teardown(test_pieces, make, unmake),
        cmocka_unit_test_setup_teardown(test_leaves_the_rest_alone, make,
                                        unmake),
        cmocka_unit_test(test_reread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
