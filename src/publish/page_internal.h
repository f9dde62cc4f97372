/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page's parts, each in a file of its own. Seen by page*.c alone.
 */
#ifndef YN_PUBLISH_PAGE_INTERNAL_H
#define YN_PUBLISH_PAGE_INTERNAL_H

#include "publish/markup.h"
#include "publish/site.h"

/* What is handed from part to part while the page is written. */
struct yn_page {
    const struct yn_site_ctx *ctx;
    bool scored; /* some track of the season has a score */
    bool embeds; /* some video can be played within the page */
    struct yn_markup m;
    /* For phrases on their way to being escaped; cleared by who begins one. */
    struct yn_buf phrase;
    int rc; /* the first error of a part that can fail, and its text */
    struct yn_err *err;
};

void yn_page_head(struct yn_page *page);
/* What may load, in the page's head. */
void yn_page_policy(struct yn_page *page);
void yn_page_masthead(struct yn_page *page);
void yn_page_intro(struct yn_page *page);
void yn_page_contents(struct yn_page *page);
void yn_page_drama(struct yn_page *page, size_t i); /* index into ctx->order */
/* A track that wears the badge; `level` of its heading, 0 = the drama's own
 * heading names it already. */
void yn_page_pick(struct yn_page *page, const struct yn_track_tally *tally,
                  int level);
/* Parts of a track that picks and the roster share. */
void yn_page_search(struct yn_page *page, const struct yn_track *track,
                    bool short_words);
void yn_page_votes(struct yn_page *page, const struct yn_track_tally *tally);
/* Where and when it came out, into page->phrase. */
void yn_page_release(struct yn_page *page, const struct yn_track *track);
/* 우연인 듯 운명 – 십센치, where the names above it are Latin. */
void yn_page_korean(struct yn_page *page, const struct yn_track *track);
/* Every track that does not, folded. */
void yn_page_roster(struct yn_page *page, const struct yn_drama_tally *tally);
/* The track's weeks on the chart, drawn; or that it had none. */
void yn_page_curve(struct yn_page *page, const struct yn_track *track);
/* What histories and views say of it, in words. */
void yn_page_heard(struct yn_page *page, const struct yn_track *track);
/* What is measured of its story, in a paragraph; nothing where that is not
 * known. */
void yn_page_story(struct yn_page *page, const struct yn_track *track);
/* Where its songs play; nothing where no episode is known. In
 * episode_index.c. */
void yn_page_played(struct yn_page *page, const struct yn_drama *drama);
/* The editor's word on its tracks, and what both rules propose; nothing where
 * there is no word and no rule was measured. */
void yn_page_judged(struct yn_page *page, const struct yn_drama *drama);
/* Votes and rules over the season; nothing where no rule was measured. */
void yn_page_verdicts(struct yn_page *page);
void yn_page_tally(struct yn_page *page);
/* What the charts say of the season. */
void yn_page_lasting(struct yn_page *page);
void yn_page_method(struct yn_page *page);
void yn_page_judges(struct yn_page *page);
void yn_page_credits(struct yn_page *page);
void yn_page_downloads(struct yn_page *page);
void yn_page_colophon(struct yn_page *page);

/* Ends a whole page: what has failed on the way, or YN_OK. */
int yn_page_finish(struct yn_page *page);

/* Helpers that several parts use; in page_words.c. */

/* Opens a block with a class ("" = none). */
void yn_page_open(struct yn_page *page, const char *tag, const char *class);
/* A whole element with class and text; both may be "". */
void yn_page_element(struct yn_page *page, const char *tag, const char *class,
                     const char *text);
/* The same within a line; nothing where the text is "". */
void yn_page_name(struct yn_page *page, const char *tag, const char *class,
                  const char *text);
/* Text in which each piece of Korean says that it is. */
void yn_page_text(struct yn_page *page, const char *text);
/* “Title” */
void yn_page_quoted(struct yn_page *page, const char *title);
/* Empties and returns page->phrase. */
struct yn_buf *yn_page_phrase(struct yn_page *page);
/* The phrase as it stands, as escaped text. */
void yn_page_say(struct yn_page *page);
/* A section with its heading of level 2; closed with yn_markup_close. */
void yn_page_section(struct yn_page *page, const char *id, const char *class,
                     const char *heading);
/* A link to an http(s) address; only the text where it is none. */
void yn_page_link(struct yn_page *page, const char *address, const char *text);
/* “Title” in its language, then the credit: “Title” – Artist. */
void yn_page_heading(struct yn_page *page, const struct yn_track *track);
/* The editor's words as HTML, headings from `level` on. */
void yn_page_markdown(struct yn_page *page, const char *text,
                      const struct yn_drama *drama, int level);

/* "two" for 2, up to twelve; digits above. `buf` is used for those. */
const char *yn_page_count(size_t n, char *buf, size_t size);
/* The number an entry of the list bears: "2=", or its place, "02". */
void yn_page_number(const struct yn_site_ctx *ctx, size_t i,
                    struct yn_buf *out);
/* "2=" where the rank is shared. */
void yn_page_rank(unsigned rank, bool shared, struct yn_buf *out);

#endif
