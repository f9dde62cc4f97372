/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawing of an episode of twelve seconds, as staves.svg has it letter by
 * letter, and what is made of levels and names. With UPDATE in its environment
 * the test writes staves.svg anew; read the difference.
 */
#include "support/test.h"

#include <math.h>

#include "base/base.h"
#include "base/file.h"
#include "publish/played.h"
#include "publish/staves.h"

#define FILE_BYTES_MAX (1u << 20)

/* One drama, one song, one cue of eight seconds: four behind, four before all
 * else, while somebody speaks in the first six. */
struct fixture {
    struct yn_track track;
    struct yn_drama drama;
    struct yn_season season;
    struct yn_track *by_index[1];
    struct yn_rest rest[12];
    float level[8];
    struct yn_segment segment;
    struct yn_cue cue;
    struct yn_placements found;
    struct yn_cue_master master;
    const char *master_path;
    struct yn_publish_line line;
    struct yn_publish_episode episode;
    struct yn_anchors *anchors;
    struct yn_played *played;
};

static void init(struct fixture *f, const float level[8])
{
    *f = (struct fixture){0};
    f->track = (struct yn_track){.title = "A <b>",
                                 .korean = "",
                                 .part = "",
                                 .album = "",
                                 .isrc = "",
                                 .iswc = "",
                                 .publisher = "",
                                 .note = "",
                                 .video_url = "",
                                 .video_channel = ""};
    f->drama = (struct yn_drama){.slug = "d",
                                 .title = "D",
                                 .korean = "",
                                 .synopsis = "",
                                 .note = "",
                                 .body = "",
                                 .tracks = &f->track,
                                 .n_tracks = 1};
    f->by_index[0] = &f->track;
    f->season = (struct yn_season){.dir = ".",
                                   .title = "",
                                   .badge = "",
                                   .by = "",
                                   .url = "",
                                   .intro = "",
                                   .dramas = &f->drama,
                                   .n_dramas = 1,
                                   .tracks = f->by_index,
                                   .n_tracks = 1};
    for (size_t i = 0; i < 12; i++)
        f->rest[i] =
            (struct yn_rest){.speech = i < 6, .level_db = i < 6 ? -20 : -44};
    memcpy(f->level, level, sizeof(f->level));
    f->segment = (struct yn_segment){2, 10, 30};
    f->cue = (struct yn_cue){.start_s = 2,
                             .end_s = 10,
                             .offset_s = 30,
                             .speed = 1,
                             .confidence = 1,
                             .segments = &f->segment,
                             .n_segments = 1,
                             .level_db = f->level,
                             .n_levels = 8};
    f->found = (struct yn_placements){.duration_s = 12,
                                      .cues = &f->cue,
                                      .n_cues = 1,
                                      .rest = f->rest,
                                      .n_rest = 12};
    f->master = (struct yn_cue_master){&f->drama, &f->track, NULL};
    f->master_path = "a.flac";
    f->line = (struct yn_publish_line){1, 4.5, "Hush."};
    f->episode = (struct yn_publish_episode){
        .episode = {.drama = &f->drama, .number = 1},
        .path = "e.mkv",
        .placements = &f->found,
        .masters = &f->master,
        .master_paths = &f->master_path,
        .n_masters = 1,
        .lines = &f->line,
        .n_lines = 1};
    const struct yn_publish_params params = {.episodes = &f->episode,
                                             .n_episodes = 1};
    assert_int_equal(yn_anchors_create(&f->season, &f->anchors, NULL), 0);
    assert_int_equal(
        yn_played_create(&f->season, &params, f->anchors, &f->played, NULL), 0);
}

static void release(struct fixture *f)
{
    yn_played_destroy(&f->played);
    yn_anchors_destroy(&f->anchors);
}

static const float half_front[8] = {-15, -15, -15, -15, 15, 15, 15, 15};

/* Compares with staves.svg, or writes it. */
static void check_drawing(const struct yn_buf *drawn)
{
    char path[512];
    const char *source = getenv("YEOUN_SOURCE");
    assert_non_null(source);
    snprintf(path, sizeof(path), "%s/tests/unit/staves.svg", source);
    if (getenv("UPDATE"))
        assert_int_equal(yn_file_write(path, drawn->data, drawn->len, NULL), 0);
    struct yn_bytes wanted = {0};
    assert_int_equal(yn_file_read(path, FILE_BYTES_MAX, &wanted, NULL), 0);
    assert_string_equal(yn_buf_text(drawn), wanted.data);
    free(wanted.data);
}

