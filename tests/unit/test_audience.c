/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listeners made by hand, one of each kind.
 */
#include <yeoun/rate.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/names.h>

#include "base/day.h"
#include "support/folder.h"
#include "support/near.h"
#include "support/test.h"

#define TRACKS 5
#define DAYS (7 * 110)

static const char drama[] = "---\n"
                            "title: Harbour\n"
                            "aired: 2020-01-01/2020-02-01\n"
                            "tracks:\n"
                            "  - {title: One, artist: Ada}\n"
                            "  - {title: Two, artist: Bee}\n"
                            "  - {title: Three, artist: Cyd}\n"
                            "  - {title: Four, artist: Dee}\n"
                            "  - {title: Five, artist: Eve}\n"
                            "---\n";

/* day: from 2020-01-01; minute of the day. */
struct play {
    uint32_t listener, track;
    int day, minute;
};

static const struct play plays[] = {
    /* 0: three songs while it aired, and One again 41 weeks after the end. */
    {0, 0, 5, 0},
    {0, 1, 9, 0},
    {0, 2, 12, 0},
    {0, 0, 31 + 41 * 7, 0},
    /* 1: One alone, 100 days after the end, and again 45 days later. */
    {1, 0, 131, 0},
    {1, 0, 176, 0},
    /* 2: One, and knew Ada before. */
    {2, 0, 10, 0},
    /* 3: One other song. */
    {3, 0, 10, 0},
    {3, 1, 11, 0},
    /* 4: the album, played through. */
    {4, 0, 20, 0},
    {4, 1, 20, 4},
    {4, 2, 20, 8},
    {4, 3, 20, 12},
    {4, 4, 20, 16},
    /* 5: three songs, but hardly ever there. */
    {5, 0, 10, 0},
    {5, 1, 11, 0},
    {5, 2, 12, 0},
};
#define PLAYS (sizeof(plays) / sizeof(plays[0]))
#define LISTENERS 6

struct fixture {
    struct folder folder;
    struct yn_season *season;
    struct yn_report *report;
    struct yn_attention attention;
    struct yn_listens listens;
    struct yn_listener listener[LISTENERS];
    struct yn_listen_week week[DAYS / 7];
    struct yn_play play[PLAYS];
    struct yn_heard heard;
    uint64_t always[DAYS / 64 + 1], seldom[DAYS / 64 + 1];
};

static size_t artist_named(const struct yn_season *season, size_t track)
{
    size_t n;
    const size_t *artist =
        yn_names_of_track(season->names, season->tracks[track], &n);
    assert_int_equal(n, 1);
    return artist[0];
}

