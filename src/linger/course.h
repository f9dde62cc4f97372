/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Course: a song's weeks on a chart as the model of waning wants them.
 *
 * Adds to what the chart says: how old the run is, when its clock starts, and
 * which weeks belong to something else (the wave of the drama's next season).
 */
#ifndef YN_LINGER_COURSE_H
#define YN_LINGER_COURSE_H

#include <yeoun/attention.h>

#include "base/arena.h"
#include "linger/scale.h"
#include "linger/wane.h"

struct yn_course {
    const struct yn_chart_song *song;
    struct yn_wane_week *weeks; /* one for each week of the chart */
    size_t n_weeks;
    /* Weeks by index; n_weeks where there is none. */
    size_t first, last; /* ranked, next season's wave left out */
    size_t peak;        /* the highest place, the earliest of equals */
    /* Where lasting is counted from: the week of yn_clock_day, the first ranked
     * week where that is later, and then the highest place within four weeks;
     * the peak where no such day is known or the song was gone by then.
     * SIZE_MAX: not yet. */
    size_t clock;
    size_t masked_from; /* weeks from here on are the next season's */
    bool cut;           /* was on the chart when reading began: how old the run
                           is then is not known */
};

struct yn_courses {
    const struct yn_chart *chart;
    struct yn_scale scale;
    struct yn_course *course; /* one for each song of the chart */
    size_t n;
    struct yn_arena arena;
};

/* The day from which a track has to live by itself: that of its last strong
 * placement, else of the finale; INT32_MIN where neither is known. `placed` is
 * by yn_track.index, or NULL. */
int32_t yn_clock_day(const struct yn_drama *drama, const int32_t *placed,
                     size_t track);

/* `*out` borrows the season and the chart; `placed` as above. Release it, also
 * after a failure. Errors: YN_E_NOMEM. */
int yn_courses_make(const struct yn_season *season,
                    const struct yn_chart *chart, const int32_t *placed,
                    struct yn_courses *out, struct yn_err *err);
void yn_courses_release(struct yn_courses *courses);

/* Whether `name` is that of another season of the drama `of`, from their keys
 * (yn_unicode_key): "슬기로운의사생활시즌2" of "슬기로운의사생활". */
bool yn_course_next_season(const char *name, const char *of);

#endif
