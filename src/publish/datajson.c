/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * data.json: the whole published season for programs; docs/data.schema.json
 * says what every member means. Members are always there: what is not known is
 * null. Kept out are paths, globs and lyrics (they are the editor's own), the
 * judges' notes and what writers are paid by.
 *
 * A member that is added leaves DATA_VERSION as it is; one that changes its
 * meaning or goes raises it.
 */
#include "publish/site.h"

#include <math.h>

#include "base/base.h"
#include "base/day.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/json_writer.h"
#include "publish/judged.h"
#include "publish/markdown.h"
#include "publish/measured.h"
#include "publish/text.h"
#include "publish/votes.h"

#define DATA_VERSION 1
#define WORDS_HEADING 2
#define DRAMA_DEPTH 2

static void links(struct yn_jw *json, json_t *parent,
                  const struct yn_pair_list *list)
{
    json_t *array = yn_jw_array(json, parent, "links");
    for (size_t i = 0; i < list->n; i++) {
        if (!yn_text_is_web(list->item[i].value))
            continue;
        json_t *object = yn_jw_object(json, array, NULL);
        yn_jw_text(json, object, "name", list->item[i].key);
        yn_jw_text(json, object, "url", list->item[i].value);
    }
}

static void writers(struct yn_jw *json, json_t *parent,
                    const struct yn_track *track)
{
    json_t *array = yn_jw_array(json, parent, "writers");
    for (size_t i = 0; i < track->n_writers; i++) {
        json_t *object = yn_jw_object(json, array, NULL);
        yn_jw_text(json, object, "name", track->writers[i].name);
        yn_jw_known(json, object, "role", track->writers[i].role);
    }
}

static void video(struct yn_jw *json, json_t *parent,
                  const struct yn_track *track)
{
    if (!yn_feed_has_video(track)) {
        yn_jw_null(json, parent, "video");
        return;
    }
    json_t *object = yn_jw_object(json, parent, "video");
    yn_jw_text(json, object, "url", track->video_url);
    yn_jw_known(json, object, "channel", track->video_channel);
}

static void facts_of_track(struct yn_jw *json, json_t *object,
                           const struct yn_track *track)
{
    yn_jw_known(json, object, "title", track->title);
    yn_jw_known(json, object, "korean", track->korean);
    yn_jw_list(json, object, "aliases", &track->aliases);
    yn_jw_list(json, object, "artist", &track->artist);
    yn_jw_list(json, object, "artist_korean", &track->artist_ko);
    yn_jw_known(json, object, "part", track->part);
    yn_jw_known(json, object, "album", track->album);
    yn_jw_date(json, object, "released", track->released);
    yn_jw_text(json, object, "version", yn_version_word(track->version));
    yn_jw_known(json, object, "isrc", track->isrc);
    yn_jw_known(json, object, "iswc", track->iswc);
    yn_jw_known(json, object, "publisher", track->publisher);
    writers(json, object, track);
    video(json, object, track);
    links(json, object, &track->links);
    yn_jw_known(json, object, "note", track->note);
    yn_jw_list(json, object, "sources", &track->source);
}

static void votes(const struct yn_season *season, struct yn_jw *json,
                  json_t *parent, const struct yn_track *track)
{
    json_t *array = yn_jw_array(json, parent, "votes");
    for (size_t i = yn_votes_first(season, track->index);
         i < season->n_votes && season->votes[i].track == track->index; i++) {
        const struct yn_vote *vote = &season->votes[i];
        if (!yn_vote_counts(vote))
            continue;
        json_t *object = yn_jw_object(json, array, NULL);
        yn_jw_text(json, object, "judge", season->judges[vote->judge].name);
        yn_jw_number(json, object, "story", vote->story);
        yn_jw_number(json, object, "fans", vote->fans);
        yn_jw_number(json, object, "passing", vote->passing);
        yn_jw_number(json, object, "linger", yn_vote_linger(vote));
        yn_jw_bool(json, object, "pick", yn_vote_picks(vote, season->bar));
    }
}

static void override(struct yn_jw *json, json_t *parent,
                     const struct yn_override *override)
{
    if (!override) {
        yn_jw_null(json, parent, "override");
        return;
    }
    json_t *object = yn_jw_object(json, parent, "override");
    yn_jw_bool(json, object, "pick", override->pick);
    yn_jw_known(json, object, "editor", override->editor);
    yn_jw_known(json, object, "because", override->because);
    yn_jw_known(json, object, "time", override->time);
}

static void tally_of_track(struct yn_jw *json, json_t *object,
                           const struct yn_track_tally *tally)
{
    yn_jw_bool(json, object, "badge", tally->badge);
    yn_jw_number(json, object, "story", tally->story);
    yn_jw_number(json, object, "fans", tally->fans);
    yn_jw_number(json, object, "passing", tally->passing);
    yn_jw_number(json, object, "linger", tally->linger);
    yn_jw_number(json, object, "score", tally->score);
    yn_jw_integer(json, object, "judges", tally->judges);
    yn_jw_integer(json, object, "voters", tally->voters);
    override(json, object, tally->override);
}

/* A line a track: a change of one is a change of one line, and a season of any
 * size needs the memory of one track. */
static int write_track(const struct yn_site_ctx *ctx,
                       const struct yn_track *track, struct yn_buf *out,
                       struct yn_err *err)
{
    struct yn_jw json = {0};
    json_t *object = yn_jw_root(&json);
    yn_jw_text(&json, object, "id", yn_anchor_track(ctx->anchors, track));
    facts_of_track(&json, object, track);
    tally_of_track(&json, object, &ctx->tally->tracks[track->index]);
    yn_judged_track(ctx, &json, object, track);
    votes(ctx->season, &json, object, track);
    yn_measured_write(&json, object, ctx->rates, track);
    return yn_jw_finish(&json, YN_JW_LINE, out, err);
}

/* The ids of badge tracks. */
static void badges(const struct yn_site_ctx *ctx, struct yn_jw *json,
                   json_t *parent, const struct yn_track_tally **badge,
                   size_t n)
{
    json_t *array = yn_jw_array(json, parent, "badges");
    for (size_t i = 0; i < n; i++)
        yn_jw_text(json, array, NULL,
                   yn_anchor_track(ctx->anchors, badge[i]->track));
}

/* The editor's words as clean CommonMark: her comments and raw HTML are not for
 * the public, nor are the paths of her images. */
static int words(struct yn_jw *json, json_t *parent, const char *key,
                 const struct yn_markdown_params *params, struct yn_err *err)
{
    struct yn_buf text = {0};
    int rc = yn_markdown_clean(params, &text, err);
    json->failed = json->failed || text.failed;
    yn_jw_known(json, parent, key, yn_buf_text(&text));
    yn_buf_release(&text);
    return rc;
}

static void facts_of_drama(struct yn_jw *json, json_t *object,
                           const struct yn_drama *drama)
{
    yn_jw_text(json, object, "title", drama->title);
    yn_jw_known(json, object, "korean", drama->korean);
    yn_jw_list(json, object, "aliases", &drama->aliases);
    yn_jw_list(json, object, "network", &drama->network);
    yn_jw_date(json, object, "first", drama->first);
    yn_jw_date(json, object, "last", drama->last);
    yn_jw_number(json, object, "episodes",
                 drama->episodes ? drama->episodes : NAN);
    yn_jw_known(json, object, "synopsis", drama->synopsis);
    yn_jw_known(json, object, "note", drama->note);
    yn_jw_known(json, object, "rule", yn_rule_word(drama->rule));
    yn_jw_known(json, object, "roster", yn_roster_word(drama->roster));
    yn_jw_list(json, object, "sources", &drama->source);
}

static int write_about_drama(const struct yn_site_ctx *ctx,
                             const struct yn_drama_tally *tally,
                             struct yn_buf *out, struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    struct yn_jw json = {0};
    struct yn_buf text = {0};
    json_t *object = yn_jw_root(&json);
    yn_jw_text(&json, object, "slug", drama->slug);
    yn_feed_page_url(ctx, drama, &text);
    yn_jw_buf(&json, object, "url", &text);
    facts_of_drama(&json, object, drama);
    int rc = words(&json, object, "words",
                   &(struct yn_markdown_params){.text = drama->body,
                                                .drama = drama,
                                                .heading = WORDS_HEADING},
                   err);
    yn_jw_integer(&json, object, "rank", tally->rank);
    yn_jw_bool(&json, object, "shared", tally->shared);
    yn_jw_number(&json, object, "score", tally->score);
    yn_jw_integer(&json, object, "voters", tally->voters);
    yn_jw_bool(&json, object, "cut_tied", tally->cut_tied);
    badges(ctx, &json, object, tally->badges, tally->n_badges);
    yn_judged_drama(ctx, &json, object, drama);
    yn_buf_release(&text);
    int finished = yn_jw_finish_members(&json, DRAMA_DEPTH, out, err);
    return rc ? rc : finished;
}

static int write_drama(const struct yn_site_ctx *ctx,
                       const struct yn_drama_tally *tally, struct yn_buf *out,
                       struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    yn_buf_puts(out, "\n    {");
    int rc = write_about_drama(ctx, tally, out, err);
    yn_buf_puts(out, ",\n      \"tracks\": [");
    for (size_t i = 0; i < drama->n_tracks && !rc; i++) {
        yn_buf_puts(out, i ? ",\n        " : "\n        ");
        rc = write_track(ctx, &drama->tracks[i], out, err);
    }
    yn_buf_puts(out, "\n      ]\n    }");
    return rc;
}

static int write_name(const struct yn_site_ctx *ctx,
                      const struct yn_name_tally *tally, struct yn_buf *out,
                      struct yn_err *err)
{
    struct yn_jw json = {0};
    json_t *object = yn_jw_root(&json);
    yn_jw_integer(&json, object, "rank", tally->rank);
    yn_jw_bool(&json, object, "shared", tally->shared);
    yn_jw_text(&json, object, "name", tally->name);
    yn_jw_known(&json, object, "korean", tally->korean);
    yn_jw_number(&json, object, "score", tally->score);
    badges(ctx, &json, object, tally->badges, tally->n_badges);
    return yn_jw_finish(&json, YN_JW_LINE, out, err);
}

static int write_names(const struct yn_site_ctx *ctx,
                       const struct yn_name_tally *tally, size_t n,
                       struct yn_buf *out, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; i < n && !rc; i++) {
        yn_buf_puts(out, i ? ",\n    " : "\n    ");
        rc = write_name(ctx, &tally[i], out, err);
    }
    yn_buf_puts(out, "\n  ]");
    return rc;
}

