/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/embed.h"

#include <errno.h>
#include <math.h>
#include <time.h>

#include <jansson.h>

#include "base/base.h"
#include "base/say.h"
#include "base/unicode.h"
#include "story/http.h"

#define BATCH 16
#define TIMEOUT_MS 120000L
#define TRIES 4
#define PAUSE_MS 1000L
/* A server that asks for more patience gets no more. */
#define PAUSE_MAX_MS 60000L
/* The largest models give 8192 numbers. */
#define DIM_MAX 65536
/* Of an answer that is none, so much is shown. */
#define SHOWN_MAX 160

struct yn_embed {
    char *url, *model, *key;
    size_t batch;
    long timeout_ms, pause_ms;
    unsigned tries;
    const struct yn_log *log;
    struct yn_http *http;
    struct yn_http_reply reply;
};

/* ---- setting up ---- */

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* ".../v1/embeddings" of what people give. */
static int complete_url(const char *url, char **out, struct yn_err *err)
{
    struct yn_buf full = {0};
    size_t len = strlen(url);
    while (len > 0 && url[len - 1] == '/')
        len--;
    yn_buf_add(&full, url, len);
    if (!ends_with(yn_buf_text(&full), "/embeddings")) {
        const char *host = strstr(yn_buf_text(&full), "://");
        if (!host || !strchr(host + 3, '/'))
            yn_buf_puts(&full, "/v1");
        yn_buf_puts(&full, "/embeddings");
    }
    return yn_buf_finish(&full, out, err);
}

/* Visible ASCII: anything else in a header could be a second header. */
static bool is_visible(const char *text)
{
    for (; *text; text++) {
        if (*text <= ' ' || *text > '~')
            return false;
    }
    return true;
}

static int check(const struct yn_embed_params *params, struct yn_err *err)
{
    const char *url = params->url ? params->url : "";
    size_t bad = 0;
    if ((strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0) ||
        !is_visible(url))
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s: is no address to ask for embeddings; it would "
                          "be like http://localhost:8080/v1",
                          url);
    if (!params->model || !*params->model ||
        !yn_unicode_valid(params->model, strlen(params->model), &bad))
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s: name the model that is asked for embeddings, as "
                          "bge-m3",
                          url);
    if (params->key && !is_visible(params->key))
        return yn_err_set(err, YN_E_ARG, 0,
                          "the key for %s has signs that none has", url);
    return YN_OK;
}

int yn_embed_create(const struct yn_embed_params *params, struct yn_embed **out,
                    struct yn_err *err)
{
    int rc = check(params, err);
    if (rc)
        return rc;
    struct yn_embed *embed = calloc(1, sizeof(*embed));
    if (!embed)
        return yn_err_nomem(err);
    embed->batch = params->batch ? params->batch : BATCH;
    embed->timeout_ms =
        params->timeout_ms > 0 ? params->timeout_ms : TIMEOUT_MS;
    embed->tries = params->tries ? params->tries : TRIES;
    embed->pause_ms = params->pause_ms > 0 ? params->pause_ms : PAUSE_MS;
    embed->log = params->log;
    embed->model = strdup(params->model);
    embed->key = strdup(params->key ? params->key : "");
    if (!embed->model || !embed->key)
        rc = yn_err_nomem(err);
    if (!rc)
        rc = complete_url(params->url, &embed->url, err);
    if (!rc)
        rc = yn_http_create(&embed->http, err);
    if (rc)
        yn_embed_destroy(&embed);
    else
        *out = embed;
    return rc;
}

void yn_embed_destroy(struct yn_embed **embed)
{
    struct yn_embed *old = *embed;
    if (!old)
        return;
    yn_http_destroy(&old->http);
    yn_buf_release(&old->reply.body);
    free(old->url);
    free(old->model);
    free(old->key);
    free(old);
    *embed = NULL;
}

const char *yn_embed_url(const struct yn_embed *embed)
{
    return embed->url;
}

const char *yn_embed_model(const struct yn_embed *embed)
{
    return embed->model;
}

size_t yn_embed_batch(const struct yn_embed *embed)
{
    return embed->batch;
}

/* ---- the question ---- */

static int write_question(const struct yn_embed *embed,
                          const char *const *texts, size_t n, char **out,
                          struct yn_err *err)
{
    json_t *root = json_object(), *input = json_array();
    bool failed =
        json_object_set_new(root, "model", json_string(embed->model)) ||
        json_object_set_new(root, "encoding_format", json_string("float")) ||
        !input;
    /* Some servers refuse an empty text. */
    for (size_t i = 0; !failed && i < n; i++)
        failed = json_array_append_new(
                     input, json_string(*texts[i] ? texts[i] : " ")) != 0;
    if (input)
        failed = json_object_set_new(root, "input", input) != 0 || failed;
    char *text = failed ? NULL : json_dumps(root, JSON_COMPACT);
    json_decref(root);
    if (!text)
        return yn_err_nomem(err);
    *out = text;
    return YN_OK;
}

/* ---- the answer ---- */

/* The start of what was answered, on one line. */
static void shown(const struct yn_embed *embed, char out[SHOWN_MAX + 1])
{
    const char *body = yn_buf_text(&embed->reply.body);
    size_t len = 0, bad = 0;
    for (; *body && len < SHOWN_MAX; body++) {
        bool space = (unsigned char)*body <= ' ';
        if (!space || (len > 0 && out[len - 1] != ' '))
            out[len++] = space ? ' ' : *body;
    }
    out[len] = '\0';
    if (!yn_unicode_valid(out, len, &bad))
        out[bad] = '\0';
}

