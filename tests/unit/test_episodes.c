/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of a long drama: all there, none large, and nothing in them that is
 * not for others.
 */
#include "support/test.h"

#include <ftw.h>
#include <math.h>
#include <sys/stat.h>

#include "base/base.h"
#include "base/file.h"
#include "support/played_fixture.h"

/* What a page may weigh; that of an episode is the largest. */
#define PAGE_BYTES_MAX 200000
#define FILE_BYTES_MAX (4u << 20)

static struct played_fixture f;

static int set_up(void **state)
{
    (void)state;
    played_fixture_init(&f);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    played_fixture_release(&f);
    return 0;
}

static void publish(const char *name, bool local)
{
    char out[400];
    snprintf(out, sizeof(out), "%s/%s", f.folder.path, name);
    const struct yn_publish_params params = {.out = out,
                                             .local = local,
                                             .episodes = f.episodes,
                                             .n_episodes = PLAYED_EPISODES,
                                             .stories = f.stories};
    struct yn_published result = {0};
    struct yn_err err = {0};
    assert_int_equal(
        yn_publish(f.run.season, f.run.tally, &params, &result, &err), 0);
    yn_published_release(&result);
}

static char *read_file(const char *name)
{
    char path[400];
    struct yn_bytes bytes = {0};
    snprintf(path, sizeof(path), "%s/%s", f.folder.path, name);
    assert_int_equal(yn_file_read(path, FILE_BYTES_MAX, &bytes, NULL), 0);
    return bytes.data;
}

static void assert_has(const char *name, const char *text, bool wanted)
{
    char *page = read_file(name);
    if (!strstr(page, text) == wanted)
        fail_msg("%s: %s “%s”", name, wanted ? "has no" : "has", text);
    free(page);
}

static unsigned n_pages;

static int check_file(const char *path, const struct stat *st, int kind,
                      struct FTW *ftw)
{
    (void)ftw;
    if (kind != FTW_F)
        return 0;
    struct yn_bytes bytes = {0};
    assert_int_equal(yn_file_read(path, FILE_BYTES_MAX, &bytes, NULL), 0);
    static const char *const secrets[] = {PLAYED_SECRET, PLAYED_IPI, "77.25",
                                          "/elsewhere",  "file://",  ".flac",
                                          ".mkv"};
    for (size_t i = 0; i < YN_LEN(secrets); i++) {
        if (strstr(bytes.data, secrets[i]))
            fail_msg("%s: holds “%s”", path, secrets[i]);
    }
    bool page = strstr(path, ".html") != NULL;
    n_pages += page;
    if (page && st->st_size >= PAGE_BYTES_MAX)
        fail_msg("%s: %lld bytes", path, (long long)st->st_size);
    free(bytes.data);
    return 0;
}

/* The list, the drama's page, and one for each episode that is known. */
static void test_site(void **state)
{
    (void)state;
    char path[400];
    publish("site", false);
    snprintf(path, sizeof(path), "%s/site", f.folder.path);
    n_pages = 0;
    assert_int_equal(nftw(path, check_file, 16, FTW_PHYS), 0);
    assert_int_equal(n_pages, 2 + PLAYED_EPISODES - 1);
    assert_has("site/index.html", "episodes/harbour-lights/index.html", true);
    assert_has("site/episodes/harbour-lights/index.html", "Not known yet.",
               true);
    assert_has("site/episodes/harbour-lights/e01.html", "id=\"cue-32\"", true);
    assert_has("site/episodes/harbour-lights/e01.html", "id=\"unidentified-1\"",
               true);
    assert_has("site/episodes/harbour-lights/e01.html",
               "href=\"#unidentified-1\"", true);
    assert_has("site/episodes/harbour-lights/e01.html",
               "sound like music that no song explains", true);
    assert_has("site/episodes/harbour-lights/e01.html", "<script", false);
    assert_has("site/episodes/harbour-lights/e15.html", "rel=\"next\"", false);
    assert_has("site/episodes/harbour-lights/e02-cues.vtt", "WEBVTT", true);
}

/* Where each song meets its strongest moment: on the list, at the pick, in the
 * drama, and drawn and told in the episode. */
