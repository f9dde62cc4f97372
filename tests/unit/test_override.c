/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <yeoun/override.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/file.h"
#include "support/folder.h"

#define FILE_LIMIT ((size_t)1 << 22)
#define HEAD "time,editor,action,drama,track,artist,because\n"

struct fixture {
    struct folder folder;
    char file[300];
    struct yn_run run;
};

static void reopen(struct fixture *f)
{
    yn_run_release(&f->run);
    assert_int_equal(yn_run_open(f->folder.path, false, NULL, &f->run, NULL),
                     0);
}

static int setup(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;
    *f = (struct fixture){0};
    folder_make(&f->folder);
    folder_write(&f->folder, "season.md",
                 "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(&f->folder, "dramas/harbour.md",
                 "---\ntitle: Harbour, the\ntracks:\n"
                 "  - {title: 'One; \"one\"', artist: [Ada, Bee]}\n"
                 "  - {korean: 둘, artist_ko: 에이다}\n---\n");
    snprintf(f->file, sizeof(f->file), "%.200s/overrides.csv", f->folder.path);
    reopen(f);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    yn_run_release(&f->run);
    folder_remove(&f->folder);
    return 0;
}

static struct yn_override_params params_of(const struct fixture *f, size_t t)
{
    return (struct yn_override_params){.season = f->run.season,
                                       .track = f->run.season->tracks[t],
                                       .pick = true,
                                       .day = {2020, 12, 31},
                                       .editor = "Mina",
                                       .because = "it stays"};
}

static int add(const struct yn_override_params *params, unsigned *line)
{
    char *path = NULL;
    struct yn_err err = {0};
    int rc = yn_override_add(params, &path, line, &err);
    assert_int_equal(rc, err.code);
    assert_true((path == NULL) == (rc != 0));
    free(path);
    return rc;
}

static void expect_file(const struct fixture *f, const char *expected)
{
    struct yn_bytes now = {0};
    assert_int_equal(yn_file_read(f->file, FILE_LIMIT, &now, NULL), 0);
    assert_string_equal(now.data, expected);
    free(now.data);
}

/* The season reads the row back as the track it was written for. */
static void expect_last(struct fixture *f, size_t track, const char *because)
{
    reopen(f);
    assert_int_equal(yn_report_count(f->run.report, YN_PROBLEM), 0);
    const struct yn_season *season = f->run.season;
    assert_true(season->n_overrides > 0);
    const struct yn_override *last =
        &season->overrides[season->n_overrides - 1];
    assert_int_equal(last->track, track);
    assert_string_equal(last->because, because);
}

static void test_new_file(void **state)
{
    struct fixture *f = *state;
    struct yn_override_params params = params_of(f, 0);
    unsigned line;
    assert_int_equal(add(&params, &line), 0);
    assert_int_equal(line, 2);
    expect_file(f, HEAD "2020-12-31,Mina,pick,\"Harbour, the\",\"One; "
                        "\"\"one\"\"\",Ada & Bee,it stays\n");
    expect_last(f, 0, "it stays");
    assert_true(f->run.tally->tracks[0].badge);
    params = params_of(f, 1);
    params.pick = false;
    params.day.year = 0;
    params.time_s = 1609459199;
    params.because = "\"so\"; she said, # and left";
    assert_int_equal(add(&params, &line), 0);
    assert_int_equal(line, 3);
    expect_last(f, 1, params.because);
    assert_string_equal(f->run.season->overrides[1].time,
                        "2020-12-31T23:59:59Z");
    /* A later row on the first track overrules the first one. */
    params = params_of(f, 0);
    params.pick = false;
    assert_int_equal(add(&params, &line), 0);
    expect_last(f, 0, "it stays");
    assert_int_equal(f->run.season->n_overrides, 3);
    assert_false(f->run.tally->tracks[0].badge);
}

/* Files as people and their programs leave them: no byte of theirs changes. */
static void test_other_files(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *old, *row;
        unsigned line;
    } rows[] = {
        {"", HEAD "2020-12-31,Mina,pick,\"Harbour, the\",둘,에이다,it stays\n",
         2},
        {"\n# mine\n",
         HEAD "2020-12-31,Mina,pick,\"Harbour, the\",둘,에이다,it stays\n", 4},
        {HEAD, "2020-12-31,Mina,pick,\"Harbour, the\",둘,에이다,it stays\n", 2},
        /* No end of the last line. */
        {"time,editor,action,drama,track,artist,because",
         "\n2020-12-31,Mina,pick,\"Harbour, the\",둘,에이다,it stays\n", 2},
        /* Another order, another separator, another line end, a BOM, a cell of
         * two lines. */
        {"\xEF\xBB\xBF"
         "Because;track;drama;artist;editor;time;action\r\n"
         "\"two\r\nlines\";둘;\"Harbour, the\";;Ana;;drop\r\n",
         "it stays;둘;\"Harbour, the\";에이다;Mina;2020-12-31;pick\r\n", 4},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        char expected[1024];
        unsigned line;
        folder_write(&f->folder, "overrides.csv", rows[i].old);
        const struct yn_override_params params = params_of(f, 1);
        assert_int_equal(add(&params, &line), 0);
        assert_int_equal(line, rows[i].line);
        snprintf(expected, sizeof(expected), "%s%s", rows[i].old, rows[i].row);
        expect_file(f, expected);
        expect_last(f, 1, "it stays");
    }
}

