/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON: what was measured. One episode is an object, several are a list.
 */
#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"
#include "publish/json_writer.h"
#include "publish/text.h"

/* More than was measured, so that nothing is lost, and few enough to read. */
#define TIME_DECIMALS 6
#define SPEED_DECIMALS 9
#define LEVEL_DECIMALS 3

static void put_number(struct yn_jw *json, json_t *parent, const char *key,
                       double number, int decimals)
{
    yn_jw_number(json, parent, key, yn_line_round(number, decimals));
}

static void put_segments(struct yn_jw *json, json_t *parent,
                         const struct yn_cue *cue)
{
    json_t *array = yn_jw_array(json, parent, "segments");
    for (size_t i = 0; i < cue->n_segments; i++) {
        const struct yn_segment *segment = &cue->segments[i];
        json_t *o = yn_jw_object(json, array, NULL);
        put_number(json, o, "start_s", segment->start_s, TIME_DECIMALS);
        put_number(json, o, "end_s", segment->end_s, TIME_DECIMALS);
        put_number(json, o, "offset_s", segment->offset_s, TIME_DECIMALS);
    }
}

static void put_cue(struct yn_jw *json, json_t *parent,
                    const struct yn_sheet_row *row)
{
    const struct yn_cue *cue = row->cue;
    const struct yn_cue_master *master = row->master;
    json_t *o = yn_jw_object(json, parent, NULL);
    yn_jw_known(json, o, "track", row->title);
    yn_jw_known(json, o, "artist", row->artist);
    yn_jw_known(json, o, "drama",
                master->drama ? yn_text_drama_name(master->drama) : "");
    put_number(json, o, "start_s", cue->start_s, TIME_DECIMALS);
    put_number(json, o, "end_s", cue->end_s, TIME_DECIMALS);
    put_number(json, o, "offset_s", cue->offset_s, TIME_DECIMALS);
    put_number(json, o, "speed", cue->speed, SPEED_DECIMALS);
    put_number(json, o, "mbr_db", cue->mbr_db, LEVEL_DECIMALS);
    put_number(json, o, "mbr_k_db", cue->mbr_k_db, LEVEL_DECIMALS);
    yn_jw_text(json, o, "use", yn_use_word(cue->use));
    yn_jw_known(json, o, "version", yn_sheet_version_word(master));
    yn_jw_number(json, o, "confidence", yn_line_confidence(cue->confidence));
    put_segments(json, o, cue);
}

static void put_unidentified(struct yn_jw *json, json_t *parent,
                             const struct yn_unidentified *it)
{
    json_t *o = yn_jw_object(json, parent, NULL);
    put_number(json, o, "start_s", it->start_s, TIME_DECIMALS);
    put_number(json, o, "end_s", it->end_s, TIME_DECIMALS);
    yn_jw_number(json, o, "confidence", yn_line_confidence(it->confidence));
}

/* The members of one episode's object. */
static void put_sheet(struct yn_jw *json, json_t *o,
                      const struct yn_sheet *sheet)
{
    const char *name = sheet->params.episode.name;
    yn_jw_known(json, o, "episode", name ? name : "");
    put_number(json, o, "duration_s", sheet->params.placements->duration_s,
               TIME_DECIMALS);
    json_t *cues = yn_jw_array(json, o, "cues");
    for (size_t i = 0; i < sheet->n_rows; i++)
        put_cue(json, cues, &sheet->rows[i]);
    json_t *unidentified = yn_jw_array(json, o, "unidentified");
    for (size_t i = 0; i < sheet->n_unidentified; i++)
        put_unidentified(json, unidentified, &sheet->unidentified[i]);
}

/* A season holds tens of thousands of cues, so one episode at a time is built
 * in memory; the brackets of the list are our own. */
static int write_json(const struct yn_sheet *const *sheets, size_t n,
                      unsigned flags, struct yn_buf *out, struct yn_err *err)
{
    bool list = n != 1 || flags & YN_SHEET_LIST;
    int rc = YN_OK;
    yn_buf_puts(out, list ? "[" : "");
    for (size_t i = 0; !rc && i < n; i++) {
        struct yn_jw json = {0};
        put_sheet(&json, yn_jw_root(&json), sheets[i]);
        yn_buf_puts(out, list ? (i ? ",\n" : "\n") : "");
        rc = yn_jw_finish(&json, list ? YN_JW_LINE : 0, out, err);
    }
    yn_buf_puts(out, list ? "\n]\n" : "");
    return rc;
}

const struct yn_sheet_writer yn_sheet_json = {
    .word = "json", .file = "cues.json", .write = write_json};
