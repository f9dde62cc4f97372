/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evidence with the Nth allocation or the Nth writing call of ours failing,
 * for N = 1 until none fails any more: the error and nothing else, and what was
 * there before is there after. SQLite's own calls are in test_evidence_damage.
 */
#include "support/test.h"

#include <unistd.h>

#include "base/base.h"
#include "base/file.h"
#include "evidence/evidence.h"
#include "fault.h"
#include "support/folder.h"
#include "support/found.h"

#define FILE_LIMIT ((size_t)1 << 20)
#define SECONDS 20

struct place {
    struct folder folder;
    char film[300], db[300], aside[300];
    struct yn_hash masters[FOUND_MASTERS];
    struct yn_placements found; /* made beforehand: its memory must not fail */
};

static struct yn_evidence_work work_of(const struct place *p, unsigned number)
{
    return (struct yn_evidence_work){.episode =
                                         yn_hash_bytes(&number, sizeof(number)),
                                     .masters = p->masters,
                                     .n_masters = FOUND_MASTERS,
                                     .method = "test"};
}

static int put(const struct place *p, struct yn_evidence *evidence,
               unsigned number, struct yn_err *err)
{
    struct yn_claim *claim = NULL;
    const struct yn_evidence_work work = work_of(p, number);
    int rc = yn_evidence_claim(evidence, &work, &claim, err);
    if (!rc)
        rc = yn_evidence_put(evidence, &claim, &p->found, err);
    yn_claim_release(&claim);
    return rc == YN_CLAIM_DONE ? YN_OK : rc;
}

static int get(const struct place *p, struct yn_evidence *evidence,
               unsigned number, struct yn_err *err)
{
    struct yn_placements back = {0};
    const struct yn_evidence_work work = work_of(p, number);
    int rc = yn_evidence_get(evidence, &work, &back, err);
    yn_placements_release(&back);
    return rc;
}

static int use(const struct place *p, unsigned number, struct yn_err *err)
{
    struct yn_evidence *evidence = NULL;
    struct yn_hash hash;
    int rc = yn_evidence_open(
        &(struct yn_evidence_params){.dir = p->folder.path, .wait_ms = 50},
        &evidence, err);
    if (!rc)
        rc = yn_evidence_content(evidence, p->film, &hash, err);
    if (!rc)
        rc = put(p, evidence, number, err);
    if (!rc)
        rc = get(p, evidence, number, err);
    yn_evidence_close(&evidence);
    return rc;
}

static int open_place(void **state)
{
    static struct place place;
    /* Hundreds of stores are made: in memory none waits for a disk. */
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0);
    folder_make(&place.folder);
    found_make(1, SECONDS, &place.found);
    snprintf(place.film, sizeof(place.film), "%s/film", place.folder.path);
    snprintf(place.db, sizeof(place.db), "%.250s/.yeoun/evidence.db",
             place.folder.path);
    snprintf(place.aside, sizeof(place.aside),
             "%.250s/.yeoun/evidence.db.damaged-1", place.folder.path);
    folder_write(&place.folder, "film", "frames");
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        place.masters[i] = yn_hash_bytes(&i, sizeof(i));
    *state = &place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    yn_placements_release(&place->found);
    folder_remove(&place->folder);
    return 0;
}

/* What `use` meets: nothing, a store with result 0, a damaged one. */
enum before { NOTHING, STORE, DAMAGED };

static void prepare(struct place *p, enum before before)
{
    folder_remove(&p->folder);
    folder_write(&p->folder, "film", "frames");
    if (before != NOTHING)
        assert_int_equal(use(p, 0, NULL), 0);
    if (before == DAMAGED)
        folder_write(&p->folder, ".yeoun/evidence.db", "Dear diary");
}

static void check(struct place *p, enum before before)
{
    struct yn_evidence *evidence = NULL;
    if (before == DAMAGED) {
        struct yn_bytes bytes = {0};
        bool aside = yn_file_exists(p->aside);
        assert_int_equal(
            yn_file_read(aside ? p->aside : p->db, FILE_LIMIT, &bytes, NULL),
            0);
        assert_string_equal(bytes.data, "Dear diary");
        free(bytes.data);
    }
    assert_int_equal(
        yn_evidence_open(
            &(struct yn_evidence_params){.dir = p->folder.path, .wait_ms = 50},
            &evidence, NULL),
        0);
    if (before == STORE)
        assert_int_equal(get(p, evidence, 0, NULL), 0);
    yn_evidence_close(&evidence);
}

static void sweep(struct place *p, enum before before, enum fault_kind kind,
                  bool lasting)
{
    int expected = kind == FAULT_ALLOC ? YN_E_NOMEM : YN_E_IO;
    bool hit = true;
    for (unsigned long nth = 1; hit; nth++) {
        struct yn_err err = {0};
        prepare(p, before);
        fault_arm(kind, nth, lasting);
        int rc = use(p, 1, &err);
        hit = fault_disarm();
        if (rc && (!hit || rc != expected || err.code != expected))
            fail_msg("before %d, fault %lu: %s, %s", (int)before, nth,
                     yn_err_name(rc), err.text);
        check(p, before);
    }
}

static void sweep_all(struct place *p, enum fault_kind kind)
{
    for (int before = NOTHING; before <= DAMAGED; before++) {
        sweep(p, (enum before)before, kind, false);
        sweep(p, (enum before)before, kind, true);
    }
}

static void allocations_fail(void **state)
{
    sweep_all(*state, FAULT_ALLOC);
}

static void writes_fail(void **state)
{
    sweep_all(*state, FAULT_WRITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_fail),
        cmocka_unit_test(writes_fail),
    };
    return cmocka_run_group_tests(tests, open_place, close_place);
}
