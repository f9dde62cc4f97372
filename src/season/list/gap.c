/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/gap.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

/* More separators than this between two dashes are no list of songs; only the
 * first ones are weighed. */
#define GAP_SEPS_MAX 12

/* The weights are small whole numbers found by trying the unit test's lists;
 * only their order matters. A separator of a kind (strong, &, and, comma,
 * slash) that is left standing in a name costs so much: artists are joined by
 * &, titles hold "and". */
static const int cost_in_artist[] = {10, 1, 2, 1, 4};
static const int cost_in_title[] = {10, 3, 1, 2, 4};
static const int cost_to_part[] = {0, 0, 1, 1, 0};
#define COST_IN_DRAMA 1
#define COST_OWN_DRAMA 1
#define COST_LOWER_CASE 2
#define COST_ARTIST_IN_TITLE 4
#define GAIN_KNOWN 4
#define GAIN_KNOWN_PART 2
/* Readings nearer to each other than this are in doubt. It is below
 * GAIN_KNOWN, so that one known name settles a tie. */
#define DOUBT 3

struct gap {
    const struct yn_list_gap_params *params;
    size_t sep[GAP_SEPS_MAX], n_seps;
    bool known[GAP_SEPS_MAX + 1]; /* parts that are a known artist */
    size_t drama;                 /* token of the first "for", or 0 */
};

/* Whether the text of tokens [from, to) is in `names`. */
static int is_known(const struct yn_list_line *line,
                    const struct yn_list_names *names, size_t from, size_t to,
                    bool *known, struct yn_err *err)
{
    *known = false;
    if (from >= to || names->n == 0)
        return YN_OK;
    struct yn_buf text = {0}, key = {0};
    size_t start = line->token[from].from;
    yn_buf_add(&text, line->text + start, line->token[to - 1].to - start);
    int rc = text.failed ? yn_err_nomem(err)
                         : yn_unicode_key(yn_buf_text(&text), &key, err);
    if (!rc)
        *known = yn_list_names_have(names, yn_buf_text(&key));
    yn_buf_release(&text);
    yn_buf_release(&key);
    return rc;
}

static bool starts_lower(const struct yn_list_line *line, size_t token)
{
    char c = line->text[line->token[token].from];
    return c >= 'a' && c <= 'z';
}

static int gap_look(struct gap *gap, struct yn_err *err)
{
    const struct yn_list_gap_params *p = gap->params;
    const struct yn_list_token *token = p->line->token;
    size_t part = p->from;
    for (size_t i = p->from; i < p->to; i++) {
        if (token[i].kind == YN_LIST_FOR && !gap->drama && i > p->from)
            gap->drama = i;
        /* A separator right behind the dash or before the next one parts
         * nothing. */
        if (token[i].kind != YN_LIST_SEP || i == p->from || i + 1 == p->to ||
            gap->n_seps == GAP_SEPS_MAX)
            continue;
        int rc = is_known(p->line, &p->known->artists, part, i,
                          &gap->known[gap->n_seps], err);
        if (rc)
            return rc;
        gap->sep[gap->n_seps++] = i;
        part = i + 1;
    }
    return is_known(p->line, &p->known->artists, part, p->to,
                    &gap->known[gap->n_seps], err);
}

/* What the names on one side say: parts [from, to) of the gap. */
static int cost_of_side(const struct gap *gap, size_t from, size_t to,
                        bool artist)
{
    int cost = 0;
    size_t drama = from == 0 ? gap->drama : 0;
    for (size_t i = from; i < to; i++) {
        if (gap->known[i] && artist)
            cost -= to - from == 1 ? GAIN_KNOWN : GAIN_KNOWN_PART;
        else if (gap->known[i])
            cost += COST_ARTIST_IN_TITLE;
        if (i + 1 == to)
            break;
        enum yn_list_sep sep = gap->params->line->token[gap->sep[i]].sep;
        if (drama && gap->sep[i] > drama)
            cost += COST_IN_DRAMA;
        else
            cost += artist ? cost_in_artist[sep] : cost_in_title[sep];
    }
    return cost;
}

static int cost_at(const struct gap *gap, size_t k, int *cost,
                   struct yn_err *err)
{
    const struct yn_list_gap_params *p = gap->params;
    size_t sep = gap->sep[k];
    bool drama = gap->drama && gap->drama < sep, known;
    size_t name_end = drama ? gap->drama : sep;
    *cost = cost_to_part[p->line->token[sep].sep] +
            cost_of_side(gap, 0, k + 1, !p->left_is_title) +
            cost_of_side(gap, k + 1, gap->n_seps + 1, p->right_is_artist);
    if (starts_lower(p->line, sep + 1))
        *cost += COST_LOWER_CASE;
    if (drama)
        *cost += COST_OWN_DRAMA;
    int rc = YN_OK;
    if (!p->left_is_title && (k > 0 || drama)) {
        rc = is_known(p->line, &p->known->artists, p->from, name_end, &known,
                      err);
        if (!rc && known)
            *cost -= GAIN_KNOWN;
    }
    if (!rc && drama) {
        rc = is_known(p->line, &p->known->dramas, gap->drama + 1, sep, &known,
                      err);
        if (!rc && known)
            *cost -= GAIN_KNOWN;
    }
    return rc;
}

int yn_list_gap_part(const struct yn_list_gap_params *params, size_t *boundary,
                     bool *sure, struct yn_err *err)
{
    struct gap gap = {.params = params};
    int best = 0, second = 0;
    *boundary = 0;
    *sure = true;
    int rc = gap_look(&gap, err);
    for (size_t k = 0; !rc && k < gap.n_seps; k++) {
        int cost;
        rc = cost_at(&gap, k, &cost, err);
        if (rc)
            return rc;
        bool first = k == 0;
        /* A tie goes to the later one: artists are joined more often than
         * titles. */
        if (first || cost <= best) {
            second = first ? cost + DOUBT : best;
            best = cost;
            *boundary = gap.sep[k];
        } else if (k == 1 || cost < second) {
            second = cost;
        }
    }
    *sure = second - best >= DOUBT;
    return rc;
}
