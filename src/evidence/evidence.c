/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/evidence.h"

#include <unistd.h>

#include "base/base.h"
#include "base/path.h"
#include "evidence/code.h"
#include "evidence/lock.h"
#include "evidence/store.h"

#define EVIDENCE_FOLDER ".yeoun"
#define EVIDENCE_DB "evidence.db"
#define EVIDENCE_LOCK "evidence.lock"
#define EVIDENCE_WAIT_MS 30000 /* a slow disk may take seconds for a commit */

/* ---- work ---- */

/* What a result is found by. Masters go by their hashes, sorted: `rank` is
 * each one's place, `by_rank` the master at each place. */
struct key {
    struct yn_hash episode, roster;
    char *method;
    struct yn_hash seal; /* of all three */
    size_t *rank, *by_rank, n;
};

struct yn_claim {
    int fd;
    struct key key;
};

struct ranked {
    struct yn_hash hash;
    size_t master;
};

static void key_release(struct key *key)
{
    free(key->method);
    free(key->rank);
    free(key->by_rank);
    *key = (struct key){0};
}

/* Twins stay as they came. */
static int ranked_compare(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int order = yn_hash_compare(&a->hash, &b->hash);
    return order ? order : (a->master > b->master) - (a->master < b->master);
}

static int key_rank(struct key *key, const struct yn_evidence_work *work,
                    struct yn_hasher *hasher, struct yn_err *err)
{
    key->n = work->n_masters;
    if (key->n == 0)
        return YN_OK;
    struct ranked *order = calloc(key->n, sizeof(*order));
    key->rank = calloc(key->n, sizeof(*key->rank));
    key->by_rank = calloc(key->n, sizeof(*key->by_rank));
    if (!order || !key->rank || !key->by_rank) {
        free(order);
        return yn_err_nomem(err);
    }
    for (size_t i = 0; i < key->n; i++)
        order[i] = (struct ranked){work->masters[i], i};
    qsort(order, key->n, sizeof(*order), ranked_compare);
    for (size_t i = 0; i < key->n; i++) {
        key->by_rank[i] = order[i].master;
        key->rank[order[i].master] = i;
        yn_hasher_add(hasher, order[i].hash.byte, YN_HASH_BYTES);
    }
    free(order);
    return YN_OK;
}

static int key_make(struct key *key, const struct yn_evidence_work *work,
                    struct yn_err *err)
{
    struct yn_hasher *hasher = NULL;
    struct key made = {.episode = work->episode};
    int rc = yn_hasher_create(&hasher, err);
    if (!rc)
        rc = key_rank(&made, work, hasher, err);
    if (!rc && !(made.method = strdup(work->method)))
        rc = yn_err_nomem(err);
    if (rc) {
        key_release(&made);
    } else {
        made.roster = yn_hasher_finish(hasher);
        yn_hasher_add(hasher, made.roster.byte, YN_HASH_BYTES);
        yn_hasher_add(hasher, made.episode.byte, YN_HASH_BYTES);
        yn_hasher_add(hasher, made.method, strlen(made.method));
        made.seal = yn_hasher_finish(hasher);
        *key = made;
    }
    yn_hasher_destroy(&hasher);
    return rc;
}

static int key_bind(const struct key *key, const struct yn_sql *sql,
                    sqlite3_stmt *stmt, struct yn_err *err)
{
    int rc = yn_sql_bind(sql, stmt, 1, key->episode.byte, YN_HASH_BYTES, err);
    if (!rc)
        rc = yn_sql_bind(sql, stmt, 2, key->roster.byte, YN_HASH_BYTES, err);
    if (!rc)
        rc = yn_sql_bind_text(sql, stmt, 3, key->method, err);
    return rc;
}

/* ---- reading ---- */

struct lookup {
    const struct key *key;
    struct yn_placements found;
};

