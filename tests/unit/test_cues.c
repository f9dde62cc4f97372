/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What becomes a row of a cue sheet, in which order, and what a sheet lacks.
 * What the formats look like is read back in tests/cues.
 */
#include "support/test.h"

#include <math.h>

#include "base/base.h"
#include "publish/cues/credits.h"
#include "publish/cues/line.h"
#include "support/cues_fixture.h"
#include "support/near.h"

static struct yn_sheet *sheet_of(const struct cues_fixture *f)
{
    struct yn_sheet *sheet = NULL;
    struct yn_err err = {0};
    int rc = yn_sheet_create(&f->params, &sheet, &err);
    if (rc)
        print_error("%s\n", err.text);
    assert_int_equal(rc, YN_OK);
    return sheet;
}

/* ---- rows ---- */

struct filter_row {
    double min_s, confidence;
    enum yn_sheet_order order;
    const char
        *seqs; /* of the rows, in their order, counted before `masters` */
    const char *masters;
};

static const struct filter_row filter_rows[] = {
    {0, 0, YN_SHEET_BY_START, "12345", "01203"},
    {10, 0, YN_SHEET_BY_START, "1234", "0120"}, /* exactly ten seconds stay */
    {10.001, 0, YN_SHEET_BY_START, "123", "010"},
    {0, 0.97, YN_SHEET_BY_START, "123", "010"},
    {31, 0.99, YN_SHEET_BY_START, "1", "0"},
    {0, 1, YN_SHEET_BY_START, "", ""},
    {0, 0, YN_SHEET_BY_TRACK, "52143", "31002"},
    {0, 0, YN_SHEET_BY_LENGTH, "42135", "01023"},
    {0, 0, YN_SHEET_BY_LEVEL, "43215", "02103"},
    {0, 0, YN_SHEET_BY_CONFIDENCE, "35214", "23100"},
};

static void test_rows(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    for (size_t i = 0; i < YN_LEN(filter_rows); i++) {
        const struct filter_row *row = &filter_rows[i];
        print_message("row %zu\n", i);
        f.params.min_s = row->min_s;
        f.params.confidence = row->confidence;
        f.params.order = row->order;
        struct yn_sheet *sheet = sheet_of(&f);
        assert_int_equal(sheet->n_rows, strlen(row->seqs));
        assert_int_equal(sheet->n_left_out, CUES_FIXTURE_CUES - sheet->n_rows);
        for (size_t j = 0; j < sheet->n_rows; j++) {
            assert_int_equal(sheet->rows[j].seq, row->seqs[j] - '0');
            assert_int_equal(sheet->rows[j].cue->master, row->masters[j] - '0');
        }
        yn_sheet_destroy(&sheet);
    }
}

static void test_unsorted(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    struct yn_cue first = f.cues[0];
    f.cues[0] = f.cues[4];
    f.cues[4] = first;
    struct yn_sheet *sheet = sheet_of(&f);
    assert_ptr_equal(sheet->rows[0].cue, &f.cues[4]);
    assert_ptr_equal(sheet->rows[4].cue, &f.cues[0]);
    yn_sheet_destroy(&sheet);
}

static void test_row(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    struct yn_sheet *sheet = sheet_of(&f);
    assert_string_equal(sheet->title,
                        "Harbour; Lights = #1 \\, episode 7: Ebb, \"flow\"");
    assert_string_equal(sheet->rows[0].title, "Beacon");
    assert_string_equal(sheet->rows[0].artist, "Mina Kang & Joon");
    assert_string_equal(sheet->rows[0].code, "BV");
    assert_string_equal(sheet->rows[2].title, "빗물");
    assert_string_equal(sheet->rows[4].artist, "");
    /* Overlaps count twice in the one and once in the other. */
    assert_near(sheet->cues_s, 30.154 + 30.25 + 10 + 125.999 + 1.5, 1e-9);
    assert_near(sheet->music_s, 70.25 - 12.346 + 125.999 + 1.5, 1e-9);
    /* Seconds 50 to 59: silence at 50, 54, 58; nothing known of 51, 55, 59;
     * speech at 53, 57 and so on. */
    assert_near(sheet->rows[2].dialogue, 2 / 7.0, 1e-9);
    assert_true(isnan(sheet->rows[3].dialogue));
    yn_sheet_destroy(&sheet);
}

