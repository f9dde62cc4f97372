/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/cues.h>

#include <math.h>

#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"
#include "publish/text.h"

#define MS 1000.0

int yn_sheet_version(const struct yn_cue_master *master)
{
    return master->track ? (int)master->track->version : YN_USAGE_UNKNOWN;
}

const char *yn_sheet_version_word(const struct yn_cue_master *master)
{
    return master->track ? yn_version_word(master->track->version) : "";
}

/* The stored placements come from a file that may have been tampered with. */
static int check_cue(const struct yn_sheet_params *params,
                     const struct yn_cue *cue, struct yn_err *err)
{
    if (cue->master >= params->n_masters)
        return yn_err_set(err, YN_E_ARG, 0,
                          "a cue names song %zu of %zu; scan the episode again",
                          cue->master + 1, params->n_masters);
    if ((int)cue->use < YN_BACKGROUND || (int)cue->use > YN_ALONE)
        return yn_err_set(err, YN_E_ARG, 0,
                          "a cue has a use that is none; scan the episode "
                          "again");
    return YN_OK;
}

static bool wanted(const struct yn_sheet_params *params,
                   const struct yn_cue *cue)
{
    struct yn_cue_ms ms = yn_cue_ms(cue);
    double confidence = isnan(cue->confidence) ? 0 : cue->confidence;
    return (double)(ms.end - ms.start) >= round(params->min_s * MS) &&
           confidence >= params->confidence;
}

/* The mean of the seconds' speech over the cue, NAN where none is known. */
static double dialogue_in(const struct yn_placements *placements,
                          const struct yn_cue *cue)
{
    struct yn_cue_ms ms = yn_cue_ms(cue);
    double start = (double)ms.start / MS, end = (double)ms.end / MS;
    double speech_s = 0, known_s = 0;
    for (size_t i = (size_t)start; i < placements->n_rest && (double)i < end;
         i++) {
        double from = fmax(start, (double)i);
        double seconds = fmin(end, (double)i + 1) - from;
        double speech = (double)placements->rest[i].speech;
        if (isnan(speech))
            continue;
        speech_s += seconds * speech;
        known_s += seconds;
    }
    return known_s > 0 ? speech_s / known_s : (double)NAN;
}

static const char *credit_of(struct yn_sheet *sheet,
                             const struct yn_track *track)
{
    struct yn_buf text = {0};
    yn_text_credit(track, &text);
    const char *credit =
        text.failed ? NULL
                    : yn_arena_dup(&sheet->own->arena, yn_buf_text(&text));
    yn_buf_release(&text);
    return credit;
}

static int fill_row(struct yn_sheet *sheet, const struct yn_cue *cue,
                    struct yn_sheet_row *row, struct yn_err *err)
{
    const struct yn_sheet_params *params = &sheet->params;
    const struct yn_cue_master *master = &params->masters[cue->master];
    *row = (struct yn_sheet_row){
        .cue = cue,
        .master = master,
        .title = master->file ? master->file : "",
        .artist = "",
        .code =
            yn_usage_code(params->usage, cue->use, yn_sheet_version(master)),
        .dialogue = dialogue_in(params->placements, cue),
    };
    if (!master->track)
        return YN_OK;
    row->title = yn_track_name(master->track);
    row->artist = credit_of(sheet, master->track);
    return row->artist ? YN_OK : yn_err_nomem(err);
}

static int compare_start(const void *left, const void *right)
{
    const struct yn_cue *a = ((const struct yn_sheet_row *)left)->cue;
    const struct yn_cue *b = ((const struct yn_sheet_row *)right)->cue;
    long long start_a = yn_line_ms(a->start_s),
              start_b = yn_line_ms(b->start_s);
    if (start_a != start_b)
        return start_a < start_b ? -1 : 1;
    if (a->master != b->master)
        return a->master < b->master ? -1 : 1;
    return a < b ? -1 : a > b;
}

static int compare_seq(const struct yn_sheet_row *a,
                       const struct yn_sheet_row *b)
{
    return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/* The greater first; NAN last. */
static int compare_number(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return a > b ? -1 : a < b;
}

static int compare_track(const void *left, const void *right)
{
    const struct yn_sheet_row *a = left, *b = right;
    int order = strcmp(a->title, b->title);
    if (!order)
        order = strcmp(a->artist, b->artist);
    return order ? order : compare_seq(a, b);
}

static int compare_length(const void *left, const void *right)
{
    const struct yn_sheet_row *a = left, *b = right;
    struct yn_cue_ms of_a = yn_cue_ms(a->cue), of_b = yn_cue_ms(b->cue);
    int order = compare_number((double)(of_a.end - of_a.start),
                               (double)(of_b.end - of_b.start));
    return order ? order : compare_seq(a, b);
}

static int compare_level(const void *left, const void *right)
{
    const struct yn_sheet_row *a = left, *b = right;
    int order = compare_number(a->cue->mbr_k_db, b->cue->mbr_k_db);
    return order ? order : compare_seq(a, b);
}

static int compare_confidence(const void *left, const void *right)
{
    const struct yn_sheet_row *a = left, *b = right;
    int order = compare_number(b->cue->confidence, a->cue->confidence);
    return order ? order : compare_seq(a, b);
}

static void sort_rows(struct yn_sheet *sheet)
{
    static int (*const compare[])(const void *, const void *) = {
        [YN_SHEET_BY_START] = NULL, /* they are */
        [YN_SHEET_BY_TRACK] = compare_track,
        [YN_SHEET_BY_LENGTH] = compare_length,
        [YN_SHEET_BY_LEVEL] = compare_level,
        [YN_SHEET_BY_CONFIDENCE] = compare_confidence,
    };
    if (sheet->n_rows && compare[sheet->params.order])
        qsort(sheet->rows, sheet->n_rows, sizeof(*sheet->rows),
              compare[sheet->params.order]);
}

static void add_up(struct yn_sheet *sheet)
{
    long long cues = 0, music = 0, reached = 0;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        struct yn_cue_ms ms = yn_cue_ms(sheet->rows[i].cue);
        cues += ms.end - ms.start;
        long long from = ms.start > reached ? ms.start : reached;
        if (ms.end > from) {
            music += ms.end - from;
            reached = ms.end;
        }
    }
    sheet->cues_s = (double)cues / MS;
    sheet->music_s = (double)music / MS;
}