/* The day up to which attention was looked at. */
static struct yn_date measured_as_of(const struct yn_site_ctx *ctx)
{
    if (!ctx->rates || ctx->rates->as_of_day == INT32_MIN)
        return (struct yn_date){0};
    return yn_day_date(ctx->rates->as_of_day);
}

static int write_season(const struct yn_site_ctx *ctx, struct yn_jw *json,
                        json_t *root, struct yn_err *err)
{
    const struct yn_season *season = ctx->season;
    struct yn_buf text = {0};
    json_t *object = yn_jw_object(json, root, "season");
    yn_jw_text(json, object, "title", season->title);
    yn_jw_integer(json, object, "year", season->year);
    yn_badge_words(season, &text);
    yn_jw_buf(json, object, "badge", &text);
    yn_jw_known(json, object, "by", season->by);
    yn_jw_known(json, object, "url",
                yn_text_is_web(season->url) ? season->url : "");
    yn_text_instant(ctx->date_s, &text);
    yn_jw_buf(json, object, "updated", &text);
    yn_jw_date(json, object, "measured_as_of", measured_as_of(ctx));
    yn_jw_text(json, object, "order", yn_order_word(season->order));
    yn_jw_number(json, object, "quorum", season->quorum);
    yn_jw_number(json, object, "bar", season->bar);
    yn_jw_integer(json, object, "max_picks", season->max_picks);
    yn_jw_list(json, object, "credits", &season->credits);
    int rc = words(json, object, "intro",
                   &(struct yn_markdown_params){.text = season->intro,
                                                .heading = WORDS_HEADING},
                   err);
    json_t *judges = yn_jw_array(json, object, "judges");
    for (size_t i = 0; i < season->n_judges; i++)
        yn_jw_text(json, judges, NULL, season->judges[i].name);
    yn_buf_release(&text);
    return rc;
}

