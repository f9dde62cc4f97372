/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/staves_internal.h"

#include <math.h>

#include "publish/svg.h"

/* A quiet room and loud speech. */
#define REST_DB_MIN (-50.0)
#define REST_DB_MAX (-14.0)

double yn_staves_rest_height(double level_db)
{
    if (isnan(level_db))
        return 0;
    return yn_stave_clamp((level_db - REST_DB_MIN) /
                          (REST_DB_MAX - REST_DB_MIN));
}

/* The mean height and speech of the seconds from `from` on. */
static void rest_bin(const struct yn_placements *found, size_t from, size_t n,
                     double *height, double *speech)
{
    double sum = 0, said = 0;
    size_t count = 0;
    for (size_t i = from; i < from + n && i < found->n_rest; i++) {
        double one = yn_staves_rest_height((double)found->rest[i].level_db);
        double share_said = (double)found->rest[i].speech;
        sum += one;
        said += isnan(share_said) ? 0 : one * share_said;
        count++;
    }
    *height = count ? sum / (double)count : 0;
    *speech = count ? said / (double)count : 0;
}

/* Grows down from the bars: all the rest, and over it what of it is speech. */
void yn_stave_rest(const struct yn_stave *line)
{
    const struct yn_placements *found = line->episode->given->placements;
    double bin = yn_stave_bin_s(line);
    struct yn_buf all = {0}, said = {0};
    struct yn_svg_columns of_all = {.d = &all, .down = true};
    struct yn_svg_columns of_said = {.d = &said, .down = true};
    size_t n = (size_t)ceil((line->shown_s - line->start_s) / bin);
    for (size_t i = 0; i < n; i++) {
        double height, speech, s = line->start_s + (double)i * bin;
        rest_bin(found, (size_t)s, (size_t)bin, &height, &speech);
        long x0 = yn_stave_units(s - line->start_s);
        long x1 = yn_stave_units(fmin(s + bin, line->shown_s) - line->start_s);
        yn_svg_column(&of_all, x0, x1, lround(height * YN_STAVE_TALL));
        yn_svg_column(&of_said, x0, x1, lround(speech * YN_STAVE_TALL));
    }
    yn_svg_columns_end(&of_all);
    yn_svg_columns_end(&of_said);
    yn_stave_box(line, yn_stave_rest_top(line), YN_STAVE_REST, YN_STAVE_TALL);
    yn_svg_path(line->m, "rest", &all);
    yn_svg_path(line->m, "speech", &said);
    yn_markup_close(line->m, "svg");
}

/* A mark for each line of the subtitles. */
void yn_stave_said(const struct yn_stave *line)
{
    const struct yn_publish_episode *given = line->episode->given;
    struct yn_buf d = {0};
    struct yn_svg_columns columns = {.d = &d, .down = true};
    double reached_s = line->start_s;
    for (size_t i = 0; i < given->n_lines; i++) {
        double from_s = fmax(given->lines[i].start_s, reached_s);
        double to_s = fmin(given->lines[i].end_s, line->shown_s);
        if (to_s <= from_s)
            continue;
        yn_svg_column(&columns, yn_stave_units(from_s - line->start_s),
                      yn_stave_units(to_s - line->start_s), YN_STAVE_SAID);
        reached_s = to_s;
    }
    yn_svg_columns_end(&columns);
    if (!d.len) {
        yn_svg_path(line->m, "", &d);
        return;
    }
    yn_stave_box(line, yn_stave_said_top(line), YN_STAVE_SAID - 1,
                 YN_STAVE_SAID);
    yn_svg_path(line->m, "said", &d);
    yn_markup_close(line->m, "svg");
}
