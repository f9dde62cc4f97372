/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <yeoun/embed.h>

#include "base/base.h"
#include "evidence/evidence.h"
#include "story/embed.h"
#include "support/folder.h"
#include "support/near.h"

/* ---- the endpoint, a process of its own ---- */

struct server {
    pid_t pid;
    int hold; /* it ends when this is closed */
    char url[64];
};

static void server_start(struct server *server)
{
    int to[2], from[2];
    char path[512], port[16] = "";
    snprintf(path, sizeof(path), "%s/tests/support/embed_server.py",
             getenv("YEOUN_SOURCE"));
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    server->pid = fork();
    assert_true(server->pid >= 0);
    if (server->pid == 0) {
        (void)dup2(to[0], STDIN_FILENO);
        (void)dup2(from[1], STDOUT_FILENO);
        (void)close(to[1]);
        (void)close(from[0]);
        (void)execlp("python3", "python3", path, (char *)NULL);
        _exit(127);
    }
    (void)close(to[0]);
    (void)close(from[1]);
    for (size_t len = 0; len + 1 < sizeof(port); len++) {
        assert_int_equal(read(from[0], port + len, 1), 1);
        if (port[len] == '\n') {
            port[len] = '\0';
            break;
        }
    }
    (void)close(from[0]);
    server->hold = to[1];
    snprintf(server->url, sizeof(server->url), "http://127.0.0.1:%s", port);
}

static void server_stop(struct server *server)
{
    (void)close(server->hold);
    assert_int_equal(waitpid(server->pid, NULL, 0), server->pid);
}

static const char *const texts[] = {"abba", "", "zz \"quoted\" 눈\n", "cab"};
#define N_TEXTS YN_LEN(texts)

static struct yn_embed_params params_for(const struct server *server,
                                         const char *model)
{
    return (struct yn_embed_params){
        .url = server->url,
        .model = model,
        .timeout_ms = 5000,
        .pause_ms = 1,
        .tries = 2,
    };
}

/* ---- tests ---- */

static void test_address(void **state)
{
    (void)state;
    static const struct {
        const char *url, *model, *key, *asked; /* NULL: refused */
    } rows[] = {
        {"http://localhost:8080", "m", NULL,
         "http://localhost:8080/v1/embeddings"},
        {"http://localhost:8080//", "m", "",
         "http://localhost:8080/v1/embeddings"},
        {"https://x.org/v1", "m", "k", "https://x.org/v1/embeddings"},
        {"https://x.org/api/v2/", "m", NULL, "https://x.org/api/v2/embeddings"},
        {"http://h/v1/embeddings", "m", NULL, "http://h/v1/embeddings"},
        {"localhost:8080", "m", NULL, NULL},
        {"file:///etc/passwd", "m", NULL, NULL},
        {"http://a b", "m", NULL, NULL},
        {"", "m", NULL, NULL},
        {NULL, "m", NULL, NULL},
        {"http://h", "", NULL, NULL},
        {"http://h", NULL, NULL, NULL},
        {"http://h", "\xFF", NULL, NULL},
        {"http://h", "m", "a\r\nX: y", NULL},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        const struct yn_embed_params params = {
            .url = rows[i].url, .model = rows[i].model, .key = rows[i].key};
        struct yn_embed *embed = NULL;
        struct yn_err err = {0};
        print_message("%zu\n", i);
        int rc = yn_embed_create(&params, &embed, &err);
        assert_int_equal(rc, rows[i].asked ? YN_OK : YN_E_ARG);
        if (rc)
            assert_true(strlen(err.text) > 10);
        else
            assert_string_equal(yn_embed_url(embed), rows[i].asked);
        yn_embed_destroy(&embed);
        assert_null(embed);
    }
}

