/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is one and who is not, asked of whole seasons.
 */
#include "support/test.h"

#include <yeoun/names.h>

#include "base/buf.h"
#include "base/csv.h"
#include "season/names/credit.h"
#include "support/folder.h"

static struct yn_season *read_season(const char *path)
{
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    struct yn_err err = {0};
    assert_int_equal(yn_report_create(&report, &err), YN_OK);
    assert_int_equal(yn_season_read(path, NULL, report, &season, &err), YN_OK);
    size_t n;
    const struct yn_problem *problem = yn_report_items(report, &n);
    for (size_t i = 0; i < n; i++)
        print_error("%s:%u: %s\n", problem[i].pos.file, problem[i].pos.line,
                    problem[i].what);
    assert_int_equal(n, 0);
    yn_report_destroy(&report);
    return season;
}

/* A season whose only drama has a track for each row: artist, artist_ko. */
struct row {
    const char *artist, *artist_ko;
};

static struct yn_season *season_of(struct folder *folder, const char *people,
                                   const struct row *row, size_t n)
{
    folder_make(folder);
    folder_write(folder, "season.md", "---\ntitle: T\nyear: 2020\n---\n");
    if (people)
        folder_write(folder, "people.md", people);
    struct yn_buf text = {0};
    yn_buf_puts(&text, "---\ntitle: D\ntracks:\n");
    for (size_t i = 0; i < n; i++) {
        yn_buf_printf(&text, "  - title: song %zu\n", i);
        if (row[i].artist)
            yn_buf_printf(&text, "    artist: \"%s\"\n", row[i].artist);
        if (row[i].artist_ko)
            yn_buf_printf(&text, "    artist_ko: \"%s\"\n", row[i].artist_ko);
    }
    yn_buf_puts(&text, "---\n");
    folder_write(folder, "dramas/d.md", yn_buf_text(&text));
    yn_buf_release(&text);
    return read_season(folder->path);
}

static size_t first_artist(const struct yn_season *season, size_t track)
{
    size_t n;
    const size_t *artist =
        yn_names_of_track(season->names, season->tracks[track], &n);
    assert_true(n > 0);
    return artist[0];
}

#define ROWS_MAX 6

/* In each case the first `one` rows are one artist, and every row behind
 * them is somebody else. */
static const struct one_case {
    const char *what, *people;
    struct row row[ROWS_MAX];
    size_t one;
} one_cases[] = {
    {"letters and Hangul",
     NULL,
     {{"Yoon Mirae", NULL}, {"Yoon Mi Rae", NULL}, {NULL, "윤미래"}},
     3},
    {"readings through Hangul",
     NULL,
     {{"Kwak Jin Ohn", NULL}, {"Kwak Jineon", NULL}, {NULL, "곽진언"}},
     3},
    {"readings without Hangul",
     NULL,
     {{"Kwak Jin Ohn", NULL}, {"Kwak Jin-eon", NULL}},
     2},
    {"a row with both scripts",
     NULL,
     {{"Gummy", "거미"}, {"Gummy", NULL}, {NULL, "거미"}},
     3},
    {"a member of a group",
     NULL,
     {{"GFRIEND UMJI", NULL},
      {"UMJI of GFRIEND", NULL},
      {"UMJI (GFRIEND)", NULL},
      {"UMJI", NULL},
      {"GFRIEND", NULL}},
     4},
    {"a member, by people.md",
     "---\ngroups:\n  - name: GFRIEND\n    korean: 여자친구\n    members: "
     "[UMJI]\nartists:\n  - name: UMJI\n    korean: 엄지\n---\n",
     {{"GFRIEND UMJI", NULL}, {NULL, "엄지(여자친구)"}, {"UMJI", NULL}},
     3},
    {"an alias, by people.md",
     "---\nartists:\n  - name: Lee Suhyun\n    aliases: [AKMU Soohyun]\n"
     "---\n",
     {{"Lee Suhyun", "이수현"}, {"AKMU Soohyun", NULL}},
     2},
    {"both scripts in one credit",
     NULL,
     {{NULL, "가호 (Gaho)"}, {"Gaho", NULL}, {NULL, "가호"}},
     3},
    {"two groups' members of one name",
     NULL,
     {{NULL, "수현(악동뮤지션)"}, {NULL, "수현(유키스)"}},
     1},
    {"one spelling, two people",
     NULL,
     {{"Kim Jae-hwan", "김재환"}, {"Kim Jaehwan", "김제환"}},
     1},
    {"a vowel apart",
     NULL,
     {{"Kim Jong-wan", NULL}, {"Kim Jung-wan", NULL}},
     1},
    {"two readings, both there",
     NULL,
     {{"Kim Jung-wan", NULL}, {NULL, "김정완"}, {NULL, "김중완"}},
     1},
    {"two bearers of a given name",
     NULL,
     {{"YoonA", NULL}, {NULL, "유나"}, {"Yuna", NULL}},
     1},
    {"a band with and", NULL, {{"Savina & Drones", NULL}, {"Drones", NULL}}, 1},
    {"a name within a name",
     NULL,
     {{"April", NULL}, {"April 2nd", NULL}, {"Sam Kim", NULL}},
     1},
    {"a surname spelled so or so",
     NULL,
     {{"Lim Han-byul", NULL}, {NULL, "임한별"}, {"Im Hanbyeol", NULL}},
     3},
};

