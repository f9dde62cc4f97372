/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scale: what a place on a chart is worth.
 *
 * A chart that prints what its places count shows a power law that is flat at
 * the top: score ~ (rank + q)^-s. The level of a song is the natural logarithm
 * of its attention, 0 at place 100; so a level means the same on a chart of
 * 100 places as on one of 200.
 *
 * The default is fitted to 33 months of the Gaon Digital Chart, 2018-01 to
 * 2023-06 (4,700 scores): s 1.07, q 21.5, 0.08 of root mean square in the
 * logarithm. `bench/linger/run` prints the fit.
 */
#ifndef YN_LINGER_SCALE_H
#define YN_LINGER_SCALE_H

#include <yeoun/attention.h>

struct yn_scale {
    double s, q;
    double rms;      /* of ln score around the fit; NAN: the default */
    size_t n_scores; /* that it was fitted to; 0: the default */
};

extern const struct yn_scale yn_scale_default;

/* Fits the scale to the scores of a chart, month by month: months differ in how
 * much is heard, not in how it is shared. With fewer than 20 scores, or where
 * they are no falling curve, it is the default. Errors: YN_E_NOMEM. */
int yn_scale_fit(const struct yn_chart_score *scores, size_t n,
                 struct yn_scale *out, struct yn_err *err);

/* The level of a place, and the place of a level (not rounded; it may lie
 * above 1). */
double yn_scale_level(const struct yn_scale *scale, double rank);
double yn_scale_rank(const struct yn_scale *scale, double level);

/* The level below which a song stands that is not among `read_to` places. */
double yn_scale_foot(const struct yn_scale *scale, unsigned read_to);

#endif
