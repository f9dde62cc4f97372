/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wildcard.h"

#include "base/base.h"
#include "base/unicode.h"

/* Braces within braces; nobody writes three. */
#define NEST_MAX 8

/* The set that begins at pattern[*at] == '[': whether it is one at all, whether
 * it holds `c`, and where it ends. */
static bool match_set(const char *pattern, size_t len, size_t *at, uint32_t c,
                      bool *fits)
{
    size_t i = *at + 1;
    bool not = i < len && (pattern[i] == '!' || pattern[i] == '^');
    bool in = false;
    i += not ;
    for (size_t first = i; i < len && (pattern[i] != ']' || i == first);) {
        uint32_t low = yn_unicode_next(pattern, &i), high = low;
        if (i + 1 < len && pattern[i] == '-' && pattern[i + 1] != ']') {
            i++;
            high = yn_unicode_next(pattern, &i);
        }
        in |= c >= low && c <= high;
    }
    if (i >= len)
        return false;
    *at = i + 1;
    *fits = in != not ;
    return true;
}

/* Whether the one character at pattern[*at], a set of them or `?` fits. */
static bool match_one(const char *pattern, size_t len, size_t *at, uint32_t c,
                      unsigned flags)
{
    bool fits;
    if (pattern[*at] == '?') {
        ++*at;
        return true;
    }
    if (pattern[*at] == '[' && !(flags & YN_WILDCARD_PLAIN_BRACKETS) &&
        match_set(pattern, len, at, c, &fits))
        return fits;
    if (pattern[*at] == '\\' && *at + 1 < len)
        ++*at;
    return yn_unicode_next(pattern, at) == c;
}

bool yn_wildcard_match(const char *pattern, size_t len, const char *name,
                       unsigned flags)
{
    const size_t none = SIZE_MAX;
    size_t p = 0, n = 0, star = none, star_name = 0;
    if (name[0] == '.' && (len == 0 || pattern[0] != '.'))
        return false;
    while (name[n]) {
        size_t next_p = p, next_n = n;
        if (p < len && pattern[p] == '*') {
            star = ++p;
            star_name = n;
            continue;
        }
        uint32_t c = yn_unicode_next(name, &next_n);
        if (p < len && match_one(pattern, len, &next_p, c, flags)) {
            p = next_p;
            n = next_n;
            continue;
        }
        /* The last star takes one character more; earlier ones need not. */
        if (star == none)
            return false;
        yn_unicode_next(name, &star_name);
        p = star;
        n = star_name;
    }
    while (p < len && pattern[p] == '*')
        p++;
    return p == len;
}

bool yn_wildcard_has(const char *pattern, size_t len, unsigned flags)
{
    for (size_t i = 0; i < len; i++) {
        if (pattern[i] == '\\')
            i++;
        else if (pattern[i] == '*' || pattern[i] == '?' ||
                 (pattern[i] == '[' && !(flags & YN_WILDCARD_PLAIN_BRACKETS)))
            return true;
    }
    return false;
}

char *yn_wildcard_plain(const char *pattern, size_t len)
{
    char *out = malloc(len + 1);
    size_t n = 0;
    if (!out)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        if (pattern[i] == '\\' && i + 1 < len)
            i++;
        out[n++] = pattern[i];
    }
    out[n] = '\0';
    return out;
}

struct expansion {
    int (*each)(void *ctx, const char *pattern, struct yn_err *err);
    void *ctx;
    unsigned n;
};

/* The end of the alternative at `from`: a comma or closing brace of its own
 * level; NULL where there is none. */
static const char *alternative_end(const char *from)
{
    unsigned depth = 0;
    for (; *from; from++) {
        if (*from == '\\' && from[1])
            from++;
        else if (*from == '{')
            depth++;
        else if (depth == 0 && (*from == ',' || *from == '}'))
            return from;
        else if (*from == '}')
            depth--;
    }
    return NULL;
}

/* The first brace that has a comma and a partner; NULL: none. */
static const char *find_brace(const char *pattern, const char **close)
{
    for (const char *at = pattern; *at; at++) {
        if (*at == '\\' && at[1]) {
            at++;
            continue;
        }
        if (*at != '{')
            continue;
        const char *end = alternative_end(at + 1);
        bool comma = false;
        while (end && *end == ',') {
            comma = true;
            end = alternative_end(end + 1);
        }
        if (comma && end) {
            *close = end;
            return at;
        }
    }
    return NULL;
}

static int expand(struct expansion *e, const char *pattern, unsigned depth,
                  struct yn_err *err)
{
    const char *close = NULL;
    const char *open = find_brace(pattern, &close);
    if (!open) {
        if (++e->n > YN_WILDCARD_MAX)
            return yn_err_set(err, YN_E_LIMIT, 0,
                              "its braces stand for more than %d patterns",
                              YN_WILDCARD_MAX);
        return e->each(e->ctx, pattern, err);
    }
    if (depth >= NEST_MAX * NEST_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0, "it has too many braces");
    size_t head = (size_t)(open - pattern), size = strlen(pattern) + 1;
    char *one = malloc(size);
    int rc = one ? YN_OK : yn_err_nomem(err);
    for (const char *from = open + 1; !rc; from++) {
        const char *end = alternative_end(from);
        /* find_brace went the same way to `close`. */
        yn_assert(end != NULL);
        snprintf(one, size, "%.*s%.*s%s", (int)head, pattern, (int)(end - from),
                 from, close + 1);
        rc = expand(e, one, depth + 1, err);
        from = end;
        if (end == close)
            break;
    }
    free(one);
    return rc;
}

int yn_wildcard_expand(const char *pattern,
                       int (*each)(void *ctx, const char *pattern,
                                   struct yn_err *err),
                       void *ctx, struct yn_err *err)
{
    struct expansion e = {.each = each, .ctx = ctx};
    return expand(&e, pattern, 0, err);
}
