/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures read back: what was drawn stands where it should, and only there.
 * Fonts differ from machine to machine, so the tests look at ink, not at bytes.
 */
#include "support/test.h"

#include "base/base.h"
#include "base/file.h"
#include "publish/colour.h"
#include "publish/picture.h"
#include "support/png.h"

#define PAPER YN_COLOUR_PAPER
#define INK YN_COLOUR_INK

enum { WIDTH = 400, HEIGHT = 300 };

struct drawing {
    struct yn_painter *painter;
    struct yn_picture *picture;
    struct yn_buf bytes;
    struct png png;
};

static int set_up(void **state)
{
    struct drawing *d = calloc(1, sizeof(*d));
    assert_non_null(d);
    assert_int_equal(yn_painter_create(&d->painter, NULL), 0);
    assert_int_equal(
        yn_picture_create(d->painter, WIDTH, HEIGHT, PAPER, &d->picture, NULL),
        0);
    *state = d;
    return 0;
}

static int tear_down(void **state)
{
    struct drawing *d = *state;
    png_release(&d->png);
    yn_buf_release(&d->bytes);
    yn_picture_destroy(&d->picture);
    yn_painter_destroy(&d->painter);
    assert_null(d->picture);
    assert_null(d->painter);
    yn_picture_destroy(&d->picture);
    yn_painter_destroy(&d->painter);
    free(d);
    return 0;
}

static void finish(struct drawing *d)
{
    assert_int_equal(yn_picture_png(d->picture, &d->bytes, NULL), 0);
    png_read(d->bytes.data, d->bytes.len, &d->png);
    assert_int_equal(d->png.width, WIDTH);
    assert_int_equal(d->png.height, HEIGHT);
}

static uint32_t at(const struct drawing *d, int x, int y)
{
    return d->png.pixel[(ptrdiff_t)y * WIDTH + x] & 0xffffff;
}

static void test_shapes(void **state)
{
    struct drawing *d = *state;
    const struct yn_picture_ring ring = {.x = 200,
                                         .y = 150,
                                         .radius = 50,
                                         .width = 10,
                                         .colour = INK,
                                         .opacity = 1};
    const struct yn_picture_ring dots = {.x = 320,
                                         .y = 240,
                                         .radius = 40,
                                         .width = 4,
                                         .colour = INK,
                                         .opacity = 1,
                                         .dotted = true};
    yn_picture_box(d->picture, 0, 0, 100, 8, INK);
    yn_picture_disk(d->picture, 200, 150, 20, YN_COLOUR_RED);
    yn_picture_ring(d->picture, &ring);
    yn_picture_ring(d->picture, &dots);
    yn_picture_clip(d->picture, 0, 280, 10, 20);
    yn_picture_box(d->picture, 0, 270, 400, 30, INK);
    yn_picture_unclip(d->picture);
    yn_picture_box(d->picture, 395, 0, 5, 5, YN_COLOUR_LINE);
    finish(d);
    /* Flat colours come out as they were given. */
    assert_int_equal(at(d, 50, 4), INK);
    assert_int_equal(at(d, 50, 9), PAPER);
    assert_int_equal(at(d, 200, 150), YN_COLOUR_RED);
    assert_int_equal(at(d, 200, 150 - 35), PAPER);
    assert_int_equal(at(d, 250, 150), INK);
    assert_int_equal(at(d, 5, 290), INK);
    assert_int_equal(at(d, 20, 290), PAPER);
    assert_int_equal(at(d, 397, 2), YN_COLOUR_LINE);
    /* About 4 pixels of ink to 9 of paper along the dots, of 12 a whole ring
     * would have. */
    int dotted = png_ink(&d->png, 270, 190, 100, 100, PAPER);
    assert_in_range(dotted, 100, 600);
}

/* A clear picture is see-through where nothing was drawn. */
static void test_clear(void **state)
{
    struct drawing *d = *state;
    yn_picture_destroy(&d->picture);
    assert_int_equal(yn_picture_create(d->painter, WIDTH, HEIGHT,
                                       YN_PICTURE_CLEAR, &d->picture, NULL),
                     0);
    yn_picture_disk(d->picture, 200, 150, 20, YN_COLOUR_RED);
    finish(d);
    assert_int_equal(d->png.pixel[0], 0);
    assert_int_equal(d->png.pixel[150 * WIDTH + 200],
                     0xff000000u | YN_COLOUR_RED);
}

static const char long_word[] =
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk";

