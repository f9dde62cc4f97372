/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include <yeoun/run.h>
#include <yeoun/verdict.h>

#include "base/base.h"
#include "base/numeric.h"
#include "support/folder.h"
#include "support/near.h"
#include "verdict/belief.h"

/* Three standard errors of a share of 2000 draws. */
#define SHARE_ERROR 0.034

/* A normal belief. */
static struct yn_belief normal(double mean, double sd)
{
    return (struct yn_belief){mean, mean - YN_NORMAL_90 * sd,
                              mean + YN_NORMAL_90 * sd};
}

static void hold(const struct yn_contestant *who, size_t n,
                 struct yn_contest_place *out)
{
    const struct yn_contest_params params = {.who = who, .n = n};
    assert_int_equal(yn_contest_hold(&params, out, NULL), 0);
}

/* Of two normal tracks, the chance that one is the best is known: Phi(d / s),
 * d the difference of their means and s that of its spread. */
static void test_two_normals(void **state)
{
    (void)state;
    static const struct {
        double story[2], story_sd[2], linger[2], linger_sd[2];
    } rows[] = {
        {{0, 0}, {1, 1}, {0, 0}, {1, 1}},
        {{1, 0}, {1, 1}, {0, 0}, {1, 1}},
        {{1, 0}, {0.5, 1}, {1, 0}, {0.3, 0.2}},
        {{-1, 1}, {0.4, 0.4}, {0.5, -0.5}, {1, 0.1}},
        {{2, -2}, {1, 1}, {2, -2}, {1, 1}},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_contestant who[2];
        struct yn_contest_place place[2];
        double d = 0, variance = 0;
        for (int t = 0; t < 2; t++) {
            who[t].story = normal(rows[i].story[t], rows[i].story_sd[t]);
            who[t].linger = normal(rows[i].linger[t], rows[i].linger_sd[t]);
            d += (t ? -1 : 1) * (rows[i].story[t] + rows[i].linger[t]) / 2;
            variance += (rows[i].story_sd[t] * rows[i].story_sd[t] +
                         rows[i].linger_sd[t] * rows[i].linger_sd[t]) /
                        4;
        }
        hold(who, 2, place);
        double expected = yn_normal_cdf(d / sqrt(variance));
        assert_near(place[0].p_best, expected, SHARE_ERROR);
        assert_near(place[0].p_best + place[1].p_best, 1, 1e-9);
        assert_near(place[0].p_best_both + place[1].p_best_both, 1, 1e-9);
    }
}

/* `together` is the place of the mean, its ends those of four draws of five. */
static void test_together(void **state)
{
    (void)state;
    const struct yn_contestant who = {normal(0.6, 0.8), normal(-0.2, 0.6)};
    struct yn_contest_place place;
    hold(&who, 1, &place);
    const double mean = 0.2, sd = 0.5;
    assert_near(place.together, 10 * yn_normal_cdf(mean * sqrt(2)), 0.1);
    assert_near(place.lo,
                10 * yn_normal_cdf((mean - YN_NORMAL_90 * sd) * sqrt(2)), 0.15);
    assert_near(place.hi,
                10 * yn_normal_cdf((mean + YN_NORMAL_90 * sd) * sqrt(2)), 0.15);
    /* Alone it is the best there is, and first. */
    assert_near(place.p_best, 1, 0);
    assert_near(place.p_front, 1, 0);
    assert_int_equal(place.rank_lo, 1);
    assert_int_equal(place.rank_hi, 1);
    assert_true(place.beaten_by == SIZE_MAX);
    hold(NULL, 0, NULL);
}

/* A belief with one long side keeps its three numbers. */
static void test_lopsided(void **state)
{
    (void)state;
    const struct yn_belief still = {0, 0, 0};
    const struct yn_contestant who = {{0, 0, 2}, still};
    struct yn_contest_place place;
    hold(&who, 1, &place);
    assert_near(place.lo, 5, 0.001);
    assert_near(place.hi, 10 * yn_normal_cdf(sqrt(2)), 0.15);
}

static void test_ties(void **state)
{
    (void)state;
    const struct yn_belief zero = {0, 0, 0}, low = {-1, -1, -1};
    const struct yn_contestant who[] = {{zero, zero}, {low, low}, {zero, zero}};
    struct yn_contest_place place[3];
    hold(who, 3, place);
    for (size_t i = 0; i < 3; i += 2) {
        assert_near(place[i].p_best, 0.5, 1e-9);
        assert_near(place[i].p_best_both, 0.5, 1e-9);
        assert_near(place[i].p_front, 1, 0);
        assert_near(place[i].both, 5, 1e-6);
        assert_int_equal(place[i].rank_lo, 1);
        assert_int_equal(place[i].rank_hi, 1);
        assert_true(place[i].beaten_by == SIZE_MAX);
    }
    assert_int_equal(place[1].rank_lo, 3);
    assert_int_equal(place[1].beaten_by, 0);
    assert_near(place[1].p_front, 0, 0);
}

