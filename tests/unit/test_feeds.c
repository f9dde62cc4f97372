/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the feeds and data files hold. That real parsers read them is shown by
 * tests/feeds/read_feeds.py.
 */
#include "support/season_fixture.h"
#include "support/test.h"

#include <jansson.h>

#include "publish/feed.h"

typedef int write_fn(const struct yn_site_ctx *ctx, struct yn_buf *out,
                     struct yn_err *err);

static int setup(void **state)
{
    struct season_fixture *fixture = malloc(sizeof(*fixture));
    if (!fixture)
        return -1;
    season_fixture_init(fixture);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    season_fixture_release(*state);
    free(*state);
    return 0;
}

static char *written(const struct season_fixture *f, write_fn *write)
{
    struct yn_buf out = {0};
    assert_int_equal(write(&f->ctx, &out, NULL), YN_OK);
    char *text = strdup(yn_buf_text(&out));
    assert_non_null(text);
    yn_buf_release(&out);
    return text;
}

/* Shows both texts; not through a format, of which gcc thinks with the
 * sanitizers that its arguments may be NULL. */
static void show(const char *text, const char *part)
{
    fputs(part, stderr);
    fputs("\nin\n", stderr);
    fputs(text, stderr);
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part)) {
        show(text, part);
        fail_msg("is missing");
    }
}

static void expect_not(const char *text, const char *part)
{
    if (strstr(text, part)) {
        show(text, part);
        fail_msg("is there");
    }
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        n++;
    return n;
}

static write_fn *writers(size_t i)
{
    write_fn *const all[] = {yn_site_atom.write, yn_site_jsonfeed.write,
                             yn_site_xspf.write, yn_site_jspf.write,
                             yn_site_m3u.write,  yn_site_csv.write,
                             yn_site_data.write, yn_jsonld_write};
    return i < sizeof(all) / sizeof(all[0]) ? all[i] : NULL;
}

static void test_nothing_private(void **state)
{
    for (size_t i = 0; writers(i); i++) {
        char *text = written(*state, writers(i));
        expect_not(text, "secret");
        expect_not(text, "javascript:");
        free(text);
    }
}

static void test_same_twice(void **state)
{
    for (size_t i = 0; writers(i); i++) {
        char *first = written(*state, writers(i));
        char *second = written(*state, writers(i));
        assert_string_equal(first, second);
        free(first);
        free(second);
    }
}

static void test_atom(void **state)
{
    struct season_fixture *f = *state;
    char *text = written(f, yn_site_atom.write);
    assert_int_equal(count(text, "<entry>"), FIXTURE_DRAMAS);
    expect(text, "rel=\"self\"");
    expect(text, "href=\"https://list.example.org/2020/#harbour-lights\"");
    expect(text, "<updated>2020-12-31T00:00:00Z</updated>");
    expect(text, "<title>Harbour Lights (항구의 불빛)</title>");
    expect(text, "&lt;em&gt;sings&lt;/em&gt;");
    expect_not(text, "alert(&quot;body");
    free(text);
}

static void test_without_address(void **state)
{
    struct season_fixture *f = *state;
    char *before = written(f, yn_site_atom.write);
    f->season.url = "";
    char *text = written(f, yn_site_atom.write);
    expect_not(text, "rel=\"self\"");
    expect(text, "href=\"index.html#harbour-lights\"");
    char *id = strstr(before, "<id>");
    assert_memory_equal(strstr(text, "<id>"), id,
                        (size_t)(strstr(id, "</id>") - id));
    free(text);
    text = written(f, yn_site_jsonfeed.write);
    expect_not(text, "feed_url");
    free(text);
    free(before);
}

static void test_playlist_formats(void **state)
{
    struct season_fixture *f = *state;
    char *xspf = written(f, yn_site_xspf.write);
    char *jspf = written(f, yn_site_jspf.write);
    char *m3u = written(f, yn_site_m3u.write);
    assert_int_equal(count(xspf, "<track>"), FIXTURE_BADGES);
    /* One track has a video, the playlist is at an address of its own. */
    assert_int_equal(count(xspf, "<location>"), 2);
    expect(xspf, "<identifier>https://musicbrainz.org/recording/0");
    expect_not(xspf, "trackNum");
    expect_not(xspf, "Not Picked");
    assert_int_equal(count(jspf, "\"annotation\""), FIXTURE_BADGES + 1);
    assert_int_equal(count(m3u, "#EXTINF:-1,"), 1);
    expect(m3u, "#EXTINF:-1,Mina Kang - Beacon\n"
                "#EXTALB:Harbour Lights OST, Part 1\n"
                "https://video.example.org/watch?v=1&t=2\n");
    expect(m3u, "# left out, no address known: ctrl and new line, comma\n");
    free(xspf);
    free(jspf);
    free(m3u);
}

