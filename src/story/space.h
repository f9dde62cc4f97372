/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Space: texts as vectors of weighted terms, and the cosines of others to them.
 *
 * A term that comes tf times in a text and in df of the N texts weighs
 * (1 + ln tf) * (ln((N + 1) / (df + 1)) + 1). Source: METHODS of the docs,
 * section 4; Manning, Raghavan, Schütze 2008, section 6.4.
 */
#ifndef YN_STORY_SPACE_H
#define YN_STORY_SPACE_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "story/map.h"
#include "story/terms.h"

/* A text in one or more pieces; borrowed. */
struct yn_space_text {
    const struct yn_words *piece;
    size_t n;
};

struct yn_space_entry {
    uint32_t text;
    float weight; /* over the text's length */
};

struct yn_space {
    enum yn_reading reading;
    size_t n_texts;
    struct yn_map map;
    float *idf;                   /* of each term */
    size_t *first;                /* entry of each term, and behind the last */
    struct yn_space_entry *entry; /* by term, then text */
    /* While a text is counted. */
    uint32_t *count;
    uint32_t *touched;
    size_t n_touched, count_cap, touched_cap;
    struct yn_terms terms;
};

/* Builds a space of `n` texts. Errors: YN_E_NOMEM, YN_E_LIMIT; `*out` is to be
 * released in any case. */
int yn_space_build(const struct yn_space_text *texts, size_t n,
                   enum yn_reading reading, struct yn_space *out,
                   struct yn_err *err);
void yn_space_release(struct yn_space *space);

/* The cosines of some words, without those numbered `skip_from` to `skip_to`
 * (exclusive), to each text; 0 where nothing is shared. `cosine` has room for
 * n_texts. Threads: one at a time. Errors: YN_E_NOMEM. */
int yn_space_ask(struct yn_space *space, const struct yn_words *words,
                 size_t skip_from, size_t skip_to, float *cosine,
                 struct yn_err *err);

#endif
