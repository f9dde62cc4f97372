/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV (RFC 4180): one row per pick, for spreadsheets. A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
#include "publish/site.h"

#include "base/base.h"
#include "publish/feed.h"
#include "publish/number.h"
#include "publish/text.h"

/* A row under way. */
struct row {
    struct yn_buf *out;
    bool begun;
};

static void next_cell(struct row *row)
{
    if (row->begun)
        yn_buf_putc(row->out, ',');
    row->begun = true;
}

static void put_text(struct row *row, const char *text)
{
    next_cell(row);
    bool formula = text[0] && strchr("=+-@\t\r\n", text[0]);
    bool quote = strpbrk(text, ",\"\r\n") != NULL;
    if (quote)
        yn_buf_putc(row->out, '"');
    if (formula)
        yn_buf_putc(row->out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            yn_buf_putc(row->out, '"');
        yn_buf_putc(row->out, *c);
    }
    if (quote)
        yn_buf_putc(row->out, '"');
}

/* Empties `text`. */
static void put_buf(struct row *row, struct yn_buf *text)
{
    put_text(row, yn_buf_text(text));
    row->out->failed = row->out->failed || text->failed;
    yn_buf_clear(text);
}

static void put_number(struct row *row, double number)
{
    next_cell(row);
    yn_number_put(number, row->out);
}

static void put_date(struct row *row, struct yn_date date)
{
    char text[16];
    put_text(row, yn_date_text(date, text, sizeof(text)));
}

static void put_drama(struct row *row, const struct yn_drama_tally *tally,
                      struct yn_buf *text)
{
    const struct yn_drama *drama = tally->drama;
    put_number(row, tally->rank);
    put_text(row, tally->shared ? "yes" : "no");
    put_text(row, yn_text_drama_name(drama));
    put_text(row, yn_text_second_drama_title(drama));
    yn_text_join(&drama->network, text);
    put_buf(row, text);
    put_date(row, drama->first);
    put_date(row, drama->last);
}

static void put_track(struct row *row, const struct yn_track_tally *tally,
                      struct yn_buf *text)
{
    const struct yn_track *track = tally->track;
    put_text(row, yn_track_name(track));
    put_text(row, yn_text_second_title(track));
    yn_text_credit(track, text);
    put_buf(row, text);
    yn_text_credit_korean(track, text);
    put_buf(row, text);
    put_number(row, tally->story);
    put_number(row, tally->fans);
    put_number(row, tally->passing);
    put_number(row, tally->linger);
    put_number(row, tally->score);
    put_number(row, tally->judges);
    put_number(row, tally->voters);
}

static void put_row(const struct yn_drama_tally *drama,
                    const struct yn_track_tally *tally, struct yn_buf *out)
{
    struct yn_buf text = {0};
    struct row row = {.out = out};
    put_drama(&row, drama, &text);
    put_track(&row, tally, &text);
    put_text(&row, yn_rule_word(drama->drama->rule));
    put_text(&row,
             yn_feed_has_video(tally->track) ? tally->track->video_url : "");
    yn_buf_puts(out, "\r\n");
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
