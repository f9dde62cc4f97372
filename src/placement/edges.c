/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/edges.h"

#include "base/base.h"

/* How far from the block's edge the true one is sought, in frames: two blocks
 * of the evidence and the reach of the whitening window. */
#define REACH 4000

/* The product of both sounds at an episode's frame; 0 where there is none. */
static double product(const struct yn_sound *episode,
                      const struct yn_sound *masters, ptrdiff_t lag,
                      ptrdiff_t at)
{
    ptrdiff_t there = at + lag;
    if (at < 0 || (size_t)at >= episode->n || there < 0 ||
        (size_t)there >= masters->n)
        return 0;
    return (double)episode->frames[at] * masters->frames[there];
}

/* From `inside` outwards in steps of `way`, the frame up to which the sum of
 * rho x - rho^2 / 2 is largest. */
static ptrdiff_t find_edge(const struct yn_sound *episode,
                           const struct yn_sound *masters,
                           const struct yn_run *run, ptrdiff_t inside,
                           ptrdiff_t way, size_t steps)
{
    double sum = 0, best = 0, rho = YN_DIP * run->rho;
    ptrdiff_t edge = inside, at = inside;
    for (size_t i = 0; i < steps; i++, at += way) {
        sum += rho * product(episode, masters, run->lag, at) - rho * rho / 2;
        if (sum > best) {
            best = sum;
            edge = at;
        }
    }
    return edge;
}

void yn_edges_refine(const struct yn_sound *episode,
                     const struct yn_sound *masters, struct yn_run *run)
{
    size_t length = run->end - run->start;
    size_t inward = length / 2 < REACH ? length / 2 : REACH;
    ptrdiff_t start =
        find_edge(episode, masters, run, (ptrdiff_t)(run->start + inward), -1,
                  inward + REACH);
    ptrdiff_t end =
        find_edge(episode, masters, run, (ptrdiff_t)(run->end - inward), 1,
                  inward + REACH);
    ptrdiff_t most = (ptrdiff_t)episode->n;
    start = start > 0 ? start : 0;
    end = end + 1 < most ? end + 1 : most;
    /* Not before the master begins. */
    if (start + run->lag < 0)
        start = -run->lag;
    if (start < end) {
        run->start = (size_t)start;
        run->end = (size_t)end;
    }
}
