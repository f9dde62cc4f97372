/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is not as it was left.
 */
#include "support/test.h"

#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/file.h"
#include "support/store.h"

#define FILE_LIMIT ((size_t)16 << 20)

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

static void run_sql(const struct store *p, const char *text)
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

static void do_damage(struct store *p, const struct damage_row *row)
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
static unsigned n_kept(struct store *p, struct yn_evidence *evidence,
                       const char *name)
{
    unsigned n = 0;
    for (unsigned i = 0; i < N_RESULTS; i++) {
        struct yn_err err = {0};
        int rc = store_get(p, evidence, i, &err);
        if (rc && rc != YN_E_NOTFOUND)
            fail_msg("%s: %s", name, err.text);
        n += rc == YN_OK;
        rc = store_put(p, evidence, i, &err);
        if (rc < 0)
            fail_msg("%s: %s", name, err.text);
        assert_int_equal(store_get(p, evidence, i, NULL), YN_OK);
    }
    return n;
}

static void damage_is_set_aside(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(damages); i++) {
        const struct damage_row *row = &damages[i];
        void *fresh = NULL;
        assert_int_equal(store_make(&fresh), 0);
        struct store *p = fresh;
        struct yn_bytes before = {0}, after = {0};
        do_damage(p, row);
        assert_int_equal(yn_file_read(p->db, FILE_LIMIT, &before, NULL), 0);
        struct yn_evidence *evidence = store_must_open(p);
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
        store_remove(&fresh);
    }
}

static void damaged_twice_is_kept_twice(void **state)
{
    struct store *p = *state;
    for (int i = 1; i <= 2; i++) {
        char aside[PATH_MAX_BYTES + 16];
        folder_write(&p->folder, ".yeoun/evidence.db", "not a database at all");
        struct yn_evidence *evidence = store_must_open(p);
        yn_evidence_close(&evidence);
        snprintf(aside, sizeof(aside), "%s.damaged-%d", p->db, i);
        assert_true(yn_file_exists(aside));
        assert_int_equal(p->n_warnings, i);
    }
}

static void a_damaged_store_in_use_is_waited_for(void **state)
{
    struct store *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *first = store_must_open(p), *second = NULL;
    overwrite(p->db, 0, 100);
    assert_int_equal(store_open(p, 0, &second, &err), YN_E_IO);
    assert_non_null(strstr(err.text, "another yeoun has it open"));
    assert_false(yn_file_exists(p->aside));
    yn_evidence_close(&first);
    second = store_must_open(p);
    assert_true(yn_file_exists(p->aside));
    yn_evidence_close(&second);
}

static void damage_under_an_open_store_is_met(void **state)
{
    struct store *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *evidence = store_must_open(p);
    overwrite(p->db, 4096, FILE_LIMIT);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(store_get(p, evidence, i, &err), YN_E_NOTFOUND);
    assert_true(yn_file_exists(p->aside));
    assert_int_equal(store_put(p, evidence, 0, NULL), YN_OK);
    assert_int_equal(store_get(p, evidence, 0, NULL), YN_OK);
    yn_evidence_close(&evidence);
}

static void a_deleted_store_is_made_again(void **state)
{
    struct store *p = *state;
    struct yn_evidence *evidence = store_must_open(p), *other = NULL;
    struct folder inner;
    snprintf(inner.path, sizeof(inner.path), "%.200s/.yeoun", p->folder.path);
    folder_remove(&inner);
    assert_int_equal(store_put(p, evidence, 9, NULL), YN_OK);
    other = store_must_open(p);
    assert_int_equal(store_get(p, other, 9, NULL), YN_OK);
    assert_int_equal(store_get(p, other, 0, NULL), YN_E_NOTFOUND);
    yn_evidence_close(&other);
    yn_evidence_close(&evidence);
}

