/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command `cues` over an episode made by hand: this file stands in for
 * what reads stored placements. The table stands in tests/cues/table.txt; when
 * it is meant to change, write it anew and read the diff:
 *
 *     build/tests/unit/test_cmd_cues tests/cues/table.txt
 */
#include "support/test.h"

#include <locale.h>
#include <unistd.h>

#include "found.h"
#include "support/cues_fixture.h"

/* What the stand-in gives. */
struct yn_found {
    struct cues_fixture fixture;
    size_t n, at; /* episodes */
    bool open;
};

static struct yn_found stored; /* yn_found_open has no room to lend it */

int yn_found_open(const struct yn_call *call, const char *language,
                  bool *folder, struct yn_found **out, struct yn_err *err)
{
    (void)language;
    if (call->n_operands && strcmp(call->operand[0], "unknown.mkv") == 0)
        return yn_err_set(err, YN_E_NOTFOUND, 0, "unknown.mkv: no such file");
    *folder = !call->n_operands;
    stored.n = *folder ? 2 : 1;
    if (call->n_operands && strcmp(call->operand[0], "empty") == 0)
        stored.n = 0;
    stored.at = 0;
    stored.open = true;
    *out = &stored;
    return YN_OK;
}

int yn_found_next(struct yn_found *found, struct yn_found_episode *out,
                  struct yn_err *err)
{
    (void)err;
    const struct yn_sheet_params *params = &found->fixture.params;
    if (found->at++ == found->n)
        return YN_NOTHING;
    *out = (struct yn_found_episode){.episode = params->episode,
                                     .placements = params->placements,
                                     .masters = params->masters,
                                     .n_masters = params->n_masters,
                                     .usage = params->usage};
    return YN_OK;
}

void yn_found_close(struct yn_found **found)
{
    if (*found)
        (*found)->open = false;
    *found = NULL;
}

#define WORDS_MAX 8
#define TEXT_BYTES ((size_t)1 << 16)

static char out_path[] = "/tmp/yeoun-cues-XXXXXX";

/* Runs the command with the words and `-o FILE`; `*text` is what it wrote, to
 * be freed. */
static int run(const char *const *word, char **text, struct yn_err *err)
{
    const char *argv[WORDS_MAX + 2] = {"-o", out_path};
    int argc = 2;
    while (argc - 2 < WORDS_MAX && word[argc - 2]) {
        argv[argc] = word[argc - 2];
        argc++;
    }
    void *options = calloc(1, yn_cmd_cues.options_size);
    assert_non_null(options);
    const struct yn_say say = {.level = YN_LEVEL_QUIET};
    const struct yn_syntax syntax = {
        .name = "yeoun cues",
        .options = yn_cmd_cues.options,
        .n_options = yn_cmd_cues.n_options,
        .n_operands_max = yn_cmd_cues.n_operands_max,
        .operands = yn_cmd_cues.operands,
    };
    struct yn_call call = {.cmd = &yn_cmd_cues,
                           .options = options,
                           .common = options,
                           .operand = argv,
                           .say = &say};
    int rc =
        yn_options_parse(&syntax, argc, argv, options, &call.n_operands, err);
    if (!rc)
        rc = yn_cmd_cues.run(&call, err);
    free(options);
    assert_false(stored.open);
    *text = calloc(1, TEXT_BYTES);
    FILE *f = fopen(out_path, "r");
    assert_non_null(*text);
    assert_non_null(f);
    (void)!fread(*text, 1, TEXT_BYTES - 1, f);
    fclose(f);
    return rc;
}

static void test_table(void **state)
{
    (void)state;
    struct yn_err err = {0};
    char path[512], *text, *expected = calloc(1, TEXT_BYTES);
    snprintf(path, sizeof(path), "%s/tests/cues/table.txt",
             getenv("YEOUN_SOURCE"));
    FILE *f = fopen(path, "r");
    assert_non_null(expected);
    assert_non_null(f);
    (void)!fread(expected, 1, TEXT_BYTES - 1, f);
    fclose(f);
    assert_int_equal(run((const char *[]){"e07.mkv", NULL}, &text, &err), 0);
    assert_string_equal(text, expected);
    free(text);
    free(expected);
}