/* YN_E_INPUT: there is a result, but it is not whole. */
static int fetch(struct yn_evidence *store, struct lookup *lookup,
                 struct yn_err *err)
{
    const struct key *key = lookup->key;
    const struct yn_code_frame frame = {key->seal, key->by_rank, key->n};
    sqlite3_stmt *stmt = store->query[YN_QUERY_RESULT_GET];
    bool row = false;
    int rc = key_bind(key, &store->sql, stmt, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    if (!rc && !row)
        rc = yn_err_set(err, YN_E_NOTFOUND, 0,
                        "%s: this has not been measured yet; yeoun scan does "
                        "that",
                        store->db_path);
    if (!rc) {
        const void *data = sqlite3_column_blob(stmt, 0);
        int len = sqlite3_column_bytes(stmt, 0);
        if (!data && sqlite3_errcode(store->sql.db) == SQLITE_NOMEM)
            rc = yn_err_nomem(err);
        else
            rc = yn_code_read(data, (size_t)len, &frame, &lookup->found, err);
    }
    yn_sql_reset(stmt);
    return rc;
}

/* A result that is not whole goes, or with it the database: where one page is
 * bad, others may be. */
static int drop(struct yn_evidence *store, const struct key *key,
                struct yn_err *err)
{
    sqlite3_stmt *stmt = NULL, *drop = store->query[YN_QUERY_RESULT_DROP];
    bool row = false;
    int rc = yn_sql_prepare(&store->sql, "PRAGMA quick_check(1)", &stmt, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    const char *verdict =
        !rc && row ? (const char *)sqlite3_column_text(stmt, 0) : "ok";
    if (!rc && (!verdict || strcmp(verdict, "ok") != 0))
        rc = yn_err_set(err, YN_SQL_DAMAGED, 0, "%s",
                        verdict ? verdict : "its check fails");
    sqlite3_finalize(stmt);
    if (rc || store->read_only)
        return rc;
    yn_store_say(store, YN_LOG_WARNING,
                 "%s: what was kept of one episode is damaged; it is measured "
                 "anew",
                 store->db_path);
    rc = key_bind(key, &store->sql, drop, err);
    return rc ? rc : yn_sql_run(&store->sql, drop, err);
}

static int get_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct lookup *lookup = ctx;
    int rc = fetch(store, lookup, err);
    if (rc != YN_E_INPUT)
        return rc;
    rc = drop(store, lookup->key, err);
    return rc ? rc
              : yn_err_set(err, YN_E_NOTFOUND, 0,
                           "%s: what was kept of this episode is damaged; "
                           "yeoun scan measures it anew",
                           store->db_path);
}

int yn_evidence_get(struct yn_evidence *evidence,
                    const struct yn_evidence_work *work,
                    struct yn_placements *out, struct yn_err *err)
{
    struct key key = {0};
    int rc = key_make(&key, work, err);
    struct lookup lookup = {.key = &key};
    if (!rc)
        rc = yn_store_run(evidence, get_op, &lookup, err);
    if (!rc)
        *out = lookup.found;
    key_release(&key);
    return rc;
}

/* ---- claiming ---- */

/* Whether there is a result that is whole: YN_OK and `*done`. */
static int is_done(struct yn_evidence *evidence, const struct key *key,
                   bool *done, struct yn_err *err)
{
    struct lookup lookup = {.key = key};
    struct yn_err why = {0};
    int rc = yn_store_run(evidence, get_op, &lookup, &why);
    yn_placements_release(&lookup.found);
    *done = rc == YN_OK;
    if (rc == YN_E_NOTFOUND)
        return YN_OK;
    if (rc && err)
        *err = why;
    return rc;
}

/* A byte of the lock file for each work: of two works that share one, a chance
 * of 1 in 10^18, one waits for the other. */
static off_t claim_byte(const struct key *key)
{
    uint64_t at = 0;
    for (size_t i = 0; i < sizeof(at); i++)
        at = at << 8 | key->seal.byte[i];
    return YN_STORE_LOCK_CLAIMS + (off_t)(at >> 3);
}

void yn_claim_release(struct yn_claim **claim)
{
    if (!*claim)
        return;
    if ((*claim)->fd >= 0)
        (void)close((*claim)->fd); /* and with it the lock */
    key_release(&(*claim)->key);
    free(*claim);
    *claim = NULL;
}

static int take(struct yn_evidence *evidence, struct yn_claim *claim,
                struct yn_err *err)
{
    bool done = false;
    int rc = is_done(evidence, &claim->key, &done, err);
    if (rc || done)
        return rc ? rc : YN_CLAIM_DONE;
    rc = yn_lock_open(evidence->lock_path, false, &claim->fd, err);
    if (rc)
        return rc;
    int held = yn_lock_try(claim->fd, evidence->lock_path,
                           claim_byte(&claim->key), YN_LOCK_ALONE, err);
    if (held < 0)
        return held;
    /* Whoever had it may have put the result between the look and the lock. */
    rc = is_done(evidence, &claim->key, &done, err);
    if (rc || done)
        return rc ? rc : YN_CLAIM_DONE;
    return held == YN_LOCK_HELD ? YN_CLAIM_TAKEN : YN_OK;
}

int yn_evidence_claim(struct yn_evidence *evidence,
                      const struct yn_evidence_work *work,
                      struct yn_claim **out, struct yn_err *err)
{
    yn_assert(!evidence->read_only);
    struct yn_claim *claim = calloc(1, sizeof(*claim));
    if (!claim)
        return yn_err_nomem(err);
    claim->fd = -1;
    int rc = key_make(&claim->key, work, err);
    if (!rc)
        rc = take(evidence, claim, err);
    if (rc)
        yn_claim_release(&claim);
    else
        *out = claim;
    return rc;
}

/* ---- putting ---- */

struct result {
    const struct key *key;
    const struct yn_buf *data;
};

static int insert(const struct yn_sql *sql, sqlite3_stmt *stmt,
                  const struct result *result, struct yn_err *err)
{
    int rc = key_bind(result->key, sql, stmt, err);
    if (!rc)
        rc = yn_sql_bind(sql, stmt, 4, result->data->data, result->data->len,
                         err);
    return rc ? rc : yn_sql_run(sql, stmt, err);
}

static int prune(const struct yn_sql *sql, sqlite3_stmt *stmt,
                 const struct key *key, struct yn_err *err)
{
    int rc = yn_sql_bind(sql, stmt, 1, key->episode.byte, YN_HASH_BYTES, err);
    return rc ? rc : yn_sql_run(sql, stmt, err);
}

static int put_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    const struct result *result = ctx;
    const struct yn_sql *sql = &store->sql;
    int rc = yn_sql_begin(sql, err);
    if (rc)
        return rc;
    rc = insert(sql, store->query[YN_QUERY_RESULT_PUT], result, err);
    if (!rc)
        rc = prune(sql, store->query[YN_QUERY_RESULT_PRUNE], result->key, err);
    return yn_sql_end(sql, rc, err);
}

