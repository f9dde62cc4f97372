/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A track that wears the badge: badge, names, video or search, scores, notes.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/badge.h"
#include "publish/rings.h"
#include "publish/text.h"
#include "publish/video.h"
#include "publish/votes.h"

static void badge(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_badge_words(page->ctx->season, yn_page_phrase(page));
    yn_markup_block(m, "img");
    yn_markup_attr(m, "class", "badge");
    yn_markup_attr(m, "src", yn_site_badge.name);
    yn_markup_attr_f(m, "width", "%d", YN_BADGE_SIZE);
    yn_markup_attr_f(m, "height", "%d", YN_BADGE_SIZE);
    yn_markup_attr(m, "alt", yn_buf_text(&page->phrase));
    yn_markup_close(m, "img");
}

/* The still, which the script turns into the player; without it a link. */
static void still(struct yn_page *page, const struct yn_track *track,
                  const char *embed)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "a", "still");
    yn_markup_attr(m, "href", track->video_url);
    yn_markup_attr(m, "data-embed", embed);
    yn_text_heading(track, yn_page_phrase(page));
    yn_markup_attr_f(m, "aria-label", "Play the video of %s",
                     yn_buf_text(&page->phrase));
    yn_rings_still(m, yn_anchor_track(page->ctx->anchors, track));
    yn_markup_close(m, "a");
}

/* "Video on YouTube: 1TheK", a link in any case. */
static void video_line(struct yn_page *page, const struct yn_track *track,
                       enum yn_video_host host)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "p", "video");
    yn_page_phrase(page);
    yn_buf_puts(&page->phrase, "Video");
    if (host != YN_VIDEO_OTHER)
        yn_buf_printf(&page->phrase, " on %s", yn_video_host_name(host));
    yn_page_link(page, track->video_url, yn_buf_text(&page->phrase));
    if (track->video_channel[0]) {
        yn_markup_text(m, " by ");
        yn_page_name(page, "span", "", track->video_channel);
    }
    yn_markup_close(m, "p");
}

/* Where no video is known: a search, which says that it is one. */
void yn_page_search(struct yn_page *page, const struct yn_track *track,
                    bool short_words)
{
    struct yn_markup *m = &page->m;
    const struct yn_drama *drama = &page->ctx->season->dramas[track->drama];
    yn_text_search_url(track, drama, yn_page_phrase(page));
    yn_markup_open(m, "a");
    yn_markup_attr(m, "class", "search");
    yn_markup_attr(m, "rel", "nofollow");
    yn_markup_attr(m, "href", yn_buf_text(&page->phrase));
    if (short_words) {
        yn_markup_text(m, "Search");
        yn_markup_open(m, "span");
        yn_markup_attr(m, "class", "hidden");
        yn_markup_text(m, " YouTube for ");
        yn_page_heading(page, track);
        yn_markup_close(m, "span");
    } else {
        yn_markup_text(m, "Search YouTube for ");
        yn_page_heading(page, track);
    }
    yn_markup_close(m, "a");
}

static void video(struct yn_page *page, const struct yn_track *track)
{
    if (!yn_text_is_web(track->video_url)) {
        yn_page_open(page, "p", "video");
        yn_page_search(page, track, false);
        yn_markup_close(&page->m, "p");
        return;
    }
    struct yn_buf embed = {0};
    enum yn_video_host host = yn_video_embed(track->video_url, &embed);
    if (host != YN_VIDEO_OTHER)
        still(page, track, yn_buf_text(&embed));
    page->phrase.failed = page->phrase.failed || embed.failed;
    yn_buf_release(&embed);
    video_line(page, track, host);
}

static void links(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    bool open = false;
    for (size_t i = 0; i < track->links.n; i++) {
        const struct yn_pair *link = &track->links.item[i];
        if (!yn_text_is_web(link->value))
            continue;
        if (!open)
            yn_page_open(page, "ul", "links");
        open = true;
        yn_markup_open(m, "li");
        yn_page_link(page, link->value, link->key);
        yn_markup_close(m, "li");
    }
    if (open)
        yn_markup_close(m, "ul");
}

static void score(struct yn_page *page, const char *name, double value)
{
    if (isnan(value))
        return;
    struct yn_markup *m = &page->m;
    yn_page_open(page, "div", "");
    yn_markup_element(m, "dt", name);
    yn_markup_open(m, "dd");
    yn_text_score(value, yn_page_phrase(page));
    yn_page_say(page);
    /* A bar of ten; the number beside it says the same. */
    yn_markup_open(m, "svg");
    yn_markup_attr(m, "viewBox", "0 0 100 4");
    yn_markup_attr(m, "preserveAspectRatio", "none");
    yn_markup_attr(m, "aria-hidden", "true");
    yn_markup_attr(m, "focusable", "false");
    yn_markup_open(m, "rect");
    yn_markup_attr_f(m, "width", "%d", (int)lround(value * 10));
    yn_markup_attr(m, "height", "4");
    yn_markup_close(m, "rect");
    yn_markup_close(m, "svg");
    yn_markup_close(m, "dd");
    yn_markup_close(m, "div");
}

