/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scan and the library of a season with the Nth allocation or the Nth
 * writing call of ours failing, for N = 1 until none fails any more. Its media
 * are no media, so that a scan goes through all steps but decoding, and
 * quickly.
 */
#include "support/test.h"

#include <unistd.h>

#include <yeoun/library.h>
#include <yeoun/run.h>
#include <yeoun/scan.h>
#include <yeoun/watched.h>

#include "fault.h"
#include "support/folder.h"

#define STEPS_MAX 5000

static const char drama[] = "---\n"
                            "title: Harbour\n"
                            "media: video/*.mkv\n"
                            "subtitles: video/*.srt\n"
                            "episodes: 3\n"
                            "tracks:\n"
                            "  - {title: Beacon, artist: A, audio: beacon.*, "
                            "lyrics: a.txt}\n"
                            "  - {title: Tide, artist: B, audio: gone.flac}\n"
                            "---\n";

static int scan_season(const struct yn_season *season, struct yn_err *err)
{
    struct yn_season_scan *scan = NULL;
    int rc = yn_season_scan_open(
        &(struct yn_season_scan_params){.season = season, .language = "ko"},
        &scan, err);
    size_t n = 0;
    if (!rc)
        yn_season_scan_episodes(scan, &n);
    for (size_t i = 0; rc >= 0 && i < n; i++) {
        struct yn_placements found = {0};
        rc = yn_season_scan_run(scan, i, &found, err);
        assert_int_equal(found.n_cues, 0);
        if (rc < 0)
            continue;
        rc = yn_season_scan_get(scan, i, &found, err);
        /* NOTFOUND: an error kept it from being noted that it is no film. */
        if (rc == YN_E_NOTFOUND || rc == YN_E_INPUT)
            rc = YN_OK;
    }
    yn_season_scan_close(&scan);
    assert_null(scan);
    return rc;
}

static int read_library(const struct yn_season *season, struct yn_err *err)
{
    struct yn_library *library = NULL;
    size_t n;
    struct yn_report *report = NULL;
    int rc = yn_report_create(&report, err);
    if (!rc)
        rc = yn_library_read(season, NULL, report, &library, err);
    yn_report_destroy(&report);
    if (rc)
        return rc;
    const struct yn_library_drama *dramas = yn_library_dramas(library, &n);
    assert_int_equal(n, 1);
    assert_int_equal(dramas->n_episodes, 2);
    assert_int_equal(dramas->episodes[0].n_subtitles, 2);
    assert_int_equal(dramas->n_missing, 1);
    assert_int_equal(dramas->n_heard, 1);
    assert_int_equal(dramas->n_loose, 1);
    assert_int_equal(dramas->n_strays, 1);
    assert_int_equal(dramas->n_stray_marks, 1);
    assert_true(dramas->sung[0]);
    yn_library_destroy(&library);
    return YN_OK;
}

/* Nothing is known of what was not scanned. */
static int read_watched(const struct yn_season *season, struct yn_err *err)
{
    struct yn_watched *watched = NULL;
    size_t n;
    int rc =
        yn_watched_read(&(struct yn_watched_params){.season = season,
                                                    .flags = YN_WATCHED_WITHIN},
                        &watched, err);
    if (rc)
        return rc;
    const struct yn_publish_episode *episodes =
        yn_watched_episodes(watched, &n);
    assert_int_equal(n, 2);
    assert_null(episodes[0].placements);
    yn_watched_destroy(&watched);
    return YN_OK;
}

static void sweep(int (*run_all)(const struct yn_season *, struct yn_err *),
                  enum fault_kind kind, int expected)
{
    struct folder folder;
    folder_make(&folder);
    folder_write(&folder, "season.md", "---\ntitle: S\nyear: 2020\n---\n");
    folder_write(&folder, "dramas/harbour.md", drama);
    folder_write(&folder, "video/e01.mkv", "no film");
    folder_write(&folder, "video/e02.mkv", "none either");
    folder_write(&folder, "video/e01.ko.srt", "x");
    folder_write(&folder, "video/제1회.en.srt", "x");
    folder_write(&folder, "video/e09.srt", "x");
    folder_write(&folder, "video/e01.nfo",
                 "<episodedetails><aired>2020-01-02</aired></episodedetails>");
    folder_write(&folder, "beacon.flac", "no song");
    folder_write(&folder, "a.txt", "the tide\n");
    folder_write(&folder, "comments/harbour/01.csv", "time,text\n1,T_T\n");
    folder_write(&folder, "comments/harbour/07.csv", "time,text\n1,T_T\n");
    folder_write(&folder, "moments/harbour.csv", "episode,time\n1,5\n9,5\n");
    struct yn_run run;
    assert_int_equal(yn_run_open(folder.path, false, NULL, &run, NULL), YN_OK);
    unsigned long nth = 1;
    for (bool failed = true; failed; nth++) {
        struct yn_err err = {0};
        fault_arm(kind, nth, false);
        int rc = run_all(run.season, &err);
        failed = fault_disarm();
        if (rc < 0 && rc != expected)
            fail_msg("step %lu: %d: %s", nth, rc, err.text);
        assert_true(rc == YN_OK || failed);
        assert_int_equal(rc < 0 ? err.code : rc, rc);
        assert_true(nth < STEPS_MAX);
    }
    assert_true(nth > 2);
    assert_int_equal(run_all(run.season, NULL), YN_OK);
    yn_run_release(&run);
    folder_remove(&folder);
}

static void test_memory(void **state)
{
    (void)state;
    sweep(scan_season, FAULT_ALLOC, YN_E_NOMEM);
}

static void test_library(void **state)
{
    (void)state;
    sweep(read_library, FAULT_ALLOC, YN_E_NOMEM);
}

static void test_watched(void **state)
{
    (void)state;
    sweep(read_watched, FAULT_ALLOC, YN_E_NOMEM);
}

static void test_disk(void **state)
{
    (void)state;
    sweep(scan_season, FAULT_WRITE, YN_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_library),
        cmocka_unit_test(test_watched),
        cmocka_unit_test(test_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
