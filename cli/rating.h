/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rating: what `rate` and `why` have in common.
 */
#ifndef YN_CLI_RATING_H
#define YN_CLI_RATING_H

#include <yeoun/run.h>

#include "commands.h"

struct yn_rating_options {
    struct yn_common common;
    const char *as_of; /* YYYY-MM-DD */
    const char *as;
    struct yn_option_files histories;
    const char *language;
    const char *embeddings, *model;
};

#define YN_ROWS_RATING(s)                                                      \
    {"as-of", .arg = "DATE",                                                   \
     .help = "use only what was known at the end of that day",                 \
     YN_TEXT(s, as_of)},                                                       \
        {"history", .arg = "FILE",                                             \
         .help = "also read this listening history; may be repeated",          \
         YN_FILES(s, histories)},                                              \
        {"as", .arg = "KIND", .help = "take the histories to be of that kind", \
         YN_TEXT(s, as)},                                                      \
        {"language", .arg = "CODE",                                            \
         .help = "the audio track, where `yeoun scan` was given one",          \
         YN_TEXT(s, language)},                                                \
        {"embeddings", .arg = "URL",                                           \
         .help = "compare lyrics and stories by the embeddings of this "       \
                 "endpoint, too; none: by words alone",                        \
         YN_TEXT(s, embeddings)},                                              \
    {                                                                          \
        "model", .arg = "NAME",                                                \
                 .help = "the model that the endpoint is asked for",           \
                 YN_TEXT(s, model)                                             \
    }

/* Opens the season around `start` (NULL: the current folder), which must be
 * sound, reads what is known of attention and rates it; says warnings.
 * Release `*run` with yn_run_release, also after a failure. Errors: YN_E_ARG,
 * those of yn_run_open and yn_run_rate. */
int yn_rating_open(const struct yn_call *call, struct yn_run *run,
                   struct yn_err *err);

/* Rates an open season and says what is wrong with the files it read. Errors as
 * yn_run_rate. */
int yn_rating_run(const struct yn_call *call,
                  const struct yn_run_rate_params *params, struct yn_run *run,
                  struct yn_err *err);

/* Measures the first rule and says the same. Errors as yn_run_story. */
int yn_rating_story(const struct yn_call *call,
                    const struct yn_run_story_params *params,
                    struct yn_run *run, struct yn_err *err);

#endif
