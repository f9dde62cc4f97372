/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/filename.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

bool yn_filename_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

bool yn_filename_is_gap(uint32_t c)
{
    return c == ' ' || c == '.' || c == '_' || c == '-';
}

bool yn_filename_starts(const struct yn_filename *s, size_t at)
{
    return at == 0 ||
           (!yn_filename_is_digit(s->c[at - 1]) && !is_latin(s->c[at - 1]));
}

size_t yn_filename_skip_gaps(const struct yn_filename *s, size_t at)
{
    while (yn_filename_is_gap(s->c[at]))
        at++;
    return at;
}

bool yn_filename_word(const struct yn_filename *s, size_t *at, const char *text)
{
    size_t i = *at;
    for (; *text; text++, i++) {
        if (s->c[i] != (uint32_t)(unsigned char)*text)
            return false;
    }
    *at = i;
    return true;
}

bool yn_filename_number(const struct yn_filename *s, size_t *at, size_t most,
                        int *out)
{
    size_t i = *at;
    int value = 0;
    for (; yn_filename_is_digit(s->c[i]); i++) {
        if (i - *at >= most)
            return false;
        value = 10 * value + (int)(s->c[i] - '0');
    }
    if (i == *at)
        return false;
    *at = i;
    *out = value;
    return true;
}

bool yn_filename_ends(const struct yn_filename *s, size_t at)
{
    size_t i = at;
    if (s->c[at] == 'v' && yn_filename_is_digit(s->c[at + 1]) &&
        !yn_filename_is_digit(s->c[at + 2]))
        return true;
    if (yn_filename_word(s, &i, "end") || yn_filename_word(s, &i, "fin"))
        at = i;
    return !is_latin(s->c[at]) && !yn_filename_is_digit(s->c[at]);
}

bool yn_filename_is_never(int value)
{
    static const int never[] = {240, 264, 265,  360,  480,  540,
                                576, 720, 1080, 1440, 2160, 4320};
    for (size_t i = 0; i < YN_LEN(never); i++) {
        if (value == never[i])
            return true;
    }
    return value >= 1900 && value <= 2099;
}

static void blank(struct yn_filename *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        s->c[i] = ' ';
}

/* "x264", "h.265", "1080p", "1920x1080", "10bit", "60fps", "ddp5.1", "5.1ch" */
static size_t technical_end(const struct yn_filename *s, size_t from)
{
    size_t at = from;
    int a, b;
    if (s->c[at] == 'x' || s->c[at] == 'h') {
        at++;
        at += s->c[at] == '.' || s->c[at] == ' ';
        if (yn_filename_number(s, &at, 3, &a) &&
            (a == 264 || a == 265 || a == 266))
            return at;
    }
    static const char *const sound[] = {"aac", "ddp",  "dd",   "eac3",  "ac3",
                                        "dts", "flac", "opus", "truehd"};
    at = from;
    for (size_t i = 0; i < YN_LEN(sound); i++) {
        size_t start = at;
        if (yn_filename_word(s, &start, sound[i])) {
            start = yn_filename_skip_gaps(s, start);
            if (yn_filename_number(s, &start, 1, &a) && s->c[start] == '.' &&
                yn_filename_is_digit(s->c[start + 1]) &&
                !yn_filename_is_digit(s->c[start + 2]))
                return start + 2;
        }
    }
    if (!yn_filename_number(s, &at, 4, &a))
        return 0;
    size_t cross = at + 1;
    if (a >= 100 && s->c[at] == 'x' && yn_filename_number(s, &cross, 4, &b) &&
        b >= 100)
        return cross;
    if ((s->c[at] == 'p' || s->c[at] == 'i') && a >= 100 &&
        !is_latin(s->c[at + 1]))
        return at + 1;
    if (a == 4 && s->c[at] == 'k' && !is_latin(s->c[at + 1]))
        return at + 1;
    if (yn_filename_word(s, &at, "bit") || yn_filename_word(s, &at, "fps") ||
        yn_filename_word(s, &at, "kbps") || yn_filename_word(s, &at, "hz"))
        return at;
    if (a < 10 && s->c[at] == '.') {
        at++;
        if (yn_filename_number(s, &at, 1, &b) && yn_filename_word(s, &at, "ch"))
            return at;
    }
    return 0;
}

