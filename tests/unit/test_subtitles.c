/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/buf.h"
#include "media/subtitles.h"
#include "support/folder.h"
#include "support/media.h"

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

/* Every line as "start-end [speaker: ]text|", lines of a text parted by '/'. */
static void dump(const struct yn_subtitles *s, struct yn_buf *out)
{
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct yn_subtitle *line = &s->lines[i];
        yn_buf_printf(out, "%g-%g ", line->start_s, line->end_s);
        if (line->speaker[0])
            yn_buf_printf(out, "%s: ", line->speaker);
        for (const char *c = line->text; *c; c++)
            yn_buf_putc(out, *c == '\n' ? '/' : *c);
        yn_buf_putc(out, '|');
    }
}

static void check(const char *path, const char *bytes, size_t len,
                  const char *language, const char *expected,
                  const char *problem)
{
    struct yn_subtitles s;
    struct yn_err err = {0};
    struct yn_buf buf = {0};
    struct yn_report *report = NULL;
    size_t n;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    if (yn_subtitles_parse(path, bytes, len, language, &s, report, &err))
        fail_msg("%s", err.text);
    dump(&s, &buf);
    assert_string_equal(yn_buf_text(&buf), expected);
    const struct yn_problem *problems = yn_report_items(report, &n);
    yn_buf_clear(&buf);
    for (size_t i = 0; i < n; i++)
        yn_buf_printf(&buf, "%u: %s|", problems[i].pos.line, problems[i].what);
    assert_string_equal(yn_buf_text(&buf), problem);
    yn_buf_release(&buf);
    yn_subtitles_release(&s);
    yn_report_destroy(&report);
}

/* A text, what is read of it, and what is found wrong. */
struct text_row {
    const char *bytes, *expected, *problem;
};

static void check_rows(const struct text_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        print_message("row %zu\n", i);
        check("a.srt", rows[i].bytes, strlen(rows[i].bytes), NULL,
              rows[i].expected, rows[i].problem);
    }
}

static void test_srt(void **state)
{
    static const struct text_row rows[] = {
        /* SubRip as it should be */
        {"1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n"
         "2\n00:01:02,003 --> 01:01:04,000\nBye\n",
         "1-2.5 Hello/there|62.003-3664 Bye|", ""},
        /* and as it is: other line ends, points, no numbers, no blanks */
        {"1\r\n00:00:01.000-->00:00:02.5\r\nHello\r\n\r\n\r\n2\r\n"
         "0:0:3,0 --> 0:0:4 X1:10 X2:20\r\nBye",
         "1-2.5 Hello|3-4 Bye|", ""},
        {"1\r00:00:01,000 --> 00:00:02,000\rHello\r\r2\r"
         "00:00:03,000 --> 00:00:04,000\rBye\r",
         "1-2 Hello|3-4 Bye|", ""},
        {"00:00:01,000 --> 00:00:02,000\nHello\n\n"
         "00:00:03,000 --> 00:00:04,000\nBye\n",
         "1-2 Hello|3-4 Bye|", ""},
        {"1\n00:00:01,000 --> 00:00:02,000\nHello\n2\n"
         "00:00:03,000 --> 00:00:04,000\nBye\n3\n"
         "00:00:05,000 --> 00:00:06,000\n1988\n",
         "1-2 Hello|3-4 Bye|5-6 1988|", ""},
        {"00:00:01,000 --> 00:00:02,000\nIn the year\n1988\n"
         "00:00:03,000 --> 00:00:04,000\nBye\n",
         "1-2 In the year/1988|3-4 Bye|", ""},
        {"1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n\n2\n"
         "00:00:03,000 --> 00:00:04,000\n\n3\n00:00:05,000 -> 00:00:06,000\nC",
         "1-2 A/B|5-6 C|", ""},
        {"00: 00: 01, 000 --> 00:00:02:500\nA\n", "1-2.5 A|", ""},
        {"1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n"
         "00:00:01,000 --> 00:00:09,000\nA\n\n3\n"
         "00:00:05,000 --> 00:00:06,000\nB\n",
         "1-9 A|5-6 B|", ""},
        {"\n\n1\n00:00:05,000 --> 00:00:04,000\nA\n\n2\n"
         "00:00:0x --> 00:00:09,000\nlost\n\n3\n"
         "00:00:07,000 --> 00:00:08,000\nB\n",
         "5-5 A|7-8 B|", "4: ends before it begins|8: these are no times|"},
    };
    (void)state;
    check_rows(rows, LEN(rows));
}

