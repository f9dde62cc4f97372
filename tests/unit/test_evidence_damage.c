/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is not as it was left, or there is no room or right to write it.
 */
#define _GNU_SOURCE /* unshare */
#include "support/test.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/file.h"
#include "evidence/evidence.h"
#include "support/folder.h"
#include "support/found.h"

#define PATH_MAX_BYTES 400
#define FILE_LIMIT ((size_t)16 << 20)
#define N_RESULTS 3 /* of the store that gets damaged */
#define SECONDS 600
#define SHORT_WAIT_MS 40

struct place {
    struct folder folder;
    char db[PATH_MAX_BYTES], aside[PATH_MAX_BYTES];
    struct yn_hash masters[FOUND_MASTERS];
    int n_warnings;
    char warning[YN_ERR_TEXT_MAX];
    struct yn_log log;
};

static void join(char *out, const char *path, const char *more)
{
    int n = snprintf(out, PATH_MAX_BYTES, "%s%s", path, more);
    assert_in_range(n, 1, PATH_MAX_BYTES - 1);
}

static void keep_line(void *ctx, enum yn_log_level level, const char *text)
{
    struct place *p = ctx;
    assert_int_equal(level, YN_LOG_WARNING);
    p->n_warnings++;
    snprintf(p->warning, sizeof(p->warning), "%s", text);
}

static int open_store(struct place *p, unsigned flags, struct yn_evidence **out,
                      struct yn_err *err)
{
    return yn_evidence_open(
        &(struct yn_evidence_params){.dir = p->folder.path,
                                     .flags = flags,
                                     .wait_ms = SHORT_WAIT_MS,
                                     .log = &p->log},
        out, err);
}

static struct yn_evidence *must_open(struct place *p)
{
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    if (open_store(p, 0, &evidence, &err))
        fail_msg("%s", err.text);
    return evidence;
}

static struct yn_evidence_work work_of(const struct place *p, unsigned number)
{
    return (struct yn_evidence_work){.episode =
                                         yn_hash_bytes(&number, sizeof(number)),
                                     .masters = p->masters,
                                     .n_masters = FOUND_MASTERS,
                                     .method = "test"};
}

static int put(struct place *p, struct yn_evidence *evidence, unsigned number,
               struct yn_err *err)
{
    struct yn_placements found;
    struct yn_claim *claim = NULL;
    const struct yn_evidence_work work = work_of(p, number);
    int rc = yn_evidence_claim(evidence, &work, &claim, err);
    found_make(number, SECONDS, &found);
    if (!rc)
        rc = yn_evidence_put(evidence, &claim, &found, err);
    yn_placements_release(&found);
    yn_claim_release(&claim);
    return rc;
}

/* YN_OK: there, and as it was put. */
static int get(struct place *p, struct yn_evidence *evidence, unsigned number,
               struct yn_err *err)
{
    struct yn_placements found, back = {0};
    const struct yn_evidence_work work = work_of(p, number);
    int rc = yn_evidence_get(evidence, &work, &back, err);
    found_make(number, SECONDS, &found);
    if (!rc && !found_same(&found, &back))
        rc = YN_E_INTERNAL;
    yn_placements_release(&found);
    yn_placements_release(&back);
    return rc;
}

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof(*p));
    if (!p)
        return -1;
    folder_make(&p->folder);
    join(p->db, p->folder.path, "/.yeoun/evidence.db");
    join(p->aside, p->db, ".damaged-1");
    p->log = (struct yn_log){keep_line, p};
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        p->masters[i] = yn_hash_bytes(&i, sizeof(i));
    struct yn_evidence *evidence = must_open(p);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(put(p, evidence, i, NULL), 0);
    yn_evidence_close(&evidence);
    *state = p;
    return 0;
}

static int close_place(void **state)
{
    struct place *p = *state;
    folder_remove(&p->folder);
    free(p);
    return 0;
}

/* ---- damage ---- */

static void overwrite(const char *path, size_t at, size_t len)
{
    struct yn_bytes bytes = {0};
    assert_int_equal(yn_file_read(path, FILE_LIMIT, &bytes, NULL), 0);
    for (size_t i = at; i < bytes.len && i - at < len; i++)
        bytes.data[i] = (char)(i * 167 + 41);
    assert_int_equal(yn_file_write(path, bytes.data, bytes.len, NULL), 0);
    free(bytes.data);
}

