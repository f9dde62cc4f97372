/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One section per drama: its heading, facts, reasons and picks.
 */
#include "publish/page_internal.h"

#include <math.h>

#include "base/base.h"
#include "publish/rings.h"
#include "publish/text.h"

/* “Title” – Artist for Drama, where one track is picked. */
static void heading_of_one(struct yn_page *page,
                           const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    const char *drama = yn_text_drama_name(tally->drama);
    yn_page_open(page, "h2", "one");
    yn_page_heading(page, tally->badges[0]->track);
    yn_markup_text(m, " ");
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "for");
    yn_markup_text(m, "for ");
    yn_page_name(page, "cite", "", drama);
    yn_markup_close(m, "span");
    yn_markup_close(m, "h2");
}

/* Five picks for Drama; each pick then has a heading of its own. */
static void heading_of_many(struct yn_page *page,
                            const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    char digits[24];
    const char *n = yn_page_count(tally->n_badges, digits, sizeof(digits));
    yn_page_open(page, "h2", "many");
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "for");
    if (tally->n_badges)
        yn_markup_textf(m, "%c%s picks for ",
                        n[0] >= 'a' ? n[0] - 'a' + 'A' : n[0], n + 1);
    else
        yn_markup_text(m, "No pick for ");
    yn_markup_close(m, "span");
    yn_page_name(page, "cite", "", yn_text_drama_name(tally->drama));
    yn_markup_close(m, "h2");
}

/* A row of the facts; `value` may be Korean. */
static void fact(struct yn_page *page, const char *name, const char *value)
{
    if (!value[0])
        return;
    struct yn_markup *m = &page->m;
    yn_page_open(page, "div", "");
    yn_markup_element(m, "dt", name);
    yn_page_name(page, "dd", "", value);
    yn_markup_close(m, "div");
}

static void add_ordinal(unsigned n, struct yn_buf *out)
{
    static const char *const suffix[] = {"th", "st", "nd", "rd"};
    unsigned tens = n / 10 % 10, ones = n % 10;
    yn_buf_printf(out, "%u%s", n,
                  ones > 0 && ones < 4 && tens != 1 ? suffix[ones] : suffix[0]);
}

static const char *standing(struct yn_page *page,
                            const struct yn_drama_tally *tally)
{
    struct yn_buf *text = yn_page_phrase(page);
    add_ordinal(tally->rank, text);
    yn_buf_puts(text, tally->shared ? ", shared, with " : " with ");
    if (tally->n_badges)
        yn_buf_printf(text, "%zu pick%s", tally->n_badges,
                      tally->n_badges == 1 ? "" : "s");
    else
        yn_buf_puts(text, "no pick");
    if (!isnan(tally->score)) {
        yn_buf_puts(text, ", score ");
        yn_text_score(tally->score, text);
    }
    return yn_buf_text(text);
}

static const char *rule_words(enum yn_rule rule)
{
    static const char *const words[] = {"", "Story", "Linger",
                                        "Story and linger"};
    return words[rule];
}

static void facts(struct yn_page *page, const struct yn_drama_tally *tally)
{
    const struct yn_drama *drama = tally->drama;
    yn_page_open(page, "dl", "facts");
    yn_text_join(&drama->network, yn_page_phrase(page));
    fact(page, "Network", yn_buf_text(&page->phrase));
    yn_text_days(drama->first, drama->last, yn_page_phrase(page));
    fact(page, "Aired", yn_buf_text(&page->phrase));
    yn_page_phrase(page);
    if (drama->episodes)
        yn_buf_printf(&page->phrase, "%u", drama->episodes);
    fact(page, "Episodes", yn_buf_text(&page->phrase));
    fact(page, "Rule", rule_words(drama->rule));
    fact(page, "Standing", standing(page, tally));
    yn_markup_close(&page->m, "dl");
}

static void heading(struct yn_page *page, const struct yn_drama_tally *tally)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "header", "");
    if (tally->n_badges == 1)
        heading_of_one(page, tally);
    else
        heading_of_many(page, tally);
    const char *korean = yn_text_second_drama_title(tally->drama);
    yn_page_name(page, "p", "korean", korean);
    yn_markup_close(m, "header");
}

static void words(struct yn_page *page, const struct yn_drama *drama)
{
    struct yn_markup *m = &page->m;
    if (!drama->body[0] && !drama->synopsis[0])
        return;
    yn_page_open(page, "div", "words");
    if (drama->body[0])
        yn_page_markdown(page, drama->body, drama, 3);
    if (drama->synopsis[0]) {
        yn_page_open(page, "p", "synopsis");
        yn_markup_element(m, "b", "The drama:");
        yn_markup_text(m, " ");
        yn_page_text(page, drama->synopsis);
        yn_markup_close(m, "p");
    }
    yn_markup_close(m, "div");
}

static void picks(struct yn_page *page, const struct yn_drama_tally *tally)
{
    if (tally->n_badges == 0)
        return;
    bool one = tally->n_badges == 1;
    yn_page_open(page, "div", one ? "picks one" : "picks");
    for (size_t i = 0; i < tally->n_badges; i++)
        yn_page_pick(page, tally->badges[i], one ? 0 : 3);
    if (tally->cut_tied)
        yn_page_element(page, "p", "remark",
                        "More tracks were picked than one drama may have, and "
                        "nothing tells the last one here from the first one "
                        "left out.");
    yn_markup_close(&page->m, "div");
}

/* The facts and the contents say the same in words. */
static void numeral(struct yn_page *page, size_t i)
{
    struct yn_markup *m = &page->m;
    yn_page_number(page->ctx, i, yn_page_phrase(page));
    const char *text = yn_buf_text(&page->phrase);
    int digits = (int)strspn(text, "0123456789");
    yn_page_open(page, "p", "numeral");
    yn_markup_attr(m, "aria-hidden", "true");
    yn_markup_textf(m, "%.*s", digits, text);
    if (text[digits])
        yn_markup_element(m, "span", text + digits);
    yn_markup_close(m, "p");
}

void yn_page_drama(struct yn_page *page, size_t i)
{
    struct yn_markup *m = &page->m;
    const struct yn_site_ctx *ctx = page->ctx;
    const struct yn_drama_tally *tally = ctx->order[i];
    const struct yn_drama *drama = tally->drama;
    yn_markup_block(m, "article");
    yn_markup_attr_f(m, "class", "drama hue-%u", yn_rings_hue(drama->slug));
    yn_markup_attr(m, "id", yn_anchor_drama(ctx->anchors, ctx->season, drama));
    numeral(page, i);
    heading(page, tally);
    yn_page_open(page, "div", "side");
    if (drama->n_tracks)
        yn_rings_roster(m, drama, ctx->tally);
    facts(page, tally);
    yn_markup_close(m, "div");
    words(page, drama);
    picks(page, tally);
    yn_page_judged(page, drama);
    yn_page_played(page, drama);
    yn_page_roster(page, tally);
    yn_markup_close(m, "article");
}