static void test_m3u_wants_a_video(void **state)
{
    struct season_fixture *f = *state;
    assert_true(yn_site_m3u.wanted(&f->ctx));
    f->tracks[0].video_url = "";
    assert_false(yn_site_m3u.wanted(&f->ctx));
    /* A video of a track without a badge is not on the list. */
    f->tracks[3].video_url = "https://video.example.org/3";
    assert_false(yn_site_m3u.wanted(&f->ctx));
}

static void test_csv(void **state)
{
    char *text = written(*state, yn_site_csv.write);
    expect(text, "\r\n1,yes,Harbour Lights,항구의 불빛,tvN & Netflix & <co>,"
                 "2020-03-12,2020-05-28,Beacon,등대,Mina Kang,강미나,"
                 "8.5,8,7.25,7.5,8,2,2,both,"
                 "https://video.example.org/watch?v=1&t=2\r\n");
    expect(text, ",'=SUM(A1:A9),,'@cmd,");
    expect(text, "\"]]> <b>\"\"bold\"\"</b> & 'single' [x](y) *z* `c`\"");
    free(text);
}

static void test_data(void **state)
{
    char *text = written(*state, yn_site_data.write);
    json_t *root = json_loads(text, 0, NULL);
    json_t *dramas = json_object_get(root, "dramas");
    json_t *first = json_array_get(dramas, 0);
    json_t *tracks = json_object_get(first, "tracks");
    json_t *track = json_array_get(tracks, 0);
    assert_int_equal(json_array_size(dramas), FIXTURE_DRAMAS);
    assert_int_equal(json_array_size(tracks), 4);
    assert_int_equal(json_array_size(json_object_get(track, "votes")), 2);
    /* A vote that is a note alone is no vote. */
    track = json_array_get(tracks, 3);
    assert_int_equal(json_array_size(json_object_get(track, "votes")), 0);
    expect(text, "\"linger\": 7.5");
    expect(text, "\"story\": 9,");
    expect(text, "\"because\": \"it <i>grew</i>\"");
    json_decref(root);
    free(text);
}

static void test_jsonld_is_safe_in_a_page(void **state)
{
    struct season_fixture *f = *state;
    char *text = written(f, yn_jsonld_write);
    expect_not(text, "<");
    expect(text, "\"position\": 1");
    expect(text, "\"award\": \"2020 Best & Brightest\"");
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    json_decref(root);
    free(text);
}

static void test_countdown_positions(void **state)
{
    struct season_fixture *f = *state;
    f->season.order = YN_COUNTDOWN;
    char *text = written(f, yn_jsonld_write);
    expect(text, "ItemListOrderDescending");
    const char *three = strstr(text, "\"position\": 3");
    const char *one = strstr(text, "\"position\": 1");
    assert_non_null(three);
    assert_true(three < one);
    free(text);
}

static void test_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line;
    } rows[] = {
        {"", ""},
        {"  a \r\n\t b  ", "a b"},
        {"\001\n", ""},
        {"a\xE2\x80\xA8"
         "b\xC2\xA0"
         "c\xE3\x80\x80"
         "d",
         "a b c d"},
        {"여운 😭", "여운 😭"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        yn_feed_line(rows[i].text, &out);
        assert_string_equal(yn_buf_text(&out), rows[i].line);
        yn_buf_release(&out);
    }
}

/* jansson's allocations, of which one fails. */
static long until_failure;

static void *failing_malloc(size_t size)
{
    return until_failure > 0 && --until_failure == 0 ? NULL : malloc(size);
}

static void test_json_allocations_fail(void **state)
{
    struct season_fixture *f = *state;
    write_fn *const all[] = {yn_site_jsonfeed.write, yn_site_jspf.write,
                             yn_site_data.write, yn_jsonld_write};
    json_set_alloc_funcs(failing_malloc, free);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        int rc = YN_E_NOMEM;
        for (long n = 1; rc; n++) {
            struct yn_buf out = {0};
            until_failure = n;
            rc = all[i](&f->ctx, &out, NULL);
            assert_true(rc == YN_OK || rc == YN_E_NOMEM);
            assert_true(rc == YN_E_NOMEM || until_failure > 0);
            yn_buf_release(&out);
        }
    }
    until_failure = 0;
    json_set_alloc_funcs(malloc, free);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_private),
        TEST(test_same_twice),
        TEST(test_atom),
        TEST(test_without_address),
        TEST(test_playlist_formats),
        TEST(test_m3u_wants_a_video),
        TEST(test_csv),
        TEST(test_data),
        TEST(test_jsonld_is_safe_in_a_page),
        TEST(test_countdown_positions),
        TEST(test_line),
        TEST(test_json_allocations_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
