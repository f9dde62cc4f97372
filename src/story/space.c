/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/space.h"

#include <math.h>

#include "base/base.h"

void yn_space_release(struct yn_space *space)
{
    yn_map_release(&space->map);
    free(space->idf);
    free(space->first);
    free(space->entry);
    free(space->count);
    free(space->touched);
    yn_terms_release(&space->terms);
    *space = (struct yn_space){0};
}

/* Counts of terms live in one array over all terms; those of the last text are
 * set back one by one. */
static int count_term(struct yn_space *space, uint32_t term, struct yn_err *err)
{
    size_t had = space->count_cap;
    int rc = yn_grow(&space->count, &space->count_cap, (size_t)term + 1,
                     sizeof(*space->count), err);
    if (rc)
        return rc;
    for (size_t i = had; i < space->count_cap; i++)
        space->count[i] = 0;
    if (space->count[term]++ > 0)
        return YN_OK;
    rc = yn_grow(&space->touched, &space->touched_cap, space->n_touched + 1,
                 sizeof(*space->touched), err);
    if (!rc)
        space->touched[space->n_touched++] = term;
    return rc;
}

static void forget_counts(struct yn_space *space)
{
    for (size_t i = 0; i < space->n_touched; i++)
        space->count[space->touched[i]] = 0;
    space->n_touched = 0;
}

/* Counts the terms of the pieces; new ones get numbers where `grow` is set and
 * are passed over where not, with `*unknown` counting them. */
static int count_terms(struct yn_space *space, bool grow, double *unknown,
                       struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < space->terms.n; i++) {
        uint32_t term = yn_map_find(&space->map, space->terms.key[i]);
        if (term == YN_MAP_NONE && grow)
            rc = yn_map_add(&space->map, space->terms.key[i], &term, err);
        if (!rc && term != YN_MAP_NONE)
            rc = count_term(space, term, err);
        else if (!rc)
            *unknown += 1;
    }
    space->terms.n = 0;
    return rc;
}

static int count_text(struct yn_space *space, const struct yn_space_text *text,
                      bool grow, struct yn_err *err)
{
    int rc = YN_OK;
    double unknown = 0;
    for (size_t i = 0; !rc && i < text->n; i++) {
        rc = yn_terms_add(&space->terms, space->reading, &text->piece[i], 0,
                          text->piece[i].n, err);
        if (!rc)
            rc = count_terms(space, grow, &unknown, err);
    }
    return rc;
}

/* First walk over the texts: which terms there are, and in how many texts. The
 * counts become the places of their entries. */
static int number_terms(struct yn_space *space,
                        const struct yn_space_text *texts, struct yn_err *err)
{
    uint32_t *df = NULL;
    size_t cap = 0, used = 0;
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < space->n_texts; t++) {
        rc = count_text(space, &texts[t], true, err);
        if (!rc)
            rc = yn_grow(&df, &cap, space->map.n + 1, sizeof(*df), err);
        for (; !rc && used < cap; used++)
            df[used] = 0;
        for (size_t i = 0; !rc && i < space->n_touched; i++)
            df[space->touched[i]]++;
        forget_counts(space);
    }
    size_t n = space->map.n;
    space->idf = rc ? NULL : calloc(n + 1, sizeof(*space->idf));
    space->first = rc ? NULL : calloc(n + 2, sizeof(*space->first));
    if (!rc && (!space->idf || !space->first))
        rc = yn_err_nomem(err);
    yn_assert(rc || df || n == 0);
    double texts_and_one = (double)space->n_texts + 1;
    for (size_t i = 0; !rc && i < n; i++) {
        space->first[i + 1] = space->first[i] + df[i];
        space->idf[i] = (float)(log(texts_and_one / (df[i] + 1.0)) + 1);
    }
    free(df);
    return rc;
}

static double weight_of(const struct yn_space *space, uint32_t term)
{
    return (1 + log(space->count[term])) * space->idf[term];
}

static double length_of(const struct yn_space *space)
{
    double sum = 0;
    for (size_t i = 0; i < space->n_touched; i++) {
        double weight = weight_of(space, space->touched[i]);
        sum += weight * weight;
    }
    return sqrt(sum);
}

/* Second walk: the weights, each at the next free place of its term. */
static int weigh_texts(struct yn_space *space,
                       const struct yn_space_text *texts, struct yn_err *err)
{
    size_t n = space->map.n;
    size_t *next = calloc(n + 1, sizeof(*next));
    space->entry = calloc(space->first[n] + 1, sizeof(*space->entry));
    if (!next || !space->entry) {
        free(next);
        return yn_err_nomem(err);
    }
    memcpy(next, space->first, n * sizeof(*next));
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < space->n_texts; t++) {
        rc = count_text(space, &texts[t], false, err);
        double length = rc ? 1 : length_of(space);
        for (size_t i = 0; !rc && i < space->n_touched; i++) {
            uint32_t term = space->touched[i];
            space->entry[next[term]++] = (struct yn_space_entry){
                .text = (uint32_t)t,
                .weight = (float)(weight_of(space, term) / length),
            };
        }
        forget_counts(space);
    }
    free(next);
    return rc;
}

int yn_space_build(const struct yn_space_text *texts, size_t n,
                   enum yn_reading reading, struct yn_space *out,
                   struct yn_err *err)
{
    *out = (struct yn_space){.reading = reading, .n_texts = n};
    int rc = number_terms(out, texts, err);
    return rc ? rc : weigh_texts(out, texts, err);
}

int yn_space_ask(struct yn_space *space, const struct yn_words *words,
                 size_t skip_from, size_t skip_to, float *cosine,
                 struct yn_err *err)
{
    double unknown = 0;
    int rc =
        yn_terms_add(&space->terms, space->reading, words, 0, skip_from, err);
    if (!rc)
        rc = yn_terms_add(&space->terms, space->reading, words, skip_to,
                          words->n, err);
    if (!rc)
        rc = count_terms(space, false, &unknown, err);
    for (size_t i = 0; i < space->n_texts; i++)
        cosine[i] = 0;
    /* What no text has makes a song longer, not nearer to any; each weighs as
     * a term of no text that comes once. */
    double rare = log((double)space->n_texts + 1) + 1;
    double length = rc ? 0 : length_of(space);
    length = sqrt(length * length + unknown * rare * rare);
    for (size_t i = 0; !rc && i < space->n_touched; i++) {
        uint32_t term = space->touched[i];
        float weight = (float)(weight_of(space, term) / length);
        for (size_t e = space->first[term]; e < space->first[term + 1]; e++)
            cosine[space->entry[e].text] += weight * space->entry[e].weight;
    }
    forget_counts(space);
    return rc;
}