static void poke(const char *path, size_t at, char byte)
{
    struct yn_bytes bytes = {0};
    assert_int_equal(yn_file_read(path, FILE_LIMIT, &bytes, NULL), 0);
    assert_in_range(at, 0, bytes.len - 1);
    bytes.data[at] = byte;
    assert_int_equal(yn_file_write(path, bytes.data, bytes.len, NULL), 0);
    free(bytes.data);
}

static void run_sql(const struct place *p, const char *text)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, text, NULL, NULL, NULL);
    if (rc)
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    sqlite3_close(db);
}

enum damage { CUT, OVERWRITE, POKE, SQL, WAL, REPLACE };

struct damage_row {
    const char *name;
    enum damage kind;
    size_t at, len;
    const char *text;
    bool aside;      /* the whole file is set aside */
    unsigned n_kept; /* results that are still there */
};

static const struct damage_row damages[] = {
    {"header", OVERWRITE, 0, 100, NULL, true, 0},
    {"first page", OVERWRITE, 100, 3996, NULL, true, 0},
    {"all but the first page", OVERWRITE, 4096, FILE_LIMIT, NULL, true, 0},
    {"a few pages", OVERWRITE, 8192, 16384, NULL, true, 0},
    {"a later SQLite's header", POKE, 18, 3, NULL, true, 0},
    {"no database", REPLACE, 0, 0, "Dear diary, nothing today.", true, 0},
    {"cut in a page", CUT, 10000, 0, NULL, true, 0},
    {"cut in the header", CUT, 50, 0, NULL, true, 0},
    {"cut to a page", CUT, 4096, 0, NULL, true, 0},
    {"cut to nothing", CUT, 0, 0, NULL, false, 0},
    {"another program's", SQL, 0, 0, "PRAGMA application_id = 7", true, 0},
    {"version 0", SQL, 0, 0, "PRAGMA user_version = 0", true, 0},
    {"version below", SQL, 0, 0, "PRAGMA user_version = -3", true, 0},
    {"no table", SQL, 0, 0, "DROP TABLE file", true, 0},
    {"no column", SQL, 0, 0, "ALTER TABLE result RENAME data TO d", true, 0},
    {"a view", SQL, 0, 0,
     "DROP TABLE result; CREATE VIEW result AS SELECT 1 AS id, 2 AS episode,"
     " 3 AS roster, 4 AS method, 5 AS data",
     true, 0},
    {"a check that says no", SQL, 0, 0,
     "DROP TABLE result; CREATE TABLE result (id INTEGER PRIMARY KEY, episode, "
     "roster, method, data CHECK (data = 'no'))",
     true, 0},
    {"a trigger", SQL, 0, 0,
     "CREATE TRIGGER t AFTER INSERT ON result BEGIN DELETE FROM result; END",
     false, N_RESULTS},
    {"one result's bytes", SQL, 0, 0,
     "UPDATE result SET data = zeroblob(length(data)) WHERE id = 1", false,
     N_RESULTS - 1},
    {"one result's kind", SQL, 0, 0,
     "UPDATE result SET data = x'' WHERE id = 1", false, N_RESULTS - 1},
    {"two results exchanged", SQL, 0, 0,
     "UPDATE result SET data = (SELECT data FROM result WHERE id = 2)"
     " WHERE id = 1",
     false, N_RESULTS - 1},
    {"foreign log", WAL, 0, 0, "this is no log of a database", false,
     N_RESULTS},
};

static void do_damage(struct place *p, const struct damage_row *row)
{
    switch (row->kind) {
    case CUT:
        assert_int_equal(truncate(p->db, (off_t)row->at), 0);
        return;
    case OVERWRITE:
        overwrite(p->db, row->at, row->len);
        return;
    case POKE:
        poke(p->db, row->at, (char)row->len);
        return;
    case SQL:
        run_sql(p, row->text);
        return;
    case WAL:
        folder_write(&p->folder, ".yeoun/evidence.db-wal", row->text);
        return;
    case REPLACE:
        folder_write(&p->folder, ".yeoun/evidence.db", row->text);
        return;
    }
}

