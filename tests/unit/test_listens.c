/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Histories of every kind, whole and broken.
 */
#include "support/test.h"

#include "base/base.h"
#include "base/day.h"
#include "linger/listens.h"
#include "linger/listens_time.h"
#include "support/linger_fixture.h"
#include "support/pack.h"

#define LB(time, artist, title)                                                \
    "{\"user_id\": 7, \"listened_at\": " time                                  \
    ", \"track_metadata\": {\"artist_name\": \"" artist                        \
    "\", \"track_name\": \"" title "\"}}\n"
/* 2020-02-10 08:00:00 UTC */
#define MONDAY "1581321600"

struct counts {
    unsigned long long rows, used, doubled, other, unsure, short_of, outside,
        rejected;
};

static void assert_counts(const struct yn_read_file *file,
                          const struct counts *is)
{
    print_message("  %s [%s] rows %llu used %llu doubled %llu other %llu "
                  "unsure %llu short %llu outside %llu rejected %llu\n",
                  file->path, file->kind, file->rows, file->used, file->doubled,
                  file->other, file->unsure, file->short_of, file->outside,
                  file->rejected);
    assert_int_equal(file->rows, is->rows);
    assert_int_equal(file->used, is->used);
    assert_int_equal(file->doubled, is->doubled);
    assert_int_equal(file->other, is->other);
    assert_int_equal(file->unsure, is->unsure);
    assert_int_equal(file->short_of, is->short_of);
    assert_int_equal(file->outside, is->outside);
    assert_int_equal(file->rejected, is->rejected);
    /* Every row is somewhere. */
    assert_int_equal(file->rows, file->used + file->doubled + file->other +
                                     file->unsure + file->short_of +
                                     file->outside + file->rejected);
}

