/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/embed.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/say.h"
#include "evidence/evidence.h"
#include "story/embed.h"

struct yn_embedder {
    struct yn_embed *embed;
    struct yn_evidence *evidence; /* NULL: nothing is kept */
    char *made_by;                /* model and address: what vectors hang on */
    const struct yn_log *log;
    struct yn_message_embedder use;
};

/* One call's vectors while they come together. */
struct gathering {
    struct yn_embedder *embedder;
    const char *const *texts;
    size_t n, dim;
    float *value; /* n x dim once the dimension is known */
    bool *there;
    size_t n_missing;
};

static int put_row(struct gathering *gathering, size_t at, const float *value,
                   size_t dim, struct yn_err *err)
{
    const struct yn_embedder *embedder = gathering->embedder;
    if (!gathering->value) {
        if (dim == 0 || gathering->n > SIZE_MAX / sizeof(float) / dim)
            return yn_err_nomem(err);
        gathering->value = calloc(gathering->n * dim, sizeof(float));
        gathering->dim = dim;
    }
    if (!gathering->value)
        return yn_err_nomem(err);
    if (dim != gathering->dim)
        return yn_err_set(
            err, YN_E_INPUT, 0,
            "%s: the vectors of %s have %zu numbers now and had %zu; is it "
            "another model? Give it another name",
            yn_embed_url(embedder->embed), yn_embed_model(embedder->embed), dim,
            gathering->dim);
    memcpy(gathering->value + at * dim, value, dim * sizeof(*value));
    gathering->there[at] = true;
    return YN_OK;
}

static struct yn_hash hash_of(const char *text)
{
    return yn_hash_bytes(text, strlen(text));
}

static int look_up(struct gathering *gathering, struct yn_err *err)
{
    struct yn_embedder *embedder = gathering->embedder;
    int rc = YN_OK;
    gathering->n_missing = gathering->n;
    for (size_t i = 0; embedder->evidence && !rc && i < gathering->n; i++) {
        struct yn_evidence_vector vector = {.text =
                                                hash_of(gathering->texts[i])};
        rc = yn_evidence_get_vector(embedder->evidence, embedder->made_by,
                                    &vector, err);
        if (!rc)
            rc = put_row(gathering, i, vector.value, vector.dim, err);
        else if (rc == YN_E_NOTFOUND)
            rc = YN_OK;
        gathering->n_missing -= gathering->there[i];
        free(vector.value);
    }
    return rc;
}

/* Keeps a batch at once: what was asked for is not asked again, whatever comes
 * after. */
static int keep(struct gathering *gathering, const size_t *at, size_t n,
                struct yn_err *err)
{
    struct yn_embedder *embedder = gathering->embedder;
    struct yn_evidence_vector *vectors =
        embedder->evidence ? calloc(n, sizeof(*vectors)) : NULL;
    if (!vectors)
        return embedder->evidence ? yn_err_nomem(err) : YN_OK;
    for (size_t i = 0; i < n; i++)
        vectors[i] = (struct yn_evidence_vector){
            .text = hash_of(gathering->texts[at[i]]),
            .value = gathering->value + at[i] * gathering->dim,
            .dim = gathering->dim,
        };
    int rc = yn_evidence_put_vectors(embedder->evidence, embedder->made_by,
                                     vectors, n, err);
    free(vectors);
    return rc;
}

static int ask_batch(struct gathering *gathering, const size_t *at,
                     const char **texts, size_t n, struct yn_err *err)
{
    struct yn_message_vectors vectors = {0};
    int rc = yn_embed_ask(gathering->embedder->embed, texts, n, &vectors, err);
    for (size_t i = 0; !rc && i < n; i++)
        rc = put_row(gathering, at[i], vectors.value + i * vectors.dim,
                     vectors.dim, err);
    free(vectors.value);
    return rc ? rc : keep(gathering, at, n, err);
}

static int ask_missing(struct gathering *gathering, struct yn_err *err)
{
    size_t batch = yn_embed_batch(gathering->embedder->embed), n = 0;
    size_t *at = calloc(batch, sizeof(*at));
    const char **texts = calloc(batch, sizeof(*texts));
    int rc = at && texts ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < gathering->n; i++) {
        if (!gathering->there[i]) {
            texts[n] = gathering->texts[i];
            at[n++] = i;
        }
        if (n == batch || (n > 0 && i + 1 == gathering->n)) {
            rc = ask_batch(gathering, at, texts, n, err);
            n = 0;
        }
    }
    free(texts);
    free(at);
    return rc;
}

static int embed(void *ctx, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err)
{
    struct gathering gathering = {.embedder = ctx, .texts = texts, .n = n};
    gathering.there = calloc(n + 1, sizeof(*gathering.there));
    if (!gathering.there)
        return yn_err_nomem(err);
    int rc = look_up(&gathering, err);
    if (!rc && gathering.n_missing > 0)
        yn_say(gathering.embedder->log, YN_LOG_NOTE,
               "asking %s for the vectors of %zu texts",
               yn_embed_url(gathering.embedder->embed), gathering.n_missing);
    if (!rc)
        rc = ask_missing(&gathering, err);
    free(gathering.there);
    if (rc)
        free(gathering.value);
    else
        *out = (struct yn_message_vectors){.value = gathering.value,
                                           .dim = gathering.dim};
    return rc;
}

int yn_embedder_open(const struct yn_embed_params *params,
                     struct yn_embedder **out, struct yn_err *err)
{
    struct yn_embedder *embedder = calloc(1, sizeof(*embedder));
    if (!embedder)
        return yn_err_nomem(err);
    *embedder = (struct yn_embedder){.log = params->log};
    embedder->use =
        (struct yn_message_embedder){.embed = embed, .ctx = embedder};
    const struct yn_evidence_params where = {.dir = params->dir,
                                             .log = params->log};
    struct yn_buf made_by = {0};
    int rc = yn_embed_create(params, &embedder->embed, err);
    if (!rc) {
        yn_buf_printf(&made_by, "%s\n%s", yn_embed_model(embedder->embed),
                      yn_embed_url(embedder->embed));
        rc = yn_buf_finish(&made_by, &embedder->made_by, err);
    }
    if (!rc && params->dir)
        rc = yn_evidence_open(&where, &embedder->evidence, err);
    if (rc)
        yn_embedder_close(&embedder);
    else
        *out = embedder;
    return rc;
}

void yn_embedder_close(struct yn_embedder **embedder)
{
    struct yn_embedder *old = *embedder;
    if (!old)
        return;
    if (old->evidence)
        yn_evidence_close(&old->evidence);
    yn_embed_destroy(&old->embed);
    free(old->made_by);
    free(old);
    *embedder = NULL;
}

const struct yn_message_embedder *yn_embedder_use(struct yn_embedder *embedder)
{
    return &embedder->use;
}
