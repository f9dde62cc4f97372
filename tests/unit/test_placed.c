/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The last strong placement of a track, and that the clock starts there.
 */
#include "support/test.h"

#include <math.h>

#include <yeoun/placed.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/day.h"
#include "support/folder.h"

#define EPISODES 4
#define SECONDS 30

static const char drama[] = "---\n"
                            "title: Harbour\n"
                            "aired: 2020-01-04/2020-01-25\n"
                            "episodes: 4\n"
                            "tracks:\n"
                            "  - {title: One, artist: Ada}\n"
                            "  - {title: Two, artist: Bee}\n"
                            "---\n";

/* What plays in an episode; `db` for all of it but the first five seconds. */
struct plan {
    unsigned episode, track;
    size_t seconds;
    double db, confidence;
};

struct found {
    struct yn_season_episode file[EPISODES];
    struct yn_cue_master master[2];
    struct yn_placements placements[EPISODES];
    struct yn_cue cue[EPISODES][4];
    float level[EPISODES][4][SECONDS];
    struct yn_placed_episode episode[EPISODES];
};

static void make(struct folder *folder, struct yn_run *run)
{
    struct yn_buf chart = {0};
    folder_make(folder);
    folder_write(folder, "season.md", "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(folder, "dramas/harbour.md", drama);
    yn_buf_puts(&chart, "# read: 2020-W01/2020-W40 1-200\n"
                        "year,week,rank,title,artist\n");
    for (unsigned week = 1; week <= 30; week++)
        yn_buf_printf(&chart, "2020,%u,%u,One,Ada\n", week, 10 + 4 * week);
    folder_write(folder, "charts/weekly.csv", yn_buf_text(&chart));
    yn_buf_release(&chart);
    assert_int_equal(yn_run_open(folder->path, false, NULL, run, NULL), 0);
}

static void fill(const struct yn_season *season, const struct plan *plan,
                 size_t n, unsigned scanned, struct found *f)
{
    *f = (struct found){0};
    for (size_t t = 0; t < 2; t++)
        f->master[t] = (struct yn_cue_master){.drama = &season->dramas[0],
                                              .track = season->tracks[t]};
    for (unsigned e = 0; e < EPISODES; e++) {
        f->file[e] = (struct yn_season_episode){.drama = &season->dramas[0],
                                                .number = e + 1,
                                                .masters = f->master,
                                                .n_masters = 2};
        f->placements[e].cues = f->cue[e];
        f->episode[e].file = &f->file[e];
        if (scanned >> e & 1)
            f->episode[e].placements = &f->placements[e];
    }
    for (size_t i = 0; i < n; i++) {
        unsigned e = plan[i].episode - 1;
        size_t c = f->placements[e].n_cues++;
        for (size_t s = 0; s < plan[i].seconds; s++)
            f->level[e][c][s] = s < 5 ? -20.0F : (float)plan[i].db;
        f->cue[e][c] = (struct yn_cue){.master = plan[i].track,
                                       .confidence = plan[i].confidence,
                                       .mbr_k_db = plan[i].db,
                                       .level_db = f->level[e][c],
                                       .n_levels = plan[i].seconds};
    }
}

/* Episodes are a week apart. */
#define NONE (-1)
static const struct {
    const char *what;
    struct plan plan[4];
    size_t n;
    unsigned scanned; /* bits */
    int one, two;     /* days after the first, or NONE */
} rows[] = {
    {"nothing", {{0}}, 0, 15, NONE, NONE},
    {"the last of two",
     {{1, 0, 30, 3, 1}, {3, 0, 30, 3, 1}, {2, 1, 30, 3, 1}},
     3,
     15,
     14,
     7},
    {"under the words", {{3, 0, 30, -3, 1}}, 1, 15, NONE, NONE},
    {"in front, but for nine seconds", {{3, 0, 14, 3, 1}}, 1, 15, NONE, NONE},
    {"short, and all in front", {{3, 0, 9, 3, 1}}, 1, 15, 14, NONE},
    {"not sure", {{3, 0, 30, 3, 0.9}}, 1, 15, NONE, NONE},
    {"a later episode was not scanned", {{2, 0, 30, 3, 1}}, 1, 7, NONE, NONE},
    {"an earlier one was not", {{4, 0, 30, 3, 1}}, 1, 12, 21, NONE},
};

static void test_days(void **state)
{
    (void)state;
    struct folder folder;
    struct yn_run run = {0};
    static struct found found;
    make(&folder, &run);
    int32_t first = yn_day_of((struct yn_date){2020, 1, 4});
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        int32_t day[2];
        print_message("%s\n", rows[i].what);
        fill(run.season, rows[i].plan, rows[i].n, rows[i].scanned, &found);
        yn_placed_days(run.season, found.episode, EPISODES, day);
        assert_int_equal(day[0],
                         rows[i].one == NONE ? INT32_MIN : first + rows[i].one);
        assert_int_equal(day[1],
                         rows[i].two == NONE ? INT32_MIN : first + rows[i].two);
    }
    yn_run_release(&run);
    folder_remove(&folder);
}

/* The file's own day goes before what the numbers say. */
static void test_own_day(void **state)
{
    (void)state;
    struct folder folder;
    struct yn_run run = {0};
    static struct found found;
    int32_t day[2];
    make(&folder, &run);
    fill(run.season, rows[1].plan, rows[1].n, 15, &found);
    found.file[2].aired = (struct yn_date){2020, 1, 19};
    yn_placed_days(run.season, found.episode, EPISODES, day);
    assert_int_equal(day[0], yn_day_of((struct yn_date){2020, 1, 19}));
    yn_run_release(&run);
    folder_remove(&folder);
}

static int32_t clock_of(const struct yn_run *run, const int32_t *placed)
{
    const struct yn_rates_params params = {.season = run->season,
                                           .attention = run->attention,
                                           .placed_days = placed};
    struct yn_rates *rates = NULL;
    assert_int_equal(yn_rates_create(&params, &rates, NULL), 0);
    assert_int_equal(rates->tracks[0].n_measures, 1);
    int32_t day = rates->tracks[0].measures[0].clock_day;
    assert_int_equal(rates->tracks[0].placed_day,
                     placed ? placed[0] : INT32_MIN);
    yn_rates_destroy(&rates);
    return day;
}

static void test_clock(void **state)
{
    (void)state;
    struct folder folder;
    struct yn_run run = {0};
    make(&folder, &run);
    const struct yn_run_rate_params params = {0};
    assert_int_equal(yn_run_attend(&run, &params, NULL), 0);
    /* The finale, 25 January, lies in the fourth week. */
    assert_int_equal(clock_of(&run, NULL),
                     yn_day_of((struct yn_date){2020, 1, 20}));
    const int32_t unknown[] = {INT32_MIN, INT32_MIN};
    assert_int_equal(clock_of(&run, unknown),
                     yn_day_of((struct yn_date){2020, 1, 20}));
    const int32_t placed[] = {yn_day_of((struct yn_date){2020, 1, 11}),
                              INT32_MIN};
    assert_int_equal(clock_of(&run, placed),
                     yn_day_of((struct yn_date){2020, 1, 6}));
    yn_run_release(&run);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_own_day),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