static void test_behaves(void **state)
{
    static const char *const models[] = {"plain",     "shuffled", "unnumbered",
                                         "busy-once", "key",      "hang-once"};
    (void)state;
    for (size_t m = 0; m < YN_LEN(models); m++) {
        struct server server;
        server_start(&server); /* each counts from 0 */
        struct yn_embed_params params = params_for(&server, models[m]);
        params.key = "secret";
        if (strcmp(models[m], "hang-once") == 0)
            params.timeout_ms = 300;
        struct yn_embed *embed = NULL;
        struct yn_err err = {0};
        struct yn_message_vectors got = {0};
        print_message("%s\n", models[m]);
        assert_int_equal(yn_embed_create(&params, &embed, &err), YN_OK);
        assert_int_equal(yn_embed_ask(embed, texts, N_TEXTS, &got, &err),
                         YN_OK);
        assert_int_equal(got.dim, 26);
        /* abba: a 2.01, b 2; of length 1. */
        assert_near(got.value[0], 2.01 / sqrt(2.01 * 2.01 + 4), 1e-6);
        assert_near(got.value[1], 2 / sqrt(2.01 * 2.01 + 4), 1e-6);
        /* "" points along a, zz towards z. */
        assert_near(got.value[26], 1, 1e-6);
        assert_true(got.value[2 * 26 + 25] > 0.5);
        for (size_t i = 0; i < N_TEXTS; i++) {
            double square = 0;
            for (size_t d = 0; d < got.dim; d++)
                square += pow(got.value[i * got.dim + d], 2);
            assert_near(square, 1, 1e-5);
        }
        free(got.value);
        assert_int_equal(yn_embed_ask(embed, texts, 0, &got, &err), YN_OK);
        assert_null(got.value);
        yn_embed_destroy(&embed);
        server_stop(&server);
    }
}

static void test_misbehaves(void **state)
{
    static const struct {
        const char *model;
        int rc;
        const char *text; /* in the error */
    } rows[] = {
        {"hang", YN_E_IO, "does not answer in time"},
        {"page", YN_E_INPUT, "does it serve embeddings?"},
        {"nothing", YN_E_INPUT, "is not as OpenAI's"},
        {"cut", YN_E_IO, ""},
        {"busy", YN_E_IO, "answers 429: slow down"},
        {"broken", YN_E_IO, "answers 500: {\"error\": \"out of memory\"}"},
        {"unknown", YN_E_INPUT, "no such model"},
        {"moved", YN_E_INPUT, "answers 307"},
        {"key", YN_E_INPUT, "answers 401: who are you"},
        {"twice", YN_E_INPUT, "numbers its vectors wrongly"},
        {"beyond", YN_E_INPUT, "numbers its vectors wrongly"},
        {"short", YN_E_INPUT, "one vector for each text"},
        {"ragged", YN_E_INPUT, "different lengths"},
        {"nan", YN_E_INPUT, "is not as OpenAI's"},
        {"null", YN_E_INPUT, "no number"},
        {"huge", YN_E_INPUT, "without a direction"},
        {"zero", YN_E_INPUT, "without a direction"},
        {"empty", YN_E_INPUT, "no vectors"},
        {"nested", YN_E_INPUT, "no number"},
        {"other", YN_E_INPUT, "is not as OpenAI's"},
    };
    (void)state;
    struct server server;
    server_start(&server);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_embed_params params = params_for(&server, rows[i].model);
        if (strcmp(rows[i].model, "hang") == 0)
            params.timeout_ms = 200;
        struct yn_embed *embed = NULL;
        struct yn_err err = {0};
        struct yn_message_vectors got = {0};
        assert_int_equal(yn_embed_create(&params, &embed, NULL), YN_OK);
        int rc = yn_embed_ask(embed, texts, N_TEXTS, &got, &err);
        print_message("%s: %s\n", rows[i].model, err.text);
        assert_int_equal(rc, rows[i].rc);
        assert_int_equal(err.code, rows[i].rc);
        assert_non_null(strstr(err.text, rows[i].text));
        assert_non_null(strstr(err.text, server.url));
        assert_null(got.value);
        yn_embed_destroy(&embed);
    }
    /* Nobody there. */
    server_stop(&server);
    const struct yn_embed_params params = params_for(&server, "plain");
    struct yn_embed *embed = NULL;
    struct yn_message_vectors got = {0};
    assert_int_equal(yn_embed_create(&params, &embed, NULL), YN_OK);
    assert_int_equal(yn_embed_ask(embed, texts, 1, &got, NULL), YN_E_IO);
    yn_embed_destroy(&embed);
}

/* How many texts the log says are asked for. */
static void count_asked(void *ctx, enum yn_log_level level, const char *text)
{
    size_t *asked = ctx;
    const char *of = strstr(text, "the vectors of ");
    (void)level;
    if (of)
        *asked += strtoul(of + strlen("the vectors of "), NULL, 10);
}

