/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/internal.h"

#include "base/base.h"
#include "base/unicode.h"

/* Numbers in front of a song have at most so many digits; "1987. …" is none. */
#define NUMBER_DIGITS_MAX 3
/* "> - [ ] ## 1." is five; more is no list that somebody wrote. */
#define FRONT_MARKS_MAX 6

/* The code points of a line, each with its place. */
struct glyph {
    uint32_t c;
    size_t from, to;
    unsigned column;
};

struct glyphs {
    struct glyph *item;
    size_t n;
};

static bool space_at(const struct glyphs *g, size_t i)
{
    return i >= g->n || yn_unicode_is_space(g->item[i].c);
}

static uint32_t glyph_at(const struct glyphs *g, size_t i)
{
    return i < g->n ? g->item[i].c : 0;
}

static bool is_invisible(uint32_t c)
{
    return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 ||
           c == 0xFEFF || c == 0x00AD || (c < 0x20 && c != '\t') ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

static int glyphs_read(struct yn_arena *arena, const char *text, size_t len,
                       struct glyphs *out, struct yn_err *err)
{
    const char *copy = yn_arena_dup_n(arena, text, len);
    out->item = yn_arena_array(arena, len + 1, sizeof(*out->item));
    if (!copy || !out->item)
        return yn_err_nomem(err);
    unsigned column = 0;
    for (size_t at = 0; copy[at];) {
        struct glyph glyph = {.from = at, .column = ++column};
        glyph.c = yn_unicode_next(copy, &at);
        glyph.to = at;
        if (!is_invisible(glyph.c))
            out->item[out->n++] = glyph;
    }
    return YN_OK;
}

static void drop(struct glyphs *g, size_t from, size_t to)
{
    memmove(g->item + from, g->item + to, (g->n - to) * sizeof(*g->item));
    g->n -= to - from;
}

static void trim(struct glyphs *g)
{
    size_t from = 0;
    while (from < g->n && space_at(g, from))
        from++;
    drop(g, 0, from);
    while (g->n && space_at(g, g->n - 1))
        g->n--;
}

static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {
        '*',    '+',    0x2022, 0x00B7, 0x2023, 0x25E6, 0x25AA,  0x25AB, 0x25CF,
        0x25CB, 0x25A0, 0x25A1, 0x25B6, 0x25B7, 0x25BA, 0x2192,  0x2605, 0x2606,
        0x2665, 0x2661, 0x266A, 0x266B, 0x266C, 0x3147, 0x1F3B5, 0x1F3B6};
    for (size_t i = 0; i < YN_LEN(bullets); i++) {
        if (c == bullets[i])
            return true;
    }
    return yn_unicode_is_dash(c);
}

static size_t digits_at(const struct glyphs *g, size_t i)
{
    size_t n = 0;
    while (glyph_at(g, i + n) >= '0' && glyph_at(g, i + n) <= '9')
        n++;
    return n;
}

/* How many glyphs a word such as "track" takes at the front, or 0. */
static size_t label_at(const struct glyphs *g)
{
    static const char *const labels[] = {"track", "part", "no.", "no", "pt."};
    for (size_t l = 0; l < YN_LEN(labels); l++) {
        size_t i = 0;
        while (labels[l][i] &&
               (glyph_at(g, i) | 0x20) == ((uint32_t)labels[l][i] | 0x20))
            i++;
        if (labels[l][i])
            continue;
        while (i < g->n && space_at(g, i))
            i++;
        return digits_at(g, i) ? i : 0;
    }
    return 0;
}

/* How many glyphs of numbering stand in front: "1." "#3" "10)" "(2)" "No. 4:"
 * "3위" "⑤"; 0 = none. */
static size_t number_at(const struct glyphs *g)
{
    uint32_t first = glyph_at(g, 0);
    if (first >= 0x2460 && first <= 0x2473)
        return 1;
    size_t label = label_at(g);
    bool hash = first == '#', paren = first == '(';
    size_t from = label ? label : (hash || paren) ? 1 : 0;
    size_t n = digits_at(g, from);
    if (n == 0 || n > NUMBER_DIGITS_MAX)
        return 0;
    size_t end = from + n;
    uint32_t next = glyph_at(g, end);
    bool mark = next == '.' || next == ')' || next == ':' || next == ']' ||
                next == 0xC704 || next == 0xFF0E || next == 0xFF09;
    if (paren && next != ')')
        return 0;
    if (!mark && !((hash || label) && space_at(g, end)))
        return 0;
    if (mark)
        end++;
    if (next == 0xC704 && (glyph_at(g, end) == '.' || glyph_at(g, end) == ':'))
        end++;
    bool glued = yn_unicode_is_quote(glyph_at(g, end)) ||
                 glyph_at(g, end) == '*' ||
                 yn_unicode_is_hangul(glyph_at(g, end));
    return space_at(g, end) || (glued && mark) ? end : 0;
}

static size_t checkbox_at(const struct glyphs *g)
{
    uint32_t mark = glyph_at(g, 1);
    if (glyph_at(g, 0) == '[' && glyph_at(g, 2) == ']' && space_at(g, 3) &&
        (mark == ' ' || mark == 'x' || mark == 'X'))
        return 3;
    return 0;
}

