/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sweeps: the Nth allocation fails, the Nth step of writing fails, for N = 1
 * until nothing fails any more. Expected of every operation: the error and
 * nothing else; no crash, no leak (the address build sees one), an old site
 * whole, nothing left lying about.
 *
 * To stay short the sweep tries every N up to SWEEP_DENSE and then steps on by
 * a share of N: growth and clean-up code repeats itself by then.
 */
#include "support/test.h"

#include <ftw.h>
#include <unistd.h>

#include <yeoun/list.h>
#include <yeoun/publish.h>
#include <yeoun/roster.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "fault.h"
#include "support/cues_fixture.h"
#include "support/played_fixture.h"

#define SWEEP_DENSE 300
#define SWEEP_SHARE 20 /* then every N/20th */
#define PATH_BYTES 512
#define FILE_LIMIT ((size_t)64 << 20)

struct place {
    char source[PATH_BYTES]; /* the repository */
    char work[PATH_BYTES];   /* a folder of our own */
    char fixture[PATH_BYTES], broken[PATH_BYTES], example[PATH_BYTES];
    char site[PATH_BYTES], fresh[PATH_BYTES], old[PATH_BYTES];
    char again[PATH_BYTES];          /* a season of our own */
    struct yn_run run;               /* of fixture */
    struct yn_run ours;              /* of again, published before */
    struct yn_run other;             /* of example: makes the old site */
    struct played_fixture played;    /* one episode of it is published */
    unsigned long long site_digest;  /* of the old site */
    unsigned long long fresh_digest; /* of what comes out undisturbed */
};

struct operation {
    const char *name;
    int (*run)(struct place *place, struct yn_err *err);
    /* Looks at what is there after a failure, and again after success. */
    void (*check)(struct place *place, int rc);
};

static void join(char *out, const char *folder, const char *name)
{
    int n = snprintf(out, PATH_BYTES, "%s/%s", folder, name);
    assert_in_range(n, 1, PATH_BYTES - 1);
}

/* ---- operations ---- */

static unsigned long long digest; /* of the walk under way; nftw has no room */

static void digest_bytes(const void *data, size_t len)
{
    /* FNV-1a: tells whether a tree is the same, no more. */
    for (const unsigned char *at = data; len-- > 0; at++)
        digest = (digest ^ *at) * 1099511628211ULL;
}

static int open_season(const char *dir, struct yn_err *err)
{
    struct yn_run run = {0};
    int rc = yn_run_open(dir, false, NULL, &run, err);
    if (rc) {
        assert_null(run.season);
        assert_null(run.tally);
        assert_null(run.report);
    }
    yn_run_release(&run);
    return rc;
}

static int run_read(struct place *place, struct yn_err *err)
{
    return open_season(place->fixture, err);
}

static int run_read_broken(struct place *place, struct yn_err *err)
{
    return open_season(place->broken, err);
}

static int run_tally(struct place *place, struct yn_err *err)
{
    struct yn_tally *tally = NULL;
    const struct yn_drama_tally **order = NULL;
    int rc = yn_tally_create(place->run.season, &tally, err);
    if (!rc)
        rc = yn_tally_order(tally, place->run.season, &order, err);
    free(order);
    yn_tally_destroy(&tally);
    return rc;
}

static int publish(struct place *place, const struct yn_run *run,
                   enum yn_publish_format format, struct yn_err *err)
{
    struct yn_published result = {0};
    struct yn_publish_params params = {.out = place->site, .format = format};
    int rc = yn_publish(run->season, run->tally, &params, &result, err);
    if (rc)
        assert_null(result.dir);
    yn_published_release(&result);
    return rc;
}

static int run_publish(struct place *place, struct yn_err *err)
{
    return publish(place, &place->run, YN_PUBLISH_SITE, err);
}

static int run_publish_episode(struct place *place, struct yn_err *err)
{
    struct yn_published result = {0};
    const struct yn_publish_params params = {.out = place->site,
                                             .local = true,
                                             .episodes = place->played.episodes,
                                             .n_episodes = 1,
                                             .stories = place->played.stories};
    int rc = yn_publish(place->played.run.season, place->played.run.tally,
                        &params, &result, err);
    yn_published_release(&result);
    return rc;
}

