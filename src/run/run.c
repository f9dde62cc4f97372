/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/run.h>

#include <yeoun/placed.h>

#include <yeoun/embed.h>

#include "base/base.h"

int yn_run_open(const char *start, bool inside, const struct yn_log *log,
                struct yn_run *run, struct yn_err *err)
{
    *run = (struct yn_run){0};
    char *dir = NULL;
    int rc = inside ? yn_season_find(start, &dir, err) : YN_OK;
    if (!rc)
        rc = yn_report_create(&run->report, err);
    if (!rc)
        rc = yn_season_read(dir ? dir : start, log, run->report, &run->season,
                            err);
    if (!rc)
        rc = yn_tally_create(run->season, &run->tally, err);
    free(dir);
    if (rc) {
        yn_run_release(run);
        return rc;
    }
    yn_report_sort(run->report);
    return YN_OK;
}

static struct yn_date as_of(const struct yn_run *run,
                            const struct yn_run_rate_params *params)
{
    return params->as_of.year ? params->as_of : run->season->as_of;
}

int yn_run_attend(struct yn_run *run, const struct yn_run_rate_params *params,
                  struct yn_err *err)
{
    const struct yn_attention_params reading = {.season = run->season,
                                                .as_of = as_of(run, params),
                                                .files = params->files,
                                                .n_files = params->n_files,
                                                .as = params->as,
                                                .now_s = params->now_s,
                                                .log = params->log};
    int rc = yn_attention_read(&reading, run->report, &run->attention, err);
    if (!rc)
        yn_report_sort(run->report);
    return rc;
}

int yn_run_rate(struct yn_run *run, const struct yn_run_rate_params *params,
                struct yn_err *err)
{
    int rc = yn_run_attend(run, params, err);
    if (rc)
        return rc;
    int32_t *placed = calloc(run->season->n_tracks + 1, sizeof(*placed));
    if (!placed)
        return yn_err_nomem(err);
    rc = yn_placed_read(run->season, params->language, placed, err);
    const struct yn_rates_params rating = {.season = run->season,
                                           .attention = run->attention,
                                           .as_of = as_of(run, params),
                                           .listeners_min =
                                               params->listeners_min,
                                           .placed_days = placed};
    if (!rc)
        rc = yn_rates_create(&rating, &run->rates, err);
    free(placed);
    return rc;
}

/* The embedder that is asked for; NULL where nothing was kept. */
static int open_embedder(const struct yn_run *run,
                         const struct yn_run_story_params *params,
                         struct yn_embedder **out, struct yn_err *err)
{
    const char *dir = run->season->dir;
    struct yn_err why = {0};
    if (params->words_only)
        return YN_OK;
    if (params->embeddings) {
        const struct yn_embed_params asking = {.url = params->embeddings,
                                               .model = params->model,
                                               .key = params->key,
                                               .dir = dir,
                                               .log = params->log};
        return yn_embedder_open(&asking, out, err);
    }
    int rc = yn_embedder_open_kept(dir, params->log, out, &why);
    if (rc == YN_E_NOTFOUND)
        return YN_OK;
    if (rc && err)
        *err = why;
    return rc;
}

int yn_run_story(struct yn_run *run, const struct yn_run_story_params *params,
                 struct yn_err *err)
{
    struct yn_embedder *embedder = NULL;
    int rc = open_embedder(run, params, &embedder, err);
    const struct yn_stories_params reading = {
        .season = run->season,
        .language = params->language,
        .embedder = embedder ? yn_embedder_use(embedder) : NULL,
        .log = params->log};
    if (!rc)
        rc = yn_stories_create(&reading, run->report, &run->stories, err);
    yn_embedder_close(&embedder);
    return rc;
}

int yn_run_judge(struct yn_run *run, struct yn_err *err)
{
    size_t n;
    const struct yn_verdict_params params = {
        .season = run->season,
        .tally = run->tally,
        .rates = run->rates,
        .stories = run->stories ? yn_stories_tracks(run->stories, &n) : NULL};
    return yn_verdict_create(&params, &run->verdict, err);
}

void yn_run_release(struct yn_run *run)
{
    yn_verdict_destroy(&run->verdict);
    yn_stories_destroy(&run->stories);
    yn_rates_destroy(&run->rates);
    yn_attention_destroy(&run->attention);
    yn_tally_destroy(&run->tally);
    yn_season_destroy(&run->season);
    yn_report_destroy(&run->report);
}
