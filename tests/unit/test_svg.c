/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings: columns as paths, per cents, names that find room.
 */
#include "support/test.h"

#include <math.h>

#include "base/base.h"
#include "publish/stave_labels.h"
#include "publish/staves.h"
#include "publish/svg.h"

struct column {
    long x0, x1, height;
};

static void test_columns(void **state)
{
    (void)state;
    static const struct {
        struct column column[4];
        bool down;
        const char *d;
    } rows[] = {
        {{{0, 2, 5}}, false, "M0 20v-5h2V20z"},
        {{{0, 2, 5}, {2, 4, 5}}, false, "M0 20v-5h4V20z"},
        {{{0, 2, 5}, {2, 4, 8}}, false, "M0 20v-5h2v-3h2V20z"},
        {{{0, 2, 5}, {2, 4, 8}}, true, "M0 20v5h2v3h2V20z"},
        {{{0, 2, 5}, {2, 4, 0}, {4, 5, 1}},
         false,
         "M0 20v-5h2V20zM4 20v-1h1V20z"},
        {{{0, 2, 5}, {3, 4, 5}}, false, "M0 20v-5h2V20zM3 20v-5h1V20z"},
        {{{0, 0, 5}, {1, 1, 9}}, false, ""},
        {{{0, 3, 0}}, false, ""},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_buf d = {0};
        struct yn_svg_columns columns = {
            .d = &d, .base = 20, .down = rows[i].down};
        for (size_t j = 0; j < YN_LEN(rows[i].column); j++)
            yn_svg_column(&columns, rows[i].column[j].x0, rows[i].column[j].x1,
                          rows[i].column[j].height);
        yn_svg_columns_end(&columns);
        yn_svg_columns_end(&columns);
        assert_string_equal(yn_buf_text(&d), rows[i].d);
        yn_buf_release(&d);
    }
}

static void test_percent(void **state)
{
    (void)state;
    static const struct {
        double share;
        const char *text;
    } rows[] = {
        {0, "<i x=\"0%\"></i>\n"},         {1, "<i x=\"100%\"></i>\n"},
        {0.125, "<i x=\"12.5%\"></i>\n"},  {0.3333, "<i x=\"33.33%\"></i>\n"},
        {0.0001, "<i x=\"0.01%\"></i>\n"}, {0.1205, "<i x=\"12.05%\"></i>\n"},
        {-1, "<i x=\"0%\"></i>\n"},        {7, "<i x=\"100%\"></i>\n"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_buf out = {0};
        struct yn_markup m;
        yn_markup_init(&m, &out, YN_HTML);
        yn_markup_open(&m, "i");
        yn_svg_percent(&m, "x", rows[i].share);
        yn_markup_close(&m, "i");
        yn_markup_finish(&m);
        assert_string_equal(yn_buf_text(&out), rows[i].text);
        yn_buf_release(&out);
    }
}

static void test_heights(void **state)
{
    (void)state;
    assert_true(fabs(yn_staves_music_height(0) - YN_STAVES_EVEN) < 1e-9);
    assert_true(yn_staves_music_height(INFINITY) == 1);
    assert_true(yn_staves_music_height(40) == 1);
    assert_true(yn_staves_music_height(-80) > 0);
    assert_true(yn_staves_music_height(-80) < 0.1);
    assert_true(yn_staves_music_height(NAN) == 0);
    assert_true(yn_staves_music_height(-5) > yn_staves_music_height(-15));
    assert_true(yn_staves_rest_height(-INFINITY) == 0);
    assert_true(yn_staves_rest_height(NAN) == 0);
    assert_true(yn_staves_rest_height(0) == 1);
    assert_true(yn_staves_rest_height(-20) > yn_staves_rest_height(-40));
}

static void test_lines(void **state)
{
    (void)state;
    static const double lengths_s[] = {1,    30,   120,  720,   1500, 2700,
                                       3900, 5400, 9000, 36000, 86400};
    for (size_t i = 0; i < YN_LEN(lengths_s); i++) {
        double lines = ceil(lengths_s[i] / yn_staves_s(lengths_s[i]));
        assert_true(lines >= 1);
        assert_true(lines <= 12);
    }
}

static void test_labels(void **state)
{
    (void)state;
    struct yn_label alone[] = {{.at = 0.1, .number = 3, .name = "Aloha"}};
    yn_labels_place(alone, 1);
    assert_int_equal(alone[0].row, 0);
    assert_int_equal(alone[0].name_room, YN_ROOM_PHONE);

    /* The second goes to the other row, the third finds no room there. */
    struct yn_label three[] = {
        {.at = 0.10, .number = 1, .name = "The Long Way Home"},
        {.at = 0.12, .number = 12, .name = "The Long Way Home"},
        {.at = 0.14, .number = 3, .name = "The Long Way Home"}};
    yn_labels_place(three, 3);
    assert_int_equal(three[0].row, 0);
    assert_int_equal(three[1].row, 1);
    assert_int_equal(three[0].name_room, YN_ROOM_NEVER);
    assert_int_equal(three[0].number_room, YN_ROOM_TABLET);
    assert_int_equal(three[1].name_room, YN_ROOM_PHONE);

    /* What stands at the right edge has no room for its name. */
    struct yn_label edge[] = {{.at = 0.99, .number = 3, .name = "Aloha"}};
    yn_labels_place(edge, 1);
    assert_int_equal(edge[0].name_room, YN_ROOM_NEVER);

    /* A square letter takes more than a Latin one. */
    struct yn_label wide[] = {{.at = 0.84, .number = 3, .name = "여운여운"}};
    struct yn_label slim[] = {{.at = 0.84, .number = 3, .name = "yeou"}};
    yn_labels_place(wide, 1);
    yn_labels_place(slim, 1);
    assert_true(wide[0].name_room > slim[0].name_room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns), cmocka_unit_test(test_percent),
        cmocka_unit_test(test_heights), cmocka_unit_test(test_lines),
        cmocka_unit_test(test_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
