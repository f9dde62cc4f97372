/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "base/buf.h"
#include "media/sidecar.h"
#include "media/tracks.h"
#include "support/folder.h"
#include "support/media.h"

/* 도깨비 taken apart, as macOS writes names. */
#define GOBLIN_APART "\u1103\u1169\u1101\u1162\u1107\u1175"

/* The names found, from the folder, parted by '|'. */
static void found(const struct folder *folder, const char *video,
                  const char *expected)
{
    struct yn_sidecars s = {0};
    struct yn_err err = {0};
    struct yn_buf buf = {0};
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder->path, video);
    if (yn_sidecars_find(path, &s, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < s.n; i++)
        yn_buf_printf(&buf, "%s|", s.path[i] + strlen(folder->path) + 1);
    print_message("%s\n", video);
    assert_string_equal(yn_buf_text(&buf), expected);
    yn_buf_release(&buf);
    yn_sidecars_release(&s);
    assert_int_equal(s.n, 0);
}

static void test_find(void **state)
{
    (void)state;
    static const char *const files[] = {
        "tv/Show S01E02.srt",
        "tv/Show S01E02.ko.forced.srt",
        "tv/show s01e02.EN.SRT",
        "tv/Show S01E021.srt",
        "tv/Show S01E02.nfo",
        "tv/Subs/Show S01E02.ja.ass",
        "tv/Subs/Show S01E02/2_English.srt",
        "tv/Subs/Show S01E02/readme.txt",
        "tv/Subs/Show S01E03/2_English.srt",
        "ko/" GOBLIN_APART ".E01.smi",
        "ko/자막/도깨비.E01.vtt",
    };
    struct folder folder;
    folder_make(&folder);
    for (size_t i = 0; i < YN_LEN(files); i++)
        folder_write(&folder, files[i], "x");
    found(&folder, "tv/Show S01E02.mkv",
          "tv/Show S01E02.ko.forced.srt|tv/Show S01E02.srt|"
          "tv/show s01e02.EN.SRT|tv/Subs/Show S01E02.ja.ass|"
          "tv/Subs/Show S01E02/2_English.srt|");
    found(&folder, "tv/Show S01E03.mkv", "tv/Subs/Show S01E03/2_English.srt|");
    found(&folder, "tv/Show S01E04.mkv", "");
    found(&folder, "ko/도깨비.E01.mp4",
          "ko/" GOBLIN_APART ".E01.smi|ko/자막/도깨비.E01.vtt|");
    found(&folder, "nowhere/Show S01E02.mkv", "");
    folder_remove(&folder);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool is, forced;
    } rows[] = {
        {"a.srt", true, false},          {"a.SMI", true, false},
        {"a.ko.forced.ass", true, true}, {"a.Forced.vtt", true, true},
        {"reinforced.srt", true, false}, {"a.sub", false, false},
        {"srt", false, false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        print_message("%s\n", rows[i].path);
        assert_int_equal(yn_sidecar_is(rows[i].path), rows[i].is);
        assert_int_equal(yn_sidecar_is_forced(rows[i].path), rows[i].forced);
    }
}

static void test_fits(void **state)
{
    (void)state;
    static const struct {
        const char *video, *path;
        bool fits;
    } rows[] = {
        {"v/Show.E01.mkv", "s/Show.E01.ko.srt", true},
        {"v/Show.E01.mkv", "s/E01.smi", true},
        {"v/Show.E01.mkv", "s/제1회.smi", true},
        {"v/Show.E01.mkv", "s/E02.smi", false},
        {"v/Show S02E01.mkv", "s/S01E01.srt", false},
        {"v/Show S02E01.mkv", "s/E01.srt", true},
        {"v/Show S01E01-E02.mkv", "s/S01E01.srt", false},
        {"v/Show.161202.mkv", "s/2016-12-02.srt", true},
        {"v/Film.mkv", "s/Film.en.srt", true},
        {"v/Film.mkv", "s/Other.srt", false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        bool fits = !rows[i].fits;
        print_message("%s %s\n", rows[i].video, rows[i].path);
        assert_int_equal(
            yn_sidecar_fits(rows[i].video, rows[i].path, &fits, NULL), YN_OK);
        assert_int_equal(fits, rows[i].fits);
    }
}

static double tone(double t, int channel)
{
    return t < 0 ? channel : 0.1;
}

static void test_tracks(void **state)
{
    (void)state;
    static const struct media_track tracks[] = {
        {.codec = "flac", .sound = tone, .language = "kor"},
        {.codec = "flac", .sound = tone, .language = "eng", .commentary = true},
        {.codec = "ass", .text = "안녕", .language = "ko"},
    };
    struct folder folder;
    struct yn_media_tracks t;
    struct yn_err err = {0};
    char path[512];
    folder_make(&folder);
    snprintf(path, sizeof(path), "%s/a.mkv", folder.path);
    assert_true(media_write(path, tracks, 3));
    if (yn_media_tracks_read(path, &t, &err))
        fail_msg("%s", err.text);
    assert_int_equal(t.n_tracks, 3);
    assert_true(t.duration_s > 5.9 && t.duration_s < 6.1);
    assert_string_equal(t.tracks[0].language, "kor");
    assert_false(t.tracks[0].subtitles || t.tracks[0].aside);
    assert_true(t.tracks[0].readable && t.tracks[1].aside);
    assert_true(t.tracks[2].subtitles && t.tracks[2].readable);
    assert_string_equal(t.tracks[2].language, "kor");
    yn_media_tracks_release(&t);
    folder_write(&folder, "b.mkv", "no film at all");
    snprintf(path, sizeof(path), "%s/b.mkv", folder.path);
    assert_int_equal(yn_media_tracks_read(path, &t, NULL), YN_E_INPUT);
    snprintf(path, sizeof(path), "%s/c.mkv", folder.path);
    assert_int_equal(yn_media_tracks_read(path, &t, NULL), YN_E_NOTFOUND);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_tracks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
