/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <yeoun/publish.h>
#include <yeoun/watched.h>

#include "date.h"
#include "out.h"
#include "publish_note.h"
#include "rating.h"
#include "season.h"

struct publish_options {
    struct yn_common common;
    const char *out;
    int format;
    bool local;
    const char *language;
};

static const char *const format_words[] = {
    [YN_PUBLISH_SITE] = "site", [YN_PUBLISH_HUGO] = "hugo", NULL};

static const struct yn_option publish_rows[] = {
    {"output", 'o', .arg = "DIR",
     .help = "write to DIR instead of site in the season folder",
     YN_DIR(struct publish_options, out)},
    {"format", .arg = "FORMAT", .initial = "site",
     .help = "a site ready for any server, or Markdown for Hugo",
     YN_CHOICE(struct publish_options, format, format_words)},
    {"local",
     .help = "for your own eyes: write site-local, which plays the passages "
             "from your files and shows the lines spoken",
     YN_FLAG(struct publish_options, local)},
    {"language", .arg = "CODE",
     .help = "the audio track, where `yeoun scan` was given one",
     YN_TEXT(struct publish_options, language)},
    YN_ROW_DRY_RUN(struct publish_options),
    YN_ROW_JSON(struct publish_options),
    YN_ROWS_COMMON(struct publish_options),
};

static const struct yn_example publish_examples[] = {
    {"yeoun publish", "Write the site of the season you stand in."},
    {"yeoun publish best-of-2020 -o ~/public/2020", "Write it elsewhere."},
    {"yeoun publish --local", "See and hear every cue on this computer."},
};

/* Prints an address that a browser opens: bytes outside of the unreserved set
 * of RFC 3986 become %XX. */
static void print_address(FILE *f, const char *dir, const char *file)
{
    const char *parts[] = {dir, "/", file};
    fputs("file://", f);
    for (size_t i = 0; i < YN_LEN(parts); i++) {
        for (const char *at = parts[i]; *at; at++) {
            unsigned char c = (unsigned char)*at;
            bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || strchr("-._~/", c);
            fprintf(f, plain ? "%c" : "%%%02X", c);
        }
    }
    putc('\n', f);
}

static bool has_file(const struct yn_published *result, const char *name)
{
    for (size_t i = 0; i < result->n_files; i++) {
        if (strcmp(result->file[i], name) == 0)
            return true;
    }
    return false;
}

static void print_files(FILE *f, const struct yn_published *result)
{
    for (size_t i = 0; i < result->n_files; i++) {
        yn_say_text(f, result->dir);
        putc('/', f);
        yn_say_text(f, result->file[i]);
        putc('\n', f);
    }
}

static int publish_json(const struct yn_published *result, bool written,
                        const struct yn_out *out, struct yn_err *err)
{
    json_t *files = json_array();
    int bad = !files;
    for (size_t i = 0; i < result->n_files; i++)
        bad |= json_array_append_new(files, yn_json_text(result->file[i]));
    json_t *o = json_object();
    bad |= json_object_set_new(o, "dir", yn_json_text(result->dir));
    bad |= json_object_set_new(o, "files", files);
    bad |= json_object_set_new(o, "written", json_boolean(written));
    json_t *json = yn_json_whole(o, bad);
    return yn_out_json(out, &json, err);
}

static int publish_text(const struct yn_call *call,
                        const struct yn_published *result,
                        const struct yn_out *out, struct yn_err *err)
{
    if (call->common->dry_run || call->common->level == YN_LEVEL_VERBOSE)
        print_files(out->f, result);
    if (call->common->dry_run)
        return YN_OK;
    char *real = realpath(result->dir, NULL);
    if (!real)
        return yn_err_set(err, YN_E_IO, errno, "%s: cannot be found: %s",
                          result->dir, strerror(errno));
    yn_say_text(out->f, real);
    putc('\n', out->f);
    if (has_file(result, "index.html"))
        print_address(out->f, real, "index.html");
    free(real);
    return YN_OK;
}

static int publish(const struct yn_call *call, const struct yn_run *run,
                   const struct yn_log *log, struct yn_published *result,
                   struct yn_err *err)
{
    const struct publish_options *options = call->options;
    struct yn_publish_params params = {
        .out = options->out,
        .format = (enum yn_publish_format)options->format,
        .local = options->local,
        .dry_run = options->common.dry_run,
        .keep_pictures = true,
        .rates = run->rates,
        .verdict = run->verdict,
        .log = log,
    };
    int rc = yn_source_date(&params.date_s, err);
    if (rc)
        return rc;
    const struct yn_watched_params hearing = {
        .season = run->season,
        .language = options->language,
        .flags = options->local ? YN_WATCHED_WITHIN : 0,
        .stories = run->stories,
        .log = log,
    };
    struct yn_watched *watched = NULL;
    rc = yn_watched_read(&hearing, &watched, err);
    if (rc)
        return rc;
    params.episodes = yn_watched_episodes(watched, &params.n_episodes);
    params.stories = yn_watched_stories(watched);
    rc = yn_publish(run->season, run->tally, &params, result, err);
    yn_watched_destroy(&watched);
    return rc;
}

