/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One track in words.
 */
#include <math.h>
#include <stdlib.h>

#include "rate_text.h"
#include "say.h"
#include "season.h"
#include "story_text.h"
#include "tally_text.h"
#include "why_verdict.h"
#include "wrap.h"

/* Weeks ahead that are told of: a month, a quarter, and all that is forecast.
 */
static const unsigned told_weeks[] = {4, 13, YN_FORECAST_WEEKS};

/* Of the chart; the track may have been played or viewed later. */
static int32_t last_week(const struct yn_rate *rate)
{
    for (size_t i = 0; i < rate->n_measures; i++) {
        if (rate->measures[i].from == YN_FROM_CHART)
            return rate->measures[i].last_seen_day;
    }
    return INT32_MIN;
}

static void say_chart(const struct yn_rate *rate, FILE *f)
{
    char day[16];
    if (!rate->chart) {
        fputs("No chart was read.\n", f);
        return;
    }
    fprintf(f, "Chart %s: ", rate->chart->name);
    if (!rate->weeks_read) {
        fputs("none of its weeks was read.\n", f);
        return;
    }
    if (!rate->weeks_on_chart) {
        unsigned read_to = 0;
        for (size_t w = 0; w < rate->chart->n_weeks; w++) {
            if (rate->song->place[w].rank > read_to)
                read_to = rate->song->place[w].rank;
        }
        fprintf(f,
                "below place %u in every one of the %u week%s that %s read. "
                "That is known, not missing.\n",
                read_to, rate->weeks_read, yn_plural(rate->weeks_read),
                rate->weeks_read == 1 ? "was" : "were");
        return;
    }
    fprintf(f,
            "%u week%s on it of %u read, at best at place %u, last in the "
            "week to %s.\n",
            rate->weeks_on_chart, yn_plural(rate->weeks_on_chart),
            rate->weeks_read, rate->best_rank,
            yn_rate_day(last_week(rate), day));
}

static const char *status_words(enum yn_linger_status status)
{
    switch (status) {
    case YN_LINGER_EARLY:
        return "It is too early to tell: the figures below are little more "
               "than what songs do on average.";
    case YN_LINGER_FORECAST:
        return "The year is not over, so this is a forecast.";
    case YN_LINGER_MEASURED:
        return "The year is over, so this is measured.";
    case YN_LINGER_BELOW:
        return "The chart bounds it and says no more.";
    default:
        return "Nothing was read that could tell how lasting it is.";
    }
}

static void say_placed(const struct yn_rate *rate, FILE *f)
{
    char day[16];
    if (rate->placed_day != INT32_MIN)
        fprintf(f,
                "It last carried a scene on about %s, as the scan has it; from "
                "then on it has to live by itself.\n",
                yn_rate_day(rate->placed_day, day));
}

static void say_measure(const struct yn_measure *one, FILE *f)
{
    char day[16];
    if (isnan(one->s52.value))
        return;
    fprintf(f, "By %s (%s): ", yn_linger_from_word(one->from), one->source);
    if (one->counted > 0)
        fprintf(f, "%.0f counted; ", one->counted);
    fprintf(f,
            "the clock starts in the week of %s and %u week%s were seen from "
            "there. A year on, %.0f %% of the attention is left (four times "
            "in five between %.0f %% and %.0f %%).",
            yn_rate_day(one->clock_day, day), one->weeks, yn_plural(one->weeks),
            100 * one->s52.value, 100 * one->s52.lo, 100 * one->s52.hi);
    if (isnan(one->half_life_weeks.value)) {
        fputs(" Half of it is still there after three years, as far as can be "
              "told.\n",
              f);
        return;
    }
    fprintf(f, " Half of it is gone after %.0f weeks",
            one->half_life_weeks.value);
    if (!isnan(one->half_life_weeks.lo) && !isnan(one->half_life_weeks.hi) &&
        one->half_life_weeks.lo < one->half_life_weeks.hi)
        fprintf(f, " (%.0f to %.0f)", one->half_life_weeks.lo,
                one->half_life_weeks.hi);
    fputs(".\n", f);
}

static void say_value(const struct yn_rate *rate, FILE *f)
{
    if (!isnan(rate->value.value))
        fprintf(f, "Linger: %.1f of 10 (%.1f to %.1f). ", rate->value.value,
                rate->value.lo, rate->value.hi);
    else if (!isnan(rate->value.hi))
        fprintf(f, "Linger: below %.1f of 10. ", rate->value.hi);
    else
        fputs("Linger: not known. ", f);
    fprintf(f, "%s\n", status_words(rate->status));
}