static int run_publish_hugo(struct place *place, struct yn_err *err)
{
    return publish(place, &place->run, YN_PUBLISH_HUGO, err);
}

/* Over its own site: the pictures of that are used again. */
static int run_publish_again(struct place *place, struct yn_err *err)
{
    struct yn_published result = {0};
    const struct yn_publish_params params = {.keep_pictures = true};
    int rc = yn_publish(place->ours.season, place->ours.tally, &params, &result,
                        err);
    yn_published_release(&result);
    return rc;
}

static const char ROSTER_JSON[] =
    "{\"title\":\"OST\",\"date\":\"2031-02-03\",\"media\":[{\"position\":1,"
    "\"tracks\":[{\"title\":\"Landing\",\"number\":\"1\",\"artist-credit\":"
    "[{\"name\":\"Marrow Street\",\"joinphrase\":\"\"}],\"recording\":"
    "{\"title\":\"Landing\",\"isrcs\":[\"KRA301900001\"]}}]}]}";
static const char ROSTER_CSV[] =
    "title,korean,artist,part\n\"Rain, Gauge\",빗물,Tin Sparrow,1\n";

/* Eight samples of silence with a title and an artist. */
static const char ROSTER_WAV[] =
    "RIFF\x5e\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0"
    "\1\0\x08\0LIST\x2a\0\0\0INFOINAM\x08\0\0\0Landing\0"
    "IART\x0e\0\0\0Marrow Street\0"
    "data\x08\0\0\0\x80\x80\x80\x80"
    "\x80\x80\x80\x80";

static int run_roster(struct place *place, struct yn_err *err)
{
    char path[PATH_BYTES];
    const char *name[] = {"roster.json", "roster.csv", "roster.wav"};
    struct yn_roster *roster = NULL;
    struct yn_report *report = NULL;
    char *text[3] = {NULL, NULL, NULL};
    size_t n_dropped = 0;
    int rc = yn_report_create(&report, err);
    if (!rc)
        rc = yn_roster_create(&roster, err);
    for (size_t i = 0; !rc && i < YN_LEN(name); i++) {
        join(path, place->work, name[i]);
        rc = yn_roster_read(roster, path, report, err);
    }
    if (!rc)
        rc = yn_roster_subtract(roster, place->run.season,
                                &place->run.season->dramas[0], &n_dropped, err);
    if (!rc)
        rc = yn_roster_yaml(roster, &text[0], err);
    if (!rc)
        rc = yn_roster_csv(roster, &text[1], err);
    if (!rc)
        rc = yn_roster_json(roster, &text[2], err);
    digest = 0;
    for (size_t i = 0; i < YN_LEN(text); i++) {
        if (!rc)
            digest_bytes(text[i], strlen(text[i]));
        free(text[i]);
    }
    yn_roster_destroy(&roster);
    yn_report_destroy(&report);
    return rc;
}

static const char LIST[] =
    "Best drama soundtracks of 2031\n\n"
    "\u201cRain Gauge\u201d \u2013 Tin Sparrow and \u201cLanding\u201d "
    "\u2013 Marrow Street for The Umbrella Clockmaker\n"
    "Tailwind - Hollow Pine for A Kite for Wednesday\n"
    "this line says nothing\n";

static int run_list(struct place *place, struct yn_err *err)
{
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    struct yn_text_list files = {0};
    int rc = yn_report_create(&report, err);
    if (!rc)
        rc = yn_list_parse(LIST, strlen(LIST), "list.txt", report, &list, err);
    if (!rc)
        rc = yn_season_new(&(struct yn_new_params){.dir = place->fresh,
                                                   .year = 2031,
                                                   .list = list},
                           &files, err);
    yn_text_list_release(&files);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
    return rc;
}

static int run_cues(struct place *place, struct yn_err *err)
{
    (void)place;
    struct cues_fixture f;
    struct yn_sheet *sheet = NULL;
    cues_fixture_init(&f);
    digest = 0;
    int rc = yn_sheet_create(&f.params, &sheet, err);
    const struct yn_sheet *const one[] = {sheet};
    for (int format = YN_SHEET_CSV; !rc && format <= YN_SHEET_AUDACITY;
         format++) {
        char *text = NULL;
        rc =
            yn_sheets_text(one, 1, (enum yn_sheet_format)format, 0, &text, err);
        if (!rc)
            digest_bytes(text, strlen(text));
        free(text);
    }
    yn_sheet_destroy(&sheet);
    return rc;
}