static int embed_texts(struct yn_embedder *embedder, size_t n,
                       struct yn_message_vectors *out, struct yn_err *err)
{
    const struct yn_message_embedder *use = yn_embedder_use(embedder);
    return use->embed(use->ctx, texts, n, out, err);
}

static void test_kept(void **state)
{
    (void)state;
    struct server server;
    struct folder folder;
    size_t asked = 0;
    const struct yn_log log = {count_asked, &asked};
    folder_make(&folder);
    server_start(&server);
    struct yn_embed_params params = params_for(&server, "plain");
    params.dir = folder.path;
    params.batch = 1;
    params.log = &log;
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors first = {0}, again = {0};
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(embed_texts(embedder, 2, &first, NULL), YN_OK);
    assert_int_equal(asked, 2);
    free(first.value);
    assert_int_equal(embed_texts(embedder, N_TEXTS, &first, NULL), YN_OK);
    assert_int_equal(asked, N_TEXTS);
    yn_embedder_close(&embedder);
    /* All is kept: the server may be gone. */
    server_stop(&server);
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(embed_texts(embedder, N_TEXTS, &again, NULL), YN_OK);
    assert_int_equal(asked, N_TEXTS);
    assert_int_equal(again.dim, first.dim);
    assert_memory_equal(again.value, first.value,
                        N_TEXTS * first.dim * sizeof(float));
    free(again.value);
    yn_embedder_close(&embedder);
    /* By another model nothing is known. */
    params.model = "shuffled";
    params.tries = 1;
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(embed_texts(embedder, 1, &again, NULL), YN_E_IO);
    yn_embedder_close(&embedder);
    assert_null(embedder);
    free(first.value);
    folder_remove(&folder);
}

static void ask_and_keep(const struct server *server, const char *model,
                         const char *dir, size_t n)
{
    struct yn_embed_params params = params_for(server, model);
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors got = {0};
    params.dir = dir;
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(embed_texts(embedder, n, &got, NULL), YN_OK);
    yn_embedder_close(&embedder);
    free(got.value);
}

/* Without an address: what was kept, of a model that has all of it; else what
 * is missing, and who has to be asked. */
static void test_kept_alone(void **state)
{
    (void)state;
    struct server server;
    struct folder folder;
    struct yn_err err = {0};
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors got = {0};
    folder_make(&folder);
    assert_int_equal(yn_embedder_open_kept(folder.path, NULL, &embedder, &err),
                     YN_E_NOTFOUND);
    assert_null(embedder);
    server_start(&server);
    ask_and_keep(&server, "another", folder.path, 1);
    ask_and_keep(&server, "plain", folder.path, N_TEXTS - 1);
    assert_int_equal(yn_embedder_open_kept(folder.path, NULL, &embedder, &err),
                     YN_OK);
    assert_int_equal(embed_texts(embedder, N_TEXTS, &got, &err), YN_E_NOTFOUND);
    assert_null(got.value);
    assert_non_null(strstr(err.text, "1 of the 4 texts"));
    assert_non_null(strstr(err.text, "--model plain"));
    assert_non_null(strstr(err.text, server.url));
    ask_and_keep(&server, "plain", folder.path, N_TEXTS);
    server_stop(&server);
    assert_int_equal(embed_texts(embedder, N_TEXTS, &got, &err), YN_OK);
    assert_int_equal(got.dim, 26);
    free(got.value);
    yn_embedder_close(&embedder);
    folder_remove(&folder);
}

/* Another model answers to the same name. */
static void test_changing(void **state)
{
    (void)state;
    struct server server;
    struct yn_err err = {0};
    struct yn_embedder *embedder = NULL;
    struct yn_message_vectors got = {0};
    server_start(&server);
    struct yn_embed_params params = params_for(&server, "changing");
    params.batch = 3;
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(embed_texts(embedder, N_TEXTS, &got, &err), YN_E_INPUT);
    assert_non_null(strstr(err.text, "have 13 numbers now and had 26"));
    assert_null(got.value);
    yn_embedder_close(&embedder);
    server_stop(&server);
}

