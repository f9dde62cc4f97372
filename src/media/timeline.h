/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timeline: where each piece of decoded sound belongs.
 *
 * A file stamps its pieces with times that are coarse (whole milliseconds in
 * Matroska), sometimes noisy, and that jump where sound is missing or a
 * recording was joined. Sound is laid end to end as long as the stamps agree
 * with that; where several in a row say that it belongs elsewhere, it goes
 * there. Pure numbers: counts of frames at one rate.
 */
#ifndef YN_MEDIA_TIMELINE_H
#define YN_MEDIA_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

#define YN_STAMP_NONE INT64_MIN

struct yn_timeline {
    int rate;              /* frames a second; set before use */
    bool clock_may_change; /* broadcast streams: set before use */
    int64_t longest; /* no gap reaches beyond this frame; set before use */

    int64_t next;    /* where the next settled frame goes */
    int64_t lost;    /* frames of silence put in */
    int64_t lost_at; /* where the first of them is; -1: nothing is lost */

    /* Inside. */
    bool begun, damaged;
    int64_t shift;   /* added to stamps after the clock changed */
    double bias;     /* running mean of how far stamps are ahead */
    int64_t waiting; /* frames not settled yet */
    int64_t debt;    /* frames to leave out of those to come */
    double off;      /* how far ahead the first that agree on it are */
    unsigned witnesses, patience;
    int piece; /* length of the pieces that wait; 0: they differ */
};

/* What to do with the sound that waits (the piece just shown is the last of
 * it). */
enum yn_verdict {
    YN_WAIT,   /* nothing yet: more stamps are needed */
    YN_SETTLE, /* put `silence` frames, then all but the first `drop` frames */
};

struct yn_settlement {
    enum yn_verdict verdict;
    int64_t silence, drop;
};

/* Shows a piece of `n` frames stamped `stamp` (YN_STAMP_NONE: unsaid). */
struct yn_settlement yn_timeline_piece(struct yn_timeline *timeline,
                                       int64_t stamp, int64_t n);

/* Settles what waits: the end was reached, or something else comes first. */
struct yn_settlement yn_timeline_flush(struct yn_timeline *timeline);

/* `n` frames could not be decoded; nothing may be waiting. Returns the frames
 * of silence to put. Before the first piece its stamp tells how many. */
int64_t yn_timeline_damage(struct yn_timeline *timeline, int64_t n);

#endif