static void test_beating(void **state)
{
    (void)state;
    static const struct {
        double story, linger; /* of the other; the first is 0, 0 */
        double sd;
        bool beaten; /* the other, by the first */
    } rows[] = {
        {-2, -2, 0.3, true},
        {-2, 0, 0.3, true},     /* level by one rule, behind by the other */
        {-2, 0.9, 0.3, false},  /* ahead by one rule is not beaten */
        {-0.2, -0.2, 1, false}, /* behind, but not clearly */
        {0, 0, 0.3, false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        const double sd = rows[i].sd;
        const struct yn_contestant who[] = {
            {normal(rows[i].story, sd), normal(rows[i].linger, sd)},
            {normal(0, sd), normal(0, sd)}};
        struct yn_contest_place place[2];
        hold(who, 2, place);
        assert_true(place[0].beaten_by == (rows[i].beaten ? 1 : SIZE_MAX));
        assert_true(place[1].beaten_by == SIZE_MAX);
    }
}

/* One rule may make up for the other in the mean, and may not in `both`. */
static void test_both_must_hold(void **state)
{
    (void)state;
    const struct yn_contestant who[] = {{normal(2, 0.1), normal(-1.8, 0.1)},
                                        {normal(0, 0.1), normal(0, 0.1)}};
    struct yn_contest_place place[2];
    hold(who, 2, place);
    assert_true(place[0].p_best > 0.8);
    assert_true(place[1].p_best_both > 0.99);
    assert_true(place[0].both < place[1].both);
}

/* Ranks of many: the widest belief has the widest interval, and the same input
 * gives the same numbers. */
static void test_many(void **state)
{
    (void)state;
    enum { N = 3000 };
    static struct yn_contestant who[N];
    static struct yn_contest_place place[N], again[N];
    for (int i = 0; i < N; i++)
        who[i] = (struct yn_contestant){normal((double)-i / N, 0.1),
                                        normal((double)-i / N, 0.1)};
    who[N / 2].story = normal(-0.5, 5);
    const struct yn_contest_params params = {
        .who = who, .n = N, .ranks_only = true};
    assert_int_equal(yn_contest_hold(&params, place, NULL), 0);
    assert_int_equal(yn_contest_hold(&params, again, NULL), 0);
    assert_memory_equal(place, again, sizeof(place));
    assert_true(place[0].rank_hi < 600);
    assert_true(place[N / 2].rank_lo < 10);
    assert_true(place[N / 2].rank_hi > N - 10);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        sum += place[i].p_best;
        assert_true(place[i].rank_lo <= place[i].rank_hi);
    }
    assert_near(sum, 1, 1e-6);
}

/* A single vote: the mean of half a normal pulled to its middle. In closed
 * form sqrt(2 / pi) / sqrt(2), and variance 1 - 1 / pi. */
static void test_picks(void **state)
{
    (void)state;
    const double pi = acos(-1);
    struct yn_belief yes = yn_belief_of_picks(1, 1);
    struct yn_belief no = yn_belief_of_picks(0, 1);
    assert_near(yes.mid, 1 / sqrt(pi), 1e-4);
    assert_near(yes.hi - yes.mid, YN_NORMAL_90 * sqrt(1 - 1 / pi), 1e-4);
    assert_near(no.mid, -yes.mid, 1e-9);
    assert_near(yn_belief_of_picks(2, 4).mid, 0, 1e-9);
    assert_true(yn_belief_of_picks(5, 5).mid > yes.mid);
    struct yn_belief many = yn_belief_of_picks(150, 200);
    assert_near(many.mid, yn_normal_quantile(0.75), 0.02);
    assert_true(many.hi - many.lo < (yes.hi - yes.lo) / 4);
}

static const char season_text[] =
    "---\ntitle: A Year\nyear: 2020\nmax_picks: 2\n---\n";
static const char drama_text[] = "---\n"
                                 "title: Harbour\n"
                                 "tracks:\n"
                                 "  - {title: One, artist: Ada}\n"
                                 "  - {title: Two, artist: Bee}\n"
                                 "  - {title: Three, artist: Cyd}\n"
                                 "---\n";

