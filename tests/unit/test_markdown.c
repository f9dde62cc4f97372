/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "publish/markdown.h"

static void test_html(void **state)
{
    (void)state;
    static const struct {
        const char *text, *html;
    } rows[] = {
        {"", ""},
        {"plain *em* **strong**", "<p>plain <em>em</em> <strong>strong</strong>"
                                  "</p>\n"},
        {"\"quotes\" -- and dashes...", "<p>“quotes” – and dashes…</p>\n"},
        /* Raw HTML is dropped, block and inline. */
        {"<div onclick=x>\nhi\n</div>\n\nafter", "<p>after</p>\n"},
        {"a <b>b</b> <!-- c -->d", "<p>a b d</p>\n"},
        /* Only addresses of the web are linked; the words stay. */
        {"[a](https://x.example/?a=1&b=2)",
         "<p><a href=\"https://x.example/?a=1&amp;b=2\">a</a></p>\n"},
        {"[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc)",
         "<p>a b c</p>\n"},
        {"[*a* b](mailto:me@x.example)", "<p><em>a</em> b</p>\n"},
        {"[a](other.md) [b](#nowhere) [c](//x.example/)", "<p>a b c</p>\n"},
        {"<https://x.example/>",
         "<p><a href=\"https://x.example/\">https://x.example/</a></p>\n"},
        {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"},
        /* An image elsewhere is a link; an unknown one its words. */
        {"![far](https://x.example/i.png)",
         "<p><a href=\"https://x.example/i.png\">far</a></p>\n"},
        {"![](https://x.example/i.png)", "<p><a href=\"https://x.example/"
                                         "i.png\">https://x.example/i.png</a>"
                                         "</p>\n"},
        {"![near](near.png)", "<p>near</p>\n"},
        {"[![far](https://x.example/i.png)](https://y.example/)",
         "<p><a href=\"https://y.example/\">far</a></p>\n"},
        /* Headings begin below the page's own and leap no level. */
        {"# a\n### b\n## c\n# d", "<h3>a</h3>\n<h4>b</h4>\n<h4>c</h4>\n"
                                  "<h3>d</h3>\n"},
        {"###### a", "<h3>a</h3>\n"},
        {"노래 a 여운, 봄", "<p><span lang=\"ko\">노래</span> a <span "
                            "lang=\"ko\">여운, 봄</span></p>\n"},
        {"`<script>`", "<p><code>&lt;script&gt;</code></p>\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        struct yn_markdown_params params = {.text = rows[i].text, .heading = 3};
        print_message("%s\n", rows[i].text);
        assert_int_equal(yn_markdown_html(&params, &out, NULL), YN_OK);
        assert_string_equal(yn_buf_text(&out), rows[i].html);
        yn_buf_release(&out);
    }
}

static void test_lead(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t max;
        const char *lead;
    } rows[] = {
        {"", 10, ""},
        {"# head\n\nOne *two*\nthree.\n\nFour.", 50, "One two three."},
        {"One two three", 8, "One two…"},
        {"One two three", 13, "One two three"},
        {"Onetwothree", 4, "One…"},
        {"가나다라마", 3, "가나…"},
        {"<b>x</b> y", 10, "x y"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct yn_buf out = {0};
        print_message("%s\n", rows[i].text);
        assert_int_equal(
            yn_markdown_lead(rows[i].text, rows[i].max, &out, NULL), YN_OK);
        assert_string_equal(yn_buf_text(&out), rows[i].lead);
        yn_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_lead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
