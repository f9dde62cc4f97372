/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overrule.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <yeoun/override.h>

#include "date.h"
#include "out.h"
#include "season.h"
#include "tally_text.h"
#include "track.h"

/* What was done, and what comes of it. */
struct word {
    const struct yn_override_params *params;
    const struct yn_track_tally *tally; /* as it was before */
    char *path;
    unsigned line;
};

static int read_options(const struct yn_call *call,
                        struct yn_override_params *params, struct yn_err *err)
{
    const struct yn_overrule_options *options = call->options;
    long long source_s;
    if (!options->because)
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s needs --because \"TEXT\": readers see why "
                          "beside what was measured",
                          call->cmd->name);
    params->because = options->because;
    if (options->date && !yn_date_of_text(options->date, &params->day))
        return yn_err_set(err, YN_E_ARG, 0,
                          "--date %s is no date; write it as 2020-12-31",
                          options->date);
    int rc = yn_source_date(&source_s, err);
    params->time_s = source_s ? source_s : (long long)time(NULL);
    return rc;
}

/* "It wears the badge now." */
static const char *outcome(const struct word *word)
{
    const bool pick = word->params->pick;
    if (word->tally->badge == pick)
        return pick ? "It wore the badge before, too; your word stands beside "
                      "the votes."
                    : "It did not wear the badge before, either; your word "
                      "stands beside the votes.";
    return pick ? "It wears the badge now." : "It no longer wears the badge.";
}

static int word_text(const struct yn_call *call, const struct word *word,
                     FILE *f, struct yn_err *err)
{
    const struct yn_override_params *params = word->params;
    char *artists = yn_artists_text(params->track);
    if (!artists)
        return yn_err_nomem(err);
    fprintf(f, "%s “", params->pick ? "Picked" : "Dropped");
    yn_say_text(f, yn_track_name(params->track));
    fputs("” – ", f);
    yn_say_text(f, artists);
    fputs(" (", f);
    yn_say_text(f, params->season->dramas[params->track->drama].title);
    fputs("): ", f);
    yn_say_text(f, params->because);
    fprintf(f, "\n%s\n", outcome(word));
    yn_say_text(f, word->path);
    fprintf(f, ":%u%s\n", word->line,
            call->common->dry_run ? " would be the new line; nothing was "
                                    "written"
                                  : " is the new line");
    free(artists);
    return YN_OK;
}

static json_t *word_json(const struct yn_call *call, const struct word *word)
{
    const struct yn_override_params *params = word->params;
    json_t *o = json_object();
    int bad = json_object_set_new(o, "action",
                                  json_string(params->pick ? "pick" : "drop"));
    bad |= json_object_set_new(
        o, "drama",
        yn_json_text(params->season->dramas[params->track->drama].title));
    bad |= json_object_set_new(o, "track",
                               yn_json_text(yn_track_name(params->track)));
    bad |= json_object_set_new(o, "artist",
                               yn_json_list(params->track->artist.n
                                                ? &params->track->artist
                                                : &params->track->artist_ko));
    bad |= json_object_set_new(o, "because", yn_json_text(params->because));
    bad |= json_object_set_new(o, "badge_before",
                               json_boolean(word->tally->badge));
    bad |= json_object_set_new(o, "file", yn_json_text(word->path));
    bad |= json_object_set_new(o, "line", json_integer(word->line));
    bad |=
        json_object_set_new(o, "written", json_boolean(!call->common->dry_run));
    return yn_json_whole(o, bad);
}

static int tell(const struct yn_call *call, const struct word *word,
                struct yn_err *err)
{
    struct yn_out out = {0};
    int rc = yn_out_open(&out, NULL, err);
    if (rc || call->common->level == YN_LEVEL_QUIET)
        return yn_out_close(&out, rc, err);
    if (call->common->form == YN_FORM_JSON) {
        json_t *json = word_json(call, word);
        rc = yn_out_json(&out, &json, err);
    } else {
        rc = word_text(call, word, out.f, err);
    }
    return yn_out_close(&out, rc, err);
}

int yn_overrule(const struct yn_call *call, bool pick, struct yn_err *err)
{
    const struct yn_overrule_options *options = call->options;
    const struct yn_call inner = yn_call_behind_track(call);
    struct yn_override_params params = {.pick = pick,
                                        .dry_run = call->common->dry_run};
    struct word word = {.params = &params};
    struct yn_run run = {0};
    int rc = read_options(call, &params, err);
    if (!rc)
        rc = yn_season_open_sound(&inner, &run, err);
    if (rc)
        return rc;
    params.season = run.season;
    params.editor = options->by ? options->by : run.season->by;
    rc = yn_track_named(call, run.season, &params.track, err);
    if (!rc)
        rc = yn_override_add(&params, &word.path, &word.line, err);
    if (!rc) {
        word.tally = &run.tally->tracks[params.track->index];
        rc = tell(call, &word, err);
    }
    free(word.path);
    yn_run_release(&run);
    return rc;
}