static void test_refused(void **state)
{
    struct fixture *f = *state;
    static const char kept[] = "time,editor,action,drama,track,artist\n";
    static const struct {
        const char *old, *because;
        int code;
    } rows[] = {
        {kept, "why", YN_E_INPUT}, /* nowhere to say why */
        {"time,\"editor\n", "why", YN_E_INPUT},
        {"\xFF\xFEt\0", "why", YN_E_INPUT}, /* UTF-16 */
        {"t\xE9moin,track\n", "why", YN_E_INPUT},
        {HEAD, "", YN_E_ARG},
        {HEAD, " \t ", YN_E_ARG},
        {HEAD, "two\nlines", YN_E_ARG},
        {HEAD, "\xFF", YN_E_ARG},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        unsigned line = 77;
        folder_write(&f->folder, "overrides.csv", rows[i].old);
        struct yn_override_params params = params_of(f, 0);
        params.because = rows[i].because;
        assert_int_equal(add(&params, &line), rows[i].code);
        assert_int_equal(line, 77);
        expect_file(f, rows[i].old);
    }
    /* What is to be the new file cannot be made. */
    char aside[310];
    snprintf(aside, sizeof(aside), "%s.new", f->file);
    assert_int_equal(mkdir(aside, 0777), 0);
    folder_write(&f->folder, "overrides.csv", HEAD);
    const struct yn_override_params params = params_of(f, 0);
    unsigned line;
    assert_int_equal(add(&params, &line), YN_E_IO);
    expect_file(f, HEAD);
    assert_int_equal(rmdir(aside), 0);
}

static void test_dry_run(void **state)
{
    struct fixture *f = *state;
    unlink(f->file);
    struct yn_override_params params = params_of(f, 0);
    params.dry_run = true;
    unsigned line;
    assert_int_equal(add(&params, &line), 0);
    assert_int_equal(line, 2);
    assert_false(yn_file_exists(f->file));
}

/* The mode of the file and a link to it stay. */
static void test_link(void **state)
{
    struct fixture *f = *state;
    char real[300];
    struct stat st;
    unlink(f->file);
    snprintf(real, sizeof(real), "%.200s/real.csv", f->folder.path);
    folder_write(&f->folder, "real.csv", HEAD);
    assert_int_equal(chmod(real, 0640), 0);
    assert_int_equal(symlink("real.csv", f->file), 0);
    const struct yn_override_params params = params_of(f, 0);
    unsigned line;
    assert_int_equal(add(&params, &line), 0);
    assert_int_equal(lstat(f->file, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(real, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    expect_last(f, 0, "it stays");
    unlink(f->file);
    unlink(real);
}

static void add_many(const struct fixture *f, int n)
{
    const struct yn_override_params params = params_of(f, 1);
    char *path;
    unsigned line;
    for (int i = 0; i < n; i++) {
        if (yn_override_add(&params, &path, &line, NULL))
            _exit(1);
        free(path);
    }
    _exit(0);
}

/* Several who add at once: every row is kept. */
static void test_at_once(void **state)
{
    struct fixture *f = *state;
    enum { WRITERS = 4, ROWS = 8 };
    unlink(f->file);
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0)
            add_many(f, ROWS);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    reopen(f);
    assert_int_equal(yn_report_count(f->run.report, YN_PROBLEM), 0);
    assert_int_equal(f->run.season->n_overrides, WRITERS * ROWS);
}

/* Killed at any moment: whole rows, never fewer than before. */
static void test_killed(void **state)
{
    struct fixture *f = *state;
    size_t before = 0;
    unlink(f->file);
    /* Where the machine is busy a writer may not have begun. */
    for (int i = 0; i < 20 || (!before && i < 400); i++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0)
            add_many(f, 100000);
        const struct timespec moment = {.tv_nsec = 300000L + i * 170000L};
        nanosleep(&moment, NULL);
        assert_int_equal(kill(pid, SIGKILL), 0);
        assert_int_equal(waitpid(pid, NULL, 0), pid);
        reopen(f);
        assert_int_equal(yn_report_count(f->run.report, YN_PROBLEM), 0);
        assert_true(f->run.season->n_overrides >= before);
        before = f->run.season->n_overrides;
    }
    assert_true(before > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_file), cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_dry_run),
        cmocka_unit_test(test_link),     cmocka_unit_test(test_at_once),
        cmocka_unit_test(test_killed),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
