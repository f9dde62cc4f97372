/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <unistd.h>

#include <yeoun/roster.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

struct place {
    char dir[32];
    struct yn_roster *roster;
    struct yn_report *report;
};

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof(*p));
    if (!p)
        return -1;
    snprintf(p->dir, sizeof(p->dir), "/tmp/yeoun-roster-XXXXXX");
    *state = p;
    return mkdtemp(p->dir) && !yn_roster_create(&p->roster, NULL) &&
                   !yn_report_create(&p->report, NULL)
               ? 0
               : -1;
}

static int close_place(void **state)
{
    struct place *p = *state;
    yn_roster_destroy(&p->roster);
    yn_report_destroy(&p->report);
    int rc = yn_dir_remove(p->dir, NULL);
    free(p);
    return rc;
}

/* Reads bytes as a file of that name; returns the code. */
static int read_bytes(struct place *p, const char *name, const char *bytes,
                      size_t len, struct yn_err *err)
{
    char *path = yn_path_join(p->dir, name);
    assert_int_equal(yn_file_write(path, bytes, len, NULL), YN_OK);
    int rc = yn_roster_read(p->roster, path, p->report, err);
    free(path);
    return rc;
}

static void must_read(struct place *p, const char *name, const char *text)
{
    struct yn_err err = {0};
    if (read_bytes(p, name, text, strlen(text), &err))
        fail_msg("%s", err.text);
}

static void check_csv(struct place *p, const char *expected)
{
    char *csv = NULL;
    assert_int_equal(yn_roster_csv(p->roster, &csv, NULL), YN_OK);
    const char *rows = strchr(csv, '\n');
    assert_non_null(rows);
    assert_string_equal(rows + 1, expected);
    free(csv);
}

#define CREDIT(name, join, artist, sort)                                       \
    "{\"name\":\"" name "\",\"joinphrase\":\"" join                            \
    "\",\"artist\":{\"name\":\"" artist "\",\"sort-name\":\"" sort "\"}}"

/* One line a piece of the document. */
/* clang-format off */
static const char release[] =
    "{\"id\":\"r1\",\"title\":\"사랑의 불시착 OST Part.2\","
    "\"date\":\"2019-12-22\",\"artist-credit\":["
    CREDIT("Various Artists", "", "Various Artists", "Various Artists")
    "],\"media\":[{\"position\":1,\"tracks\":[{\"number\":\"1\","
    "\"title\":\"Flower\",\"artist-credit\":["
    CREDIT("윤미래", "", "윤미래", "Yoon Mi Rae")
    "],\"recording\":{\"title\":\"Flower\",\"isrcs\":[\"KRA381900001\","
    "\"KRA381900002\"],\"relations\":[{\"target-type\":\"work\",\"work\":{"
    "\"iswcs\":[\"T-123.456.789-0\"],\"relations\":[{\"type\":\"composer\","
    "\"artist\":{\"name\":\"A Writer\"}},{\"type\":\"publishing\","
    "\"artist\":{\"name\":\"A House\"}}]}}]}},{\"number\":\"2\","
    "\"title\":\"Flower (Inst.)\",\"artist-credit\":["
    CREDIT("윤미래", "", "윤미래", "Yoon Mi Rae")
    "],\"recording\":{}}]},{\"position\":2,\"tracks\":[{"
    "\"title\":\"우연인 듯 운명 (But It's Destiny)\",\"recording\":{"
    "\"artist-credit\":["
    CREDIT("10cm", " & ", "10cm", "10cm")
    ","
    CREDIT("Chen", "", "Chen", "Chen")
    "]}},{\"title\":\"A Film\",\"recording\":{\"video\":true}},{"
    "\"title\":\"Flower\",\"artist-credit\":["
    CREDIT("윤미래", "", "윤미래", "Yoon Mi Rae")
    "]}]}]}";
/* clang-format on */

static const char release_rows[] =
    "Flower,,Yoon Mi Rae,윤미래,2,2019-12-22,사랑의 불시착 OST Part.2,,"
    "KRA381900001,T-123.456.789-0,,,,https://musicbrainz.org/release/r1\n"
    "Flower,,Yoon Mi Rae,윤미래,2,2019-12-22,사랑의 불시착 OST Part.2,"
    "instrumental,,,,,,https://musicbrainz.org/release/r1\n"
    "But It's Destiny,우연인 듯 운명,10cm & Chen,,2,2019-12-22,사랑의 불시착 "
    "OST Part.2,,,,,,,https://musicbrainz.org/release/r1\n";