static int not_vectors(const struct yn_embed *embed, const char *what,
                       struct yn_err *err)
{
    return yn_err_set(err, YN_E_INPUT, 0,
                      "%s: the answer for %s %s; does it serve embeddings?",
                      embed->url, embed->model, what);
}

static int read_vector(const struct yn_embed *embed, const json_t *list,
                       float *out, size_t dim, struct yn_err *err)
{
    double square = 0;
    for (size_t i = 0; i < dim; i++) {
        const json_t *number = json_array_get(list, i);
        double value = json_number_value(number);
        if (!json_is_number(number) || !isfinite(value))
            return not_vectors(embed, "holds what is no number", err);
        square += value * value;
    }
    double length = sqrt(square);
    if (!isfinite(length) || length <= 0)
        return not_vectors(embed, "holds a vector without a direction", err);
    for (size_t i = 0; i < dim; i++)
        out[i] = (float)(json_number_value(json_array_get(list, i)) / length);
    return YN_OK;
}

/* Where the vector of an item goes; n: nowhere. Servers may answer in any
 * order; those that number nothing answer in ours. */
static size_t place_of(const json_t *item, size_t at, size_t n)
{
    const json_t *index = json_object_get(item, "index");
    if (!index)
        return at;
    json_int_t place = json_is_integer(index) ? json_integer_value(index) : -1;
    return place >= 0 && (size_t)place < n ? (size_t)place : n;
}

static int read_items(const struct yn_embed *embed, const json_t *data,
                      size_t n, struct yn_message_vectors *out,
                      struct yn_err *err)
{
    const json_t *first = json_object_get(json_array_get(data, 0), "embedding");
    size_t dim = json_array_size(first);
    if (dim == 0 || dim > DIM_MAX)
        return not_vectors(embed, "holds no vectors", err);
    float *value = calloc(n * dim, sizeof(*value));
    bool *there = calloc(n, sizeof(*there));
    int rc = value && there ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        const json_t *item = json_array_get(data, i);
        const json_t *list = json_object_get(item, "embedding");
        size_t place = place_of(item, i, n);
        if (place == n || there[place])
            rc = not_vectors(embed, "numbers its vectors wrongly", err);
        else if (json_array_size(list) != dim)
            rc = not_vectors(embed, "holds vectors of different lengths", err);
        else
            rc = read_vector(embed, list, value + place * dim, dim, err);
        if (!rc)
            there[place] = true;
    }
    free(there);
    if (rc)
        free(value);
    else
        *out = (struct yn_message_vectors){.value = value, .dim = dim};
    return rc;
}

int yn_embed_read(const struct yn_embed *embed, const char *body, size_t len,
                  size_t n, struct yn_message_vectors *out, struct yn_err *err)
{
    json_error_t where;
    json_t *root = json_loadb(body, len, 0, &where);
    const json_t *data = json_object_get(root, "data");
    int rc = YN_OK;
    if (!root && json_error_code(&where) == json_error_out_of_memory)
        rc = yn_err_nomem(err);
    else if (!json_is_array(data))
        rc = not_vectors(embed, "is not as OpenAI's", err);
    else if (json_array_size(data) != n)
        rc = not_vectors(embed, "has not one vector for each text", err);
    else
        rc = read_items(embed, data, n, out, err);
    json_decref(root);
    return rc;
}

/* ---- trying ---- */

static bool passes(long status)
{
    return status == 408 || status == 429 || status == 500 || status == 502 ||
           status == 503 || status == 504;
}

static int refused(const struct yn_embed *embed, struct yn_err *err)
{
    char text[SHOWN_MAX + 1];
    long status = embed->reply.status;
    shown(embed, text);
    int code = passes(status) ? YN_E_IO : YN_E_INPUT;
    return yn_err_set(err, code, (int)status, "%s: answers %ld: %s", embed->url,
                      status, text);
}

static void wait_ms(long ms)
{
    struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};
    while (nanosleep(&left, &left) && errno == EINTR)
        ;
}

/* One try. `*again` tells whether another may help. */
static int try_once(struct yn_embed *embed, const char *question, size_t n,
                    struct yn_message_vectors *out, bool *again,
                    struct yn_err *err)
{
    int rc = yn_http_post(embed->http, embed->url, embed->key, question,
                          embed->timeout_ms, &embed->reply, err);
    *again = rc == YN_E_IO;
    if (!rc && embed->reply.status != 200) {
        *again = passes(embed->reply.status);
        rc = refused(embed, err);
    }
    return rc ? rc
              : yn_embed_read(embed, yn_buf_text(&embed->reply.body),
                              embed->reply.body.len, n, out, err);
}

int yn_embed_ask(struct yn_embed *embed, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err)
{
    char *question = NULL;
    struct yn_err trouble = {0};
    bool again = true;
    if (n == 0) {
        *out = (struct yn_message_vectors){0};
        return YN_OK;
    }
    int rc = write_question(embed, texts, n, &question, err);
    if (rc)
        return rc;
    long pause = embed->pause_ms;
    for (unsigned i = 0; again && i < embed->tries; i++) {
        if (i > 0) {
            long asked = embed->reply.retry_after_s * 1000;
            long ms = asked > pause ? asked : pause;
            ms = ms < PAUSE_MAX_MS ? ms : PAUSE_MAX_MS;
            yn_say(embed->log, YN_LOG_NOTE, "%s; trying again in %.1f s",
                   trouble.text, (double)ms / 1000);
            wait_ms(ms);
            pause *= 2;
        }
        rc = try_once(embed, question, n, out, &again, &trouble);
        if (!rc)
            break;
    }
    free(question);
    if (rc && err)
        *err = trouble;
    return rc;
}
