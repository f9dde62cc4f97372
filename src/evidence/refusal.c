/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/evidence.h"

#include "base/base.h"
#include "evidence/store.h"

struct refusal {
    const struct yn_hash *content;
    const char *reader, *why;
    char *kept;
};

static int bind(const struct yn_sql *sql, sqlite3_stmt *stmt,
                const struct refusal *refusal, struct yn_err *err)
{
    int rc =
        yn_sql_bind(sql, stmt, 1, refusal->content->byte, YN_HASH_BYTES, err);
    return rc ? rc : yn_sql_bind_text(sql, stmt, 2, refusal->reader, err);
}

static int put_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    const struct refusal *refusal = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_REFUSAL_PUT];
    int rc = bind(&store->sql, stmt, refusal, err);
    if (!rc)
        rc = yn_sql_bind_text(&store->sql, stmt, 3, refusal->why, err);
    return rc ? rc : yn_sql_run(&store->sql, stmt, err);
}

static int get_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct refusal *refusal = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_REFUSAL_GET];
    bool row = false;
    int rc = bind(&store->sql, stmt, refusal, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    if (!rc && row) {
        const unsigned char *text = sqlite3_column_text(stmt, 0);
        refusal->kept = text ? strdup((const char *)text) : NULL;
        if (!refusal->kept)
            rc = yn_err_nomem(err);
    }
    yn_sql_reset(stmt);
    return rc;
}

int yn_evidence_refuse(struct yn_evidence *evidence,
                       const struct yn_hash *content, const char *reader,
                       const char *why, struct yn_err *err)
{
    struct refusal refusal = {content, reader, why, NULL};
    return yn_store_run(evidence, put_op, &refusal, err);
}

int yn_evidence_refusal(struct yn_evidence *evidence,
                        const struct yn_hash *content, const char *reader,
                        char **why, struct yn_err *err)
{
    struct refusal refusal = {content, reader, NULL, NULL};
    int rc = yn_store_run(evidence, get_op, &refusal, err);
    if (!rc && !refusal.kept)
        return YN_E_NOTFOUND;
    if (!rc)
        *why = refusal.kept;
    return rc;
}
