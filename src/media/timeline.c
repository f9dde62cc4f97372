/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/timeline.h"

#include <math.h>

#include "base/base.h"

/* Stamps that must agree before sound is moved. Fewer believe a single wrong
 * one; a missing packet is seen by all that follow it. */
#define WITNESSES 4
/* Pieces that may wait; stamps that agree on nothing by then are noise. */
#define PATIENCE 12
/* A stamp is off by more than half a piece, but 10 ms at least (the coarsest
 * stamps met are ±1 ms, some muxers add a few) and 20 ms at most. */
#define OFF_MIN_S 0.010
#define OFF_MAX_S 0.020
/* Or when it has crept away this far: a clock that is not the sound's. */
#define DRIFT_MAX_S 0.1
/* Length of memory of the bias, in pieces: 64 pieces of AAC are 1.4 s. */
#define BIAS_PIECES 64
/* A gap this near to whole pieces is whole pieces: stamps are rounded. */
#define SNAP_S 0.001
/* Jumps beyond these are changes of clock, not gaps or overlaps: FFmpeg takes
 * 10 s for formats whose clock may change. */
#define CLOCK_JUMP_S 10.0
#define BACK_JUMP_S 1.0

static double off_limit(const struct yn_timeline *t, int64_t n)
{
    return fmin(fmax((double)n / 2, OFF_MIN_S * t->rate), OFF_MAX_S * t->rate);
}

static struct yn_settlement settle(struct yn_timeline *t, int64_t jump)
{
    struct yn_settlement out = {.verdict = YN_SETTLE};
    if (jump > 0)
        out.silence = jump;
    else
        t->debt -= jump;
    out.drop = t->debt < t->waiting ? t->debt : t->waiting;
    t->debt -= out.drop;
    t->next += out.silence + t->waiting - out.drop;
    t->waiting = 0;
    t->witnesses = t->patience = 0;
    return out;
}

static void note_loss(struct yn_timeline *t, int64_t at, int64_t n)
{
    if (n <= 0)
        return;
    if (t->lost_at < 0)
        t->lost_at = at;
    t->lost += n;
}

/* The file may begin with sound from before its start, or without sound. */
static struct yn_settlement begin(struct yn_timeline *t, int64_t stamp)
{
    t->begun = true;
    if (stamp == YN_STAMP_NONE || stamp > t->longest ||
        stamp < -(int64_t)(BACK_JUMP_S * t->rate)) {
        t->shift = stamp == YN_STAMP_NONE ? 0 : -stamp;
        stamp = 0;
    }
    if (t->damaged)
        note_loss(t, 0, stamp);
    return settle(t, stamp);
}

/* Whether a jump is a gap or an overlap that the listener would hear. */
static bool believable(const struct yn_timeline *t, double jump)
{
    if (jump < -BACK_JUMP_S * t->rate)
        return false;
    if (t->clock_may_change && jump > CLOCK_JUMP_S * t->rate)
        return false;
    return (double)t->next + jump <= (double)t->longest;
}

static struct yn_settlement move(struct yn_timeline *t)
{
    double jump = t->off - t->bias;
    bool crept = fabs(jump) <= off_limit(t, 0);
    if (crept)
        jump = t->off;
    if (!believable(t, jump)) {
        t->shift -= llround(jump);
        return settle(t, 0);
    }
    int64_t n = llround(jump);
    if (t->piece > 0 && !crept) {
        int64_t whole = llround(jump / t->piece) * t->piece;
        if (whole != 0 && fabs(jump - (double)whole) <= SNAP_S * t->rate)
            n = whole;
    }
    t->bias = t->off - (double)n;
    note_loss(t, t->next, n);
    return settle(t, n);
}

struct yn_settlement yn_timeline_piece(struct yn_timeline *t, int64_t stamp,
                                       int64_t n)
{
    static const struct yn_settlement wait = {.verdict = YN_WAIT};
    t->waiting += n;
    if (!t->begun)
        return begin(t, stamp);
    int64_t expected = t->next + t->waiting - n - t->debt;
    bool said = stamp != YN_STAMP_NONE;
    double ahead = said ? (double)(stamp + t->shift - expected) : t->bias;
    double limit = off_limit(t, n);
    bool off =
        fabs(ahead - t->bias) > limit || fabs(ahead) > DRIFT_MAX_S * t->rate;
    if (said && !off)
        t->bias += (ahead - t->bias) / BIAS_PIECES;
    if (!off && (said || t->patience == 0))
        return settle(t, 0);
    if (++t->patience == 1)
        t->piece = (int)n;
    else if (t->piece != n)
        t->piece = 0;
    if (off && t->witnesses > 0 && fabs(ahead - t->off) <= limit) {
        t->witnesses++;
    } else if (off) {
        t->off = ahead;
        t->witnesses = 1;
    }
    if (t->witnesses >= WITNESSES)
        return move(t);
    return t->patience >= PATIENCE ? settle(t, 0) : wait;
}

struct yn_settlement yn_timeline_flush(struct yn_timeline *t)
{
    /* The last pieces have no more witnesses than themselves. */
    if (t->witnesses > 0 && t->witnesses == t->patience)
        return move(t);
    return settle(t, 0);
}

int64_t yn_timeline_damage(struct yn_timeline *t, int64_t n)
{
    yn_assert(t->waiting == 0);
    t->damaged = true;
    if (!t->begun)
        return 0;
    if (n < 0 || n > t->longest - t->next)
        n = 0;
    note_loss(t, t->next, n);
    t->next += n;
    return n;
}
