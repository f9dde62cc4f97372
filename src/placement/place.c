/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/place.h"

#include <math.h>

#include "base/base.h"
#include "placement/edges.h"
#include "placement/rest.h"
#include "signal/level.h"
#include "signal/whiten.h"

/* Peaks of one window: about a thousand by chance in an hour of masters. */
#define PEAK_Z 3.5F
/* Chains of peaks worth a closer look. */
#define CHAIN_Z 6.0
/* What a placement must reach. Over an hour of masters and an episode of 70
 * minutes, chance reaches 6.8 once in a hundred episodes. */
#define BELIEVED_Z 7.0
#define LAG_SLACK 2
/* Runs of one song with no more than this between them are one cue with a cut
 * or a loop in it. */
#define CUT_GAP_S 3.0

#define ALONE_DB 15.0
#define FOREGROUND_DB 0.0
#define FEATURED_DB (-10.0)

struct place {
    const struct yn_masters *masters;
    const struct yn_place_params *params;
    float *white; /* the episode, coarse and whitened */
    struct yn_peaks peaks;
    struct yn_candidates candidates;
    struct yn_runs runs;
};

static int find_runs(struct place *p, struct yn_err *err)
{
    const struct yn_masters *masters = p->masters;
    size_t n = p->params->n_coarse;
    const struct yn_search_params search = {.window =
                                                YN_WINDOW_S * YN_COARSE_RATE,
                                            .hop = YN_HOP_S * YN_COARSE_RATE,
                                            .least_z = PEAK_Z,
                                            .threads = p->params->threads};
    const struct yn_link_params link = {
        .slack = LAG_SLACK, .gap = 1, .least_z = CHAIN_Z};
    const struct yn_explain_params explain = {
        .rate = YN_COARSE_RATE,
        .starts = {masters->start, masters->n},
        .hop = search.hop,
        .window = search.window,
        .least_z = BELIEVED_Z};
    const struct yn_sound episode = {p->white, n};
    const struct yn_sound line = {masters->line, yn_bank_length(masters->bank)};
    int rc = yn_search(masters->bank, p->white, n, &search, &p->peaks, err);
    if (!rc)
        rc = yn_link(&p->peaks, &link, &p->candidates, err);
    if (!rc)
        rc = yn_explain(&episode, &line, &p->candidates, &explain, &p->runs,
                        err);
    for (size_t i = 0; !rc && i < p->runs.n; i++)
        yn_edges_refine(&episode, &line, &p->runs.item[i]);
    return rc;
}

static size_t run_master(const struct place *p, const struct yn_run *run)
{
    const struct yn_starts starts = {p->masters->start, p->masters->n};
    ptrdiff_t at = (ptrdiff_t)run->start + run->lag;
    return yn_master_at(&starts, at > 0 ? (size_t)at : 0);
}

static struct yn_segment run_segment(const struct place *p,
                                     const struct yn_run *run)
{
    double offset = (double)((ptrdiff_t)run->start + run->lag) -
                    (double)p->masters->start[run_master(p, run)];
    return (struct yn_segment){.start_s = (double)run->start / YN_COARSE_RATE,
                               .end_s = (double)run->end / YN_COARSE_RATE,
                               .offset_s = offset / YN_COARSE_RATE};
}

static int run_compare(const void *a, const void *b)
{
    const struct yn_run *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->lag < y->lag ? -1 : x->lag > y->lag;
}

/* The chance that a placement of this z is right: against how many of its
 * strength the whole search would bring forth by chance. */
static double confidence(const struct place *p, double z)
{
    double lags = (double)yn_bank_length(p->masters->bank);
    double windows =
        (double)p->params->n_coarse / (double)(YN_HOP_S * YN_COARSE_RATE);
    double by_chance = lags * (windows + 1) * 0.5 * erfc(z / sqrt(2));
    return 1 / (1 + by_chance);
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
static int measure_segment(const struct place *p, struct yn_cue *cue,
                           const struct yn_segment *segment,
                           struct yn_level *sum, struct yn_err *err)
{
    const struct yn_master *master = &p->masters->item[cue->master];
    size_t from = (size_t)llround(segment->start_s * YN_FINE_RATE);
    size_t to = (size_t)llround(segment->end_s * YN_FINE_RATE);
    size_t at = (size_t)llround(segment->offset_s * YN_FINE_RATE);
    to = to < p->params->n_fine ? to : p->params->n_fine;
    if (from >= to || at >= master->n_fine)
        return YN_OK;
    size_t n = to - from;
    n = n < master->n_fine - at ? n : master->n_fine - at;
    struct yn_level *course = calloc(n / YN_FINE_RATE + 1, sizeof(*course));
    size_t seconds = 0;
    int rc = course ? yn_level_course(p->params->fine + from, master->fine + at,
                                      n, YN_FINE_RATE, course, &seconds, err)
                    : yn_err_nomem(err);
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
    return rc;
}

static int measure(const struct place *p, struct yn_cue *cue,
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
        rc = measure_segment(p, cue, &cue->segments[i], &sum, err);
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
static int add_run(const struct place *p, const struct yn_run *run,
                   struct yn_placements *out, struct yn_err *err)
{
    size_t master = run_master(p, run);
    struct yn_segment segment = run_segment(p, run);
    double sure = confidence(p, run->own_z);
    struct yn_cue *cue = cue_before(out, master, segment.start_s);
    if (!cue) {
        cue = &out->cues[out->n_cues++];
        *cue = (struct yn_cue){.master = master,
                               .start_s = segment.start_s,
                               .end_s = segment.end_s,
                               .offset_s = segment.offset_s,
                               .speed = 1};
    }
    if (sure > cue->confidence)
        cue->confidence = sure;
    return add_segment(cue, segment, err);
}

static int make_cues(struct place *p, struct yn_placements *out,
                     struct yn_err *err)
{
    if (p->runs.n == 0)
        return YN_OK;
    qsort(p->runs.item, p->runs.n, sizeof(*p->runs.item), run_compare);
    out->cues = calloc(p->runs.n, sizeof(*out->cues));
    int rc = out->cues ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < p->runs.n; i++)
        rc = add_run(p, &p->runs.item[i], out, err);
    for (size_t i = 0; !rc && i < out->n_cues; i++)
        rc = measure(p, &out->cues[i], err);
    return rc;
}

int yn_place(const struct yn_masters *masters,
             const struct yn_place_params *params, struct yn_placements *out,
             struct yn_err *err)
{
    const struct yn_whiten_params whiten = {.rate = YN_COARSE_RATE};
    struct place p = {.masters = masters, .params = params};
    *out = (struct yn_placements){.duration_s = (double)params->n_coarse /
                                                YN_COARSE_RATE};
    if (params->n_coarse == 0 || masters->n == 0)
        return YN_OK;
    p.white = malloc(params->n_coarse * sizeof(*p.white));
    int rc = p.white ? yn_whiten(params->coarse, params->n_coarse, &whiten,
                                 p.white, err)
                     : yn_err_nomem(err);
    if (!rc)
        rc = find_runs(&p, err);
    if (!rc)
        rc = make_cues(&p, out, err);
    if (!rc)
        rc = yn_rest_measure(masters, params->fine, params->n_fine, out, err);
    free(p.white);
    free(p.peaks.item);
    free(p.candidates.item);
    free(p.runs.item);
    if (rc)
        yn_placements_release(out);
    return rc;
}
