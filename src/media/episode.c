/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/episode.h"

#include "base/base.h"
#include "base/path.h"
#include "base/unicode.h"
#include "media/filename.h"

/* Episodes that one file may hold, where the second number is not marked: in
 * "E01-12" a whole season, in "E01-480" something else. */
#define SPAN_MAX 20

/* Whether a second number follows: "-e02", "e02", "-02", "~02". Its mark is the
 * letters `mark`, which a gap need not stand before. */
static void take_last(const struct yn_filename *s, size_t at, const char *mark,
                      struct yn_episode *out)
{
    for (;;) {
        size_t i = at;
        int value;
        bool joined = false;
        while (yn_filename_is_gap(s->c[i]) || s->c[i] == '~' ||
               s->c[i] == '&' || s->c[i] == '+')
            joined |= s->c[i++] != '.';
        bool marked = mark[0] && yn_filename_word(s, &i, mark);
        bool far = i > at + 3 || (!marked && i > at && s->c[i - 1] == ' ');
        if ((!marked && (!joined || far)) ||
            !yn_filename_number(s, &i, 4, &value))
            return;
        if (value <= out->last || (!marked && (value - out->last > SPAN_MAX ||
                                               !yn_filename_ends(s, i))))
            return;
        out->last = value;
        at = i;
    }
}

static bool found(struct yn_episode *out, enum yn_episode_rule rule, int value)
{
    out->rule = rule;
    out->first = out->last = value;
    return true;
}

static bool by_season(const struct yn_filename *s, struct yn_episode *out)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int season, value;
        if (!yn_filename_starts(s, i) || s->c[i] != 's')
            continue;
        bool spelt = yn_filename_word(s, &at, "season");
        if (!spelt)
            at++;
        if (spelt)
            at = yn_filename_skip_gaps(s, at);
        if (!yn_filename_number(s, &at, 4, &season))
            continue;
        at = yn_filename_skip_gaps(s, at);
        if (s->c[at] != 'e')
            continue;
        if (yn_filename_word(s, &at, "episode") ||
            yn_filename_word(s, &at, "ep"))
            at = yn_filename_skip_gaps(s, at);
        else
            at++;
        if (!yn_filename_number(s, &at, 4, &value))
            continue;
        out->season = season;
        found(out, YN_EPISODE_SEASON, value);
        take_last(s, at, "e", out);
        return true;
    }
    return false;
}

static bool by_cross(const struct yn_filename *s, struct yn_episode *out)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int season, value;
        if (!yn_filename_starts(s, i) ||
            !yn_filename_number(s, &at, 2, &season) || s->c[at] != 'x')
            continue;
        size_t from = ++at;
        if (!yn_filename_number(s, &at, 3, &value) || at - from < 2 ||
            !yn_filename_ends(s, at))
            continue;
        out->season = season;
        found(out, YN_EPISODE_CROSS, value);
        take_last(s, at, "", out);
        return true;
    }
    return false;
}

static bool by_e(const struct yn_filename *s, struct yn_episode *out)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int value;
        if (!yn_filename_starts(s, i) || s->c[i] != 'e')
            continue;
        bool ep =
            yn_filename_word(s, &at, "eps") || yn_filename_word(s, &at, "ep");
        at = ep ? yn_filename_skip_gaps(s, at) : at + 1;
        if (!yn_filename_number(s, &at, 4, &value))
            continue;
        bool more = s->c[at] == 'e' && yn_filename_is_digit(s->c[at + 1]);
        if (!more && !yn_filename_ends(s, at))
            continue;
        found(out, YN_EPISODE_E, value);
        size_t next = at;
        while (yn_filename_is_gap(s->c[next]) || s->c[next] == '~')
            next++;
        take_last(s, at, yn_filename_word(s, &next, "ep") ? "ep" : "e", out);
        return true;
    }
    return false;
}

#define CJK_ORDINAL 0x7B2C /* 第 */

static bool is_cjk_episode(uint32_t c)
{
    return c == 0x96C6 || c == 0x8A71 || c == 0x8BDD || c == 0x56DE ||
           c == 0x671F; /* 集 話 话 回 期 */
}