/* Brings what is cheap up to date and writes the site. */
static int publish_anew(const struct yn_call *call,
                        struct yn_publish_note *note,
                        struct yn_published *result, struct yn_err *err)
{
    const struct publish_options *options = call->options;
    struct yn_run run = {0};
    int rc = yn_season_open_sound(call, &run, err);
    if (rc)
        return rc;
    const struct yn_log log = yn_publish_note_log(note);
    const struct yn_run_rate_params rating = {
        .now_s = (int64_t)time(NULL),
        .listeners_min = options->local ? 0 : YN_LISTENERS_PUBLISHED_MIN,
        .language = options->language,
        .log = &log};
    const struct yn_run_story_params measuring = {.language = options->language,
                                                  .log = &log};
    rc = yn_rating_run(call, &rating, &run, err);
    if (!rc)
        rc = yn_rating_story(call, &measuring, &run, err);
    if (!rc)
        rc = yn_run_judge(&run, err);
    if (!rc)
        rc = publish(call, &run, &log, result, err);
    if (!rc && !call->common->dry_run)
        rc = yn_publish_note_keep(note, run.season, run.report, err);
    yn_run_release(&run);
    return rc;
}

static int open_note(const struct yn_call *call, struct yn_publish_note *note,
                     struct yn_err *err)
{
    const struct publish_options *options = call->options;
    const char *date = getenv("SOURCE_DATE_EPOCH");
    char text[256];
    snprintf(text, sizeof(text), "%d %d %.60s %.60s", options->format,
             options->local, options->language ? options->language : "-",
             date ? date : "-");
    return yn_publish_note_open(
        note, call, options->out,
        yn_publish_folder((enum yn_publish_format)options->format,
                          options->local),
        text, err);
}

static int publish_run(const struct yn_call *call, struct yn_err *err)
{
    struct yn_publish_note note;
    struct yn_published result = {0};
    struct yn_out out = {0};
    int rc = open_note(call, &note, err);
    if (rc)
        return rc;
    const bool fresh = !call->common->dry_run && yn_fresh_is(note.fresh);
    if (fresh)
        yn_publish_note_repeat(&note);
    rc = fresh ? yn_published_read(note.dir, &result, err)
               : publish_anew(call, &note, &result, err);
    if (!rc)
        rc = yn_out_open(&out, NULL, err);
    if (!rc)
        rc = call->common->form == YN_FORM_JSON
                 ? publish_json(&result, !fresh && !call->common->dry_run, &out,
                                err)
                 : publish_text(call, &result, &out, err);
    rc = yn_out_close(&out, rc, err);
    yn_published_release(&result);
    yn_publish_note_release(&note);
    return rc;
}

const struct yn_cmd yn_cmd_publish = {
    .name = "publish",
    .help = "write the site from what is known",
    .about =
        "Writes the year-end list of the season folder DIR, or of the one "
        "around the current folder, as a static site: the page, the badge, "
        "pictures to share, feeds and playlists; and a page for each episode "
        "that `yeoun scan` "
        "knows, with its cue sheets and its moments. Where the folder has "
        "charts, the page shows the weeks of each track on them; where "
        "something is known of the first rule, how each song meets the moments "
        "that move people. It prints the folder and the "
        "address of its page. It never scans by itself: what is not known, or "
        "not as it is now, it tells, with the command for it. Where nothing "
        "changed since the site was written it says so and writes nothing.\n\n"
        "--local writes site-local, for your own eyes: its pages link to your "
        "files, to play each passage in the song and in the episode, and show "
        "the lines spoken there, and count what you played. The site itself "
        "holds none of that, and of listening histories only what ten "
        "listeners or more share.\n\n"
        "The site is written beside its place and swapped in when whole, so a "
        "failure leaves the old one as it was. A folder with problems is not "
        "published, nor is anything written over a folder that yeoun did not "
        "make.\n\n"
        "SOURCE_DATE_EPOCH (seconds since 1970) in the environment dates the "
        "feeds where season.md has no `as_of`.",
    .operands = "[DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_max = 1,
    .nothing = "the folder has problems",
    YN_CMD_OPTIONS(struct publish_options, publish_rows),
    YN_CMD_EXAMPLES(publish_examples),
    .run = publish_run,
};