static void test_tags(void **state)
{
    static const struct text_row rows[] = {
        {"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Hello</i> <b>th"
         "<font color=\"#fff\">ere</font></b>\\Nyou {y:i}all\n",
         "1-2 Hello there/you all|", ""},
        {"1\n00:00:01,000 --> 00:00:02,000\nI <3 you, <웃음> 1 < 2 > 0 "
         "{aside} a&amp;b &#54620;&#x41; AT&T \\o/\n",
         "1-2 I <3 you, <웃음> 1 < 2 > 0 {aside} a&b 한A AT&T \\o/|", ""},
        {"1\n00:00:01,000 --> 00:00:02,000\n<i> </i>\n{\\an8}\n\u200B\n", "",
         ""},
        {"1\n00:00:01,000 --> 00:00:02,000\n\u200E- 안녕\u00A0 \n"
         "\u202B- 응\u202C\n",
         "1-2 - 안녕/- 응|", ""},
    };
    (void)state;
    check_rows(rows, LEN(rows));
}

static void test_vtt(void **state)
{
    static const struct text_row rows[] = {
        {"WEBVTT - some title\nKind: captions\n\nSTYLE\n::cue { color: red }\n"
         "\nNOTE\nnothing to see\n\nid-1\n00:01.000 --> 00:02.500 "
         "align:start\n<v Ann>Hello <c.loud>there</c></v>\n- <00:01.500>you\n"
         "\nNOTE more\n\n01:00:03.000 --> 01:00:04.000\n"
         "<v.first Lee Min>R&amp;D <ruby>漢<rt>かん</rt></ruby>\n\nstray\n",
         "1-2.5 Ann: Hello there/- you|3603-3604 Lee Min: R&D 漢|", ""},
        {"WEBVTT\n\n", "", ""},
    };
    (void)state;
    check_rows(rows, LEN(rows));
}

static void test_ass(void **state)
{
    static const struct text_row rows[] = {
        {"[Script Info]\nTitle: x\n[V4+ Styles]\nFormat: Name, Start\n"
         "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, "
         "MarginV, Effect, Text\n"
         "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ann,0,0,0,,"
         "{\\an8\\i1}Hello, you{\\i0}\\Nthere\\hall {a remark}\n"
         "Comment: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,no\n"
         "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,"
         "{\\p1}m 0 0 l 10 10{\\p0}seen\n"
         "Dialogue: 1,0:00:03.00,0:00:04.00,Shadow,,0,0,0,,seen\n"
         "Dialogue: 0,0:00:05.00,Default\n"
         "[Fonts]\nDialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,font\n",
         "1-2.5 Ann: Hello, you/there all|3-4 seen|",
         "11: this line of dialogue lacks times or text|"},
        {"[Script Info]\r\n\r\n[V4 Styles]\r\n\r\n[Events]\r\n"
         "Format: Marked, Start, End, Style, Actor, Effect, Text\r\n"
         "Dialogue: Marked=0,0:00:01.00,0:00:02.00,*Default,Lee,,Hi, all\r\n",
         "1-2 Lee: Hi, all|", ""},
        {"[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,Hi\n",
         "1-2 Hi|", ""},
    };
    (void)state;
    check_rows(rows, LEN(rows));
}

