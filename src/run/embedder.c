/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/embed.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/say.h"
#include "evidence/evidence.h"
#include "story/embed.h"

struct yn_embedder {
    struct yn_embed *embed;       /* NULL: only what was kept */
    struct yn_evidence *evidence; /* NULL: nothing is kept */
    char *made_by;                /* model and address: what vectors hang on */
    const struct yn_log *log;
    struct yn_message_embedder use;
};

/* One call's vectors while they come together. */
struct gathering {
    struct yn_embedder *embedder;
    const char *made_by;
    const char *const *texts;
    size_t n, dim;
    float *value; /* n x dim once the dimension is known */
    bool *there;
    size_t n_missing;
};

/* "bge-m3\nhttp://…": the length of the first line, and the second. */
static int model_len(const char *made_by)
{
    return (int)strcspn(made_by, "\n");
}

static const char *url_of(const char *made_by)
{
    const char *end = strchr(made_by, '\n');
    return end ? end + 1 : "";
}

static int put_row(struct gathering *gathering, size_t at, const float *value,
                   size_t dim, struct yn_err *err)
{
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
            "%s: the vectors of %.*s have %zu numbers now and had %zu; is it "
            "another model? Give it another name",
            url_of(gathering->made_by), model_len(gathering->made_by),
            gathering->made_by, dim, gathering->dim);
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
        rc = yn_evidence_get_vector(embedder->evidence, gathering->made_by,
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

static int begin(struct gathering *gathering, struct yn_embedder *embedder,
                 const char *const *texts, size_t n, struct yn_err *err)
{
    *gathering =
        (struct gathering){.embedder = embedder, .texts = texts, .n = n};
    gathering->there = calloc(n + 1, sizeof(*gathering->there));
    return gathering->there ? YN_OK : yn_err_nomem(err);
}

/* Hands out what came together, unless `rc` says that it failed. */
static int end(struct gathering *gathering, int rc,
               struct yn_message_vectors *out)
{
    free(gathering->there);
    if (rc)
        free(gathering->value);
    else
        *out = (struct yn_message_vectors){.value = gathering->value,
                                           .dim = gathering->dim};
    return rc;
}

static int embed(void *ctx, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err)
{
    struct yn_embedder *embedder = ctx;
    struct gathering gathering;
    int rc = begin(&gathering, embedder, texts, n, err);
    if (rc)
        return rc;
    gathering.made_by = embedder->made_by;
    rc = look_up(&gathering, err);
    if (!rc && gathering.n_missing > 0)
        yn_say(embedder->log, YN_LOG_NOTE,
               "asking %s for the vectors of %zu texts",
               yn_embed_url(embedder->embed), gathering.n_missing);
    if (!rc)
        rc = ask_missing(&gathering, err);
    return end(&gathering, rc, out);
}

/* ---- of what was kept ---- */

/* What the nearest model lacks. */
static int tell_missing(const char *made_by, size_t n_missing, size_t n,
                        struct yn_err *err)
{
    return yn_err_set(err, YN_E_NOTFOUND, 0,
                      "%zu of the %zu texts of lyrics and stories have no "
                      "vector of %.*s yet; `yeoun rate --embeddings %s "
                      "--model %.*s` asks for them",
                      n_missing, n, model_len(made_by), made_by,
                      url_of(made_by), model_len(made_by), made_by);
}

/* Tries one model. YN_E_NOTFOUND: it lacks texts, `*fewest` of them where that
 * is less than it was, and then `err` says so. */
static int try_model(struct yn_embedder *embedder, const char *made_by,
                     struct gathering *gathering, size_t *fewest,
                     struct yn_err *err)
{
    gathering->made_by = made_by;
    int rc = look_up(gathering, err);
    if (rc || gathering->n_missing == 0) {
        if (!rc)
            yn_say(embedder->log, YN_LOG_DETAIL,
                   "songs and stories are compared by the vectors of %.*s that "
                   "are kept, too",
                   model_len(made_by), made_by);
        return rc;
    }
    if (gathering->n_missing < *fewest) {
        *fewest = gathering->n_missing;
        tell_missing(made_by, gathering->n_missing, gathering->n, err);
    }
    return YN_E_NOTFOUND;
}

static int use_kept(void *ctx, const char *const *texts, size_t n,
                    struct yn_message_vectors *out, struct yn_err *err)
{
    struct yn_embedder *embedder = ctx;
    char *made_by = NULL;
    size_t fewest = SIZE_MAX;
    int rc = YN_E_NOTFOUND;
    do {
        char *next = NULL;
        struct gathering gathering;
        int listed = yn_evidence_next_model(embedder->evidence,
                                            made_by ? made_by : "", &next, err);
        free(made_by);
        made_by = next;
        if (listed) /* the last was tried, or an error */
            return listed == YN_E_NOTFOUND ? rc : listed;
        rc = begin(&gathering, embedder, texts, n, err);
        if (!rc)
            rc = end(&gathering,
                     try_model(embedder, made_by, &gathering, &fewest, err),
                     out);
    } while (rc == YN_E_NOTFOUND);
    free(made_by);
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

int yn_embedder_open_kept(const char *dir, const struct yn_log *log,
                          struct yn_embedder **out, struct yn_err *err)
{
    struct yn_embedder *embedder = calloc(1, sizeof(*embedder));
    if (!embedder)
        return yn_err_nomem(err);
    *embedder = (struct yn_embedder){.log = log};
    embedder->use =
        (struct yn_message_embedder){.embed = use_kept, .ctx = embedder};
    const struct yn_evidence_params where = {
        .dir = dir, .flags = YN_EVIDENCE_READ, .log = log};
    char *any = NULL;
    int rc = yn_evidence_open(&where, &embedder->evidence, err);
    if (!rc)
        rc = yn_evidence_next_model(embedder->evidence, "", &any, err);
    free(any);
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
