/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <yeoun/fresh.h>
#include <yeoun/publish.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/dir.h"
#include "support/folder.h"

struct fixture {
    struct folder season, media;
    char out[300];
};

static int setup(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;
    char drama[1200];
    folder_make(&f->season);
    folder_make(&f->media);
    snprintf(drama, sizeof(drama),
             "---\ntitle: Harbour\nmedia: ['%.200s/films/*.mkv']\n"
             "tracks:\n  - {title: One, artist: Ada, audio: '%.200s/one.flac', "
             "lyrics: words/one.txt}\n---\n",
             f->media.path, f->media.path);
    folder_write(&f->season, "season.md",
                 "---\ntitle: A Year\nyear: 2020\n---\n");
    folder_write(&f->season, "dramas/harbour.md", drama);
    folder_write(&f->season, "words/one.txt", "la\n");
    folder_write(&f->media, "films/e01.mkv", "no film\n");
    folder_write(&f->media, "one.flac", "no sound\n");
    folder_write(&f->media, "other/there.txt", "no matter\n");
    snprintf(f->out, sizeof(f->out), "%.200s/site", f->season.path);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    folder_remove(&f->season);
    folder_remove(&f->media);
    return 0;
}

static struct yn_fresh *look(const struct fixture *f, const char *call)
{
    const struct yn_fresh_params params = {
        .season_dir = f->season.path, .out = f->out, .call = call};
    struct yn_fresh *fresh = NULL;
    assert_int_equal(yn_fresh_look(&params, &fresh, NULL), 0);
    return fresh;
}

static bool is_fresh(const struct fixture *f, const char *call)
{
    struct yn_fresh *fresh = look(f, call);
    const bool is = yn_fresh_is(fresh);
    assert_string_equal(yn_fresh_text(fresh), is ? "n a line\np two\n" : "");
    yn_fresh_destroy(&fresh);
    assert_null(fresh);
    return is;
}

/* Writes the site and keeps a note, as publish does. */
static void publish(const struct fixture *f)
{
    struct yn_run run;
    struct yn_published result;
    struct yn_fresh *fresh = look(f, "call");
    assert_int_equal(yn_run_open(f->season.path, false, NULL, &run, NULL), 0);
    const struct yn_publish_params params = {.out = f->out};
    assert_int_equal(yn_publish(run.season, run.tally, &params, &result, NULL),
                     0);
    assert_int_equal(
        yn_fresh_keep(fresh, run.season, "n a line\np two\n", NULL), 0);
    yn_published_release(&result);
    yn_run_release(&run);
    yn_fresh_destroy(&fresh);
}

static void test_unchanged(void **state)
{
    const struct fixture *f = *state;
    assert_false(is_fresh(f, "call"));
    publish(f);
    assert_true(is_fresh(f, "call"));
    assert_true(is_fresh(f, "call"));
    assert_false(is_fresh(f, "another call"));
    assert_true(is_fresh(f, "call"));
    /* What the folder and the program keep beside it says nothing. */
    folder_write(&f->season, ".yeoun/evidence.lock", "");
    folder_write(&f->season, "site.new-abcdef/x", "");
    assert_true(is_fresh(f, "call"));
}

static void write_in(const struct folder *folder, const char *name)
{
    folder_write(folder, name, "changed\n");
}

static void remove_in(const struct folder *folder, const char *name)
{
    char path[400];
    snprintf(path, sizeof(path), "%.200s/%.100s", folder->path, name);
    assert_int_equal(unlink(path), 0);
}

/* A change and the way back: content of the same size, times set back. */
static void disguise(const struct folder *folder, const char *name)
{
    char path[400];
    struct stat st;
    snprintf(path, sizeof(path), "%.200s/%.100s", folder->path, name);
    assert_int_equal(stat(path, &st), 0);
    folder_write(folder, name, "no song!\n");
    const struct timespec times[] = {st.st_atim, st.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void test_changed(void **state)
{
    const struct fixture *f = *state;
    const struct {
        void (*change)(const struct folder *folder, const char *name);
        const struct folder *folder;
        const char *name;
        bool stale;
    } rows[] = {
        {write_in, &f->season, "season/extra.md", true},
        {remove_in, &f->season, "season/extra.md", true},
        {write_in, &f->season, "words/one.txt", true},
        {write_in, &f->season, "ballots/ana.csv", true},
        {remove_in, &f->season, "ballots/ana.csv", true},
        {write_in, &f->season, ".yeoun/evidence.db", true},
        {write_in, &f->season, "site/index.html", true},
        {remove_in, &f->season, "site/style.css", true},
        {write_in, &f->media, "films/e02.mkv", true},
        {write_in, &f->media, "films/e01.srt", true},
        {remove_in, &f->media, "films/e02.mkv", true},
        {disguise, &f->media, "one.flac", true},
        {write_in, &f->media, "other/unasked.txt", false},
    };
    publish(f);
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        assert_true(is_fresh(f, "call"));
        /* Clocks of file systems tick some hundred times a second. */
        const struct timespec tick = {.tv_nsec = 12000000};
        nanosleep(&tick, NULL);
        rows[i].change(rows[i].folder, rows[i].name);
        if (is_fresh(f, "call") == rows[i].stale)
            fail_msg("%s", rows[i].name);
        remove_in(&f->season, "season.md");
        folder_write(&f->season, "season.md",
                     "---\ntitle: A Year\nyear: 2020\n---\n");
        char ballot[300];
        snprintf(ballot, sizeof(ballot), "%.200s/ballots/ana.csv",
                 f->season.path);
        if (access(ballot, F_OK) == 0)
            folder_write(&f->season, "ballots/ana.csv", "drama,track,pick\n");
        publish(f);
    }
}

/* A note that is damaged is none. */
static void test_damaged(void **state)
{
    const struct fixture *f = *state;
    struct yn_dir_list list = {0};
    char folder[300], name[400];
    publish(f);
    snprintf(folder, sizeof(folder), "%.200s/.yeoun", f->season.path);
    assert_int_equal(yn_dir_read(folder, &list, NULL), 0);
    static const char *const texts[] = {
        "", "yeoun published 1\n", "yeoun published 2\nx\n",
        "yeoun published 1\n00000000000000000000000000000000\n"};
    for (size_t t = 0; t < YN_LEN(texts); t++) {
        for (size_t i = 0; i < list.n; i++) {
            if (strncmp(list.name[i], "published-", 10) != 0)
                continue;
            snprintf(name, sizeof(name), ".yeoun/%.100s", list.name[i]);
            folder_write(&f->season, name, texts[t]);
        }
        assert_false(is_fresh(f, "call"));
    }
    yn_dir_list_release(&list);
}

/* What changed while the site was written may be in it or not. */
static void test_changed_meanwhile(void **state)
{
    const struct fixture *f = *state;
    struct yn_run run;
    struct yn_fresh *fresh = look(f, "call");
    assert_int_equal(yn_run_open(f->season.path, false, NULL, &run, NULL), 0);
    folder_write(&f->season, "words/one.txt", "la la\n");
    assert_int_equal(yn_fresh_keep(fresh, run.season, "", NULL), 0);
    yn_fresh_destroy(&fresh);
    yn_run_release(&run);
    assert_false(is_fresh(f, "call"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unchanged), cmocka_unit_test(test_changed),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_changed_meanwhile)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
