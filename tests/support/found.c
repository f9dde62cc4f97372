/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/found.h"

#include <float.h>
#include <math.h>

#include "support/test.h"

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static double number(uint32_t *state)
{
    double payload;
    const uint64_t nan_bits = UINT64_C(0x7ff8000000c0ffee);
    memcpy(&payload, &nan_bits, sizeof(payload));
    const double odd[] = {payload, INFINITY,      -INFINITY, -0.0,
                          0.0,     DBL_MAX,       DBL_MIN,   4.9e-324,
                          -20.0,   1.0 / 3.0e300, 3.0,       0.1};
    uint32_t pick = next(state) % 24;
    return pick < 12 ? odd[pick] : (double)next(state) / 3.0;
}

static void make_cue(struct yn_cue *cue, uint32_t *state)
{
    cue->offset_s = number(state);
    cue->speed = number(state);
    cue->mbr_db = number(state);
    cue->mbr_k_db = number(state);
    cue->confidence = number(state);
    cue->use = (enum yn_use)(next(state) % 4);
    cue->n_segments = 1 + next(state) % 3;
    cue->segments = calloc(cue->n_segments, sizeof(*cue->segments));
    cue->n_levels = next(state) % 9;
    if (cue->n_levels)
        cue->level_db = calloc(cue->n_levels, sizeof(*cue->level_db));
    for (size_t i = 0; i < cue->n_segments; i++) {
        cue->segments[i].start_s = number(state);
        cue->segments[i].end_s = number(state);
        cue->segments[i].offset_s = number(state);
    }
    for (size_t i = 0; i < cue->n_levels; i++)
        cue->level_db[i] = (float)number(state);
}

void found_make(unsigned seed, size_t n_seconds, struct yn_placements *out)
{
    uint32_t state = seed * 2654435761u + 1;
    *out = (struct yn_placements){.duration_s = (double)n_seconds + 1.0 / 3.0,
                                  .lost_s = number(&state)};
    out->n_cues = 1 + next(&state) % 6;
    out->cues = calloc(out->n_cues, sizeof(*out->cues));
    for (size_t i = 0; i < out->n_cues; i++) {
        /* The first two begin at once. */
        out->cues[i].start_s = i < 2 ? 0.0 : 20.0 * (double)i;
        out->cues[i].end_s = out->cues[i].start_s + 1.0 / 7.0;
        out->cues[i].master = i % FOUND_MASTERS;
        make_cue(&out->cues[i], &state);
    }
    out->n_rest = n_seconds;
    if (n_seconds)
        out->rest = calloc(n_seconds, sizeof(*out->rest));
    for (size_t i = 0; i < n_seconds; i++) {
        out->rest[i].speech = (float)number(&state);
        out->rest[i].level_db = (float)number(&state);
        out->rest[i].music = (float)number(&state);
    }
}

static bool same_bits(const void *a, const void *b, size_t n, size_t size)
{
    return n == 0 || memcmp(a, b, n * size) == 0;
}

static bool same_cue(const struct yn_cue *a, const struct yn_cue *b)
{
    return a->master == b->master && a->use == b->use &&
           same_bits(&a->start_s, &b->start_s, 1, sizeof(double)) &&
           same_bits(&a->end_s, &b->end_s, 1, sizeof(double)) &&
           same_bits(&a->offset_s, &b->offset_s, 1, sizeof(double)) &&
           same_bits(&a->speed, &b->speed, 1, sizeof(double)) &&
           same_bits(&a->mbr_db, &b->mbr_db, 1, sizeof(double)) &&
           same_bits(&a->mbr_k_db, &b->mbr_k_db, 1, sizeof(double)) &&
           same_bits(&a->confidence, &b->confidence, 1, sizeof(double)) &&
           a->n_segments == b->n_segments && a->n_levels == b->n_levels &&
           same_bits(a->segments, b->segments, a->n_segments,
                     sizeof(*a->segments)) &&
           same_bits(a->level_db, b->level_db, a->n_levels,
                     sizeof(*a->level_db));
}

bool found_same(const struct yn_placements *a, const struct yn_placements *b)
{
    if (!same_bits(&a->duration_s, &b->duration_s, 1, sizeof(double)) ||
        !same_bits(&a->lost_s, &b->lost_s, 1, sizeof(double)) ||
        a->n_cues != b->n_cues || a->n_rest != b->n_rest)
        return false;
    for (size_t i = 0; i < a->n_cues; i++) {
        if (!same_cue(&a->cues[i], &b->cues[i]))
            return false;
    }
    return same_bits(a->rest, b->rest, a->n_rest, sizeof(*a->rest));
}
