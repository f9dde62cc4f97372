/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/judged.h"

#include <math.h>

#include "base/base.h"

/* A share of draws has no more digits than this. */
static void share(struct yn_jw *json, json_t *parent, const char *name,
                  double value)
{
    yn_jw_number(json, parent, name, round(value * 1e3) / 1e3);
}

static void score(struct yn_jw *json, json_t *parent, const char *name,
                  double value)
{
    yn_jw_number(json, parent, name,
                 isnan(value) ? NAN : round(value * 1e2) / 1e2);
}

static void overrides(const struct yn_site_ctx *ctx, struct yn_jw *json,
                      json_t *parent, const struct yn_track *track)
{
    json_t *array = yn_jw_array(json, parent, "overrides");
    for (size_t i = 0; i < ctx->season->n_overrides; i++) {
        const struct yn_override *one = &ctx->season->overrides[i];
        if (one->track != track->index)
            continue;
        json_t *object = yn_jw_object(json, array, NULL);
        yn_jw_bool(json, object, "pick", one->pick);
        yn_jw_known(json, object, "editor", one->editor);
        yn_jw_known(json, object, "because", one->because);
        yn_jw_known(json, object, "time", one->time);
    }
}

static void rule(struct yn_jw *json, json_t *parent, const char *name,
                 const struct yn_verdict_rule *rule)
{
    static const char *const words[] = {"lower", "alike", "higher"};
    const bool both = rule->from == YN_VERDICT_MEASURED && !isnan(rule->voted);
    json_t *object = yn_jw_object(json, parent, name);
    yn_jw_text(json, object, "from", yn_verdict_from_word(rule->from));
    score(json, object, "value", rule->value);
    score(json, object, "lo", rule->lo);
    score(json, object, "hi", rule->hi);
    score(json, object, "voted", rule->voted);
    yn_jw_known(json, object, "votes",
                both ? words[rule->votes_differ + 1] : "");
}

void yn_judged_track(const struct yn_site_ctx *ctx, struct yn_jw *json,
                     json_t *parent, const struct yn_track *track)
{
    const struct yn_track_verdict *verdict =
        ctx->verdict ? &ctx->verdict->tracks[track->index] : NULL;
    overrides(ctx, json, parent, track);
    if (!verdict || !verdict->known ||
        !ctx->verdict->dramas[track->drama].n_measured) {
        yn_jw_null(json, parent, "verdict");
        return;
    }
    const struct yn_contest_place *place = &verdict->drama;
    json_t *object = yn_jw_object(json, parent, "verdict");
    yn_jw_bool(json, object, "suggested", verdict->suggested);
    rule(json, object, "story", &verdict->story);
    rule(json, object, "linger", &verdict->linger);
    score(json, object, "together", place->together);
    score(json, object, "lo", place->lo);
    score(json, object, "hi", place->hi);
    score(json, object, "both", place->both);
    share(json, object, "p_best", place->p_best);
    share(json, object, "p_best_both", place->p_best_both);
    share(json, object, "p_front", place->p_front);
    yn_jw_integer(json, object, "rank_lo", place->rank_lo);
    yn_jw_integer(json, object, "rank_hi", place->rank_hi);
    yn_jw_integer(json, object, "season_rank_lo", verdict->season.rank_lo);
    yn_jw_integer(json, object, "season_rank_hi", verdict->season.rank_hi);
    yn_jw_known(json, object, "beaten_by",
                place->beaten_by == SIZE_MAX
                    ? ""
                    : yn_anchor_track(ctx->anchors,
                                      ctx->season->tracks[place->beaten_by]));
}

void yn_judged_drama(const struct yn_site_ctx *ctx, struct yn_jw *json,
                     json_t *parent, const struct yn_drama *drama)
{
    const struct yn_drama_verdict *verdict =
        ctx->verdict ? &ctx->verdict->dramas[drama - ctx->season->dramas]
                     : NULL;
    if (!verdict || !verdict->n_measured) {
        yn_jw_null(json, parent, "verdict");
        return;
    }
    json_t *object = yn_jw_object(json, parent, "verdict");
    yn_jw_text(json, object, "status", yn_verdict_word(verdict->status));
    json_t *array = yn_jw_array(json, object, "suggested");
    for (size_t i = 0; i < verdict->n_suggested; i++)
        yn_jw_text(json, array, NULL,
                   yn_anchor_track(ctx->anchors, verdict->suggested[i]->track));
    yn_jw_known(json, object, "winner",
                verdict->winner
                    ? yn_anchor_track(ctx->anchors, verdict->winner->track)
                    : "");
    yn_jw_bool(json, object, "cut_level", verdict->cut_level);
    yn_jw_integer(json, object, "known", (long long)verdict->n_known);
    yn_jw_integer(json, object, "measured", (long long)verdict->n_measured);
}
