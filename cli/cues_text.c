/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cues_text.h"

#include <math.h>
#include <string.h>

#include "options.h"
#include "say.h"
#include "season.h"
#include "table.h"

#define CLOCK_BYTES 32

/* "1:02:03", to the nearest second; anything but a time that is sane is 0. */
static const char *clock_text(double seconds, char *buf)
{
    long long s = seconds > 0 && seconds < 1e9 ? llround(seconds) : 0;
    snprintf(buf, CLOCK_BYTES, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60,
             s % 60);
    return buf;
}

static void add_clock(struct yn_table *table, double seconds)
{
    char buf[CLOCK_BYTES];
    yn_table_add(table, "%s", clock_text(seconds, buf));
}

static void add_level(struct yn_table *table, double db)
{
    if (isfinite(db))
        yn_table_add(table, "%.1f dB", db);
    else
        yn_table_add(table, "–");
}

/* Never 100 % of what is less than certain. */
static void add_confidence(struct yn_table *table, double confidence)
{
    if (isnan(confidence))
        yn_table_add(table, "–");
    else
        yn_table_add(table, "%d %%", (int)floor(100 * confidence + 1e-9));
}

static void add_row(struct yn_table *table, const struct yn_sheet_row *row)
{
    const struct yn_cue *cue = row->cue;
    yn_table_add(table, "%zu", row->seq);
    add_clock(table, cue->start_s);
    add_clock(table, cue->end_s);
    add_clock(table, cue->end_s - cue->start_s);
    yn_table_add(table, row->artist[0] ? "“%s” – %s" : "“%s”%s", row->title,
                 row->artist);
    yn_table_add(table, row->code[0] ? "%s %s" : "%s%s", yn_use_word(cue->use),
                 row->code);
    add_level(table, cue->mbr_k_db);
    add_confidence(table, cue->confidence);
}

static void add_unidentified(struct yn_table *table,
                             const struct yn_unidentified *it)
{
    yn_table_add(table, "–");
    add_clock(table, it->start_s);
    add_clock(table, it->end_s);
    add_clock(table, it->end_s - it->start_s);
    yn_table_add(table, YN_UNIDENTIFIED);
    yn_table_add(table, "–");
    yn_table_add(table, "–");
    add_confidence(table, it->confidence);
}

static void print_sum(const struct yn_sheet *sheet, FILE *f)
{
    char music[CLOCK_BYTES], whole[CLOCK_BYTES];
    double duration_s = sheet->params.placements->duration_s;
    fprintf(f, "%zu cue%s, music in %s of %s", sheet->n_rows,
            yn_plural(sheet->n_rows), clock_text(sheet->music_s, music),
            clock_text(duration_s, whole));
    if (sheet->n_unidentified)
        fprintf(f, "; unidentified music in %s",
                clock_text(sheet->unidentified_s, music));
    if (sheet->n_left_out)
        fprintf(f, "; %zu left out", sheet->n_left_out);
    putc('\n', f);
}

static void print_lacks(const struct yn_sheet *sheet, FILE *f)
{
    if (!sheet->n_lacks) {
        fputs("final\n", f);
        return;
    }
    fputs("draft; missing before it is final:\n", f);
    for (size_t i = 0; i < sheet->n_lacks; i++) {
        const struct yn_sheet_lack *lack = &sheet->lacks[i];
        fputs("  ", f);
        yn_say_text(f, lack->track);
        fputs(lack->track[0] ? ": " : "", f);
        yn_say_text(f, lack->what);
        fputs("; ", f);
        yn_say_text(f, lack->remedy);
        putc('\n', f);
    }
}

static int print_rows(const struct yn_sheet *sheet, bool color, FILE *f,
                      struct yn_err *err)
{
    static const struct yn_column columns[] = {
        {"#", true},      {"Start", true}, {"End", true},   {"Length", true},
        {"Track", false}, {"Use", false},  {"Level", true}, {"Sure", true},
    };
    struct yn_table table;
    yn_table_init(&table, columns, YN_LEN(columns));
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct yn_sheet_line *line = &sheet->lines[i];
        if (line->row)
            add_row(&table, line->row);
        else
            add_unidentified(&table, line->unidentified);
    }
    int rc = yn_table_print(&table, sheet->title, color, f, err);
    yn_table_release(&table);
    return rc;
}

int yn_cues_table(const struct yn_sheet *sheet, bool color, FILE *f,
                  struct yn_err *err)
{
    int rc = print_rows(sheet, color, f, err);
    if (rc)
        return rc;
    print_sum(sheet, f);
    print_lacks(sheet, f);
    return YN_OK;
}
