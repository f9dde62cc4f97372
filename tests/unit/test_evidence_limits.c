/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No right to write, no room, no memory.
 */
#define _GNU_SOURCE /* unshare */
#include "support/test.h"

#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"
#include "support/store.h"

/* Runs `child` in a process of its own; its answer must be 0. */
static void in_child(struct store *p, int (*child)(struct store *p))
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(child(p));
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static int child_may_not_write(struct store *p)
{
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    /* Root may write anywhere. */
    if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
        return 1;
    if (store_open(p, 0, &evidence, &err) != YN_E_IO)
        return 2;
    fprintf(stderr, "%s\n", err.text);
    if (!strstr(err.text, "cannot be") || evidence)
        return 3;
    if (store_open(p, YN_EVIDENCE_READ, &evidence, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 4;
    }
    for (unsigned i = 0; i < N_RESULTS; i++) {
        if (store_get(p, evidence, i, &err))
            return 5;
    }
    yn_evidence_close(&evidence);
    return 0;
}

static void a_folder_that_lets_nobody_write(void **state)
{
    struct store *p = *state;
    char inner[PATH_MAX_BYTES], lock[PATH_MAX_BYTES];
    store_join(inner, p->folder.path, "/.yeoun");
    store_join(lock, inner, "/evidence.lock");
    /* By the files, by the folder, and with no lock file to hold on to. */
    assert_int_equal(chmod(p->folder.path, 0555), 0);
    assert_int_equal(chmod(p->db, 0444), 0);
    assert_int_equal(chmod(lock, 0666), 0);
    assert_int_equal(chmod(inner, 0777), 0);
    in_child(p, child_may_not_write);
    assert_int_equal(chmod(inner, 0555), 0);
    in_child(p, child_may_not_write);
    assert_int_equal(chmod(lock, 0444), 0);
    in_child(p, child_may_not_write);
    assert_int_equal(chmod(inner, 0755), 0);
    assert_int_equal(unlink(lock), 0);
    assert_int_equal(chmod(inner, 0555), 0);
    in_child(p, child_may_not_write);
    assert_int_equal(chmod(inner, 0755), 0);
    assert_int_equal(chmod(p->folder.path, 0755), 0);
}

/* ---- no room ---- */

/* Puts until there is no room left, then again with room. */
static int fill(struct store *p, bool (*make_room)(struct store *p))
{
    struct yn_evidence *evidence = NULL;
    struct yn_claim *claim = NULL;
    struct yn_placements found;
    struct yn_err err = {0};
    unsigned n = N_RESULTS;
    int rc = store_open(p, 0, &evidence, &err);
    while (!rc && n < 500)
        rc = store_put(p, evidence, n++, &err);
    fprintf(stderr, "%u results, then: %s\n", n, err.text);
    if (rc != YN_E_IO || !strstr(err.text, "kept"))
        return 1;
    unsigned last = n - 1;
    for (unsigned i = 0; i < last; i++) {
        if (store_get(p, evidence, i, &err) && i >= N_RESULTS)
            return 2;
    }
    /* The claim outlives the failure. */
    const struct yn_evidence_work work = store_work(p, last);
    found_make(last, SECONDS, &found);
    if (yn_evidence_claim(evidence, &work, &claim, &err) ||
        yn_evidence_put(evidence, &claim, &found, &err) != YN_E_IO || !claim)
        return 3;
    if (!make_room(p) || yn_evidence_put(evidence, &claim, &found, &err))
        return 4;
    yn_evidence_close(&evidence);
    if (store_open(p, 0, &evidence, &err))
        return 5;
    for (unsigned i = N_RESULTS; i <= last; i++) {
        if (store_get(p, evidence, i, &err))
            return 6;
    }
    yn_evidence_close(&evidence);
    yn_placements_release(&found);
    return p->n_warnings ? 7 : 0;
}

static bool limit_files(rlim_t bytes)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit))
        return false;
    limit.rlim_cur = bytes;
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

static bool lift_limit(struct store *p)
{
    (void)p;
    return limit_files(RLIM_INFINITY);
}

static int child_fills_limit(struct store *p)
{
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || !limit_files(300000))
        return 10;
    return fill(p, lift_limit);
}

static void files_may_not_grow(void **state)
{
    in_child(*state, child_fills_limit);
}

static bool grow_disk(struct store *p)
{
    return mount("tmpfs", p->folder.path, "tmpfs", MS_REMOUNT,
                 "size=8m,mode=0755") == 0;
}

#define CHILD_SKIPS 77

/* A disk of our own that nobody else sees. */
static int child_fills_disk(struct store *p)
{
    char spill[PATH_MAX_BYTES];
    if (geteuid() != 0 || unshare(CLONE_NEWNS) ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
        mount("tmpfs", p->folder.path, "tmpfs", 0, "size=600k,mode=0755"))
        return CHILD_SKIPS;
    int rc = fill(p, grow_disk);
    if (rc)
        return rc;
    /* And a disk that has no room for anything. */
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    if (mount("tmpfs", p->folder.path, "tmpfs", 0, "size=64k,mode=0755"))
        return 20;
    store_join(spill, p->folder.path, "/spill");
    FILE *file = fopen(spill, "w");
    if (!file)
        return 21;
    for (int i = 0; i < 100000; i++)
        (void)fputc('x', file);
    (void)fclose(file);
    rc = store_open(p, 0, &evidence, &err);
    fprintf(stderr, "%s\n", err.text);
    return rc == YN_E_IO && !evidence ? 0 : 22;
}

static void the_disk_is_full(void **state)
{
    struct store *p = *state;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(child_fills_disk(p));
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_SKIPS)
        skip(); /* only root may mount one; files_may_not_grow stands in */
    assert_int_equal(status, 0);
}

/* ---- no memory ---- */

static int use_store(struct store *p, unsigned number, struct yn_err *err)
{
    struct yn_evidence *evidence = NULL;
    int rc = store_open(p, 0, &evidence, err);
    if (!rc)
        rc = store_get(p, evidence, 0, err);
    if (!rc)
        rc = store_put(p, evidence, number, err);
    yn_evidence_close(&evidence);
    return rc;
}

/* SQLite gets a little more memory each time until all goes well. */
static void sqlite_runs_out_of_memory(void **state)
{
    struct store *p = *state;
    const sqlite3_int64 step = 997;
    sqlite3_int64 room = sqlite3_memory_used();
    unsigned n_failed = 0;
    int rc;
    do {
        struct yn_err err = {0};
        room += step;
        (void)sqlite3_hard_heap_limit64(room);
        rc = use_store(p, 100, &err);
        (void)sqlite3_hard_heap_limit64(0);
        if (rc && rc != YN_E_NOMEM)
            fail_msg("with %lld bytes: %s", (long long)room, err.text);
        n_failed += rc != 0;
    } while (rc);
    assert_in_range(n_failed, 20, 2000);
    assert_int_equal(p->n_warnings, 0);
    struct yn_evidence *evidence = store_must_open(p);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(store_get(p, evidence, i, NULL), 0);
    assert_int_equal(store_get(p, evidence, 100, NULL), 0);
    yn_evidence_close(&evidence);
}

#define TEST_PLACE(f)                                                          \
    cmocka_unit_test_setup_teardown(f, store_make, store_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_PLACE(a_folder_that_lets_nobody_write),
        TEST_PLACE(files_may_not_grow),
        TEST_PLACE(the_disk_is_full),
        TEST_PLACE(sqlite_runs_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
