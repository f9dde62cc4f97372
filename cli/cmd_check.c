/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include <yeoun/library.h>
#include <yeoun/names.h>

#include "attention_text.h"
#include "library_text.h"
#include "needs_text.h"
#include "out.h"
#include "season.h"

struct check_options {
    struct yn_common common;
};

static const struct yn_option check_rows[] = {
    YN_ROW_JSON(struct check_options),
    YN_ROW_OUTPUT(struct check_options),
    YN_ROWS_COMMON(struct check_options),
};

static const struct yn_example check_examples[] = {
    {"yeoun check", "Read the season folder you stand in."},
    {"yeoun check -v best-of-2020",
     "Also list each episode, and which spellings were taken for the same."},
};

static json_t *merges_json(const struct yn_merge *merges, size_t n)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        bad |= json_object_set_new(o, "a", yn_json_text(merges[i].a));
        bad |= json_object_set_new(o, "b", yn_json_text(merges[i].b));
        bad |= json_object_set_new(o, "reason", yn_json_text(merges[i].reason));
        bad |= json_array_append_new(array, o);
    }
    return yn_json_whole(array, bad);
}

/* The merges made, or those refused; none where no names could be read. */
static const struct yn_merge *merges(const struct yn_season *season,
                                     bool refused, size_t *n)
{
    *n = 0;
    if (!season->names)
        return NULL;
    return refused ? yn_names_refused(season->names, n)
                   : yn_names_merged(season->names, n);
}

static json_t *check_json(const struct yn_run *run,
                          const struct yn_library *library)
{
    const struct yn_season *season = run->season;
    size_t n_merged, n_refused, n_badges = run->tally->n_badges;
    const struct yn_merge *merged = merges(season, false, &n_merged);
    const struct yn_merge *refused = merges(season, true, &n_refused);
    const struct {
        const char *key;
        size_t count;
    } counts[] = {
        {"dramas", season->n_dramas}, {"tracks", season->n_tracks},
        {"judges", season->n_judges}, {"votes", season->n_votes},
        {"badges", n_badges},
    };
    json_t *o = json_object();
    int bad = json_object_set_new(o, "problems", yn_problems_json(run->report));
    bad |= json_object_set_new(o, "merged", merges_json(merged, n_merged));
    bad |= json_object_set_new(o, "refused", merges_json(refused, n_refused));
    for (size_t i = 0; i < YN_LEN(counts); i++)
        bad |= json_object_set_new(o, counts[i].key,
                                   json_integer((json_int_t)counts[i].count));
    bad |=
        json_object_set_new(o, "histories", yn_histories_json(run->attention));
    bad |= json_object_set_new(o, "library", yn_library_json(library));
    return yn_json_whole(o, bad);
}

static void print_merges(FILE *f, const char *title, const char *sign,
                         const struct yn_merge *list, size_t n)
{
    if (!n)
        return;
    fprintf(f, "%s\n", title);
    for (size_t i = 0; i < n; i++) {
        fputs("  ", f);
        yn_say_text(f, list[i].a);
        fprintf(f, " %s ", sign);
        yn_say_text(f, list[i].b);
        fputs(": ", f);
        yn_say_text(f, list[i].reason);
        putc('\n', f);
    }
}

static void print_names(FILE *f, const struct yn_season *season)
{
    size_t n;
    const struct yn_merge *list = merges(season, false, &n);
    print_merges(f, "Taken for the same:", "=", list, n);
    list = merges(season, true, &n);
    print_merges(f, "Alike, but left apart:", "/", list, n);
}

static void print_summary(FILE *f, const struct yn_run *run)
{
    const struct yn_season *season = run->season;
    yn_say_text(f, season->title);
    fprintf(f,
            ": %zu drama%s, %zu track%s, %zu judge%s, %zu vote%s, %zu "
            "badge%s\n",
            season->n_dramas, yn_plural(season->n_dramas), season->n_tracks,
            yn_plural(season->n_tracks), season->n_judges,
            yn_plural(season->n_judges), season->n_votes,
            yn_plural(season->n_votes), run->tally->n_badges,
            yn_plural(run->tally->n_badges));
}

static void say_count(const struct yn_call *call,
                      const struct yn_report *report)
{
    size_t n = yn_report_count(report, YN_PROBLEM);
    size_t n_warnings = yn_report_count(report, YN_WARNING);
    if (n_warnings)
        yn_say_note(call->say, "%zu problem%s, %zu warning%s", n, yn_plural(n),
                    n_warnings, yn_plural(n_warnings));
    else if (n)
        yn_say_note(call->say, "%zu problem%s", n, yn_plural(n));
}

