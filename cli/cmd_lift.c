/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <yeoun/lift.h>
#include <yeoun/scan.h>

#include "commands.h"
#include "found.h"
#include "out.h"
#include "season.h"
#include "wav.h"

struct lift_options {
    struct yn_common common;
    const char *language;
    struct yn_option_files roster;
};

static const struct yn_option lift_rows[] = {
    {"roster", .arg = "FILE",
     .help = "a song to find and take out; give it once for each",
     YN_FILES(struct lift_options, roster)},
    {"language", .arg = "CODE",
     .help = "the audio track to take, such as ko; else the file's own choice",
     YN_TEXT(struct lift_options, language)},
    YN_ROW_OUTPUT(struct lift_options),
    YN_ROWS_COMMON(struct lift_options),
};

static const struct yn_example lift_examples[] = {
    {"yeoun lift -o dialogue.wav video/stove-league-e07.mkv",
     "Episode 7 of the season without its songs."},
    {"yeoun lift --roster song.flac film.mkv | ffmpeg -i - dialogue.m4a",
     "No season needed; on to another program."},
};

/* One call: the sound on its way to a file. */
struct lifting {
    const struct yn_call *call;
    struct yn_out out;
    struct yn_wav wav;
};

static int begin(void *ctx, const struct yn_lift_form *form, struct yn_err *err)
{
    struct lifting *lifting = ctx;
    int rc = yn_out_open(&lifting->out, lifting->call->common->output, err);
    if (rc)
        return rc;
    lifting->wav = (struct yn_wav){.f = lifting->out.f,
                                   .rate = form->rate,
                                   .channels = form->channels,
                                   .speakers = form->speakers};
    return yn_wav_begin(&lifting->wav, err);
}

static int take(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    struct lifting *lifting = ctx;
    return yn_wav_frames(&lifting->wav, frames, n, err);
}

static int write_sound(struct lifting *lifting,
                       const struct yn_lift_request *request,
                       struct yn_err *err)
{
    const struct yn_call *call = lifting->call;
    const struct yn_lift_sink sink = {begin, take, lifting};
    bool rf64 = false;
    int rc = yn_lift_file(call->operand[0], request, &sink, err);
    if (!rc)
        rc = yn_wav_end(&lifting->wav, &rf64, err);
    rc = yn_out_close(&lifting->out, rc, err);
    if (rc)
        return rc;
    size_t n = request->placements->n_cues;
    yn_say_note(call->say, "%s: %zu cue%s taken out", call->operand[0], n,
                yn_plural(n));
    if (rf64)
        yn_say_note(call->say, "it is larger than 4 GiB and so an RF64 file, "
                               "which older programs do not read");
    if (n == 0)
        yn_say_note(call->say, "the sound is as it was: no song plays there");
    return n ? YN_OK : YN_NOTHING;
}

/* Finds the songs of --roster first. */
static int lift_roster(struct lifting *lifting, const struct yn_log *log,
                       struct yn_err *err)
{
    const struct lift_options *options = lifting->call->options;
    const struct yn_option_files *roster = &options->roster;
    struct yn_roster_sound *sound = NULL;
    struct yn_placements placements = {0};
    const struct yn_scan_params params = {.language = options->language,
                                          .log = log};
    int rc = yn_roster_sound_load(roster->item, roster->n, log, &sound, err);
    if (!rc)
        rc = yn_scan_episode(sound, lifting->call->operand[0], &params,
                             &placements, err);
    yn_roster_sound_destroy(&sound);
    const struct yn_lift_request request = {.placements = &placements,
                                            .masters = roster->item,
                                            .n_masters = roster->n,
                                            .language = options->language,
                                            .log = log};
    if (!rc)
        rc = write_sound(lifting, &request, err);
    yn_placements_release(&placements);
    return rc;
}

/* Takes what a scan of the season found. */
static int lift_found(struct lifting *lifting, const struct yn_log *log,
                      struct yn_err *err)
{
    const struct yn_call *call = lifting->call;
    const struct lift_options *options = call->options;
    struct yn_found *found = NULL;
    struct yn_found_episode episode = {0};
    bool folder = false;
    int rc = yn_found_open(call, options->language, &folder, &found, err);
    if (!rc && folder)
        rc = yn_err_set(err, YN_E_ARG, 0,
                        "%s: is a folder; one episode at a time",
                        call->operand[0]);
    if (!rc)
        rc = yn_found_next(found, &episode, err);
    if (!rc) {
        const struct yn_lift_request request = {.placements =
                                                    episode.placements,
                                                .masters = episode.master_paths,
                                                .n_masters = episode.n_masters,
                                                .language = options->language,
                                                .log = log};
        rc = write_sound(lifting, &request, err);
    }
    yn_found_close(&found);
    return rc;
}

/* Sound on a terminal, or over the episode itself, is a slip of the hand. */
static int check_output(const struct yn_call *call, struct yn_err *err)
{
    const char *output = call->common->output;
    struct stat from, to;
    if (!output && isatty(STDOUT_FILENO))
        return yn_err_set(err, YN_E_ARG, 0,
                          "sound is no text for a terminal; name a file with "
                          "-o FILE");
    if (output && strcmp(output, "-") != 0 &&
        stat(call->operand[0], &from) == 0 && stat(output, &to) == 0 &&
        from.st_dev == to.st_dev && from.st_ino == to.st_ino)
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s: is the episode itself; name another file",
                          output);
    return YN_OK;
}

static int lift_run(const struct yn_call *call, struct yn_err *err)
{
    const struct lift_options *options = call->options;
    const struct yn_log log = yn_say_log(call->say);
    struct lifting lifting = {.call = call};
    int rc = check_output(call, err);
    if (rc)
        return rc;
    return options->roster.n > 0 ? lift_roster(&lifting, &log, err)
                                 : lift_found(&lifting, &log, err);
}

const struct yn_cmd yn_cmd_lift = {
    .name = "lift",
    .help = "write an episode's sound without its songs",
    .about =
        "Takes the songs that `yeoun scan` found in EPISODE out of its sound "
        "and writes the rest, words and effects, as WAV. With --roster it "
        "needs no season: it looks for these songs first.\n\n"
        "The sound keeps its rate, channels and length; where no song was "
        "found nothing changes. Samples are 32-bit floats, so that nothing is "
        "cut off. A file of more than 4 GiB becomes RF64.\n\n"
        "What of a song an equaliser, a fader or a coder changed is followed. "
        "It is never taken out louder than the sound bears out: under loud "
        "words, or where the episode has another recording of it, a trace "
        "stays.",
    .operands = "EPISODE",
    .operand_kind = YN_OPERAND_FILE,
    .n_operands_min = 1,
    .n_operands_max = 1,
    .nothing = "no song was found: the sound was written as it is",
    YN_CMD_OPTIONS(struct lift_options, lift_rows),
    YN_CMD_EXAMPLES(lift_examples),
    .run = lift_run,
};
