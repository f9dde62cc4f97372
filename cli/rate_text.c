/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rate_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "out.h"
#include "story_text.h"
#include "table.h"
#include "tally_text.h"
#include "why_verdict.h"

const char *yn_rate_day(int32_t day, char buf[16])
{
    buf[0] = '\0';
    if (day != INT32_MIN)
        yn_date_text(yn_date_of_day(day), buf, 16);
    return buf;
}

/* The order of the table: the most lasting first; those below the chart, and
 * then those that nothing is known of, behind, as the season has them. */
static int rate_compare(const void *a, const void *b)
{
    const struct yn_rate *x = *(const struct yn_rate *const *)a;
    const struct yn_rate *y = *(const struct yn_rate *const *)b;
    bool x_known = !isnan(x->value.value), y_known = !isnan(y->value.value);
    if (x_known != y_known)
        return x_known ? -1 : 1;
    if (x_known && x->value.value != y->value.value)
        return x->value.value > y->value.value ? -1 : 1;
    if (x->weeks_on_chart != y->weeks_on_chart)
        return x->weeks_on_chart > y->weeks_on_chart ? -1 : 1;
    if (!x_known && x->status != y->status)
        return x->status > y->status ? -1 : 1;
    return x->track->index < y->track->index ? -1 : 1;
}

static void add_interval(struct yn_table *table, const struct yn_interval *one,
                         double times, const char *unit)
{
    if (!isnan(one->value))
        yn_table_add(table, "%.*f%s (%.*f–%.*f)", times > 1 ? 0 : 1,
                     one->value * times, unit, times > 1 ? 0 : 1,
                     one->lo * times, times > 1 ? 0 : 1, one->hi * times);
    else if (!isnan(one->hi))
        yn_table_add(table, "below %.1f", one->hi * times);
    else
        yn_table_add(table, "–");
}

static void add_story(struct yn_table *table, const struct yn_story *story)
{
    const struct yn_interval value = {story->value, story->lo, story->hi};
    add_interval(table, &value, 1, "");
}

static void add_rate(struct yn_table *table, const struct yn_rates *rates,
                     const struct yn_rate *rate)
{
    const struct yn_track *track = rate->track;
    yn_table_add(table, "%s", yn_track_name(track));
    yn_table_add(table, "%s", rates->season->dramas[track->drama].title);
    add_interval(table, &rate->value, 1, "");
    add_interval(table, &rate->s52, 100, " %");
    if (isnan(rate->half_life_weeks.value))
        yn_table_add(table, "–");
    else
        yn_table_add(table, "%.0f", rate->half_life_weeks.value);
    if (rate->chart && rate->weeks_read)
        yn_table_add(table, "%u", rate->weeks_on_chart);
    else
        yn_table_add(table, "–");
    yn_table_add(table, "%s", yn_linger_word(rate->status));
}

static bool story_is_known(const struct yn_run *run)
{
    for (size_t i = 0; i < run->rates->n_tracks; i++) {
        const struct yn_story *story = yn_story_of(run, i);
        if (story && story->status != YN_STORY_UNKNOWN)
            return true;
    }
    return false;
}

int yn_rate_table(const struct yn_run *run, bool color, FILE *f,
                  struct yn_err *err)
{
    const struct yn_rates *rates = run->rates;
    const bool story = story_is_known(run);
    static const struct yn_column columns[] = {
        {"Track", false},
        {"Drama", false},
        {"Linger, 0–10", true},
        {"Left after a year", true},
        {"Half-life, weeks", true},
        {"Weeks on chart", true},
        {"", false},
        {"Story, 0–10", true},
    };
    char day[16], title[64];
    const struct yn_rate **order =
        calloc(rates->n_tracks + 1, sizeof(struct yn_rate *));
    if (!order)
        return yn_err_nomem(err);
    for (size_t i = 0; i < rates->n_tracks; i++)
        order[i] = &rates->tracks[i];
    qsort(order, rates->n_tracks, sizeof(*order), rate_compare);
    struct yn_table table;
    yn_table_init(&table, columns, YN_LEN(columns) - !story);
    for (size_t i = 0; i < rates->n_tracks; i++) {
        add_rate(&table, rates, order[i]);
        if (story)
            add_story(&table, yn_story_of(run, order[i]->track->index));
    }
    yn_rate_day(rates->as_of_day, day);
    snprintf(title, sizeof(title), "Lasting%s%s", *day ? ", as of " : "", day);
    int rc = yn_table_print(&table, title, color, f, err);
    yn_table_release(&table);
    free(order);
    return rc;
}

