/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rating.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "season.h"

static int read_as_of(const char *text, struct yn_date *out, struct yn_err *err)
{
    if (!text)
        return YN_OK;
    if (yn_date_of_text(text, out))
        return YN_OK;
    return yn_err_set(err, YN_E_ARG, 0,
                      "--as-of %s is no date; write it as 2020-12-31", text);
}

/* Says what came into the report behind the first `before`. */
static void say_new(const struct yn_call *call, const struct yn_run *run,
                    size_t before)
{
    size_t n;
    const struct yn_problem *items = yn_report_items(run->report, &n);
    for (size_t i = before; i < n; i++) {
        if (call->say->level != YN_LEVEL_QUIET ||
            items[i].severity == YN_PROBLEM)
            yn_say_problem(stderr, call->say->color_err, &items[i]);
    }
}

int yn_rating_run(const struct yn_call *call,
                  const struct yn_run_rate_params *params, struct yn_run *run,
                  struct yn_err *err)
{
    size_t before;
    yn_report_items(run->report, &before);
    int rc = yn_run_rate(run, params, err);
    if (!rc)
        say_new(call, run, before);
    return rc;
}

int yn_rating_story(const struct yn_call *call,
                    const struct yn_run_story_params *params,
                    struct yn_run *run, struct yn_err *err)
{
    size_t before;
    yn_report_items(run->report, &before);
    int rc = yn_run_story(run, params, err);
    if (!rc)
        say_new(call, run, before);
    return rc;
}

/* A key for another program must not go to whatever address is named, so it has
 * a name of its own. */
static const char key_variable[] = "YEOUN_EMBEDDINGS_KEY";

static int rate_story(const struct yn_call *call, struct yn_run *run,
                      struct yn_err *err)
{
    const struct yn_rating_options *options = call->options;
    const char *url = options->embeddings;
    const bool none = url && strcmp(url, "none") == 0;
    struct yn_log log = yn_say_log(call->say);
    const struct yn_run_story_params params = {.language = options->language,
                                               .embeddings = none ? NULL : url,
                                               .model = options->model,
                                               .key = getenv(key_variable),
                                               .words_only = none,
                                               .log = &log};
    return yn_rating_story(call, &params, run, err);
}

static int check_embeddings(const struct yn_rating_options *options,
                            struct yn_err *err)
{
    const char *url = options->embeddings;
    const bool asks = url && strcmp(url, "none") != 0;
    if (asks && !options->model)
        return yn_err_set(err, YN_E_ARG, 0,
                          "--embeddings %s needs --model NAME, as the endpoint "
                          "calls it, such as bge-m3",
                          url);
    if (options->model && !asks)
        return yn_err_set(err, YN_E_ARG, 0,
                          "--model %s needs --embeddings URL, the endpoint to "
                          "ask, such as http://localhost:8080",
                          options->model);
    return YN_OK;
}

int yn_rating_open(const struct yn_call *call, struct yn_run *run,
                   struct yn_err *err)
{
    const struct yn_rating_options *options = call->options;
    struct yn_log log = yn_say_log(call->say);
    struct yn_run_rate_params params = {.files = options->histories.item,
                                        .n_files = options->histories.n,
                                        .as = options->as,
                                        .now_s = (int64_t)time(NULL),
                                        .log = &log};
    int rc = read_as_of(options->as_of, &params.as_of, err);
    if (!rc)
        rc = check_embeddings(options, err);
    if (!rc)
        rc = yn_season_open_sound(call, run, err);
    if (rc)
        return rc;
    rc = yn_rating_run(call, &params, run, err);
    return rc ? rc : rate_story(call, run, err);
}