/* A season of one drama with three tracks, and what was measured of them. */
struct fixture {
    struct folder folder;
    struct yn_run run;
    struct yn_rate rate[3];
    struct yn_rates rates;
    struct yn_story story[3];
};

static void open_fixture(struct fixture *f, const char *ballot)
{
    *f = (struct fixture){0};
    folder_make(&f->folder);
    folder_write(&f->folder, "season.md", season_text);
    folder_write(&f->folder, "dramas/harbour.md", drama_text);
    if (ballot)
        folder_write(&f->folder, "ballots/ana.csv", ballot);
    assert_int_equal(yn_run_open(f->folder.path, false, NULL, &f->run, NULL),
                     0);
    assert_int_equal(yn_report_count(f->run.report, YN_PROBLEM), 0);
    f->rates = (struct yn_rates){
        .season = f->run.season, .tracks = f->rate, .n_tracks = 3};
    for (size_t t = 0; t < 3; t++) {
        f->rate[t].track = f->run.season->tracks[t];
        f->rate[t].value = (struct yn_interval){NAN, NAN, NAN};
        f->story[t].value = f->story[t].lo = f->story[t].hi = NAN;
    }
}

static void close_fixture(struct fixture *f)
{
    yn_run_release(&f->run);
    folder_remove(&f->folder);
}

static struct yn_verdict *judge(struct fixture *f)
{
    const struct yn_verdict_params params = {.season = f->run.season,
                                             .tally = f->run.tally,
                                             .rates = &f->rates,
                                             .stories = f->story};
    struct yn_verdict *verdict = NULL;
    assert_int_equal(yn_verdict_create(&params, &verdict, NULL), 0);
    return verdict;
}

static void test_nothing_known(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, NULL);
    struct yn_verdict *verdict = judge(&f);
    assert_int_equal(verdict->n_known, 0);
    assert_int_equal(verdict->dramas[0].status, YN_VERDICT_NOTHING);
    assert_int_equal(verdict->dramas[0].n_suggested, 0);
    assert_null(verdict->dramas[0].winner);
    yn_verdict_destroy(&verdict);
    close_fixture(&f);
}

/* Of votes alone the suggestions are what they pick. */
static void test_votes_alone(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, "drama,track,pick\nHarbour,Two,yes\n");
    struct yn_verdict *verdict = judge(&f);
    const struct yn_drama_verdict *drama = &verdict->dramas[0];
    assert_int_equal(verdict->n_measured, 0);
    assert_int_equal(drama->n_known, 3);
    assert_int_equal(drama->n_suggested, 1);
    assert_string_equal(drama->suggested[0]->track->title, "Two");
    assert_int_equal(drama->suggested[0]->story.from, YN_VERDICT_BALLOTS);
    assert_ptr_equal(drama->winner, drama->suggested[0]);
    assert_int_equal(verdict->n_agreed, 1);
    assert_int_equal(verdict->tracks[0].drama.beaten_by, 1);
    yn_verdict_destroy(&verdict);
    close_fixture(&f);
}

/* The votes pick one, what was measured another: both are suggested, and no
 * winner is named. Of a third nothing is known, and it takes no part. */
static void test_disagree(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, "drama,track,story,fans,pick\n"
                     "Harbour,One,9,9,yes\n"
                     "Harbour,Two,2,2,no\n"
                     "Harbour,Three,2,2,no\n");
    f.rate[0].value = (struct yn_interval){0.5, 0.2, 0.8};
    f.rate[1].value = (struct yn_interval){8, 7.8, 8.2};
    f.rate[2].value = (struct yn_interval){NAN, NAN, 0.4};
    struct yn_verdict *verdict = judge(&f);
    const struct yn_drama_verdict *drama = &verdict->dramas[0];
    const struct yn_track_verdict *track = verdict->tracks;
    assert_int_equal(drama->n_suggested, 2);
    assert_int_equal(verdict->n_suggested, 2);
    assert_int_equal(verdict->n_agreed, 1);
    assert_true(track[0].suggested && track[1].suggested);
    assert_false(track[2].suggested);
    assert_int_equal(track[0].story.from, YN_VERDICT_BALLOTS);
    assert_int_equal(track[0].linger.from, YN_VERDICT_MEASURED);
    assert_near(track[0].linger.value, 0.5, 0);
    assert_near(track[0].linger.voted, 9, 0);
    /* By votes it lasts, by what was measured not; and the other way round. */
    assert_int_equal(track[0].linger.votes_differ, 1);
    assert_int_equal(track[1].linger.votes_differ, -1);
    assert_int_equal(track[0].story.votes_differ, 0);
    /* Below the chart is known to be little, and no value. */
    assert_true(isnan(track[2].linger.value));
    assert_int_equal(track[2].linger.from, YN_VERDICT_MEASURED);
    assert_true(track[2].linger.belief.mid < track[0].linger.belief.mid);
    yn_verdict_destroy(&verdict);
    close_fixture(&f);
}

