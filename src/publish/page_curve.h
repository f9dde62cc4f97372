/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the drawings of charts share. Seen by page_curve.c and page_lasting.c
 * alone.
 */
#ifndef YN_PUBLISH_PAGE_CURVE_H
#define YN_PUBLISH_PAGE_CURVE_H

#include "publish/page_internal.h"

/* Days from left to right, places from top to bottom. */
struct yn_plane {
    int32_t from, to;
    unsigned lowest; /* the place that stands for all below the chart */
};

void yn_plane_init(struct yn_plane *plane, int32_t from, int32_t to,
                   unsigned read_to);
double yn_plane_x(const struct yn_plane *plane, double day);
double yn_plane_y(const struct yn_plane *plane, double rank);

/* Opens the drawing with its title; close it as "svg". */
void yn_plane_open(struct yn_page *page, const char *id, const char *title);
void yn_plane_axes(struct yn_page *page, const struct yn_plane *plane);
void yn_plane_upright(struct yn_page *page, const struct yn_plane *plane,
                      int32_t day, const char *class);
/* The weeks a track was ranked. */
void yn_plane_seen(struct yn_page *page, const struct yn_plane *plane,
                   const struct yn_rate *rate, const char *class);

/* The lowest place that was read in any week. */
unsigned yn_page_read_to(const struct yn_chart *chart);
/* What the chart says of a track; NULL: nothing. */
const struct yn_measure *yn_page_chart_measure(const struct yn_rate *rate);
/* Whether an interval says anything: not from nothing to all of it. */
bool yn_page_tells(const struct yn_interval *share);
/* "18 % (10 to 25 %)" */
void yn_page_share(const struct yn_interval *share, struct yn_buf *out);

/* Of which sources, beside charts, the page tells: 1 << enum yn_linger_from. */
unsigned yn_page_heard_from(const struct yn_rates *rates);

#endif
