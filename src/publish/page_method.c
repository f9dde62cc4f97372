/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the list is made, in plain words, and what is not known.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/text.h"

static void rules(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "dl", "rules");
    yn_page_open(page, "div", "");
    yn_markup_element(m, "dt", "Story");
    yn_markup_element(m, "dd",
                      "The song’s message fits the story. It shows in how the "
                      "song is laid over the moments that matter most.");
    yn_markup_close(m, "div");
    yn_page_open(page, "div", "");
    yn_markup_element(m, "dt", "Linger");
    yn_markup_element(m, "dd",
                      "The song goes on sounding: for the fans who watched, "
                      "and for people who only hear it in passing.");
    yn_markup_close(m, "div");
    yn_markup_close(m, "dl");
}

/* "at least half of the judges" */
static void add_quorum(double quorum, struct yn_buf *out)
{
    int percent = (int)lround(quorum * 100);
    if (percent == 50)
        yn_buf_puts(out, "at least half of the judges");
    else if (percent >= 100)
        yn_buf_puts(out, "every one of the judges");
    else if (percent <= 0)
        yn_buf_puts(out, "at least one of the judges");
    else
        yn_buf_printf(out, "at least %d %% of the judges", percent);
}

static void badge_rule(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    char digits[24];
    struct yn_buf *text = yn_page_phrase(page);
    if (season->n_judges == 1)
        yn_buf_puts(text, "One judge voted: what that judge picks wears the "
                          "badge");
    else {
        yn_buf_puts(text, "A track wears the badge when ");
        add_quorum(season->quorum, text);
        yn_buf_puts(text, " who voted on its drama pick it");
    }
    yn_buf_printf(text, ", at most %s tracks a drama.",
                  yn_page_count(season->max_picks, digits, sizeof(digits)));
    yn_page_element(page, "p", "", yn_buf_text(text));
}

static void score_rule(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    struct yn_buf *text = yn_page_phrase(page);
    if (page->scored) {
        yn_buf_puts(text, "Judges may score both rules from 0 to 10. A judge "
                          "who says neither yes nor no picks a track when "
                          "story and linger both reach ");
        yn_buf_printf(text, "%g", season->bar);
        yn_buf_puts(text, ". Linger is the mean of what is given for fans and "
                          "for passing; a track’s score is the mean of its "
                          "median story and its median linger, and where one "
                          "of them is missing there is no score.");
    } else {
        yn_buf_puts(text, "No judge gave scores: a pick is a yes.");
    }
    yn_page_element(page, "p", "", yn_buf_text(text));
    yn_page_element(page, "p", "",
                    page->scored
                        ? "Dramas stand by the number of their picks, then by "
                          "the mean score of those; what is still level "
                          "shares a rank."
                        : "Dramas stand by the number of their picks; equal "
                          "numbers share a rank.");
}

static void order_rule(struct yn_page *page)
{
    static const char *const texts[] = {
        [YN_LISTED] = "The list keeps the editor’s order; the numbers beside "
                      "the dramas are places in it, not ranks.",
        [YN_COUNTDOWN] = "The list counts down from the last rank to the "
                         "first.",
        [YN_RANKED] = "The list goes from the first rank to the last.",
        [YN_AIRED] = "The list follows the days the dramas first aired; the "
                     "numbers are places in it, not ranks.",
    };
    yn_page_element(page, "p", "", texts[page->ctx->season->order]);
}

static void overrides(struct yn_page *page)
{
    size_t n = 0;
    for (size_t i = 0; i < page->ctx->tally->n_tracks; i++)
        n += page->ctx->tally->tracks[i].override != NULL;
    if (n == 0)
        return;
    char digits[24];
    yn_buf_printf(yn_page_phrase(page),
                  "The editor has the last word, and used it on %s %s; it is "
                  "said there why.",
                  yn_page_count(n, digits, sizeof(digits)),
                  n == 1 ? "track" : "tracks");
    yn_page_element(page, "p", "", yn_buf_text(&page->phrase));
}

/* What was measured is not what gives the badge. */
static void verdict_rule(struct yn_page *page)
{
    if (!page->ctx->verdict || !page->ctx->verdict->n_measured)
        return;
    yn_page_element(
        page, "p", "",
        "Where a rule was measured, its figures stand beside the votes and "
        "give no badge. What the rules say of a drama is drawn two thousand "
        "times from what is known of each song; a song is suggested where no "
        "other of its drama is ahead of it in four of five of these draws "
        "with both rules together, and behind it by neither. Of a rule that "
        "was not measured the votes speak.");
}

static void rings_rule(struct yn_page *page)
{
    yn_page_element(page, "p", "",
                    "In the rings beside a drama every ring is a track of its "
                    "roster, the first in the middle. Strong rings wear the "
                    "badge. A dotted ring outside says that the roster is "
                    "partial.");
}