/* ---- checks ---- */

static int digest_entry(const char *path, const struct stat *st, int kind,
                        struct FTW *ftw)
{
    (void)st;
    unsigned long long before = digest;
    digest = 14695981039346656037ULL;
    digest_bytes(path + ftw->base, strlen(path + ftw->base) + 1);
    if (kind == FTW_F) {
        struct yn_bytes bytes = {0};
        assert_int_equal(yn_file_read(path, FILE_LIMIT, &bytes, NULL), 0);
        digest_bytes(bytes.data, bytes.len);
        free(bytes.data);
    }
    /* A sum, for the order of a walk is not promised. */
    digest += before;
    return 0;
}

static unsigned long long tree_digest(const char *path)
{
    digest = 0;
    (void)nftw(path, digest_entry, 16, FTW_PHYS);
    return digest;
}

/* A copy of one that was published once: drawing its pictures each time would
 * be most of the test. */
static void put_old_site(struct place *place)
{
    char line[3 * PATH_BYTES];
    assert_int_equal(yn_dir_remove(place->site, NULL), 0);
    snprintf(line, sizeof(line), "cp -a '%s' '%s'", place->old, place->site);
    assert_int_equal(system(line), 0);
    place->site_digest = tree_digest(place->site);
}

/* Either the old site is whole or the new one is, and nothing else has been
 * left in the work folder. */
static void check_site(struct place *place, int rc)
{
    struct yn_dir_list list = {0};
    unsigned long long now = tree_digest(place->site);
    if (rc) {
        assert_true(now == place->site_digest);
    } else {
        if (!place->fresh_digest)
            place->fresh_digest = now;
        assert_true(now == place->fresh_digest);
        put_old_site(place);
    }
    assert_int_equal(yn_dir_read(place->work, &list, NULL), 0);
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(list.name[i], "site") != 0 &&
            strcmp(list.name[i], "old") != 0 &&
            strcmp(list.name[i], "again") != 0 &&
            strncmp(list.name[i], "roster", 6) != 0)
            fail_msg("left behind: %s", list.name[i]);
    }
    yn_dir_list_release(&list);
}

/* Old and new are the same, whatever became of the note of the pictures. */
static void check_again(struct place *place, int rc)
{
    char site[PATH_BYTES];
    (void)rc;
    join(site, place->again, "site");
    unsigned long long now = tree_digest(site);
    if (!place->fresh_digest)
        place->fresh_digest = now;
    assert_true(now == place->fresh_digest);
}

/* What came out is the same as undisturbed. */
static void check_text(struct place *place, int rc)
{
    if (!rc && !place->fresh_digest)
        place->fresh_digest = digest;
    if (!rc)
        assert_true(digest == place->fresh_digest);
}

static void check_fresh(struct place *place, int rc)
{
    if (rc)
        assert_false(yn_file_exists(place->fresh));
    assert_int_equal(yn_dir_remove(place->fresh, NULL), 0);
}

/* ---- sweeps ---- */

static void sweep(struct place *place, const struct operation *operation,
                  enum fault_kind kind, bool lasting)
{
    int expected = kind == FAULT_ALLOC ? YN_E_NOMEM : YN_E_IO;
    unsigned long points = 0, survived = 0;
    /* Once undisturbed, to know what success looks like. */
    place->fresh_digest = 0;
    assert_int_equal(operation->run(place, NULL), 0);
    if (operation->check)
        operation->check(place, 0);
    for (unsigned long nth = 1;;
         nth += nth < SWEEP_DENSE ? 1 : nth / SWEEP_SHARE) {
        struct yn_err err = {0};
        fault_arm(kind, nth, lasting);
        int rc = operation->run(place, &err);
        bool hit = fault_disarm();
        if (rc && (!hit || rc != expected || err.code != expected))
            fail_msg("%s, fault %lu: %s, %s", operation->name, nth,
                     yn_err_name(rc), err.text);
        if (operation->check)
            operation->check(place, rc);
        if (!hit) {
            print_message("%s: %lu faults tried of about %lu, %lu survived\n",
                          operation->name, points, nth - 1, survived);
            return;
        }
        points++;
        survived += rc == 0;
    }
}

