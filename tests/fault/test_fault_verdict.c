/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verdict while memory runs out, and the editor's word while memory runs
 * out or the disk is full: the file is the old or the new one, and nothing is
 * left beside it.
 */
#include <yeoun/fresh.h>
#include <yeoun/override.h>
#include <yeoun/run.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "fault.h"
#include "support/folder.h"
#include "support/test.h"

#define FILE_LIMIT ((size_t)1 << 20)
#define OLD "time,editor,action,drama,track,artist,because\n"
#define NEW OLD "2020-12-31,,drop,Harbour,Two,Bee,it went\n"

struct place {
    struct folder folder;
    struct yn_run run;
};

static int setup(void **state)
{
    static struct place place;
    folder_make(&place.folder);
    folder_write(&place.folder, "season.md",
                 "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(&place.folder, "dramas/harbour.md",
                 "---\ntitle: Harbour\ntracks:\n"
                 "  - {title: One, artist: Ada}\n"
                 "  - {title: Two, artist: Bee}\n---\n");
    folder_write(&place.folder, "ballots/ana.csv",
                 "drama,track,story,fans,pick\nHarbour,One,9,8,yes\n"
                 "Harbour,Two,,,no\n");
    folder_write(&place.folder, "overrides.csv", OLD);
    assert_int_equal(
        yn_run_open(place.folder.path, false, NULL, &place.run, NULL), 0);
    *state = &place;
    return 0;
}

static int teardown(void **state)
{
    struct place *place = *state;
    yn_run_release(&place->run);
    folder_remove(&place->folder);
    return 0;
}

static void test_verdict(void **state)
{
    struct place *place = *state;
    const struct yn_verdict_params params = {.season = place->run.season,
                                             .tally = place->run.tally};
    unsigned long nth = 0;
    for (bool failed = true; failed;) {
        struct yn_verdict *verdict = NULL;
        struct yn_err err = {0};
        fault_arm(FAULT_ALLOC, ++nth, false);
        int rc = yn_verdict_create(&params, &verdict, &err);
        failed = fault_disarm();
        assert_int_equal(rc, failed ? YN_E_NOMEM : 0);
        assert_int_equal(err.code, rc);
        assert_true((verdict == NULL) == failed);
        yn_verdict_destroy(&verdict);
    }
    assert_true(nth > 15);
}

/* The file is one of the two, and the folder holds no more than before. */
static void check_folder(const struct place *place, bool written)
{
    char path[300];
    struct yn_bytes now = {0};
    struct yn_dir_list list = {0};
    snprintf(path, sizeof(path), "%.200s/overrides.csv", place->folder.path);
    assert_int_equal(yn_file_read(path, FILE_LIMIT, &now, NULL), 0);
    assert_string_equal(now.data, written ? NEW : OLD);
    free(now.data);
    assert_int_equal(yn_dir_read(place->folder.path, &list, NULL), 0);
    assert_int_equal(list.n, 4);
    yn_dir_list_release(&list);
}

static void sweep(struct place *place, enum fault_kind kind, bool lasting)
{
    const struct yn_season *season = place->run.season;
    const struct yn_override_params params = {.season = season,
                                              .track = season->tracks[1],
                                              .day = {2020, 12, 31},
                                              .editor = "",
                                              .because = "it went"};
    unsigned long nth = 0;
    for (bool failed = true; failed;) {
        struct yn_err err = {0};
        char *path = NULL;
        unsigned line = 0;
        folder_write(&place->folder, "overrides.csv", OLD);
        fault_arm(kind, ++nth, lasting);
        int rc = yn_override_add(&params, &path, &line, &err);
        failed = fault_disarm();
        if (rc) {
            assert_true(failed);
            assert_int_equal(rc, kind == FAULT_ALLOC ? YN_E_NOMEM : YN_E_IO);
            assert_int_equal(err.code, rc);
            assert_null(path);
        }
        check_folder(place, rc == 0);
        free(path);
    }
    assert_true(nth > (kind == FAULT_ALLOC ? 5 : 3));
}

static void test_word(void **state)
{
    sweep(*state, FAULT_ALLOC, false);
    sweep(*state, FAULT_WRITE, false);
    sweep(*state, FAULT_WRITE, true);
}

/* A note of a site that was written, and the look at it the next time. */
static void test_fresh(void **state)
{
    struct place *place = *state;
    char out[300];
    snprintf(out, sizeof(out), "%.200s/site", place->folder.path);
    const struct yn_fresh_params params = {
        .season_dir = place->folder.path, .out = out, .call = "call"};
    bool kept = false;
    for (int kind = FAULT_ALLOC; kind <= FAULT_WRITE; kind++) {
        unsigned long nth = 0;
        for (bool failed = true; failed;) {
            struct yn_fresh *fresh = NULL;
            struct yn_err err = {0};
            fault_arm((enum fault_kind)kind, ++nth, false);
            int rc = yn_fresh_look(&params, &fresh, &err);
            if (!rc) {
                kept = kept || yn_fresh_is(fresh);
                rc = yn_fresh_keep(fresh, place->run.season, "n told\n", &err);
            }
            failed = fault_disarm();
            assert_int_equal(rc, err.code);
            if (rc) {
                assert_true(failed);
                assert_int_equal(rc,
                                 kind == FAULT_ALLOC ? YN_E_NOMEM : YN_E_IO);
            }
            yn_fresh_destroy(&fresh);
        }
        assert_true(nth > 3);
    }
    assert_true(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdict),
        cmocka_unit_test(test_word),
        cmocka_unit_test(test_fresh),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