/* An item of the list of what is not known; nothing for n = 0. */
static void unknown(struct yn_page *page, size_t n, const char *one,
                    const char *many)
{
    if (n == 0)
        return;
    yn_markup_open(&page->m, "li");
    yn_markup_textf(&page->m, "%zu %s", n, n == 1 ? one : many);
    yn_markup_close(&page->m, "li");
}

struct gaps {
    size_t partial, unsaid, network, dates, episodes, video, title, artist;
};

static struct gaps find_gaps(const struct yn_season *season)
{
    struct gaps gaps = {0};
    for (size_t i = 0; i < season->n_dramas; i++) {
        const struct yn_drama *drama = &season->dramas[i];
        gaps.partial += drama->roster == YN_ROSTER_PARTIAL;
        gaps.unsaid += drama->roster == YN_ROSTER_UNSAID;
        gaps.network += drama->network.n == 0;
        gaps.dates += !drama->first.year || !drama->last.year;
        gaps.episodes += drama->episodes == 0;
    }
    for (size_t i = 0; i < season->n_tracks; i++) {
        const struct yn_track *track = season->tracks[i];
        gaps.video += track->video_url[0] == '\0';
        gaps.title += track->title[0] == '\0';
        gaps.artist += track->artist.n == 0 && track->artist_ko.n == 0;
    }
    return gaps;
}

static void not_known(struct yn_page *page)
{
    const struct gaps gaps = find_gaps(page->ctx->season);
    yn_page_element(page, "h3", "", "What is not known");
    if (!gaps.partial && !gaps.unsaid && !gaps.network && !gaps.dates &&
        !gaps.episodes && !gaps.video && !gaps.title && !gaps.artist) {
        yn_page_element(page, "p", "", "Nothing this page needs.");
        return;
    }
    yn_page_element(page, "p", "", "Nothing here is guessed. Still open are:");
    yn_page_open(page, "ul", "");
    unknown(page, gaps.partial, "roster that is only partial",
            "rosters that are only partial");
    unknown(page, gaps.unsaid,
            "roster of which nobody said whether it is whole",
            "rosters of which nobody said whether they are whole");
    unknown(page, gaps.network, "drama without its network",
            "dramas without their network");
    unknown(page, gaps.dates, "drama without its days on air",
            "dramas without their days on air");
    unknown(page, gaps.episodes, "drama without its number of episodes",
            "dramas without their number of episodes");
    unknown(page, gaps.title, "track with a Korean title alone",
            "tracks with a Korean title alone");
    unknown(page, gaps.artist, "track without an artist",
            "tracks without an artist");
    unknown(page, gaps.video,
            "track without a video address, where a search is linked instead",
            "tracks without a video address, where a search is linked instead");
    yn_markup_close(&page->m, "ul");
}

void yn_page_method(struct yn_page *page)
{
    yn_page_section(page, "method", "", "How this list is made");
    yn_page_element(page, "p", "lead", "Every track is weighed by two rules.");
    rules(page);
    badge_rule(page);
    score_rule(page);
    overrides(page);
    verdict_rule(page);
    order_rule(page);
    rings_rule(page);
    not_known(page);
    yn_markup_close(&page->m, "section");
}

struct ballot {
    size_t votes, picks;
};

static void judge_row(struct yn_page *page, const struct yn_judge *judge,
                      const struct ballot *ballot)
{
    yn_page_open(page, "li", "");
    yn_page_name(page, "b", "", judge->name);
    yn_markup_textf(&page->m, ": %zu %s, %zu %s", ballot->votes,
                    ballot->votes == 1 ? "vote" : "votes", ballot->picks,
                    ballot->picks == 1 ? "pick" : "picks");
    yn_markup_close(&page->m, "li");
}

void yn_page_judges(struct yn_page *page)
{
    const struct yn_season *season = page->ctx->season;
    if (season->n_judges == 0)
        return;
    struct ballot *ballots = calloc(season->n_judges, sizeof(*ballots));
    if (!ballots) {
        page->rc = page->rc ? page->rc : yn_err_nomem(page->err);
        return;
    }
    for (size_t i = 0; i < season->n_votes; i++) {
        const struct yn_vote *vote = &season->votes[i];
        ballots[vote->judge].votes += yn_vote_counts(vote);
        ballots[vote->judge].picks += yn_vote_picks(vote, season->bar);
    }
    yn_page_section(page, "judges", "",
                    season->n_judges == 1 ? "The judge" : "The judges");
    yn_page_open(page, "ul", "judges");
    for (size_t i = 0; i < season->n_judges; i++)
        judge_row(page, &season->judges[i], &ballots[i]);
    yn_markup_close(&page->m, "ul");
    yn_markup_close(&page->m, "section");
    free(ballots);
}
