/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/internal.h"

#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

#define QUOTE_KINDS 16
/* "Artist (feat. (X))" is two deep. */
#define PAREN_DEPTH_MAX 4

struct scan {
    struct yn_list_line *line;
    size_t at;
    uint32_t before; /* the character in front of `at`, 0 at the start */
    /* Quotes that nothing closes: not looked for again, or a line full of
     * them would take quadratic time. */
    uint32_t dead[QUOTE_KINDS];
    size_t n_dead;
};

static uint32_t peek(const struct scan *s, size_t at, size_t *next)
{
    *next = at;
    return yn_unicode_next(s->line->text, next);
}

static uint32_t char_after(const struct scan *s, size_t at)
{
    size_t next;
    return peek(s, at, &next);
}

static bool is_gap(uint32_t c)
{
    return c == 0 || yn_unicode_is_space(c);
}

/* Dashes that part words also where no space stands around them. U+3161 is a
 * Hangul letter that Korean keyboards offer as a dash; U+2500 a box line. */
static bool is_long_dash(uint32_t c)
{
    return (c >= 0x2012 && c <= 0x2015) || c == 0x2E3A || c == 0x2E3B ||
           c == 0xFE58;
}

static bool is_any_dash(uint32_t c)
{
    return yn_unicode_is_dash(c) || c == 0x3161 || c == 0x2500;
}

static bool closes(uint32_t open, uint32_t c)
{
    static const uint32_t pairs[][3] = {
        {'"', '"', 0x201D},     {0x201C, 0x201D, '"'},
        {0x201D, 0x201D, '"'},  {0x201E, 0x201C, 0x201D},
        {0x00AB, 0x00BB, 0},    {0x2039, 0x203A, 0},
        {0x300C, 0x300D, 0},    {0x300E, 0x300F, 0},
        {0x300A, 0x300B, 0},    {0x3008, 0x3009, 0},
        {0x226A, 0x226B, 0},    {0x301D, 0x301E, 0x301F},
        {0xFF02, 0xFF02, 0},    {0xFF1C, 0xFF1E, 0},
        {0x2018, 0x2019, '\''}, {'\'', '\'', 0x2019},
        {'(', ')', 0xFF09},     {0xFF08, 0xFF09, ')'},
        {'[', ']', 0},          {0xFF3B, 0xFF3D, 0},
        {0x3010, 0x3011, 0},    {0x3014, 0x3015, 0},
    };
    for (size_t i = 0; i < YN_LEN(pairs); i++) {
        if (pairs[i][0] == open && c && (pairs[i][1] == c || pairs[i][2] == c))
            return true;
    }
    return false;
}

static bool opens_quote(uint32_t c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201E) || c == 0x00AB ||
           c == 0x2039 || c == 0x300C || c == 0x300E || c == 0x300A ||
           c == 0x3008 || c == 0x226A || c == 0x301D || c == 0xFF02 ||
           c == 0xFF1C;
}

static bool opens_paren(uint32_t c)
{
    return c == '(' || c == 0xFF08 || c == '[' || c == 0xFF3B || c == 0x3010 ||
           c == 0x3014;
}

/* Whether what follows a single quote at `at` tells that it closed a title
 * and is not an apostrophe: a dash, "by", a bracket or the end. */
static bool title_ends(const struct scan *s, size_t at)
{
    const char *text = s->line->text;
    bool space = false;
    while (text[at] == ' ') {
        at++;
        space = true;
    }
    uint32_t c = char_after(s, at);
    return c == 0 || c == '|' || opens_paren(c) || is_any_dash(c) ||
           (space && strncasecmp(text + at, "by ", 3) == 0);
}

/* The end of the span opened at s->at, or 0; *inner is where its inside
 * stops. */
static size_t span_end(const struct scan *s, size_t *inner)
{
    size_t at, depth = 1;
    uint32_t open = peek(s, s->at, &at);
    bool paren = opens_paren(open);
    bool single = open == '\'' || open == 0x2018;
    size_t first = at;
    for (;;) {
        size_t next;
        uint32_t c = peek(s, at, &next);
        if (c == 0 || depth > PAREN_DEPTH_MAX)
            return 0;
        if (paren && c == open) {
            depth++;
        } else if (closes(open, c) && at > first &&
                   (!single || title_ends(s, next)) && --depth == 0) {
            *inner = at;
            return next;
        }
        at = next;
    }
}

static struct yn_list_token *push(struct scan *s, size_t to,
                                  enum yn_list_token_kind kind)
{
    struct yn_list_token *token = &s->line->token[s->line->n_tokens++];
    *token = (struct yn_list_token){.kind = kind, .from = s->at, .to = to};
    size_t at = s->at;
    while (at < to)
        s->before = yn_unicode_next(s->line->text, &at);
    s->at = to;
    return token;
}

static struct yn_list_token *last_token(const struct scan *s)
{
    struct yn_list_line *line = s->line;
    return line->n_tokens ? &line->token[line->n_tokens - 1] : NULL;
}

static bool touches_span(const struct scan *s)
{
    const struct yn_list_token *last = last_token(s);
    return last && last->to == s->at &&
           (last->kind == YN_LIST_QUOTED || last->kind == YN_LIST_PAREN);
}

