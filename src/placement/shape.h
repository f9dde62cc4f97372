/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shape: whether a match looks as that of the right recording must.
 *
 * Around the lag of the right recording the correlation has the shape of the
 * recording's own: its peak, and the waves that its tones and its beat make
 * beside it. Two strangers that hold the same tones also correlate, in waves,
 * but in others.
 */
#ifndef YN_PLACEMENT_SHAPE_H
#define YN_PLACEMENT_SHAPE_H

#include "placement/trace.h"

struct yn_shape;

/* Lags beside the peak that are looked at, in frames: a third of a second. */
#define YN_SHAPE_REACH 640

/* Room to work in; one for each thread. Errors: YN_E_NOMEM. */
int yn_shape_create(struct yn_shape **out, struct yn_err *err);
void yn_shape_destroy(struct yn_shape **shape);

/* How far the correlation of the episode's frames [start, end) with the masters
 * departs from the masters' own around `lag`, at the worst of the lags up to
 * YN_SHAPE_REACH beside it; in units of the z of strangers. Where the
 * recording is the right one, about 3.4 come from chance alone, and a little
 * more with a strong match, for whitening is not linear. */
double yn_shape_misfit(struct yn_shape *shape, const struct yn_ground *ground,
                       size_t start, size_t end, ptrdiff_t lag);

#endif