static void make(struct fixture *f)
{
    memset(f, 0, sizeof(*f));
    folder_make(&f->folder);
    folder_write(&f->folder, "season.md",
                 "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(&f->folder, "dramas/harbour.md", drama);
    assert_int_equal(yn_report_create(&f->report, NULL), 0);
    assert_int_equal(
        yn_season_read(f->folder.path, NULL, f->report, &f->season, NULL), 0);
    assert_int_equal(f->season->n_tracks, TRACKS);
    int32_t first = yn_day_of((struct yn_date){2020, 1, 1});
    int32_t monday = yn_day_monday(first - 200);
    memset(f->always, 0xff, sizeof(f->always));
    f->seldom[(size_t)(first + 10 - monday) / 64] = 1;
    for (uint32_t i = 0; i < PLAYS; i++) {
        const struct play *p = &plays[i];
        f->play[i] = (struct yn_play){p->listener, p->track,
                                      (int64_t)(first + p->day) * YN_DAY_S +
                                          60 * p->minute};
        struct yn_listener *who = &f->listener[p->listener];
        if (!who->n_plays++)
            who->first_play = i;
    }
    for (uint32_t u = 0; u < LISTENERS; u++)
        f->listener[u].active = u == 5 ? f->seldom : f->always;
    f->heard =
        (struct yn_heard){2, (uint32_t)artist_named(f->season, 0), first - 30};
    f->listener[2].n_heard = 1;
    for (size_t w = 0; w < DAYS / 7; w++)
        f->week[w] = (struct yn_listen_week){
            .first_day = monday + (int32_t)w * 7, .listener_days = 100};
    f->listens = (struct yn_listens){.listeners = f->listener,
                                     .n_listeners = LISTENERS,
                                     .one_in = 1,
                                     .plays = f->play,
                                     .n_plays = PLAYS,
                                     .heard = &f->heard,
                                     .n_heard = 1,
                                     .first_day = monday,
                                     .n_days = DAYS,
                                     .weeks = f->week,
                                     .n_weeks = DAYS / 7};
    f->attention =
        (struct yn_attention){.season = f->season, .listens = &f->listens};
}

static void drop(struct fixture *f)
{
    yn_season_destroy(&f->season);
    yn_report_destroy(&f->report);
    folder_remove(&f->folder);
}

static void test_kinds(void **state)
{
    (void)state;
    static struct fixture f;
    make(&f);
    struct yn_rates_params params = {.season = f.season,
                                     .attention = &f.attention};
    struct yn_rates *rates = NULL;
    assert_int_equal(yn_rates_create(&params, &rates, NULL), 0);
    const struct yn_audience *one = &rates->tracks[0].audience;
    assert_true(one->known);
    assert_true(one->own); /* six are no audience */
    assert_int_equal(one->listeners, 6);
    assert_near(one->coverage, 5.0 / 6, 1e-12);
    assert_near(one->watchers.value, 0.2, 1e-12);
    assert_near(one->passers.value, 0.2, 1e-12);
    assert_near(one->singer_fans.value, 0.2, 1e-12);
    assert_near(one->unclear.value, 0.4, 1e-12);
    assert_int_equal(one->n_kept, 1);
    assert_int_equal(one->n_returned, 1);
    /* She kept One and neither Two nor Three; each is drawn to the others. */
    const struct yn_audience *two = &rates->tracks[1].audience;
    assert_int_equal(two->n_kept, 1);
    assert_true(one->kept.value > two->kept.value);
    assert_true(one->kept.value < 1 && two->kept.value > 0);
    assert_true(one->kept.lo < one->kept.value);
    /* Five: the album's listener alone, who is no watcher by it. */
    const struct yn_audience *five = &rates->tracks[4].audience;
    assert_int_equal(five->listeners, 1);
    assert_near(five->watchers.value, 0, 0);
    assert_near(five->unclear.value, 1, 0);
    /* Six plays in all are no measure of decay. */
    assert_int_equal(rates->tracks[0].n_measures, 0);
    assert_int_equal(rates->tracks[0].status, YN_LINGER_UNKNOWN);
    yn_rates_destroy(&rates);
    assert_null(rates);
    yn_rates_destroy(&rates);
    drop(&f);
}

/* What was not over on that day is not asked for. */
static void test_as_of(void **state)
{
    (void)state;
    static struct fixture f;
    make(&f);
    struct yn_rates_params params = {
        .season = f.season, .attention = &f.attention, .as_of = {2020, 7, 1}};
    struct yn_rates *rates = NULL;
    assert_int_equal(yn_rates_create(&params, &rates, NULL), 0);
    const struct yn_audience *one = &rates->tracks[0].audience;
    assert_int_equal(one->n_kept, 0);
    assert_int_equal(one->n_returned, 0);
    assert_true(isnan(one->kept.value));
    assert_true(isnan(one->discovered));
    yn_rates_destroy(&rates);
    drop(&f);
}

/* Of fewer than asked for nothing is told, whatever the others say. */
static void test_withheld(void **state)
{
    (void)state;
    static struct fixture f;
    make(&f);
    struct yn_rates_params params = {
        .season = f.season, .attention = &f.attention, .listeners_min = 5};
    struct yn_rates *rates = NULL;
    assert_int_equal(yn_rates_create(&params, &rates, NULL), 0);
    const struct yn_audience *one = &rates->tracks[0].audience;
    assert_true(one->known);
    assert_int_equal(one->listeners, 6);
    assert_int_equal(one->n_judged, 5);
    assert_false(isnan(one->watchers.value));
    assert_true(isnan(one->kept.value));
    assert_true(isnan(one->returned.value));
    assert_int_equal(one->n_kept, 0);
    const struct yn_audience *five = &rates->tracks[4].audience;
    assert_false(five->known);
    assert_int_equal(five->listeners, 0);
    assert_int_equal(five->plays, 0);
    assert_true(isnan(five->watchers.value));
    assert_int_equal(rates->tracks[0].last_seen_day, INT32_MIN);
    yn_rates_destroy(&rates);
    drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_as_of),
        cmocka_unit_test(test_withheld),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
