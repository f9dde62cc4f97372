/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/store.h"

#include "support/test.h"

void store_join(char *out, const char *path, const char *more)
{
    int n = snprintf(out, PATH_MAX_BYTES, "%s%s", path, more);
    assert_in_range(n, 1, PATH_MAX_BYTES - 1);
}

static void keep_line(void *ctx, enum yn_log_level level, const char *text)
{
    struct store *p = ctx;
    assert_int_equal(level, YN_LOG_WARNING);
    p->n_warnings++;
    snprintf(p->warning, sizeof(p->warning), "%s", text);
}

int store_open(struct store *p, unsigned flags, struct yn_evidence **out,
               struct yn_err *err)
{
    return yn_evidence_open(
        &(struct yn_evidence_params){.dir = p->folder.path,
                                     .flags = flags,
                                     .wait_ms = SHORT_WAIT_MS,
                                     .log = &p->log},
        out, err);
}

struct yn_evidence *store_must_open(struct store *p)
{
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    if (store_open(p, 0, &evidence, &err))
        fail_msg("%s", err.text);
    return evidence;
}

struct yn_evidence_work store_work(const struct store *p, unsigned number)
{
    return (struct yn_evidence_work){.episode =
                                         yn_hash_bytes(&number, sizeof(number)),
                                     .masters = p->masters,
                                     .n_masters = FOUND_MASTERS,
                                     .method = "test"};
}

int store_put(struct store *p, struct yn_evidence *evidence, unsigned number,
              struct yn_err *err)
{
    struct yn_placements found;
    struct yn_claim *claim = NULL;
    const struct yn_evidence_work work = store_work(p, number);
    int rc = yn_evidence_claim(evidence, &work, &claim, err);
    found_make(number, SECONDS, &found);
    if (!rc)
        rc = yn_evidence_put(evidence, &claim, &found, err);
    yn_placements_release(&found);
    yn_claim_release(&claim);
    return rc;
}

int store_get(struct store *p, struct yn_evidence *evidence, unsigned number,
              struct yn_err *err)
{
    struct yn_placements found, back = {0};
    const struct yn_evidence_work work = store_work(p, number);
    int rc = yn_evidence_get(evidence, &work, &back, err);
    found_make(number, SECONDS, &found);
    if (!rc && !found_same(&found, &back))
        rc = YN_E_INTERNAL;
    yn_placements_release(&found);
    yn_placements_release(&back);
    return rc;
}

int store_make(void **state)
{
    struct store *p = calloc(1, sizeof(*p));
    if (!p)
        return -1;
    folder_make(&p->folder);
    store_join(p->db, p->folder.path, "/.yeoun/evidence.db");
    store_join(p->aside, p->db, ".damaged-1");
    p->log = (struct yn_log){keep_line, p};
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        p->masters[i] = yn_hash_bytes(&i, sizeof(i));
    struct yn_evidence *evidence = store_must_open(p);
    for (unsigned i = 0; i < N_RESULTS; i++)
        assert_int_equal(store_put(p, evidence, i, NULL), 0);
    yn_evidence_close(&evidence);
    *state = p;
    return 0;
}

int store_remove(void **state)
{
    struct store *p = *state;
    folder_remove(&p->folder);
    free(p);
    return 0;
}
