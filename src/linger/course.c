/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/course.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/unicode.h"

/* A run that was under way when reading began, of a drama whose dates are not
 * known: between the youngest and the oldest there could be. It matters little,
 * for the fall per week hardly changes with age from there on. */
#define AGE_UNKNOWN_WEEKS 12
/* Songs of a second season bring back the first one's the week before. */
#define WAVE_LEAD_WEEKS 1
/* The highest place is looked for in so many weeks from the clock on. */
#define CLOCK_PEAK_WEEKS 4
#define WEEK_DAYS 7

bool yn_course_next_season(const char *name, const char *of)
{
    static const char *const words[] = {"시즌", "season", "시리즈", ""};
    size_t len = strlen(of);
    if (!len || strncmp(name, of, len) != 0)
        return false;
    for (size_t i = 0; i < YN_LEN(words); i++) {
        size_t n = strlen(words[i]);
        const char *number = name + len + n;
        if (strncmp(name + len, words[i], n) != 0 || *number < '0' ||
            *number > '9')
            continue;
        return strtoul(number, NULL, 10) > 1;
    }
    return false;
}

/* The first week that a song of the group was ranked; n_weeks: none. */
static size_t group_first(const struct yn_chart *chart, size_t group)
{
    size_t first = chart->n_weeks;
    for (size_t s = 0; s < chart->n_songs; s++) {
        const struct yn_chart_song *song = &chart->songs[s];
        if (song->group != group || !song->n_ranked)
            continue;
        size_t w = 0;
        while (w < first && song->place[w].state != YN_CHART_RANKED)
            w++;
        first = w;
    }
    return first;
}

/* Writes for each group the week its next season's wave begins. */
static int find_waves(const struct yn_chart *chart, size_t *wave,
                      struct yn_err *err)
{
    size_t n = chart->n_groups;
    char **key = calloc(n + 1, sizeof(*key));
    int rc = key ? YN_OK : yn_err_nomem(err);
    for (size_t g = 0; !rc && g < n; g++) {
        struct yn_buf buf = {0};
        wave[g] = chart->n_weeks;
        rc = yn_unicode_key(chart->groups[g], &buf, err);
        if (!rc)
            rc = yn_buf_finish(&buf, &key[g], err);
        yn_buf_release(&buf);
    }
    for (size_t g = 0; !rc && g < n; g++) {
        for (size_t other = 0; other < n; other++) {
            if (other == g || !yn_course_next_season(key[other], key[g]))
                continue;
            size_t first = group_first(chart, other);
            if (first > WAVE_LEAD_WEEKS && first < wave[g] &&
                first > group_first(chart, g))
                wave[g] = first - WAVE_LEAD_WEEKS;
        }
    }
    for (size_t g = 0; key && g < n; g++)
        free(key[g]);
    free(key);
    return rc;
}

static bool date_given(struct yn_date date)
{
    return date.year != 0;
}

static void set_weeks(struct yn_course *course, const struct yn_scale *scale)
{
    course->first = course->last = course->peak = course->n_weeks;
    for (size_t w = 0; w < course->n_weeks; w++) {
        const struct yn_chart_place *place = &course->song->place[w];
        struct yn_wane_week *week = &course->weeks[w];
        week->state = w < course->masked_from ? place->state : YN_CHART_UNREAD;
        if (week->state == YN_CHART_BELOW)
            week->level = yn_scale_foot(scale, place->rank);
        if (week->state != YN_CHART_RANKED)
            continue;
        week->level = yn_scale_level(scale, place->rank);
        if (course->first == course->n_weeks)
            course->first = w;
        course->last = w;
        if (course->peak == course->n_weeks ||
            week->level > course->weeks[course->peak].level)
            course->peak = w;
    }
}

