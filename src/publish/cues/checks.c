/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What societies and editors look at before they take a sheet: that composer,
 * publisher and duration are there, that the publisher is the original one,
 * that no second is claimed twice, and that the cues fit into the programme.
 */
#include "base/base.h"
#include "publish/cues/credits.h"
#include "publish/cues/line.h"
#include "publish/cues/sheet_internal.h"

#include <strings.h>

/* The edges of a cue are known to half a second: what overlaps by less may not
 * overlap at all. */
#define OVERLAP_MS_MIN 500
/* A second lost at the end of a file hides no song. */
#define LOST_S_MIN 1.0
/* A surer row is wrong less than one time in twenty; below, somebody should
 * listen. */
#define SURE_MIN 0.95

#define MS 1000 /* in a second */

struct checks {
    struct yn_sheet *sheet;
    struct yn_buf track, what, remedy; /* of the lack under way */
    bool *seen;                        /* by master */
    struct yn_err *err;
};

static const char *keep(struct checks *c, const struct yn_buf *text)
{
    return text->failed
               ? NULL
               : yn_arena_dup(&c->sheet->own->arena, yn_buf_text(text));
}

/* Adds what `what` and `remedy` say, about the song of `row` (NULL: about the
 * whole), and empties them. */
static int add(struct checks *c, enum yn_lack kind,
               const struct yn_sheet_row *row)
{
    if (row)
        yn_line_name(row, &c->track);
    struct yn_sheet *sheet = c->sheet;
    struct yn_sheet_lack lack = {kind, keep(c, &c->track), keep(c, &c->what),
                                 keep(c, &c->remedy)};
    yn_buf_clear(&c->track);
    yn_buf_clear(&c->what);
    yn_buf_clear(&c->remedy);
    if (!lack.track || !lack.what || !lack.remedy)
        return yn_err_nomem(c->err);
    int rc = yn_grow(&sheet->lacks, &sheet->own->cap_lacks, sheet->n_lacks + 1,
                     sizeof(*sheet->lacks), c->err);
    if (!rc)
        sheet->lacks[sheet->n_lacks++] = lack;
    return rc;
}

static int check_composer(struct checks *c, const struct yn_sheet_row *row)
{
    const struct yn_track *track = row->master->track;
    if (yn_credits_any(track, YN_CREDIT_COMPOSER))
        return YN_OK;
    if (track->n_writers) {
        yn_buf_puts(&c->what, "none of its writers is said to have composed "
                              "it");
        yn_buf_printf(&c->remedy, "give one of them `role: C` in %s:%u",
                      track->pos.file, track->pos.line);
    } else {
        yn_buf_puts(&c->what, "no composer is named");
        yn_buf_printf(&c->remedy,
                      "add `writers:` with one of `role: C` in %s:%u",
                      track->pos.file, track->pos.line);
    }
    return add(c, YN_LACK_COMPOSER, row);
}

/* Whether the named publisher only administers the song for another. */
static bool is_agent(const struct yn_track *track)
{
    for (size_t i = 0; i < track->n_writers; i++) {
        const struct yn_writer *writer = &track->writers[i];
        if (yn_credits_of(writer->role) & YN_CREDIT_AGENT &&
            strcasecmp(writer->name, track->publisher) == 0)
            return true;
    }
    return false;
}

static int check_publisher(struct checks *c, const struct yn_sheet_row *row)
{
    const struct yn_track *track = row->master->track;
    bool named =
        track->publisher[0] || yn_credits_any(track, YN_CREDIT_PUBLISHER);
    bool agent = track->publisher[0] && is_agent(track);
    if (named && !agent)
        return YN_OK;
    if (agent)
        yn_buf_printf(&c->what, "its publisher %s only administers it",
                      track->publisher);
    else
        yn_buf_puts(&c->what, "no publisher is named");
    yn_buf_printf(&c->remedy, "add the original `publisher:` in %s:%u",
                  track->pos.file, track->pos.line);
    return add(c, YN_LACK_PUBLISHER, row);
}

static int check_master(struct checks *c, const struct yn_sheet_row *row)
{
    if (!row->master->track) {
        yn_buf_puts(&c->what, "nothing but its file is known");
        yn_buf_puts(&c->remedy, "put it into a drama's `tracks:`, with its "
                                "file as `audio:`");
        return add(c, YN_LACK_TRACK, row);
    }
    int rc = check_composer(c, row);
    return rc ? rc : check_publisher(c, row);
}

/* Marks the master and those that are other files of the same track. */
static void mark_seen(struct checks *c, const struct yn_cue_master *master)
{
    const struct yn_sheet_params *params = &c->sheet->params;
    for (size_t i = 0; i < params->n_masters; i++) {
        const struct yn_cue_master *other = &params->masters[i];
        if (other == master || (other->track && other->track == master->track))
            c->seen[i] = true;
    }
}

static int check_masters(struct checks *c)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < c->sheet->n_rows; i++) {
        const struct yn_sheet_row *row = &c->sheet->own->by_start[i];
        if (c->seen[row->cue->master])
            continue;
        mark_seen(c, row->master);
        rc = check_master(c, row);
    }
    return rc;
}

static int check_duration(struct checks *c, const struct yn_sheet_row *row)
{
    struct yn_cue_ms ms = yn_cue_ms(row->cue);
    if (ms.end > ms.start)
        return YN_OK;
    yn_buf_printf(&c->what, "cue %zu has no length", row->seq);
    yn_buf_puts(&c->remedy, "scan the episode again");
    return add(c, YN_LACK_DURATION, row);
}