static bool take_span(struct scan *s)
{
    size_t inner, in_from, end;
    uint32_t c = peek(s, s->at, &in_from);
    bool single = c == '\'' || c == 0x2018;
    if (!opens_quote(c) && !opens_paren(c) && !single)
        return false;
    if ((single || c == '"') && yn_unicode_is_letter(s->before))
        return false;
    for (size_t i = 0; i < s->n_dead; i++) {
        if (s->dead[i] == c)
            return false;
    }
    end = span_end(s, &inner);
    if (!end && !opens_paren(c) && s->n_dead < QUOTE_KINDS)
        s->dead[s->n_dead++] = c;
    if (!end)
        return false;
    struct yn_list_token *token =
        push(s, end, opens_paren(c) ? YN_LIST_PAREN : YN_LIST_QUOTED);
    token->in_from = in_from;
    token->in_to = inner;
    return true;
}

static bool take_dash(struct scan *s)
{
    size_t end = s->at, next;
    uint32_t c = peek(s, end, &next);
    bool is_long = is_long_dash(c) || (c == '-' && char_after(s, next) == '-');
    while (is_any_dash(c)) {
        end = next;
        c = peek(s, end, &next);
    }
    if (end == s->at)
        return false;
    bool left = is_gap(s->before), right = is_gap(c);
    bool digits = s->before >= '0' && s->before <= '9' && c >= '0' && c <= '9';
    bool quote = touches_span(s) || opens_quote(c);
    if (!(left && right) && !quote && !(is_long && !digits))
        return false;
    push(s, end, YN_LIST_DASH)->spaced = left && right;
    return true;
}

static bool is_bullet_between(uint32_t c)
{
    return c == 0x2022 || c == 0x00B7 || c == 0x25CF || c == 0x2605 ||
           c == 0x30FB || c == 0x318D;
}

static bool take_sep(struct scan *s)
{
    size_t next;
    uint32_t c = peek(s, s->at, &next);
    uint32_t after = char_after(s, next);
    bool left = is_gap(s->before) || touches_span(s);
    bool right = is_gap(after) || opens_quote(after);
    enum yn_list_sep sep;
    if (c == '|' || c == 0xFF5C || c == ';' || c == 0xFF1B)
        sep = YN_LIST_SEP_STRONG;
    else if (is_bullet_between(c) && left && right)
        sep = YN_LIST_SEP_STRONG;
    else if (c == 0x3001 || c == 0xFF0C || (c == ',' && right))
        sep = YN_LIST_SEP_COMMA;
    else if ((c == '&' || c == 0xFF06) && left && right)
        sep = YN_LIST_SEP_AMP;
    else if ((c == '/' || c == 0xFF0F) && left && right)
        sep = YN_LIST_SEP_SLASH;
    else
        return false;
    push(s, next, YN_LIST_SEP)->sep = sep;
    return true;
}

/* Whether a word that began before `at` ends there. */
static bool word_stops(const struct scan *s, size_t at, uint32_t before)
{
    size_t next;
    uint32_t c = peek(s, at, &next);
    uint32_t after = char_after(s, next);
    if (is_gap(c) || opens_paren(c) || c == '|' || c == ';' || c == 0xFF5C ||
        c == 0xFF1B || c == 0x3001 || c == 0xFF0C)
        return true;
    if (opens_quote(c) && c != '"')
        return true;
    if (c == ',')
        return is_gap(after) || opens_quote(after);
    if (c == '"') /* opens after a sign, as in Drama:"Title" */
        return before == ':' || before == 0xFF1A;
    bool digits =
        before >= '0' && before <= '9' && after >= '0' && after <= '9';
    return is_long_dash(c) && !digits;
}

static bool word_is(const struct yn_list_line *line,
                    const struct yn_list_token *token, const char *word)
{
    size_t len = strlen(word);
    return token->to - token->from == len &&
           strncasecmp(line->text + token->from, word, len) == 0;
}

static void name_word(const struct yn_list_line *line,
                      struct yn_list_token *token)
{
    if (word_is(line, token, "and")) {
        token->kind = YN_LIST_SEP;
        token->sep = YN_LIST_SEP_AND;
    } else if (word_is(line, token, "by")) {
        token->kind = YN_LIST_BY;
    } else if (word_is(line, token, "for") || word_is(line, token, "from")) {
        token->kind = YN_LIST_FOR;
        token->from_word = token->to - token->from == 4;
    }
    const char *end = line->text + token->to;
    token->colon = end[-1] == ':' || (token->to - token->from >= 3 &&
                                      memcmp(end - 3, "：", 3) == 0);
}

static void take_word(struct scan *s)
{
    size_t end;
    uint32_t c = peek(s, s->at, &end);
    while (!word_stops(s, end, c))
        c = peek(s, end, &end);
    name_word(s->line, push(s, end, YN_LIST_WORD));
}

/* ", and" is one separator; a comma before "and" says no more than the "and".
 */
static void merge_separators(struct yn_list_line *line)
{
    size_t n = 0;
    for (size_t i = 0; i < line->n_tokens; i++) {
        struct yn_list_token *token = &line->token[i];
        struct yn_list_token *last = n ? &line->token[n - 1] : NULL;
        if (last && last->kind == YN_LIST_SEP && token->kind == YN_LIST_SEP) {
            last->to = token->to;
            if (token->sep < last->sep)
                last->sep = token->sep;
            continue;
        }
        line->token[n++] = *token;
    }
    line->n_tokens = n;
}

int yn_list_tokenize(struct yn_arena *arena, struct yn_list_line *line,
                     struct yn_err *err)
{
    line->token = yn_arena_array(arena, line->len + 1, sizeof(*line->token));
    if (!line->token)
        return yn_err_nomem(err);
    struct scan s = {.line = line};
    while (line->text[s.at]) {
        if (line->text[s.at] == ' ') {
            s.before = ' ';
            s.at++;
        } else if (!take_span(&s) && !take_dash(&s) && !take_sep(&s)) {
            take_word(&s);
        }
    }
    merge_separators(line);
    return YN_OK;
}