static void assert_one_or_not(const struct one_case *one)
{
    size_t n = 0;
    while (n < ROWS_MAX && (one->row[n].artist || one->row[n].artist_ko))
        n++;
    struct folder folder;
    struct yn_season *season = season_of(&folder, one->people, one->row, n);
    print_message("%s\n", one->what);
    for (size_t i = 0; i < one->one; i++)
        assert_int_equal(first_artist(season, i), first_artist(season, 0));
    for (size_t i = one->one; i < n; i++)
        assert_int_not_equal(first_artist(season, i), first_artist(season, 0));
    yn_season_destroy(&season);
    folder_remove(&folder);
}

static void test_one_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(one_cases) / sizeof(one_cases[0]); i++)
        assert_one_or_not(&one_cases[i]);
}

static void test_refused_are_listed(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Kim Jung-wan", NULL}, {NULL, "김정완"},          {NULL, "김중완"},
        {"Kihyun", NULL},       {"MONSTA X Kihyun", NULL},
    };
    struct folder folder;
    struct yn_season *season = season_of(&folder, NULL, rows, 5);
    size_t n;
    const struct yn_merge *refused = yn_names_refused(season->names, &n);
    int kim = 0, kihyun = 0;
    for (size_t i = 0; i < n; i++) {
        kim |= strcmp(refused[i].a, "Kim Jung-wan") == 0;
        kihyun |= strcmp(refused[i].a, "MONSTA X Kihyun") == 0 &&
                  strcmp(refused[i].b, "Kihyun") == 0;
    }
    assert_true(kim);
    assert_true(kihyun);
    yn_season_destroy(&season);
    folder_remove(&folder);
}

/* All artists that stood on the charts of 2020, taken from the example. Gaon
 * writes everybody in one way, so two credits are one person exactly when they
 * are the same but for what stands in brackets. */
struct chart {
    struct row *row;
    const char **key;
    size_t n;
};

static void add_artist(struct chart *chart, struct yn_arena *arena,
                       const char *credit)
{
    struct yn_name name;
    if (strchr(credit, ','))
        return;
    assert_int_equal(yn_name_parse(arena, credit, &name, NULL), YN_OK);
    for (size_t i = 0; i < chart->n; i++) {
        if (strcmp(chart->key[i], name.key) == 0)
            return;
    }
    chart->row[chart->n].artist_ko = yn_arena_dup(arena, credit);
    chart->key[chart->n++] = name.key;
}

static void read_chart(struct chart *chart, struct yn_arena *arena)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/examples/2020/charts/gaon-weekly.csv",
             getenv("YEOUN_SOURCE"));
    struct yn_report *report = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    struct yn_reader reader = {.arena = arena, .report = report};
    struct yn_csv csv;
    assert_int_equal(yn_csv_load(&reader, path, &csv, NULL), YN_OK);
    assert_true(csv.n > 1000);
    size_t column = 0;
    while (strcmp(csv.row[0].cell[column].text, "artist") != 0)
        column++;
    chart->row = yn_arena_array(arena, csv.n, sizeof(*chart->row));
    chart->key = yn_arena_array(arena, csv.n, sizeof(*chart->key));
    for (size_t i = 1; i < csv.n; i++)
        add_artist(chart, arena, csv.row[i].cell[column].text);
    yn_report_destroy(&report);
}