/* The sources of a track: "chart: gaon-weekly". */
static json_t *sources_json(const struct yn_rate *rate)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < rate->n_measures; i++)
        bad |= json_array_append_new(
            array,
            json_sprintf("%s: %s", yn_linger_from_word(rate->measures[i].from),
                         rate->measures[i].source));
    return yn_json_whole(array, bad);
}

/* Beyond the fourth decimal there is nothing but the compiler's taste. */
static json_t *rounded(double value)
{
    return yn_json_number(isnan(value) ? NAN : round(value * 1e4) / 1e4);
}

static json_t *day_json(int32_t day)
{
    char buf[16];
    return day == INT32_MIN ? json_null() : json_string(yn_rate_day(day, buf));
}

static json_t *forecast_json(const struct yn_rate *rate)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t h = 0; rate->forecast && h < YN_FORECAST_WEEKS; h++) {
        const struct yn_forecast_week *week = &rate->forecast[h];
        json_t *o = json_object();
        bad |= json_object_set_new(o, "week", json_integer((json_int_t)h + 1));
        bad |= json_object_set_new(o, "from", day_json(week->first_day));
        bad |= json_object_set_new(o, "to", day_json(week->last_day));
        bad |= json_object_set_new(o, "p_on_chart", rounded(week->p_on_chart));
        bad |= json_object_set_new(o, "rank", rounded(week->rank));
        bad |= json_object_set_new(o, "rank_lo", rounded(week->rank_lo));
        bad |= json_object_set_new(o, "rank_hi", rounded(week->rank_hi));
        bad |= json_array_append_new(array, o);
    }
    return yn_json_whole(array, bad);
}

static int set_interval(json_t *o, const char *name,
                        const struct yn_interval *one)
{
    char key[32];
    int bad = json_object_set_new(o, name, rounded(one->value));
    snprintf(key, sizeof(key), "%s_lo", name);
    bad |= json_object_set_new(o, key, rounded(one->lo));
    snprintf(key, sizeof(key), "%s_hi", name);
    bad |= json_object_set_new(o, key, rounded(one->hi));
    return bad;
}

static json_t *linger_json(const struct yn_rate *rate)
{
    json_t *o = json_object();
    int bad = json_object_set_new(o, "value", rounded(rate->value.value));
    bad |= json_object_set_new(o, "lo", rounded(rate->value.lo));
    bad |= json_object_set_new(o, "hi", rounded(rate->value.hi));
    bad |= json_object_set_new(o, "status",
                               json_string(yn_linger_word(rate->status)));
    bad |= set_interval(o, "s52", &rate->s52);
    bad |= set_interval(o, "half_life_weeks", &rate->half_life_weeks);
    bool read = rate->chart && rate->weeks_read;
    bad |= json_object_set_new(o, "weeks_on_chart",
                               read ? json_integer(rate->weeks_on_chart)
                                    : json_null());
    bad |= json_object_set_new(o, "best_rank",
                               rate->best_rank ? json_integer(rate->best_rank)
                                               : json_null());
    bad |= json_object_set_new(o, "last_seen", day_json(rate->last_seen_day));
    bad |= json_object_set_new(o, "sources", sources_json(rate));
    bad |= json_object_set_new(o, "forecast", forecast_json(rate));
    return yn_json_whole(o, bad);
}

static json_t *track_json(const struct yn_run *run, const struct yn_rate *rate)
{
    const struct yn_rates *rates = run->rates;
    const struct yn_track *track = rate->track;
    const char *drama = rates->season->dramas[track->drama].title;
    char *artists = yn_artists_text(track);
    json_t *o = json_object();
    int bad = !artists;
    bad |= json_object_set_new(o, "drama", yn_json_text(drama));
    bad |= json_object_set_new(o, "title", yn_json_text(track->title));
    bad |= json_object_set_new(o, "korean", yn_json_text(track->korean));
    bad |= json_object_set_new(o, "artist",
                               artists ? yn_json_text(artists) : NULL);
    bad |= json_object_set_new(o, "linger", linger_json(rate));
    bad |= json_object_set_new(o, "story", yn_story_json(run, track->index));
    free(artists);
    return yn_json_whole(o, bad);
}

json_t *yn_rate_json(const struct yn_run *run)
{
    const struct yn_rates *rates = run->rates;
    json_t *o = json_object(), *tracks = json_array();
    int bad = !tracks;
    for (size_t i = 0; i < rates->n_tracks; i++)
        bad |=
            json_array_append_new(tracks, track_json(run, &rates->tracks[i]));
    bad |= json_object_set_new(o, "as_of", day_json(rates->as_of_day));
    bad |= json_object_set_new(o, "tracks", tracks);
    return yn_json_whole(o, bad);
}

