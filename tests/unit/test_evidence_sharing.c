/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many processes on one store, and processes that are killed.
 *
 * A child never asserts: its exit status tells.
 */
#include "support/test.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "evidence/evidence.h"
#include "support/folder.h"
#include "support/found.h"

#define N_WORKERS 4
#define N_WORKS 25
#define N_KILLS 24

static struct folder folder;
static struct yn_hash masters[FOUND_MASTERS];

static int make_folder(void **state)
{
    (void)state;
    folder_make(&folder);
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        masters[i] = yn_hash_bytes(&i, sizeof(i));
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(&folder);
    return 0;
}

static struct yn_evidence_work work_of(unsigned number)
{
    return (struct yn_evidence_work){.episode =
                                         yn_hash_bytes(&number, sizeof(number)),
                                     .masters = masters,
                                     .n_masters = FOUND_MASTERS,
                                     .method = "test"};
}

static int open_store(struct yn_evidence **out)
{
    struct yn_err err = {0};
    int rc = yn_evidence_open(&(struct yn_evidence_params){.dir = folder.path},
                              out, &err);
    if (rc)
        fprintf(stderr, "%s\n", err.text);
    return rc;
}

static void pause_us(long us)
{
    const struct timespec wait = {.tv_nsec = us * 1000};
    nanosleep(&wait, NULL);
}

static int put(struct yn_evidence *evidence, struct yn_claim **claim,
               unsigned number)
{
    struct yn_placements found;
    struct yn_err err = {0};
    found_make(number, 300, &found);
    int rc = yn_evidence_put(evidence, claim, &found, &err);
    if (rc)
        fprintf(stderr, "%s\n", err.text);
    yn_placements_release(&found);
    return rc;
}

static bool is_as_put(struct yn_evidence *evidence, unsigned number)
{
    struct yn_placements found, back = {0};
    const struct yn_evidence_work work = work_of(number);
    if (yn_evidence_get(evidence, &work, &back, NULL))
        return false;
    found_make(number, 300, &found);
    bool same = found_same(&found, &back);
    yn_placements_release(&found);
    yn_placements_release(&back);
    return same;
}

/* ---- workers ---- */

static int work_off(unsigned worker, atomic_int *done)
{
    struct yn_evidence *evidence = NULL;
    int rc = open_store(&evidence);
    for (unsigned i = 0; !rc && i < N_WORKS; i++) {
        unsigned number = (i + worker * 3) % N_WORKS;
        const struct yn_evidence_work work = work_of(number);
        struct yn_claim *claim = NULL;
        rc = yn_evidence_claim(evidence, &work, &claim, NULL);
        if (rc == YN_CLAIM_DONE || rc == YN_CLAIM_TAKEN) {
            rc = 0;
        } else if (!rc) {
            atomic_fetch_add(&done[number], 1);
            pause_us(500 * (long)(1 + worker));
            rc = put(evidence, &claim, number);
        }
        yn_claim_release(&claim);
    }
    yn_evidence_close(&evidence);
    return rc ? 1 : 0;
}