static void test_titles(void **state)
{
    (void)state;
    static const struct {
        struct yn_cue_episode episode;
        const char *title;
    } rows[] = {
        {{.number = 7}, "Hotel, episode 7"},
        {{.number = 7, .last = 7, .season = 1}, "Hotel, episode 7"},
        {{.number = 7, .last = 8, .season = 2, .title = ""},
         "Hotel, season 2, episodes 7–8"},
        {{.number = 3, .special = true}, "Hotel, special 3"},
        {{.number = 1, .last = 2, .special = true}, "Hotel, specials 1–2"},
        {{.number = 1, .title = "a.mkv"}, "Hotel, episode 1: a.mkv"},
        {{.season = 2}, "Hotel, season 2, v/x.mkv"},
        {{.last = 2}, "Hotel, v/x.mkv"},
    };
    const struct yn_drama drama = {.title = "Hotel"};
    const struct yn_placements placements = {.duration_s = 60};
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_sheet_params params = {.episode = rows[i].episode,
                                         .placements = &placements};
        params.episode.drama = &drama;
        params.episode.name = "v/x.mkv";
        struct yn_sheet *sheet = NULL;
        assert_int_equal(yn_sheet_create(&params, &sheet, NULL), YN_OK);
        assert_string_equal(sheet->title, rows[i].title);
        yn_sheet_destroy(&sheet);
    }
}

static void test_refused(void **state)
{
    (void)state;
    struct cues_fixture f;
    struct yn_sheet *sheet = NULL;
    struct yn_err err = {0};
    cues_fixture_init(&f);
    f.cues[1].master = CUES_FIXTURE_MASTERS;
    assert_int_equal(yn_sheet_create(&f.params, &sheet, &err), YN_E_ARG);
    assert_null(sheet);
    f.cues[1].master = 0;
    f.cues[1].use = (enum yn_use)4;
    assert_int_equal(yn_sheet_create(&f.params, &sheet, &err), YN_E_ARG);
    yn_sheet_destroy(&sheet);
}

/* Nothing known, nothing found: a sheet all the same. */
static void test_empty(void **state)
{
    (void)state;
    const struct yn_placements placements = {.duration_s = 60};
    const struct yn_sheet_params params = {.placements = &placements};
    struct yn_sheet *sheet = NULL;
    assert_int_equal(yn_sheet_create(&params, &sheet, NULL), YN_OK);
    assert_int_equal(sheet->n_rows, 0);
    assert_int_equal(sheet->n_lacks, 0);
    assert_string_equal(sheet->title, "");
    for (int format = YN_SHEET_CSV; format <= YN_SHEET_AUDACITY; format++) {
        char *text = NULL;
        const struct yn_sheet *const one[] = {sheet};
        assert_int_equal(yn_sheets_text(one, 1, (enum yn_sheet_format)format, 0,
                                        &text, NULL),
                         YN_OK);
        assert_non_null(text);
        free(text);
    }
    yn_sheet_destroy(&sheet);
}

static void test_several(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    struct yn_sheet *sheet = sheet_of(&f);
    const struct yn_sheet *const two[] = {sheet, sheet};
    struct yn_err err = {0};
    char *text = NULL;
    assert_int_equal(yn_sheets_text(two, 2, YN_SHEET_WEBVTT, 0, &text, &err),
                     YN_E_ARG);
    assert_null(text);
    assert_int_equal(
        yn_sheets_text(NULL, 0, YN_SHEET_JSON, YN_SHEET_LIST, &text, &err),
        YN_OK);
    assert_string_equal(text, "[\n]\n");
    free(text);
    assert_int_equal(
        yn_sheets_text(two, 1, YN_SHEET_JSON, YN_SHEET_LIST, &text, &err),
        YN_OK);
    assert_int_equal(strncmp(text, "[\n{", 3), 0);
    free(text);
    yn_sheet_destroy(&sheet);
}

/* "u" for what is unidentified, else the number of the cue. */
static void check_lines(const struct cues_fixture *f, const char *wanted)
{
    struct yn_sheet *sheet = sheet_of(f);
    char got[32] = "";
    assert_in_range(sheet->n_lines, 0, sizeof(got) - 1);
    assert_int_equal(sheet->n_lines, sheet->n_rows + sheet->n_unidentified);
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct yn_sheet_line *line = &sheet->lines[i];
        assert_int_equal(!line->row, line->unidentified != NULL);
        got[i] = line->row ? (char)('0' + line->row->seq) : 'u';
    }
    assert_string_equal(got, wanted);
    yn_sheet_destroy(&sheet);
}