static void say_week(const struct yn_rate *rate,
                     const struct yn_forecast_week *week, FILE *f)
{
    char day[16];
    unsigned behind = 0;
    for (size_t w = 0; w < rate->chart->n_weeks; w++) {
        if (rate->chart->weeks[w].read_to + 1 > behind)
            behind = rate->chart->weeks[w].read_to + 1;
    }
    fprintf(f, " week to %s on the chart with %s%.0f %%",
            yn_rate_day(week->last_day, day),
            week->p_on_chart < 0.01 ? "under " : "",
            fmax(100 * week->p_on_chart, 1));
    if (week->rank >= behind)
        fputs(", most likely below it", f);
    else if (week->rank_hi >= behind)
        fprintf(f, ", about place %.0f (%.0f to below the chart)", week->rank,
                week->rank_lo);
    else
        fprintf(f, ", about place %.0f (%.0f to %.0f)", week->rank,
                week->rank_lo, week->rank_hi);
}

static void say_forecast(const struct yn_rate *rate, FILE *f)
{
    if (!rate->forecast)
        return;
    fputs("Ahead:", f);
    for (size_t i = 0; i < YN_LEN(told_weeks); i++) {
        if (i)
            putc(';', f);
        say_week(rate, &rate->forecast[told_weeks[i] - 1], f);
    }
    fputs(".\n", f);
}

static void say_audience(const struct yn_audience *audience, FILE *f)
{
    if (!audience->known)
        return;
    if (audience->own)
        fprintf(f,
                "%zu play%s of %zu listener%s. That is %s and no audience.\n",
                audience->plays, yn_plural(audience->plays),
                audience->listeners, yn_plural(audience->listeners),
                audience->listeners == 1 ? "one person's own year"
                                         : "persons' own years");
    else if (audience->coverage > 0)
        fprintf(f,
                "Listeners: %zu; %.0f %% watcher-like, %.0f %% passer-like, "
                "%.0f %% who knew the singer, %.0f %% unclear. %.0f %% of "
                "them were active enough to tell.\n",
                audience->listeners, 100 * audience->watchers.value,
                100 * audience->passers.value,
                100 * audience->singer_fans.value,
                100 * audience->unclear.value, 100 * audience->coverage);
    if (!isnan(audience->kept.value) && !audience->own)
        fprintf(f,
                "Of %zu watcher-like listeners %.0f %% (%.0f to %.0f) still "
                "played it 40 to 56 weeks after the finale.\n",
                audience->n_kept, 100 * audience->kept.value,
                100 * audience->kept.lo, 100 * audience->kept.hi);
    if (!isnan(audience->returned.value) && !audience->own)
        fprintf(f,
                "Of %zu passer-like listeners %.0f %% (%.0f to %.0f) came "
                "back to it within one to four months.\n",
                audience->n_returned, 100 * audience->returned.value,
                100 * audience->returned.lo, 100 * audience->returned.hi);
}

static void say_all(const struct yn_run *run, const struct yn_rate *rate,
                    const char *artists, FILE *f)
{
    const struct yn_rates *rates = run->rates;
    const size_t track = rate->track->index;
    char day[16];
    fputs("“", f);
    yn_say_text(f, yn_track_name(rate->track));
    fputs("” – ", f);
    yn_say_text(f, artists);
    fputs(" (", f);
    yn_say_text(f, rates->season->dramas[rate->track->drama].title);
    fprintf(f, "), as of %s\n", yn_rate_day(rates->as_of_day, day));
    yn_why_verdict(run, track, f);
    yn_why_word(run, track, f);
    yn_why_votes(run, track, f);
    yn_story_say(run, track, f);
    say_value(rate, f);
    say_chart(rate, f);
    say_placed(rate, f);
    for (size_t i = 0; i < rate->n_measures; i++)
        say_measure(&rate->measures[i], f);
    say_audience(&rate->audience, f);
    say_forecast(rate, f);
    yn_why_change(run, track, f);
}

int yn_why_text(const struct yn_run *run, const struct yn_rate *rate, FILE *f,
                struct yn_err *err)
{
    char *text = NULL;
    size_t len = 0;
    char *artists = yn_artists_text(rate->track);
    FILE *lines = artists ? open_memstream(&text, &len) : NULL;
    int rc = lines ? YN_OK : yn_err_nomem(err);
    if (!rc)
        say_all(run, rate, artists, lines);
    if (lines && fclose(lines))
        rc = yn_err_nomem(err);
    if (!rc)
        yn_wrap(f, text);
    free(text);
    free(artists);
    return rc;
}