static int write_head(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    struct yn_jw json = {0};
    json_t *root = yn_jw_root(&json);
    yn_jw_text(&json, root, "$schema", "data.schema.json");
    yn_jw_integer(&json, root, "data_version", DATA_VERSION);
    yn_jw_text(&json, root, "generator", "yeoun");
    int rc = write_season(ctx, &json, root, err);
    yn_jw_integer(&json, root, "n_badges", (long long)ctx->tally->n_badges);
    int finished = yn_jw_finish_members(&json, 0, out, err);
    return rc ? rc : finished;
}

static int write_data(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    const struct yn_tally *tally = ctx->tally;
    yn_buf_putc(out, '{');
    int rc = write_head(ctx, out, err);
    yn_buf_puts(out, ",\n  \"dramas\": [");
    for (size_t i = 0; i < ctx->n && !rc; i++) {
        if (i > 0)
            yn_buf_putc(out, ',');
        rc = write_drama(ctx, ctx->order[i], out, err);
    }
    yn_buf_puts(out, "\n  ],\n  \"artists\": [");
    if (!rc)
        rc = write_names(ctx, tally->artists, tally->n_artists, out, err);
    yn_buf_puts(out, ",\n  \"networks\": [");
    if (!rc)
        rc = write_names(ctx, tally->networks, tally->n_networks, out, err);
    yn_buf_puts(out, "\n}\n");
    return rc;
}

const struct yn_site_file yn_site_data = {
    .name = "data.json",
    .mime = "application/json",
    .label = "All the data",
    .use = "Facts, votes and tally of the whole season, for programs.",
    .write = write_data,
};