/* A damaged vector is asked for anew. */
static void test_vectors(void **state)
{
    (void)state;
    static float value[] = {0.25F, -1, 3e-20F};
    struct folder folder;
    struct yn_evidence *evidence = NULL;
    folder_make(&folder);
    const struct yn_evidence_params params = {.dir = folder.path};
    assert_int_equal(yn_evidence_open(&params, &evidence, NULL), YN_OK);
    struct yn_evidence_vector put[] = {
        {.text = yn_hash_bytes("a", 1), .value = value, .dim = 3},
        {.text = yn_hash_bytes("b", 1), .value = value, .dim = 1},
    };
    struct yn_evidence_vector got = {.text = put[0].text};
    assert_int_equal(yn_evidence_get_vector(evidence, "m", &got, NULL),
                     YN_E_NOTFOUND);
    assert_int_equal(yn_evidence_put_vectors(evidence, "m", put, 2, NULL),
                     YN_OK);
    assert_int_equal(yn_evidence_get_vector(evidence, "n", &got, NULL),
                     YN_E_NOTFOUND);
    assert_int_equal(yn_evidence_get_vector(evidence, "m", &got, NULL), YN_OK);
    assert_int_equal(got.dim, 3);
    assert_memory_equal(got.value, value, sizeof(value));
    free(got.value);
    /* Replaced. */
    put[0].dim = 2;
    assert_int_equal(yn_evidence_put_vectors(evidence, "m", put, 1, NULL),
                     YN_OK);
    assert_int_equal(yn_evidence_get_vector(evidence, "m", &got, NULL), YN_OK);
    assert_int_equal(got.dim, 2);
    free(got.value);
    yn_evidence_close(&evidence);
    folder_remove(&folder);
}

#define TEXT(text) ((const struct yn_message_text[]){{text, NULL}})

/* Songs and stories in different languages, and what both ways tell. */
static void test_compare(void **state)
{
    (void)state;
    struct server server;
    server_start(&server);
    const struct yn_message_drama dramas[] = {
        {.scenes = TEXT("aa bb aab abba aaab bab abb ab ba"), .n_scenes = 1},
        {.scenes = TEXT("zz yy zzy yzzy zyzy zyz yzz zy yz"), .n_scenes = 1},
    };
    const struct yn_message_song songs[] = {
        {0, TEXT("ba baa abba ab bab"), 1},
        {1, TEXT("yzy zy yz zyz zzy"), 1},
        {1, TEXT("눈이 zyz 오는 날에 yyz 그대 생각 y z 하네"), 1},
        {0, TEXT(""), 1},
    };
    const struct yn_message_season season = {songs, 4, dramas, 2};
    struct yn_embed_params params = params_for(&server, "plain");
    struct yn_embedder *embedder = NULL;
    struct yn_message words = {0}, both = {0};
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(yn_message_compare(&season, NULL, &words, NULL), YN_OK);
    assert_int_equal(words.songs[2].status, YN_MESSAGE_LANGUAGE);
    assert_int_equal(
        yn_message_compare(&season, yn_embedder_use(embedder), &both, NULL),
        YN_OK);
    for (size_t i = 0; i < 3; i++) {
        const struct yn_message_fit *fit = &both.songs[i];
        print_message("%zu: %.2f (%.2f to %.2f)\n", i, fit->value, fit->lo,
                      fit->hi);
        assert_int_equal(fit->status, YN_MESSAGE_KNOWN);
        assert_true(fit->embedded);
        assert_int_equal(fit->rank, 1);
        assert_true(fit->value > 0);
        assert_true(fit->lo <= fit->value && fit->value <= fit->hi);
        assert_near(fit->value, fit->dramas[songs[i].drama], 1e-5);
    }
    assert_int_equal(both.songs[3].status, YN_MESSAGE_NO_LYRICS);
    yn_message_release(&words);
    yn_message_release(&both);
    yn_embedder_close(&embedder);
    server_stop(&server);
    /* An endpoint that is named and not there is an error, not a silence. */
    params.tries = 1;
    assert_int_equal(yn_embedder_open(&params, &embedder, NULL), YN_OK);
    assert_int_equal(
        yn_message_compare(&season, yn_embedder_use(embedder), &both, NULL),
        YN_E_IO);
    assert_null(both.songs);
    yn_embedder_close(&embedder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_address),    cmocka_unit_test(test_behaves),
        cmocka_unit_test(test_misbehaves), cmocka_unit_test(test_kept),
        cmocka_unit_test(test_kept_alone), cmocka_unit_test(test_changing),
        cmocka_unit_test(test_vectors),    cmocka_unit_test(test_compare),
    };
    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
