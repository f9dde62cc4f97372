/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Posterior draws and what is counted in them (METHODS: Goldstein &
 * Spiegelhalter 1996: a rank without its interval misleads; Dawes 1979: unit
 * weights). Rules are drawn independently: what moves all songs of a drama
 * alike makes them look less far apart than they are, never farther.
 */
#include <yeoun/verdict.h>

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"

#define SEED 20201231u
/* So many numbers are kept at most: 16 MiB a rule. */
#define KEPT_MOST ((size_t)2 << 20)
#define DRAWS_LEAST 200
/* "Clearly", as the intervals: four times in five. */
#define CLEAR 0.8
/* Level by a rule, in the error that so many draws have. */
#define LEVEL 0.45
/* Below so many tracks it is faster to compare all than to sort. */
#define FEW 64
/* A tenth at each end. */
#define TAIL 0.1

/* One track in one draw, to be put in order. */
struct drawn {
    double story, linger, together;
    size_t track;
};

struct contest {
    const struct yn_contest_params *params;
    struct yn_contest_place *out;
    size_t n, draws;
    double *story, *linger; /* by track, then draw */
    double *both;           /* of one draw, by track */
    struct drawn *order;    /* of one draw */
    double *column;         /* of one track, by draw */
    unsigned *rank;         /* by track, then draw */
    size_t *count;          /* by rank */
};

static double draw_from(const struct yn_belief *b, struct yn_random *random)
{
    double z = yn_random_normal(random) / YN_NORMAL_90;
    return b->mid + z * (z > 0 ? b->hi - b->mid : b->mid - b->lo);
}

static int draw_all(struct contest *c, struct yn_err *err)
{
    struct yn_random *random;
    int rc = yn_random_create(SEED, &random, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < c->n; i++) {
        for (size_t d = 0; d < c->draws; d++) {
            const size_t at = i * c->draws + d;
            c->story[at] = draw_from(&c->params->who[i].story, random);
            c->linger[at] = draw_from(&c->params->who[i].linger, random);
        }
    }
    yn_random_destroy(&random);
    return YN_OK;
}

/* The spread of the mean of two values of spread 1 is sqrt(1/2). */
static double place_of_mean(double mean)
{
    return 10 * yn_normal_cdf(mean * sqrt(2));
}

static int by_together(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    if (x->together != y->together)
        return x->together > y->together ? -1 : 1;
    return x->track < y->track ? -1 : x->track > y->track;
}

/* Ranks, and a share of the win to each of the best. */
static void count_ranks(struct contest *c, size_t d)
{
    size_t best = 1;
    qsort(c->order, c->n, sizeof(*c->order), by_together);
    while (best < c->n && c->order[best].together == c->order[0].together)
        best++;
    for (size_t k = 0; k < best; k++)
        c->out[c->order[k].track].p_best += 1 / (double)best;
    for (size_t k = 0, rank = 0; k < c->n; k++) {
        if (k && c->order[k].together < c->order[k - 1].together)
            rank = k;
        c->rank[c->order[k].track * c->draws + d] = (unsigned)rank + 1;
    }
}

/* The same where there are few tracks: to compare all is faster than to put
 * them in order. */
static void count_few_ranks(struct contest *c, size_t d)
{
    size_t best = 0;
    for (size_t i = 0; i < c->n; i++) {
        unsigned above = 0;
        for (size_t j = 0; j < c->n; j++)
            above += c->order[j].together > c->order[i].together;
        c->rank[i * c->draws + d] = above + 1;
        best += above == 0;
    }
    for (size_t i = 0; i < c->n; i++) {
        if (c->rank[i * c->draws + d] == 1)
            c->out[i].p_best += 1 / (double)best;
    }
}

static void count_both(struct contest *c)
{
    double most = 0;
    size_t best = 0;
    for (size_t i = 0; i < c->n; i++) {
        best = c->both[i] > most ? 1 : best + (c->both[i] == most);
        most = fmax(most, c->both[i]);
    }
    for (size_t i = 0; i < c->n; i++) {
        c->out[i].both += c->both[i];
        if (c->both[i] == most)
            c->out[i].p_best_both += 1 / (double)best;
    }
}

/* Behind by both rules is not on the front; level by one of them is. */
static void count_front(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct drawn *one = &c->order[i];
        unsigned ahead = 0;
        for (size_t j = 0; j < c->n; j++)
            ahead += (c->order[j].story > one->story) &
                     (c->order[j].linger > one->linger);
        c->out[i].p_front += ahead == 0;
    }
}

static void count_draw(struct contest *c, size_t d)
{
    for (size_t i = 0; i < c->n; i++) {
        const size_t at = i * c->draws + d;
        const double story = c->story[at], linger = c->linger[at];
        c->order[i] = (struct drawn){story, linger, (story + linger) / 2, i};
        c->both[i] = sqrt(yn_normal_cdf(story) * yn_normal_cdf(linger));
    }
    count_both(c);
    if (!c->params->ranks_only)
        count_front(c);
    if (c->n <= FEW)
        count_few_ranks(c, d);
    else
        count_ranks(c, d);
}

