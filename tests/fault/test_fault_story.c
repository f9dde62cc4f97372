/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sweeps over moments and layering: the Nth allocation fails, for N = 1 until
 * nothing fails any more. Expected: YN_E_NOMEM and nothing else; the address
 * build sees leaks.
 */
#include "support/test.h"

#include <yeoun/stories.h>

#include "base/base.h"
#include "fault.h"
#include "story/comments.h"
#include "story/reactions.h"
#include "support/folder.h"

static struct folder folder;

static int run_comments(struct yn_err *err)
{
    static const char *const files[] = {
        "<?xml version=\"1.0\" encoding=\"GB2312\"?><i><d p=\"1,1,2,3,4,5,ab\">"
        "\xC0\xE1</d><d p=\"x\">b</d></i>",
        "[{\"c\":\"9,1,1,25,guest,1\",\"m\":\"T_T\"},{\"time\":1,\"value\":"
        "\"a%20b\",\"user\":7},{\"time",
        "time,user,text\n1,a,this song\n2,b,cry\nsoon,b,x\n"};
    static const char *const names[] = {"My Love", "시작"};
    struct yn_song_names *song = NULL;
    int rc = yn_song_names_create(names, YN_LEN(names), &song, err);
    for (size_t i = 0; !rc && i < YN_LEN(files); i++) {
        struct yn_comments read = {0};
        struct yn_reaction *reactions = NULL;
        struct yn_report *report = NULL;
        rc = yn_report_create(&report, err);
        if (!rc)
            rc = yn_comments_parse("x", files[i], strlen(files[i]), &read,
                                   report, err);
        if (!rc)
            rc = yn_reactions_of(&read, song, &reactions, err);
        free(reactions);
        yn_comments_release(&read);
        yn_report_destroy(&report);
    }
    yn_song_names_destroy(&song);
    return rc;
}

#define N 420

static int run_layers(struct yn_err *err)
{
    static struct yn_reaction reactions[60];
    static struct yn_rest rest[N];
    static struct yn_spoken spoken[40];
    static const double marks[] = {100, 130, 160, 190, 220, 250, 280, 310};
    for (size_t i = 0; i < YN_LEN(reactions); i++)
        reactions[i] = (struct yn_reaction){
            .time_s = 7.0 * (double)i, .user = i % 5, .tears = i % 3 == 0};
    for (size_t i = 0; i < N; i++)
        rest[i] = (struct yn_rest){.speech = (float)(i % 7 > 3),
                                   .level_db = -20 - (float)(i % 9)};
    for (size_t i = 0; i < YN_LEN(spoken); i++)
        spoken[i] = (struct yn_spoken){7.0 * (double)i, 7.0 * (double)i + 4};
    const struct yn_moments_episode episode = {.duration_s = N,
                                               .reactions = reactions,
                                               .n_reactions = YN_LEN(reactions),
                                               .spoken = spoken,
                                               .n_spoken = YN_LEN(spoken),
                                               .rest = rest,
                                               .n_rest = N,
                                               .marks = marks,
                                               .n_marks = YN_LEN(marks)};
    const struct yn_layer_cue cues[] = {{.start_s = 80, .end_s = 120},
                                        {.start_s = 140, .end_s = 150}};
    struct yn_season_moments moments = {0};
    struct yn_layers layers = {0};
    struct yn_subtitles_fit fit;
    int rc = yn_subtitles_fit(spoken, YN_LEN(spoken), rest, N, &fit, err);
    if (!rc)
        rc = yn_season_moments_find(&episode, 1, 1, &moments, err);
    const struct yn_layers_params params = {.moments = &moments,
                                            .cues = cues,
                                            .n_cues = YN_LEN(cues),
                                            .n_tracks = 1,
                                            .rotations = 9};
    if (!rc)
        rc = yn_layers_measure(&params, &layers, err);
    yn_layers_release(&layers);
    yn_season_moments_release(&moments);
    return rc;
}

static struct yn_season *season;

static int run_stories(struct yn_err *err)
{
    const struct yn_stories_params params = {.season = season};
    struct yn_stories *stories = NULL;
    struct yn_report *report = NULL;
    int rc = yn_report_create(&report, err);
    if (!rc)
        rc = yn_stories_create(&params, report, &stories, err);
    yn_stories_destroy(&stories);
    yn_report_destroy(&report);
    return rc;
}

static void test_sweeps(void **state)
{
    (void)state;
    static const char sea[] =
        "---\ntitle: Sea\nsynopsis: waves and a harbour\n"
        "subtitles: \"*.srt\"\ntracks:\n"
        "  - {title: Tide, artist: A, lyrics: a.txt}\n---\n";
    struct yn_report *report = NULL;
    folder_make(&folder);
    folder_write(&folder, "season.md", "---\ntitle: T\nyear: 2020\n---\n");
    folder_write(&folder, "dramas/sea.md", sea);
    folder_write(&folder, "a.txt", "the tide and the waves\n");
    folder_write(&folder, "b.srt",
                 "1\n00:00:01,000 --> 00:00:02,000\nto the harbour\n");
    folder_write(&folder, "comments/sea/01.csv", "time,text\n1,T_T\nx,y\n");
    folder_write(&folder, "comments/sea/x.csv", "time,text\n1,T_T\n");
    folder_write(&folder, "moments/sea.csv", "episode,time,note\n1,5,x\na,b\n");
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(yn_season_read(folder.path, NULL, report, &season, NULL),
                     YN_OK);
    fault_sweep("comments", run_comments);
    fault_sweep("layers", run_layers);
    fault_sweep("stories", run_stories);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sweeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
