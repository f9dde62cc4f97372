/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "base/unicode.h"
#include "season/names/romanise.h"
#include "season/names/spellings.h"

#define SKELETON_BYTES_MAX 64

/* Consonants fall into classes that survive transcription; vowels, h, w and y
 * say nothing. */
static char latin_class(char c)
{
    switch (c) {
    case 'k':
    case 'g':
    case 'c':
    case 'q':
        return 'K';
    case 't':
    case 'd':
        return 'T';
    case 'p':
    case 'b':
    case 'f':
    case 'v':
        return 'P';
    case 's':
    case 'z':
    case 'j':
    case 'x':
        return 'S';
    case 'm':
        return 'M';
    case 'n':
        return 'N';
    case 'r':
    case 'l':
        return 'L';
    default:
        return 0;
    }
}

static void put_class(char c, char *out, size_t *n)
{
    if (c && *n < SKELETON_BYTES_MAX - 1 && (*n == 0 || out[*n - 1] != c))
        out[(*n)++] = c;
    out[*n] = '\0';
}

static void latin_skeleton(const char *text, char *out)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; text[i]; i++) {
        char c =
            text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
        bool ch = c == 'c' && (text[i + 1] == 'h' || text[i + 1] == 'H');
        bool ng = c == 'g' && i > 0 && (text[i - 1] | 32) == 'n';
        if (!ng)
            put_class(ch ? 'S' : latin_class(c), out, &n);
    }
}

static void hangul_skeleton(const char *text, char *out)
{
    static const char initial_class[] = "KKNTTLMPPSS.SSSKTP.";
    static const char final_class[] = ".KKKNNNTLLLLLLLLMPPTTNTTKTP.";
    size_t n = 0;
    out[0] = '\0';
    uint32_t c;
    for (size_t at = 0; (c = yn_unicode_next(text, &at)) != 0;) {
        if (!yn_unicode_is_hangul(c)) {
            if (c < 0x80)
                put_class(latin_class((char)c), out, &n);
            continue;
        }
        uint32_t index = c - YN_HANGUL_FIRST;
        char first =
            initial_class[index / (YN_HANGUL_VOWELS * YN_HANGUL_FINALS)];
        char last = final_class[index % YN_HANGUL_FINALS];
        put_class(first == '.' ? 0 : first, out, &n);
        put_class(last == '.' ? 0 : last, out, &n);
    }
}

/* Whether two skeletons are equal but for one letter that one of them lacks:
 * Hangul drops the r of "urban" and adds vowels to what Latin writes without.*/
static bool skeletons_alike(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    if (na < nb)
        return skeletons_alike(b, a);
    if (na == nb)
        return na > 0 && strcmp(a, b) == 0;
    if (na > nb + 1 || nb < 2)
        return false;
    size_t i = 0;
    while (i < nb && a[i] == b[i])
        i++;
    return strcmp(a + i + 1, b + i) == 0;
}

bool yn_sounds_alike(const char *hangul, const char *latin)
{
    char a[SKELETON_BYTES_MAX] = "", b[SKELETON_BYTES_MAX] = "";
    hangul_skeleton(hangul, a);
    latin_skeleton(latin, b);
    return skeletons_alike(a, b);
}
