/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/quote.h"

#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

/* What YAML 1.2 (5.1) does not let stand in a document, and what it or a
 * reader of YAML 1.1 takes for the end of a line. */
static bool must_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

/* Words that readers of YAML take for something other than text. */
static bool is_reserved(const char *text)
{
    static const char *const words[] = {"y",   "n",    "yes",   "no",  "on",
                                        "off", "true", "false", "null"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (strcasecmp(text, words[i]) == 0)
            return true;
    }
    return false;
}

static bool may_be_plain(const char *text)
{
    size_t at = 0;
    uint32_t c = yn_unicode_next(text, &at), before = 0;
    /* Signs and digits begin numbers, dates and all that is special. */
    if (!yn_unicode_is_letter(c) || (c >= '0' && c <= '9') || is_reserved(text))
        return false;
    for (at = 0; text[at]; before = c) {
        c = yn_unicode_next(text, &at);
        if (must_escape(c) || (c == ' ' && before == ':') ||
            (c == '#' && before == ' '))
            return false;
    }
    return c != ' ' && c != ':';
}

void yn_quote_yaml_always(const char *text, struct yn_buf *out)
{
    yn_buf_putc(out, '"');
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        if (c == '"' || c == '\\')
            yn_buf_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            yn_buf_puts(out, "\\n");
        else if (must_escape(c))
            yn_buf_printf(out, "\\U%08X", (unsigned)c);
        else
            yn_buf_put_utf8(out, c);
    }
    yn_buf_putc(out, '"');
}

void yn_quote_yaml(const char *text, struct yn_buf *out)
{
    if (may_be_plain(text))
        yn_buf_puts(out, text);
    else
        yn_quote_yaml_always(text, out);
}

void yn_quote_csv_always(const char *text, struct yn_buf *out)
{
    yn_buf_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            yn_buf_putc(out, '"');
        yn_buf_putc(out, *text);
    }
    yn_buf_putc(out, '"');
}

void yn_quote_csv(const char *text, struct yn_buf *out)
{
    if (strpbrk(text, ",;\t\"\r\n"))
        yn_quote_csv_always(text, out);
    else
        yn_buf_puts(out, text);
}