static void test_smi(void **state)
{
    static const struct text_row rows[] = {
        {"<SAMI>\n<HEAD><STYLE TYPE=\"text/css\"><!--\nP { margin: 1pt; }\n"
         ".KRCC { Name:Korean; lang:ko-KR; SAMIType:CC; }\n-->\n</STYLE>"
         "</HEAD>\n<BODY>\n<SYNC Start=1000><P Class=KRCC>\n안녕<br>하세요\n"
         "<SYNC Start=2500><P Class=KRCC>&nbsp;\n"
         "<SYNC Start=3000><P Class=KRCC><font color=red>네</font> &amp; 응\n"
         "</BODY></SAMI>",
         "1-2.5 안녕/하세요|3-7 네 & 응|", ""},
        {"<sami><body><sync start=1000>Hello\n<sync start=2000>&nbsp;"
         "<sync start=oops>lost<sync start = \"3000\">Bye</body>",
         "1-2 Hello|3-7 Bye|", "2: has no time|"},
    };
    (void)state;
    check_rows(rows, LEN(rows));
}

static void test_languages_of_sami(void **state)
{
    static const char text[] =
        "<SAMI><STYLE>.KRCC {lang:ko-KR;} .ENCC {Name: English;}</STYLE>"
        "<SYNC Start=1000><P Class=KRCC>안녕<P Class=ENCC>Hello"
        "<SYNC Start=2000><P Class=KRCC>&nbsp;"
        "<SYNC Start=3000><P Class=ENCC>&nbsp;";
    static const char *const rows[][3] = {
        {NULL, "kor", "1-2 안녕|"},
        {"en", "eng", "1-3 Hello|"},
        {"eng", "eng", "1-3 Hello|"},
        {"fr", "kor", "1-2 안녕|"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct yn_subtitles s;
        struct yn_buf buf = {0};
        assert_int_equal(yn_subtitles_parse("a.smi", text, strlen(text),
                                            rows[i][0], &s, NULL, NULL),
                         YN_OK);
        dump(&s, &buf);
        assert_string_equal(yn_buf_text(&buf), rows[i][2]);
        assert_string_equal(s.language, rows[i][1]);
        assert_string_equal(s.format, "SAMI");
        yn_buf_release(&buf);
        yn_subtitles_release(&s);
    }
}

#define TIMES "00:00:01,000 --> 00:00:02,000\n"

static void test_encodings(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *expected, *problem;
    } rows[] = {
#define BYTES(text) (text), sizeof(text) - 1
        {BYTES("\xEF\xBB\xBF" TIMES "여운\n"), "1-2 여운|", ""},
        {BYTES(TIMES "\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4\n"),
         "1-2 안녕하세요|", ""},
        {BYTES(TIMES "don\x92t caf\xE9\n"), "1-2 don’t café|",
         "2: is neither UTF-8 nor CP949 nor UTF-16 text|"},
        {BYTES(TIMES "여운 \xFF 여운\n"), "1-2 여운 \uFFFD 여운|",
         "2: is neither UTF-8 nor CP949 nor UTF-16 text|"},
        {BYTES("\xFF\xFE"
               "0\0:\0001\0-\0>\0000\0:\0002\0\n\0\xEC\xC5\n\0"),
         "1-2 여|", ""},
#undef BYTES
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        print_message("row %zu\n", i);
        check("a.srt", rows[i].bytes, rows[i].len, NULL, rows[i].expected,
              rows[i].problem);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } rows[] = {
        {"", 0},
        {"hello\n", 6},
        {"{0}{25}frames have no times\n", 28},
        {"\0\0\0\1binary", 10},
        {"nothing -> here\n", 16},
    };
    struct yn_subtitles s;
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        assert_int_equal(yn_subtitles_parse("a.srt", rows[i].bytes, rows[i].len,
                                            NULL, &s, NULL, NULL),
                         YN_E_INPUT);
    assert_int_equal(yn_subtitles_read("/nowhere.srt", NULL, &s, NULL, NULL),
                     YN_E_NOTFOUND);
}