/* `library` is NULL where problems stand in the way. */
static int check_write(const struct yn_call *call, const struct yn_run *run,
                       const struct yn_library *library,
                       const struct yn_out *out, struct yn_err *err)
{
    bool verbose = call->common->level == YN_LEVEL_VERBOSE;
    if (call->common->form == YN_FORM_JSON) {
        json_t *json = check_json(run, library);
        return yn_out_json(out, &json, err);
    }
    yn_season_problems(out->f, call->say->color_out, run->report, true);
    if (verbose)
        print_names(out->f, run->season);
    if (library && call->common->level != YN_LEVEL_QUIET) {
        print_summary(out->f, run);
        yn_attention_print(run->attention, verbose, out->f);
        yn_library_print(library, verbose, out->f);
        return yn_needs_print(run, library, out->f, err);
    }
    return YN_OK;
}

/* Not of a folder with problems, and not where nobody asked: a library may be
 * large and on a slow disk. */
static int look_at_library(const struct yn_call *call, const struct yn_run *run,
                           struct yn_library **library, struct yn_err *err)
{
    const struct yn_log log = yn_say_log(call->say);
    bool quiet = call->common->level == YN_LEVEL_QUIET &&
                 call->common->form != YN_FORM_JSON;
    if (quiet || yn_report_count(run->report, YN_PROBLEM))
        return YN_OK;
    int rc = yn_library_read(run->season, &log, run->report, library, err);
    if (!rc)
        yn_report_sort(run->report);
    return rc;
}

/* Charts, histories and views; none of a season that could not be read. */
static int look_at_attention(const struct yn_call *call, struct yn_run *run,
                             struct yn_err *err)
{
    const struct yn_log log = yn_say_log(call->say);
    const struct yn_run_rate_params params = {.now_s = (int64_t)time(NULL),
                                              .log = &log};
    if (!run->season->names)
        return YN_OK;
    return yn_run_attend(run, &params, err);
}

static int check_run(const struct yn_call *call, struct yn_err *err)
{
    struct yn_run run = {0};
    struct yn_out out = {0};
    struct yn_library *library = NULL;
    int rc = yn_season_open(call, &run, err);
    if (rc)
        return rc;
    rc = look_at_attention(call, &run, err);
    if (!rc)
        rc = look_at_library(call, &run, &library, err);
    if (!rc)
        rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        goto done;
    rc = yn_out_close(&out, check_write(call, &run, library, &out, err), err);
    if (rc)
        goto done;
    say_count(call, run.report);
    if (yn_report_count(run.report, YN_PROBLEM))
        rc = YN_NOTHING;
done:
    yn_library_destroy(&library);
    yn_run_release(&run);
    return rc;
}

const struct yn_cmd yn_cmd_check = {
    .name = "check",
    .help = "read everything and report every problem",
    .about =
        "Reads the season folder DIR, or the one around the current folder, "
        "and reports every problem of every file in one go as "
        "`file:line:column: problem; remedy`. It changes nothing.\n\n"
        "Warnings are marked as such. They are worth a look but stop nothing. "
        "Nothing is published from a folder with problems.\n\n"
        "Charts, listening histories and counts of views are read too: rows "
        "that cannot be used are counted and told, and so are songs that may "
        "be tracks of the season, with what to write if they are and if they "
        "are not.\n\n"
        "Of each drama whose files are named (`media:`, `audio:`, `lyrics:`) "
        "or "
        "that has comments or marks it says which episodes there "
        "are, in which languages they are spoken and subtitled, and what is "
        "missing for which measurement. Files of sound, video and subtitles "
        "are told by their names and heads; nothing is decoded. Comments, "
        "marks and lyrics are read: how many there are, which are of later "
        "than their episode ends, and which are of no episode. In the end it "
        "says what either rule or the count still lacks, and which file or "
        "command brings it.\n\n"
        "With -v it also lists each episode, the first rows of each history "
        "that cannot be used, and which spellings of artists and tracks were "
        "taken for the same and why, and which look alike but were left apart "
        "because nothing in the folder settles it.",
    .operands = "[DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_max = 1,
    .nothing = "problems were reported",
    YN_CMD_OPTIONS(struct check_options, check_rows),
    YN_CMD_EXAMPLES(check_examples),
    .run = check_run,
};
