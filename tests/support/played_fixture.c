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
    folder_write(&f->folder, "ballots/ana.csv",
                 "drama,track,pick\nHarbour Lights,Beacon 1,yes\n");
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
        found->rest[i].music = i % 400 < 60 ? 0.9F : 0;
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

/* A slow wave with a steep rise now and then; nothing in the first and last
 * minute. */
static void fill_moments(struct played_fixture *f, size_t i)
{
    struct yn_moments *moments = &f->moments[i];
    const size_t n = (size_t)f->placements[i].duration_s;
    *moments = (struct yn_moments){.n = n,
                                   .channels = 1U << YN_CHANNEL_COMMENTS |
                                               1U << YN_CHANNEL_TEARS |
                                               1U << YN_CHANNEL_MARKS,
                                   .n_reactions = 12345,
                                   .n_naming = 67};
    moments->value = calloc(n, sizeof(*moments->value));
    assert_non_null(moments->value);
    for (size_t t = 0; t < n; t++) {
        float wave = sinf((float)t / 90) - 0.5F;
        bool known = t >= YN_EDGE_S && t + YN_EDGE_S < n;
        moments->value[t] = !known ? NAN : t % 700 < 40 ? 2.5F : wave;
    }
    f->episodes[i].moments = moments;
}

/* One of each kind that there is; the last one is nowhere. */
static void fill_stories(struct played_fixture *f)
{
    for (size_t i = 0; i < PLAYED_SONGS; i++) {
        struct yn_story *story = &f->stories[i];
        struct yn_layer *layer = &story->layering;
        const bool last = i + 1 == PLAYED_SONGS;
        *layer = (struct yn_layer){
            .status = last    ? YN_LAYER_BEHIND
                      : i % 3 ? YN_LAYER_TESTED
                              : YN_LAYER_DESCRIBED,
            .effect = last ? (double)NAN : draw(300) / 100.0 - 1,
            .p = i % 3 ? draw(999) / 1000.0 : (double)NAN,
            .cues = 1 + draw(40),
            .episode = SIZE_MAX};
        layer->lo = layer->effect - 0.4;
        layer->hi = layer->effect + 0.4;
        layer->q = layer->p;
        story->message = (struct yn_message_fit){
            .status = i % 2 ? YN_MESSAGE_KNOWN : YN_MESSAGE_LANGUAGE,
            .value = 0.5,
            .lo = -0.125,
            .hi = 1.125,
            .rank = 1,
            .n_compared = 20};
        story->status = last ? YN_STORY_UNKNOWN : YN_STORY_BOTH;
        story->value = 6.5;
        story->lo = 4;
        story->hi = 8.5;
    }
}

/* Each song meets its strongest moment in the middle of some use of it. */
static void fill_meetings(struct played_fixture *f)
{
    for (size_t i = 0; i + 1 < PLAYED_EPISODES; i++) {
        for (size_t k = 0; k < PLAYED_CUES; k++) {
            const struct yn_cue *cue = &f->placements[i].cues[k];
            struct yn_layer *layer = &f->stories[cue->master].layering;
            if (layer->status == YN_LAYER_BEHIND || layer->episode != SIZE_MAX)
                continue;
            layer->episode = i;
            layer->time_s = floor((cue->start_s + cue->end_s) / 2);
        }
    }
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
    fill_moments(f, i);
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
    fill_stories(f);
    fill_meetings(f);
}

void played_fixture_release(struct played_fixture *f)
{
    for (size_t i = 0; i < PLAYED_EPISODES; i++) {
        yn_placements_release(&f->placements[i]);
        free(f->moments[i].value);
        free(f->lines[i]);
    }
    yn_run_release(&f->run);
    folder_remove(&f->folder);
}