static void test_moments(void **state)
{
    (void)state;
    const struct yn_layer *layer = &f.stories[0].layering;
    char at[64], link[64];
    const unsigned s = (unsigned)layer->time_s;
    snprintf(at, sizeof(at), "ep. %zu, %u:%02u</a>", layer->episode + 1, s / 60,
             s % 60);
    snprintf(link, sizeof(link), "/e%02zu.html#cue-", layer->episode + 1);
    publish("site-m", false);
    assert_has("site-m/index.html", at, true);
    assert_has("site-m/index.html", link, true);
    assert_has("site-m/index.html", "Story as measured:", true);
    assert_has("site-m/index.html", "described only", true);
    static const char drama[] = "site-m/episodes/harbour-lights/index.html";
    assert_has(drama, at, true);
    assert_has(drama, "message not known: languages", true);
    assert_has(drama, "never in the foreground", true);
    static const char first[] = "site-m/episodes/harbour-lights/e01.html";
    assert_has(first, "class=\"moment much\" d=\"M", true);
    assert_has(first, "Of the comments 12345 count; 67 name songs", true);
    assert_has(first, "their tears and the editor’s marks.", true);
    assert_has(first, "<circle class=\"meets song-", true);
    publish("site-ml", true);
    assert_has("site-ml/index.html", PLAYED_SECRET, true);
    assert_has("site-ml/episodes/harbour-lights/index.html", PLAYED_SECRET,
               true);
}

/* Stories of another season's scan: no link to a cue that is not there. */
static void test_meets_nowhere(void **state)
{
    (void)state;
    struct yn_story kept[PLAYED_SONGS];
    memcpy(kept, f.stories, sizeof(kept));
    for (size_t i = 0; i < PLAYED_SONGS; i++) {
        struct yn_layer *layer = &f.stories[i].layering;
        layer->time_s = i % 2 ? 1 : (double)NAN;
        layer->episode = i % 3 ? layer->episode : PLAYED_EPISODES;
    }
    publish("nowhere", false);
    assert_has("nowhere/index.html", "strongest", false);
    memcpy(f.stories, kept, sizeof(kept));
}

static void test_local(void **state)
{
    (void)state;
    publish("site-local", true);
    static const char page[] = "site-local/episodes/harbour-lights/e01.html";
    assert_has(page, "file:///elsewhere/harbour%201.mkv#t=4,", true);
    assert_has(page, "file:///elsewhere/song%20", true);
    assert_has(page, PLAYED_SECRET, true);
    assert_has(page, "noindex", true);
    assert_has("site-local/episodes/harbour-lights/e01-cues.csv", PLAYED_IPI,
               true);
}

static void test_local_is_a_site(void **state)
{
    (void)state;
    const struct yn_publish_params params = {.local = true,
                                             .format = YN_PUBLISH_HUGO};
    struct yn_published result = {0};
    assert_int_equal(
        yn_publish(f.run.season, f.run.tally, &params, &result, NULL),
        YN_E_ARG);
}

static void assert_refused(void)
{
    char out[400];
    snprintf(out, sizeof(out), "%s/none", f.folder.path);
    const struct yn_publish_params params = {
        .out = out, .episodes = f.episodes, .n_episodes = PLAYED_EPISODES};
    struct yn_published result = {0};
    assert_int_equal(
        yn_publish(f.run.season, f.run.tally, &params, &result, NULL),
        YN_E_ARG);
}

/* Stored placements may be of other masters than there are now, or damaged. */
static void test_foreign_placements(void **state)
{
    (void)state;
    struct yn_placements *found = &f.placements[3];
    struct yn_cue *cue = &found->cues[5];
    const struct yn_cue cue_before = *cue;
    double duration_s = found->duration_s;
    cue->master = PLAYED_SONGS;
    assert_refused();
    *cue = cue_before;
    cue->end_s = 1e300;
    assert_refused();
    cue->end_s = NAN;
    assert_refused();
    *cue = cue_before;
    found->duration_s = INFINITY;
    assert_refused();
    found->duration_s = duration_s;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_site),
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_meets_nowhere),
        cmocka_unit_test(test_local),
        cmocka_unit_test(test_local_is_a_site),
        cmocka_unit_test(test_foreign_placements)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