static const struct {
    const char *kind, *text;
    struct counts counts;
} files[] = {
    {"listenbrainz",
     LB(MONDAY, "Gaho", "Start Over")
         LB("1581325200", "\\uac00\\ud638", "\\uc2dc\\uc791")
             LB("1581328800", "Somebody", "Something")
                 LB("1581328800", "Gaho", "Start Ovar"),
     {4, 2, 0, 1, 1, 0, 0, 0}},
    /* Any order of keys, namesakes deeper in, and who by name */
    {"listenbrainz",
     "{\"track_metadata\": {\"additional_info\": {\"track_name\": \"No\", "
     "\"artist_name\": [\"No\"], \"x\": {\"track_metadata\": {\"track_name\": "
     "\"No\"}}}, \"mbid_mapping\": null, \"track_name\": \"Say\", "
     "\"release_name\": null, \"artist_name\": \"Yoon \\\"x\\\\\\\" Mirae\"}, "
     "\"listened_at\": " MONDAY ", \"user_name\": \"a\"}\r\n"
     "{\"track_metadata\":{\"track_name\":\"Say\",\"artist_name\":\"Yoon "
     "Mirae\"},\"timestamp\":\"" MONDAY "\",\"user_name\":\"a\"}",
     {2, 1, 0, 1, 0, 0, 0, 0}},
    /* A line that is cut, no JSON, empty names, no time, wrong clocks */
    {"listenbrainz",
     LB(MONDAY, "Gaho",
        "Start Over") "{\"listened_at\": " MONDAY
                      ", \"track_metadata\": {\"artis\n"
                      "nonsense\n{\"a\": 1}\n\n" LB(MONDAY, "", "Start Over")
                          LB(MONDAY, "Gaho", "")
                              LB("null", "Gaho", "Start Over") LB("1", "Gaho",
                                                                  "Start Over")
                                  LB("4102444800", "Gaho", "Start Over")
                                      LB("1262304000", "Gaho", "Start Over"),
     {10, 1, 0, 0, 0, 0, 1, 8}},
    {"listenbrainz-array",
     "[{\"listened_at\": " MONDAY ", \"track_metadata\": {\"artist_name\": "
     "\"Gaho\", \"track_name\": \"Start Over\"}},\n {\"listened_at\": -5, "
     "\"track_metadata\": {\"artist_name\": \"Gaho\", \"track_name\": "
     "\"Start Over\"}}]",
     {2, 1, 0, 0, 0, 0, 0, 1}},
    /* The end of the play is told; too short; a podcast; a negative length */
    {"spotify",
     "[{\"ts\": \"2020-02-10T08:03:00Z\", \"ms_played\": 180000, "
     "\"master_metadata_track_name\": \"Start Over\", "
     "\"master_metadata_album_artist_name\": \"Gaho\", "
     "\"master_metadata_album_album_name\": \"Itaewon Class OST\"},\n"
     "{\"ts\": \"2020-02-10T08:03:10Z\", \"ms_played\": 9000, "
     "\"master_metadata_track_name\": \"Start Over\", "
     "\"master_metadata_album_artist_name\": \"Gaho\"},\n"
     "{\"ts\": \"2020-02-10T09:03:00Z\", \"ms_played\": 180000, "
     "\"master_metadata_track_name\": null, \"episode_name\": \"x\"},\n"
     "{\"ts\": \"2020-02-10T10:03:00Z\", \"ms_played\": -180000, "
     "\"master_metadata_track_name\": \"Start Over\", "
     "\"master_metadata_album_artist_name\": \"Gaho\"}]",
     {4, 1, 0, 1, 0, 2, 0, 0}},
    {"spotify-basic",
     "[{\"endTime\": \"2020-02-10 08:03\", \"artistName\": \"Gaho\", "
     "\"trackName\": \"Start Over\", \"msPlayed\": 180000}, {\"endTime\": "
     "\"2020-02-30 08:03\", \"artistName\": \"Gaho\", \"trackName\": \"Start "
     "Over\", \"msPlayed\": 180000}]",
     {2, 1, 0, 0, 0, 0, 0, 1}},
    {"lastfm-json",
     "[{\"track\": [{\"name\": \"Start Over\", \"artist\": {\"mbid\": \"\", "
     "\"#text\": \"Gaho\"}, \"album\": {\"#text\": \"\"}, \"date\": {\"uts\": "
     "\"" MONDAY "\"}}, {\"name\": \"Now\", \"artist\": {\"#text\": \"X\"}}]}, "
     "{\"track\": []}]",
     {2, 1, 0, 1, 0, 0, 0, 0}},
    {"lastfmstats",
     "{\"username\": \"u\", \"scrobbles\": [{\"track\": \"Start Over\", "
     "\"artist\": \"Gaho\", \"album\": \"\", \"albumId\": \"\", \"date\": "
     "1581321600000}]}",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"maloja",
     "{\"maloja\": {\"export_time\": 1}, \"scrobbles\": [{\"time\": " MONDAY
     ", \"track\": {\"artists\": [\"Chanyeol\", \"Punch\"], \"title\": \"Go "
     "Away Go Away\", \"album\": null, \"length\": 200}, \"duration\": 200, "
     "\"origin\": \"x\"}]}",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"pano",
     "{\"timeHuman\":\"x\",\"timeMs\":1581321600123,\"artist\":\"Gaho\","
     "\"track\":\"Start Over\",\"event\":\"scrobble\"}\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"youtube-music",
     "[{\"header\": \"YouTube Music\", \"title\": \"Watched Start Over\", "
     "\"titleUrl\": \"x\", \"subtitles\": [{\"name\": \"Gaho - Topic\"}], "
     "\"time\": \"2020-02-10T08:00:00.123Z\"},\n{\"header\": \"YouTube\", "
     "\"title\": \"Watched Start Over\", \"subtitles\": [{\"name\": \"Gaho\"}],"
     " \"time\": \"2020-02-10T09:00:00Z\"},\n{\"header\": \"YouTube Music\", "
     "\"title\": \"Watched a video that has been removed\", \"time\": "
     "\"2020-02-10T10:00:00Z\"},\n{\"header\": \"YouTube Music\", \"title\": "
     "\"시작 을(를) 시청했습니다.\", \"subtitles\": [{\"name\": \"가호\"}], "
     "\"time\": \"2020-02-10T11:00:00Z\"}]",
     {4, 2, 0, 2, 0, 0, 0, 0}},
    /* ghan, lastfmstats, emkor, stephenkirk, Libre.fm, benjaminbenben */
    {"table",
     "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
     "\"" MONDAY "\",\"10 Feb 2020, 08:00\",\"Gaho\",\"\",\"\",\"\",\"Start "
     "Over\",\"\"\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"table",
     "\xEF\xBB\xBF"
     "Artist;Album;AlbumId;Track;Date#me\n\"Gaho\";\"\";\"\";\"Start "
     "Over\";1581321600000\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"table",
     "date,time,artist,title\n2020-02-10,08:00,Gaho,Start Over\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"table",
     "artist,track,album,date\nGaho,Start Over,,10 Feb 2020 08:00\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"table",
     "+ACM- Data export from Libre.fm,,,\n# "
     "x,\"y\ntime,artist,track,album\n" MONDAY ",Gaho,Start Over,\n",
     {1, 1, 0, 0, 0, 0, 0, 0}},
    {"bare-table",
     "Gaho,,Start Over,10 Feb 2020 08:00\nGaho,,Start Over,\"10 Feb 2020, "
     "09:00\"\n",
     {2, 2, 0, 0, 0, 0, 0, 0}},
    /* A short row, no time, another encoding, a quote that never closes */
    {"table",
     "artist,track,date\nGaho\nGaho,Start Over,soon\nRen\xe9,Cr\xe9"
     "e," MONDAY "\nGaho,Start Over," MONDAY "\nGaho,\"Start Over," MONDAY "\n",
     {5, 1, 1, 0, 0, 0, 0, 3}},
    /* 가호, 시작 in UTF-8, and in CP949 where a program went on writing */
    {"table",
     "artist,track,date\n가호,시작," MONDAY
     "\n\xb0\xa1\xc8\xa3,\xbd\xc3\xc0\xdb,1581325200\n",
     {2, 2, 0, 0, 0, 0, 0, 0}},
    {"", "Never,Gonna,Give,You,Up\n", {0}},
    {"", "", {0}},
    {"", "\x01\x02\x03", {0}},
};