static bool by_word(const struct yn_filename *s, struct yn_episode *out)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int value;
        if (s->c[i] == CJK_ORDINAL) {
            at = yn_filename_skip_gaps(s, i + 1);
            if (yn_filename_number(s, &at, 4, &value) &&
                is_cjk_episode(s->c[yn_filename_skip_gaps(s, at)]))
                return found(out, YN_EPISODE_WORD, value);
            continue;
        }
        if (!yn_filename_starts(s, i) ||
            !(yn_filename_word(s, &at, "episodes") ||
              yn_filename_word(s, &at, "episode")))
            continue;
        at = yn_filename_skip_gaps(s, at);
        if (s->c[at] == '#')
            at++;
        if (!yn_filename_number(s, &at, 4, &value) || !yn_filename_ends(s, at))
            continue;
        found(out, YN_EPISODE_WORD, value);
        take_last(s, at, "", out);
        return true;
    }
    return false;
}

#define HOE 0xD68C   /* 회 */
#define HWA 0xD654   /* 화 */
#define BU 0xBD80    /* 부 */
#define JAK 0xC791   /* 작, in 16부작: a drama of 16 parts */
#define CHONG 0xCD1D /* 총, in 총 16회: 16 in all */
#define JEON 0xC804  /* 전, in 전 16회: the same */
#define JE 0xC81C    /* 제, in 제16회 */

/* Whether the number at `at` counts all episodes and not this one. */
static bool counts_all(const struct yn_filename *s, size_t at)
{
    while (at > 0 && yn_filename_is_gap(s->c[at - 1]))
        at--;
    return at > 0 && (s->c[at - 1] == CHONG || s->c[at - 1] == JEON);
}

static bool by_counter(const struct yn_filename *s, uint32_t a, uint32_t b,
                       bool strict, struct yn_episode *out)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int first, last;
        if (!yn_filename_starts(s, i) || counts_all(s, i) ||
            !yn_filename_number(s, &at, 4, &first))
            continue;
        last = first;
        size_t next = at;
        if (s->c[next] == a || s->c[next] == b)
            next++;
        if (s->c[next] == '-' || s->c[next] == '~') {
            next++;
            if (yn_filename_number(s, &next, 4, &last) && last > first &&
                last - first <= SPAN_MAX)
                at = next;
            else
                last = first;
        }
        if (s->c[at] == ' ')
            at++;
        if ((s->c[at] != a && s->c[at] != b) || s->c[at + 1] == JAK ||
            (strict && yn_unicode_is_hangul(s->c[at + 1])))
            continue;
        found(out, YN_EPISODE_KOREAN, first);
        out->last = last;
        return true;
    }
    return false;
}

/* A counter that ends its word is believed before one that goes on
 * ("1회용 … 16회"), and 부, which also counts halves, last. */
static bool by_korean(const struct yn_filename *s, struct yn_episode *out)
{
    return by_counter(s, HOE, HWA, true, out) ||
           by_counter(s, HOE, HWA, false, out) ||
           by_counter(s, BU, BU, true, out);
}

/* The last number behind a dash that stands by itself. */
static bool by_dash(const struct yn_filename *s, struct yn_episode *out)
{
    bool any = false;
    for (size_t i = 1; i + 1 < s->n; i++) {
        size_t at = i + 1;
        int value;
        if (s->c[i] != '-' || !yn_filename_is_gap(s->c[i - 1]) ||
            !yn_filename_is_gap(s->c[at]))
            continue;
        at = yn_filename_skip_gaps(s, at);
        if (s->c[at] == '#')
            at++;
        if (!yn_filename_number(s, &at, 4, &value) ||
            yn_filename_is_never(value) || !yn_filename_ends(s, at) ||
            (s->c[at] == '.' && yn_filename_is_digit(s->c[at + 1])))
            continue;
        any = found(out, YN_EPISODE_DASH, value);
        take_last(s, at, "", out);
    }
    return any;
}

/* A name that is a number, begins with one of two digits that a full stop or
 * dash parts from a title, or ends with one of two digits or more. */
