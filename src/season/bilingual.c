/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/bilingual.h"

#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

static bool starts_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    if (strncasecmp(text, word, n) != 0)
        return false;
    return !yn_unicode_is_letter(yn_unicode_next(text, &n));
}

static bool ends_with(const char *text, const char *word)
{
    size_t len = strlen(text), n = strlen(word);
    return len >= n && strcasecmp(text + len - n, word) == 0 &&
           (len == n || text[len - n - 1] == ' ');
}

bool yn_bilingual_is_instrumental(const char *text)
{
    static const char *const words[] = {"inst",      "instrumental", "mr",
                                        "off vocal", "karaoke",      "반주"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (starts_word(text, words[i]))
            return true;
    }
    return false;
}

bool yn_bilingual_is_remark(const char *text)
{
    /* Names may follow these … */
    static const char *const with[] = {"feat", "ft",    "featuring", "with",
                                       "prod", "cover", "duet",      "of"};
    /* … and hardly a word those: "Live Up to Your Name" is a drama. */
    static const char *const kinds[] = {"vocal", "live",     "remix",
                                        "piano", "korean",   "english",
                                        "full",  "acoustic", "title"};
    if (yn_bilingual_is_instrumental(text))
        return true;
    for (size_t i = 0; i < YN_LEN(with); i++) {
        if (starts_word(text, with[i]))
            return true;
    }
    const char *space = strchr(text, ' ');
    bool brief = !space || !strchr(space + 1, ' ');
    for (size_t i = 0; brief && i < YN_LEN(kinds); i++) {
        if (starts_word(text, kinds[i]))
            return true;
    }
    return ends_with(text, "ver.") || ends_with(text, "ver") ||
           ends_with(text, "version");
}

static bool is_korean(const char *text)
{
    for (size_t at = 0; text[at];) {
        if (yn_unicode_is_hangul(yn_unicode_next(text, &at)))
            return true;
    }
    return false;
}

static bool is_latin(const char *text)
{
    for (size_t at = 0; text[at];) {
        if (yn_unicode_is_latin(yn_unicode_next(text, &at)))
            return true;
    }
    return false;
}

/* Finds the last bracket that ends the text: its opening byte, or 0. */
static size_t find_bracket(const char *text, size_t len)
{
    if (len < 3 || (text[len - 1] != ')' && text[len - 1] != ']'))
        return 0;
    char close = text[len - 1], open = close == ')' ? '(' : '[';
    size_t depth = 0;
    for (size_t at = len; at-- > 0;) {
        depth += text[at] == close;
        if (text[at] == open && --depth == 0)
            return at;
    }
    return 0;
}

static int split_bracket(struct yn_arena *arena, const char *text, size_t open,
                         struct yn_bilingual *out, struct yn_err *err)
{
    size_t front = open, len = strlen(text);
    while (front && text[front - 1] == ' ')
        front--;
    const char *outer = yn_arena_dup_n(arena, text, front);
    const char *inner = yn_arena_dup_n(arena, text + open + 1, len - open - 2);
    if (!outer || !inner)
        return yn_err_nomem(err);
    bool remark = yn_bilingual_is_remark(inner);
    if (!remark && is_korean(inner) && !is_korean(outer) && is_latin(outer))
        *out = (struct yn_bilingual){.name = outer, .korean = inner};
    else if (!remark && is_korean(outer) && !is_latin(outer) &&
             is_latin(inner) && !is_korean(inner))
        *out = (struct yn_bilingual){.name = inner, .korean = outer};
    return YN_OK;
}

int yn_bilingual_split(struct yn_arena *arena, const char *text,
                       struct yn_bilingual *out, struct yn_err *err)
{
    *out = (struct yn_bilingual){0};
    size_t open = find_bracket(text, strlen(text));
    int rc = open ? split_bracket(arena, text, open, out, err) : YN_OK;
    if (rc || out->name)
        return rc;
    const char *copy = yn_arena_dup(arena, text);
    if (!copy)
        return yn_err_nomem(err);
    /* A remark in Latin letters does not make a Korean name a Latin one. */
    bool korean = is_korean(text);
    for (size_t at = 0; korean && text[at] && at != open;)
        korean = !yn_unicode_is_latin(yn_unicode_next(text, &at));
    out->name = korean ? "" : copy;
    out->korean = korean ? copy : "";
    return YN_OK;
}
