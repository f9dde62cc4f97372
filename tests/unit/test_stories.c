/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>

#include <yeoun/stories.h>

#include "base/base.h"
#include "support/folder.h"
#include "support/near.h"

static void test_combine(void **state)
{
    (void)state;
    static const struct {
        struct yn_story_parts parts;
        enum yn_story_status status;
        double value, lo, hi; /* NAN: not known; lo, hi below 0: not checked */
    } rows[] = {
        {{NAN, NAN, NAN, NAN}, YN_STORY_UNKNOWN, NAN, NAN, NAN},
        /* Nothing to one side or the other, known exactly. */
        {{0, 0, 0, 0}, YN_STORY_BOTH, 5, 5, 5},
        /* One standard deviation in each: sqrt(2) of their mean's. */
        {{0.5, 0, 1, 0}, YN_STORY_BOTH, 9.214, 9.214, 9.214},
        {{0.5, 0, NAN, NAN}, YN_STORY_LAYERING, 7.602, 4.211, 9.467},
        {{NAN, NAN, 1, 0}, YN_STORY_MESSAGE, 7.602, 4.211, 9.467},
        /* So unsure that it says nothing. */
        {{9, 1e6, NAN, NAN}, YN_STORY_LAYERING, 5, 1, 9},
        {{-0.5, 0, -1, 0}, YN_STORY_BOTH, 0.786, 0.786, 0.786},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_story story = {0};
        yn_story_combine(&rows[i].parts, &story);
        assert_int_equal(story.status, rows[i].status);
        if (isnan(rows[i].value)) {
            assert_true(isnan(story.value) && isnan(story.lo));
            continue;
        }
        assert_near(story.value, rows[i].value, 0.002);
        assert_near(story.lo, rows[i].lo, 0.002);
        assert_near(story.hi, rows[i].hi, 0.002);
    }
}

#define DRAMA(title, synopsis, song, lyrics)                                   \
    "---\ntitle: " title "\nsynopsis: >-\n  " synopsis "\ntracks:\n"           \
    "  - {title: " song ", artist: Anyone, lyrics: " lyrics "}\n---\n"

static const struct {
    const char *name, *text;
} files[] = {
    {"season.md", "---\ntitle: Two\nyear: 2020\n---\n"},
    {"dramas/sea.md",
     DRAMA("The Harbour",
           "A keeper of a lighthouse waits for the boats that the storm keeps "
           "out at sea, and lights the lamp each night for the sailors who "
           "come home over the waves.",
           "Lamp", "lyrics/lamp.txt")},
    {"dramas/law.md",
     DRAMA("The Court",
           "A judge hears the witness of a theft, weighs the verdict against "
           "the sentence, and finds the evidence in the prison where the "
           "thief is locked away.",
           "Verdict", "lyrics/verdict.txt")},
    {"lyrics/lamp.txt", "The lamp is lit, the storm is high\nCome home, "
                        "sailors, over the waves\nThe boats are out at sea "
                        "tonight\nI wait beside the lighthouse light\n"},
    {"lyrics/verdict.txt", "The witness lied, the judge is cold\nThe evidence "
                           "is bought and sold\nThe verdict falls, the prison "
                           "door\nA sentence for the thief, no more\n"},
    {"comments/sea/01.csv", "time,user,text\n1,a,T_T\nx,b,y\n"},
    {"comments/sea/what.csv", "time,user,text\n1,a,T_T\n"},
    {"comments/sea/02.xml", "<html></html>"},
    {"comments/sea/README.md", "mine"},
    {"moments/sea.csv",
     "episode,time,note\n1,0:01:02,the lamp\n0,0:01:02,x\n1,soon,x\n1\n"},
};

static bool says(const struct yn_report *report, const char *file,
                 const char *what)
{
    size_t n;
    const struct yn_problem *items = yn_report_items(report, &n);
    for (size_t i = 0; i < n; i++) {
        if (strstr(items[i].pos.file, file) && strstr(items[i].what, what))
            return true;
    }
    return false;
}

/* Lyrics and synopses alone: the message is known, the layering is not; what
 * cannot be read is told, and stops nothing. */
static void test_folder(void **state)
{
    (void)state;
    struct folder folder;
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    struct yn_stories *stories = NULL;
    struct yn_err err = {0};
    size_t n;
    folder_make(&folder);
    for (size_t i = 0; i < YN_LEN(files); i++)
        folder_write(&folder, files[i].name, files[i].text);
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(yn_season_read(folder.path, NULL, report, &season, &err),
                     YN_OK);
    assert_int_equal(yn_report_count(report, YN_PROBLEM), 0);
    const struct yn_stories_params params = {.season = season};
    if (yn_stories_create(&params, report, &stories, &err))
        fail_msg("%s", err.text);
    const struct yn_story *tracks = yn_stories_tracks(stories, &n);
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(tracks[i].message.status, YN_MESSAGE_KNOWN);
        assert_int_equal(tracks[i].message.rank, 1);
        assert_int_equal(tracks[i].layering.status, YN_LAYER_UNKNOWN);
        assert_int_equal(tracks[i].status, YN_STORY_MESSAGE);
        assert_true(tracks[i].value > 5 && tracks[i].lo < tracks[i].value &&
                    tracks[i].value < tracks[i].hi);
    }
    yn_stories_episodes(stories, &n);
    assert_int_equal(n, 0);
    assert_int_equal(yn_report_count(report, YN_PROBLEM), 0);
    assert_true(says(report, "01.csv", "1 comment could not be read"));
    assert_true(says(report, "what.csv", "which episode"));
    assert_true(says(report, "02.xml", "holds no timed comments"));
    assert_true(says(report, "sea.csv", "no mark"));
    assert_false(says(report, "README", ""));
    assert_int_equal(yn_report_count(report, YN_WARNING), 6);
    yn_stories_destroy(&stories);
    yn_stories_destroy(&stories);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_combine),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
