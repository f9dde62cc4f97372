/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures to share: every one there, each of the size that previews ask
 * for, with ink where words and rings belong; and the tags that name them.
 */
#include "support/test.h"

#include "base/base.h"
#include "base/file.h"
#include "publish/badge.h"
#include "publish/colour.h"
#include "publish/picture.h"
#include "publish/share.h"
#include "publish/site_out.h"
#include "support/folder.h"
#include "support/png.h"
#include "support/season_fixture.h"

struct share {
    struct season_fixture season;
    struct folder folder;
    struct yn_painter *painter;
    struct yn_site_out out;
    int warnings;
    char path[512];
};

static void hear(void *ctx, enum yn_log_level level, const char *text)
{
    struct share *s = ctx;
    (void)text;
    s->warnings += level == YN_LOG_WARNING;
}

static int set_up(void **state)
{
    struct share *s = calloc(1, sizeof(*s));
    assert_non_null(s);
    season_fixture_init(&s->season);
    folder_make(&s->folder);
    assert_int_equal(yn_painter_create(&s->painter, NULL), 0);
    s->season.ctx.painter = s->painter;
    s->out.dir = s->folder.path;
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct share *s = *state;
    yn_site_out_release(&s->out);
    yn_painter_destroy(&s->painter);
    folder_remove(&s->folder);
    season_fixture_release(&s->season);
    free(s);
    return 0;
}

static const char *at(struct share *s, const char *name)
{
    snprintf(s->path, sizeof(s->path), "%s/%s", s->folder.path, name);
    return s->path;
}

/* Kicker, words, imprint and rings all have ink; the margins have none. */
static void look(struct share *s, const char *name)
{
    struct png png;
    print_message("%s\n", name);
    png_read_file(at(s, name), &png);
    assert_int_equal(png.width, YN_SHARE_WIDTH);
    assert_int_equal(png.height, YN_SHARE_HEIGHT);
    uint32_t paper = YN_COLOUR_PAPER;
    assert_int_equal(png_ink(&png, 64, 56, 1072, 8, paper), 1072 * 8);
    assert_true(png_ink(&png, 64, 80, 690, 30, paper) > 300);
    assert_true(png_ink(&png, 64, 115, 690, 420, paper) > 1000);
    assert_true(png_ink(&png, 800, 200, 330, 300, paper) > 100);
    assert_int_equal(png_ink(&png, 0, 0, YN_SHARE_WIDTH, 55, paper), 0);
    assert_int_equal(png_ink(&png, 0, 0, 56, YN_SHARE_HEIGHT, paper), 0);
    assert_int_equal(png_ink(&png, 0, 600, YN_SHARE_WIDTH, 30, paper), 0);
    png_release(&png);
}

static void test_pictures(void **state)
{
    struct share *s = *state;
    const struct yn_log log = {hear, s};
    s->season.ctx.log = &log;
    assert_int_equal(yn_share_write(&s->season.ctx, "", &s->out, NULL), 0);
    assert_int_equal(s->out.n, 1 + FIXTURE_DRAMAS);
    assert_string_equal(s->out.name[0], "share.png");
    for (size_t i = 0; i < s->out.n; i++)
        look(s, s->out.name[i]);
    assert_int_equal(s->warnings, 0);
}

/* Told once, however many pictures lack it. */
static void test_missing(void **state)
{
    struct share *s = *state;
    const struct yn_log log = {hear, s};
    s->season.ctx.log = &log;
    s->season.season.title = "Best \u0378 of all";
    assert_int_equal(yn_share_write(&s->season.ctx, "", &s->out, NULL), 0);
    look(s, "share.png");
    assert_int_equal(s->warnings, 1);
}

static void test_dry_run(void **state)
{
    struct share *s = *state;
    s->out.dir = NULL;
    s->season.ctx.painter = NULL;
    assert_int_equal(yn_share_write(&s->season.ctx, "static/", &s->out, NULL),
                     0);
    assert_int_equal(s->out.n, 1 + FIXTURE_DRAMAS);
    assert_string_equal(s->out.name[0], "static/share.png");
    assert_string_equal(s->out.name[1], "static/share/harbour-lights.png");
    assert_false(yn_file_exists(at(s, "static/share.png")));
}

static void test_badge(void **state)
{
    struct share *s = *state;
    struct yn_buf bytes = {0};
    struct png png;
    assert_int_equal(yn_site_badge_png.write(&s->season.ctx, &bytes, NULL), 0);
    png_read(bytes.data, bytes.len, &png);
    assert_int_equal(png.width, YN_BADGE_PNG_SIZE);
    assert_int_equal(png.height, YN_BADGE_PNG_SIZE);
    assert_int_equal(png.pixel[0], 0); /* corners are see-through */
    int middle = YN_BADGE_PNG_SIZE / 2, below = YN_BADGE_PNG_SIZE * 5 / 6;
    assert_int_equal(png.pixel[(ptrdiff_t)below * png.width + middle],
                     0xff000000u | YN_COLOUR_RED);
    /* Letters on the disk. */
    assert_true(png_ink(&png, 130, 160, 220, 160, YN_COLOUR_RED) > 800);
    png_release(&png);
    yn_buf_release(&bytes);
}

static void test_tags(void **state)
{
    struct share *s = *state;
    static const struct {
        const char *url;
        bool drama;
        const char *image;
    } rows[] = {
        {"https://list.example/2031/", false,
         "\"https://list.example/2031/share.png\""},
        {"https://list.example/2031/index.html", true,
         "\"https://list.example/2031/share/harbour-lights.png\""},
        {"", false, "\"../../share.png\""},
        {"", true, "\"../../share/harbour-lights.png\""},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_buf text = {0};
        struct yn_markup m;
        char expected[256];
        s->season.season.url = rows[i].url;
        yn_markup_init(&m, &text, YN_HTML);
        yn_share_tags(&m, &s->season.ctx,
                      rows[i].drama ? &s->season.dramas[0] : NULL, "../../");
        yn_markup_finish(&m);
        snprintf(expected, sizeof(expected),
                 "<meta property=\"og:image\" content=%s>", rows[i].image);
        assert_non_null(strstr(yn_buf_text(&text), expected));
        assert_non_null(strstr(yn_buf_text(&text), "summary_large_image"));
        assert_non_null(strstr(yn_buf_text(&text), "og:image:alt"));
        yn_buf_release(&text);
    }
}

static void test_alt(void **state)
{
    struct share *s = *state;
    struct yn_buf text = {0};
    yn_share_alt(&s->season.ctx, &s->season.dramas[2], &text);
    assert_string_equal(yn_buf_text(&text),
                        s->season.dramas[2].title); /* no pick to name */
    yn_buf_clear(&text);
    yn_share_alt(&s->season.ctx, NULL, &text);
    assert_non_null(strstr(yn_buf_text(&text), "3 dramas, 6 picks"));
    yn_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pictures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dry_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_badge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tags, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_alt, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
