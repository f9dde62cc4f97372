/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/cues_fixture.h"

#include <math.h>
#include <string.h>

static void init_tracks(struct cues_fixture *f)
{
    static struct yn_writer beacon[] = {
        {"Kim Haru", "CA", "KOMCA", "00012345678", 60},
        {"Lee, Bora", "lyricist", "KOMCA", "", 15},
        {"Ana", "arranger / 편곡", "BMI", "", NAN},
    };
    static struct yn_writer hostile[] = {
        {"Far Away Music", "AM", "", "", NAN},
        {"=SUM(A1)", "lyricist", "", "", 100},
    };
    static struct yn_writer rain[] = {{"비", "", "", "", NAN}};
    static const char *mina[] = {"Mina Kang", "Joon"};
    static const char *mina_ko[] = {"강미나", "준"};
    static const char *at[] = {"@Mina"};
    static const char *band_ko[] = {"여운밴드"};
    const struct yn_track blank = {
        .title = "",
        .korean = "",
        .part = "",
        .album = "",
        .isrc = "",
        .iswc = "",
        .publisher = "",
        .note = "",
        .video_url = "",
        .video_channel = "",
    };
    for (size_t i = 0; i < CUES_FIXTURE_TRACKS; i++) {
        f->tracks[i] = blank;
        f->tracks[i].index = i;
        f->tracks[i].pos =
            (struct yn_pos){"dramas/harbour.md", 10 * (unsigned)i + 12, 5};
    }
    struct yn_track *track = f->tracks;
    track[0].title = "Beacon";
    track[0].korean = "등대";
    track[0].artist = (struct yn_text_list){mina, 2};
    track[0].artist_ko = (struct yn_text_list){mina_ko, 2};
    track[0].album = "Harbour Lights OST Part 1";
    track[0].isrc = "KRA302000001";
    track[0].iswc = "T-000.000.001-0";
    track[0].publisher = "Quay Songs";
    track[0].writers = beacon;
    track[0].n_writers = 3;
    track[1].title = "=Low <Tide> & --> \"more\", [yes];\n\n#2 \\ \t|";
    track[1].artist = (struct yn_text_list){at, 1};
    track[1].version = YN_INSTRUMENTAL;
    track[1].publisher = "Far away music";
    track[1].writers = hostile;
    track[1].n_writers = 2;
    track[2].korean = "빗물";
    track[2].artist_ko = (struct yn_text_list){band_ko, 1};
    track[2].version = YN_SCORE;
    track[2].writers = rain;
    track[2].n_writers = 1;
}

static void init_cues(struct cues_fixture *f)
{
    static const struct yn_cue cues[CUES_FIXTURE_CUES] = {
        {.master = 0,
         .start_s = 12.3456,
         .end_s = 42.5,
         .offset_s = 31.0004,
         .speed = 1,
         .mbr_db = -12.0712,
         .mbr_k_db = -14.2345,
         .use = YN_BACKGROUND,
         .confidence = 0.991,
         .n_segments = 1},
        {.master = 1,
         .start_s = 40,
         .end_s = 70.25,
         .offset_s = 0,
         .speed = 25.0 / 24,
         .mbr_db = -6,
         .mbr_k_db = -4.04,
         .use = YN_FEATURED,
         .confidence = 0.97,
         .n_segments = 2},
        {.master = 2,
         .start_s = 50,
         .end_s = 60,
         .offset_s = 1.5,
         .speed = 1.0001,
         .mbr_db = 2.5,
         .mbr_k_db = 3.2,
         .use = YN_FOREGROUND,
         .confidence = 0.6299,
         .n_segments = 1},
        {.master = 0,
         .start_s = 3600.0005,
         .end_s = 3725.9996,
         .offset_s = 60,
         .speed = 1,
         .mbr_db = INFINITY,
         .mbr_k_db = INFINITY,
         .use = YN_ALONE,
         .confidence = 0.9999,
         .n_segments = 1},
        {.master = 3,
         .start_s = 4000,
         .end_s = 4001.5,
         .offset_s = 75.25,
         .speed = 1,
         .mbr_db = -24,
         .mbr_k_db = -25,
         .use = YN_BACKGROUND,
         .confidence = 0.96,
         .n_segments = 1},
    };
    memcpy(f->cues, cues, sizeof(cues));
    struct yn_segment *segment = f->segments;
    for (size_t i = 0; i < CUES_FIXTURE_CUES; i++) {
        struct yn_cue *cue = &f->cues[i];
        cue->segments = segment;
        for (size_t j = 0; j < cue->n_segments; j++)
            *segment++ =
                (struct yn_segment){cue->start_s, cue->end_s, cue->offset_s};
    }
    /* The second one jumps back after ten seconds. */
    f->cues[1].segments[0].end_s = 50;
    f->cues[1].segments[1].start_s = 50;
}

void cues_fixture_init(struct cues_fixture *f)
{
    *f = (struct cues_fixture){0};
    f->drama = (struct yn_drama){.slug = "harbour",
                                 .title = "Harbour; Lights = #1 \\",
                                 .korean = "항구의 불빛",
                                 .synopsis = "",
                                 .note = "",
                                 .body = ""};
    init_tracks(f);
    init_cues(f);
    for (size_t i = 0; i < CUES_FIXTURE_TRACKS; i++)
        f->masters[i] = (struct yn_cue_master){&f->drama, &f->tracks[i], NULL};
    f->masters[3] = (struct yn_cue_master){.file = "09 - 노래, \"song\".flac"};
    for (size_t i = 0; i < CUES_FIXTURE_REST; i++)
        f->rest[i].speech = i % 4 == 3 ? NAN : (float)(i % 2);
    for (size_t i = 2; i < 8; i++)
        f->rest[i].music = 0.953125F;
    for (size_t i = 73; i < CUES_FIXTURE_REST; i++)
        f->rest[i].music = 0.90625F;
    f->placements = (struct yn_placements){.duration_s = 4210.5,
                                           .cues = f->cues,
                                           .n_cues = CUES_FIXTURE_CUES,
                                           .rest = f->rest,
                                           .n_rest = CUES_FIXTURE_REST};
    f->params = (struct yn_sheet_params){
        .episode = {.name = "video/harbour <e07> --> cut.mkv",
                    .drama = &f->drama,
                    .season = 1,
                    .number = 7,
                    .title = "Ebb, \"flow\"",
                    .aired = {2020, 5, 28}},
        .placements = &f->placements,
        .masters = f->masters,
        .n_masters = CUES_FIXTURE_MASTERS,
    };
}
