/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/linger_fixture.h"

#include "support/test.h"

void linger_folder(struct folder *folder)
{
    folder_make(folder);
    folder_write(folder, "season.md",
                 "---\ntitle: T\nyear: 2020\ndrama"
                 "s: [class, playlist, cold, king]\n---\n");
    folder_write(folder, "people.md",
                 "---\nartists:\n"
                 "  - name: Mido and Falasol\n    korean: 미도와 파라솔\n"
                 "    members: [Cho Jung-seok, Jeon Mi-do]\n---\n");
    folder_write(folder, "dramas/class.md",
                 "---\ntitle: Itaewon Class\nkorean: 이태원 클라쓰\n"
                 "aired: 2020-01-31/2020-03-21\ntracks:\n"
                 "  - title: Start Over\n    korean: 시작\n"
                 "    artist: Gaho\n    artist_ko: 가호\n"
                 "  - title: Start Over (Inst.)\n    artist: Gaho\n"
                 "    version: instrumental\n"
                 "  - title: Say\n    artist: Yoon Mirae\n"
                 "    artist_ko: 윤미래\n"
                 "  - title: Defence\n    version: score\n"
                 "  - title: Go away go away\n"
                 "    artist: [Chanyeol, Punch]\n"
                 "    artist_ko: [찬열, 펀치]\n---\n");
    folder_write(folder, "dramas/playlist.md",
                 "---\ntitle: Hospital Playlist\nkorean: 슬기로운 의사생활\n"
                 "aired: 2020-03-12/2020-05-28\ntracks:\n"
                 "  - korean: 밤이 깊었네 (Drama Ver.)\n"
                 "    artist: Mido and Falasol\n"
                 "    artist_ko: 미도와 파라솔\n"
                 "  - title: Aloha\n    korean: 아로하\n"
                 "    artist: Cho Jung-seok\n    artist_ko: 조정석\n"
                 "  - title: At the station\n"
                 "    artist: Kwak Jin Ohn\n---\n");
    folder_write(folder, "dramas/cold.md",
                 "---\ntitle: It's Okay to Not Be Okay\n"
                 "korean: 사이코지만 괜찮아\n"
                 "aired: 2020-06-20/2020-08-09\ntracks:\n"
                 "  - title: You're Cold\n"
                 "    korean: You're Cold (더 많이 사랑한 쪽이 아프대)\n"
                 "    artist: Heize\n    artist_ko: 헤이즈\n"
                 "  - title: My Love\n    artist: Gummy\n"
                 "    artist_ko: 거미\n---\n");
    folder_write(folder, "dramas/king.md",
                 "---\ntitle: \"The King: Eternal Monarch\"\n"
                 "korean: \"더 킹 : 영원의 군주\"\ntracks:\n"
                 "  - title: My Love\n    artist: Gummy\n"
                 "    artist_ko: 거미\n---\n");
}

void linger_read(const struct folder *folder,
                 const struct yn_attention_params *params, struct linger *out)
{
    struct yn_attention_params own = {0};
    struct yn_err err = {0};
    *out = (struct linger){0};
    assert_int_equal(yn_report_create(&out->report, &err), YN_OK);
    assert_int_equal(
        yn_season_read(folder->path, NULL, out->report, &out->season, &err),
        YN_OK);
    assert_int_equal(yn_report_count(out->report, YN_PROBLEM), 0);
    assert_int_equal(out->season->n_tracks, SONGS);
    if (params)
        own = *params;
    own.season = out->season;
    int rc = yn_attention_read(&own, out->report, &out->attention, &err);
    if (rc)
        print_error("%s\n", err.text);
    assert_int_equal(rc, YN_OK);
}

void linger_release(struct linger *linger)
{
    yn_attention_destroy(&linger->attention);
    yn_season_destroy(&linger->season);
    yn_report_destroy(&linger->report);
}

static bool is_at(const struct yn_pos *pos, const char *place)
{
    char text[512];
    snprintf(text, sizeof(text), "%s:%u:%u", pos->file, pos->line, pos->column);
    size_t n = strlen(text), m = strlen(place);
    return n >= m && strcmp(text + n - m, place) == 0;
}

bool linger_says(const struct linger *linger, const char *place,
                 const char *what)
{
    size_t n;
    const struct yn_problem *problem = yn_report_items(linger->report, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_at(&problem[i].pos, place) && strstr(problem[i].what, what))
            return true;
    }
    for (size_t i = 0; i < n; i++)
        print_error("%s:%u:%u: %s; %s\n", problem[i].pos.file,
                    problem[i].pos.line, problem[i].pos.column, problem[i].what,
                    problem[i].remedy);
    return false;
}
