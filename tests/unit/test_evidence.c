/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One worker: what is put is what is got, what is known is not done again.
 */
#include "support/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "evidence/code.h"
#include "evidence/evidence.h"
#include "support/folder.h"
#include "support/found.h"

struct place {
    struct folder folder;
    struct yn_evidence *evidence;
    struct yn_hash masters[FOUND_MASTERS];
};

static struct yn_evidence *must_open(const struct folder *folder)
{
    struct yn_evidence *evidence = NULL;
    struct yn_err err = {0};
    if (yn_evidence_open(&(struct yn_evidence_params){.dir = folder->path},
                         &evidence, &err))
        fail_msg("%s", err.text);
    return evidence;
}

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof(*p));
    if (!p)
        return -1;
    folder_make(&p->folder);
    p->evidence = must_open(&p->folder);
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        p->masters[i] = yn_hash_bytes(&i, sizeof(i));
    *state = p;
    return 0;
}

static int close_place(void **state)
{
    struct place *p = *state;
    yn_evidence_close(&p->evidence);
    yn_evidence_close(&p->evidence);
    folder_remove(&p->folder);
    free(p);
    return 0;
}

static struct yn_evidence_work work_of(const struct place *p, const char *name)
{
    return (struct yn_evidence_work){.episode =
                                         yn_hash_bytes(name, strlen(name)),
                                     .masters = p->masters,
                                     .n_masters = FOUND_MASTERS,
                                     .method = "test 1"};
}

static void must_put(struct place *p, const struct yn_evidence_work *work,
                     const struct yn_placements *found)
{
    struct yn_err err = {0};
    struct yn_claim *claim = NULL;
    if (yn_evidence_claim(p->evidence, work, &claim, &err) != YN_OK)
        fail_msg("%s", err.text);
    if (yn_evidence_put(p->evidence, &claim, found, &err))
        fail_msg("%s", err.text);
    assert_null(claim);
}

static void comes_back_bit_for_bit(void **state)
{
    static const size_t seconds[] = {0, 1, 4200, 12 * 3600};
    struct place *p = *state;
    for (unsigned seed = 0; seed < 40; seed++) {
        char name[16];
        struct yn_placements found = {0}, back = {0};
        struct yn_err err = {0};
        snprintf(name, sizeof(name), "%u", seed);
        const struct yn_evidence_work work = work_of(p, name);
        found_make(seed, seconds[seed % YN_LEN(seconds)], &found);
        assert_int_equal(yn_evidence_get(p->evidence, &work, &back, &err),
                         YN_E_NOTFOUND);
        must_put(p, &work, &found);
        if (seed % 2) { /* by another opening too */
            yn_evidence_close(&p->evidence);
            p->evidence = must_open(&p->folder);
        }
        assert_int_equal(yn_evidence_get(p->evidence, &work, &back, &err), 0);
        if (!found_same(&found, &back))
            fail_msg("seed %u came back changed", seed);
        yn_placements_release(&back);
        yn_placements_release(&found);
    }
}

static void nothing_found_is_a_result(void **state)
{
    struct place *p = *state;
    struct yn_evidence_work work = work_of(p, "silence");
    struct yn_placements found = {0}, back = {.duration_s = 1};
    work.n_masters = 0;
    must_put(p, &work, &found);
    assert_int_equal(yn_evidence_get(p->evidence, &work, &back, NULL), 0);
    assert_true(found_same(&found, &back));
}

static void each_part_of_the_key_counts(void **state)
{
    struct place *p = *state;
    struct yn_placements found = {0};
    struct yn_claim *claim = NULL;
    struct yn_evidence_work rows[5];
    for (size_t i = 0; i < YN_LEN(rows); i++)
        rows[i] = work_of(p, "episode");
    rows[1].method = "test 2";
    rows[2].n_masters--;
    rows[3].masters++;
    rows[3].n_masters--;
    rows[4].episode.byte[YN_HASH_BYTES - 1] ^= 1;
    for (size_t i = 0; i < YN_LEN(rows); i++)
        must_put(p, &rows[i], &found);
    for (size_t i = 0; i < YN_LEN(rows); i++)
        assert_int_equal(yn_evidence_claim(p->evidence, &rows[i], &claim, NULL),
                         YN_CLAIM_DONE);
    assert_null(claim);
}

static void another_order_of_masters_is_the_same_roster(void **state)
{
    struct place *p = *state;
    struct yn_evidence_work work = work_of(p, "episode");
    struct yn_placements found = {0}, back = {0};
    for (unsigned seed = 1; found.n_cues < 2; seed++) {
        yn_placements_release(&found);
        found_make(seed, 3, &found);
    }
    must_put(p, &work, &found);
    struct yn_hash turned[FOUND_MASTERS];
    for (size_t i = 0; i < FOUND_MASTERS; i++)
        turned[i] = p->masters[FOUND_MASTERS - 1 - i];
    work.masters = turned;
    assert_int_equal(yn_evidence_get(p->evidence, &work, &back, NULL), 0);
    assert_int_equal(back.n_cues, found.n_cues);
    /* The first two begin at once: the lower master comes first, now as then.
     */
    assert_int_equal(back.cues[0].master, FOUND_MASTERS - 2);
    assert_int_equal(back.cues[1].master, FOUND_MASTERS - 1);
    assert_int_equal(back.cues[0].n_segments, found.cues[1].n_segments);
    yn_placements_release(&found);
    yn_placements_release(&back);
}

