/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/base.h"
#include "story/comments.h"

/* What a file holds, as text: "time user text" a comment, users as letters. */
static void show(const struct yn_comments *read, char *out, size_t size)
{
    uint64_t user[16] = {0};
    size_t n_users = 0, used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < read->n; i++) {
        const struct yn_comment *one = &read->item[i];
        size_t who = 0;
        while (who < n_users && user[who] != one->user)
            who++;
        if (one->user && who == n_users && n_users < YN_LEN(user))
            user[n_users++] = one->user;
        used +=
            (size_t)snprintf(out + used, size - used, "%g %c %s|", one->time_s,
                             one->user ? (char)('a' + who) : '-', one->text);
    }
}

#define CHAT(ms, id, runs)                                                     \
    "{\"replayChatItemAction\": {\"actions\": [{\"addChatItemAction\": "       \
    "{\"item\": {\"liveChatTextMessageRenderer\": {\"message\": {\"runs\": "   \
    "[" runs "]}, \"authorExternalChannelId\": \"" id "\"}}}}], "              \
    "\"videoOffsetTimeMsec\": \"" ms "\"}}\n"

static const struct row {
    const char *file, *shown, *format;
    size_t drawings, before, rejected;
} rows[] = {
    /* Bilibili: out of order, a drawing, entities, no fields, cut at the end */
    {"<?xml version=\"1.0\"?><i><chatid>1</chatid>"
     "<d p=\"61.5,1,25,16777215,1500000000,0,ab12,7\">\xE6\xB3\xAA &amp; "
     "&#x1F62D;</d>\n<d p=\"2,4,25,1,15,0,cd34,8\"> hi </d>"
     "<d p=\"3,7,25,1,15,0,cd34,9\">[0,0]</d><d p=\"\">x</d>"
     "<d p='4,1,25,1,15,0,ab12,10'>a < b <d p=\"5,1\">end",
     "2 a hi|4 b a < b|5 - end|61.5 b \xE6\xB3\xAA & \xF0\x9F\x98\xAD|", "XML",
     1, 0, 1},
    /* AcFun */
    {"[{\"c\":\"98.2,16777215,1,25,guest,1315564729.0\",\"m\":\"one\"},"
     "{\"c\":\"1,16777215,1,25,77,1315564729\",\"m\":\"two\"},"
     "{\"c\":\"3,1,7,25,77,1315564729\",\"m\":\"drawn\"}]",
     "1 a two|98.2 - one|", "JSON", 1, 0, 0},
    {"{\"danmakus\": [{\"position\": 1500, \"body\": \"x\", \"userId\": 5}]}",
     "1.5 a x|", "JSON", 0, 0, 0},
    /* Bilibili's segments; the core library's own */
    {"{\"elems\": [{\"progress\": 12000, \"midHash\": \"f\", \"content\": "
     "\"y\"}]}",
     "12 a y|", "JSON", 0, 0, 0},
    {"[{\"mode\": 1, \"text\": \"n\", \"stime\": 250}, {\"mode\": 2, "
     "\"text\": \"no time\"}]",
     "0.25 - n|", "JSON", 0, 0, 0},
    /* Viki: seconds, and milliseconds; texts escaped */
    {"[{\"id\": \"1tc\", \"time\": 12.5, \"value\": \"so%20sad&#33; 50% "
     "off\", \"user\": {\"id\": \"u1\"}}]",
     "12.5 a so sad! 50% off|", "JSON", 0, 0, 0},
    {"[{\"time\": 1000, \"value\": \"a\"}, {\"time\": 3600000, \"value\": "
     "\"b\"}]",
     "1 - a|3600 - b|", "JSON", 0, 0, 0},
    /* yt-dlp: one a line, an emoji, one that was paid, a line that broke */
    {CHAT("-100", "A", "{\"text\": \"early\"}") CHAT(
         "2500", "A",
         "{\"text\": \"oh \"}, {\"emoji\": {\"emojiId\": "
         "\"\xF0\x9F\x98\xAD\"}}") "{\"replay\n"
                                   "{\"clickTrackingParams\":"
                                   " \"x\"}\n" CHAT(
                                       "9000", "B",
                                       "{\"emoji\": {\"isCustomEmoji\": true, "
                                       "\"emojiId\": \"UC/1\", \"shortcuts\": "
                                       "[\":crying:\"]}}"),
     "2.5 a oh \xF0\x9F\x98\xAD|9 b :crying:|", "JSON", 0, 1, 1},
    /* Twitch, older and newer */
    {"[{\"content_offset_seconds\": 7.5, \"commenter\": {\"_id\": \"3\"}, "
     "\"message\": {\"body\": \"hey\"}}, {\"contentOffsetSeconds\": 8, "
     "\"commenter\": {\"id\": \"3\"}, \"message\": {\"fragments\": "
     "[{\"text\": \"h\"}, {\"text\": \"o\"}]}}]",
     "7.5 a hey|8 a ho|", "JSON", 0, 0, 0},
    /* chat-downloader, cut off in the middle */
    {"[\n{\"time_in_seconds\": 3, \"message\": \"m\", \"author\": {\"id\": "
     "\"z\"}},\n{\"time_in_seconds\": -3, \"message\": \"m\"},\n"
     "{\"time_in_sec",
     "3 a m|", "JSON", 0, 1, 1},
    /* Tables */
    {"time,user,text\n0:01:02,ann,\"so, sad\"\n62.5,bob,T_T\nsoon,bob,x\n",
     "62 a so, sad|62.5 b T_T|", "CSV", 0, 0, 1},
    {"Comment;Time\nwow;1:00:00\n", "3600 - wow|", "CSV", 0, 0, 0},
    {"12,ann,first\n3,,second\n", "3 - second|12 a first|", "CSV", 0, 0, 0},
    {"12\tfirst\n", "12 - first|", "CSV", 0, 0, 0},
    /* Something to read, but nothing to use */
    {"<i><d p=\"x\">text</d></i>", "", "XML", 0, 0, 1},
    {"time,user,text\n1,a,\n", "", "CSV", 0, 0, 0},
};

