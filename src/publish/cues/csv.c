/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV: one row a cue, with the columns that the forms of societies in several
 * countries can be filled from. What is not known is blank, never guessed.
 */
#include "base/base.h"
#include "publish/cells.h"
#include "publish/cues/credits.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"
#include "publish/text.h"

#include <math.h>

#define LEVEL_DECIMALS 1
#define DIALOGUE_DECIMALS 2
/* Slower or faster by less is a clock's drift, not a decision. */
#define SPEED_MIN 0.0005

static const char header[] =
    "production,season,episode,episode_title,air_date,programme_length,seq,"
    "cue_no,start,end,duration,title,artist,album,isrc,iswc,composer,lyricist,"
    "arranger,publisher,society,ipi,share,origin,use,theme,vocal,confidence,"
    "level_db,dialogue_overlap,song_offset,evidence\r\n";

/* A row under way, and a text to make its cells in. */
struct row {
    struct yn_cells cells;
    struct yn_buf text;
};

/* Specials are of season 0, as players number them. */
static void put_season(struct row *row, const struct yn_cue_episode *episode)
{
    if (episode->season || episode->special)
        yn_cells_number(&row->cells, episode->special ? 0 : episode->season);
    else
        yn_cells_text(&row->cells, "");
}

static void put_clock(struct row *row, long long ms)
{
    yn_line_clock(ms, &row->text);
    yn_cells_buf(&row->cells, &row->text);
}

static void put_rounded(struct row *row, double number, int decimals)
{
    yn_cells_number(&row->cells, yn_line_round(number, decimals));
}

/* "Aloha (아로하)", so that neither reader has to guess the other name. */
static void put_both(struct row *row, const char *name, const char *second)
{
    yn_buf_puts(&row->text, name);
    if (second[0])
        yn_buf_printf(&row->text, " (%s)", second);
    yn_cells_buf(&row->cells, &row->text);
}

static void put_episode(struct row *row, const struct yn_sheet *sheet)
{
    const struct yn_cue_episode *episode = &sheet->params.episode;
    const struct yn_drama *drama = episode->drama;
    char date[16];
    put_both(row, drama ? yn_text_drama_name(drama) : "",
             drama ? yn_text_second_drama_title(drama) : "");
    put_season(row, episode);
    yn_line_episode(episode, &row->text);
    yn_cells_buf(&row->cells, &row->text);
    /* What tells the rows of one episode from those of another. */
    bool told = episode->number || (episode->title && episode->title[0]);
    const char *title = told ? episode->title : episode->name;
    yn_cells_text(&row->cells, title ? title : "");
    yn_cells_text(&row->cells,
                  yn_date_text(episode->aired, date, sizeof(date)));
    put_clock(row, yn_line_ms(sheet->params.placements->duration_s));
}

/* The number of a cue as editors write it: reel (the programme is one), M for
 * music, its place in it. */
static void put_number(struct row *row, const struct yn_sheet_row *cue)
{
    yn_cells_number(&row->cells, (double)cue->seq);
    yn_buf_printf(&row->text, "1M%02zu", cue->seq);
    yn_cells_buf(&row->cells, &row->text);
}

static void put_span(struct row *row, struct yn_cue_ms ms)
{
    put_clock(row, ms.start);
    put_clock(row, ms.end);
    put_clock(row, ms.end - ms.start);
}

static void put_blanks(struct row *row, int n)
{
    for (int blank = 0; blank < n; blank++)
        yn_cells_text(&row->cells, "");
}

static void put_society(const struct yn_writer *writer, struct yn_buf *out)
{
    yn_buf_puts(out, writer->society);
}

static void put_ipi(const struct yn_writer *writer, struct yn_buf *out)
{
    yn_buf_puts(out, writer->ipi);
}

static void put_share(const struct yn_writer *writer, struct yn_buf *out)
{
    yn_line_number(writer->share, 2, out);
}

static void put_writers(struct row *row, const struct yn_track *track)
{
    static const unsigned credits[] = {YN_CREDIT_COMPOSER, YN_CREDIT_LYRICIST,
                                       YN_CREDIT_ARRANGER};
    static yn_credit_value *const values[] = {put_society, put_ipi, put_share};
    for (size_t i = 0; i < YN_LEN(credits); i++) {
        yn_credits_names(track, credits[i], &row->text);
        yn_cells_buf(&row->cells, &row->text);
    }
    yn_credits_publisher(track, &row->text);
    yn_cells_buf(&row->cells, &row->text);
    for (size_t i = 0; i < YN_LEN(values); i++) {
        yn_credits_values(track, values[i], &row->text);
        yn_cells_buf(&row->cells, &row->text);
    }
}

