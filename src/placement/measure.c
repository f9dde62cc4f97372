/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/measure.h"

#include <math.h>

#include "base/base.h"
#include "signal/level.h"

/* Runs of one song with no more than this between them are one cue with a cut
 * or a loop in it. */
#define CUT_GAP_S 3.0

#define ALONE_DB 15.0
#define FOREGROUND_DB 0.0
#define FEATURED_DB (-10.0)

struct measure {
    const struct yn_masters *masters;
    const struct yn_place_params *params;
};

static size_t run_master(const struct measure *m, const struct yn_run *run)
{
    const struct yn_starts starts = {m->masters->start, m->masters->n};
    ptrdiff_t at = (ptrdiff_t)run->start + run->lag;
    return yn_master_at(&starts, at > 0 ? (size_t)at : 0);
}

static struct yn_segment run_segment(const struct measure *m,
                                     const struct yn_run *run)
{
    double offset = (double)((ptrdiff_t)run->start + run->lag) -
                    (double)m->masters->start[run_master(m, run)];
    return (struct yn_segment){.start_s = (double)run->start / YN_COARSE_RATE,
                               .end_s = (double)run->end / YN_COARSE_RATE,
                               .offset_s = offset / YN_COARSE_RATE};
}

static enum yn_use use_of(double mbr_k_db)
{
    if (mbr_k_db > ALONE_DB)
        return YN_ALONE;
    if (mbr_k_db > FOREGROUND_DB)
        return YN_FOREGROUND;
    return mbr_k_db >= FEATURED_DB ? YN_FEATURED : YN_BACKGROUND;
}

/* Measures one segment; adds its powers to `sum` and its course to the cue. */
static int measure_segment(const struct measure *m, struct yn_cue *cue,
                           const struct yn_segment *segment,
                           struct yn_level *sum, struct yn_err *err)
{
    const struct yn_master *master = &m->masters->item[cue->master];
    size_t from = (size_t)llround(segment->start_s * YN_FINE_RATE);
    size_t to = (size_t)llround(segment->end_s * YN_FINE_RATE);
    size_t at = (size_t)llround(segment->offset_s * YN_FINE_RATE);
    to = to < m->params->fine.n ? to : m->params->fine.n;
    if (from >= to || at >= master->n_fine)
        return YN_OK;
    size_t n = to - from;
    n = n < master->n_fine - at ? n : master->n_fine - at;
    struct yn_level *course = calloc(n / YN_FINE_RATE + 1, sizeof(*course));
    float *mix = malloc(2 * n * sizeof(*mix));
    size_t seconds = 0;
    int rc = course && mix ? YN_OK : yn_err_nomem(err);
    if (!rc) {
        yn_half_to(m->params->fine.at + from, n, mix);
        yn_half_to(master->fine + at, n, mix + n);
        rc = yn_level_course(mix, mix + n, n, YN_FINE_RATE, course, &seconds,
                             err);
    }
    size_t first = (size_t)(segment->start_s - cue->start_s);
    for (size_t i = 0; !rc && i < seconds; i++) {
        sum->music += course[i].music;
        sum->rest += course[i].rest;
        sum->music_k += course[i].music_k;
        sum->rest_k += course[i].rest_k;
        if (first + i < cue->n_levels)
            cue->level_db[first + i] =
                (float)yn_level_db(course[i].music_k, course[i].rest_k);
    }
    free(course);
    free(mix);
    return rc;
}

static int measure_cue(const struct measure *m, struct yn_cue *cue,
                       struct yn_err *err)
{
    struct yn_level sum = {0};
    cue->n_levels = (size_t)ceil(cue->end_s - cue->start_s);
    cue->level_db = malloc((cue->n_levels + 1) * sizeof(*cue->level_db));
    if (!cue->level_db)
        return yn_err_nomem(err);
    for (size_t i = 0; i < cue->n_levels; i++)
        cue->level_db[i] = NAN;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < cue->n_segments; i++)
        rc = measure_segment(m, cue, &cue->segments[i], &sum, err);
    cue->mbr_db = yn_level_db(sum.music, sum.rest);
    cue->mbr_k_db = yn_level_db(sum.music_k, sum.rest_k);
    cue->use = use_of(cue->mbr_k_db);
    return rc;
}

static int add_segment(struct yn_cue *cue, struct yn_segment segment,
                       struct yn_err *err)
{
    struct yn_segment *more =
        realloc(cue->segments, (cue->n_segments + 1) * sizeof(*more));
    if (!more)
        return yn_err_nomem(err);
    cue->segments = more;
    more[cue->n_segments++] = segment;
    if (segment.end_s > cue->end_s)
        cue->end_s = segment.end_s;
    return YN_OK;
}

/* The cue that a run goes on with, or NULL: the same song, just before. */
static struct yn_cue *cue_before(struct yn_placements *out, size_t master,
                                 double start_s)
{
    for (size_t i = out->n_cues; i-- > 0;) {
        struct yn_cue *cue = &out->cues[i];
        if (cue->master == master && start_s - cue->end_s < CUT_GAP_S)
            return cue;
    }
    return NULL;
}

/* `out->cues` has room for one more. */
static int add_run(const struct measure *m, const struct yn_run *run,
                   struct yn_placements *out, struct yn_err *err)
{
    size_t master = run_master(m, run);
    struct yn_segment segment = run_segment(m, run);
    struct yn_cue *cue = cue_before(out, master, segment.start_s);
    if (!cue) {
        cue = &out->cues[out->n_cues++];
        *cue = (struct yn_cue){.master = master,
                               .start_s = segment.start_s,
                               .end_s = segment.end_s,
                               .offset_s = segment.offset_s,
                               .speed = 1};
    }
    if (run->confidence > cue->confidence)
        cue->confidence = run->confidence;
    return add_segment(cue, segment, err);
}

int yn_measure_cues(const struct yn_masters *masters,
                    const struct yn_place_params *params,
                    const struct yn_runs *runs, struct yn_placements *out,
                    struct yn_err *err)
{
    const struct measure m = {masters, params};
    if (runs->n == 0)
        return YN_OK;
    out->cues = calloc(runs->n, sizeof(*out->cues));
    int rc = out->cues ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < runs->n; i++)
        rc = add_run(&m, &runs->item[i], out, err);
    for (size_t i = 0; !rc && i < out->n_cues; i++)
        rc = measure_cue(&m, &out->cues[i], err);
    return rc;
}
