/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <yeoun/near.h>
#include <yeoun/roster.h>

#include "out.h"
#include "season.h"

struct roster_options {
    struct yn_common common;
    const char *drama, *season;
};

static const struct yn_option roster_rows[] = {
    {"drama", .arg = "SLUG",
     .help = "leave out what this drama of the season has; SLUG is its file's "
             "name without .md",
     YN_TEXT(struct roster_options, drama)},
    {"season", .arg = "DIR",
     .help = "the season folder, where it is not around the current folder",
     YN_DIR(struct roster_options, season)},
    YN_ROW_CSV(struct roster_options),
    YN_ROW_JSON(struct roster_options),
    YN_ROW_OUTPUT(struct roster_options),
    YN_ROWS_COMMON(struct roster_options),
};

static const struct yn_example roster_examples[] = {
    {"yeoun roster release.json",
     "Rows for `tracks:` of a drama, from a release of MusicBrainz."},
    {"yeoun roster --drama stove-league ost/*.flac",
     "The tracks of audio files that dramas/stove-league.md lacks."},
};

static int unknown_drama(const struct yn_season *season, const char *slug,
                         struct yn_err *err)
{
    const char **slugs = calloc(season->n_dramas + 1, sizeof(*slugs));
    if (!slugs)
        return yn_err_nomem(err);
    for (size_t i = 0; i < season->n_dramas; i++)
        slugs[i] = season->dramas[i].slug;
    size_t i = yn_near_word(slug, slugs, season->n_dramas);
    bool near = i < season->n_dramas;
    int rc = yn_err_set(err, YN_E_ARG, 0,
                        "%s: there is no drama “%s” (dramas/%s.md)%s%s%s",
                        season->dir, slug, slug, near ? "; did you mean “" : "",
                        near ? slugs[i] : "", near ? "”?" : "");
    free(slugs);
    return rc;
}

/* Takes away what the drama has. Problems elsewhere in the season folder do
 * not matter to a proposal, so they are left for `yeoun check` to tell. */
static int subtract(const struct yn_call *call, struct yn_roster *roster,
                    struct yn_err *err)
{
    const struct roster_options *options = call->options;
    struct yn_log log = yn_say_log(call->say);
    struct yn_run run = {0};
    int rc = yn_run_open(options->season ? options->season : ".", true, &log,
                         &run, err);
    if (rc)
        return rc;
    const struct yn_season *season = run.season;
    size_t i = 0, n_dropped = 0;
    while (i < season->n_dramas &&
           strcmp(season->dramas[i].slug, options->drama) != 0)
        i++;
    if (i == season->n_dramas)
        rc = unknown_drama(season, options->drama, err);
    else
        rc = yn_roster_subtract(roster, season, &season->dramas[i], &n_dropped,
                                err);
    if (!rc && n_dropped)
        yn_say_note(call->say, "%zu track%s left out: %s has %s already",
                    n_dropped, yn_plural(n_dropped), season->dramas[i].title,
                    n_dropped == 1 ? "it" : "them");
    yn_run_release(&run);
    return rc;
}

static int roster_write(const struct yn_call *call,
                        const struct yn_roster *roster, struct yn_err *err)
{
    struct yn_out out = {0};
    char *text = NULL;
    int rc = call->common->form == YN_FORM_JSON
                 ? yn_roster_json(roster, &text, err)
             : call->common->form == YN_FORM_CSV
                 ? yn_roster_csv(roster, &text, err)
                 : yn_roster_yaml(roster, &text, err);
    if (rc)
        return rc;
    rc = yn_out_open(&out, call->common->output, err);
    if (!rc) {
        fputs(text, out.f);
        rc = yn_out_close(&out, rc, err);
    }
    free(text);
    return rc;
}

static int roster_read(const struct yn_call *call, struct yn_roster *roster,
                       struct yn_report *report, struct yn_err *err)
{
    for (size_t i = 0; i < call->n_operands; i++) {
        int rc = yn_roster_read(roster, call->operand[i], report, err);
        if (rc)
            return rc;
    }
    yn_report_sort(report);
    yn_season_problems(stderr, call->say->color_err, report,
                       call->say->level != YN_LEVEL_QUIET);
    return YN_OK;
}

static int roster_run(const struct yn_call *call, struct yn_err *err)
{
    const struct roster_options *options = call->options;
    struct yn_roster *roster = NULL;
    struct yn_report *report = NULL;
    if (options->season && !options->drama)
        return yn_err_set(err, YN_E_ARG, 0,
                          "--season says where the drama is; name it with "
                          "--drama");
    int rc = yn_report_create(&report, err);
    if (!rc)
        rc = yn_roster_create(&roster, err);
    if (!rc)
        rc = roster_read(call, roster, report, err);
    if (!rc && options->drama)
        rc = subtract(call, roster, err);
    if (!rc)
        rc = roster_write(call, roster, err);
    if (rc)
        goto done;
    size_t n_tracks;
    yn_roster_tracks(roster, &n_tracks);
    if (!n_tracks)
        yn_say_note(call->say, "nothing found to propose");
    if (!n_tracks || yn_report_count(report, YN_PROBLEM))
        rc = YN_NOTHING;
done:
    yn_roster_destroy(&roster);
    yn_report_destroy(&report);
    return rc;
}

const struct yn_cmd yn_cmd_roster = {
    .name = "roster",
    .help = "propose the tracks of a drama",
    .about =
        "Reads what is at hand of a soundtrack and prints rows for the "
        "`tracks:` of a drama's file: a release as MusicBrainz gives it in "
        "JSON, a CSV with a line of headings, or audio files with tags. The "
        "kind is told from the content. It only proposes; no file is "
        "changed.\n\n"
        "With --drama, what that drama of the season has already is left out. "
        "A FILE of `-` is standard input.",
    .operands = "FILE...",
    .operand_kind = YN_OPERAND_FILE,
    .n_operands_min = 1,
    .n_operands_max = (size_t)-1,
    .nothing = "nothing was found to propose, or a row could not be used",
    YN_CMD_OPTIONS(struct roster_options, roster_rows),
    YN_CMD_EXAMPLES(roster_examples),
    .run = roster_run,
};