static void test_winner(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, NULL);
    for (size_t t = 0; t < 3; t++) {
        const double x = t == 2 ? 8 : 3;
        f.rate[t].value = (struct yn_interval){x, x - 0.5, x + 0.5};
        f.story[t].value = x;
        f.story[t].lo = x - 0.5;
        f.story[t].hi = x + 0.5;
    }
    struct yn_verdict *verdict = judge(&f);
    const struct yn_drama_verdict *drama = &verdict->dramas[0];
    assert_int_equal(drama->status, YN_VERDICT_WINNER);
    assert_int_equal(drama->n_suggested, 1);
    assert_string_equal(drama->winner->track->title, "Three");
    assert_int_equal(drama->winner->season.rank_lo, 1);
    assert_int_equal(drama->winner->season.rank_hi, 1);
    assert_near(drama->winner->story.value, 8, 0);
    yn_verdict_destroy(&verdict);

    /* Three that are level, and two may be picked: nothing is proposed, for it
     * would be by lot. */
    for (size_t t = 0; t < 3; t++)
        f.rate[t].value = f.rate[0].value, f.story[t] = f.story[0];
    verdict = judge(&f);
    assert_int_equal(verdict->dramas[0].status, YN_VERDICT_LEVEL);
    assert_int_equal(verdict->dramas[0].n_suggested, 0);
    yn_verdict_destroy(&verdict);
    /* Nor where three may be: to name all is no help. */
    f.run.season->max_picks = 3;
    verdict = judge(&f);
    assert_int_equal(verdict->dramas[0].status, YN_VERDICT_LEVEL);
    yn_verdict_destroy(&verdict);
    /* Unless all of them are surely above the middle. */
    for (size_t t = 0; t < 3; t++)
        f.story[t] = (struct yn_story){.value = 9.8, .lo = 9.7, .hi = 9.9};
    verdict = judge(&f);
    assert_int_equal(verdict->dramas[0].status, YN_VERDICT_SHORTLIST);
    assert_int_equal(verdict->dramas[0].n_suggested, 3);
    assert_null(verdict->dramas[0].winner);
    yn_verdict_destroy(&verdict);
    close_fixture(&f);
}

/* Each ahead of the next by one rule: none is beaten. Two may be picked, and
 * those are the two that stand highest with both together. */
static void test_max_picks(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, NULL);
    static const double story[] = {9.8, 7, 2}, linger[] = {2, 6, 9};
    for (size_t t = 0; t < 3; t++) {
        f.rate[t].value =
            (struct yn_interval){linger[t], linger[t] - 0.1, linger[t] + 0.1};
        f.story[t].value = story[t];
        f.story[t].lo = story[t] - 0.1;
        f.story[t].hi = story[t] + 0.1;
    }
    struct yn_verdict *verdict = judge(&f);
    const struct yn_drama_verdict *drama = &verdict->dramas[0];
    for (size_t t = 0; t < 3; t++)
        assert_true(verdict->tracks[t].drama.beaten_by == SIZE_MAX);
    assert_int_equal(drama->n_suggested, 2);
    assert_false(drama->cut_level);
    assert_false(verdict->tracks[2].suggested);
    yn_verdict_destroy(&verdict);
    f.run.season->max_picks = 3;
    verdict = judge(&f);
    assert_int_equal(verdict->dramas[0].n_suggested, 3);
    yn_verdict_destroy(&verdict);
    f.run.season->max_picks = 0;
    verdict = judge(&f);
    assert_int_equal(verdict->dramas[0].n_suggested, 0);
    assert_true(verdict->dramas[0].cut_level);
    yn_verdict_destroy(&verdict);
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_normals),
        cmocka_unit_test(test_together),
        cmocka_unit_test(test_lopsided),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_beating),
        cmocka_unit_test(test_both_must_hold),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_picks),
        cmocka_unit_test(test_nothing_known),
        cmocka_unit_test(test_votes_alone),
        cmocka_unit_test(test_disagree),
        cmocka_unit_test(test_winner),
        cmocka_unit_test(test_max_picks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
