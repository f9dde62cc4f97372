/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts, histories (also within archives) and views of a season: the first
 * byte says which file the rest is.
 */
#include "fuzz/fuzz.h"

#include <unistd.h>

#include <yeoun/attention.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"

static const char *const names[] = {
    "charts/c.csv", "charts/c.coverage.csv", "charts/c.scores.csv",
    "listens/x",    "views/Say.csv",         "views/a.info.json",
};

static void put(const char *dir, const char *name, const char *text, size_t len)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    yn_assert(yn_file_write(path, text, len, NULL) == YN_OK);
}

static void make_folder(char *dir)
{
    static const char season[] = "---\ntitle: T\nyear: 2020\n---\n";
    static const char drama[] =
        "---\ntitle: Itaewon Class\nkorean: 이태원 클라쓰\n"
        "aired: 2020-01-31/2020-03-21\ntracks:\n"
        "  - title: Start Over\n    korean: 시작\n    artist: Gaho\n"
        "  - title: Say\n    artist: Yoon Mirae\n---\n";
    static const char chart[] =
        "year,week,rank,title,artist\n2020,5,1,Start Over,Gaho\n";
    char path[64];
    yn_assert(mkdtemp(dir) != NULL);
    static const char *const folders[] = {"dramas", "charts", "listens",
                                          "views"};
    for (size_t i = 0; i < YN_LEN(folders); i++) {
        snprintf(path, sizeof(path), "%s/%s", dir, folders[i]);
        yn_assert(yn_dir_make(path, NULL) == YN_OK);
    }
    put(dir, "season.md", season, sizeof(season) - 1);
    put(dir, "dramas/a.md", drama, sizeof(drama) - 1);
    put(dir, "charts/c.csv", chart, sizeof(chart) - 1);
}

/* Every row is in one sum, and everything points where it should. */
static void check(const struct yn_attention *attention)
{
    for (size_t i = 0; i < attention->n_files; i++) {
        const struct yn_read_file *f = &attention->files[i];
        yn_assert(f->rows == f->used + f->doubled + f->other + f->unsure +
                                 f->short_of + f->outside + f->rejected);
        yn_assert(f->n_problems <= YN_ROW_PROBLEMS_MAX);
    }
    for (size_t c = 0; c < attention->n_charts; c++) {
        const struct yn_chart *chart = &attention->charts[c];
        for (size_t s = 0; s < chart->n_songs; s++) {
            size_t ranked = 0;
            yn_assert(chart->songs[s].group < chart->n_groups);
            for (size_t w = 0; w < chart->n_weeks; w++)
                ranked += chart->songs[s].place[w].state == YN_CHART_RANKED;
            yn_assert(ranked == chart->songs[s].n_ranked);
        }
        for (size_t w = 1; w < chart->n_weeks; w++)
            yn_assert(chart->weeks[w].first_day > chart->weeks[w - 1].last_day);
    }
    const struct yn_listens *listens = attention->listens;
    for (size_t i = 0; i < listens->n_plays; i++) {
        yn_assert(listens->plays[i].listener < listens->n_listeners);
        yn_assert(listens->plays[i].track < attention->season->n_tracks);
    }
    for (size_t i = 0; i < attention->n_views; i++) {
        const struct yn_views *views = &attention->views[i];
        yn_assert(views->track < attention->season->n_tracks && views->n > 0);
        for (size_t k = 1; k < views->n; k++)
            yn_assert(views->counts[k].day > views->counts[k - 1].day);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > FUZZ_BYTES_MAX)
        return 0;
    char dir[] = "/tmp/yeoun-fuzz-XXXXXX";
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    struct yn_attention *attention = NULL;
    make_folder(dir);
    put(dir, names[data[0] % YN_LEN(names)], (const char *)data + 1, size - 1);
    yn_assert(yn_report_create(&report, NULL) == YN_OK);
    yn_assert(yn_season_read(dir, NULL, report, &season, NULL) == YN_OK);
    const struct yn_attention_params params = {
        .season = season, .threads = 1, .now_s = 1700000000};
    yn_assert(yn_attention_read(&params, report, &attention, NULL) == YN_OK);
    check(attention);
    yn_attention_destroy(&attention);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
    yn_assert(yn_dir_remove(dir, NULL) == YN_OK);
    return 0;
}