static void put_track(struct row *row, const struct yn_track *track)
{
    put_both(row, yn_track_name(track), yn_text_second_title(track));
    struct yn_buf korean = {0};
    yn_text_credit(track, &row->text);
    yn_text_credit_korean(track, &korean);
    if (korean.len)
        yn_buf_printf(&row->text, " (%s)", yn_buf_text(&korean));
    row->text.failed = row->text.failed || korean.failed;
    yn_buf_release(&korean);
    yn_cells_buf(&row->cells, &row->text);
    yn_cells_text(&row->cells, track->album);
    yn_cells_text(&row->cells, track->isrc);
    yn_cells_text(&row->cells, track->iswc);
    put_writers(row, track);
}

/* A master of which only the file is known. */
static void put_file(struct row *row, const struct yn_sheet_row *cue)
{
    yn_cells_text(&row->cells, cue->title);
    put_blanks(row, 11); /* artist to share */
}

static void put_level(double db, const char *how, struct yn_buf *out)
{
    if (!isfinite(db))
        return;
    yn_buf_puts(out, "; ");
    yn_line_number(db, LEVEL_DECIMALS, out);
    yn_buf_puts(out, how);
}

/* Why the code is proposed, in words: how the song stands against the rest, and
 * whether somebody speaks. A wrong class costs its writers money. */
static void put_evidence(struct row *row, const struct yn_sheet_row *cue)
{
    struct yn_buf *text = &row->text;
    yn_buf_puts(text, yn_use_word(cue->cue->use));
    put_level(cue->cue->mbr_k_db, " dB against the rest, K-weighted", text);
    put_level(cue->cue->mbr_db, " dB unweighted", text);
    if (!isnan(cue->dialogue))
        yn_buf_printf(text, "; speech in %.0f %% of it", 100 * cue->dialogue);
    if (cue->cue->n_segments > 1)
        yn_buf_printf(text, "; cut into %zu parts", cue->cue->n_segments);
    if (fabs(cue->cue->speed - 1) >= SPEED_MIN) {
        yn_buf_puts(text, "; speed ");
        yn_line_number(cue->cue->speed, 4, text);
    }
    yn_cells_buf(&row->cells, text);
}

/* Nothing but where it is and how sure: it has no number among the cues, and
 * its use is not known. */
static void put_unidentified(struct row *row, const struct yn_sheet *sheet,
                             const struct yn_sheet_line *line)
{
    put_episode(row, sheet);
    put_blanks(row, 2); /* seq, cue_no */
    put_span(row, yn_line_span(line));
    yn_cells_text(&row->cells, YN_UNIDENTIFIED);
    put_blanks(row, 15); /* artist to vocal */
    yn_cells_number(&row->cells, yn_line_confidence(yn_line_sure(line)));
    put_blanks(row, 3); /* level_db to song_offset */
    yn_cells_text(&row->cells, "sounds like music, and no song explains it");
    yn_cells_end(&row->cells);
}

static void put_row(struct row *row, const struct yn_sheet *sheet,
                    const struct yn_sheet_row *cue)
{
    put_episode(row, sheet);
    put_number(row, cue);
    put_span(row, yn_cue_ms(cue->cue));
    if (cue->master->track)
        put_track(row, cue->master->track);
    else
        put_file(row, cue);
    yn_cells_text(&row->cells, ""); /* origin */
    yn_cells_text(&row->cells, cue->code);
    yn_cells_text(&row->cells, ""); /* theme */
    yn_cells_text(&row->cells, yn_sheet_version_word(cue->master));
    yn_cells_number(&row->cells, yn_line_confidence(cue->cue->confidence));
    put_rounded(row, cue->cue->mbr_k_db, LEVEL_DECIMALS);
    put_rounded(row, cue->dialogue, DIALOGUE_DECIMALS);
    put_clock(row, yn_line_ms(cue->cue->offset_s));
    put_evidence(row, cue);
    yn_cells_end(&row->cells);
}

static int write_csv(const struct yn_sheet *const *sheets, size_t n,
                     unsigned flags, struct yn_buf *out, struct yn_err *err)
{
    (void)flags;
    (void)err;
    struct row row = {.cells = {.out = out}};
    yn_buf_puts(out, header);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < sheets[i]->n_lines; j++) {
            const struct yn_sheet_line *line = &sheets[i]->lines[j];
            if (line->row)
                put_row(&row, sheets[i], line->row);
            else
                put_unidentified(&row, sheets[i], line);
        }
    }
    yn_buf_release(&row.text);
    return YN_OK;
}

const struct yn_sheet_writer yn_sheet_csv = {
    .word = "csv", .file = "cues.csv", .write = write_csv};