static void test_release(void **state)
{
    struct place *p = *state;
    must_read(p, "r.json", release);
    check_csv(p, release_rows);
    char *yaml = NULL;
    assert_int_equal(yn_roster_yaml(p->roster, &yaml, NULL), YN_OK);
    assert_non_null(strstr(yaml, "  - title: Flower\n"
                                 "    artist: Yoon Mi Rae\n"
                                 "    artist_ko: 윤미래\n"
                                 "    part: 2\n"
                                 "    released: 2019-12-22\n"));
    assert_non_null(strstr(yaml, "    writers:\n"
                                 "      - name: A Writer\n"
                                 "        role: composer\n"
                                 "  - title: Flower\n"));
    free(yaml);
}

/* The same release within what other queries give, and written back. */
static void test_wrapped(void **state)
{
    struct place *p = *state;
    struct yn_buf text = {0};
    yn_buf_printf(&text,
                  "{\"count\":1,\"release-groups\":[{\"title\":\"x\","
                  "\"releases\":[%s]}]}",
                  release);
    must_read(p, "group.json", yn_buf_text(&text));
    yn_buf_clear(&text);
    yn_buf_printf(&text, " [%s,%s]", release, release);
    must_read(p, "array.json", yn_buf_text(&text));
    check_csv(p, release_rows);
    char *json = NULL;
    assert_int_equal(yn_roster_json(p->roster, &json, NULL), YN_OK);
    struct yn_roster *again = NULL;
    assert_int_equal(yn_roster_create(&again, NULL), YN_OK);
    struct yn_roster *first = p->roster;
    p->roster = again;
    must_read(p, "own.json", json);
    check_csv(p, release_rows);
    yn_roster_destroy(&first);
    free(json);
    yn_buf_release(&text);
}

static void test_csv(void **state)
{
    struct place *p = *state;
    static const struct {
        const char *text, *row;
    } rows[] = {
        {"\xEF\xBB\xBFTrack;Artist;Album;Release Date\r\n"
         "\"Start Over (시작)\";가호 (Gaho);Itaewon Class OST Part "
         "2;2020.2.8.\r\n",
         "Start Over,시작,Gaho,가호,2,2020-02-08,Itaewon Class OST Part "
         "2,,,,,,,\n"},
        {"제목\t가수\t앨범\n다시 난, 여기\t백예린\t사랑의 불시착 OST Pt.4\n",
         ",\"다시 난, 여기\",,백예린,4,,사랑의 불시착 OST Pt.4,,,,,,,\n"},
        {"ISRC,Song,singer,Version\nKRA1,Breath MR,Sam Kim,\n",
         "Breath,,Sam Kim,,,,,instrumental,KRA1,,,,,\n"},
        {"drama,title,korean,artist,artist_ko,part,released,source\n"
         "X,Mind,,Kevin Oh,케빈오,3,2020,http://x.org\n",
         "Mind,,Kevin Oh,케빈오,3,,,,,,,,,http://x.org\n"},
        {"title,artist\n\"Little by Little (Feat. Punch) (Piano "
         "Ver.)\",CHEEZE\n",
         "Little by Little (Piano Ver.),,CHEEZE (Feat. "
         "Punch),,,,,,,,,,,\n"},
        {"title,artist\nFlower,Yoon Mirae\nFLOWER,yoon mi-rae\n,\nFlower,Ann\n",
         "Flower,,Yoon Mirae,,,,,,,,,,,\nFlower,,Ann,,,,,,,,,,,\n"},
        {"title,artist,isrc\nFlower,Yoon Mirae,\nFlower,,KRA1\n",
         "Flower,,Yoon Mirae,,,,,,KRA1,,,,,\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        print_message("%s\n", rows[i].text);
        must_read(p, "r.csv", rows[i].text);
        check_csv(p, rows[i].row);
        yn_roster_destroy(&p->roster);
        assert_int_equal(yn_roster_create(&p->roster, NULL), YN_OK);
    }
}

static void test_bad(void **state)
{
    struct place *p = *state;
    struct yn_buf deep = {0};
    for (int i = 0; i < 100; i++)
        yn_buf_putc(&deep, '[');
    const struct {
        const char *name, *bytes;
        size_t len;
        int rc;
        const char *text;
    } rows[] = {
        {"a.json", "{\"title\": }", 11, YN_E_INPUT, "a.json:1:11"},
        {"b.json", "{\"x\": 1}", 8, YN_E_INPUT, "no release"},
        {"c.json", deep.data, deep.len, YN_E_LIMIT, "deeper"},
        {"d.csv", "artist,album\nx,y\n", 17, YN_E_INPUT, "no column"},
        {"e.csv", "", 0, YN_E_INPUT, "empty"},
        {"f.csv", "title\ncaf\xE9\n", 11, YN_E_INPUT, "f.csv:2:4"},
        {"g.bin", "\x01\x02\x03\x04", 4, YN_E_INPUT, "no audio file"},
    };
    must_read(p, "good.csv", "title,artist\nFlower,Yoon Mirae\n");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_err err = {0};
        print_message("%s\n", rows[i].name);
        assert_int_equal(
            read_bytes(p, rows[i].name, rows[i].bytes, rows[i].len, &err),
            rows[i].rc);
        if (!strstr(err.text, rows[i].text))
            fail_msg("%s", err.text);
    }
    check_csv(p, "Flower,,Yoon Mirae,,,,,,,,,,,\n");
    assert_int_equal(yn_roster_read(p->roster, "/nowhere", p->report, NULL),
                     YN_E_NOTFOUND);
    assert_int_equal(yn_roster_read(p->roster, p->dir, p->report, NULL),
                     YN_E_INPUT);
    must_read(p, "h.csv", "title,artist\n,Ann\n");
    assert_int_equal(yn_report_count(p->report, YN_PROBLEM), 1);
    yn_buf_release(&deep);
}

