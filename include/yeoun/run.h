/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Run: joins the stages. Everything a command needs of a season, in one call.
 */
#ifndef YEOUN_RUN_H
#define YEOUN_RUN_H

#include <yeoun/log.h>
#include <yeoun/names.h>
#include <yeoun/rate.h>
#include <yeoun/report.h>
#include <yeoun/season.h>
#include <yeoun/stories.h>
#include <yeoun/tally.h>
#include <yeoun/verdict.h>

/* Threads: one run, one thread at a time. */
struct yn_run {
    struct yn_season *season;
    struct yn_tally *tally;
    struct yn_report *report;       /* sorted */
    struct yn_attention *attention; /* NULL until yn_run_attend */
    struct yn_rates *rates;         /* NULL until yn_run_rate */
    struct yn_stories *stories;     /* NULL until yn_run_story */
    struct yn_verdict *verdict;     /* NULL until yn_run_judge */
};

/* Reads the season around `start` and tallies it. `inside` true: look for the
 * season folder upwards from `start`; false: `start` must be one.
 * Returns 0 also when the report has problems. Errors as yn_season_find and
 * yn_season_read; `*run` is then empty. Release with yn_run_release. */
YN_API int yn_run_open(const char *start, bool inside, const struct yn_log *log,
                       struct yn_run *run, struct yn_err *err);

struct yn_run_rate_params {
    /* Year 0: `as_of` of the season; where that is not given either, the last
     * day that is known of. */
    struct yn_date as_of;
    /* See yn_attention_params. */
    const char *const *files;
    size_t n_files;
    const char *as;
    int64_t now_s;
    size_t listeners_min; /* see yn_rates_params */
    const char *language; /* of the scan's audio; NULL: its own */
    const struct yn_log *log;
};

/* Reads what is known of attention, and puts what is wrong with its files in
 * its place in the report. Errors as yn_attention_read; release `*run` also
 * then. */
YN_API int yn_run_attend(struct yn_run *run,
                         const struct yn_run_rate_params *params,
                         struct yn_err *err);

/* Reads what is known of attention and rates the tracks. What is wrong with the
 * files goes into the report. Errors as yn_attention_read and yn_rates_create;
 * release `*run` also then. */
YN_API int yn_run_rate(struct yn_run *run,
                       const struct yn_run_rate_params *params,
                       struct yn_err *err);

struct yn_run_story_params {
    const char *language; /* of the scan's audio; NULL: its own */
    /* Who is asked for embeddings, as yn_embed_params has it. NULL: nobody; the
     * vectors that are kept are used where none is missing, and where one is,
     * `log` is told who has to be asked. */
    const char *embeddings, *model, *key;
    bool words_only; /* without kept vectors too */
    const struct yn_log *log;
};

/* Reads what scans have found, comments, marks, subtitles and lyrics, and
 * measures the first rule. What is wrong with the files goes to the report's
 * end.
 * Errors as yn_stories_create and yn_embedder_open; release `*run` also then.
 */
YN_API int yn_run_story(struct yn_run *run,
                        const struct yn_run_story_params *params,
                        struct yn_err *err);

/* Weighs what was rated and measured until now, and the ballots. Errors:
 * YN_E_NOMEM; release `*run` also then. */
YN_API int yn_run_judge(struct yn_run *run, struct yn_err *err);

/* Frees all that the run holds and leaves it empty; an empty one is let be. */
YN_API void yn_run_release(struct yn_run *run);

#endif
