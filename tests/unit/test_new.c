/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include <yeoun/list.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "season/new/slug.h"

static int make_place(void **state)
{
    char *place = strdup("/tmp/yeoun-new-XXXXXX");
    *state = place;
    return place && mkdtemp(place) ? 0 : -1;
}

static int clear_place(void **state)
{
    int rc = yn_dir_remove(*state, NULL);
    free(*state);
    return rc;
}

static void test_slug(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Crash Landing on You", "crash-landing-on-you"},
        {"It's Okay to Not Be Okay", "its-okay-to-not-be-okay"},
        {"It’s Okay", "its-okay"},
        {"Missing: The Other Side", "missing-the-other-side"},
        {"Dr. Romantic 2", "dr-romantic-2"},
        {"  Café — Noir! ", "cafe-noir"},
        {"１９８７", "1987"},
        {"../../etc", "etc"},
        {"사랑의 불시착", "sarangui-bulsichak"},
        {"月", ""},
        {"…", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf buf = {0};
        assert_int_equal(yn_slug_put(rows[i][0], &buf, NULL), YN_OK);
        assert_string_equal(yn_buf_text(&buf), rows[i][1]);
        yn_buf_release(&buf);
    }
}

static struct yn_list *read_list(const char *text)
{
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(
        yn_list_parse(text, strlen(text), "list.txt", report, &list, NULL),
        YN_OK);
    yn_report_destroy(&report);
    return list;
}

static char *read_text(const char *dir, const char *name)
{
    char *path = yn_path_join(dir, name);
    struct yn_bytes bytes = {0};
    struct yn_err err = {0};
    assert_non_null(path);
    if (yn_file_read(path, 1 << 20, &bytes, &err))
        fail_msg("%s", err.text);
    free(path);
    return bytes.data;
}

static void check_holds(const char *dir, const char *name, const char *part)
{
    char *text = read_text(dir, name);
    if (!strstr(text, part))
        fail_msg("%s lacks\n%s\nand holds\n%s", name, part, text);
    free(text);
}

/* The season reads back without a problem. */
static void check_season(const char *dir)
{
    struct yn_report *report = NULL;
    struct yn_season *season = NULL;
    size_t n;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    assert_int_equal(yn_season_read(dir, NULL, report, &season, NULL), YN_OK);
    const struct yn_problem *problem = yn_report_items(report, &n);
    for (size_t i = 0; i < n; i++)
        print_message("%s:%u: %s; %s\n", problem[i].pos.file,
                      problem[i].pos.line, problem[i].what, problem[i].remedy);
    assert_int_equal(n, 0);
    assert_true(season->n_tracks > 0 && season->n_votes == season->n_tracks);
    yn_season_destroy(&season);
    yn_report_destroy(&report);
}