static int check_sure(struct checks *c, const struct yn_sheet_row *row)
{
    double confidence = row->cue->confidence;
    if (confidence >= SURE_MIN)
        return YN_OK;
    int percent = yn_line_percent(confidence);
    if (percent >= 0)
        yn_buf_printf(&c->what, "cue %zu is sure to %d %% only", row->seq,
                      percent);
    else
        yn_buf_printf(&c->what, "how sure cue %zu is, is not known", row->seq);
    yn_buf_puts(&c->remedy, "listen at ");
    yn_line_short_clock(yn_line_ms(row->cue->start_s), &c->remedy);
    yn_buf_puts(&c->remedy, "; where it is wrong, ask for a higher confidence");
    return add(c, YN_LACK_SURE, row);
}

/* `earlier` is, of the cues before, the one that lasts longest. */
static int check_overlap(struct checks *c, const struct yn_sheet_row *earlier,
                         const struct yn_sheet_row *row)
{
    struct yn_cue_ms before = yn_cue_ms(earlier->cue), ms = yn_cue_ms(row->cue);
    long long end = before.end < ms.end ? before.end : ms.end;
    if (end - ms.start < OVERLAP_MS_MIN)
        return YN_OK;
    if (ms.end > before.end)
        yn_buf_printf(&c->what, "cue %zu runs into cue %zu, from ",
                      earlier->seq, row->seq);
    else
        yn_buf_printf(&c->what, "cue %zu sounds within cue %zu, from ",
                      row->seq, earlier->seq);
    yn_line_short_clock(ms.start, &c->what);
    yn_buf_puts(&c->what, " for ");
    yn_line_number((double)(end - ms.start) / MS, 1, &c->what);
    yn_buf_puts(&c->what, " s");
    yn_buf_puts(&c->remedy, "give these seconds to one of them in the sheet "
                            "that you hand in");
    return add(c, YN_LACK_OVERLAP, row);
}

static int check_cues(struct checks *c)
{
    const struct yn_sheet_row *rows = c->sheet->own->by_start;
    const struct yn_sheet_row *longest = NULL;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < c->sheet->n_rows; i++) {
        rc = check_duration(c, &rows[i]);
        if (!rc)
            rc = check_sure(c, &rows[i]);
        if (!rc && longest)
            rc = check_overlap(c, longest, &rows[i]);
        if (!longest ||
            yn_cue_ms(rows[i].cue).end > yn_cue_ms(longest->cue).end)
            longest = &rows[i];
    }
    return rc;
}

static int check_programme(struct checks *c)
{
    const struct yn_sheet *sheet = c->sheet;
    long long programme = yn_line_ms(sheet->params.placements->duration_s);
    if (programme == 0) {
        yn_buf_puts(&c->what, "the length of the programme is not known");
        yn_buf_puts(&c->remedy, "scan the episode again");
        return add(c, YN_LACK_PROGRAMME, NULL);
    }
    long long cues = yn_line_ms(sheet->cues_s);
    if (cues <= programme)
        return YN_OK;
    yn_buf_puts(&c->what, "the cues add up to ");
    yn_line_clock(cues, &c->what);
    yn_buf_puts(&c->what, ", the programme lasts ");
    yn_line_clock(programme, &c->what);
    yn_buf_puts(&c->remedy, "let every second count for one cue only");
    return add(c, YN_LACK_PROGRAMME, NULL);
}

static int check_sound(struct checks *c)
{
    double lost_s = c->sheet->params.placements->lost_s;
    if (!(lost_s >= LOST_S_MIN))
        return YN_OK;
    yn_line_number(lost_s, 1, &c->what);
    yn_buf_puts(&c->what, " s of the episode's sound could not be read, so "
                          "songs may be missing");
    yn_buf_puts(&c->remedy, "scan a whole copy of it");
    return add(c, YN_LACK_SOUND, NULL);
}

static int check_unidentified(struct checks *c)
{
    const struct yn_sheet *sheet = c->sheet;
    if (!sheet->n_unidentified)
        return YN_OK;
    yn_buf_puts(&c->what, "music in ");
    yn_line_short_clock(yn_line_ms(sheet->unidentified_s), &c->what);
    yn_buf_puts(&c->what, " is of no song that is known, first at ");
    yn_line_short_clock(yn_line_ms(sheet->unidentified[0].start_s), &c->what);
    yn_buf_puts(&c->remedy, "listen; put what it is into `tracks:`, with its "
                            "file as `audio:`");
    return add(c, YN_LACK_UNIDENTIFIED, NULL);
}

int yn_sheet_check(struct yn_sheet *sheet, struct yn_err *err)
{
    struct checks c = {.sheet = sheet, .err = err};
    c.seen = calloc(sheet->params.n_masters + 1, sizeof(*c.seen));
    int rc = c.seen ? check_masters(&c) : yn_err_nomem(err);
    if (!rc)
        rc = check_cues(&c);
    if (!rc)
        rc = check_programme(&c);
    if (!rc)
        rc = check_sound(&c);
    if (!rc)
        rc = check_unidentified(&c);
    free(c.seen);
    yn_buf_release(&c.track);
    yn_buf_release(&c.what);
    yn_buf_release(&c.remedy);
    return rc;
}