int yn_evidence_put(struct yn_evidence *evidence, struct yn_claim **claim,
                    const struct yn_placements *placements, struct yn_err *err)
{
    const struct key *key = &(*claim)->key;
    const struct yn_code_frame frame = {key->seal, key->rank, key->n};
    struct yn_buf data = {0};
    struct result result = {key, &data};
    int rc = yn_code_write(placements, &frame, &data, err);
    if (!rc)
        rc = yn_store_run(evidence, put_op, &result, err);
    yn_buf_release(&data);
    /* Freed after the commit: who gets the claim next finds the result. */
    if (!rc)
        yn_claim_release(claim);
    return rc;
}

/* ---- opening ---- */

static int open_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    (void)store;
    (void)ctx;
    (void)err;
    return YN_OK; /* to have been opened is all */
}

int yn_evidence_open(const struct yn_evidence_params *params,
                     struct yn_evidence **out, struct yn_err *err)
{
    struct yn_evidence *store = calloc(1, sizeof(*store));
    if (!store)
        return yn_err_nomem(err);
    store->lock_fd = -1;
    store->read_only = params->flags & YN_EVIDENCE_READ;
    store->wait_ms = params->wait_ms ? params->wait_ms : EVIDENCE_WAIT_MS;
    store->log = params->log;
    store->folder = yn_path_join(params->dir, EVIDENCE_FOLDER);
    if (store->folder) {
        store->lock_path = yn_path_join(store->folder, EVIDENCE_LOCK);
        store->db_path = yn_path_join(store->folder, EVIDENCE_DB);
    }
    store->sql.path = store->db_path;
    int rc = store->lock_path && store->db_path ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_store_run(store, open_op, NULL, err);
    if (rc)
        yn_evidence_close(&store);
    else
        *out = store;
    return rc;
}

void yn_evidence_close(struct yn_evidence **evidence)
{
    if (!*evidence)
        return;
    yn_store_disconnect(*evidence);
    free((*evidence)->folder);
    free((*evidence)->lock_path);
    free((*evidence)->db_path);
    free(*evidence);
    *evidence = NULL;
}
