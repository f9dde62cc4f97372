/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/evidence.h"

#include "base/base.h"
#include "evidence/store.h"

struct keeping {
    const char *model;
    const struct yn_evidence_vector *vectors;
    size_t n;
};

struct finding {
    const char *model;
    struct yn_evidence_vector *vector;
    bool found;
};

/* Pages of the database carry no check, so the bytes do: a hash of them, of the
 * text's hash and the model. */
static int seal(const char *model, const struct yn_hash *text,
                const unsigned char *data, size_t len, struct yn_hash *out,
                struct yn_err *err)
{
    struct yn_hasher *hasher = NULL;
    int rc = yn_hasher_create(&hasher, err);
    if (rc)
        return rc;
    yn_hasher_add(hasher, text->byte, YN_HASH_BYTES);
    yn_hasher_add(hasher, model, strlen(model));
    yn_hasher_add(hasher, data, len);
    *out = yn_hasher_finish(hasher);
    yn_hasher_destroy(&hasher);
    return YN_OK;
}

/* The vector's bytes with their seal; free with free(). */
static int encode(const char *model, const struct yn_evidence_vector *vector,
                  unsigned char **out, size_t *len, struct yn_err *err)
{
    size_t bytes = vector->dim * 4;
    unsigned char *data = malloc(bytes + YN_HASH_BYTES);
    if (!data)
        return yn_err_nomem(err);
    for (size_t i = 0; i < vector->dim; i++) {
        uint32_t bits;
        memcpy(&bits, &vector->value[i], sizeof(bits));
        for (size_t b = 0; b < 4; b++)
            data[4 * i + b] = (unsigned char)(bits >> (8 * b));
    }
    struct yn_hash hash;
    int rc = seal(model, &vector->text, data, bytes, &hash, err);
    if (rc) {
        free(data);
        return rc;
    }
    memcpy(data + bytes, hash.byte, YN_HASH_BYTES);
    *out = data;
    *len = bytes + YN_HASH_BYTES;
    return YN_OK;
}

static int decode(const char *model, const unsigned char *data, size_t len,
                  struct yn_evidence_vector *vector, bool *whole,
                  struct yn_err *err)
{
    size_t bytes = len - YN_HASH_BYTES;
    struct yn_hash hash;
    int rc = seal(model, &vector->text, data, bytes, &hash, err);
    if (rc || memcmp(hash.byte, data + bytes, YN_HASH_BYTES) != 0)
        return rc;
    float *value = malloc(bytes);
    if (!value)
        return yn_err_nomem(err);
    for (size_t i = 0; i < bytes / 4; i++) {
        uint32_t bits = 0;
        for (size_t b = 0; b < 4; b++)
            bits |= (uint32_t)data[4 * i + b] << (8 * b);
        memcpy(&value[i], &bits, sizeof(bits));
    }
    vector->value = value;
    vector->dim = bytes / 4;
    *whole = true;
    return YN_OK;
}

static int bind(const struct yn_sql *sql, sqlite3_stmt *stmt, const char *model,
                const struct yn_hash *text, struct yn_err *err)
{
    int rc = yn_sql_bind_text(sql, stmt, 1, model, err);
    return rc ? rc : yn_sql_bind(sql, stmt, 2, text->byte, YN_HASH_BYTES, err);
}

static int put_one(struct yn_evidence *store, const char *model,
                   const struct yn_evidence_vector *vector, struct yn_err *err)
{
    sqlite3_stmt *stmt = store->query[YN_QUERY_VECTOR_PUT];
    unsigned char *data = NULL;
    size_t len = 0;
    int rc = encode(model, vector, &data, &len, err);
    if (!rc)
        rc = bind(&store->sql, stmt, model, &vector->text, err);
    if (!rc)
        rc = yn_sql_bind(&store->sql, stmt, 3, data, len, err);
    if (!rc)
        rc = yn_sql_run(&store->sql, stmt, err);
    free(data);
    return rc;
}

static int put_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    const struct keeping *keeping = ctx;
    int rc = yn_sql_begin(&store->sql, err);
    if (rc)
        return rc;
    for (size_t i = 0; !rc && i < keeping->n; i++)
        rc = put_one(store, keeping->model, &keeping->vectors[i], err);
    return yn_sql_end(&store->sql, rc, err);
}

static int get_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct finding *finding = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_VECTOR_GET];
    bool row = false;
    int rc =
        bind(&store->sql, stmt, finding->model, &finding->vector->text, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    const unsigned char *data =
        !rc && row ? sqlite3_column_blob(stmt, 0) : NULL;
    size_t len = data ? (size_t)sqlite3_column_bytes(stmt, 0) : 0;
    if (len > YN_HASH_BYTES && (len - YN_HASH_BYTES) % 4 == 0)
        rc = decode(finding->model, data, len, finding->vector, &finding->found,
                    err);
    yn_sql_reset(stmt);
    return rc;
}

int yn_evidence_put_vectors(struct yn_evidence *evidence, const char *model,
                            const struct yn_evidence_vector *vectors, size_t n,
                            struct yn_err *err)
{
    struct keeping keeping = {model, vectors, n};
    return yn_store_run(evidence, put_op, &keeping, err);
}

int yn_evidence_get_vector(struct yn_evidence *evidence, const char *model,
                           struct yn_evidence_vector *vector,
                           struct yn_err *err)
{
    struct finding finding = {model, vector, false};
    int rc = yn_store_run(evidence, get_op, &finding, err);
    return rc || finding.found ? rc : YN_E_NOTFOUND;
}

struct listing {
    const char *after;
    char *model; /* NULL: none */
};

static int model_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct listing *listing = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_VECTOR_MODEL];
    bool row = false;
    free(listing->model);
    listing->model = NULL;
    int rc = yn_sql_bind_text(&store->sql, stmt, 1, listing->after, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    const unsigned char *text =
        !rc && row ? sqlite3_column_text(stmt, 0) : NULL;
    if (text && !(listing->model = strdup((const char *)text)))
        rc = yn_err_nomem(err);
    yn_sql_reset(stmt);
    return rc;
}

int yn_evidence_next_model(struct yn_evidence *evidence, const char *after,
                           char **out, struct yn_err *err)
{
    struct listing listing = {after, NULL};
    int rc = yn_store_run(evidence, model_op, &listing, err);
    if (rc)
        free(listing.model);
    else if (!listing.model)
        rc = YN_E_NOTFOUND;
    else
        *out = listing.model;
    return rc;
}
