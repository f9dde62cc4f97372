/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/rate.h>

#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "linger/rate_internal.h"

#define WEEK_DAYS 7
/* The least half width of ln S52 that a measure is believed to have: no source
 * is so good that it should outvote another a hundred times. */
#define HALF_WIDTH_LEAST 0.05
/* Half a width of ln S52 that is open below, for the same purpose. */
#define OPEN_END 2.0

const char *yn_linger_word(enum yn_linger_status status)
{
    static const char *const words[] = {"unknown", "below chart", "too early",
                                        "forecast", "measured"};
    return words[status];
}

const char *yn_linger_from_word(enum yn_linger_from from)
{
    static const char *const words[] = {"chart", "listens", "views"};
    return words[from];
}

/* The chart that says most of a track: where it stood longest, then the one
 * read deepest, then the first. A chart of which nothing was known yet has no
 * weeks and no songs; n_charts where all are such. */
static size_t best_chart(const struct yn_attention *attention, size_t track)
{
    size_t best = attention->n_charts;
    unsigned depth = 0;
    for (size_t c = 0; c < attention->n_charts; c++) {
        const struct yn_chart *chart = &attention->charts[c];
        unsigned read_to = 0;
        if (!chart->n_weeks)
            continue;
        for (size_t w = 0; w < chart->n_weeks; w++) {
            if (chart->weeks[w].read_to > read_to)
                read_to = chart->weeks[w].read_to;
        }
        size_t n = chart->songs[track].n_ranked;
        size_t n_best = best < attention->n_charts
                            ? attention->charts[best].songs[track].n_ranked
                            : 0;
        if (best == attention->n_charts || n > n_best ||
            (n == n_best && read_to > depth)) {
            best = c;
            depth = read_to;
        }
    }
    return best;
}

static int rate_charts(struct yn_rates *rates, struct yn_err *err)
{
    const struct yn_attention *attention = rates->attention;
    int rc = YN_OK;
    for (size_t c = 0; !rc && c < attention->n_charts; c++) {
        struct yn_chart_pool pool;
        if (!attention->charts[c].n_weeks)
            continue;
        rc = yn_chart_pool_make(rates, &attention->charts[c], &pool, err);
        for (size_t t = 0; !rc && t < rates->n_tracks; t++) {
            if (best_chart(attention, t) == c)
                rc = yn_rate_from_chart(rates->season, &pool, rates->as_of_day,
                                        &rates->own->arena, &rates->tracks[t],
                                        err);
        }
        yn_chart_pool_release(&pool);
    }
    return rc;
}

/* The last day that anything was read of; INT32_MIN: nothing was read. */
static int32_t last_day(const struct yn_attention *attention,
                        size_t listeners_min)
{
    int32_t last = INT32_MIN;
    for (size_t c = 0; c < attention->n_charts; c++) {
        const struct yn_chart *chart = &attention->charts[c];
        if (chart->n_weeks && chart->weeks[chart->n_weeks - 1].last_day > last)
            last = chart->weeks[chart->n_weeks - 1].last_day;
    }
    const struct yn_listens *listens = attention->listens;
    for (size_t w = 0; w < listens->n_weeks; w++) {
        int32_t day = listens->weeks[w].first_day + WEEK_DAYS - 1;
        if (listens->weeks[w].listener_days &&
            listens->weeks[w].listeners >= listeners_min && day > last)
            last = day;
    }
    for (size_t v = 0; v < attention->n_views; v++) {
        const struct yn_views *views = &attention->views[v];
        if (views->n && views->counts[views->n - 1].day > last)
            last = views->counts[views->n - 1].day;
    }
    return last;
}

/* A weighted mean; what is narrow weighs more. */
struct blend {
    double weight, value, lo, hi;
};

static void blend_add(struct blend *blend, const struct yn_interval *one,
                      double weight)
{
    blend->weight += weight;
    blend->value += weight * one->value;
    blend->lo += weight * one->lo;
    blend->hi += weight * one->hi;
}