static void test_many_problems(void **state)
{
    struct yn_buf buf = {0};
    struct yn_subtitles s;
    struct yn_report *report = NULL;
    (void)state;
    assert_int_equal(yn_report_create(&report, NULL), YN_OK);
    yn_buf_puts(&buf, TIMES "A\n");
    for (int i = 0; i < 1000; i++)
        yn_buf_puts(&buf, "oh --> no\n");
    assert_int_equal(
        yn_subtitles_parse("a.srt", buf.data, buf.len, NULL, &s, report, NULL),
        YN_OK);
    assert_int_equal(yn_report_count(report, YN_WARNING), 21);
    yn_subtitles_release(&s);
    yn_buf_release(&buf);
    yn_report_destroy(&report);
}

static void test_language_of_name(void **state)
{
    static const char *const rows[][2] = {
        {"Show.E01.ko.srt", "kor"},
        {"Show.E01.kor.forced.srt", "kor"},
        {"Show.E01.ko-KR.ass", "kor"},
        {"Show.E01.en.hi.srt", "eng"},
        {"Show.E01.hi.srt", "hin"},
        {"Show.E01.srt", ""},
        {"Show.srt", ""},
        {"ko.srt", ""},
        {"Show_KOR.srt", "kor"},
        {"Show.Korean.sdh.srt", "kor"},
        {"도깨비.E01.한글.smi", "kor"},
        {"a.ko/Show.E01.srt", ""},
        {"Show.E01.1080p.srt", ""},
        {"Show", ""},
        {".srt", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char language[4];
        yn_subtitles_language(rows[i][0], language);
        print_message("%s\n", rows[i][0]);
        assert_string_equal(language, rows[i][1]);
    }
}

static double silence(double t, int channel)
{
    (void)t;
    (void)channel;
    return 0;
}

static void test_within(void **state)
{
    static const char *const names[] = {"a.mkv", "a.mp4"};
    struct folder folder;
    (void)state;
    folder_make(&folder);
    for (size_t i = 0; i < LEN(names); i++) {
        char path[512];
        struct yn_subtitles s;
        struct yn_err err = {0};
        struct yn_buf buf = {0};
        struct media_track tracks[] = {
            {.codec = "alac", .sound = silence},
            {.codec = i ? "mov_text" : "subrip",
             .language = "eng",
             .text = "Hello"},
            {.codec = i ? "mov_text" : "ass",
             .language = "kor",
             .not_default = true,
             .text = "{\\i1}안녕{\\i0}\\N응"},
        };
        print_message("%s\n", names[i]);
        snprintf(path, sizeof(path), "%s/%s", folder.path, names[i]);
        assert_true(media_write(path, tracks, 3));
        if (yn_subtitles_extract(path, "ko", &s, &err))
            fail_msg("%s", err.text);
        dump(&s, &buf);
        assert_string_equal(yn_buf_text(&buf), "1-2.5 안녕/응|3-4.5 안녕/응|");
        assert_string_equal(s.language, "kor");
        yn_subtitles_release(&s);
        yn_buf_clear(&buf);
        assert_int_equal(yn_subtitles_extract(path, NULL, &s, NULL), YN_OK);
        dump(&s, &buf);
        assert_string_equal(yn_buf_text(&buf), "1-2.5 Hello|3-4.5 Hello|");
        yn_subtitles_release(&s);
        yn_buf_release(&buf);
        assert_true(media_write(path, tracks, 1));
        assert_int_equal(yn_subtitles_extract(path, NULL, &s, NULL),
                         YN_E_NOTFOUND);
    }
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_srt),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_vtt),
        cmocka_unit_test(test_ass),
        cmocka_unit_test(test_smi),
        cmocka_unit_test(test_languages_of_sami),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_many_problems),
        cmocka_unit_test(test_language_of_name),
        cmocka_unit_test(test_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
