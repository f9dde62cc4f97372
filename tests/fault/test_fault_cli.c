/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole commands while memory runs out or the disk is full: each ends with the
 * right error or with the whole result, and -o FILE is the old or the new one,
 * with nothing left beside it. jansson's memory runs out here too.
 */
#include "support/test.h"

#include <unistd.h>

#include <jansson.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "commands.h"
#include "fault.h"
#include "support/folder.h"

#define WORDS_MAX 12
#define FILE_LIMIT ((size_t)1 << 20)
/* Every fault up to here is tried, then the steps grow. */
#define SWEEP_DENSE 128
#define SWEEP_SHARE 8

#define OLD "what was there\n"

/* SEASON stands for the fixture's path. Each is run with -q -o out.txt. */
static const char *const rows[][WORDS_MAX] = {
    {"tally", "SEASON"},
    {"tally", "SEASON", "--csv"},
    {"tally", "SEASON", "--json"},
    {"check", "SEASON", "--json"},
    {"new", "fresh", "-n", "--json", "--from", "list.txt"},
    {"roster", "ost.csv", "--json"},
    {"roster", "ost.csv", "--season", "SEASON", "--drama",
     "salt-and-semaphore"},
};

struct place {
    struct folder folder;
    char season[512];
    size_t n_entries;
};

static int run(const struct place *place, const char *const *row,
               struct yn_err *err)
{
    const struct yn_cmd *cmd = yn_command_find(row[0]);
    struct yn_syntax syntax = {
        .name = row[0],
        .options = cmd->options,
        .n_options = cmd->n_options,
        .n_operands_max = WORDS_MAX,
        .operands = cmd->operands,
    };
    const char *argv[WORDS_MAX + 3] = {"-q", "-o", "out.txt"};
    int argc = 3;
    for (size_t i = 1; i < WORDS_MAX && row[i]; i++)
        argv[argc++] = strcmp(row[i], "SEASON") == 0 ? place->season : row[i];
    void *options = calloc(1, cmd->options_size);
    if (!options)
        return yn_err_nomem(err);
    struct yn_say say = {0};
    struct yn_call call = {.cmd = cmd,
                           .options = options,
                           .common = options,
                           .operand = argv,
                           .say = &say};
    int rc =
        yn_options_parse(&syntax, argc, argv, options, &call.n_operands, err);
    if (!rc) {
        yn_say_init(&say, call.common);
        rc = cmd->run(&call, err);
    }
    free(options);
    return rc;
}

/* The file is the old one or the new one, and nothing stands beside it. */
static void check_output(const struct place *place, int rc,
                         const struct yn_bytes *whole)
{
    struct yn_bytes now = {0};
    struct yn_dir_list list = {0};
    assert_int_equal(yn_file_read("out.txt", FILE_LIMIT, &now, NULL), 0);
    if (rc)
        assert_string_equal(now.data, OLD);
    else
        assert_string_equal(now.data, whole->data);
    free(now.data);
    assert_int_equal(yn_dir_read(".", &list, NULL), 0);
    assert_int_equal(list.n, place->n_entries);
    yn_dir_list_release(&list);
}

static void sweep(struct place *place, const char *const *row,
                  enum fault_kind kind, bool lasting)
{
    int expected = kind == FAULT_ALLOC ? YN_E_NOMEM : YN_E_IO;
    struct yn_bytes whole = {0};
    assert_int_equal(run(place, row, NULL), 0);
    assert_int_equal(yn_file_read("out.txt", FILE_LIMIT, &whole, NULL), 0);
    bool hit = true;
    for (unsigned long nth = 1; hit;
         nth += nth < SWEEP_DENSE ? 1 : nth / SWEEP_SHARE) {
        struct yn_err err = {0};
        folder_write(&place->folder, "out.txt", OLD);
        fault_arm(kind, nth, lasting);
        int rc = run(place, row, &err);
        hit = fault_disarm();
        if (rc && (!hit || rc != expected || err.code != expected))
            fail_msg("%s %s, fault %lu: %s, %s", row[0], row[1], nth,
                     yn_err_name(rc), err.text);
        check_output(place, rc, &whole);
    }
    free(whole.data);
}

static void sweep_rows(struct place *place, enum fault_kind kind)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sweep(place, rows[i], kind, false);
        sweep(place, rows[i], kind, true);
    }
}

static void test_alloc(void **state)
{
    sweep_rows(*state, FAULT_ALLOC);
}

static void test_write(void **state)
{
    sweep_rows(*state, FAULT_WRITE);
}

static int setup(void **state)
{
    static struct place place;
    const char *source = getenv("YEOUN_SOURCE");
    assert_non_null(source);
    snprintf(place.season, sizeof(place.season),
             "%s/tests/golden/three-judges/season", source);
    folder_make(&place.folder);
    folder_write(&place.folder, "out.txt", OLD);
    folder_write(
        &place.folder, "list.txt",
        "The best of 2020\n\n“Flower” – Yoon Mirae for Stove League\n");
    folder_write(&place.folder, "ost.csv", "title,artist\nMind,Kevin Oh\n");
    place.n_entries = 3;
    assert_int_equal(chdir(place.folder.path), 0);
    /* malloc is the one that --wrap puts here. */
    json_set_alloc_funcs(malloc, free);
    *state = &place;
    return 0;
}

static int teardown(void **state)
{
    struct place *place = *state;
    assert_int_equal(chdir("/"), 0);
    folder_remove(&place->folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc),
        cmocka_unit_test(test_write),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