static bool by_bare(const struct yn_filename *s, struct yn_episode *out)
{
    size_t from = yn_filename_skip_gaps(s, 0), to = s->n, at = from;
    int value;
    while (to > from && yn_filename_is_gap(s->c[to - 1]))
        to--;
    if (s->c[at] == '#')
        at++;
    size_t start = at;
    if (yn_filename_number(s, &at, 4, &value) && !yn_filename_is_never(value) &&
        yn_filename_ends(s, at)) {
        size_t rest = at;
        if (s->c[rest] == 'v')
            rest += 2;
        rest = yn_filename_skip_gaps(s, rest);
        if (rest >= to || ((yn_filename_word(s, &rest, "end") ||
                            yn_filename_word(s, &rest, "fin")) &&
                           rest >= to)) {
            found(out, YN_EPISODE_BARE, value);
            return true;
        }
        size_t next = at;
        while (s->c[next] == ' ' || s->c[next] == '_')
            next++;
        if (at - start == 2 && (s->c[next] == '.' || s->c[next] == '-')) {
            found(out, YN_EPISODE_BARE, value);
            take_last(s, at, "", out);
            return true;
        }
    }
    for (at = to; at > from && yn_filename_is_digit(s->c[at - 1]);)
        at--;
    start = at;
    if (to - at >= 2 && at > from && yn_filename_is_gap(s->c[at - 1]) &&
        yn_filename_number(s, &at, 4, &value) && !yn_filename_is_never(value) &&
        !(s->c[start - 1] != ' ' && start >= 2 &&
          yn_filename_is_digit(s->c[start - 2])))
        return found(out, YN_EPISODE_BARE, value);
    return false;
}

#define SI 0xC2DC   /* 시 */
#define JEUN 0xC98C /* 즌: 시즌, season */
#define GI 0xAE30   /* 기, in 2기: the second run */

static int season_in(const struct yn_filename *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        int value;
        if (s->c[i] == SI && s->c[i + 1] == JEUN)
            at = yn_filename_skip_gaps(s, i + 2);
        else if (yn_filename_starts(s, i) && yn_filename_word(s, &at, "season"))
            at = yn_filename_skip_gaps(s, at);
        else if (yn_filename_starts(s, i) && s->c[i] == 's' &&
                 yn_filename_is_digit(s->c[i + 1]))
            at++;
        else if (yn_filename_starts(s, i) &&
                 yn_filename_number(s, &at, 2, &value) && s->c[at] == GI &&
                 !yn_unicode_is_hangul(s->c[at + 1]))
            return value;
        else
            continue;
        if (yn_filename_number(s, &at, 4, &value) && yn_filename_ends(s, at) &&
            value < 100)
            return value;
    }
    return -1;
}

/* The season that the file's folder is named after. */
static int folder_season(const char *path, const char *base, int *season,
                         struct yn_err *err)
{
    size_t to = (size_t)(base - path);
    while (to > 0 && path[to - 1] == '/')
        to--;
    size_t from = to;
    while (from > 0 && path[from - 1] != '/')
        from--;
    struct yn_filename s;
    int rc = yn_filename_make(path + from, to - from, &s, err);
    if (rc)
        return rc;
    size_t at = 0;
    if (yn_filename_word(&s, &at, "specials") && at == s.n)
        *season = 0;
    else
        *season = season_in(&s);
    return YN_OK;
}

int yn_episode_read(const char *path, struct yn_episode *out,
                    struct yn_err *err)
{
    static bool (*const rules[])(const struct yn_filename *,
                                 struct yn_episode *) = {
        by_season, by_cross, by_e, by_word, by_korean,
    };
    struct yn_episode e = {.season = -1, .first = -1, .last = -1};
    const char *base = yn_path_base(path);
    struct yn_filename s;
    int rc = yn_filename_make(base, yn_filename_stem(base), &s, err);
    if (rc)
        return rc;
    yn_filename_drop_technical(&s);
    yn_filename_take_date(&s, e.date);
    for (size_t i = 0; i < YN_LEN(rules) && !e.rule; i++)
        rules[i](&s, &e);
    if (e.season < 0)
        e.season = season_in(&s);
    yn_filename_drop_brackets(&s);
    if (!e.rule && !by_dash(&s, &e) && !by_bare(&s, &e) && e.date[0])
        e.rule = YN_EPISODE_DATE;
    if (e.season < 0)
        rc = folder_season(path, base, &e.season, err);
    if (!rc)
        *out = e;
    return rc;
}

const char *yn_episode_rule_name(enum yn_episode_rule rule)
{
    static const char *const names[] = {
        "none",  "S01E02",     "1x02", "E02",        "Episode 2",
        "제2회", "Title - 02", "02",   "2016-12-02",
    };
    return names[rule];
}