struct form_row {
    const char *word[WORDS_MAX];
    enum yn_sheet_format format;
    size_t n; /* sheets */
    unsigned flags;
    enum yn_sheet_order order;
    double min_s, confidence;
};

static const struct form_row form_rows[] = {
    {{"e07.mkv", "--csv"}, .format = YN_SHEET_CSV, .n = 1},
    {{"--csv"}, .format = YN_SHEET_CSV, .n = 2},
    {{"--json", "e07.mkv"}, .format = YN_SHEET_JSON, .n = 1},
    {{"--json"}, .format = YN_SHEET_JSON, .n = 2, .flags = YN_SHEET_LIST},
    {{"--webvtt", "e07.mkv"}, .format = YN_SHEET_WEBVTT, .n = 1},
    {{"--ffmetadata", "e07.mkv"}, .format = YN_SHEET_FFMETADATA, .n = 1},
    {{"--audacity", "e07.mkv"}, .format = YN_SHEET_AUDACITY, .n = 1},
    {{"--csv", "--min-s=1.75", "--confidence=.97", "--sort", "level", "e07"},
     .format = YN_SHEET_CSV,
     .n = 1,
     .order = YN_SHEET_BY_LEVEL,
     .min_s = 1.75,
     .confidence = 0.97},
};

static void test_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(form_rows); i++) {
        const struct form_row *row = &form_rows[i];
        struct yn_sheet_params params = stored.fixture.params;
        params.order = row->order;
        params.min_s = row->min_s;
        params.confidence = row->confidence;
        struct yn_sheet *sheet = NULL;
        struct yn_err err = {0};
        char *text, *expected;
        print_message("row %zu: %s\n", i, row->word[0]);
        assert_int_equal(yn_sheet_create(&params, &sheet, NULL), 0);
        const struct yn_sheet *const two[] = {sheet, sheet};
        assert_int_equal(yn_sheets_text(two, row->n, row->format, row->flags,
                                        &expected, NULL),
                         0);
        assert_int_equal(run(row->word, &text, &err), 0);
        assert_string_equal(text, expected);
        free(text);
        free(expected);
        yn_sheet_destroy(&sheet);
    }
}

struct error_row {
    const char *word[WORDS_MAX];
    int rc;
    const char *text;
};

static const struct error_row error_rows[] = {
    {{"unknown.mkv"}, YN_E_NOTFOUND, "unknown.mkv: no such file"},
    {{"--webvtt"},
     YN_E_ARG,
     "webvtt holds the cues of one episode, not of 2; ask for one episode"},
    {{"--csv", "--audacity"},
     YN_E_ARG,
     "--csv and --audacity exclude each other; leave one out"},
    {{"--confidence=95"},
     YN_E_ARG,
     "option --confidence takes a number from 0 to 1, not “95”"},
    {{"e07.mkv", "--confidence=1"}, YN_NOTHING, ""},
    {{"empty", "--json"}, YN_NOTHING, ""},
};

/* On an error the file of -o stays as it was. */
static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(error_rows); i++) {
        const struct error_row *row = &error_rows[i];
        struct yn_err err = {0};
        char *text;
        FILE *f = fopen(out_path, "w");
        assert_non_null(f);
        fputs("old", f);
        fclose(f);
        print_message("row %zu: %s\n", i, row->word[0]);
        assert_int_equal(run(row->word, &text, &err), row->rc);
        assert_string_equal(err.text, row->text);
        assert_int_equal(strcmp(text, "old") == 0, row->rc < 0);
        free(text);
    }
}

static int update(const char *path)
{
    struct yn_err err = {0};
    char *text;
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(run((const char *[]){"e07.mkv", NULL}, &text, &err), 0);
    fputs(text, f);
    free(text);
    return fclose(f);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    cues_fixture_init(&stored.fixture);
    int fd = mkstemp(out_path);
    if (fd < 0)
        return 1;
    close(fd);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_errors),
    };
    int failed =
        argc > 1 ? update(argv[1]) : cmocka_run_group_tests(tests, NULL, NULL);
    remove(out_path);
    return failed;
}
