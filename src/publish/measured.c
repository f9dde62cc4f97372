/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/measured.h"

#include <math.h>

#include "base/base.h"
#include "base/day.h"

/* Beyond the fourth decimal there is nothing but the compiler's taste. */
static void number(struct yn_jw *json, json_t *parent, const char *key,
                   double value)
{
    yn_jw_number(json, parent, key,
                 isnan(value) ? NAN : round(value * 1e4) / 1e4);
}

static void interval(struct yn_jw *json, json_t *parent, const char *key,
                     const struct yn_interval *one)
{
    char end[32];
    number(json, parent, key, one->value);
    snprintf(end, sizeof(end), "%s_lo", key);
    number(json, parent, end, one->lo);
    snprintf(end, sizeof(end), "%s_hi", key);
    number(json, parent, end, one->hi);
}

/* A chart by its name; of the others only what they are, for their names are
 * those of the editor's files. */
static void sources(struct yn_jw *json, json_t *parent,
                    const struct yn_rate *rate)
{
    json_t *array = yn_jw_array(json, parent, "sources");
    for (size_t i = 0; i < rate->n_measures; i++) {
        const struct yn_measure *one = &rate->measures[i];
        struct yn_buf text = {0};
        yn_buf_puts(&text, yn_linger_from_word(one->from));
        if (one->from == YN_FROM_CHART)
            yn_buf_printf(&text, ": %s", one->source);
        yn_jw_buf(json, array, NULL, &text);
        yn_buf_release(&text);
    }
}

void yn_measured_write(struct yn_jw *json, json_t *parent,
                       const struct yn_rates *rates,
                       const struct yn_track *track)
{
    json_t *measured = yn_jw_object(json, parent, "measured");
    if (!rates) {
        yn_jw_null(json, measured, "linger");
        return;
    }
    const struct yn_rate *rate = &rates->tracks[track->index];
    json_t *object = yn_jw_object(json, measured, "linger");
    number(json, object, "value", rate->value.value);
    number(json, object, "lo", rate->value.lo);
    number(json, object, "hi", rate->value.hi);
    yn_jw_text(json, object, "status", yn_linger_word(rate->status));
    interval(json, object, "s52", &rate->s52);
    interval(json, object, "half_life_weeks", &rate->half_life_weeks);
    bool read = rate->chart && rate->weeks_read;
    yn_jw_number(json, object, "weeks_on_chart",
                 read ? rate->weeks_on_chart : NAN);
    yn_jw_number(json, object, "best_rank",
                 rate->best_rank ? rate->best_rank : NAN);
    yn_jw_date(json, object, "last_seen",
               rate->last_seen_day == INT32_MIN
                   ? (struct yn_date){0}
                   : yn_day_date(rate->last_seen_day));
    sources(json, object, rate);
}