static struct yn_interval blend_of(const struct blend *blend)
{
    if (blend->weight <= 0)
        return (struct yn_interval){NAN, NAN, NAN};
    return (struct yn_interval){.value = blend->value / blend->weight,
                                .lo = blend->lo / blend->weight,
                                .hi = blend->hi / blend->weight};
}

static double weight_of(const struct yn_interval *s52)
{
    /* The wider half: a lower end of nought says that all is open there. */
    double up = log(s52->hi / s52->value);
    double down = s52->lo > 0 ? log(s52->value / s52->lo) : OPEN_END;
    double half = fmax(fmax(up, down), HALF_WIDTH_LEAST);
    return 1 / (half * half);
}

/* What all sources say together. They are of other people each, so the interval
 * is not made narrower for there being several. */
static void join_measures(struct yn_rate *rate)
{
    struct blend s52 = {0}, value = {0}, half = {0};
    rate->status = YN_LINGER_UNKNOWN;
    for (size_t m = 0; m < rate->n_measures; m++) {
        const struct yn_measure *one = &rate->measures[m];
        if (one->status > rate->status)
            rate->status = one->status;
        if (one->last_seen_day > rate->last_seen_day)
            rate->last_seen_day = one->last_seen_day;
        if (!(one->s52.value > 0))
            continue;
        double weight = weight_of(&one->s52);
        blend_add(&s52, &one->s52, weight);
        blend_add(&value, &one->value, weight);
        if (!isnan(one->half_life_weeks.value))
            blend_add(&half, &one->half_life_weeks, weight);
    }
    rate->s52 = blend_of(&s52);
    rate->value = blend_of(&value);
    rate->half_life_weeks = blend_of(&half);
    /* Below the chart in every week: no value, but a bound. */
    if (rate->status == YN_LINGER_BELOW)
        rate->value = rate->measures[0].value;
}

int yn_rates_create(const struct yn_rates_params *params, struct yn_rates **out,
                    struct yn_err *err)
{
    struct yn_rates *rates = calloc(1, sizeof(*rates));
    if (!rates)
        return yn_err_nomem(err);
    rates->own = calloc(1, sizeof(*rates->own));
    int rc = rates->own ? YN_OK : yn_err_nomem(err);
    if (rc)
        goto done;
    rates->season = params->season;
    rates->own->placed = params->placed_days;
    rates->attention = params->attention;
    rates->listeners_min = params->listeners_min;
    rates->as_of_day = params->as_of.year
                           ? yn_day_of(params->as_of)
                           : last_day(params->attention, params->listeners_min);
    rates->n_tracks = params->season->n_tracks;
    rates->tracks = yn_arena_array(&rates->own->arena, rates->n_tracks,
                                   sizeof(*rates->tracks));
    rc = rates->tracks ? YN_OK : yn_err_nomem(err);
    if (rc)
        goto done;
    for (size_t t = 0; t < rates->n_tracks; t++) {
        rates->tracks[t].track = params->season->tracks[t];
        rates->tracks[t].last_seen_day = INT32_MIN;
        rates->tracks[t].placed_day =
            params->placed_days ? params->placed_days[t] : INT32_MIN;
    }
    rc = rate_charts(rates, err);
    if (!rc)
        rc = yn_rate_from_counts(rates, err);
    if (!rc && params->attention->listens->n_plays)
        rc = yn_rate_audiences(rates, err);
    for (size_t t = 0; !rc && t < rates->n_tracks; t++)
        join_measures(&rates->tracks[t]);
done:
    if (rates->own)
        rates->own->placed = NULL;
    if (rc)
        yn_rates_destroy(&rates);
    else
        *out = rates;
    return rc;
}

void yn_rates_destroy(struct yn_rates **rates)
{
    if (!*rates)
        return;
    if ((*rates)->own)
        yn_arena_release(&(*rates)->own->arena);
    free((*rates)->own);
    free(*rates);
    *rates = NULL;
}
