/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Music that is of no song of the roster, and where it stands among the rows.
 */
#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"

static void keep_wanted(struct yn_sheet *sheet)
{
    const struct yn_sheet_params *params = &sheet->params;
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_unidentified; i++) {
        const struct yn_unidentified *it = &sheet->unidentified[i];
        double seconds = it->end_s - it->start_s;
        if (seconds < params->min_s || it->confidence < params->confidence)
            continue;
        sheet->unidentified_s += seconds;
        sheet->unidentified[n++] = *it;
    }
    sheet->n_unidentified = n;
}

/* Rows first where both begin at once. */
static void merge(const struct yn_sheet *sheet)
{
    struct yn_sheet_line *line = sheet->own->lines;
    const struct yn_sheet_row *row = sheet->own->by_start;
    size_t left = sheet->n_rows;
    for (size_t i = 0; i < sheet->n_unidentified; i++) {
        const struct yn_unidentified *it = &sheet->unidentified[i];
        for (; left && yn_line_ms(row->cue->start_s) <= yn_line_ms(it->start_s);
             left--)
            *line++ = (struct yn_sheet_line){.row = row++};
        *line++ = (struct yn_sheet_line){.unidentified = it};
    }
    for (; left; left--)
        *line++ = (struct yn_sheet_line){.row = row++};
}

static void append(const struct yn_sheet *sheet)
{
    struct yn_sheet_line *line = sheet->lines;
    for (size_t i = 0; i < sheet->n_rows; i++)
        *line++ = (struct yn_sheet_line){.row = &sheet->rows[i]};
    for (size_t i = 0; i < sheet->n_unidentified; i++)
        *line++ =
            (struct yn_sheet_line){.unidentified = &sheet->unidentified[i]};
}

int yn_sheet_fill_unidentified(struct yn_sheet *sheet, struct yn_err *err)
{
    struct yn_arena *arena = &sheet->own->arena;
    int rc =
        yn_unidentified_find(sheet->params.placements, &sheet->unidentified,
                             &sheet->n_unidentified, err);
    if (rc)
        return rc;
    keep_wanted(sheet);
    sheet->n_lines = sheet->n_rows + sheet->n_unidentified;
    sheet->own->lines =
        yn_arena_array(arena, sheet->n_lines, sizeof(*sheet->lines));
    sheet->lines = yn_arena_array(arena, sheet->n_lines, sizeof(*sheet->lines));
    if (!sheet->own->lines || !sheet->lines)
        return yn_err_nomem(err);
    merge(sheet);
    if (sheet->params.order == YN_SHEET_BY_START)
        memcpy(sheet->lines, sheet->own->lines,
               sheet->n_lines * sizeof(*sheet->lines));
    else
        append(sheet);
    return YN_OK;
}