static void scores(struct yn_page *page, const struct yn_track_tally *tally)
{
    if (isnan(tally->story) && isnan(tally->linger))
        return;
    yn_page_open(page, "dl", "scores");
    score(page, "Story", tally->story);
    score(page, "Linger", tally->linger);
    score(page, "Fans", tally->fans);
    score(page, "Passing", tally->passing);
    yn_markup_close(&page->m, "dl");
}

/* "Picked by 2 of 3 judges", and by whom it was overruled. */
static void verdict(struct yn_page *page, const struct yn_track_tally *tally)
{
    struct yn_markup *m = &page->m;
    if (tally->voters > 1)
        yn_markup_textf(m, "Picked by %u of %u judges. ", tally->judges,
                        tally->voters);
    const struct yn_override *override = tally->override;
    if (!override)
        return;
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_printf(text, "The editor%s%s decided",
                  override->editor[0] ? " " : "", override->editor);
    if (override->because[0])
        yn_buf_printf(text, ": %s", override->because);
    else
        yn_buf_puts(text, ".");
    yn_page_say(page);
}

void yn_page_votes(struct yn_page *page, const struct yn_track_tally *tally)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    size_t track = tally->track->index;
    for (size_t i = yn_votes_first(season, track);
         i < season->n_votes && season->votes[i].track == track; i++) {
        const struct yn_vote *vote = &season->votes[i];
        if (!vote->note[0])
            continue;
        yn_page_open(page, "figure", "note");
        yn_page_open(page, "blockquote", "");
        yn_page_name(page, "p", "", vote->note);
        yn_markup_close(m, "blockquote");
        yn_page_name(page, "figcaption", "", season->judges[vote->judge].name);
        yn_markup_close(m, "figure");
    }
}

/* "Part 2, Crash Landing on You OST, 19 January 2020" */
void yn_page_release(struct yn_page *page, const struct yn_track *track)
{
    struct yn_buf *text = yn_page_phrase(page);
    /* Most parts are numbers; others say themselves what they are. */
    bool number = track->part[0] &&
                  strspn(track->part, "0123456789") == strlen(track->part);
    if (track->part[0])
        yn_buf_printf(text, "%s%s", number ? "Part " : "", track->part);
    if (track->album[0])
        yn_buf_printf(text, "%s%s", text->len ? ", " : "", track->album);
    if (track->released.year) {
        yn_buf_puts(text, text->len ? ", released " : "Released ");
        yn_text_day(track->released, text);
    }
    if (track->version != YN_VOCAL)
        yn_buf_printf(text, "%s%s", text->len ? ", " : "",
                      yn_version_word(track->version));
}

void yn_page_korean(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    const char *title = yn_text_second_title(track);
    yn_text_credit_korean(track, yn_page_phrase(page));
    if (!title[0] && !page->phrase.len)
        return;
    yn_page_open(page, "p", "korean");
    yn_page_name(page, "span", "", title);
    if (title[0] && page->phrase.len)
        yn_markup_text(m, " – ");
    yn_page_name(page, "span", "", yn_buf_text(&page->phrase));
    yn_markup_close(m, "p");
}

void yn_page_pick(struct yn_page *page, const struct yn_track_tally *tally,
                  int level)
{
    struct yn_markup *m = &page->m;
    const struct yn_track *track = tally->track;
    yn_page_open(page, "section", "pick");
    yn_markup_attr(m, "id", yn_anchor_track(page->ctx->anchors, track));
    badge(page);
    yn_page_open(page, "div", "about");
    if (level) {
        yn_markup_block(m, "h3");
        yn_page_heading(page, track);
        yn_markup_close(m, "h3");
    }
    yn_page_korean(page, track);
    yn_page_release(page, track);
    if (page->phrase.len)
        yn_page_element(page, "p", "release", yn_buf_text(&page->phrase));
    scores(page, tally);
    if (tally->voters > 1 || tally->override) {
        yn_page_open(page, "p", "verdict");
        verdict(page, tally);
        yn_markup_close(m, "p");
    }
    yn_page_story(page, track);
    yn_page_curve(page, track);
    yn_page_heard(page, track);
    yn_page_votes(page, tally);
    video(page, track);
    links(page, track);
    if (track->note[0])
        yn_page_element(page, "p", "remark", track->note);
    yn_markup_close(m, "div");
    yn_markup_close(m, "section");
}
