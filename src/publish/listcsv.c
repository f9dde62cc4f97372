/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row per pick, for spreadsheets.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/cells.h"
#include "publish/feed.h"
#include "publish/text.h"

static void put_date(struct yn_cells *row, struct yn_date date)
{
    char text[16];
    yn_cells_text(row, yn_date_text(date, text, sizeof(text)));
}

static void put_drama(struct yn_cells *row, const struct yn_drama_tally *tally,
                      struct yn_buf *text)
{
    const struct yn_drama *drama = tally->drama;
    yn_cells_number(row, tally->rank);
    yn_cells_text(row, tally->shared ? "yes" : "no");
    yn_cells_text(row, yn_text_drama_name(drama));
    yn_cells_text(row, yn_text_second_drama_title(drama));
    yn_text_join(&drama->network, text);
    yn_cells_buf(row, text);
    put_date(row, drama->first);
    put_date(row, drama->last);
}

static void put_track(struct yn_cells *row, const struct yn_track_tally *tally,
                      struct yn_buf *text)
{
    const struct yn_track *track = tally->track;
    yn_cells_text(row, yn_track_name(track));
    yn_cells_text(row, yn_text_second_title(track));
    yn_text_credit(track, text);
    yn_cells_buf(row, text);
    yn_text_credit_korean(track, text);
    yn_cells_buf(row, text);
    yn_cells_number(row, tally->story);
    yn_cells_number(row, tally->fans);
    yn_cells_number(row, tally->passing);
    yn_cells_number(row, tally->linger);
    yn_cells_number(row, tally->score);
    yn_cells_number(row, tally->judges);
    yn_cells_number(row, tally->voters);
}

static void put_row(const struct yn_drama_tally *drama,
                    const struct yn_track_tally *tally, struct yn_buf *out)
{
    struct yn_buf text = {0};
    struct yn_cells row = {.out = out};
    put_drama(&row, drama, &text);
    put_track(&row, tally, &text);
    yn_cells_text(&row, yn_rule_word(drama->drama->rule));
    yn_cells_text(
        &row, yn_feed_has_video(tally->track) ? tally->track->video_url : "");
    yn_cells_end(&row);
    yn_buf_release(&text);
}

static int write_csv(const struct yn_site_ctx *ctx, struct yn_buf *out,
                     struct yn_err *err)
{
    (void)err;
    yn_buf_puts(out, "rank,shared,drama,drama_korean,network,first,last,title,"
                     "korean,artist,artist_korean,story,fans,passing,linger,"
                     "score,judges,voters,rule,video\r\n");
    for (size_t i = 0; i < ctx->n; i++) {
        for (size_t j = 0; j < ctx->order[i]->n_badges; j++)
            put_row(ctx->order[i], ctx->order[i]->badges[j], out);
    }
    return YN_OK;
}

const struct yn_site_file yn_site_csv = {
    .name = "list.csv",
    .mime = "text/csv",
    .label = "CSV table",
    .use = "The picks with their scores, for a spreadsheet.",
    .write = write_csv,
};
