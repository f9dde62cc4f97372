/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/pieces.h"

#include <math.h>

#include "base/base.h"
#include "signal/reread.h"

/* As yn_reread takes it. */
#define SPEED_MIN 0.5
#define SPEED_MAX 2.0
/* How far off the place of a cut may be. */
#define MEETING_S 0.25

static bool sounds(const struct yn_cue *cue, const struct yn_segment *segment)
{
    return segment->end_s > segment->start_s && isfinite(segment->offset_s) &&
           isfinite(segment->end_s) && isfinite(segment->start_s) &&
           cue->speed >= SPEED_MIN && cue->speed <= SPEED_MAX;
}

static size_t parts_of(const struct yn_segment *segment, double most_s)
{
    double n = ceil((segment->end_s - segment->start_s) / most_s);
    return n > 1 ? (size_t)n : 1;
}

static int piece_compare(const void *a, const void *b)
{
    const struct yn_piece *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->master != y->master)
        return x->master < y->master ? -1 : 1;
    return x->offset_s < y->offset_s ? -1 : x->offset_s > y->offset_s;
}

/* How far beyond its end a piece is looked for where the next of the cue
 * follows after `gap_s`: where they meet, only as far as the place may be off.
 */
static double reach_into(double gap_s)
{
    return fmin(YN_PIECE_REACH_S, fmax(MEETING_S, 0.5 * gap_s));
}

static void add_segment(struct yn_pieces *out, const struct yn_cue *cue,
                        size_t nth, double most_s)
{
    const struct yn_segment *it = &cue->segments[nth];
    bool first = nth == 0, last = nth + 1 == cue->n_segments;
    double before_s = first ? INFINITY : it->start_s - it[-1].end_s;
    double behind_s = last ? INFINITY : it[1].start_s - it->end_s;
    size_t parts = parts_of(it, most_s);
    double length_s = (it->end_s - it->start_s) / (double)parts;
    for (size_t i = 0; i < parts; i++) {
        double at_s = (double)i * length_s;
        double before = reach_into(i == 0 ? before_s : 0);
        double behind = reach_into(i + 1 == parts ? behind_s : 0);
        out->item[out->n++] = (struct yn_piece){
            .master = cue->master,
            .start_s = it->start_s + at_s - before,
            .end_s = it->start_s + at_s + length_s + behind,
            .offset_s = it->offset_s + (at_s - before) * cue->speed,
            .speed = cue->speed,
            .level_db = cue->mbr_db,
        };
    }
}

int yn_pieces_make(const struct yn_placements *placements, double most_s,
                   struct yn_pieces *out, struct yn_err *err)
{
    size_t n = 0;
    *out = (struct yn_pieces){0};
    for (size_t i = 0; i < placements->n_cues; i++) {
        const struct yn_cue *cue = &placements->cues[i];
        for (size_t k = 0; k < cue->n_segments; k++)
            n += sounds(cue, &cue->segments[k])
                     ? parts_of(&cue->segments[k], most_s)
                     : 0;
    }
    out->item = calloc(n + 1, sizeof(*out->item));
    if (!out->item)
        return yn_err_nomem(err);
    for (size_t i = 0; i < placements->n_cues; i++) {
        const struct yn_cue *cue = &placements->cues[i];
        for (size_t k = 0; k < cue->n_segments; k++) {
            if (sounds(cue, &cue->segments[k]))
                add_segment(out, cue, k, most_s);
        }
    }
    if (out->n)
        qsort(out->item, out->n, sizeof(*out->item), piece_compare);
    return YN_OK;
}

void yn_piece_read(const struct yn_piece *piece,
                   const struct yn_piece_sound *sound, float *out)
{
    double rate = sound->rate;
    double first = ceil(piece->start_s * rate) - (double)sound->from;
    double last = ceil(piece->end_s * rate) - (double)sound->from;
    double n = (double)sound->n;
    size_t from = (size_t)fmin(fmax(first, 0), n);
    size_t to = (size_t)fmin(fmax(last, 0), n);
    memset(out, 0, sound->n * sizeof(*out));
    if (to <= from)
        return;
    double at_s = ((double)sound->from + (double)from) / rate - piece->start_s;
    double at =
        (piece->offset_s + at_s * piece->speed - sound->master_s) * rate -
        sound->lag * piece->speed;
    yn_reread(sound->master, sound->n_master, at, piece->speed, out + from,
              to - from);
}

/* Whether `a` comes before `b` among pieces that sound together. */
static bool louder(const struct yn_pieces *pieces, size_t a, size_t b)
{
    double x = pieces->item[a].level_db, y = pieces->item[b].level_db;
    return x > y || (!(x < y) && a < b);
}

/* How many that sound between the instants come before piece `i`. */
static size_t rank_of(const struct yn_pieces *pieces, double from_s,
                      double to_s, size_t i)
{
    size_t rank = 0;
    for (size_t k = 0; k < pieces->n && pieces->item[k].start_s < to_s; k++)
        rank +=
            k != i && pieces->item[k].end_s > from_s && louder(pieces, k, i);
    return rank;
}

size_t yn_pieces_group(const struct yn_pieces *pieces, double from_s,
                       double to_s, size_t *at, size_t most, size_t *index)
{
    size_t n = 0;
    for (size_t i = 0; i < pieces->n && pieces->item[i].start_s < to_s; i++) {
        if (pieces->item[i].end_s <= from_s)
            continue;
        size_t rank = rank_of(pieces, from_s, to_s, i);
        if (rank < *at || rank >= *at + most)
            continue;
        index[rank - *at] = i;
        n++;
    }
    *at += n;
    return n;
}