static void test_words(void **state)
{
    struct drawing *d = *state;
    static const struct {
        const char *text;
        int lines; /* room */
        int n;     /* lines used; 0 = whatever */
        bool cut;
    } rows[] = {
        {"Aloha", 1, 1, false},
        {"Tale of the Nine Tailed", 3, 0, false},
        {"슬기로운 의사생활", 2, 0, false},
        {"사랑의 불시착 大賞 OST \U0001F3B5", 2, 0, false},
        {long_word, 1, 1, true},
        {"", 1, 1, false},
        {" \n\t \x01 ", 1, 1, false},
        {"one\ntwo\u2028three", 1, 1, false},
        {"مرحبا", 1, 1, false},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        print_message("%s\n", rows[i].text);
        const struct yn_words words = {.text = rows[i].text,
                                       .colour = INK,
                                       .size = 40,
                                       .size_min = 20,
                                       .lines = rows[i].lines,
                                       .x = 100,
                                       .y = 60,
                                       .width = 200};
        const struct yn_words_set before =
            yn_picture_measure(d->picture, &words);
        const struct yn_words_set set = yn_picture_write(d->picture, &words);
        assert_true(before.size == set.size && before.width == set.width &&
                    before.height == set.height && before.cut == set.cut);
        assert_int_equal(set.cut, rows[i].cut);
        assert_in_range(set.lines, 1, rows[i].lines);
        if (rows[i].n)
            assert_int_equal(set.lines, rows[i].n);
        assert_true(set.size >= 20 && set.size <= 40);
        assert_true(set.width <= 200);
    }
    finish(d);
    assert_true(png_ink(&d->png, 100, 60, 200, 120, PAPER) > 500);
    /* Left and right of the column, but for what italics and the like hang
     * over; above and below the lines. */
    assert_int_equal(png_ink(&d->png, 0, 0, 96, HEIGHT, PAPER), 0);
    assert_int_equal(png_ink(&d->png, 306, 0, WIDTH - 306, HEIGHT, PAPER), 0);
    assert_int_equal(png_ink(&d->png, 0, 0, WIDTH, 56, PAPER), 0);
    assert_int_equal(png_ink(&d->png, 0, 240, WIDTH, 60, PAPER), 0);
}

/* The size goes down until no word is broken, Korean ones included. */
static void test_whole_words(void **state)
{
    struct drawing *d = *state;
    static const char *const texts[] = {"Crash Landing", "슬기로운 의사생활"};
    for (size_t i = 0; i < YN_LEN(texts); i++) {
        struct yn_words words = {.text = texts[i],
                                 .colour = INK,
                                 .size = 90,
                                 .size_min = 10,
                                 .lines = 4,
                                 .width = 180};
        struct yn_words_set set = yn_picture_measure(d->picture, &words);
        assert_int_equal(set.lines, 2);
        assert_true(set.size < 90 && set.size > 30);
        /* A low room makes it smaller still. */
        words.height = set.height / 2;
        struct yn_words_set low = yn_picture_measure(d->picture, &words);
        assert_true(low.size < set.size);
        assert_true(low.height <= words.height);
    }
}

/* The columns of ink of one line of text. */
static void reach(const struct png *png, int *first, int *last)
{
    *first = -1;
    *last = -1;
    for (int x = 0; x < png->width; x++) {
        if (!png_ink(png, x, 0, 1, png->height, PAPER))
            continue;
        *first = *first < 0 ? x : *first;
        *last = x;
    }
}

static void test_sides(void **state)
{
    struct drawing *d = *state;
    int first[3], last[3];
    for (int side = YN_LEFT; side <= YN_RIGHT; side++) {
        const struct yn_words words = {.text = "Hm",
                                       .side = (enum yn_side)side,
                                       .colour = INK,
                                       .size = 40,
                                       .x = 50,
                                       .y = 50,
                                       .width = 300};
        yn_picture_write(d->picture, &words);
        finish(d);
        reach(&d->png, &first[side], &last[side]);
        yn_buf_clear(&d->bytes);
        png_release(&d->png);
        yn_picture_box(d->picture, 0, 0, WIDTH, HEIGHT, PAPER);
    }
    assert_in_range(first[YN_LEFT], 50, 56);
    assert_in_range(last[YN_RIGHT], 344, 350);
    int middle = (first[YN_CENTRE] + last[YN_CENTRE]) / 2;
    assert_in_range(middle, 196, 204);
}