/* How old a run was in the first week that was read, if it was under way. */
static bool age_at_begin(const struct yn_season *season,
                         const struct yn_course *course,
                         const struct yn_chart *chart, double *age)
{
    size_t begin = 0;
    while (begin < course->first && !chart->weeks[begin].read_to)
        begin++;
    if (course->first != begin)
        return false;
    *age = AGE_UNKNOWN_WEEKS;
    if (course->song->group >= season->n_dramas)
        return true;
    const struct yn_drama *drama = &season->dramas[course->song->group];
    if (!date_given(drama->last))
        return true;
    int32_t days = chart->weeks[begin].first_day - yn_day_of(drama->last);
    if (days <= 0)
        return false; /* still on the air: it is young */
    *age = (double)days / WEEK_DAYS;
    return true;
}

static void set_ages(const struct yn_season *season,
                     const struct yn_chart *chart, struct yn_course *course)
{
    double age = 0;
    double highest = 0;
    course->cut = age_at_begin(season, course, chart, &age);
    for (size_t w = course->first; w < course->n_weeks; w++) {
        struct yn_wane_week *week = &course->weeks[w];
        bool higher = week->state == YN_CHART_RANKED &&
                      (w == course->first || week->level > highest);
        if (higher) {
            highest = week->level;
            if (!course->cut)
                age = 0;
        }
        week->age = age++;
    }
}

/* The highest ranked week of those from `from` on; `from` where none is. */
static size_t highest_from(const struct yn_course *course, size_t from)
{
    size_t best = from;
    for (size_t w = from; w < course->n_weeks && w < from + CLOCK_PEAK_WEEKS;
         w++) {
        if (course->weeks[w].state == YN_CHART_RANKED &&
            (course->weeks[best].state != YN_CHART_RANKED ||
             course->weeks[w].level > course->weeks[best].level))
            best = w;
    }
    return best;
}

int32_t yn_clock_day(const struct yn_drama *drama, const int32_t *placed,
                     size_t track)
{
    if (placed && track != YN_NO_TRACK && placed[track] != INT32_MIN)
        return placed[track];
    return date_given(drama->last) ? yn_day_of(drama->last) : INT32_MIN;
}

static void set_clock(const struct yn_season *season,
                      const struct yn_chart *chart, const int32_t *placed,
                      struct yn_course *course)
{
    course->clock = SIZE_MAX;
    if (course->first == course->n_weeks)
        return;
    size_t from = course->peak, d = course->song->group;
    int32_t day =
        d < season->n_dramas
            ? yn_clock_day(&season->dramas[d], placed, course->song->track)
            : INT32_MIN;
    if (day != INT32_MIN) {
        from = 0;
        while (from < course->n_weeks && chart->weeks[from].last_day < day)
            from++;
        if (from == course->n_weeks)
            return;
        if (from < course->first)
            from = course->first;
    }
    course->clock = highest_from(course, from);
    /* Gone by then: lasting is counted from its own peak. */
    if (course->weeks[course->clock].state != YN_CHART_RANKED)
        course->clock = course->peak;
}

int yn_courses_make(const struct yn_season *season,
                    const struct yn_chart *chart, const int32_t *placed,
                    struct yn_courses *out, struct yn_err *err)
{
    *out = (struct yn_courses){.chart = chart, .n = chart->n_songs};
    size_t *wave = calloc(chart->n_groups + 1, sizeof(*wave));
    out->course = yn_arena_array(&out->arena, out->n, sizeof(*out->course));
    struct yn_wane_week *weeks =
        yn_arena_array(&out->arena, out->n * chart->n_weeks, sizeof(*weeks));
    int rc = wave && out->course && weeks ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_scale_fit(chart->scores, chart->n_scores, &out->scale, err);
    if (!rc)
        rc = find_waves(chart, wave, err);
    for (size_t i = 0; !rc && i < out->n; i++) {
        struct yn_course *course = &out->course[i];
        *course =
            (struct yn_course){.song = &chart->songs[i],
                               .weeks = weeks + i * chart->n_weeks,
                               .n_weeks = chart->n_weeks,
                               .masked_from = wave[chart->songs[i].group]};
        set_weeks(course, &out->scale);
        set_ages(season, chart, course);
        set_clock(season, chart, placed, course);
    }
    free(wave);
    return rc;
}

void yn_courses_release(struct yn_courses *courses)
{
    yn_arena_release(&courses->arena);
    *courses = (struct yn_courses){0};
}
