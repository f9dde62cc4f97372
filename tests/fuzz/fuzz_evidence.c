/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as evidence.db ('d'), as its log ('w' beside a good database), or
 * as a result that was sealed ('r'): the first byte chooses. Whatever they are,
 * the store opens, keeps what it is given, and tells a damaged result from a
 * good one.
 */
#include "fuzz/fuzz.h"

#include <unistd.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "evidence/code.h"
#include "evidence/evidence.h"

#define N_MASTERS 3

static const struct yn_hash masters[N_MASTERS] = {{{1}}, {{2}}, {{3}}};

static const struct yn_evidence_work work = {.episode = {{9}},
                                             .masters = masters,
                                             .n_masters = N_MASTERS,
                                             .method = "fuzz"};

/* Reads every byte that came out. */
static void look(const struct yn_placements *found)
{
    double sum = found->duration_s + found->lost_s;
    for (size_t i = 0; i < found->n_cues; i++) {
        const struct yn_cue *cue = &found->cues[i];
        yn_assert(cue->master < N_MASTERS);
        yn_assert(yn_use_word(cue->use)[0] != '\0');
        for (size_t s = 0; s < cue->n_segments; s++)
            sum += cue->segments[s].start_s + cue->segments[s].offset_s;
        for (size_t s = 0; s < cue->n_levels; s++)
            sum += (double)cue->level_db[s];
    }
    for (size_t i = 0; i < found->n_rest; i++)
        sum += (double)found->rest[i].speech + (double)found->rest[i].level_db +
               (double)found->rest[i].music;
    volatile double sink = sum;
    (void)sink;
}

/* ---- a result ---- */

/* With a true seal before them the bytes reach what a forger would. */
static void read_result(const uint8_t *data, size_t size)
{
    const size_t map[N_MASTERS] = {2, 0, 1};
    const struct yn_code_frame frame = {{{7}}, map, N_MASTERS};
    struct yn_placements found = {0};
    char *sealed = malloc(size + YN_HASH_BYTES + YN_HASH_BYTES);
    if (!sealed)
        return;
    memcpy(sealed, frame.seal.byte, YN_HASH_BYTES);
    if (size)
        memcpy(sealed + YN_HASH_BYTES, data, size);
    const struct yn_hash hash = yn_hash_bytes(sealed, size + YN_HASH_BYTES);
    memcpy(sealed + YN_HASH_BYTES + size, hash.byte, YN_HASH_BYTES);
    int rc = yn_code_read(sealed + YN_HASH_BYTES, size + YN_HASH_BYTES, &frame,
                          &found, NULL);
    yn_assert(rc == YN_OK || rc == YN_E_INPUT || rc == YN_E_NOMEM);
    look(&found);
    yn_placements_release(&found);
    free(sealed);
}

/* ---- a store ---- */

static void put(struct yn_evidence *evidence)
{
    struct yn_rest rest = {0.5F, -20.0F, 0.25F};
    struct yn_placements given = {.duration_s = 1, .rest = &rest, .n_rest = 1};
    struct yn_claim *claim = NULL;
    int rc = yn_evidence_claim(evidence, &work, &claim, NULL);
    if (!rc)
        rc = yn_evidence_put(evidence, &claim, &given, NULL);
    yn_assert(rc == YN_OK || rc == YN_CLAIM_DONE);
    yn_claim_release(&claim);
}

static void use(const char *dir)
{
    struct yn_evidence *evidence = NULL;
    struct yn_placements found = {0};
    struct yn_err err = {0};
    const struct yn_evidence_params params = {.dir = dir, .wait_ms = 100};
    int rc = yn_evidence_open(&params, &evidence, &err);
    if (rc == YN_E_INPUT) /* of a newer version: left alone */
        return;
    if (rc)
        fprintf(stderr, "%s\n", err.text);
    yn_assert(rc == YN_OK);
    rc = yn_evidence_get(evidence, &work, &found, NULL);
    yn_assert(rc == YN_OK || rc == YN_E_NOTFOUND);
    look(&found);
    yn_placements_release(&found);
    put(evidence);
    yn_assert(yn_evidence_get(evidence, &work, &found, NULL) == YN_OK);
    look(&found);
    yn_placements_release(&found);
    yn_evidence_close(&evidence);
}

static void use_to_read(const char *dir)
{
    struct yn_evidence *evidence = NULL;
    struct yn_placements found = {0};
    const struct yn_evidence_params params = {
        .dir = dir, .flags = YN_EVIDENCE_READ, .wait_ms = 100};
    if (yn_evidence_open(&params, &evidence, NULL))
        return;
    (void)yn_evidence_get(evidence, &work, &found, NULL);
    look(&found);
    yn_placements_release(&found);
    yn_evidence_close(&evidence);
}

static void write_in(const char *dir, const char *name, const uint8_t *data,
                     size_t size)
{
    char path[200];
    snprintf(path, sizeof(path), "%s/.yeoun/%s", dir, name);
    yn_assert(yn_file_write(path, (const char *)data, size, NULL) == YN_OK);
}

static void read_store(const char *name, const uint8_t *data, size_t size)
{
    char dir[64], inner[80];
    snprintf(dir, sizeof(dir), "%s/yeoun-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    yn_assert(mkdtemp(dir) != NULL);
    snprintf(inner, sizeof(inner), "%s/.yeoun", dir);
    yn_assert(yn_dir_make(inner, NULL) == YN_OK);
    if (strcmp(name, "evidence.db") != 0)
        use(dir);
    write_in(dir, name, data, size);
    use_to_read(dir);
    use(dir);
    yn_assert(yn_dir_remove(dir, NULL) == YN_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > FUZZ_BYTES_MAX)
        return 0;
    if (data[0] == 'r')
        read_result(data + 1, size - 1);
    else if (data[0] == 'w')
        read_store("evidence.db-wal", data + 1, size - 1);
    else
        read_store("evidence.db", data + 1, size - 1);
    return 0;
}
