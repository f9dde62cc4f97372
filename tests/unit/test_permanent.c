/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "publish/permanent.h"

/* Values of draft-eastlake-fnv and of the hash as computed in Python. */
static void test_hash(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hash;
    } rows[] = {
        {"", "6c62272e07bb014262b821756295c58d"},
        {"a", "d228cb696f1a8caf78912b704e4a8964"},
        {"abc", "a68d622cec8b5822836dbc7977af7f3b"},
        {"foobar", "343e1662793c64bf6f0d3597ba446f18"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        unsigned char hash[16];
        char text[33];
        yn_fnv1a_128(rows[i].text, strlen(rows[i].text), hash);
        for (int j = 0; j < 16; j++)
            snprintf(text + 2 * j, 3, "%02x", hash[j]);
        assert_string_equal(text, rows[i].hash);
    }
}

static void expect_id(const struct yn_season *season, const char *kind,
                      const char *name, const char *id)
{
    struct yn_buf out = {0};
    yn_permanent_id(season, kind, name, &out);
    assert_string_equal(yn_buf_text(&out), id);
    yn_buf_release(&out);
}

/* These must never change: readers of feeds have seen them. */
static void test_ids_stay(void **state)
{
    (void)state;
    struct yn_season season = {
        .year = 2020, .by = "", .title = "A", .url = "https://a.example/"};
    const char feed[] = "urn:uuid:90b9ad6f-6fdd-8b72-b84d-77c2232a47c5";
    const char drama[] = "urn:uuid:d413fa36-a394-882d-b9c6-0a68e21e129d";
    expect_id(&season, "feed", "", feed);
    expect_id(&season, "drama", "hospital-playlist", drama);
    season.title = "B";
    season.url = "";
    expect_id(&season, "feed", "", feed);
    expect_id(&season, "drama", "hospital-playlist", drama);
}

static void test_ids_tell_apart(void **state)
{
    (void)state;
    const struct yn_season seasons[] = {{.year = 2020, .by = ""},
                                        {.year = 2021, .by = ""},
                                        {.year = 2020, .by = "Ana"}};
    static const char *const names[][2] = {
        {"feed", ""}, {"playlist", ""}, {"drama", "a"}, {"drama", "b"}};
    struct yn_buf ids[12] = {{0}};
    for (size_t i = 0; i < 12; i++) {
        yn_permanent_id(&seasons[i / 4], names[i % 4][0], names[i % 4][1],
                        &ids[i]);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(yn_buf_text(&ids[i]), yn_buf_text(&ids[j]));
    }
    for (size_t i = 0; i < 12; i++)
        yn_buf_release(&ids[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_ids_stay),
        cmocka_unit_test(test_ids_tell_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
