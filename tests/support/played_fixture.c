/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/played_fixture.h"

#include "support/test.h"

#include <math.h>

#include "base/buf.h"

static const char *const titles[] = {"Beacon", "하루의 끝", "Stay",
                                     "The Long Way Home Through the Rain",
                                     "Tide"};

static uint32_t seed = 1;

/* Numerical Recipes' generator; 0 <= value < n. */
static unsigned draw(unsigned n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void write_season(struct played_fixture *f)
{
    struct yn_buf text = {0};
    folder_write(&f->folder, "season.md",
                 "---\ntitle: Songs of 2031\nyear: 2031\n---\nWords.\n");
    yn_buf_puts(&text, "---\ntitle: Harbour Lights\nkorean: 항구의 불빛\n"
                       "tracks:\n");
    for (unsigned i = 0; i < PLAYED_SONGS; i++)
        yn_buf_printf(&text,
                      "  - title: %s %u\n    artist: [Mina Kang, Joon]\n"
                      "    writers: [{name: Kim Haru, role: CA, ipi: "
                      "\"%s\", share: 77.25}]\n",
                      titles[i % 5], i / 5 + 1, PLAYED_IPI);
    yn_buf_puts(&text, "---\nThey talk by the sea.\n");
    folder_write(&f->folder, "dramas/harbour-lights.md", yn_buf_text(&text));
    yn_buf_release(&text);
}

static void fill_rest(struct yn_placements *found)
{
    found->n_rest = (size_t)found->duration_s;
    found->rest = calloc(found->n_rest, sizeof(*found->rest));
    assert_non_null(found->rest);
    unsigned left = 0;
    bool talk = false;
    for (size_t i = 0; i < found->n_rest; i++) {
        if (left-- == 0) {
            talk = !talk;
            left = talk ? 10 + draw(90) : 3 + draw(40);
        }
        found->rest[i].speech = talk ? (float)(70 + draw(30)) / 100 : 0;
        found->rest[i].level_db =
            -(float)(talk ? 18 + draw(12) : 38 + draw(12));
    }
}

static void fill_cue(struct yn_cue *cue, double start_s, double end_s)
{
    bool loud = draw(4) == 0;
    *cue = (struct yn_cue){
        .master = draw(PLAYED_SONGS),
        .start_s = start_s,
        .end_s = end_s,
        .offset_s = draw(120),
        .speed = 1,
        .mbr_db = loud ? 4 : -14,
        .mbr_k_db = loud ? 4 : -14,
        .use = loud ? YN_FOREGROUND : YN_BACKGROUND,
        .confidence = 0.8 + draw(20) / 100.0,
        .n_segments = 1,
        .n_levels = (size_t)(end_s - start_s),
    };
    cue->segments = calloc(1, sizeof(*cue->segments));
    cue->level_db = calloc(cue->n_levels, sizeof(*cue->level_db));
    assert_true(cue->segments && cue->level_db);
    cue->segments[0] = (struct yn_segment){start_s, end_s, cue->offset_s};
    for (size_t i = 0; i < cue->n_levels; i++)
        cue->level_db[i] = (float)cue->mbr_k_db + (float)draw(60) / 10 - 3 +
                           4 * sinf((float)i / 20);
}

static void fill_cues(struct yn_placements *found)
{
    found->cues = calloc(PLAYED_CUES, sizeof(*found->cues));
    assert_non_null(found->cues);
    double at_s = 4;
    for (; found->n_cues < PLAYED_CUES; found->n_cues++) {
        double end_s = at_s + 18 + draw(100);
        fill_cue(&found->cues[found->n_cues], at_s, end_s);
        /* Now and then the next comes up while this one goes. */
        at_s = draw(8) == 0 ? end_s - 6 : end_s + 10 + draw(110);
    }
}

static void fill_lines(struct played_fixture *f, size_t i)
{
    size_t n = 600;
    f->lines[i] = calloc(n, sizeof(*f->lines[i]));
    assert_non_null(f->lines[i]);
    for (size_t j = 0; j < n; j++) {
        double start_s = 6.0 * (double)j + draw(3);
        f->lines[i][j] =
            (struct yn_publish_line){start_s, start_s + 2.5, PLAYED_SECRET};
    }
    f->episodes[i].lines = f->lines[i];
    f->episodes[i].n_lines = n;
}

static void fill_episode(struct played_fixture *f, size_t i)
{
    struct yn_publish_episode *episode = &f->episodes[i];
    snprintf(f->episode_path[i], sizeof(f->episode_path[i]),
             "/elsewhere/harbour %zu.mkv", i + 1);
    *episode = (struct yn_publish_episode){
        .episode = {.name = f->episode_path[i],
                    .drama = &f->run.season->dramas[0],
                    .number = (unsigned)i + 1},
        .path = f->episode_path[i],
        .masters = f->masters,
        .master_paths = f->master_paths,
        .n_masters = PLAYED_SONGS,
    };
    if (i + 1 == PLAYED_EPISODES)
        return;
    struct yn_placements *found = &f->placements[i];
    found->duration_s = 4000 + draw(400);
    fill_rest(found);
    fill_cues(found);
    fill_lines(f, i);
    episode->placements = found;
}

void played_fixture_init(struct played_fixture *f)
{
    *f = (struct played_fixture){0};
    seed = 2031;
    folder_make(&f->folder);
    write_season(f);
    assert_int_equal(yn_run_open(f->folder.path, false, NULL, &f->run, NULL),
                     0);
    assert_int_equal(yn_report_count(f->run.report, YN_PROBLEM), 0);
    for (size_t i = 0; i < PLAYED_SONGS; i++) {
        snprintf(f->master_path[i], sizeof(f->master_path[i]),
                 "/elsewhere/song %zu.flac", i + 1);
        f->master_paths[i] = f->master_path[i];
        f->masters[i] = (struct yn_cue_master){
            &f->run.season->dramas[0], f->run.season->tracks[i],
            f->master_path[i] + strlen("/elsewhere/")};
    }
    for (size_t i = 0; i < PLAYED_EPISODES; i++)
        fill_episode(f, i);
}

void played_fixture_release(struct played_fixture *f)
{
    for (size_t i = 0; i < PLAYED_EPISODES; i++) {
        yn_placements_release(&f->placements[i]);
        free(f->lines[i]);
    }
    yn_run_release(&f->run);
    folder_remove(&f->folder);
}