/* Takes one mark off the front; false when there is none left. */
static bool strip_front(struct glyphs *g, struct yn_list_line *line)
{
    trim(g);
    size_t hashes = 0, n;
    while (glyph_at(g, hashes) == '#')
        hashes++;
    if (hashes && hashes <= 6 && hashes < g->n && space_at(g, hashes)) {
        line->heading = (unsigned)hashes;
        drop(g, 0, hashes);
        while (g->n && glyph_at(g, g->n - 1) == '#')
            g->n--;
        return true;
    }
    if (glyph_at(g, 0) == '>' && g->n > 1) {
        drop(g, 0, 1);
        return true;
    }
    n = number_at(g);
    if (!n)
        n = checkbox_at(g);
    if (!n && g->n > 1 && is_bullet(glyph_at(g, 0)) && space_at(g, 1))
        n = 1;
    if (n && n < g->n)
        line->item = true;
    else
        n = 0;
    drop(g, 0, n);
    return n > 0;
}

static void strip_fronts(struct glyphs *g, struct yn_list_line *line)
{
    for (int i = 0; i < FRONT_MARKS_MAX; i++) {
        if (!strip_front(g, line))
            return;
    }
}

/* [text](address) becomes text; a bare web address goes. */
static void strip_links(struct glyphs *g)
{
    for (size_t i = 0; i < g->n; i++) {
        uint32_t c = glyph_at(g, i);
        if (c == ']' && glyph_at(g, i + 1) == '(') {
            size_t end = i + 2, open = i;
            while (end < g->n && glyph_at(g, end) != ')')
                end++;
            while (open > 0 && glyph_at(g, open) != '[')
                open--;
            if (end == g->n || glyph_at(g, open) != '[')
                continue;
            drop(g, i, end + 1);
            drop(g, open, open + 1);
            i = open;
        } else if (c == 'h' && glyph_at(g, i + 1) == 't' &&
                   glyph_at(g, i + 2) == 't' && glyph_at(g, i + 3) == 'p') {
            size_t end = i + 4;
            if (glyph_at(g, end) == 's')
                end++;
            if (glyph_at(g, end) != ':' || glyph_at(g, end + 1) != '/')
                continue;
            while (end < g->n && !space_at(g, end) && glyph_at(g, end) != ')')
                end++;
            drop(g, i, end);
        }
    }
}

/* Takes off runs of * _ ~ ` that embrace words; "snake_case" and a lone star
 * stay. A mark of emphasis has a space or a sign on one side only. */
static void strip_emphasis(struct glyphs *g)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->n;) {
        uint32_t c = glyph_at(g, i), next = glyph_at(g, i + 1);
        size_t end = i + 1;
        if (c == '*' || c == '_' || c == '`') {
            while (glyph_at(g, end) == c)
                end++;
            bool before = kept && yn_unicode_is_letter(g->item[kept - 1].c);
            bool after = yn_unicode_is_letter(glyph_at(g, end));
            bool alone =
                (kept == 0 || space_at(g, kept - 1)) && space_at(g, end);
            if (!(before && after) && !alone) {
                i = end;
                continue;
            }
        } else if (c == '\\' && (next == '*' || next == '_')) {
            i++;
            end++;
        }
        while (i < end)
            g->item[kept++] = g->item[i++];
    }
    g->n = kept;
}

static int put_text(struct yn_arena *arena, const char *text,
                    const struct glyphs *g, struct yn_list_line *line,
                    struct yn_err *err)
{
    size_t len = 0;
    for (size_t i = 0; i < g->n; i++)
        len += g->item[i].to - g->item[i].from;
    line->text = yn_arena_alloc(arena, len + 1);
    line->column = yn_arena_array(arena, len + 1, sizeof(*line->column));
    if (!line->text || !line->column)
        return yn_err_nomem(err);
    for (size_t i = 0; i < g->n; i++) {
        const struct glyph *glyph = &g->item[i];
        if (yn_unicode_is_space(glyph->c)) {
            line->text[line->len] = ' ';
            line->column[line->len++] = glyph->column;
            continue;
        }
        for (size_t b = glyph->from; b < glyph->to; b++) {
            line->text[line->len] = text[b];
            line->column[line->len++] = glyph->column;
        }
    }
    line->text[line->len] = '\0';
    line->column[line->len] = g->n ? g->item[g->n - 1].column + 1 : 1;
    return YN_OK;
}

int yn_list_clean(struct yn_arena *arena, const char *text, size_t len,
                  struct yn_list_line *line, struct yn_err *err)
{
    struct glyphs g = {0};
    int rc = glyphs_read(arena, text, len, &g, err);
    if (rc)
        return rc;
    strip_fronts(&g, line);
    strip_links(&g);
    strip_emphasis(&g);
    /* "**1. Flower**" hides its number behind the emphasis. */
    strip_fronts(&g, line);
    trim(&g);
    return put_text(arena, text, &g, line, err);
}