static json_t *measure_json(const struct yn_measure *one)
{
    json_t *o = json_object();
    int bad = json_object_set_new(o, "from",
                                  json_string(yn_linger_from_word(one->from)));
    bad |= json_object_set_new(o, "source", yn_json_text(one->source));
    bad |= json_object_set_new(o, "status",
                               json_string(yn_linger_word(one->status)));
    bad |= json_object_set_new(o, "clock", day_json(one->clock_day));
    bad |= json_object_set_new(o, "weeks", json_integer(one->weeks));
    bad |= json_object_set_new(o, "counted", json_real(one->counted));
    bad |= json_object_set_new(o, "listeners",
                               json_integer((json_int_t)one->listeners));
    bad |= set_interval(o, "value", &one->value);
    bad |= set_interval(o, "s52", &one->s52);
    bad |= set_interval(o, "half_life_weeks", &one->half_life_weeks);
    bad |= json_object_set_new(o, "last_seen", day_json(one->last_seen_day));
    return yn_json_whole(o, bad);
}

json_t *yn_why_json(const struct yn_run *run, const struct yn_rate *rate)
{
    const struct yn_rates *rates = run->rates;
    json_t *o = track_json(run, rate), *measures = json_array();
    int bad = !o || !measures;
    for (size_t i = 0; i < rate->n_measures; i++)
        bad |=
            json_array_append_new(measures, measure_json(&rate->measures[i]));
    bad |= json_object_set_new(o, "as_of", day_json(rates->as_of_day));
    bad |= json_object_set_new(o, "placed", day_json(rate->placed_day));
    bad |= json_object_set_new(o, "measures", measures);
    bad |= json_object_set_new(o, "moments",
                               yn_moments_json(run, rate->track->index));
    bad |= json_object_set_new(o, "marks_found", yn_judged_json(run));
    bad |= json_object_set_new(o, "verdict",
                               yn_why_verdict_json(run, rate->track->index));
    return yn_json_whole(o, bad);
}

static void csv_interval(FILE *f, const struct yn_interval *one)
{
    const double value[] = {one->value, one->lo, one->hi};
    for (size_t i = 0; i < YN_LEN(value); i++)
        yn_csv_number(f, false,
                      isnan(value[i]) ? NAN : round(value[i] * 1e4) / 1e4);
}

/* The first rule, behind what stood there before there was one. */
static void csv_story(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_story *story = yn_story_of(run, track);
    const struct yn_interval value = {story ? story->value : NAN,
                                      story ? story->lo : NAN,
                                      story ? story->hi : NAN};
    yn_csv_text(f, false, story ? yn_story_word(story->status) : "");
    csv_interval(f, &value);
}

int yn_rate_csv(const struct yn_run *run, FILE *f, struct yn_err *err)
{
    const struct yn_rates *rates = run->rates;
    fputs("drama,title,korean,artist,status,linger,linger_lo,linger_hi,s52,"
          "s52_lo,s52_hi,half_life_weeks,half_life_lo,half_life_hi,"
          "weeks_on_chart,best_rank,last_seen,story_status,story,story_lo,"
          "story_hi\r\n",
          f);
    for (size_t i = 0; i < rates->n_tracks; i++) {
        const struct yn_rate *rate = &rates->tracks[i];
        char day[16], *artists = yn_artists_text(rate->track);
        if (!artists)
            return yn_err_nomem(err);
        yn_csv_text(f, true, rates->season->dramas[rate->track->drama].title);
        yn_csv_text(f, false, rate->track->title);
        yn_csv_text(f, false, rate->track->korean);
        yn_csv_text(f, false, artists);
        free(artists);
        yn_csv_text(f, false, yn_linger_word(rate->status));
        csv_interval(f, &rate->value);
        csv_interval(f, &rate->s52);
        csv_interval(f, &rate->half_life_weeks);
        bool read = rate->chart && rate->weeks_read;
        yn_csv_number(f, false, read ? rate->weeks_on_chart : NAN);
        yn_csv_number(f, false, rate->best_rank ? rate->best_rank : NAN);
        yn_csv_text(f, false, yn_rate_day(rate->last_seen_day, day));
        csv_story(run, rate->track->index, f);
        fputs("\r\n", f);
    }
    return YN_OK;
}