static void put_le32(struct yn_buf *out, size_t value)
{
    for (int i = 0; i < 4; i++)
        yn_buf_putc(out, (char)(value >> (8 * i)));
}

static void put_chunk(struct yn_buf *out, const char *id, const char *data,
                      size_t len)
{
    yn_buf_puts(out, id);
    put_le32(out, len);
    yn_buf_add(out, data, len);
    if (len % 2)
        yn_buf_putc(out, '\0');
}

/* A WAV of silence with the texts of `info` in a LIST chunk. */
static void make_wav(struct yn_buf *out, const struct yn_buf *info)
{
    static const char format[16] = {1,          0,    1, 0, 0x40, 0x1F, 0,  0,
                                    (char)0x80, 0x3E, 0, 0, 2,    0,    16, 0};
    static const char silence[320] = {0};
    struct yn_buf body = {0};
    yn_buf_puts(&body, "WAVE");
    put_chunk(&body, "fmt ", format, sizeof(format));
    put_chunk(&body, "LIST", info->data, info->len);
    put_chunk(&body, "data", silence, sizeof(silence));
    put_chunk(out, "RIFF", body.data, body.len);
    yn_buf_release(&body);
}

static void put_info(struct yn_buf *info, const char *id, const char *text)
{
    if (info->len == 0)
        yn_buf_puts(info, "INFO");
    put_chunk(info, id, text, strlen(text) + 1);
}

static void put_frame(struct yn_buf *out, const char *id, const char *text)
{
    size_t len = strlen(text) + 1;
    yn_buf_puts(out, id);
    for (int i = 3; i >= 0; i--)
        yn_buf_putc(out, (char)(len >> (8 * i)));
    yn_buf_add(out, "\0\0\0", 3); /* flags, and "this is Latin-1" */
    yn_buf_puts(out, text);
}

/* An MP3 of silence with ID3v2.3 tags; CP949 labelled as Latin-1, as Korean
 * programs wrote them. */