/* Counts the results still there; all of them can then be put again. */
static unsigned n_kept(struct place *p, struct yn_evidence *evidence,
                       const char *name)
{
    unsigned n = 0;
    for (unsigned i = 0; i < N_RESULTS; i++) {
        struct yn_err err = {0};
        int rc = get(p, evidence, i, &err);
        if (rc && rc != YN_E_NOTFOUND)
            fail_msg("%s: %s", name, err.text);
        n += rc == YN_OK;
        rc = put(p, evidence, i, &err);
        if (rc < 0)
            fail_msg("%s: %s", name, err.text);
        assert_int_equal(get(p, evidence, i, NULL), YN_OK);
    }
    return n;
}

static void damage_is_set_aside(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(damages); i++) {
        const struct damage_row *row = &damages[i];
        void *fresh = NULL;
        assert_int_equal(open_place(&fresh), 0);
        struct place *p = fresh;
        struct yn_bytes before = {0}, after = {0};
        do_damage(p, row);
        assert_int_equal(yn_file_read(p->db, FILE_LIMIT, &before, NULL), 0);
        struct yn_evidence *evidence = must_open(p);
        unsigned n = n_kept(p, evidence, row->name);
        bool aside = yn_file_exists(p->aside);
        if (n != row->n_kept || aside != row->aside)
            fail_msg("%s: kept %u, aside %d (%s)", row->name, n, aside,
                     p->warning);
        bool said = row->aside || (row->n_kept && row->n_kept < N_RESULTS);
        assert_int_equal(p->n_warnings, said ? 1 : 0);
        if (row->aside) {
            assert_non_null(strstr(p->warning, "evidence.db.damaged-1"));
            assert_int_equal(yn_file_read(p->aside, FILE_LIMIT, &after, NULL),
                             0);
            assert_int_equal(before.len, after.len);
        }
        yn_evidence_close(&evidence);
        free(before.data);
        free(after.data);
        close_place(&fresh);
    }
}

static void damaged_twice_is_kept_twice(void **state)
{
    struct place *p = *state;
    for (int i = 1; i <= 2; i++) {
        char aside[PATH_MAX_BYTES + 16];
        folder_write(&p->folder, ".yeoun/evidence.db", "not a database at all");
        struct yn_evidence *evidence = must_open(p);
        yn_evidence_close(&evidence);
        snprintf(aside, sizeof(aside), "%s.damaged-%d", p->db, i);
        assert_true(yn_file_exists(aside));
        assert_int_equal(p->n_warnings, i);
    }
}

static void a_damaged_store_in_use_is_waited_for(void **state)
{
    struct place *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *first = must_open(p), *second = NULL;
    overwrite(p->db, 0, 100);
    assert_int_equal(open_store(p, 0, &second, &err), YN_E_IO);
    assert_non_null(strstr(err.text, "another yeoun has it open"));
    assert_false(yn_file_exists(p->aside));
    yn_evidence_close(&first);
    second = must_open(p);
    assert_true(yn_file_exists(p->aside));
    yn_evidence_close(&second);
}

static void damage_under_an_open_store_is_met(void **state)
{
    struct place *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *evidence = must_open(p);
    overwrite(p->db, 4096, FILE_LIMIT);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(get(p, evidence, i, &err), YN_E_NOTFOUND);
    assert_true(yn_file_exists(p->aside));
    assert_int_equal(put(p, evidence, 0, NULL), YN_OK);
    assert_int_equal(get(p, evidence, 0, NULL), YN_OK);
    yn_evidence_close(&evidence);
}

static void a_deleted_store_is_made_again(void **state)
{
    struct place *p = *state;
    struct yn_evidence *evidence = must_open(p), *other = NULL;
    struct folder inner;
    snprintf(inner.path, sizeof(inner.path), "%.200s/.yeoun", p->folder.path);
    folder_remove(&inner);
    assert_int_equal(put(p, evidence, 9, NULL), YN_OK);
    other = must_open(p);
    assert_int_equal(get(p, other, 9, NULL), YN_OK);
    assert_int_equal(get(p, other, 0, NULL), YN_E_NOTFOUND);
    yn_evidence_close(&other);
    yn_evidence_close(&evidence);
}