static void test_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(files); i++) {
        struct folder folder;
        struct linger linger;
        const struct yn_attention_params params = {.now_s = 1700000000};
        print_message("%zu: %s\n", i, files[i].kind);
        linger_folder(&folder);
        folder_write(&folder, "listens/x", files[i].text);
        linger_read(&folder, &params, &linger);
        assert_int_equal(linger.attention->n_files, 1);
        assert_string_equal(linger.attention->files[0].kind, files[i].kind);
        assert_counts(&linger.attention->files[0], &files[i].counts);
        if (files[i].counts.used) {
            const struct yn_play *play = linger.attention->listens->plays;
            assert_int_equal(yn_day_of_time(play->time_s),
                             yn_day_of((struct yn_date){2020, 2, 10}));
        }
        if (!files[i].kind[0])
            assert_true(linger_says(&linger, "listens/x:0:0", "no listening"));
        linger_release(&linger);
        folder_remove(&folder);
    }
}

static const struct {
    const char *text;
    int64_t time_s; /* 0: none */
    bool coarse;
} times[] = {
    {"1581321600", 1581321600, false},
    {"1581321600123", 1581321600, false},
    {"1581321600.5", 1581321600, false},
    {"2020-02-10T08:00:00Z", 1581321600, false},
    {"2020-02-10T08:00:00.123456Z", 1581321600, false},
    {"2020-02-10T17:00:00+09:00", 1581321600, false},
    {"2020-02-10T03:00:00-0500", 1581321600, false},
    {"2020-02-10 08:00", 1581321600, true},
    {"10 Feb 2020 08:00", 1581321600, true},
    {"10 Feb 2020, 08:00", 1581321600, true},
    {"2020-02-10T08:00:00+99:00", 0, false},
    {"10 February 2020 08:00", 0, false},
    {"2020-02-10", 0, false},
    {"2020-02-30 08:00", 0, false},
    {"10 Foo 2020 08:00", 0, false},
    {"08:00", 0, false},
    {"12", 0, false},
    {"", 0, false},
    {"99999999999999999999", 0, false},
};

static void test_times(void **state)
{
    (void)state;
    for (size_t i = 0; i < YN_LEN(times); i++) {
        int64_t time_s = 0;
        bool coarse = false;
        print_message("%s\n", times[i].text);
        bool ok = yn_listen_time_read(times[i].text, &time_s, &coarse);
        assert_int_equal(ok, times[i].time_s != 0);
        if (!ok)
            continue;
        assert_int_equal(time_s, times[i].time_s);
        assert_int_equal(coarse, times[i].coarse);
    }
}

/* The same plays in two exports of one person count once; another person's,
 * in a folder of her own, are hers. */