static void test_unidentified(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    check_lines(&f, "u123u45");
    f.params.min_s = 7;
    check_lines(&f, "123u4");
    f.params.min_s = 0;
    f.params.confidence = 0.92;
    check_lines(&f, "u1234");
    f.params.confidence = 0;
    f.params.order = YN_SHEET_BY_LENGTH;
    check_lines(&f, "42135uu");
    f.params.order = YN_SHEET_BY_START;
    f.placements.n_cues = 0;
    check_lines(&f, "uu");
    f.placements.n_rest = 0;
    check_lines(&f, "");
}

/* ---- checks ---- */

struct lack_row {
    enum yn_lack kind;
    const char *track, *what, *remedy;
};

static void check_lacks(const struct cues_fixture *f,
                        const struct lack_row *rows, size_t n)
{
    struct yn_sheet *sheet = sheet_of(f);
    for (size_t i = 0; i < sheet->n_lacks; i++) {
        const struct yn_sheet_lack *lack = &sheet->lacks[i];
        print_message("%zu %s: %s; %s\n", i, lack->track, lack->what,
                      lack->remedy);
        assert_in_range(i, 0, n - 1);
        assert_int_equal(lack->kind, rows[i].kind);
        assert_string_equal(lack->track, rows[i].track);
        assert_string_equal(lack->what, rows[i].what);
        assert_non_null(strstr(lack->remedy, rows[i].remedy));
    }
    assert_int_equal(sheet->n_lacks, n);
    yn_sheet_destroy(&sheet);
}

#define LOW "=Low <Tide> & --> \"more\", [yes];\n\n#2 \\ \t| – @Mina"
#define RAIN "빗물 – 여운밴드"

static const struct lack_row fixture_lacks[] = {
    {YN_LACK_COMPOSER, LOW, "none of its writers is said to have composed it",
     "dramas/harbour.md:22"},
    {YN_LACK_PUBLISHER, LOW, "its publisher Far away music only administers it",
     "original `publisher:`"},
    {YN_LACK_COMPOSER, RAIN, "none of its writers is said to have composed it",
     "`role: C` in dramas/harbour.md:32"},
    {YN_LACK_PUBLISHER, RAIN, "no publisher is named", "`publisher:`"},
    {YN_LACK_TRACK, "09 - 노래, \"song\".flac", "nothing but its file is known",
     "`audio:`"},
    {YN_LACK_OVERLAP, LOW, "cue 1 runs into cue 2, from 0:00:40 for 2.5 s",
     "one of them"},
    {YN_LACK_SURE, RAIN, "cue 3 is sure to 62 % only", "0:00:50"},
    {YN_LACK_OVERLAP, RAIN, "cue 3 sounds within cue 2, from 0:00:50 for 10 s",
     "one of them"},
    {YN_LACK_UNIDENTIFIED, "",
     "music in 0:00:13 is of no song that is known, first at 0:00:02",
     "listen"},
};

static void test_lacks(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    check_lacks(&f, fixture_lacks, YN_LEN(fixture_lacks));
}

static void test_final(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    /* Only Beacon, twice, whose credits are whole. */
    f.params.confidence = 0.98;
    struct yn_sheet *sheet = sheet_of(&f);
    assert_int_equal(sheet->n_rows, 2);
    assert_int_equal(sheet->n_lacks, 0);
    yn_sheet_destroy(&sheet);
}

static void test_whole(void **state)
{
    (void)state;
    static const struct lack_row rows[] = {
        {YN_LACK_SURE, "Beacon – Mina Kang & Joon",
         "how sure cue 1 is, is not known", "0:00:12"},
        {YN_LACK_DURATION, "Beacon – Mina Kang & Joon", "cue 2 has no length",
         "again"},
        {YN_LACK_PROGRAMME, "",
         "the cues add up to 00:00:30.154, the programme lasts 00:00:30.000",
         "one cue"},
        {YN_LACK_SOUND, "",
         "12.3 s of the episode's sound could not be read, so songs may be "
         "missing",
         "whole copy"},
    };
    struct cues_fixture f;
    cues_fixture_init(&f);
    f.placements.n_rest = 0;
    f.cues[0].confidence = NAN;
    f.cues[1] = f.cues[3];
    f.cues[1].end_s = NAN;
    f.placements.n_cues = 2;
    f.placements.duration_s = 30;
    f.placements.lost_s = 12.34;
    check_lacks(&f, rows, YN_LEN(rows));
    f.placements.n_cues = 0;
    f.placements.duration_s = NAN;
    f.placements.lost_s = 0.9;
    static const struct lack_row unknown[] = {
        {YN_LACK_PROGRAMME, "", "the length of the programme is not known",
         "again"}};
    check_lacks(&f, unknown, 1);
}

