/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which stretches of what remains are music: they begin where it is sure, go on
 * while it is likely, and last a few seconds. The three numbers are so high for
 * the voices of examples/open, which lower ones took for music.
 */
#include <yeoun/placement.h>

#include <math.h>

#include "base/base.h"

#define SURE 0.9F
#define LIKELY 0.6F
#define SECONDS_MIN 6
/* Two stretches that lie no further apart are one: music has rests. */
#define GAP_MAX 3
/* Around a found song nothing is asked: its edges are known to half a second,
 * and a second's certainty comes from two on either side too. */
#define AROUND_S 2.0

/* No certainty where a found song plays: what is heard may be left of it, and
 * two kinds of music at once are rare. */
static void leave_out(const struct yn_cue *cue, float *music, size_t n)
{
    /* What is kept may have been tampered with: any number must do. */
    double first = floor(cue->start_s - AROUND_S);
    double last = ceil(cue->end_s + AROUND_S);
    size_t from = first > 0 ? (size_t)fmin(first, (double)n) : 0;
    size_t to = last > 0 ? (size_t)fmin(last, (double)n) : 0;
    for (size_t s = from; s < to; s++)
        music[s] = 0;
}

/* The next stretch from `at` on: [`*from`, `*to`); false: there is none. */
static bool next_likely(const float *music, size_t n, size_t at, size_t *from,
                        size_t *to)
{
    for (*from = at; *from < n; *from = *to) {
        bool sure = false;
        while (*from < n && music[*from] < LIKELY)
            ++*from;
        for (*to = *from; *to < n && music[*to] >= LIKELY; ++*to)
            sure = sure || music[*to] >= SURE;
        if (sure && *to - *from >= SECONDS_MIN)
            return true;
    }
    return false;
}

static double mean_of(const float *music, size_t from, size_t to)
{
    double sum = 0;
    for (size_t s = from; s < to; s++)
        sum += (double)music[s];
    return sum / (double)(to - from);
}

/* All of them into `out`, which has room. */
static size_t collect(const float *music,
                      const struct yn_placements *placements,
                      struct yn_unidentified *out)
{
    size_t n = 0, from = 0, to = 0, begin = 0;
    while (next_likely(music, placements->n_rest, to, &from, &to)) {
        if (n > 0 && from <= (size_t)out[n - 1].end_s + GAP_MAX)
            n--;
        else
            begin = from;
        out[n++] = (struct yn_unidentified){(double)begin, (double)to,
                                            mean_of(music, begin, to)};
    }
    double end_s = placements->duration_s;
    if (n > 0 && end_s > out[n - 1].start_s)
        out[n - 1].end_s = fmin(out[n - 1].end_s, end_s);
    return n;
}

int yn_unidentified_find(const struct yn_placements *placements,
                         struct yn_unidentified **out, size_t *n,
                         struct yn_err *err)
{
    size_t seconds = placements->n_rest;
    float *music = malloc((seconds + 1) * sizeof(*music));
    struct yn_unidentified *found =
        malloc((seconds / SECONDS_MIN + 1) * sizeof(*found));
    if (!music || !found) {
        free(music);
        free(found);
        return yn_err_nomem(err);
    }
    for (size_t s = 0; s < seconds; s++) {
        float sure = placements->rest[s].music;
        music[s] = sure >= 0 && sure <= 1 ? sure : 0;
    }
    for (size_t i = 0; i < placements->n_cues; i++)
        leave_out(&placements->cues[i], music, seconds);
    *n = collect(music, placements, found);
    free(music);
    if (*n == 0) {
        free(found);
        found = NULL;
    }
    *out = found;
    return YN_OK;
}
