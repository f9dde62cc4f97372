/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season for Hugo: a section with an _index.md and a page per drama. What
 * templates may want stands under `params`, where Hugo keeps custom fields; the
 * body reads well under any theme. Videos are links: an embed would ask another
 * server for something before the reader does.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/badge.h"
#include "publish/feed.h"
#include "publish/front.h"
#include "publish/markdown.h"
#include "publish/share.h"
#include "publish/text.h"

#define BODY_HEADING 2

/* Between the braces of what Hugo would take for a shortcode: cannot be seen,
 * and takes no room. */
#define WORD_JOINER "\u2060"

/* Text inside a line of Markdown. */
static void put_escaped(const char *text, struct yn_buf *out)
{
    struct yn_buf line = {0};
    yn_feed_line(text, &line);
    for (const char *c = yn_buf_text(&line); *c; c++) {
        if (strchr("\\`*_{}[]<>&#|~!$^=", *c))
            yn_buf_putc(out, '\\');
        yn_buf_putc(out, *c);
    }
    out->failed = out->failed || line.failed;
    yn_buf_release(&line);
}

/* The editor's words; what looks like a shortcode in them stays words. */
static int put_words(const struct yn_markdown_params *params,
                     struct yn_buf *out, struct yn_err *err)
{
    struct yn_buf clean = {0};
    int rc = yn_markdown_clean(params, &clean, err);
    const char *text = yn_buf_text(&clean);
    if (text[0])
        yn_buf_putc(out, '\n');
    for (size_t i = 0; text[i]; i++) {
        yn_buf_putc(out, text[i]);
        if (text[i] == '{' && text[i + 1] == '{')
            yn_buf_puts(out, WORD_JOINER);
    }
    out->failed = out->failed || clean.failed;
    yn_buf_release(&clean);
    return rc;
}

/* - “Title” – Artist (제목), [video](…) */
static void put_track(const struct yn_track *track, struct yn_buf *out)
{
    struct yn_buf heading = {0};
    const char *second = yn_text_second_title(track);
    yn_text_heading(track, &heading);
    yn_buf_puts(out, "- ");
    put_escaped(yn_buf_text(&heading), out);
    if (second[0]) {
        yn_buf_puts(out, " (");
        put_escaped(second, out);
        yn_buf_putc(out, ')');
    }
    if (yn_feed_has_video(track))
        yn_buf_printf(out, ", [video](<%s>)", track->video_url);
    yn_buf_putc(out, '\n');
    out->failed = out->failed || heading.failed;
    yn_buf_release(&heading);
}

static void put_tracks(const struct yn_site_ctx *ctx,
                       const struct yn_drama_tally *tally, struct yn_buf *out)
{
    const struct yn_drama *drama = tally->drama;
    if (tally->n_badges)
        yn_buf_puts(out, "\n## Picks\n\n");
    for (size_t i = 0; i < tally->n_badges; i++)
        put_track(tally->badges[i]->track, out);
    if (drama->n_tracks > tally->n_badges)
        yn_buf_puts(out, "\n## Also on the soundtrack\n\n");
    for (size_t i = 0; i < drama->n_tracks; i++) {
        if (!ctx->tally->tracks[drama->tracks[i].index].badge)
            put_track(&drama->tracks[i], out);
    }
}

static void front_pick(struct yn_front *list,
                       const struct yn_track_tally *tally)
{
    const struct yn_track *track = tally->track;
    struct yn_front item = yn_front_item(list);
    yn_front_text(&item, "title", yn_track_name(track));
    yn_front_text(&item, "korean", yn_text_second_title(track));
    yn_front_list(&item, "artist", &track->artist);
    yn_front_list(&item, "artist_korean", &track->artist_ko);
    yn_front_text(&item, "album", track->album);
    yn_front_date(&item, "released", track->released);
    yn_front_number(&item, "story", tally->story);
    yn_front_number(&item, "linger", tally->linger);
    yn_front_number(&item, "score", tally->score);
    if (yn_feed_has_video(track))
        yn_front_text(&item, "video", track->video_url);
}

static void front_drama_params(struct yn_front *front,
                               const struct yn_drama_tally *tally)
{
    const struct yn_drama *drama = tally->drama;
    struct yn_front params = yn_front_nest(front, "params");
    yn_front_number(&params, "rank", tally->rank);
    yn_front_bool(&params, "shared", tally->shared);
    yn_front_number(&params, "score", tally->score);
    yn_front_text(&params, "korean", yn_text_second_drama_title(drama));
    yn_front_list(&params, "network", &drama->network);
    yn_front_date(&params, "first", drama->first);
    yn_front_date(&params, "last", drama->last);
    if (drama->episodes)
        yn_front_number(&params, "episodes", drama->episodes);
    yn_front_text(&params, "synopsis", drama->synopsis);
    yn_front_text(&params, "rule", yn_rule_word(drama->rule));
    yn_front_text(&params, "roster", yn_roster_word(drama->roster));
    if (!tally->n_badges)
        return;
    struct yn_front picks = yn_front_nest(&params, "picks");
    for (size_t i = 0; i < tally->n_badges; i++)
        front_pick(&picks, tally->badges[i]);
}

