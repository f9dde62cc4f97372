/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "publish/video.h"

#define NOCOOKIE "https://www.youtube-nocookie.com/embed/"
#define PLAYER "https://player.vimeo.com/video/"

static void test_embed(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        enum yn_video_host host;
        const char *embed;
    } rows[] = {
        {"https://www.youtube.com/watch?v=abcdefghijk", YN_VIDEO_YOUTUBE,
         NOCOOKIE "abcdefghijk"},
        {"http://YouTube.com/watch?list=x&v=a-_defghijk&t=75s#t",
         YN_VIDEO_YOUTUBE, NOCOOKIE "a-_defghijk?start=75"},
        {"https://youtu.be/abcdefghijk?t=9", YN_VIDEO_YOUTUBE,
         NOCOOKIE "abcdefghijk?start=9"},
        {"https://m.youtube.com/shorts/abcdefghijk", YN_VIDEO_YOUTUBE,
         NOCOOKIE "abcdefghijk"},
        {"https://youtu.be/abcdefghijk?t=1h2m", YN_VIDEO_YOUTUBE,
         NOCOOKIE "abcdefghijk"},
        {"https://vimeo.com/123456", YN_VIDEO_VIMEO, PLAYER "123456?dnt=1"},
        {"https://vimeo.com/123456/0a1b2c", YN_VIDEO_VIMEO,
         PLAYER "123456?dnt=1&h=0a1b2c"},
        {"https://player.vimeo.com/video/123456?h=ff", YN_VIDEO_VIMEO,
         PLAYER "123456?dnt=1&h=ff"},
        {"https://www.youtube.com/watch?v=tooshort", YN_VIDEO_OTHER, ""},
        {"https://www.youtube.com/watch?v=abcdefghijkl", YN_VIDEO_OTHER, ""},
        {"https://www.youtube.com/@channel", YN_VIDEO_OTHER, ""},
        {"https://www.youtube.com.evil.example/watch?v=abcdefghijk",
         YN_VIDEO_OTHER, ""},
        {"https://evil.example/youtu.be/abcdefghijk", YN_VIDEO_OTHER, ""},
        {"https://vimeo.com/channels/12", YN_VIDEO_OTHER, ""},
        {"https://vimeo.com/123456x", YN_VIDEO_OTHER, ""},
        {"javascript://youtu.be/abcdefghijk", YN_VIDEO_OTHER, ""},
        {"", YN_VIDEO_OTHER, ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        print_message("%s\n", rows[i].address);
        assert_int_equal(yn_video_embed(rows[i].address, &out), rows[i].host);
        assert_string_equal(yn_buf_text(&out), rows[i].embed);
        yn_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_embed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
