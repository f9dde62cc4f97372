/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sweeps over the message of songs: the Nth allocation fails, for N = 1 until
 * nothing fails any more. Expected: YN_E_NOMEM and nothing else; the address
 * build sees leaks.
 */
#include "support/test.h"

#include <yeoun/embed.h>
#include <yeoun/message.h>

#include "base/base.h"
#include "evidence/evidence.h"
#include "fault.h"
#include "story/embed.h"
#include "support/folder.h"

static struct folder folder;

/* Vectors of two numbers: how long a text is, and its first letter. */
static int embed(void *ctx, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err)
{
    (void)ctx;
    float *value = malloc((2 * n + 1) * sizeof(*value));
    if (!value)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        value[2 * i] = (float)strlen(texts[i]) / 1000;
        value[2 * i + 1] = (float)texts[i][0] / 255;
    }
    *out = (struct yn_message_vectors){value, 2};
    return YN_OK;
}

static int run_compare(struct yn_err *err)
{
    static const char *const names[] = {"Anna", "윤세리"};
    static const char *const titles[] = {"The Sea"};
    static const struct yn_message_text sea[] = {
        {"the waves carry Anna past the harbour and the tide", "en"},
        {"지은아! 바다에서 파도를 보았다", NULL}};
    static const struct yn_message_text law[] = {
        {"a judge and jury heard the witness with care", "en"},
        {"법정에서 증인이 진실을 말했다", NULL}};
    static const struct yn_message_text lyrics[] = {
        {"[00:01.00]the tide is high\nthe harbour far", "en"},
        {"oh judge and jury, hear the witness", NULL},
        {"진실은 어디에 있나 증인도 없는 법정", NULL}};
    static const struct yn_message_drama dramas[] = {
        {.scenes = sea, .n_scenes = 2, .names = names, .n_names = 2},
        {.scenes = law, .n_scenes = 2, .titles = titles, .n_titles = 1}};
    static const struct yn_message_song songs[] = {
        {0, &lyrics[0], 1}, {1, &lyrics[1], 1}, {1, &lyrics[2], 1}};
    static const struct yn_message_season season = {songs, 3, dramas, 2};
    static const struct yn_message_embedder embedder = {embed, NULL};
    struct yn_message message = {0};
    int rc = yn_message_compare(&season, &embedder, &message, err);
    assert_true((rc == YN_OK) == (message.songs != NULL));
    yn_message_release(&message);
    return rc;
}

static int run_answer(struct yn_err *err)
{
    static const char body[] = "{\"data\":[{\"index\":1,\"embedding\":[3,4]},"
                               "{\"index\":0,\"embedding\":[1,0]}]}";
    static const struct yn_embed_params params = {
        .url = "http://localhost", .model = "m", .key = "k"};
    struct yn_embed *asked = NULL;
    struct yn_message_vectors vectors = {0};
    int rc = yn_embed_create(&params, &asked, err);
    if (!rc)
        rc = yn_embed_read(asked, body, sizeof(body) - 1, 2, &vectors, err);
    free(vectors.value);
    yn_embed_destroy(&asked);
    return rc;
}

static int run_vectors(struct yn_err *err)
{
    const struct yn_evidence_params params = {.dir = folder.path};
    float value[2] = {0.6F, 0.8F};
    struct yn_evidence *evidence = NULL;
    struct yn_evidence_vector vector = {yn_hash_bytes("a", 1), value, 2};
    int rc = yn_evidence_open(&params, &evidence, err);
    if (!rc)
        rc = yn_evidence_put_vectors(evidence, "m", &vector, 1, err);
    vector.value = NULL;
    if (!rc)
        rc = yn_evidence_get_vector(evidence, "m", &vector, err);
    free(vector.value);
    if (evidence)
        yn_evidence_close(&evidence);
    return rc;
}

/* All texts are kept: nothing is asked. */
static int run_embedder(struct yn_err *err)
{
    const struct yn_embed_params params = {
        .url = "http://localhost", .model = "kept", .dir = folder.path};
    static const char *const texts[] = {"a"};
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors vectors = {0};
    int rc = yn_embedder_open(&params, &embedder, err);
    if (!rc) {
        const struct yn_message_embedder *use = yn_embedder_use(embedder);
        rc = use->embed(use->ctx, texts, 1, &vectors, err);
    }
    free(vectors.value);
    yn_embedder_close(&embedder);
    return rc;
}

/* The same without an address, past a model that lacks it. */
static int run_kept(struct yn_err *err)
{
    static const char *const texts[] = {"a"};
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors vectors = {0};
    int rc = yn_embedder_open_kept(folder.path, NULL, &embedder, err);
    if (!rc) {
        const struct yn_message_embedder *use = yn_embedder_use(embedder);
        rc = use->embed(use->ctx, texts, 1, &vectors, err);
    }
    free(vectors.value);
    yn_embedder_close(&embedder);
    return rc;
}

static void test_sweeps(void **state)
{
    (void)state;
    float value[2] = {0.6F, 0.8F};
    const struct yn_evidence_vector kept = {yn_hash_bytes("a", 1), value, 2};
    struct yn_evidence *evidence = NULL;
    folder_make(&folder);
    const struct yn_evidence_params params = {.dir = folder.path};
    assert_int_equal(yn_evidence_open(&params, &evidence, NULL), YN_OK);
    assert_int_equal(
        yn_evidence_put_vectors(
            evidence, "kept\nhttp://localhost/v1/embeddings", &kept, 1, NULL),
        YN_OK);
    const struct yn_evidence_vector other = {yn_hash_bytes("b", 1), value, 2};
    assert_int_equal(
        yn_evidence_put_vectors(evidence, "a model", &other, 1, NULL), YN_OK);
    yn_evidence_close(&evidence);
    fault_sweep("compare", run_compare);
    fault_sweep("answer", run_answer);
    fault_sweep("vectors", run_vectors);
    fault_sweep("embedder", run_embedder);
    fault_sweep("kept", run_kept);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sweeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
