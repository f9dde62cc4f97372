/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include <yeoun/story.h>

#include "base/base.h"
#include "support/near.h"

#define N 1800
#define MANY 2000

/* The same for the same seed; 0 <= u < 1. */
static double uniform(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (double)(*seed >> 8) / (1 << 24);
}

static int by_time(const void *a, const void *b)
{
    const struct yn_reaction *x = a, *y = b;
    return (x->time_s > y->time_s) - (x->time_s < y->time_s);
}

/* Chatter all over, and `burst` more within ten seconds of each of `at`, `lag`
 * seconds late. */
static size_t write_reactions(struct yn_reaction *r, const double *at,
                              size_t n_at, unsigned burst, double lag)
{
    uint32_t seed = 11;
    size_t n = 0;
    while (n < 300)
        r[n++] = (struct yn_reaction){.time_s = uniform(&seed) * N};
    for (size_t i = 0; i < n_at; i++) {
        for (unsigned k = 0; k < burst; k++)
            r[n++] = (struct yn_reaction){
                .time_s = at[i] + lag + (uniform(&seed) - 0.5) * 10};
    }
    qsort(r, n, sizeof(*r), by_time);
    return n;
}

static size_t highest(const struct yn_moments *moments)
{
    size_t best = YN_EDGE_S;
    for (size_t t = YN_EDGE_S; t < moments->n - YN_EDGE_S; t++) {
        if (moments->value[t] > moments->value[best])
            best = t;
    }
    return best;
}

static void find(const struct yn_moments_episode *episodes, size_t n,
                 struct yn_season_moments *out)
{
    struct yn_err err = {0};
    if (yn_season_moments_find(episodes, n, 1, out, &err))
        fail_msg("%s", err.text);
}

static void test_peak(void **state)
{
    (void)state;
    static struct yn_reaction r[MANY];
    const double at[] = {700};
    struct yn_moments_episode episode = {.duration_s = N + 0.5, .reactions = r};
    struct yn_season_moments moments;
    episode.n_reactions = write_reactions(r, at, 1, 60, 0);
    find(&episode, 1, &moments);
    const struct yn_moments *one = &moments.episodes[0];
    assert_int_equal(one->n, N);
    assert_int_equal(one->channels, 1 << YN_CHANNEL_COMMENTS);
    assert_in_range(highest(one), 695, 705);
    assert_true(isnan(one->value[0]) && isnan(one->value[N - 1]));
    double sum = 0, squares = 0;
    for (size_t t = YN_EDGE_S; t < N - YN_EDGE_S; t++) {
        sum += one->value[t];
        squares += (double)one->value[t] * one->value[t];
        assert_true(one->by_sound[t] == 0);
    }
    assert_near(sum / (N - 2 * YN_EDGE_S), 0, 1e-4);
    assert_near(squares / (N - 2 * YN_EDGE_S), 1, 1e-4);
    assert_false(moments.lags[0].known);
    assert_true(isnan(moments.auc_all));
    yn_season_moments_release(&moments);
}

/* Who floods, names the song or writes past the end is not heard. */
static void test_left_out(void **state)
{
    (void)state;
    static struct yn_reaction r[MANY];
    struct yn_moments_episode episode = {.duration_s = N, .reactions = r};
    struct yn_season_moments moments;
    size_t n = write_reactions(r, NULL, 0, 0, 0);
    for (size_t i = 0; i < 100; i++)
        r[n++] =
            (struct yn_reaction){.time_s = 600 + 0.1 * (double)i, .user = 7};
    for (size_t i = 0; i < 100; i++)
        r[n++] = (struct yn_reaction){.time_s = 1200 + 0.1 * (double)i,
                                      .names_song = true};
    r[n++].time_s = -1;
    r[n++].time_s = N;
    r[n++].time_s = NAN;
    episode.n_reactions = n;
    find(&episode, 1, &moments);
    assert_int_equal(moments.episodes[0].n_reactions, 301);
    assert_int_equal(moments.episodes[0].n_naming, 100);
    assert_int_equal(moments.episodes[0].n_beyond, 3);
    assert_true(moments.episodes[0].value[605] < 4);
    yn_season_moments_release(&moments);
}