static void a_newer_version_is_left_alone(void **state)
{
    struct place *p = *state;
    static const unsigned flags[] = {0, YN_EVIDENCE_READ};
    struct yn_bytes before = {0}, after = {0};
    run_sql(p, "PRAGMA user_version = 99");
    assert_int_equal(yn_file_read(p->db, FILE_LIMIT, &before, NULL), 0);
    for (size_t i = 0; i < YN_LEN(flags); i++) {
        struct yn_err err = {0};
        struct yn_evidence *evidence = NULL;
        assert_int_equal(open_store(p, flags[i], &evidence, &err), YN_E_INPUT);
        assert_null(evidence);
        assert_non_null(strstr(err.text, "newer yeoun"));
        assert_non_null(strstr(err.text, p->db));
    }
    assert_int_equal(yn_file_read(p->db, FILE_LIMIT, &after, NULL), 0);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, after.len);
    free(before.data);
    free(after.data);
}

/* ---- reading only ---- */

static void reading_writes_nothing(void **state)
{
    struct place *p = *state;
    struct yn_evidence *reader = NULL, *writer = must_open(p);
    assert_int_equal(put(p, writer, 7, NULL), 0); /* still in the log */
    assert_int_equal(open_store(p, YN_EVIDENCE_READ, &reader, NULL), 0);
    assert_int_equal(get(p, reader, 7, NULL), 0);
    assert_int_equal(get(p, reader, 8, NULL), YN_E_NOTFOUND);
    assert_int_equal(put(p, writer, 8, NULL), 0);
    assert_int_equal(get(p, reader, 8, NULL), 0);
    yn_evidence_close(&reader);
    yn_evidence_close(&writer);
}