static void make_mp3(struct yn_buf *out)
{
    static const char frame[417] = {(char)0xFF, (char)0xFB, (char)0x90, 0x64};
    struct yn_buf tags = {0};
    put_frame(&tags, "TIT2", "\xBD\xC3\xC0\xDB");
    put_frame(&tags, "TPE1", "\xB0\xA1\xC8\xA3");
    put_frame(&tags, "TALB", "Caf\xE9 OST PART3");
    put_frame(&tags, "TSRC", "KRA382000001");
    yn_buf_add(out, "ID3\3\0\0\0\0", 8);
    yn_buf_putc(out, (char)(tags.len >> 7));
    yn_buf_putc(out, (char)(tags.len & 0x7F));
    yn_buf_add(out, tags.data, tags.len);
    for (int i = 0; i < 20; i++)
        yn_buf_add(out, frame, sizeof(frame));
    yn_buf_release(&tags);
}

static void test_tags(void **state)
{
    struct place *p = *state;
    struct yn_buf info = {0}, wav = {0}, mp3 = {0};
    put_info(&info, "INAM", "Start Over (시작)");
    put_info(&info, "IART", "Gaho");
    put_info(&info, "IPRD", "Itaewon Class OST Part.2");
    put_info(&info, "ICRD", "2020-02-08");
    make_wav(&wav, &info);
    make_mp3(&mp3);
    struct yn_err err = {0};
    if (read_bytes(p, "a: 1.wav", wav.data, wav.len, &err))
        fail_msg("%s", err.text);
    check_csv(p, "Start Over,시작,Gaho,,2,2020-02-08,Itaewon Class OST "
                 "Part.2,,,,,,,\n");
    if (read_bytes(p, "b.mp3", mp3.data, mp3.len, &err))
        fail_msg("%s", err.text);
    check_csv(p, "Start Over,시작,Gaho,가호,2,2020-02-08,Itaewon Class OST "
                 "Part.2,,KRA382000001,,,,,\n");
    yn_buf_release(&info);
    yn_buf_release(&wav);
    put_info(&info, "IART", "Gaho");
    make_wav(&wav, &info);
    assert_int_equal(read_bytes(p, "c.wav", wav.data, wav.len, &err), YN_OK);
    assert_int_equal(yn_report_count(p->report, YN_PROBLEM), 1);
    yn_buf_release(&info);
    yn_buf_release(&wav);
    yn_buf_release(&mp3);
}

/* A playlist is no audio file: FFmpeg would open what it names. */
static void test_playlist(void **state)
{
    struct place *p = *state;
    static const char script[] = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n"
                                 "#EXTINF:1,\nhttp://127.0.0.1:1/a\n\x01";
    struct yn_err err = {0};
    assert_int_equal(read_bytes(p, "a.m3u8", script, sizeof(script) - 1, &err),
                     YN_E_INPUT);
}

static void test_subtract(void **state)
{
    struct place *p = *state;
    const char *yoon[] = {"Yoon Mi-rae"}, *paul[] = {"Paul Kim"},
               *alias[] = {"Da si nan"};
    struct yn_track tracks[] = {
        {.title = "FLOWER", .korean = "", .artist = {yoon, 1}},
        {.title = "Dream", .korean = "", .artist = {paul, 1}},
        {.title = "Here I Am Again",
         .korean = "다시 난, 여기",
         .aliases = {alias, 1}},
    };
    struct yn_drama drama = {.tracks = tracks, .n_tracks = 3};
    struct yn_season season = {.dramas = &drama, .n_dramas = 1};
    must_read(p, "r.csv",
              "title,artist\nFlower,Yoon Mirae\nDream,Sondia\n"
              "다시 난 여기,백예린\nda-si nan,x\nFlower (Inst.),Yoon Mirae\n"
              "New,Ann\n");
    size_t n_dropped = 0;
    assert_int_equal(
        yn_roster_subtract(p->roster, &season, &drama, &n_dropped, NULL),
        YN_OK);
    assert_int_equal(n_dropped, 3);
    check_csv(p, "Dream,,Sondia,,,,,,,,,,,\n"
                 "Flower,,Yoon Mirae,,,,,instrumental,,,,,,\n"
                 "New,,Ann,,,,,,,,,,,\n");
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_release),  TEST(test_wrapped), TEST(test_csv),
        TEST(test_bad),      TEST(test_tags),    TEST(test_playlist),
        TEST(test_subtract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