static void test_doubles(void **state)
{
    (void)state;
    struct folder folder;
    struct linger linger;
    linger_folder(&folder);
    folder_write(&folder, "listens/a.csv",
                 "artist,track,date\nGaho,Start Over,1581321610\n"
                 "Gaho,Start Over,1581325200\n");
    folder_write(&folder, "listens/b.json",
                 "[{\"endTime\": \"2020-02-10 08:03\", \"artistName\": "
                 "\"Gaho\", \"trackName\": \"Start Over\", \"msPlayed\": "
                 "180000}]");
    folder_write(&folder, "listens/mina/a.csv",
                 "artist,track,date\nGaho,Start Over,1581321610\n");
    linger_read(&folder, NULL, &linger);
    const struct yn_listens *listens = linger.attention->listens;
    assert_int_equal(listens->n_listeners, 2);
    assert_int_equal(listens->n_plays, 3);
    unsigned long long doubled = 0;
    for (size_t i = 0; i < linger.attention->n_files; i++)
        doubled += linger.attention->files[i].doubled;
    assert_int_equal(doubled, 1);
    /* Both were there in that week, on one day. */
    size_t week = (size_t)(yn_day_of((struct yn_date){2020, 2, 10}) -
                           listens->first_day) /
                  7;
    assert_int_equal(listens->weeks[week].listeners, 2);
    assert_int_equal(listens->weeks[week].listener_days, 2);
    assert_int_equal(listens->n_heard, 2);
    linger_release(&linger);
    folder_remove(&folder);
}

static const struct packed_file exported[] = {
    {"user.json", "{\"user_id\": 1}", 0},
    {"listens/2020/1.jsonl", LB("1579500000", "Gaho", "Start Over"), 0},
    {"listens/2020/2.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0},
};

static void read_packed(enum pack_form form, const struct packed_file *file,
                        size_t n, size_t cut, struct linger *out)
{
    struct folder folder;
    size_t len = 0;
    char *bytes = pack(form, file, n, &len);
    assert_true(cut < len);
    linger_folder(&folder);
    folder_write_bytes(&folder, "listens/x", bytes, len - cut);
    free(bytes);
    linger_read(&folder, NULL, out);
    folder_remove(&folder);
}

static void test_archives(void **state)
{
    (void)state;
    struct linger linger;
    read_packed(PACK_ZIP, exported, YN_LEN(exported), 0, &linger);
    assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 0);
    assert_int_equal(yn_report_count(linger.report, YN_WARNING), 0);
    assert_int_equal(linger.attention->n_files, 3);
    assert_int_equal(linger.attention->listens->n_plays, 2);
    linger_release(&linger);
    read_packed(PACK_TAR_ZST, exported, YN_LEN(exported), 0, &linger);
    assert_int_equal(linger.attention->listens->n_plays, 2);
    linger_release(&linger);
    read_packed(PACK_GZIP, exported + 1, 1, 0, &linger);
    assert_int_equal(linger.attention->listens->n_plays, 1);
    linger_release(&linger);
}