static void reading_says_what_is_not_there(void **state)
{
    struct place *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *reader = NULL;
    folder_write(&p->folder, ".yeoun/evidence.db", "Dear diary");
    assert_int_equal(open_store(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_INPUT);
    assert_non_null(strstr(err.text, "damaged"));
    folder_write(&p->folder, ".yeoun/evidence.db", "");
    assert_int_equal(open_store(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_NOTFOUND);
    assert_int_equal(unlink(p->db), 0);
    assert_int_equal(open_store(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_NOTFOUND);
    assert_non_null(strstr(err.text, "nothing has been measured yet"));
    assert_false(yn_file_exists(p->db));
    assert_null(reader);
}

/* Runs `child` in a process of its own; its answer must be 0. */
static void in_child(struct place *p, int (*child)(struct place *p))
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(child(p));
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static int child_may_not_write(struct place *p)
{
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    /* Root may write anywhere. */
    if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
        return 1;
    if (open_store(p, 0, &evidence, &err) != YN_E_IO)
        return 2;
    fprintf(stderr, "%s\n", err.text);
    if (!strstr(err.text, "cannot be") || evidence)
        return 3;
    if (open_store(p, YN_EVIDENCE_READ, &evidence, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 4;
    }
    for (unsigned i = 0; i < N_RESULTS; i++) {
        if (get(p, evidence, i, &err))
            return 5;
    }
    yn_evidence_close(&evidence);
    return 0;
}

static void a_folder_that_lets_nobody_write(void **state)
{
    struct place *p = *state;
    char inner[PATH_MAX_BYTES], lock[PATH_MAX_BYTES];
    join(inner, p->folder.path, "/.yeoun");
    join(lock, inner, "/evidence.lock");
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
static int fill(struct place *p, bool (*make_room)(struct place *p))
{
    struct yn_evidence *evidence = NULL;
    struct yn_claim *claim = NULL;
    struct yn_placements found;
    struct yn_err err = {0};
    unsigned n = N_RESULTS;
    int rc = open_store(p, 0, &evidence, &err);
    while (!rc && n < 500)
        rc = put(p, evidence, n++, &err);
    fprintf(stderr, "%u results, then: %s\n", n, err.text);
    if (rc != YN_E_IO || !strstr(err.text, "kept"))
        return 1;
    unsigned last = n - 1;
    for (unsigned i = 0; i < last; i++) {
        if (get(p, evidence, i, &err) && i >= N_RESULTS)
            return 2;
    }
    /* The claim outlives the failure. */
    const struct yn_evidence_work work = work_of(p, last);
    found_make(last, SECONDS, &found);
    if (yn_evidence_claim(evidence, &work, &claim, &err) ||
        yn_evidence_put(evidence, &claim, &found, &err) != YN_E_IO || !claim)
        return 3;
    if (!make_room(p) || yn_evidence_put(evidence, &claim, &found, &err))
        return 4;
    yn_evidence_close(&evidence);
    if (open_store(p, 0, &evidence, &err))
        return 5;
    for (unsigned i = N_RESULTS; i <= last; i++) {
        if (get(p, evidence, i, &err))
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

static bool lift_limit(struct place *p)
{
    (void)p;
    return limit_files(RLIM_INFINITY);
}

static int child_fills_limit(struct place *p)
{
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || !limit_files(300000))
        return 10;
    return fill(p, lift_limit);
}

static void files_may_not_grow(void **state)
{
    in_child(*state, child_fills_limit);
}

static bool grow_disk(struct place *p)
{
    return mount("tmpfs", p->folder.path, "tmpfs", MS_REMOUNT,
                 "size=8m,mode=0755") == 0;
}

#define CHILD_SKIPS 77

/* A disk of our own that nobody else sees. */
static int child_fills_disk(struct place *p)
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
    join(spill, p->folder.path, "/spill");
    FILE *file = fopen(spill, "w");
    if (!file)
        return 21;
    for (int i = 0; i < 100000; i++)
        (void)fputc('x', file);
    (void)fclose(file);
    rc = open_store(p, 0, &evidence, &err);
    fprintf(stderr, "%s\n", err.text);
    return rc == YN_E_IO && !evidence ? 0 : 22;
}

static void the_disk_is_full(void **state)
{
    struct place *p = *state;
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

static int use_store(struct place *p, unsigned number, struct yn_err *err)
{
    struct yn_evidence *evidence = NULL;
    int rc = open_store(p, 0, &evidence, err);
    if (!rc)
        rc = get(p, evidence, 0, err);
    if (!rc)
        rc = put(p, evidence, number, err);
    yn_evidence_close(&evidence);
    return rc;
}

/* SQLite gets a little more memory each time until all goes well. */
static void sqlite_runs_out_of_memory(void **state)
{
    struct place *p = *state;
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
    struct yn_evidence *evidence = must_open(p);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(get(p, evidence, i, NULL), 0);
    assert_int_equal(get(p, evidence, 100, NULL), 0);
    yn_evidence_close(&evidence);
}

/* ---- content ---- */

/* What is kept of a file is used as long as its state is the same. */
static void a_known_file_is_not_read(void **state)
{
    struct place *p = *state;
    struct yn_evidence *evidence = must_open(p);
    char path[PATH_MAX_BYTES];
    struct yn_hash hash;
    const struct timespec wait = {.tv_sec = 2, .tv_nsec = 100000000};
    join(path, p->folder.path, "/film");
    folder_write(&p->folder, "film", "frames");
    nanosleep(&wait, NULL);
    assert_int_equal(yn_evidence_content(evidence, path, &hash, NULL), 0);
    run_sql(p, "UPDATE file SET content = x'000102030405060708090a0b0c0d0e0f'");
    assert_int_equal(yn_evidence_content(evidence, path, &hash, NULL), 0);
    assert_int_equal(hash.byte[15], 15);
    run_sql(p, "UPDATE file SET content = x'00'");
    assert_int_equal(yn_evidence_content(evidence, path, &hash, NULL), 0);
    const struct yn_hash whole = yn_hash_bytes("frames", 6);
    assert_int_equal(yn_hash_compare(&hash, &whole), 0);
    yn_evidence_close(&evidence);
}

#define TEST_PLACE(f)                                                          \
    cmocka_unit_test_setup_teardown(f, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_set_aside),
        TEST_PLACE(damaged_twice_is_kept_twice),
        TEST_PLACE(a_damaged_store_in_use_is_waited_for),
        TEST_PLACE(damage_under_an_open_store_is_met),
        TEST_PLACE(a_deleted_store_is_made_again),
        TEST_PLACE(a_newer_version_is_left_alone),
        TEST_PLACE(reading_writes_nothing),
        TEST_PLACE(reading_says_what_is_not_there),
        TEST_PLACE(a_folder_that_lets_nobody_write),
        TEST_PLACE(files_may_not_grow),
        TEST_PLACE(the_disk_is_full),
        TEST_PLACE(sqlite_runs_out_of_memory),
        TEST_PLACE(a_known_file_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
