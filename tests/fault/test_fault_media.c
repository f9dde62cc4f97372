/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sweeps over what reads media: the Nth allocation fails, for N = 1 until
 * nothing fails any more. Expected: YN_E_NOMEM and nothing else; the address
 * build sees leaks.
 */
#include "support/test.h"

#include <math.h>

#include "base/glob.h"
#include "fault.h"
#include "media/audio.h"
#include "media/episode.h"
#include "media/sidecar.h"
#include "media/subtitles.h"
#include "media/tracks.h"
#include "support/folder.h"
#include "support/media.h"

static struct folder folder;

static double tone(double t, int channel)
{
    return 0.5 * sin(2000 * t + channel);
}

static const char *path_of(const char *name)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder.path, name);
    return path;
}

static int take(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    (void)ctx;
    (void)frames;
    (void)n;
    (void)err;
    return 0;
}

static int run_audio(struct yn_err *err)
{
    struct yn_audio_out outs[] = {{2000, take, NULL}, {16000, take, NULL}};
    return yn_audio_read_rates(path_of("a.mkv"), NULL, outs, 2, NULL, err);
}

static int run_extract(struct yn_err *err)
{
    struct yn_subtitles s;
    int rc = yn_subtitles_extract(path_of("a.mkv"), "ko", &s, err);
    if (!rc)
        yn_subtitles_release(&s);
    return rc;
}

static int run_subtitles(struct yn_err *err)
{
    static const char *const names[] = {"a.srt", "b.srt", "a.ass", "a.smi"};
    struct yn_report *report = NULL;
    int rc = yn_report_create(&report, err);
    for (size_t i = 0; !rc && i < sizeof(names) / sizeof(names[0]); i++) {
        struct yn_subtitles s;
        rc = yn_subtitles_read(path_of(names[i]), NULL, &s, report, err);
        if (!rc)
            yn_subtitles_release(&s);
    }
    yn_report_destroy(&report);
    return rc;
}

static int run_glob(struct yn_err *err)
{
    static const char *const patterns[] = {"**/*.{srt,smi}", "[a]*.제?", "x/y"};
    struct yn_glob glob;
    int rc = yn_glob_find(folder.path, patterns, 3, &glob, err);
    if (!rc)
        yn_glob_release(&glob);
    return rc;
}

static int run_episode(struct yn_err *err)
{
    struct yn_episode episode;
    return yn_episode_read("시즌 1/도깨비 제16회.mkv", &episode, err);
}

static int run_sidecars(struct yn_err *err)
{
    struct yn_sidecars sidecars;
    bool fits;
    int rc = yn_sidecars_find(path_of("a.mkv"), &sidecars, err);
    if (!rc)
        yn_sidecars_release(&sidecars);
    return rc ? rc : yn_sidecar_fits("Show.E01.mkv", "제1회.smi", &fits, err);
}

static int run_tracks(struct yn_err *err)
{
    struct yn_media_tracks tracks;
    int rc = yn_media_tracks_read(path_of("a.mkv"), &tracks, err);
    if (!rc)
        yn_media_tracks_release(&tracks);
    return rc;
}

static void test_sweep(void **state)
{
    static const struct {
        const char *name;
        int (*run)(struct yn_err *err);
    } rows[] = {
        {"audio", run_audio},         {"extract", run_extract},
        {"subtitles", run_subtitles}, {"glob", run_glob},
        {"episode", run_episode},     {"sidecars", run_sidecars},
        {"tracks", run_tracks},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(rows[i].run(NULL), YN_OK);
        unsigned long n = 1;
        for (bool hit = true; hit; n++) {
            struct yn_err err = {0};
            fault_arm(FAULT_ALLOC, n, false);
            int rc = rows[i].run(&err);
            hit = fault_disarm();
            if (rc != (hit ? YN_E_NOMEM : YN_OK))
                fail_msg("%s, fault %lu: %d %s", rows[i].name, n, rc, err.text);
        }
        print_message("%s: %lu places\n", rows[i].name, n - 2);
    }
}

static int setup(void **state)
{
    struct media_track tracks[] = {
        {.codec = "ac3", .sound = tone, .length_s = 0.5},
        {.codec = "subrip", .language = "kor", .text = "안녕"},
    };
    (void)state;
    folder_make(&folder);
    assert_true(media_write(path_of("a.mkv"), tracks, 2));
    folder_write(&folder, "a.srt",
                 "1\n00:00:02,000 --> 00:00:01,000\n<i>여운</i>\n");
    folder_write(&folder, "b.srt",
                 "1\n00:00:01,000 --> 00:00:02,000\ncaf\xE9\n");
    folder_write(&folder, "a.ass",
                 "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,Ann,0,0,0,,Hi");
    folder_write(&folder, "a.smi", "<SAMI><SYNC Start=1><P Class=KRCC>여운");
    folder_write(&folder, "x/\u110C\u1166", "x");
    folder_write(&folder, "Subs/a/2_Korean.srt", "x");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    folder_remove(&folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sweep)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