/* Edges within half a second are no overlap; two files of a track are one. */
static void test_lenient(void **state)
{
    (void)state;
    struct cues_fixture f;
    cues_fixture_init(&f);
    f.cues[0].end_s = 40.499;
    f.placements.n_cues = 2;
    f.placements.n_rest = 0;
    f.masters[3] = f.masters[1];
    f.cues[4].master = 3;
    check_lacks(&f, fixture_lacks, 2);
    f.cues[2] = f.cues[4];
    f.placements.n_cues = 3;
    check_lacks(&f, fixture_lacks, 2);
}

/* ---- credits and lines ---- */

static const struct {
    const char *role;
    unsigned credits;
} role_rows[] = {
    {"", 0},
    {"C", YN_CREDIT_COMPOSER},
    {"ca", YN_CREDIT_COMPOSER | YN_CREDIT_LYRICIST},
    {"Composer", YN_CREDIT_COMPOSER},
    {"C, AR", YN_CREDIT_COMPOSER | YN_CREDIT_ARRANGER},
    {"작사/작곡", YN_CREDIT_COMPOSER | YN_CREDIT_LYRICIST},
    {"작사·작곡", YN_CREDIT_COMPOSER | YN_CREDIT_LYRICIST},
    {" lyricist & arranger ", YN_CREDIT_LYRICIST | YN_CREDIT_ARRANGER},
    {"E", YN_CREDIT_PUBLISHER},
    {"sub publisher", YN_CREDIT_AGENT},
    {"AM", YN_CREDIT_AGENT},
    {"producer", 0},
    {",,", 0},
};

static void test_roles(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(role_rows); i++) {
        print_message("row %zu: %s\n", i, role_rows[i].role);
        assert_int_equal(yn_credits_of(role_rows[i].role),
                         role_rows[i].credits);
    }
}

static const struct {
    double seconds;
    const char *clock, *short_clock;
} clock_rows[] = {
    {0, "00:00:00.000", "0:00:00"},
    {NAN, "00:00:00.000", "0:00:00"},
    {-3, "00:00:00.000", "0:00:00"},
    {59.9996, "00:01:00.000", "0:01:00"},
    {3599.4, "00:59:59.400", "0:59:59"},
    {3599.5, "00:59:59.500", "1:00:00"},
    {432000.001, "120:00:00.001", "120:00:00"},
    {INFINITY, "8333333:20:00.000", "8333333:20:00"},
};

static void test_clock(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(clock_rows); i++) {
        struct yn_buf out = {0};
        print_message("row %zu: %g\n", i, clock_rows[i].seconds);
        yn_line_clock(yn_line_ms(clock_rows[i].seconds), &out);
        assert_string_equal(yn_buf_text(&out), clock_rows[i].clock);
        yn_buf_clear(&out);
        yn_line_short_clock(yn_line_ms(clock_rows[i].seconds), &out);
        assert_string_equal(yn_buf_text(&out), clock_rows[i].short_clock);
        yn_buf_release(&out);
    }
}

static void test_confidence(void **state)
{
    (void)state;
    static const struct {
        double confidence, rounded;
        int percent;
    } rows[] = {
        {0, 0, 0},           {0.29, 0.29, 29},
        {0.62999, 0.63, 63}, {0.999999, 0.9999, 99},
        {1, 1, 100},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        assert_near(yn_line_confidence(rows[i].confidence), rows[i].rounded,
                    1e-12);
        assert_int_equal(yn_line_percent(rows[i].confidence), rows[i].percent);
    }
    assert_int_equal(yn_line_percent(NAN), -1);
}

static void test_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *special, *line;
    } rows[] = {
        {"", NULL, ""},
        {"a\r\nb\tc", NULL, "a  b c"},
        {"여운 \xFF", NULL, "여운 \xEF\xBF\xBD"},
        {"a\xC2\x85"
         "b\xE2\x80\xA8"
         "c\x7F",
         NULL, "a b c "},
        {"a=b;#\\", "=;#\\", "a\\=b\\;\\#\\\\"},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_buf out = {0};
        yn_line_text(rows[i].text, rows[i].special, &out);
        assert_string_equal(yn_buf_text(&out), rows[i].line);
        yn_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_unsorted),
        cmocka_unit_test(test_row),     cmocka_unit_test(test_titles),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_several), cmocka_unit_test(test_lacks),
        cmocka_unit_test(test_final),   cmocka_unit_test(test_whole),
        cmocka_unit_test(test_lenient), cmocka_unit_test(test_roles),
        cmocka_unit_test(test_clock),   cmocka_unit_test(test_confidence),
        cmocka_unit_test(test_line),    cmocka_unit_test(test_unidentified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
