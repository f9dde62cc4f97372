/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves_internal.h"

#include <math.h>

#include "publish/svg.h"

/* Standard deviations of P at the foot of the moments and at their full height,
 * and from where on they are drawn strong: a sixth of a normal curve. */
#define MOMENT_MIN (-1.5)
#define MOMENT_MAX 3.0
#define MOMENT_STRONG 1.0
#define MEETING 4 /* half the width of its mark */

double yn_staves_moment_height(double value)
{
    if (isnan(value))
        return 0;
    double height =
        yn_stave_clamp((value - MOMENT_MIN) / (MOMENT_MAX - MOMENT_MIN));
    return fmax(height, YN_STAVE_HEIGHT_MIN);
}

/* The mean of the seconds that are known; NAN where none is. */
static double moment_bin(const struct yn_moments *moments, size_t from,
                         size_t n)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = from; i < from + n && i < moments->n; i++) {
        if (isnan(moments->value[i]))
            continue;
        sum += (double)moments->value[i];
        count++;
    }
    return count ? sum / (double)count : (double)NAN;
}

/* How much each second moves people, strong where that is much. */
void yn_stave_moments(const struct yn_stave *line)
{
    const struct yn_moments *moments = yn_stave_moments_of(line);
    if (!moments)
        return;
    double bin = yn_stave_bin_s(line);
    struct yn_buf all = {0}, strong = {0};
    struct yn_svg_columns of_all = {.d = &all, .base = YN_STAVE_TALL};
    struct yn_svg_columns of_strong = {.d = &strong, .base = YN_STAVE_TALL};
    size_t n = (size_t)ceil((line->shown_s - line->start_s) / bin);
    for (size_t i = 0; i < n; i++) {
        double s = line->start_s + (double)i * bin;
        double value = moment_bin(moments, (size_t)s, (size_t)bin);
        long height = lround(yn_staves_moment_height(value) * YN_STAVE_TALL);
        long x0 = yn_stave_units(s - line->start_s);
        long x1 = yn_stave_units(fmin(s + bin, line->shown_s) - line->start_s);
        bool much = value >= MOMENT_STRONG;
        yn_svg_column(&of_all, x0, x1, much ? 0 : height);
        yn_svg_column(&of_strong, x0, x1, much ? height : 0);
    }
    yn_svg_columns_end(&of_all);
    yn_svg_columns_end(&of_strong);
    yn_stave_box(line, YN_STAVE_MOMENTS_TOP, YN_STAVE_MOMENTS, YN_STAVE_TALL);
    yn_svg_path(line->m, "moment", &all);
    yn_svg_path(line->m, "moment much", &strong);
    yn_markup_close(line->m, "svg");
}

/* A mark on the curve where a song meets its strongest moment. */
void yn_stave_meetings(const struct yn_stave *line)
{
    const struct yn_moments *moments = yn_stave_moments_of(line);
    struct yn_markup *m = line->m;
    for (size_t i = 0; moments && i < line->drama->n_songs; i++) {
        const struct yn_played_song *song = &line->drama->songs[i];
        if (song->meets != line->episode || song->meets_s < line->start_s ||
            song->meets_s >= line->shown_s)
            continue;
        double value = moment_bin(moments, (size_t)song->meets_s, 1);
        yn_markup_open(m, "circle");
        yn_markup_attr_f(m, "class", "meets song-%u", yn_played_colour(song));
        yn_svg_percent(m, "cx", yn_stave_share(line, song->meets_s));
        yn_markup_attr_f(m, "cy", "%ld",
                         YN_STAVE_MOMENTS_TOP +
                             lround(YN_STAVE_MOMENTS *
                                    (1 - yn_staves_moment_height(value))));
        yn_markup_attr_f(m, "r", "%d", MEETING);
        yn_markup_close(m, "circle");
    }
}