static void test_bad_archives(void **state)
{
    (void)state;
    struct linger linger;
    /* Cut short: what came before is used, and it is told. */
    read_packed(PACK_TAR_ZST, exported, YN_LEN(exported), 30, &linger);
    assert_true(yn_report_count(linger.report, YN_PROBLEM) > 0);
    linger_release(&linger);
    /* A path that leads out; the others are read. */
    const struct packed_file out[] = {
        {"../../evil.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0},
        {"/etc/evil.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0},
        {"a/../../evil.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0},
        {"a..b/good.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0}};
    read_packed(PACK_TAR_ZST, out, YN_LEN(out), 0, &linger);
    assert_true(linger_says(&linger, "listens/x:0:0", "leads out"));
    assert_int_equal(yn_report_count(linger.report, YN_PROBLEM), 3);
    assert_int_equal(linger.attention->listens->n_plays, 1);
    linger_release(&linger);
    /* A bomb: a line of 200 MiB from a few hundred KiB. */
    const struct packed_file bomb[] = {
        {"a.jsonl", LB(MONDAY, "Gaho", "Start Over"), 0},
        {"b.jsonl", NULL, (size_t)400 << 20}};
    read_packed(PACK_ZIP, bomb, YN_LEN(bomb), 0, &linger);
    assert_int_equal(linger.attention->listens->n_plays, 1);
    linger_release(&linger);
}

/* A line without an end is passed over in bounded memory, and what comes after
 * it is read. */
static void test_long_line(void **state)
{
    (void)state;
    static const char front[] = LB(MONDAY, "Gaho", "Start Over");
    static const char back[] = LB("1581325200", "Gaho", "Start Over");
    for (size_t mib = 1; mib < 8; mib += 3) {
        struct folder folder;
        struct linger linger;
        size_t filler = (mib << 20) + 100;
        size_t n = sizeof(front) - 1 + filler + 1 + sizeof(back) - 1;
        char *text = malloc(n + 1);
        assert_non_null(text);
        memcpy(text, front, sizeof(front) - 1);
        memset(text + sizeof(front) - 1, 'x', filler);
        text[sizeof(front) - 1 + filler] = '\n';
        memcpy(text + sizeof(front) + filler, back, sizeof(back));
        linger_folder(&folder);
        folder_write_bytes(&folder, "listens/x", text, n);
        linger_read(&folder, NULL, &linger);
        assert_counts(&linger.attention->files[0],
                      &(struct counts){3, 2, 0, 0, 0, 0, 0, 1});
        linger_release(&linger);
        folder_remove(&folder);
        free(text);
    }
}

/* Many blocks and threads give the same as one. */
static void test_threads(void **state)
{
    (void)state;
    struct folder folder;
    struct linger one, four;
    FILE *f;
    char path[512];
    linger_folder(&folder);
    folder_write(&folder, "listens/x", "");
    snprintf(path, sizeof(path), "%s/listens/x", folder.path);
    f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < 20000; i++) {
        fprintf(f,
                "{\"user_id\": %d, \"listened_at\": %d, \"track_metadata\": "
                "{\"artist_name\": \"%s\", \"track_name\": \"%s\"}}\n",
                i % 300, 1577836800 + i * 600, i % 3 ? "Gaho" : "Heize",
                i % 7 ? "Start Over" : "You're Cold");
        if (i % 1000 == 0)
            fputs("broken\n", f);
    }
    assert_int_equal(fclose(f), 0);
    struct yn_attention_params params = {.threads = 1};
    linger_read(&folder, &params, &one);
    params.threads = 4;
    linger_read(&folder, &params, &four);
    const struct yn_listens *a = one.attention->listens;
    const struct yn_listens *b = four.attention->listens;
    assert_int_equal(a->n_listeners, 300);
    assert_true(a->n_plays > 10000);
    assert_int_equal(a->n_plays, b->n_plays);
    assert_int_equal(a->n_heard, b->n_heard);
    for (size_t i = 0; i < a->n_plays; i++) {
        assert_int_equal(a->plays[i].time_s, b->plays[i].time_s);
        assert_int_equal(a->plays[i].listener, b->plays[i].listener);
        assert_int_equal(a->plays[i].track, b->plays[i].track);
    }
    const struct yn_read_file *x = &one.attention->files[0];
    const struct yn_read_file *y = &four.attention->files[0];
    assert_int_equal(x->rejected, 20);
    assert_int_equal(x->n_problems, y->n_problems);
    for (size_t i = 0; i < x->n_problems; i++) {
        assert_int_equal(x->problems[i].pos.line, 2 + i * 1001);
        assert_int_equal(y->problems[i].pos.line, 2 + i * 1001);
    }
    linger_release(&one);
    linger_release(&four);
    folder_remove(&folder);
}

static void test_as(void **state)
{
    (void)state;
    struct folder folder;
    struct linger linger;
    char path[512];
    linger_folder(&folder);
    folder_write(&folder, "x", "Gaho,,Start Over,10 Feb 2020 08:00\n");
    snprintf(path, sizeof(path), "%s/x", folder.path);
    const char *file = path;
    struct yn_attention_params params = {
        .files = &file, .n_files = 1, .as = "table"};
    linger_read(&folder, &params, &linger);
    assert_string_equal(linger.attention->files[0].kind, "table");
    assert_true(linger_says(&linger, "x:1:1", "no line names the columns"));
    struct yn_attention *none = NULL;
    params.season = linger.season;
    params.as = "tabel";
    assert_int_equal(yn_attention_read(&params, linger.report, &none, NULL),
                     YN_E_ARG);
    params.as = NULL;
    file = "/nowhere/at/all";
    assert_int_equal(yn_attention_read(&params, linger.report, &none, NULL),
                     YN_E_NOTFOUND);
    assert_null(none);
    linger_release(&linger);
    /* Each kind has its word. */
    size_t n, m;
    const char *const *words = yn_attention_kinds(&n);
    const struct yn_listen_kind *kinds = yn_listen_kinds(&m);
    assert_int_equal(n, m);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(words[i], kinds[i].name);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),        cmocka_unit_test(test_times),
        cmocka_unit_test(test_doubles),      cmocka_unit_test(test_archives),
        cmocka_unit_test(test_bad_archives), cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_threads),      cmocka_unit_test(test_as),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