static void test_tears(void **state)
{
    (void)state;
    static struct yn_reaction r[MANY];
    struct yn_moments_episode episode = {.duration_s = N, .reactions = r};
    struct yn_season_moments moments;
    episode.n_reactions = write_reactions(r, NULL, 0, 0, 0);
    for (size_t i = 0; i < episode.n_reactions; i++)
        r[i].tears = fabs(r[i].time_s - 1000) < 40;
    find(&episode, 1, &moments);
    assert_int_equal(moments.episodes[0].channels,
                     1 << YN_CHANNEL_COMMENTS | 1 << YN_CHANNEL_TEARS);
    assert_in_range(highest(&moments.episodes[0]), 950, 1050);
    yn_season_moments_release(&moments);
}

/* The lag comes out by marks, and channels are judged by them. */
static void test_lag(void **state)
{
    (void)state;
    static const double at[] = {150,  300,  480,  700, 850,
                                1000, 1190, 1400, 1600};
    static struct yn_reaction r[MANY];
    struct yn_moments_episode episode = {
        .duration_s = N, .reactions = r, .marks = at, .n_marks = YN_LEN(at)};
    struct yn_season_moments moments;
    for (int lag = -4; lag <= 24; lag += 14) {
        episode.n_reactions = write_reactions(r, at, YN_LEN(at), 12, lag);
        find(&episode, 1, &moments);
        assert_true(moments.lags[0].known && moments.lags[0].by_marks);
        assert_near(moments.lags[0].s, lag, 2);
        assert_int_equal(moments.n_marks, YN_LEN(at));
        assert_true(moments.auc[YN_CHANNEL_COMMENTS] > 0.9);
        assert_true(isnan(moments.auc[YN_CHANNEL_TEARS]));
        yn_season_moments_release(&moments);
    }
    /* Chatter has none. */
    episode.n_reactions = write_reactions(r, NULL, 0, 0, 0);
    find(&episode, 1, &moments);
    assert_false(moments.lags[0].known);
    assert_true(moments.lags[0].s == 0);
    assert_near(moments.auc[YN_CHANNEL_COMMENTS], 0.5, 0.25);
    yn_season_moments_release(&moments);
}

/* Quiet seconds without words are high; and it is told what part they have. */
static void test_sound(void **state)
{
    (void)state;
    static struct yn_rest rest[N];
    static struct yn_spoken spoken[N / 4];
    struct yn_moments_episode episode = {
        .duration_s = N, .rest = rest, .n_rest = N - 1, .spoken = spoken};
    struct yn_season_moments moments;
    for (size_t t = 0; t < N; t++) {
        bool quiet = t > 900 && t < 960;
        rest[t] = (struct yn_rest){.speech = quiet ? 0 : (float)(t % 3) / 2,
                                   .level_db = quiet ? -INFINITY : -20};
        if (t % 4 == 0 && !quiet)
            spoken[episode.n_spoken++] =
                (struct yn_spoken){(double)t, (double)t + 3};
    }
    find(&episode, 1, &moments);
    assert_int_equal(moments.episodes[0].channels,
                     1 << YN_CHANNEL_DIALOGUE | 1 << YN_CHANNEL_SILENCE);
    assert_in_range(highest(&moments.episodes[0]), 905, 955);
    assert_near(moments.episodes[0].by_sound[930],
                moments.episodes[0].value[930], 1e-5);
    yn_season_moments_release(&moments);
}

/* Too short, too long, nothing known. */
static void test_odd(void **state)
{
    (void)state;
    struct yn_moments_episode odd[] = {
        {.duration_s = 0}, {.duration_s = 100}, {.duration_s = N}};
    struct yn_season_moments moments;
    struct yn_err err;
    find(odd, YN_LEN(odd), &moments);
    for (size_t i = 0; i < YN_LEN(odd); i++) {
        assert_int_equal(moments.episodes[i].channels, 0);
        for (size_t t = 0; t < moments.episodes[i].n; t++)
            assert_true(isnan(moments.episodes[i].value[t]));
    }
    yn_season_moments_release(&moments);
    yn_season_moments_release(&moments);
    const double bad[] = {NAN, -1, INFINITY, 86401};
    for (size_t i = 0; i < YN_LEN(bad); i++) {
        odd[0].duration_s = bad[i];
        assert_int_equal(yn_season_moments_find(odd, 1, 0, &moments, &err),
                         YN_E_LIMIT);
    }
}

