/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <yeoun/cues.h>
#include <yeoun/scan.h>

#include "commands.h"
#include "cues_text.h"
#include "out.h"
#include "scan_season.h"

struct scan_options {
    struct yn_common common;
    const char *language;
    double min_s, confidence;
    struct yn_option_files roster;
};

static const struct yn_option scan_rows[] = {
    {"roster", .arg = "FILE",
     .help = "a song to look for in each EPISODE; give it once for each",
     YN_FILES(struct scan_options, roster)},
    {"language", .arg = "CODE",
     .help = "the audio track to hear, such as ko; else the file's own choice",
     YN_TEXT(struct scan_options, language)},
    {"min-s", .arg = "SECONDS", .initial = "0", .unit = "seconds",
     .help = "leave out shorter cues",
     YN_NUMBER(struct scan_options, min_s, 0, 86400)},
    {"confidence", .arg = "SHARE", .initial = "0",
     .help = "leave out less sure cues",
     YN_NUMBER(struct scan_options, confidence, 0, 1)},
    YN_ROW_CSV(struct scan_options),
    YN_ROW_JSON(struct scan_options),
    YN_ROW_OUTPUT(struct scan_options),
    {"dry-run", 'n',
     .help = "list the episodes of DIR that are not scanned yet",
     YN_FLAG(struct scan_options, common.dry_run)},
    YN_ROWS_COMMON(struct scan_options),
};

static const struct yn_example scan_examples[] = {
    {"yeoun scan", "Scan the season you stand in; `yeoun cues` prints it."},
    {"yeoun scan --roster song.ogg film.mkv",
     "Where is this song in the film?"},
    {"yeoun scan --roster a.flac --roster b.flac --json e01.mkv e02.mkv",
     "Two songs in two episodes, for a program."},
};

/* What one call found, an episode after the other. */
struct found {
    const struct yn_call *call;
    const struct scan_options *options;
    struct yn_cue_master *masters;
    struct yn_roster_sound *sound;
    struct yn_placements *placements; /* by episode */
    struct yn_sheet **sheet;
    size_t n;
};

