/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "media/timeline.h"

#define NONE YN_STAMP_NONE
#define PIECE 1024 /* at 48 kHz, as AAC has it */

/* What became of the pieces shown. */
struct run {
    int64_t total, silence, dropped;
    struct yn_timeline timeline;
};

static void settle(struct run *run, int64_t *waiting,
                   const struct yn_settlement *s)
{
    if (s->verdict == YN_WAIT)
        return;
    run->silence += s->silence;
    run->dropped += s->drop;
    run->total += s->silence + *waiting - s->drop;
    *waiting = 0;
}

static struct run run_stamps(const int64_t *stamps, size_t n, bool broadcast)
{
    struct run run = {.timeline = {.rate = 48000,
                                   .lost_at = -1,
                                   .longest = 48000 * 3600,
                                   .clock_may_change = broadcast}};
    int64_t waiting = 0;
    for (size_t i = 0; i < n; i++) {
        struct yn_settlement s =
            yn_timeline_piece(&run.timeline, stamps[i], PIECE);
        waiting += PIECE;
        settle(&run, &waiting, &s);
    }
    struct yn_settlement s = yn_timeline_flush(&run.timeline);
    settle(&run, &waiting, &s);
    assert_int_equal(waiting, 0);
    assert_int_equal(run.total, run.timeline.next);
    assert_int_equal(run.silence - run.dropped + (int64_t)n * PIECE, run.total);
    return run;
}

enum { N = 400 };

/* Stamps without fault, to be bent. */
static void straight(int64_t *stamps)
{
    for (int i = 0; i < N; i++)
        stamps[i] = (int64_t)i * PIECE;
}

static void shift_from(int64_t *stamps, int from, int64_t by)
{
    for (int i = from; i < N; i++)
        stamps[i] += by;
}

static void test_even(void **state)
{
    int64_t stamps[N];
    (void)state;
    straight(stamps);
    assert_int_equal(run_stamps(stamps, N, false).total, N * PIECE);
    for (int i = 0; i < N; i++) /* whole milliseconds */
        stamps[i] = stamps[i] / 48 * 48;
    assert_int_equal(run_stamps(stamps, N, false).silence, 0);
    for (int i = 1; i < N; i++)
        stamps[i] = NONE;
    assert_int_equal(run_stamps(stamps, N, false).total, N * PIECE);
    straight(stamps);
    for (int i = 0; i < N; i++) /* noise of three pieces either way */
        stamps[i] += (i * 37 % 7 - 3) * PIECE;
    struct run run = run_stamps(stamps, N, false);
    assert_int_equal(run.total, N * PIECE + run.silence - run.dropped);
    assert_in_range(run.total, (N - 4) * PIECE, (N + 4) * PIECE);
}

static void test_gaps(void **state)
{
    static const struct {
        int64_t jump;
        bool broadcast;
        int64_t silence, dropped;
    } rows[] = {
        {PIECE, false, PIECE, 0},      /* one packet */
        {PIECE + 40, false, PIECE, 0}, /* its stamp rounded */
        {PIECE + 400, false, PIECE + 400, 0},
        {300, false, 0, 0}, /* a muxer's whim */
        {48000 * 5, false, 48000 * 5, 0},
        {48000 * 60, false, 48000 * 60, 0},
        {48000 * 5, true, 48000 * 5, 0},
        {48000 * 60, true, 0, 0},          /* another programme's clock */
        {48000 * 4000LL, false, 0, 0},     /* beyond any film */
        {-4 * PIECE, false, 0, 4 * PIECE}, /* said twice */
        {-48000 * 5, false, 0, 0},         /* begins anew */
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t stamps[N];
        straight(stamps);
        shift_from(stamps, 100, rows[i].jump);
        struct run run = run_stamps(stamps, N, rows[i].broadcast);
        print_message("%lld\n", (long long)rows[i].jump);
        assert_in_range(run.silence + 48, rows[i].silence,
                        rows[i].silence + 96);
        assert_int_equal(run.dropped, rows[i].dropped);
        assert_int_equal(run.timeline.lost, run.silence);
        if (run.silence)
            assert_int_equal(run.timeline.lost_at, 100 * PIECE);
        else
            assert_int_equal(run.timeline.lost_at, -1);
    }
}

static void test_begin(void **state)
{
    static const struct {
        int64_t first, silence, dropped;
    } rows[] = {
        {24000, 24000, 0}, {-500, 0, 500},         {-1500, 0, 1500},
        {-200000, 0, 0},   {48000 * 4000LL, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t stamps[N];
        straight(stamps);
        shift_from(stamps, 0, rows[i].first);
        struct run run = run_stamps(stamps, N, false);
        assert_int_equal(run.silence, rows[i].silence);
        assert_int_equal(run.dropped, rows[i].dropped);
        assert_int_equal(run.timeline.lost, 0);
    }
}

/* Stamps that run 100 ppm ahead of the sound: never further off than 0.1 s. */
static void test_drift(void **state)
{
    enum { LONG = 150000 };
    int64_t *stamps = malloc(LONG * sizeof(*stamps));
    (void)state;
    assert_non_null(stamps);
    for (int i = 0; i < LONG; i++)
        stamps[i] = (int64_t)i * PIECE + (int64_t)i * PIECE / 10000;
    struct run run = run_stamps(stamps, LONG, false);
    int64_t end = stamps[LONG - 1] + PIECE;
    assert_in_range(run.total, end - 5000, end + 5000);
    free(stamps);
}

static void test_damage(void **state)
{
    struct yn_timeline t = {.rate = 48000, .lost_at = -1, .longest = 480000};
    (void)state;
    assert_int_equal(yn_timeline_damage(&t, PIECE), 0);
    struct yn_settlement s = yn_timeline_piece(&t, PIECE, PIECE);
    assert_int_equal(s.silence, PIECE);
    assert_int_equal(t.lost, PIECE);
    assert_int_equal(t.lost_at, 0);
    assert_int_equal(yn_timeline_damage(&t, 3 * PIECE), 3 * PIECE);
    s = yn_timeline_piece(&t, 5 * PIECE, PIECE);
    assert_int_equal(s.verdict, YN_SETTLE);
    assert_int_equal(s.silence + s.drop, 0);
    assert_int_equal(t.next, 6 * PIECE);
    assert_int_equal(yn_timeline_damage(&t, 1000000), 0);
    assert_int_equal(yn_timeline_damage(&t, -5), 0);
    assert_int_equal(t.lost, 4 * PIECE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_even),   cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_begin),  cmocka_unit_test(test_drift),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