static void twins_in_a_roster_keep_their_places(void **state)
{
    struct place *p = *state;
    struct yn_placements found = {0}, back = {0};
    const struct yn_evidence_work work = work_of(p, "episode");
    p->masters[3] = p->masters[1];
    found_make(7, 2, &found);
    must_put(p, &work, &found);
    assert_int_equal(yn_evidence_get(p->evidence, &work, &back, NULL), 0);
    assert_true(found_same(&found, &back));
    yn_placements_release(&found);
    yn_placements_release(&back);
}

static void a_claim_is_for_one(void **state)
{
    struct place *p = *state;
    struct yn_evidence *other = must_open(&p->folder);
    const struct yn_evidence_work work = work_of(p, "episode");
    struct yn_claim *claim = NULL, *second = NULL;
    assert_int_equal(yn_evidence_claim(p->evidence, &work, &claim, NULL), 0);
    assert_int_equal(yn_evidence_claim(other, &work, &second, NULL),
                     YN_CLAIM_TAKEN);
    assert_int_equal(yn_evidence_claim(p->evidence, &work, &second, NULL),
                     YN_CLAIM_TAKEN);
    yn_claim_release(&claim);
    yn_claim_release(&claim);
    assert_int_equal(yn_evidence_claim(other, &work, &second, NULL), 0);
    yn_claim_release(&second);
    yn_evidence_close(&other);
}

static void old_results_go(void **state)
{
    struct place *p = *state;
    struct yn_placements found = {0}, back = {0};
    struct yn_evidence_work work = work_of(p, "episode");
    const struct yn_evidence_work bystander = work_of(p, "other");
    char method[16];
    work.method = method;
    must_put(p, &bystander, &found);
    for (int i = 0; i < 20; i++) {
        snprintf(method, sizeof(method), "test %d", i);
        must_put(p, &work, &found);
    }
    for (int i = 0; i < 20; i++) {
        snprintf(method, sizeof(method), "test %d", i);
        assert_int_equal(yn_evidence_get(p->evidence, &work, &back, NULL),
                         i < 4 ? YN_E_NOTFOUND : YN_OK);
    }
    assert_int_equal(yn_evidence_get(p->evidence, &bystander, &back, NULL), 0);
}

static void too_much_is_refused(void **state)
{
    struct place *p = *state;
    const struct yn_evidence_work work = work_of(p, "episode");
    struct yn_claim *claim = NULL;
    struct yn_placements found = {.n_rest = YN_CODE_MAX / 8 + 1};
    found.rest = calloc(found.n_rest, sizeof(*found.rest));
    assert_non_null(found.rest);
    assert_int_equal(yn_evidence_claim(p->evidence, &work, &claim, NULL), 0);
    assert_int_equal(yn_evidence_put(p->evidence, &claim, &found, NULL),
                     YN_E_LIMIT);
    assert_non_null(claim);
    yn_placements_release(&found);
    assert_int_equal(yn_evidence_put(p->evidence, &claim, &found, NULL), 0);
}

/* ---- content ---- */

/* Until a file has been at rest: its change time cannot be set back. */
static void rest(void)
{
    const struct timespec wait = {.tv_sec = 2, .tv_nsec = 100000000};
    nanosleep(&wait, NULL);
}