static void found_release(struct found *found)
{
    for (size_t i = 0; i < found->n; i++) {
        yn_sheet_destroy(&found->sheet[i]);
        yn_placements_release(&found->placements[i]);
    }
    free(found->sheet);
    free(found->placements);
    free(found->masters);
    yn_roster_sound_destroy(&found->sound);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static int load_roster(struct found *found, const struct yn_log *log,
                       struct yn_err *err)
{
    const struct yn_option_files *roster = &found->options->roster;
    size_t n = found->call->n_operands;
    found->masters = calloc(roster->n, sizeof(*found->masters));
    found->placements = calloc(n, sizeof(*found->placements));
    found->sheet = calloc(n, sizeof(struct yn_sheet *));
    if (!found->masters || !found->placements || !found->sheet)
        return yn_err_nomem(err);
    for (size_t i = 0; i < roster->n; i++)
        found->masters[i].file = base_name(roster->item[i]);
    return yn_roster_sound_load(roster->item, roster->n, log, &found->sound,
                                err);
}

static int make_sheet(struct found *found, const char *path, struct yn_err *err)
{
    const struct scan_options *options = found->options;
    const struct yn_sheet_params params = {
        .episode = {.name = path},
        .placements = &found->placements[found->n],
        .masters = found->masters,
        .n_masters = options->roster.n,
        .min_s = options->min_s,
        .confidence = options->confidence,
    };
    int rc = yn_sheet_create(&params, &found->sheet[found->n], err);
    if (rc)
        yn_placements_release(&found->placements[found->n]);
    else
        found->n++;
    return rc;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int scan_one(struct found *found, const char *path,
                    const struct yn_log *log, struct yn_err *err)
{
    const struct yn_say *say = found->call->say;
    const struct yn_scan_params params = {.language = found->options->language,
                                          .log = log};
    struct yn_placements placed = {0};
    double begin = now_s();
    int rc = yn_scan_episode(found->sound, path, &params, &placed, err);
    if (rc)
        return rc;
    double took = now_s() - begin;
    yn_say_note(say,
                "%s: %zu %s in %.0f s of sound, %.0f times as fast as it "
                "plays",
                path, placed.n_cues, placed.n_cues == 1 ? "cue" : "cues",
                placed.duration_s, took > 0 ? placed.duration_s / took : 0);
    found->placements[found->n] = placed;
    return make_sheet(found, path, err);
}

/* One episode that cannot be read does not keep the others from being so; the
 * first error is the call's. */
static int scan_all(struct found *found, const struct yn_log *log,
                    struct yn_err *err)
{
    int first = YN_OK;
    if (!found->placements)
        return yn_err_nomem(err);
    for (size_t i = 0; i < found->call->n_operands; i++) {
        struct yn_err why = {0};
        int rc = scan_one(found, found->call->operand[i], log, &why);
        if (rc == YN_E_NOMEM)
            return yn_err_nomem(err);
        if (rc && first)
            yn_say_error(found->call->say, "%s", why.text);
        if (rc && !first) {
            first = rc;
            *err = why;
        }
    }
    return first;
}

static int write_sheets(const struct found *found, FILE *f, struct yn_err *err)
{
    const struct yn_sheet *const *sheets =
        (const struct yn_sheet *const *)found->sheet;
    int form = found->call->common->form, rc = YN_OK;
    for (size_t i = 0; !rc && form == YN_FORM_TEXT && i < found->n; i++) {
        if (i)
            putc('\n', f);
        rc =
            yn_cues_table(found->sheet[i], found->call->say->color_out, f, err);
    }
    if (rc || form == YN_FORM_TEXT)
        return rc;
    char *text = NULL;
    rc = yn_sheets_text(
        sheets, found->n, form == YN_FORM_JSON ? YN_SHEET_JSON : YN_SHEET_CSV,
        found->call->n_operands > 1 ? YN_SHEET_LIST : 0, &text, err);
    if (!rc)
        fputs(text, f);
    free(text);
    return rc;
}

static size_t count_cues(const struct found *found)
{
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++)
        n += found->sheet[i]->n_rows;
    return n;
}

static int scan_files(const struct yn_call *call, struct yn_err *err)
{
    struct found found = {.call = call, .options = call->options};
    struct yn_out out = {0};
    const struct yn_log log = yn_say_log(call->say);
    int failed = YN_OK;
    const char *language = found.options->language;
    int rc = language ? yn_scan_check_language(language, err) : YN_OK;
    if (!rc)
        rc = load_roster(&found, &log, err);
    if (!rc)
        rc = failed = scan_all(&found, &log, err);
    /* What was found is written also where another episode failed. */
    if (rc && (!failed || found.n == 0))
        goto done;
    struct yn_err why = {0};
    int written = yn_out_open(&out, call->common->output, &why);
    if (!written)
        written = yn_out_close(&out, write_sheets(&found, out.f, &why), &why);
    if (written && !rc) {
        rc = written;
        *err = why;
    }
    if (!rc && count_cues(&found) == 0) {
        yn_say_note(call->say, "nothing found: no song plays there");
        rc = YN_NOTHING;
    }
done:
    found_release(&found);
    return rc;
}

/* What is written belongs to one of the two ways to call it. */
static int scan_run(const struct yn_call *call, struct yn_err *err)
{
    const struct scan_options *options = call->options;
    const struct yn_common *common = call->common;
    if (options->roster.n > 0 && call->n_operands == 0)
        return yn_err_set(err, YN_E_ARG, 0,
                          "no episode to look in; name one behind the songs");
    if (options->roster.n > 0 && common->dry_run)
        return yn_err_set(err, YN_E_ARG, 0,
                          "--dry-run is for a season, without --roster");
    if (options->roster.n > 0)
        return scan_files(call, err);
    if (common->form != YN_FORM_TEXT || common->output || options->min_s > 0 ||
        options->confidence > 0)
        return yn_err_set(err, YN_E_ARG, 0,
                          "the scan of a season prints no cues; `yeoun cues` "
                          "does, with the same options");
    return yn_scan_season(call, options->language, err);
}

const struct yn_cmd yn_cmd_scan = {
    .name = "scan",
    .help = "find where songs play in episodes, under dialogue too",
    .about =
        "Looks for the songs of each drama (`audio:` of its tracks) in its "
        "episodes (`media:`), in the season folder DIR or the one around the "
        "current folder. What is found is kept in its folder .yeoun; `yeoun "
        "cues` prints it. An episode is scanned again only when it, a song or "
        "the method has changed. Ctrl-C stops after the episode under way; "
        "the next scan goes on from there.\n\n"
        "With --roster it needs no season: it looks for these songs in each "
        "EPISODE, any file with sound, and prints a cue sheet: when each "
        "plays, which part of it, how loud against everything else, and how "
        "sure that is.\n\n"
        "Give the very recordings that the episode was mixed from: yeoun "
        "aligns them with it, which finds a song far under words, in any "
        "language, also where the whole episode runs faster or slower. A live "
        "version, or another key, is not found; what of it sounds like music "
        "is listed as `music, unidentified`.",
    .operands = "[DIR|EPISODE...]",
    .operand_kind = YN_OPERAND_FILE,
    .n_operands_max = YN_OPTION_FILES_MAX,
    .nothing = "no song was found, nothing is there to scan, or it was stopped",
    YN_CMD_OPTIONS(struct scan_options, scan_rows),
    YN_CMD_EXAMPLES(scan_examples),
    .run = scan_run,
};
