/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/names/credit.h"

#include <strings.h>

#include <yeoun/season.h>

#include "base/base.h"
#include "base/keyed.h"
#include "season/names/romanise.h"

/* A stretch of text without outer blanks. */
struct span {
    const char *text;
    size_t len;
};

static struct span trim(const char *text, size_t len)
{
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    return (struct span){text, len};
}

static bool has_word(const char *text, const char *word)
{
    return strncasecmp(text, word, strlen(word)) == 0;
}

/* The length of a mark that begins the features at `text`, or 0. */
static size_t feature_mark(const char *text)
{
    static const char *const marks[] = {
        "(feat.",  "(feat ", "(ft.",  "(with ",      "[feat.",
        " feat. ", " feat ", " ft. ", " featuring ", "(prod."};
    if (!strchr("([ ", *text))
        return 0;
    for (size_t i = 0; i < YN_LEN(marks); i++) {
        if (has_word(text, marks[i]))
            return strlen(marks[i]);
    }
    return 0;
}

/* The length of a separator at `text`, or 0. Full-width signs are common in
 * Korean text. Weak ones may also stand inside a band's name. */
static size_t separator_at(const char *text, bool weak)
{
    static const char *const strong[] = {",", ";", "、", "，"};
    static const char *const weaker[] = {" & ", " and ", " x ", " + ",
                                         " × ", "&",     "＆"};
    /* A letter begins none of them. */
    if ((*text >= 'a' && *text <= 'w') || (*text >= 'A' && *text <= 'Z'))
        return 0;
    for (size_t i = 0; !weak && i < YN_LEN(strong); i++) {
        if (strncmp(text, strong[i], strlen(strong[i])) == 0)
            return strlen(strong[i]);
    }
    for (size_t i = 0; weak && i < YN_LEN(weaker); i++) {
        if (strncmp(text, weaker[i], strlen(weaker[i])) == 0)
            return strlen(weaker[i]);
    }
    return 0;
}

struct names {
    struct yn_name *item;
    size_t n, cap;
};

static int add_name(struct yn_arena *arena, struct names *names,
                    const char *text, size_t len, struct yn_err *err)
{
    struct span span = trim(text, len);
    if (span.len == 0)
        return YN_OK;
    int rc = yn_grow(&names->item, &names->cap, names->n + 1,
                     sizeof(*names->item), err);
    const char *copy = yn_arena_dup_n(arena, span.text, span.len);
    if (!rc && !copy)
        rc = yn_err_nomem(err);
    if (!rc)
        rc = yn_name_parse(arena, copy, &names->item[names->n], err);
    if (!rc)
        names->n++;
    return rc;
}

/* Adds the names of `len` bytes, parted at separators outside brackets. */
static int add_names(struct yn_arena *arena, struct names *names,
                     const char *text, size_t len, bool weak,
                     struct yn_err *err)
{
    size_t start = 0, depth = 0;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < len;) {
        if (text[i] == '(' || text[i] == '[')
            depth++;
        if ((text[i] == ')' || text[i] == ']') && depth > 0)
            depth--;
        size_t mark = depth == 0 ? separator_at(text + i, weak) : 0;
        if (mark == 0) {
            i++;
            continue;
        }
        rc = add_name(arena, names, text + start, i - start, err);
        i += mark;
        start = i;
    }
    if (!rc && start < len)
        rc = add_name(arena, names, text + start, len - start, err);
    return rc;
}

static int keep_names(struct yn_arena *arena, struct names *names, size_t n,
                      struct yn_credit *out, struct yn_err *err)
{
    struct yn_name *item = yn_arena_array(arena, names->n, sizeof(*item));
    if (!item)
        return yn_err_nomem(err);
    if (names->n)
        memcpy(item, names->item, names->n * sizeof(*item));
    *out = (struct yn_credit){item, n, names->n - n};
    return YN_OK;
}

int yn_credit_parse(struct yn_arena *arena, const char *text,
                    struct yn_credit *out, struct yn_err *err)
{
    size_t len = strlen(text), end = len, mark = 0;
    for (size_t i = 0; i < len && !mark; i++) {
        mark = feature_mark(text + i);
        if (mark)
            end = i;
    }
    struct names names = {0};
    int rc = add_names(arena, &names, text, end, false, err);
    size_t n = names.n;
    if (!rc && mark) {
        size_t from = end + mark, to = len;
        while (to > from && strchr(")] ", text[to - 1]))
            to--;
        rc = add_names(arena, &names, text + from, to - from, false, err);
    }
    if (!rc)
        rc = keep_names(arena, &names, n, out, err);
    free(names.item);
    return rc;
}

int yn_credit_split(struct yn_arena *arena, const char *text,
                    struct yn_credit *out, struct yn_err *err)
{
    struct names names = {0};
    int rc = add_names(arena, &names, text, strlen(text), true, err);
    if (!rc)
        rc = keep_names(arena, &names, names.n, out, err);
    free(names.item);
    return rc;
}

/* Finds "base (inner)" or "base of inner". */
static bool find_inner(const char *text, struct span *base, struct span *inner,
                       bool *brackets)
{
    size_t len = strlen(text);
    const char *open = strchr(text, '(');
    if (open && open > text && text[len - 1] == ')') {
        *base = trim(text, (size_t)(open - text));
        *inner = trim(open + 1, (size_t)(text + len - 1 - (open + 1)));
        *brackets = true;
        return base->len > 0 && inner->len > 0;
    }
    const char *of = strstr(text, " of ");
    if (!of)
        return false;
    *base = trim(text, (size_t)(of - text));
    *inner = trim(of + 4, strlen(of + 4));
    *brackets = false;
    return base->len > 0 && inner->len > 0;
}

static int set_inner(struct yn_arena *arena, struct yn_name *name,
                     struct span inner, bool brackets, struct yn_err *err)
{
    const char *text = yn_arena_dup_n(arena, inner.text, inner.len);
    if (!text)
        return yn_err_nomem(err);
    bool hangul = yn_text_is_korean(text);
    /* The same name in another script, or a group? They must sound alike. */
    bool same = brackets && hangul != name->hangul &&
                (hangul ? yn_sounds_alike(text, name->base)
                        : yn_sounds_alike(name->base, text));
    if (!same)
        return yn_key_make(arena, text, &name->group, err);
    name->other = text;
    return yn_key_make(arena, text, &name->other_key, err);
}

int yn_name_parse(struct yn_arena *arena, const char *text, struct yn_name *out,
                  struct yn_err *err)
{
    *out = (struct yn_name){
        .text = text, .base = text, .group = "", .other = "", .other_key = ""};
    struct span base, inner;
    bool brackets;
    bool has_inner = find_inner(text, &base, &inner, &brackets);
    if (has_inner) {
        out->base = yn_arena_dup_n(arena, base.text, base.len);
        if (!out->base)
            return yn_err_nomem(err);
    }
    out->hangul = yn_text_is_korean(out->base);
    int rc = has_inner ? set_inner(arena, out, inner, brackets, err) : YN_OK;
    if (!rc)
        rc = yn_key_make(arena, out->base, &out->key, err);
    return rc;
}