static void test_no_false_merge_on_the_charts(void **state)
{
    (void)state;
    struct yn_arena arena = {0};
    struct chart chart = {0};
    read_chart(&chart, &arena);
    print_message("%zu artists\n", chart.n);
    assert_true(chart.n > 60);
    struct folder folder;
    struct yn_season *season = season_of(&folder, NULL, chart.row, chart.n);
    for (size_t i = 0; i < chart.n; i++) {
        for (size_t j = i + 1; j < chart.n; j++) {
            if (first_artist(season, i) == first_artist(season, j))
                fail_msg("%s and %s became one", chart.row[i].artist_ko,
                         chart.row[j].artist_ko);
        }
    }
    yn_season_destroy(&season);
    folder_remove(&folder);
    yn_arena_release(&arena);
}

/* The same with a Latin spelling of every Korean full name put beside it: each
 * must find its own and nobody else. The spelling is made letter by letter from
 * the Revised Romanisation, by a table apart from the one under test. */
static void romanise(const char *hangul, char *out, size_t size)
{
    static const char *const first[] = {"g",  "kk", "n", "d",  "tt", "r", "m",
                                        "b",  "pp", "s", "ss", "",   "j", "jj",
                                        "ch", "k",  "t", "p",  "h"};
    static const char *const vowel[] = {
        "a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
        "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"};
    static const char *const last[] = {
        "",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
        "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", ""};
    size_t used = 0, syllable = 0;
    const unsigned char *at = (const unsigned char *)hangul;
    for (; at[0] >= 0xE0; at += 3, syllable++) {
        unsigned c = (at[0] & 15u) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u);
        c -= 0xAC00;
        used +=
            (size_t)snprintf(out + used, size - used, "%s%s%s%s",
                             syllable == 1   ? " "
                             : syllable == 2 ? "-"
                                             : "",
                             first[c / 588], vowel[c / 28 % 21], last[c % 28]);
    }
}

static void test_romanised_names_find_their_own(void **state)
{
    (void)state;
    struct yn_arena arena = {0};
    struct chart chart = {0};
    read_chart(&chart, &arena);
    size_t n = chart.n;
    struct row *row = yn_arena_array(&arena, 2 * n, sizeof(*row));
    for (size_t i = 0; i < n; i++) {
        char latin[128] = "";
        row[i] = chart.row[i];
        if (strlen(chart.key[i]) == 9 && chart.key[i][0] < 0)
            romanise(chart.key[i], latin, sizeof(latin));
        row[n + i].artist = latin[0] ? yn_arena_dup(&arena, latin) : "nobody";
    }
    struct folder folder;
    struct yn_season *season = season_of(&folder, NULL, row, 2 * n);
    size_t found = 0, names = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(row[n + i].artist, "nobody") == 0)
            continue;
        names++;
        found += first_artist(season, n + i) == first_artist(season, i);
        for (size_t j = 0; j < n; j++) {
            if (j != i &&
                first_artist(season, n + i) == first_artist(season, j))
                fail_msg("%s became %s", row[n + i].artist,
                         chart.row[j].artist_ko);
        }
    }
    print_message("%zu of %zu found their own\n", found, names);
    assert_true(names >= 20);
    assert_true(found * 10 >= names * 7);
    yn_season_destroy(&season);
    folder_remove(&folder);
    yn_arena_release(&arena);
}

/* The season itself: songs of one title stay apart. */
static void test_homonymous_songs_of_2020(void **state)
{
    (void)state;
    char path[1024];
    snprintf(path, sizeof(path), "%s/examples/2020", getenv("YEOUN_SOURCE"));
    struct yn_season *season = read_season(path);
    static const char *const titles[] = {"Dream", "My Love"};
    for (size_t k = 0; k < 2; k++) {
        size_t picked = 0;
        size_t artist[4];
        for (size_t i = 0; i < season->n_votes; i++) {
            const struct yn_track *track =
                season->tracks[season->votes[i].track];
            if (strcmp(track->title, titles[k]) != 0)
                continue;
            assert_true(picked < 4);
            artist[picked++] = first_artist(season, track->index);
        }
        assert_int_equal(picked, 2);
        assert_int_not_equal(artist[0], artist[1]);
    }
    assert_int_equal(season->n_votes, 40);
    assert_int_equal(season->n_tracks, 137);
    yn_season_destroy(&season);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_or_not),
        cmocka_unit_test(test_refused_are_listed),
        cmocka_unit_test(test_no_false_merge_on_the_charts),
        cmocka_unit_test(test_romanised_names_find_their_own),
        cmocka_unit_test(test_homonymous_songs_of_2020),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