static void test_drawing(void **state)
{
    (void)state;
    struct fixture f;
    init(&f, half_front);
    const struct yn_played_drama *drama = yn_played_of(f.played, &f.drama);
    assert_non_null(drama);
    struct yn_buf out = {0};
    struct yn_markup m;
    yn_markup_init(&m, &out, YN_HTML);
    assert_int_equal(yn_staves_draw(&m, drama, &drama->episodes[0], NULL), 0);
    yn_markup_finish(&m);
    check_drawing(&out);
    yn_buf_release(&out);
    release(&f);
}

static void test_fronts(void **state)
{
    (void)state;
    static const struct {
        float level[8];
        size_t n;
        double front_s;
    } rows[] = {
        {{5, 5, 5, 5, 5, 5, 5, 5}, 1, 8},
        {{-9, -9, -9, -9, -9, -9, -9, -9}, 0, 0},
        /* A gap between two words is no scene of its own. */
        {{-20, -20, -20, 9, -20, -20, -20, -20}, 0, 0},
        /* Nor does a word take one away. */
        {{9, 9, 9, 9, -12, 9, 9, 9}, 1, 8},
        {{INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY,
          INFINITY},
         1,
         8},
        {{NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN}, 0, 0},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct fixture f;
        init(&f, rows[i].level);
        const struct yn_played_drama *drama = yn_played_of(f.played, &f.drama);
        assert_int_equal(drama->episodes[0].n_fronts, rows[i].n);
        assert_true(fabs(drama->episodes[0].front_s - rows[i].front_s) < 1e-9);
        assert_true(fabs(drama->songs[0].front_s - rows[i].front_s) < 1e-9);
        assert_int_equal(drama->songs[0].n_cues, 1);
        release(&f);
    }
}

static void test_moments(void **state)
{
    (void)state;
    assert_true(yn_staves_moment_height((double)NAN) == 0);
    assert_true(yn_staves_moment_height(-9) > 0);
    assert_true(yn_staves_moment_height(-9) < yn_staves_moment_height(0));
    assert_true(yn_staves_moment_height(0) < yn_staves_moment_height(1));
    assert_true(yn_staves_moment_height(9) == 1);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        struct yn_cue_episode episode;
        const char *stem, *name;
    } rows[] = {
        {{.number = 7}, "e07", "Episode 7"},
        {{.number = 7, .last = 8}, "e07", "Episodes 7–8"},
        {{.season = 2, .number = 7}, "s02e07", "Season 2, episode 7"},
        {{.special = true, .number = 1}, "special-1", "Special 1"},
        {{.aired = {2020, 3, 12}}, "2020-03-12", "12 March 2020"},
        {{.number = 1, .title = "Rain"}, "e01", "Episode 1: Rain"},
        {{.title = "Making Of!"}, "making-of", "Making Of!"},
        {{.title = "Index"}, "index-2", "Index"},
        {{.name = "media/../x/한 편.mkv"}, "episode", "한 편"},
        {{.title = "…"}, "episode", "…"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct fixture f;
        init(&f, half_front);
        yn_played_destroy(&f.played);
        /* Twice the same: both have their own files. */
        struct yn_publish_episode twice[2] = {f.episode, f.episode};
        twice[0].episode = twice[1].episode = rows[i].episode;
        twice[0].episode.drama = twice[1].episode.drama = &f.drama;
        const struct yn_publish_params params = {.episodes = twice,
                                                 .n_episodes = 2};
        assert_int_equal(
            yn_played_create(&f.season, &params, f.anchors, &f.played, NULL),
            0);
        const struct yn_played_drama *drama = yn_played_of(f.played, &f.drama);
        assert_string_equal(drama->episodes[0].stem, rows[i].stem);
        assert_string_equal(drama->episodes[0].name, rows[i].name);
        assert_string_not_equal(drama->episodes[1].stem, rows[i].stem);
        release(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawing), cmocka_unit_test(test_fronts),
        cmocka_unit_test(test_moments), cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
