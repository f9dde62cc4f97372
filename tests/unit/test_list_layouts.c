/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forty picks of 2020 written down in the ways people write such lists;
 * each must come out as the same forty songs.
 */
#include "support/test.h"

#include <stdbool.h>

#include <yeoun/list.h>

#include "base/buf.h"
#include "picks_2020.h"

/* How a layout writes its songs. All texts may be NULL. */
struct layout {
    const char *name;
    const char *top;             /* the list's heading and words under it */
    const char *drama_before[2]; /* around the drama in front of its songs */
    const char *song[3];         /* before, between and behind the two names */
    const char *join, *last_join;
    const char *drama_behind[2]; /* around the drama behind its songs */
    const char *song_drama[2];   /* around the drama behind each song */
    const char *end;             /* of each drama */
    bool artist_first;
    bool numbered; /* counts the songs, in front of song[0] */
};

static const struct layout layouts[] = {
    {.name = "a line a drama, curly quotes, en dash",
     .top = "2020 Best Korean Drama OST\n\n",
     .song = {"“", "” – ", ""},
     .join = " | ",
     .last_join = " and ",
     .drama_behind = {" for ", "\n"}},
    {.name = "joined by &, no quotes",
     .top = "2020 Best Korean Drama OST\n\n",
     .song = {"", " – ", ""},
     .join = " & ",
     .last_join = " & ",
     .drama_behind = {" for ", "\n"}},
    {.name = "joined by and, no quotes, straight hyphen",
     .top = "Best of 2020\n",
     .song = {"", " - ", ""},
     .join = " and ",
     .last_join = " and ",
     .drama_behind = {" for ", "\n"}},
    {.name = "bars, no quotes, em dash without spaces",
     .top = "# 2020\n",
     .song = {"", "—", ""},
     .join = " | ",
     .last_join = " | ",
     .drama_behind = {" for ", "\n\n"}},
    {.name = "numbered, straight quotes, the drama in brackets",
     .top = "Top 40 drama songs of 2020\r\n\r\nHere they are.\r\n\r\n",
     .song = {". \"", "\" - ", ""},
     .song_drama = {" (", " OST)\r\n"},
     .numbered = true},
    {.name = "numbered, by, brackets without OST",
     .top = "Top 40 drama songs of 2020\n",
     .song = {") ", " by ", ""},
     .song_drama = {" (", ")\n"},
     .numbered = true},
    {.name = "Markdown headings and bullets, titles in italics",
     .top = "# 2020 Best Korean Drama OST\n\nAll of them stayed with us.\n\n",
     .drama_before = {"## ", "\n\n"},
     .song = {"- *", "* – ", "\n"},
     .end = "\n"},
    {.name = "bold dramas, bullets, titles in bold",
     .top = "**2020 Best Korean Drama OST**\n\n",
     .drama_before = {"**", "**\n"},
     .song = {"* **", "** — ", "\n"},
     .end = "\n"},
    {.name = "dramas on plain lines, songs indented",
     .top = "Best of 2020\n\n",
     .drama_before = {"", ":\n"},
     .song = {"    ", " - ", "\n"}},
    {.name = "drama, colon, quoted songs with commas",
     .top = "Best Drama OST 2020\n",
     .drama_before = {"", ": "},
     .song = {"“", "” – ", ""},
     .join = ", ",
     .last_join = ", and ",
     .end = "\n"},
    {.name = "drama, colon, songs without quotes",
     .top = "Best Drama OST 2020\n",
     .drama_before = {"• ", ": "},
     .song = {"", " – ", ""},
     .join = " / ",
     .last_join = " / ",
     .end = "\n"},
    {.name = "drama, dash, quoted songs by somebody",
     .top = "Best Drama OST 2020\n",
     .drama_before = {"", " – "},
     .song = {"“", ",” by ", ""},
     .join = "; ",
     .last_join = "; ",
     .end = "\n"},
    {.name = "the artist first, quoted titles",
     .top = "2020 결산 드라마 OST\n",
     .song = {"", " – 「", "」"},
     .song_drama = {" (", ")\n"},
     .artist_first = true},
    {.name = "three fields",
     .top = "Our list of 2020\n\nTitle, artist, drama.\n",
     .song = {"", " - ", ""},
     .song_drama = {" - ", "\n"}},
    {.name = "three fields behind a rank",
     .top = "Our list of 2020\n",
     .song = {" – ", " – ", ""},
     .song_drama = {" – ", "\n"},
     .numbered = true},
    {.name = "single quotes, from",
     .top = "2020 best OST list\n",
     .song = {"+ '", "' – ", ""},
     .song_drama = {" from ", "\n"}},
    {.name = "angled quotes, square brackets, part",
     .top = "2020년 올해의 OST\n",
     .song = {"★ 《", "》 ‒ ", ""},
     .song_drama = {" [", " OST Part.3]\n"}},
};