/* What no font has is left out, and told. */
static void test_missing(void **state)
{
    struct drawing *d = *state;
    struct yn_words words = {
        .text = "A B", .colour = INK, .size = 40, .width = 300};
    double width = yn_picture_measure(d->picture, &words).width;
    assert_int_equal(yn_picture_missing(d->picture), 0);
    words.text = "A \u0378\u0378 B"; /* nobody's, so in no font */
    assert_true(yn_picture_measure(d->picture, &words).width == width);
    assert_int_equal(yn_picture_missing(d->picture), 0x378);
}

/* The same drawing twice: the same bytes, and no date in them. */
static void test_same(void **state)
{
    struct drawing *d = *state;
    const struct yn_words words = {.text = "여운",
                                   .colour = INK,
                                   .size = 60,
                                   .x = 40,
                                   .y = 40,
                                   .width = 300};
    yn_picture_write(d->picture, &words);
    finish(d);
    struct yn_painter *painter = NULL;
    struct yn_picture *again = NULL;
    struct yn_buf bytes = {0};
    assert_int_equal(yn_painter_create(&painter, NULL), 0);
    assert_int_equal(
        yn_picture_create(painter, WIDTH, HEIGHT, PAPER, &again, NULL), 0);
    yn_picture_write(again, &words);
    assert_int_equal(yn_picture_png(again, &bytes, NULL), 0);
    assert_int_equal(bytes.len, d->bytes.len);
    assert_memory_equal(bytes.data, d->bytes.data, bytes.len);
    for (size_t i = 0; i + 4 <= bytes.len; i++)
        assert_true(memcmp(bytes.data + i, "tIME", 4) != 0);
    yn_buf_release(&bytes);
    yn_picture_destroy(&again);
    yn_painter_destroy(&painter);
}

static void test_too_large(void **state)
{
    struct drawing *d = *state;
    struct yn_err err = {0};
    yn_picture_destroy(&d->picture);
    assert_int_equal(
        yn_picture_create(d->painter, 40000, 40000, PAPER, &d->picture, NULL),
        0);
    assert_int_not_equal(yn_picture_png(d->picture, &d->bytes, &err), 0);
    assert_true(err.text[0] != '\0');
}

static void test_colours(void **state)
{
    (void)state;
    static const struct {
        double lightness, chroma, hue;
        uint32_t colour;
    } rows[] = {
        {1, 0, 0, 0xffffff},
        {0, 0, 0, 0x000000},
        {0.62796, 0.25768, 29.234, 0xff0000}, /* CSS Color 4, red */
        {0.51975, 0.17686, 142.495, 0x008000},
        {0.45201, 0.31321, 264.052, 0x0000ff},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++)
        assert_int_equal(
            yn_colour_oklch(rows[i].lightness, rows[i].chroma, rows[i].hue),
            rows[i].colour);
    /* Far outside of sRGB: clipped. */
    assert_int_equal(yn_colour_oklch(0.5, 0.9, 30) >> 16, 0xff);
    assert_int_equal(yn_colour_mix(0xff8000, 0x000080, 0.5), 0x804040);
    assert_int_equal(yn_colour_mix(INK, PAPER, 1), INK);
    for (unsigned i = 0; i < 12; i++)
        assert_int_not_equal(yn_colour_drama(i), yn_colour_drama((i + 1) % 12));
}

/* The page and the pictures are of one colour. */
static void test_style_sheet(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t colour;
    } rows[] = {
        {"paper", YN_COLOUR_PAPER}, {"ink", YN_COLOUR_INK},
        {"soft", YN_COLOUR_SOFT},   {"line", YN_COLOUR_LINE},
        {"red", YN_COLOUR_RED},
    };
    char path[512], expected[64];
    struct yn_bytes css = {0};
    snprintf(path, sizeof(path), "%s/web/style.css", getenv("YEOUN_SOURCE"));
    assert_int_equal(yn_file_read(path, 1 << 20, &css, NULL), 0);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        snprintf(expected, sizeof(expected), "\n  --%s: #%06x;", rows[i].name,
                 (unsigned)rows[i].colour);
        assert_non_null(strstr(css.data, expected));
    }
    assert_non_null(strstr(css.data, "\n  --tone: 47%;\n  --chroma: 0.1;"));
    for (unsigned i = 0; i < 12; i++) {
        snprintf(expected, sizeof(expected), "\n.hue-%u { --hue: %u; }", i,
                 (i + 1) % 12 * 30);
        assert_non_null(strstr(css.data, expected));
        assert_int_equal(yn_colour_drama(i),
                         yn_colour_oklch(0.47, 0.1, (i + 1) % 12 * 30));
    }
    free(css.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clear, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whole_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_large, set_up, tear_down),
        cmocka_unit_test(test_colours),
        cmocka_unit_test(test_style_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