/* ", season 2, episodes 7–8", ", special 1", as far as it is known. */
static void put_number(const struct yn_cue_episode *episode, struct yn_buf *out)
{
    bool several = episode->last > episode->number;
    if (!episode->special && episode->season > 1)
        yn_buf_printf(out, ", season %u", episode->season);
    if (!episode->number)
        return;
    yn_buf_printf(out, ", %s%s ", episode->special ? "special" : "episode",
                  several ? "s" : "");
    yn_line_episode(episode, out);
}

/* "Hospital Playlist, season 2, episode 7: Rain", as far as it is known; where
 * nothing tells the episode from others, its name does. */
static int make_title(struct yn_sheet *sheet, struct yn_err *err)
{
    const struct yn_cue_episode *episode = &sheet->params.episode;
    struct yn_buf text = {0};
    if (episode->drama)
        yn_buf_puts(&text, yn_text_drama_name(episode->drama));
    if (text.len)
        put_number(episode, &text);
    if (text.len && episode->title && episode->title[0])
        yn_buf_printf(&text, ": %s", episode->title);
    bool told = episode->number || (episode->title && episode->title[0]);
    if ((!text.len || !told) && episode->name)
        yn_buf_printf(&text, "%s%s", text.len ? ", " : "", episode->name);
    sheet->title = text.failed
                       ? NULL
                       : yn_arena_dup(&sheet->own->arena, yn_buf_text(&text));
    yn_buf_release(&text);
    return sheet->title ? YN_OK : yn_err_nomem(err);
}

static int fill_rows(struct yn_sheet *sheet, struct yn_err *err)
{
    const struct yn_placements *placements = sheet->params.placements;
    struct yn_arena *arena = &sheet->own->arena;
    sheet->rows =
        yn_arena_array(arena, placements->n_cues, sizeof(*sheet->rows));
    sheet->own->by_start =
        yn_arena_array(arena, placements->n_cues, sizeof(*sheet->rows));
    if (!sheet->rows || !sheet->own->by_start)
        return yn_err_nomem(err);
    for (size_t i = 0; i < placements->n_cues; i++) {
        const struct yn_cue *cue = &placements->cues[i];
        int rc = check_cue(&sheet->params, cue, err);
        if (!rc && wanted(&sheet->params, cue))
            rc = fill_row(sheet, cue, &sheet->rows[sheet->n_rows++], err);
        if (rc)
            return rc;
    }
    sheet->n_left_out = placements->n_cues - sheet->n_rows;
    if (!sheet->n_rows)
        return YN_OK;
    qsort(sheet->rows, sheet->n_rows, sizeof(*sheet->rows), compare_start);
    for (size_t i = 0; i < sheet->n_rows; i++)
        sheet->rows[i].seq = i + 1;
    memcpy(sheet->own->by_start, sheet->rows,
           sheet->n_rows * sizeof(*sheet->rows));
    return YN_OK;
}

int yn_sheet_create(const struct yn_sheet_params *params, struct yn_sheet **out,
                    struct yn_err *err)
{
    struct yn_sheet *sheet = calloc(1, sizeof(*sheet));
    if (!sheet)
        return yn_err_nomem(err);
    sheet->params = *params;
    sheet->own = calloc(1, sizeof(*sheet->own));
    int rc = sheet->own ? make_title(sheet, err) : yn_err_nomem(err);
    if (!rc)
        rc = fill_rows(sheet, err);
    if (!rc) {
        add_up(sheet);
        sort_rows(sheet);
        rc = yn_sheet_fill_unidentified(sheet, err);
    }
    if (!rc)
        rc = yn_sheet_check(sheet, err);
    if (rc) {
        yn_sheet_destroy(&sheet);
        return rc;
    }
    *out = sheet;
    return YN_OK;
}

void yn_sheet_destroy(struct yn_sheet **sheet)
{
    if (!*sheet)
        return;
    if ((*sheet)->own)
        yn_arena_release(&(*sheet)->own->arena);
    free((*sheet)->own);
    free((*sheet)->lacks);
    free((*sheet)->unidentified);
    free(*sheet);
    *sheet = NULL;
}
