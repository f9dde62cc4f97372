/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Join: decoded pieces of sound become one stream without holes, and that
 * goes to all sinks.
 */
#ifndef YN_MEDIA_JOIN_H
#define YN_MEDIA_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "media/audio.h"
#include "media/timeline.h"

struct yn_resampler;

struct yn_join {
    struct yn_timeline timeline; /* its rate is that of the first piece */
    struct yn_audio_info *info;  /* its growing part is kept true */
    bool full;                   /* as much was given as is wanted */

    /* Inside. */
    struct yn_resampler *all; /* to the rates wanted; NULL: not begun */
    size_t width;             /* samples of a frame */
    float *waiting;           /* sound that the timeline has not settled */
    size_t n_waiting, cap;    /* in frames */
    int64_t limit;            /* frames wanted yet */
    bool damaged;             /* something was lost since the last piece */
    int64_t owed;             /* how much */
    /* Where the rate changes within the file, later rates become the first. */
    struct yn_resampler *even;
    int rate; /* now */
    int64_t even_in, even_out;
};

struct yn_join_params {
    int rate;         /* of the first piece */
    int width;        /* samples of a frame, interleaved */
    double longest_s; /* no gap reaches beyond it */
    double max_s;     /* as much is wanted; 0: all */
    bool clock_may_change;
    const struct yn_audio_out *outs;
    size_t n_outs;
};

/* Begins a zeroed join but for `info`, and for damage that came before. */
int yn_join_begin(struct yn_join *join, const struct yn_join_params *params,
                  struct yn_err *err);
void yn_join_release(struct yn_join *join);

/* Takes `n` frames at `rate`; `stamp` is where the first of them belongs, in
 * frames of the first rate, or YN_STAMP_NONE. Errors: YN_E_NOMEM, what a sink
 * returns. */
int yn_join_piece(struct yn_join *join, const float *frames, size_t n, int rate,
                  int64_t stamp, struct yn_err *err);

/* `n` frames of the first rate were lost before the next piece; where none
 * follows, that was the end. 0: an unknown number. */
void yn_join_lose(struct yn_join *join, int64_t n);

/* Gives what waits; each sink has had the whole then. */
int yn_join_end(struct yn_join *join, struct yn_err *err);

#endif