static const struct operation ALLOC_OPERATIONS[] = {
    {"read", run_read, NULL},
    {"read broken", run_read_broken, NULL},
    {"tally", run_tally, NULL},
    {"publish", run_publish, check_site},
    {"publish hugo", run_publish_hugo, check_site},
    {"publish again", run_publish_again, check_again},
    {"publish episode", run_publish_episode, check_site},
    {"roster", run_roster, check_text},
    {"cues", run_cues, check_text},
    {"list", run_list, check_fresh},
};

static const struct operation WRITE_OPERATIONS[] = {
    {"publish", run_publish, check_site},
    {"publish hugo", run_publish_hugo, check_site},
    {"publish again", run_publish_again, check_again},
    {"list", run_list, check_fresh},
};

static void test_alloc(void **state)
{
    for (size_t i = 0; i < YN_LEN(ALLOC_OPERATIONS); i++)
        sweep(*state, &ALLOC_OPERATIONS[i], FAULT_ALLOC, false);
}

static void test_alloc_lasting(void **state)
{
    for (size_t i = 0; i < YN_LEN(ALLOC_OPERATIONS); i++)
        sweep(*state, &ALLOC_OPERATIONS[i], FAULT_ALLOC, true);
}

static void test_write(void **state)
{
    for (size_t i = 0; i < YN_LEN(WRITE_OPERATIONS); i++)
        sweep(*state, &WRITE_OPERATIONS[i], FAULT_WRITE, false);
}

static void test_write_lasting(void **state)
{
    for (size_t i = 0; i < YN_LEN(WRITE_OPERATIONS); i++)
        sweep(*state, &WRITE_OPERATIONS[i], FAULT_WRITE, true);
}

/* ---- setup ---- */

static void write_file(const char *folder, const char *name, const char *data,
                       size_t len)
{
    char path[PATH_BYTES];
    join(path, folder, name);
    assert_int_equal(yn_file_write(path, data, len, NULL), 0);
}

static int setup(void **state)
{
    static struct place place;
    const char *source = getenv("YEOUN_SOURCE");
    const char *tmp = getenv("TMPDIR");
    assert_non_null(source);
    join(place.source, source, ".");
    join(place.fixture, source, "tests/golden/three-judges/season");
    join(place.broken, source, "tests/golden/broken/season");
    join(place.example, source, "examples/open");
    join(place.work, tmp ? tmp : "/tmp", "yeoun-fault-XXXXXX");
    assert_non_null(mkdtemp(place.work));
    join(place.site, place.work, "site");
    join(place.fresh, place.work, "fresh");
    join(place.old, place.work, "old");
    write_file(place.work, "roster.json", ROSTER_JSON, strlen(ROSTER_JSON));
    write_file(place.work, "roster.csv", ROSTER_CSV, strlen(ROSTER_CSV));
    write_file(place.work, "roster.wav", ROSTER_WAV, sizeof(ROSTER_WAV) - 1);
    assert_int_equal(yn_run_open(place.fixture, false, NULL, &place.run, NULL),
                     0);
    assert_int_equal(
        yn_run_open(place.example, false, NULL, &place.other, NULL), 0);
    join(place.again, place.work, "again");
    char line[3 * PATH_BYTES];
    snprintf(line, sizeof(line), "cp -r '%s' '%s'", place.fixture, place.again);
    assert_int_equal(system(line), 0);
    assert_int_equal(yn_run_open(place.again, false, NULL, &place.ours, NULL),
                     0);
    assert_int_equal(run_publish_again(&place, NULL), 0);
    played_fixture_init(&place.played);
    assert_int_equal(publish(&place, &place.other, YN_PUBLISH_SITE, NULL), 0);
    assert_int_equal(rename(place.site, place.old), 0);
    put_old_site(&place);
    *state = &place;
    return 0;
}

static int teardown(void **state)
{
    struct place *place = *state;
    yn_run_release(&place->run);
    yn_run_release(&place->other);
    yn_run_release(&place->ours);
    played_fixture_release(&place->played);
    return yn_dir_remove(place->work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc),
        cmocka_unit_test(test_alloc_lasting),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_write_lasting),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