static void a_newer_version_is_left_alone(void **state)
{
    struct store *p = *state;
    static const unsigned flags[] = {0, YN_EVIDENCE_READ};
    struct yn_bytes before = {0}, after = {0};
    run_sql(p, "PRAGMA user_version = 99");
    assert_int_equal(yn_file_read(p->db, FILE_LIMIT, &before, NULL), 0);
    for (size_t i = 0; i < YN_LEN(flags); i++) {
        struct yn_err err = {0};
        struct yn_evidence *evidence = NULL;
        assert_int_equal(store_open(p, flags[i], &evidence, &err), YN_E_INPUT);
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

/* Version 3 had results without the certainty of music, and no more tables. */
static void results_of_version_3_are_measured_anew(void **state)
{
    struct store *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *evidence = NULL;
    run_sql(p, "PRAGMA user_version = 3");
    assert_int_equal(store_open(p, YN_EVIDENCE_READ, &evidence, &err),
                     YN_E_NOTFOUND);
    evidence = store_must_open(p);
    assert_int_equal(n_kept(p, evidence, "version 3"), 0);
    yn_evidence_close(&evidence);
    assert_false(yn_file_exists(p->aside));
    evidence = store_must_open(p);
    assert_int_equal(n_kept(p, evidence, "version 4"), N_RESULTS);
    yn_evidence_close(&evidence);
}

/* ---- reading only ---- */

static void reading_writes_nothing(void **state)
{
    struct store *p = *state;
    struct yn_evidence *reader = NULL, *writer = store_must_open(p);
    assert_int_equal(store_put(p, writer, 7, NULL), 0); /* still in the log */
    assert_int_equal(store_open(p, YN_EVIDENCE_READ, &reader, NULL), 0);
    assert_int_equal(store_get(p, reader, 7, NULL), 0);
    assert_int_equal(store_get(p, reader, 8, NULL), YN_E_NOTFOUND);
    assert_int_equal(store_put(p, writer, 8, NULL), 0);
    assert_int_equal(store_get(p, reader, 8, NULL), 0);
    yn_evidence_close(&reader);
    yn_evidence_close(&writer);
}

static void reading_says_what_is_not_there(void **state)
{
    struct store *p = *state;
    struct yn_err err = {0};
    struct yn_evidence *reader = NULL;
    folder_write(&p->folder, ".yeoun/evidence.db", "Dear diary");
    assert_int_equal(store_open(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_INPUT);
    assert_non_null(strstr(err.text, "damaged"));
    folder_write(&p->folder, ".yeoun/evidence.db", "");
    assert_int_equal(store_open(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_NOTFOUND);
    assert_int_equal(unlink(p->db), 0);
    assert_int_equal(store_open(p, YN_EVIDENCE_READ, &reader, &err),
                     YN_E_NOTFOUND);
    assert_non_null(strstr(err.text, "nothing has been measured yet"));
    assert_false(yn_file_exists(p->db));
    assert_null(reader);
}

/* ---- content ---- */

/* What is kept of a file is used as long as its state is the same. */
static void a_known_file_is_not_read(void **state)
{
    struct store *p = *state;
    struct yn_evidence *evidence = store_must_open(p);
    char path[PATH_MAX_BYTES];
    struct yn_hash hash;
    const struct timespec wait = {.tv_sec = 2, .tv_nsec = 100000000};
    store_join(path, p->folder.path, "/film");
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
    cmocka_unit_test_setup_teardown(f, store_make, store_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_set_aside),
        TEST_PLACE(damaged_twice_is_kept_twice),
        TEST_PLACE(a_damaged_store_in_use_is_waited_for),
        TEST_PLACE(damage_under_an_open_store_is_met),
        TEST_PLACE(a_deleted_store_is_made_again),
        TEST_PLACE(a_newer_version_is_left_alone),
        TEST_PLACE(results_of_version_3_are_measured_anew),
        TEST_PLACE(reading_writes_nothing),
        TEST_PLACE(reading_says_what_is_not_there),
        TEST_PLACE(a_known_file_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
