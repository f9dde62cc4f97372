/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * index.html: the parts in their order.
 */
#include <math.h>

#include "base/base.h"
#include "publish/page_internal.h"
#include "publish/video.h"

static void write_main(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "main", "");
    yn_markup_attr(m, "id", "main");
    yn_page_intro(page);
    yn_page_contents(page);
    yn_page_open(page, "div", "list");
    yn_markup_attr(m, "id", "list");
    for (size_t i = 0; i < page->ctx->n; i++)
        yn_page_drama(page, i);
    yn_markup_close(m, "div");
    yn_page_tally(page);
    yn_page_lasting(page);
    yn_page_verdicts(page);
    yn_page_open(page, "div", "notes");
    yn_page_method(page);
    yn_page_judges(page);
    yn_page_credits(page);
    yn_markup_close(m, "div");
    yn_page_downloads(page);
    yn_markup_close(m, "main");
}

static void write_body(struct yn_page *page)
{
    struct yn_markup *m = &page->m;
    yn_markup_block(m, "body");
    yn_markup_block(m, "a");
    yn_markup_attr(m, "class", "skip");
    yn_markup_attr(m, "href", "#list");
    yn_markup_text(m, "Skip to the list");
    yn_markup_close(m, "a");
    yn_page_masthead(page);
    write_main(page);
    yn_page_colophon(page);
    yn_markup_close(m, "body");
}

static bool has_score(const struct yn_tally *tally)
{
    for (size_t i = 0; i < tally->n_tracks; i++) {
        if (!isnan(tally->tracks[i].story) || !isnan(tally->tracks[i].linger))
            return true;
    }
    return false;
}

static bool has_embed(const struct yn_season *season)
{
    struct yn_buf address = {0};
    bool found = false;
    for (size_t i = 0; !found && i < season->n_tracks; i++)
        found = yn_video_embed(season->tracks[i]->video_url, &address) !=
                YN_VIDEO_OTHER;
    yn_buf_release(&address);
    return found;
}

int yn_page_finish(struct yn_page *page)
{
    yn_markup_finish(&page->m);
    bool failed = page->phrase.failed || page->m.out->failed;
    yn_buf_release(&page->phrase);
    if (page->rc)
        return page->rc;
    return failed ? yn_err_nomem(page->err) : YN_OK;
}

static int page_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                      struct yn_err *err)
{
    struct yn_page page = {
        .ctx = ctx,
        .scored = has_score(ctx->tally),
        .embeds = has_embed(ctx->season),
        .err = err,
    };
    struct yn_markup *m = &page.m;
    yn_markup_init(m, out, YN_HTML);
    yn_markup_raw(m, "<!DOCTYPE html>\n");
    yn_markup_block(m, "html");
    yn_markup_attr(m, "lang", "en");
    yn_page_head(&page);
    write_body(&page);
    yn_markup_close(m, "html");
    return yn_page_finish(&page);
}

const struct yn_site_file yn_site_page = {
    .name = "index.html",
    .mime = "text/html",
    .write = page_write,
};
