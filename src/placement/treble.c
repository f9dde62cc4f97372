/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/treble.h"

#include <math.h>

#include "base/base.h"
#include "placement/masters.h"
#include "signal/whiten.h"
#include "signal/wide.h"

/* From where the search ends. */
#define LOW_HZ 1000
#define WINDOW_MS 64
#define KEEP 0.5
/* A quarter of a second. */
#define BLOCK ((size_t)4000)
/* A coarse frame to either side is tried. */
#define REACH 8
#define TRIES (2 * REACH + 1)
/* Where the song cannot be, for comparison: so many places to either side, so
 * far apart. */
#define BESIDE 24
#define BESIDE_STEP 37
#define MARGIN (REACH + BESIDE * BESIDE_STEP)

/* The mean correlation of blocks, as a z. `shift`: of the master. */
static double z_at(const float *x, const float *y, size_t n, ptrdiff_t shift)
{
    double sum = 0;
    size_t blocks = 0;
    for (size_t at = MARGIN; at + BLOCK + MARGIN <= n; at += BLOCK, blocks++) {
        const float *a = x + at, *b = y + (ptrdiff_t)at + shift;
        float power = yn_product(a, a, BLOCK) * yn_product(b, b, BLOCK);
        power /= (float)BLOCK;
        sum += power > 0 ? yn_product(a, b, BLOCK) / sqrtf(power) : 0;
    }
    return blocks ? sum / sqrt((double)blocks) : 0;
}

_Static_assert(BLOCK * 4 == YN_FINE_RATE, "blocks are a quarter of a second");
_Static_assert(REACH *YN_COARSE_RATE == YN_FINE_RATE, "a coarse frame");

/* How far strangers of this making spread: 1, and more where a beat or tones
 * are in both. */
static double spread(const float *x, const float *y, size_t n)
{
    double power = 0;
    for (ptrdiff_t i = 1; i <= BESIDE; i++) {
        ptrdiff_t away = REACH + i * BESIDE_STEP;
        double before = z_at(x, y, n, -away), behind = z_at(x, y, n, away);
        power += before * before + behind * behind;
    }
    double rms = sqrt(power / (2 * BESIDE));
    return rms > 1 ? rms : 1;
}

int yn_treble_z(const struct yn_halves *episode, size_t from,
                const struct yn_halves *master, size_t there, size_t n,
                double *z, struct yn_err *err)
{
    const struct yn_whiten_params flat = {
        .rate = YN_FINE_RATE, .window_ms = WINDOW_MS, .low_hz = LOW_HZ};
    struct yn_whiten_params held = flat;
    held.keep = KEEP;
    float *x = malloc((n + 1) * sizeof(*x)), *y = malloc((n + 1) * sizeof(*y));
    double best = 0;
    int rc = x && y ? YN_OK : yn_err_nomem(err);
    if (!rc) {
        yn_halves_read(episode, (ptrdiff_t)from, n, x);
        yn_halves_read(master, (ptrdiff_t)there, n, y);
        rc = yn_whiten(x, n, &flat, x, err);
    }
    if (!rc)
        rc = yn_whiten(y, n, &held, y, err);
    for (ptrdiff_t shift = -REACH; !rc && shift <= REACH; shift++) {
        double here = z_at(x, y, n, shift);
        best = here > best ? here : best;
    }
    if (!rc)
        best /= spread(x, y, n);
    /* The best of so many strangers. */
    double chance = 2 * log((double)TRIES);
    *z = best * best > chance ? sqrt(best * best - chance) : 0;
    free(x);
    free(y);
    return rc;
}