static void content_sees_every_edit(void **state)
{
    struct place *p = *state;
    char path[300];
    struct yn_hash first, again, edited;
    struct stat before;
    snprintf(path, sizeof(path), "%s/film.mkv", p->folder.path);
    folder_write(&p->folder, "film.mkv", "all of the film");
    assert_int_equal(yn_evidence_content(p->evidence, path, &first, NULL), 0);
    const struct yn_hash whole = yn_hash_bytes("all of the film", 15);
    assert_int_equal(yn_hash_compare(&first, &whole), 0);
    rest();
    for (int i = 0; i < 2; i++) { /* hashed and kept; then looked up */
        assert_int_equal(yn_evidence_content(p->evidence, path, &again, NULL),
                         0);
        assert_int_equal(yn_hash_compare(&first, &again), 0);
    }
    /* In place, as long as before, with the old modification time. */
    assert_int_equal(stat(path, &before), 0);
    folder_write(&p->folder, "film.mkv", "all of the FILM");
    const struct timespec times[] = {before.st_atim, before.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_int_equal(yn_evidence_content(p->evidence, path, &edited, NULL), 0);
    assert_int_not_equal(yn_hash_compare(&first, &edited), 0);
}

static bool is_measured(const struct place *p, const char *path)
{
    bool measured = true;
    assert_int_equal(yn_evidence_measured(p->evidence, path, &measured, NULL),
                     0);
    return measured;
}

/* Told by the file's looks alone: nothing is read, and nothing is kept. */
static void tells_what_was_measured(void **state)
{
    struct place *p = *state;
    char path[300];
    struct yn_hash hash;
    struct yn_placements found = {0};
    bool measured;
    snprintf(path, sizeof(path), "%s/seen.mkv", p->folder.path);
    assert_int_equal(yn_evidence_measured(p->evidence, path, &measured, NULL),
                     YN_E_NOTFOUND);
    folder_write(&p->folder, "seen.mkv", "seen");
    rest();
    assert_false(is_measured(p, path));
    assert_int_equal(yn_evidence_content(p->evidence, path, &hash, NULL), 0);
    assert_false(is_measured(p, path)); /* known, and nothing found yet */
    const struct yn_evidence_work work = work_of(p, "seen");
    found_make(3, 2, &found);
    must_put(p, &work, &found);
    yn_placements_release(&found);
    assert_true(is_measured(p, path));
    folder_write(&p->folder, "seen.mkv", "SEEN");
    assert_false(is_measured(p, path));
}

static void content_refuses(void **state)
{
    struct place *p = *state;
    char pipe_path[300];
    struct yn_hash hash;
    snprintf(pipe_path, sizeof(pipe_path), "%s/pipe", p->folder.path);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    const struct {
        const char *path;
        int code;
    } rows[] = {
        {"/nowhere/film.mkv", YN_E_NOTFOUND},
        {p->folder.path, YN_E_INPUT},
        {pipe_path, YN_E_INPUT},
        {"/dev/null", YN_E_INPUT},
    };
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_err err = {0};
        int rc = yn_evidence_content(p->evidence, rows[i].path, &hash, &err);
        if (rc != rows[i].code || !strstr(err.text, rows[i].path))
            fail_msg("%s: %d %s", rows[i].path, rc, err.text);
    }
}

/* ---- bytes ---- */

static void no_flipped_bit_passes(void **state)
{
    (void)state;
    const size_t map[FOUND_MASTERS] = {0, 1, 2, 3, 4};
    const struct yn_code_frame frame = {{{1}}, map, FOUND_MASTERS};
    const struct yn_code_frame other = {{{2}}, map, FOUND_MASTERS};
    struct yn_placements found = {0}, back = {0};
    struct yn_buf data = {0};
    found_make(3, 2, &found);
    assert_int_equal(yn_code_write(&found, &frame, &data, NULL), 0);
    for (size_t bit = 0; bit < data.len * 8; bit++) {
        data.data[bit / 8] ^= (char)(1 << bit % 8);
        assert_int_equal(yn_code_read(data.data, data.len, &frame, &back, NULL),
                         YN_E_INPUT);
        data.data[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t len = 0; len < data.len; len++)
        assert_int_equal(yn_code_read(data.data, len, &frame, &back, NULL),
                         YN_E_INPUT);
    assert_int_equal(yn_code_read(data.data, data.len, &other, &back, NULL),
                     YN_E_INPUT);
    assert_int_equal(yn_code_read(data.data, data.len, &frame, &back, NULL), 0);
    yn_placements_release(&back);
    yn_placements_release(&found);
    yn_buf_release(&data);
}

static void a_refusal_is_kept(void **state)
{
    struct place *p = *state;
    const struct yn_hash film = yn_hash_bytes("film", 4);
    const struct yn_hash other = yn_hash_bytes("other", 5);
    struct yn_err err = {0};
    char *why = NULL;
    assert_int_equal(yn_evidence_refusal(p->evidence, &film, "r 1", &why, &err),
                     YN_E_NOTFOUND);
    assert_int_equal(
        yn_evidence_refuse(p->evidence, &film, "r 1", "is no film", &err), 0);
    assert_int_equal(
        yn_evidence_refuse(p->evidence, &film, "r 1", "has no sound", &err), 0);
    yn_evidence_close(&p->evidence);
    p->evidence = must_open(&p->folder);
    assert_int_equal(yn_evidence_refusal(p->evidence, &film, "r 1", &why, &err),
                     0);
    assert_string_equal(why, "has no sound");
    free(why);
    assert_int_equal(yn_evidence_refusal(p->evidence, &film, "r 2", &why, &err),
                     YN_E_NOTFOUND);
    assert_int_equal(
        yn_evidence_refusal(p->evidence, &other, "r 1", &why, &err),
        YN_E_NOTFOUND);
}

#define TEST_PLACE(f)                                                          \
    cmocka_unit_test_setup_teardown(f, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_PLACE(comes_back_bit_for_bit),
        TEST_PLACE(nothing_found_is_a_result),
        TEST_PLACE(each_part_of_the_key_counts),
        TEST_PLACE(another_order_of_masters_is_the_same_roster),
        TEST_PLACE(twins_in_a_roster_keep_their_places),
        TEST_PLACE(a_claim_is_for_one),
        TEST_PLACE(old_results_go),
        TEST_PLACE(a_refusal_is_kept),
        TEST_PLACE(too_much_is_refused),
        TEST_PLACE(content_sees_every_edit),
        TEST_PLACE(tells_what_was_measured),
        TEST_PLACE(content_refuses),
        cmocka_unit_test(no_flipped_bit_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