static void put(struct yn_buf *text, const char *part)
{
    if (part)
        yn_buf_puts(text, part);
}

static void put_song(const struct layout *l, size_t i, struct yn_buf *text)
{
    const struct pick *pick = &picks_2020[i];
    if (l->numbered)
        yn_buf_printf(text, "%zu", i + 1);
    put(text, l->song[0]);
    put(text, l->artist_first ? pick->artist : pick->title);
    put(text, l->song[1]);
    put(text, l->artist_first ? pick->title : pick->artist);
    put(text, l->song[2]);
    if (l->song_drama[0]) {
        put(text, l->song_drama[0]);
        put(text, pick->drama);
        put(text, l->song_drama[1]);
    }
}

static bool same_drama(size_t a, size_t b)
{
    return b < N_PICKS_2020 &&
           strcmp(picks_2020[a].drama, picks_2020[b].drama) == 0;
}

static void write_list(const struct layout *l, struct yn_buf *text)
{
    put(text, l->top);
    for (size_t i = 0; i < N_PICKS_2020; i++) {
        bool first = i == 0 || !same_drama(i, i - 1);
        bool last = !same_drama(i, i + 1);
        if (first && l->drama_before[0]) {
            put(text, l->drama_before[0]);
            put(text, picks_2020[i].drama);
            put(text, l->drama_before[1]);
        }
        put_song(l, i, text);
        if (!last) {
            put(text, same_drama(i, i + 2) ? l->join : l->last_join);
            continue;
        }
        if (l->drama_behind[0]) {
            put(text, l->drama_behind[0]);
            put(text, picks_2020[i].drama);
            put(text, l->drama_behind[1]);
        }
        put(text, l->end);
    }
}

static size_t count_right(const struct yn_list *list)
{
    size_t n, right = 0;
    const struct yn_list_track *track = yn_list_tracks(list, &n);
    for (size_t i = 0; i < n && i < N_PICKS_2020; i++) {
        bool same = strcmp(track[i].title, picks_2020[i].title) == 0 &&
                    strcmp(track[i].artist, picks_2020[i].artist) == 0 &&
                    strcmp(track[i].drama, picks_2020[i].drama) == 0;
        right += same;
        if (!same)
            print_message("  %u: [%s] [%s] [%s]\n", track[i].pos.line,
                          track[i].title, track[i].artist, track[i].drama);
    }
    return n == N_PICKS_2020 ? right : 0;
}

static void test_layout(void **state)
{
    const struct layout *l = *state;
    struct yn_buf text = {0};
    write_list(l, &text);
    assert_false(text.failed);
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(
        yn_list_parse(text.data, text.len, "list.txt", report, &list, NULL),
        YN_OK);
    size_t n, right = count_right(list);
    const struct yn_problem *problem = yn_report_items(report, &n);
    print_message("%s: %zu of %zu right, %zu warnings\n", l->name, right,
                  N_PICKS_2020, n);
    for (size_t i = 0; i < n; i++) {
        print_message("  %u:%u: %s\n", problem[i].pos.line,
                      problem[i].pos.column, problem[i].what);
        /* Some layouts have sentences around the songs. */
        assert_memory_equal(problem[i].what, "passed over", 11);
    }
    assert_int_equal(right, N_PICKS_2020);
    assert_int_equal(yn_list_year(list), 2020);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
    yn_buf_release(&text);
}

int main(void)
{
    struct CMUnitTest tests[sizeof(layouts) / sizeof(layouts[0])];
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
        tests[i] = (struct CMUnitTest){
            .name = layouts[i].name,
            .test_func = test_layout,
            .initial_state = (void *)(uintptr_t)&layouts[i],
        };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