/* The picks in one line, for lists of pages and for search engines. */
static void put_description(const struct yn_drama_tally *tally,
                            struct yn_buf *out)
{
    for (size_t i = 0; i < tally->n_badges; i++) {
        if (i > 0)
            yn_buf_puts(out, "; ");
        yn_text_heading(tally->badges[i]->track, out);
    }
}

/* What Hugo's own templates name in og:image; NULL: the season's. */
static void front_picture(const struct yn_site_ctx *ctx, struct yn_front *front,
                          const struct yn_drama *drama)
{
    struct yn_buf name = {0};
    yn_share_name(ctx, drama, &name);
    const char *item[] = {yn_buf_text(&name)};
    const struct yn_text_list images = {item, 1};
    yn_front_list(front, "images", &images);
    front->out->failed = front->out->failed || name.failed;
    yn_buf_release(&name);
}

static int write_drama(const struct yn_site_ctx *ctx, size_t i,
                       struct yn_buf *out, struct yn_err *err)
{
    const struct yn_drama_tally *tally = ctx->order[i];
    struct yn_front front = {.out = out};
    struct yn_buf text = {0};
    yn_buf_puts(out, "---\n");
    yn_front_text(&front, "title", yn_text_drama_name(tally->drama));
    yn_text_instant(ctx->date_s, &text);
    yn_front_buf(&front, "date", &text);
    yn_front_number(&front, "weight", (double)(i + 1));
    put_description(tally, &text);
    yn_front_buf(&front, "description", &text);
    front_picture(ctx, &front, tally->drama);
    front_drama_params(&front, tally);
    yn_buf_puts(out, "---\n");
    yn_buf_release(&text);
    const struct yn_markdown_params words = {.text = tally->drama->body,
                                             .drama = tally->drama,
                                             .heading = BODY_HEADING,
                                             .assets = ctx->assets,
                                             .assets_at = "/"};
    int rc = put_words(&words, out, err);
    put_tracks(ctx, tally, out);
    return rc;
}

static int write_index(const struct yn_site_ctx *ctx, struct yn_buf *out,
                       struct yn_err *err)
{
    const struct yn_season *season = ctx->season;
    struct yn_front front = {.out = out};
    struct yn_buf text = {0};
    yn_buf_puts(out, "---\n");
    yn_front_text(&front, "title", season->title);
    yn_text_instant(ctx->date_s, &text);
    yn_front_buf(&front, "date", &text);
    yn_badge_words(season, &text);
    yn_front_buf(&front, "description", &text);
    front_picture(ctx, &front, NULL);
    struct yn_front params = yn_front_nest(&front, "params");
    yn_front_number(&params, "year", season->year);
    yn_front_text(&params, "by", season->by);
    yn_front_text(&params, "order", yn_order_word(season->order));
    yn_front_number(&params, "quorum", season->quorum);
    yn_front_number(&params, "bar", season->bar);
    yn_front_number(&params, "max_picks", season->max_picks);
    yn_front_list(&params, "credits", &season->credits);
    yn_buf_puts(out, "---\n");
    yn_buf_release(&text);
    const struct yn_markdown_params words = {.text = season->intro,
                                             .heading = BODY_HEADING,
                                             .assets = ctx->assets,
                                             .assets_at = "/"};
    return put_words(&words, out, err);
}

/* index.md and _index.md mean something else to Hugo than a page. */
static void put_name(const struct yn_season *season, const char *slug,
                     struct yn_buf *out)
{
    bool taken = strcmp(slug, "index") == 0 || strcmp(slug, "_index") == 0;
    yn_buf_printf(out, "content/best-of-%u/%s%s.md", season->year, slug,
                  taken ? "-drama" : "");
}

/* Hands a page on under its name; empties both. */
static int put_page(struct yn_site_out *out, struct yn_buf *name,
                    struct yn_buf *page, struct yn_err *err)
{
    if (name->failed)
        return yn_err_nomem(err);
    int rc = yn_site_put(out, yn_buf_text(name), page, err);
    yn_buf_clear(name);
    return rc;
}

int yn_hugo_write(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                  struct yn_err *err)
{
    struct yn_buf page = {0}, name = {0};
    yn_buf_printf(&name, "content/best-of-%u/_index.md", ctx->season->year);
    int rc = write_index(ctx, &page, err);
    if (!rc)
        rc = put_page(out, &name, &page, err);
    for (size_t i = 0; i < ctx->n && !rc; i++) {
        put_name(ctx->season, ctx->order[i]->drama->slug, &name);
        rc = write_drama(ctx, i, &page, err);
        if (!rc)
            rc = put_page(out, &name, &page, err);
    }
    yn_buf_release(&page);
    yn_buf_release(&name);
    return rc;
}