/* The rank that `k` draws lie before. */
static unsigned rank_at(struct contest *c, size_t track, size_t k)
{
    const unsigned *rank = c->rank + track * c->draws;
    memset(c->count, 0, (c->n + 1) * sizeof(*c->count));
    for (size_t d = 0; d < c->draws; d++)
        c->count[rank[d]]++;
    unsigned at = 1;
    for (size_t seen = c->count[1]; seen <= k; seen += c->count[at])
        at++;
    return at;
}

static void finish(struct contest *c, size_t i)
{
    struct yn_contest_place *out = &c->out[i];
    const double draws = (double)c->draws;
    const size_t first = i * c->draws, low = (size_t)(TAIL * draws);
    double sum = 0;
    for (size_t d = 0; d < c->draws; d++) {
        c->column[d] = (c->story[first + d] + c->linger[first + d]) / 2;
        sum += c->column[d];
    }
    const double lo = yn_select(c->column, c->draws, low);
    const double hi = yn_select(c->column, c->draws, c->draws - 1 - low);
    out->together = place_of_mean(sum / draws);
    out->lo = fmin(place_of_mean(lo), out->together);
    out->hi = fmax(place_of_mean(hi), out->together);
    out->both *= 10 / draws;
    out->p_best /= draws;
    out->p_best_both /= draws;
    out->p_front /= draws;
    out->rank_lo = rank_at(c, i, low);
    out->rank_hi = rank_at(c, i, c->draws - 1 - low);
}

/* In what share of draws `i` is ahead of `j`: by both together; set to 0 where
 * it is behind by one rule. */
static double beats(const struct contest *c, size_t i, size_t j)
{
    const double *story_i = c->story + i * c->draws;
    const double *story_j = c->story + j * c->draws;
    const double *linger_i = c->linger + i * c->draws;
    const double *linger_j = c->linger + j * c->draws;
    size_t story = 0, linger = 0, together = 0;
    for (size_t d = 0; d < c->draws; d++) {
        const double s = story_i[d] - story_j[d], l = linger_i[d] - linger_j[d];
        story += s >= 0;
        linger += l >= 0;
        together += s + l > 0;
    }
    const double draws = (double)c->draws;
    if ((double)story < LEVEL * draws || (double)linger < LEVEL * draws)
        return 0;
    return (double)together / draws;
}

/* The first of all, from the best down, that clearly beats `j`. */
static void find_beater(struct contest *c, size_t j)
{
    for (size_t k = 0; k < c->n; k++) {
        const size_t i = c->order[k].track;
        if (c->out[i].together <= c->out[j].together)
            return;
        if (beats(c, i, j) >= CLEAR) {
            c->out[j].beaten_by = i;
            return;
        }
    }
}

static void find_beaters(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->order[i] = (struct drawn){0, 0, c->out[i].together, i};
    qsort(c->order, c->n, sizeof(*c->order), by_together);
    for (size_t i = 0; i < c->n; i++)
        find_beater(c, i);
}

static void release(struct contest *c)
{
    free(c->story);
    free(c->linger);
    free(c->both);
    free(c->order);
    free(c->column);
    free(c->rank);
    free(c->count);
}

static int prepare(struct contest *c, struct yn_err *err)
{
    const size_t kept = c->n * c->draws;
    c->story = calloc(kept, sizeof(*c->story));
    c->linger = calloc(kept, sizeof(*c->linger));
    c->rank = calloc(kept, sizeof(*c->rank));
    c->both = calloc(c->n, sizeof(*c->both));
    c->order = calloc(c->n, sizeof(*c->order));
    c->column = calloc(c->draws, sizeof(*c->column));
    c->count = calloc(c->n + 1, sizeof(*c->count));
    if (c->story && c->linger && c->rank && c->both && c->order && c->column &&
        c->count)
        return YN_OK;
    return yn_err_nomem(err);
}

int yn_contest_hold(const struct yn_contest_params *params,
                    struct yn_contest_place *out, struct yn_err *err)
{
    struct contest c = {.params = params, .out = out, .n = params->n};
    if (!c.n)
        return YN_OK;
    c.draws = params->draws ? params->draws : YN_CONTEST_DRAWS;
    if (c.draws > KEPT_MOST / c.n)
        c.draws = KEPT_MOST / c.n;
    if (c.draws < DRAWS_LEAST)
        c.draws = DRAWS_LEAST;
    for (size_t i = 0; i < c.n; i++)
        out[i] = (struct yn_contest_place){.beaten_by = SIZE_MAX};
    int rc = prepare(&c, err);
    if (!rc)
        rc = draw_all(&c, err);
    if (!rc) {
        for (size_t d = 0; d < c.draws; d++)
            count_draw(&c, d);
        for (size_t i = 0; i < c.n; i++)
            finish(&c, i);
        if (!params->ranks_only)
            find_beaters(&c);
    }
    release(&c);
    return rc;
}
