/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placement: where each song plays in an episode, under everything else.
 *
 * Nothing is recognised: the very masters that the episode was mixed from are
 * aligned with it. Times are seconds; an episode's begin at its first frame, a
 * master's at its own. Levels are decibels of the music against all the rest.
 *
 * Threads: a struct yn_masters is read-only once made and may be shared; each
 * call works on its own.
 */
#ifndef YEOUN_PLACEMENT_H
#define YEOUN_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/log.h>

/* How the music stands against dialogue and effects, by its K-weighted level
 * (mbr_k_db): below -10, up to 0, above 0, and where nothing else sounds. */
enum yn_use { YN_BACKGROUND, YN_FEATURED, YN_FOREGROUND, YN_ALONE };

/* "background", "featured", "foreground", "alone". */
YN_API const char *yn_use_word(enum yn_use use);

/* A run of the song without a cut: the master's second `offset_s` sounds at
 * the episode's second `start_s`. */
struct yn_segment {
    double start_s, end_s, offset_s;
};

/* One use of one song. */
struct yn_cue {
    size_t master;         /* index of the master as given */
    double start_s, end_s; /* in the episode, end exclusive */
    double offset_s;       /* in the master, at start_s */
    double speed;          /* master seconds per episode second */
    double mbr_db;         /* music rms over rest rms, unweighted */
    double mbr_k_db;       /* the same K-weighted (ITU-R BS.1770) */
    enum yn_use use;
    double confidence;           /* how likely it is right, 0..1 */
    struct yn_segment *segments; /* at least one, by start_s; a loop or a cut
                                    begins a new one */
    size_t n_segments;
    float *level_db; /* mbr_k_db of each second from start_s; NAN unknown */
    size_t n_levels;
};

/* One second of what remains when the found songs are taken out. */
struct yn_rest {
    float speech;   /* how much of it is speech, 0..1 */
    float level_db; /* loudness of its mono mix over the second, LUFS (ITU-R
                       BS.1770, one channel); -INFINITY is silence */
    float music;    /* how sure it is that it holds music, 0..1; see
                       yn_unidentified_find for what to make of it */
};

/* Music that is of no master: a stretch of what remains. */
struct yn_unidentified {
    double start_s, end_s; /* in the episode, end exclusive; whole seconds */
    double confidence;     /* mean certainty of its seconds, 0..1 */
};

/* What was found in one episode. */
struct yn_placements {
    double duration_s;   /* of what could be decoded */
    double lost_s;       /* of damaged or missing audio within it */
    struct yn_cue *cues; /* by start_s, then master */
    size_t n_cues;
    struct yn_rest *rest; /* one a second */
    size_t n_rest;
};

/* The stretches of an episode in which what remains is music, by start; they do
 * not overlap. Where a song was found that is not asked: what remains may be
 * left of it. The caller frees `*out` with free(); NULL where there are none.
 * Errors: YN_E_NOMEM; `*out` and `*n` are then unchanged. */
YN_API int yn_unidentified_find(const struct yn_placements *placements,
                                struct yn_unidentified **out, size_t *n,
                                struct yn_err *err);

/* Frees what it holds; an empty one is fine. */
YN_API void yn_placements_release(struct yn_placements *placements);

#endif