static void test_from_list(void **state)
{
    struct yn_list *list = read_list(
        "2020 Best Korean Drama OST\n"
        "“Dream” – Paul Kim for The King: Eternal Monarch\n"
        "“Start Over (시작)” – 가호 (Gaho) for Itaewon Class (이태원 클라쓰)\n"
        "“No” – 10cm for 1987\n"
        "“- & #1: \\\"x\\\"” – @b, c for Itaewon Class (이태원 클라쓰)\n"
        "“오래” – 폴킴 for 스타트업\n"
        "“Mind” – Kevin Oh for 스토브리그\n"
        "“Rain” – Ann for Start Up\n“Snow” – Bo for Start?Up!\n");
    char *dir = yn_path_join(*state, "a/b");
    struct yn_text_list files = {0};
    struct yn_new_params params = {.dir = dir, .list = list};
    struct yn_err err = {0};
    if (yn_season_new(&params, &files, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < files.n; i++)
        assert_true(yn_file_exists(files.item[i]));
    check_holds(dir, "season.md", "title: \"2020 Best Korean Drama OST\"\n");
    check_holds(dir, "season.md", "year: 2020\n");
    check_holds(dir, "season.md",
                "  - the-king-eternal-monarch\n  - itaewon-class\n"
                "  - \"1987\"\n");
    check_holds(dir, "dramas/the-king-eternal-monarch.md",
                "title: \"The King: Eternal Monarch\"\n");
    check_holds(dir, "dramas/itaewon-class.md",
                "title: Itaewon Class\nkorean: 이태원 클라쓰\n");
    check_holds(dir, "dramas/itaewon-class.md",
                "  - title: Start Over\n    korean: 시작\n"
                "    artist: Gaho\n    artist_ko: 가호\n");
    check_holds(dir, "dramas/1987.md", "title: \"1987\"\n");
    check_holds(dir, "dramas/1987.md",
                "  - title: \"No\"\n    artist: \"10cm\"\n");
    check_holds(dir, "dramas/start-up.md", "title: Start Up\n");
    check_holds(dir, "ballots/editor.csv",
                "drama,track,artist,story,fans,passing,pick,note\n"
                "The King: Eternal Monarch,Dream,Paul Kim,,,,yes,\n");
    check_holds(dir, "people.md", "#   - name: Yoon Mirae\n");
    check_season(dir);
    yn_text_list_release(&files);
    /* Not empty any more: nothing is touched. */
    assert_int_equal(yn_season_new(&params, &files, &err), YN_E_EXISTS);
    assert_int_equal(files.n, 0);
    check_holds(dir, "season.md", "year: 2020\n");
    yn_list_destroy(&list);
    free(dir);
}

static void test_example(void **state)
{
    struct yn_text_list files = {0};
    struct yn_new_params params = {.dir = *state, .year = 2021};
    assert_int_equal(yn_season_new(&params, &files, NULL), YN_OK);
    assert_int_equal(files.n, 4);
    yn_text_list_release(&files);
    check_season(*state);
    /* Every key that season.h documents is shown. */
    static const char *const keys[][2] = {
        {"season.md",
         "title: \nyear: \nbadge: \nby: \nurl: \norder: \ndramas:\ncredits: \n"
         "quorum: \nbar: \nmax_picks: \nas_of: \nlistens: "},
        {"dramas/an-example-drama.md",
         "title: \nkorean: \naliases: \nnetwork: \naired: \nepisodes: \n"
         "synopsis: \nrule: \nroster: \nmedia: \nsubtitles: \nsource: \nnote: "
         "\ntracks:\nartist: \nartist_ko: \npart: \nreleased: \nalbum: \n"
         "version: \naudio: \nlyrics: \nvideo: \nlinks: \nisrc: \niswc: \n"
         "publisher: \nwriters: \nname: \nrole: \nshare: \nsociety: \nipi: "},
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        for (const char *at = keys[i][1]; *at;) {
            char key[32];
            size_t n = strcspn(at, "\n");
            assert_true(n < sizeof(key));
            memcpy(key, at, n);
            key[n] = '\0';
            check_holds(*state, keys[i][0], key);
            at += n + (at[n] == '\n');
        }
    }
}

/* Takes the # off every line that is a key, as the user would. */
static void uncomment(const char *dir, const char *name)
{
    char *text = read_text(dir, name), *path = yn_path_join(dir, name);
    struct yn_buf out = {0};
    for (const char *at = text; *at;) {
        size_t indent = strspn(at, " "), end = strcspn(at, "\n");
        const char *word = at + indent + 2;
        bool key = strncmp(at + indent, "# ", 2) == 0 &&
                   word[strspn(word, "abcdefghijklmnopqrstuvwxyz_")] == ':';
        yn_buf_add(&out, at, indent);
        at += indent + (key ? 2 : 0);
        yn_buf_add(&out, at, end + 1 - indent - (key ? 2 : 0));
        at += end + 1 - indent - (key ? 2 : 0);
    }
    assert_int_equal(yn_file_write(path, out.data, out.len, NULL), YN_OK);
    yn_buf_release(&out);
    free(path);
    free(text);
}

static void test_uncommented(void **state)
{
    struct yn_text_list files = {0};
    struct yn_new_params params = {.dir = *state, .year = 2021};
    assert_int_equal(yn_season_new(&params, &files, NULL), YN_OK);
    yn_text_list_release(&files);
    uncomment(*state, "season.md");
    uncomment(*state, "dramas/an-example-drama.md");
    check_holds(*state, "season.md", "\nbadge: 2020 Best Drama OST ");
    check_season(*state);
}

static void test_dry_run(void **state)
{
    char *dir = yn_path_join(*state, "new");
    struct yn_text_list files = {0};
    struct yn_new_params params = {.dir = dir, .year = 2021, .dry_run = true};
    assert_int_equal(yn_season_new(&params, &files, NULL), YN_OK);
    assert_int_equal(files.n, 4);
    assert_false(yn_file_exists(dir));
    yn_text_list_release(&files);
    params.year = 0;
    assert_int_equal(yn_season_new(&params, &files, NULL), YN_E_ARG);
    free(dir);
}

/* A folder that cannot be written to is left as it was. */
static void test_refused(void **state)
{
    struct yn_list *list = read_list("“Mind” – Kevin Oh for Stove League\n");
    char *dir = yn_path_join(*state, "x/new"), *x = yn_path_join(*state, "x");
    struct yn_text_list files = {0};
    struct yn_new_params params = {.dir = dir, .list = list, .year = 2020};
    struct yn_err err = {0};
    assert_int_equal(yn_file_write(x, "", 0, NULL), YN_OK);
    assert_int_equal(yn_season_new(&params, &files, &err), YN_E_IO);
    assert_non_null(strstr(err.text, "/x"));
    params.dir = x;
    assert_int_equal(yn_season_new(&params, &files, &err), YN_E_EXISTS);
    assert_int_equal(unlink(x), 0);
    assert_int_equal(symlink("nowhere", x), 0);
    assert_int_equal(yn_season_new(&params, &files, &err), YN_E_EXISTS);
    assert_int_equal(files.n, 0);
    yn_list_destroy(&list);
    free(dir);
    free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slug),
        cmocka_unit_test_setup_teardown(test_from_list, make_place,
                                        clear_place),
        cmocka_unit_test_setup_teardown(test_example, make_place, clear_place),
        cmocka_unit_test_setup_teardown(test_uncommented, make_place,
                                        clear_place),
        cmocka_unit_test_setup_teardown(test_dry_run, make_place, clear_place),
        cmocka_unit_test_setup_teardown(test_refused, make_place, clear_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