/* "[1A2B3C4D]": the check sum of the file. */
static size_t sum_end(const struct yn_filename *s, size_t at)
{
    if (s->c[at] != '[' && s->c[at] != '(')
        return 0;
    for (size_t i = 1; i <= 8; i++) {
        uint32_t c = s->c[at + i];
        if (!yn_filename_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return 0;
    }
    return s->c[at + 9] == ']' || s->c[at + 9] == ')' ? at + 10 : 0;
}

void yn_filename_drop_technical(struct yn_filename *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t end = sum_end(s, i);
        if (!end && yn_filename_starts(s, i))
            end = technical_end(s, i);
        if (end) {
            blank(s, i, end);
            i = end - 1;
        }
    }
}

/* Two digits; -1 where they are none. */
static int pair(const struct yn_filename *s, size_t at)
{
    if (!yn_filename_is_digit(s->c[at]) || !yn_filename_is_digit(s->c[at + 1]))
        return -1;
    return (int)(10 * (s->c[at] - '0') + (s->c[at + 1] - '0'));
}

/* A date of `digits` digits for the year, at `at`; returns its end or 0. */
static size_t date_end(const struct yn_filename *s, size_t at, size_t digits,
                       int date[3])
{
    bool gaps = yn_filename_is_gap(s->c[at + digits]);
    size_t month = at + digits + gaps, day = month + 2 + gaps;
    if (day + 2 > s->n || (gaps && s->c[month + 2] != s->c[at + digits]))
        return 0;
    int year = pair(s, at);
    if (digits == 4)
        year =
            year < 0 || pair(s, at + 2) < 0 ? -1 : 100 * year + pair(s, at + 2);
    else if (year >= 0)
        year += year < 70 ? 2000 : 1900;
    date[0] = year;
    date[1] = pair(s, month);
    date[2] = pair(s, day);
    bool right = year >= 1900 && year < 2100 && date[1] >= 1 && date[1] <= 12 &&
                 date[2] >= 1 && date[2] <= 31;
    return right && !yn_filename_is_digit(s->c[day + 2]) &&
                   !is_latin(s->c[day + 2])
               ? day + 2
               : 0;
}

void yn_filename_take_date(struct yn_filename *s, char out[11])
{
    for (size_t i = 0; i < s->n; i++) {
        int date[3];
        if (!yn_filename_is_digit(s->c[i]) || !yn_filename_starts(s, i))
            continue;
        size_t end = date_end(s, i, 4, date);
        if (!end && !yn_filename_is_gap(s->c[i + 2]))
            end = date_end(s, i, 2, date);
        if (!end)
            continue;
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)date[0] % 10000u,
                 (unsigned)date[1] % 100u, (unsigned)date[2] % 100u);
        blank(s, i, end);
        return;
    }
}

void yn_filename_drop_brackets(struct yn_filename *s)
{
    static const char pairs[][2] = {{'[', ']'}, {'(', ')'}, {'{', '}'}};
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < YN_LEN(pairs); k++) {
            size_t end = i;
            if (s->c[i] != (uint32_t)pairs[k][0])
                continue;
            while (s->c[end] && s->c[end] != (uint32_t)pairs[k][1])
                end++;
            if (s->c[end])
                blank(s, i, end + 1);
        }
    }
}

int yn_filename_make(const char *text, size_t len, struct yn_filename *out,
                     struct yn_err *err)
{
    struct yn_buf plain = {0}, folded = {0};
    yn_buf_add(&plain, text, len);
    int rc = plain.failed ? yn_err_nomem(err)
                          : yn_unicode_fold(yn_buf_text(&plain), &folded, err);
    out->n = 0;
    for (size_t at = 0; !rc && out->n < YN_FILENAME_CHARS;) {
        uint32_t c = yn_unicode_next(yn_buf_text(&folded), &at);
        if (c == 0)
            break;
        if (c == 0x301C || c == 0x223C) /* wave dash, tilde operator */
            c = '~';
        else if (c != '~' && yn_unicode_is_dash(c))
            c = '-';
        else if (yn_unicode_is_space(c))
            c = ' ';
        else if (c == 0x3010) /* 【 */
            c = '[';
        else if (c == 0x3011)
            c = ']';
        out->c[out->n++] = c;
    }
    memset(out->c + out->n, 0, sizeof(out->c) - out->n * sizeof(out->c[0]));
    yn_buf_release(&plain);
    yn_buf_release(&folded);
    return rc;
}

size_t yn_filename_stem(const char *base)
{
    size_t len = strlen(base);
    const char *dot = strrchr(base, '.');
    if (!dot || dot == base)
        return len;
    size_t ending = strlen(dot + 1), letters = 0;
    for (const char *c = dot + 1; *c; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (!letter && !(*c >= '0' && *c <= '9'))
            return len;
        letters += letter;
    }
    if (letters == 0 || ending > 4 || dot[1] == 'E' || dot[1] == 'e')
        return len;
    return (size_t)(dot - base);
}
