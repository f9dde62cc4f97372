/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves_internal.h"

#include <math.h>

#include "publish/svg.h"

#define MOMENTS_GAP 6
#define GAP 4
#define UNITS 10 /* of a box that stretches, for a second */

double yn_stave_clamp(double value)
{
    return fmin(fmax(value, 0), 1);
}

double yn_stave_share(const struct yn_stave *line, double at_s)
{
    return yn_stave_clamp((at_s - line->start_s) /
                          (line->end_s - line->start_s));
}

double yn_stave_bin_s(const struct yn_stave *line)
{
    return fmax(1, round((line->end_s - line->start_s) / 450));
}

long yn_stave_units(double s)
{
    return lround(s * UNITS);
}

const struct yn_moments *yn_stave_moments_of(const struct yn_stave *line)
{
    return line->episode->given->moments;
}

long yn_stave_music_top(const struct yn_stave *line)
{
    return YN_STAVE_MOMENTS_TOP +
           (yn_stave_moments_of(line) ? YN_STAVE_MOMENTS + MOMENTS_GAP : 0);
}

long yn_stave_bars_top(const struct yn_stave *line)
{
    return yn_stave_music_top(line) + YN_STAVE_MUSIC;
}

long yn_stave_rest_top(const struct yn_stave *line)
{
    return yn_stave_bars_top(line) + (long)line->n_lanes * YN_STAVE_BAR_ROW +
           GAP;
}

long yn_stave_said_top(const struct yn_stave *line)
{
    return yn_stave_rest_top(line) + YN_STAVE_REST + 1;
}

void yn_stave_box(const struct yn_stave *line, long top, long height, long tall)
{
    const struct yn_svg_box box = {
        .left = 0,
        .right = 1,
        .top = top,
        .height = height,
        .width = yn_stave_units(line->end_s - line->start_s),
        .tall = tall};
    yn_svg_box(line->m, &box);
}
