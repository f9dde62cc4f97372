/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces: the runs of all cues, as subtraction wants them.
 */
#ifndef YN_PLACEMENT_PIECES_H
#define YN_PLACEMENT_PIECES_H

#include <stddef.h>

#include <yeoun/placement.h>

/* A song may sound a little before and behind where it was found: so far it is
 * looked for. */
#define YN_PIECE_REACH_S 1.0

struct yn_piece {
    size_t master;
    double start_s, end_s; /* in the episode, with the reach */
    double offset_s;       /* in the master, at start_s; may be below 0 */
    double speed;
    double level_db; /* of its cue against the rest */
};

struct yn_pieces {
    struct yn_piece *item; /* by start */
    size_t n;
};

/* Pieces of no more than `most_s`. Segments that no program of ours writes
 * (ends before it starts, no speed, no number) make none. Errors: YN_E_NOMEM.
 * Release with free(out->item). */
int yn_pieces_make(const struct yn_placements *placements, double most_s,
                   struct yn_pieces *out, struct yn_err *err);

/* What of a master sounds in the piece: `n` frames of the episode from frame
 * `from` on, at `rate`, `lag` frames later than the piece says; silence beyond
 * it. `master` is mono at that rate, `n_master` frames from its second
 * `master_s` on. */
struct yn_piece_sound {
    const float *master;
    size_t n_master;
    double master_s;
    int rate;
    ptrdiff_t from;
    size_t n;
    double lag;
};
void yn_piece_read(const struct yn_piece *piece,
                   const struct yn_piece_sound *sound, float *out);

/* The next group of pieces that sound between two instants, those loudest
 * against the rest first: up to `most` indices into `pieces` to `index`; `*at`
 * is 0 before the first call. Returns how many, 0 at the end. */
size_t yn_pieces_group(const struct yn_pieces *pieces, double from_s,
                       double to_s, size_t *at, size_t most, size_t *index);

#endif