#define LINES 400

static void speak(struct yn_spoken *spoken, struct yn_rest *rest, double offset,
                  double speed, uint32_t seed)
{
    double t = 5;
    for (size_t i = 0; i < N; i++)
        rest[i] = (struct yn_rest){.speech = 0, .level_db = -30};
    for (size_t i = 0; i < LINES; i++) {
        const double length = 1 + 2 * uniform(&seed);
        for (double s = t; s < t + length && s < N; s++)
            rest[(size_t)s].speech = 1;
        spoken[i].start_s = (t - offset) / speed;
        spoken[i].end_s = (t + length - offset) / speed;
        t += length + 4 * uniform(&seed) * uniform(&seed) * 3;
    }
}

static void test_subtitles(void **state)
{
    (void)state;
    static const struct {
        double offset, speed;
    } rows[] = {{0, 1},  {0.4, 1},       {-37, 1},
                {90, 1}, {2, 25 / 24.0}, {-60, 24 / 25.0}};
    static struct yn_rest rest[N], other[N];
    static struct yn_spoken spoken[LINES];
    struct yn_subtitles_fit fit;
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        speak(spoken, rest, rows[i].offset, rows[i].speed, 3);
        assert_int_equal(yn_subtitles_fit(spoken, LINES, rest, N, &fit, NULL),
                         YN_OK);
        assert_true(fit.known && fit.fits);
        assert_near(fit.speed, rows[i].speed, 0.0011);
        assert_near(fit.offset_s, rows[i].offset, 1);
    }
    /* Of another episode: the best that can be found is no match. */
    speak(spoken, other, 0, 1, 99);
    assert_int_equal(yn_subtitles_fit(spoken, LINES, rest, N, &fit, NULL),
                     YN_OK);
    assert_true(fit.known && !fit.fits && fit.match < 0.25);
    /* Too little to tell: taken as they are. */
    assert_int_equal(yn_subtitles_fit(spoken, 5, rest, N, &fit, NULL), YN_OK);
    assert_true(!fit.known && fit.fits && fit.offset_s == 0);
}

/* A thousandth more or less of speed is nothing in eight minutes: that a file
 * is late does not make it fast. */
static void test_late_subtitles(void **state)
{
    (void)state;
    enum { SHORT_S = 480 };
    static struct yn_rest rest[N];
    static struct yn_spoken spoken[LINES];
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct yn_subtitles_fit fit;
        const double late_s = 3 + seed;
        size_t n = 0;
        speak(spoken, rest, -late_s, 1, seed);
        while (spoken[n].end_s < SHORT_S)
            n++;
        assert_int_equal(yn_subtitles_fit(spoken, n, rest, SHORT_S, &fit, NULL),
                         YN_OK);
        assert_true(fit.known && fit.fits);
        assert_true(fit.speed == 1);
        assert_near(fit.offset_s, -late_s, 0.6);
    }
}

/* A cut that lacks a scene agrees with itself twice; no one shift undoes that.
 */
static void test_lacking_scene(void **state)
{
    (void)state;
    static struct yn_rest rest[N];
    static struct yn_spoken spoken[LINES];
    struct yn_subtitles_fit fit;
    speak(spoken, rest, 0, 1, 3);
    for (size_t i = 0; i < LINES; i++) {
        if (spoken[i].start_s < N / 2.0)
            continue;
        spoken[i].start_s += 45;
        spoken[i].end_s += 45;
    }
    assert_int_equal(yn_subtitles_fit(spoken, LINES, rest, N, &fit, NULL),
                     YN_OK);
    assert_true(fit.known && !fit.fits && fit.match > 0.3);
    assert_true(fit.elsewhere > fit.match - 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_tears),
        cmocka_unit_test(test_lag),
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_odd),
        cmocka_unit_test(test_subtitles),
        cmocka_unit_test(test_late_subtitles),
        cmocka_unit_test(test_lacking_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