static void test_formats(void **state)
{
    (void)state;
    char text[2048];
    for (size_t i = 0; i < YN_LEN(rows); i++) {
        struct yn_report *report = NULL;
        struct yn_comments read = {0};
        struct yn_err err = {0};
        assert_int_equal(yn_report_create(&report, NULL), YN_OK);
        int rc = yn_comments_parse("01.xml", rows[i].file, strlen(rows[i].file),
                                   &read, report, &err);
        if (rc)
            fail_msg("row %zu: %s", i, err.text);
        show(&read, text, sizeof(text));
        if (strcmp(text, rows[i].shown) != 0)
            fail_msg("row %zu: %s, not %s", i, text, rows[i].shown);
        assert_string_equal(read.format, rows[i].format);
        assert_int_equal(read.n_drawings, rows[i].drawings);
        assert_int_equal(read.n_before, rows[i].before);
        assert_int_equal(read.n_rejected, rows[i].rejected);
        assert_int_equal(yn_report_count(report, YN_WARNING),
                         rows[i].rejected > 0);
        yn_comments_release(&read);
        yn_report_destroy(&report);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        size_t len;
        const char *says;
    } bad[] = {
        {"", 0, "no timed comments"},
        {"{}", 2, "no timed comments"},
        {"<html><p>404</p></html>", 23, "no timed comments"},
        {"Once upon a time, there was\na drama\n", 36, "no timed comments"},
        {"<i>\n<d p=\"1,1\">\xFF\xFE\xFA</d></i>", 26, "2:12"}};
    for (size_t i = 0; i < YN_LEN(bad); i++) {
        struct yn_comments read;
        struct yn_err err = {0};
        assert_int_equal(
            yn_comments_parse("x", bad[i].file, bad[i].len, &read, NULL, &err),
            YN_E_INPUT);
        if (!strstr(err.text, bad[i].says))
            fail_msg("row %zu: %s", i, err.text);
    }
}

static void test_encodings(void **state)
{
    (void)state;
    /* "tears" in GB 2312, and in UTF-16. */
    static const char gb[] = "<?xml version=\"1.0\" encoding=\"GB2312\"?><i>"
                             "<d p=\"1,1,25\">\xC0\xE1</d></i>";
    static const char utf16[] = "\xFF\xFE"
                                "1\0,\0\xEA\x6C\n";
    char text[64];
    struct yn_comments read = {0};
    assert_int_equal(
        yn_comments_parse("x", gb, sizeof(gb) - 1, &read, NULL, NULL), YN_OK);
    show(&read, text, sizeof(text));
    assert_string_equal(text, "1 - \xE6\xB3\xAA|");
    yn_comments_release(&read);
    assert_int_equal(
        yn_comments_parse("x", utf16, sizeof(utf16), &read, NULL, NULL), YN_OK);
    show(&read, text, sizeof(text));
    assert_string_equal(text, "1 - \xE6\xB3\xAA|");
    yn_comments_release(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