/* The store is not there yet: they also make it together. */
static void workers_share(void **state)
{
    (void)state;
    pid_t pid[N_WORKERS];
    atomic_int *done =
        mmap(NULL, N_WORKS * sizeof(*done), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(done, MAP_FAILED);
    for (unsigned i = 0; i < N_WORKERS; i++) {
        pid[i] = fork();
        assert_true(pid[i] >= 0);
        if (pid[i] == 0)
            _exit(work_off(i, done));
    }
    for (unsigned i = 0; i < N_WORKERS; i++) {
        int status = -1;
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_int_equal(status, 0);
    }
    struct yn_evidence *evidence = NULL;
    assert_int_equal(open_store(&evidence), 0);
    for (unsigned i = 0; i < N_WORKS; i++) {
        assert_int_equal(atomic_load(&done[i]), 1);
        assert_true(is_as_put(evidence, i));
    }
    yn_evidence_close(&evidence);
    munmap(done, N_WORKS * sizeof(*done));
}

/* ---- kills ---- */

static void child_holds_claim(int to_parent)
{
    struct yn_evidence *evidence = NULL;
    struct yn_claim *claim = NULL;
    const struct yn_evidence_work work = work_of(1);
    if (open_store(&evidence) ||
        yn_evidence_claim(evidence, &work, &claim, NULL) ||
        write(to_parent, "y", 1) != 1)
        _exit(1);
    for (;;)
        pause();
}

static void a_killed_claim_is_free(void **state)
{
    (void)state;
    int fd[2];
    char byte;
    struct yn_evidence *evidence = NULL;
    struct yn_claim *claim = NULL;
    const struct yn_evidence_work work = work_of(1);
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        child_holds_claim(fd[1]);
    assert_int_equal(read(fd[0], &byte, 1), 1);
    assert_int_equal(open_store(&evidence), 0);
    assert_int_equal(yn_evidence_claim(evidence, &work, &claim, NULL),
                     YN_CLAIM_TAKEN);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(yn_evidence_claim(evidence, &work, &claim, NULL), 0);
    yn_claim_release(&claim);
    yn_evidence_close(&evidence);
    close(fd[0]);
    close(fd[1]);
}

static void child_puts(unsigned first, int to_parent)
{
    struct yn_evidence *evidence = NULL;
    if (open_store(&evidence))
        _exit(1);
    for (unsigned number = first;; number++) {
        const struct yn_evidence_work work = work_of(number);
        struct yn_claim *claim = NULL;
        if (yn_evidence_claim(evidence, &work, &claim, NULL) ||
            put(evidence, &claim, number) ||
            write(to_parent, &number, sizeof(number)) != sizeof(number))
            _exit(1);
    }
}

static void check_sound(void)
{
    char path[300];
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    snprintf(path, sizeof(path), "%s/.yeoun/evidence.db", folder.path);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

/* Starts a child that puts from `first` on and kills it after `us`. Returns the
 * number after the last that it said was put. */
static unsigned put_until_killed(unsigned first, long us)
{
    int fd[2];
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        child_puts(first, fd[1]);
    close(fd[1]);
    pause_us(us);
    assert_int_equal(kill(pid, SIGKILL), 0);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    unsigned number, end = first;
    while (read(fd[0], &number, sizeof(number)) == sizeof(number))
        end = number + 1;
    close(fd[0]);
    return end;
}

/* Whenever it comes, from the first write on: what was put stays, and one more
 * may be there, whole. */
static void killed_at_any_moment(void **state)
{
    (void)state;
    uint32_t random = 20201;
    unsigned end = 0;
    for (int i = 0; i < N_KILLS; i++) {
        random = random * 1664525u + 1013904223u;
        /* Some within the making of the store, some among the puts. */
        long us = i < N_KILLS / 3 ? 200 + (long)(random >> 8) % 6000
                                  : 4000 + (long)(random >> 8) % 40000;
        if (i < N_KILLS / 3) {
            folder_remove(&folder);
            folder_make(&folder);
            end = 0;
        }
        end = put_until_killed(end, us);
        struct yn_evidence *evidence = NULL;
        assert_int_equal(open_store(&evidence), 0);
        for (unsigned number = 0; number < end; number++)
            assert_true(is_as_put(evidence, number));
        const struct yn_evidence_work next = work_of(end);
        struct yn_claim *claim = NULL;
        int rc = yn_evidence_claim(evidence, &next, &claim, NULL);
        if (rc == YN_CLAIM_DONE) {
            assert_true(is_as_put(evidence, end));
            end++;
        } else {
            assert_int_equal(rc, YN_OK);
        }
        yn_claim_release(&claim);
        yn_evidence_close(&evidence);
        check_sound();
    }
    assert_true(end > 0); /* else nothing was ever under way */
}

#define TEST_FOLDER(f)                                                         \
    cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_FOLDER(workers_share),
        TEST_FOLDER(a_killed_claim_is_free),
        TEST_FOLDER(killed_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
