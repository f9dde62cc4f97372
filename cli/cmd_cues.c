/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <yeoun/cues.h>

#include "cues_text.h"
#include "found.h"
#include "out.h"
#include "season.h"

/* Forms of the output beside those of every command. */
enum { CUES_WEBVTT = YN_FORM_CSV + 1, CUES_FFMETADATA, CUES_AUDACITY };

struct cues_options {
    struct yn_common common;
    const char *language;
    double min_s, confidence;
    int sort;
};

static const char *const sort_words[] = {
    [YN_SHEET_BY_START] = "start",           [YN_SHEET_BY_TRACK] = "track",
    [YN_SHEET_BY_LENGTH] = "length",         [YN_SHEET_BY_LEVEL] = "level",
    [YN_SHEET_BY_CONFIDENCE] = "confidence", NULL,
};

static const struct yn_option cues_rows[] = {
    {"min-s", .arg = "SECONDS", .initial = "0", .unit = "seconds",
     .help = "leave out shorter cues",
     YN_NUMBER(struct cues_options, min_s, 0, 86400)},
    {"confidence", .arg = "SHARE", .initial = "0",
     .help = "leave out less sure cues",
     YN_NUMBER(struct cues_options, confidence, 0, 1)},
    {"sort", .arg = "BY", .initial = "start",
     .help = "order of text, CSV and JSON",
     YN_CHOICE(struct cues_options, sort, sort_words)},
    {"language", .arg = "CODE",
     .help = "the audio track, where `yeoun scan` was given one",
     YN_TEXT(struct cues_options, language)},
    YN_ROW_CSV(struct cues_options),
    YN_ROW_JSON(struct cues_options),
    {"webvtt", .help = "write WebVTT, titles over the video in a browser",
     YN_SET(struct cues_options, common.form, CUES_WEBVTT)},
    {"ffmetadata", .help = "write FFmetadata, chapters for FFmpeg and mpv",
     YN_SET(struct cues_options, common.form, CUES_FFMETADATA)},
    {"audacity", .help = "write Audacity labels, for checking by ear",
     YN_SET(struct cues_options, common.form, CUES_AUDACITY)},
    YN_ROW_OUTPUT(struct cues_options),
    YN_ROWS_COMMON(struct cues_options),
};

static const struct yn_example cues_examples[] = {
    {"yeoun cues video/stove-league-e07.mkv",
     "What song was that in episode 7?"},
    {"yeoun cues --csv -o cues.csv",
     "All cues of the season you stand in, for a spreadsheet."},
    {"yeoun cues --min-s 5 --confidence 0.95 --ffmetadata -o chapters.txt "
     "e07.mkv",
     "Chapters of the sure cues of five seconds and more."},
};

/* The sheets of a call; what they borrow is `found`'s. */
struct sheets {
    struct yn_found *found;
    bool folder;
    struct yn_sheet **sheet;
    size_t n, cap;
};

static void sheets_release(struct sheets *sheets)
{
    for (size_t i = 0; i < sheets->n; i++)
        yn_sheet_destroy(&sheets->sheet[i]);
    free(sheets->sheet);
    yn_found_close(&sheets->found);
    *sheets = (struct sheets){0};
}

static int sheets_add(struct sheets *sheets, const struct cues_options *options,
                      const struct yn_found_episode *episode,
                      struct yn_err *err)
{
    if (sheets->n == sheets->cap) {
        size_t cap = sheets->cap ? 2 * sheets->cap : 16;
        struct yn_sheet **sheet =
            realloc(sheets->sheet, cap * sizeof(struct yn_sheet *));
        if (!sheet)
            return yn_err_nomem(err);
        sheets->sheet = sheet;
        sheets->cap = cap;
    }
    const struct yn_sheet_params params = {
        .episode = episode->episode,
        .placements = episode->placements,
        .masters = episode->masters,
        .n_masters = episode->n_masters,
        .usage = episode->usage,
        .min_s = options->min_s,
        .confidence = options->confidence,
        .order = (enum yn_sheet_order)options->sort,
    };
    int rc = yn_sheet_create(&params, &sheets->sheet[sheets->n], err);
    sheets->n += !rc;
    return rc;
}

static int sheets_read(const struct yn_call *call, struct sheets *sheets,
                       struct yn_err *err)
{
    const struct cues_options *options = call->options;
    int rc = yn_found_open(call, options->language, &sheets->folder,
                           &sheets->found, err);
    while (!rc) {
        struct yn_found_episode episode = {0};
        rc = yn_found_next(sheets->found, &episode, err);
        if (!rc)
            rc = sheets_add(sheets, options, &episode, err);
    }
    return rc == YN_NOTHING ? YN_OK : rc;
}

static int write_tables(const struct yn_call *call, const struct sheets *sheets,
                        FILE *f, struct yn_err *err)
{
    bool color = call->say->color_out;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < sheets->n; i++) {
        if (i)
            putc('\n', f);
        rc = yn_cues_table(sheets->sheet[i], color, f, err);
    }
    return rc;
}

static int sheets_write(const struct yn_call *call, const struct sheets *sheets,
                        FILE *f, struct yn_err *err)
{
    static const enum yn_sheet_format formats[] = {
        [YN_FORM_JSON] = YN_SHEET_JSON,
        [YN_FORM_CSV] = YN_SHEET_CSV,
        [CUES_WEBVTT] = YN_SHEET_WEBVTT,
        [CUES_FFMETADATA] = YN_SHEET_FFMETADATA,
        [CUES_AUDACITY] = YN_SHEET_AUDACITY,
    };
    if (call->common->form == YN_FORM_TEXT)
        return write_tables(call, sheets, f, err);
    char *text = NULL;
    int rc = yn_sheets_text((const struct yn_sheet *const *)sheets->sheet,
                            sheets->n, formats[call->common->form],
                            sheets->folder ? YN_SHEET_LIST : 0, &text, err);
    if (!rc)
        fputs(text, f);
    free(text);
    return rc;
}

/* The tables say it themselves; the other forms have no room for it. */
static void say_drafts(const struct yn_call *call, const struct sheets *sheets)
{
    size_t drafts = 0;
    for (size_t i = 0; i < sheets->n; i++)
        drafts += sheets->sheet[i]->n_lacks > 0;
    if (!drafts || call->common->form == YN_FORM_TEXT)
        return;
    if (sheets->n == 1)
        yn_say_note(call->say,
                    "this sheet is a draft; without --csv and the like it says "
                    "what is missing");
    else
        yn_say_note(call->say,
                    "%zu of %zu sheets are drafts; without --csv and the like "
                    "they say what is missing",
                    drafts, sheets->n);
}

static size_t count_lines(const struct sheets *sheets)
{
    size_t n = 0;
    for (size_t i = 0; i < sheets->n; i++)
        n += sheets->sheet[i]->n_lines;
    return n;
}

static int cues_run(const struct yn_call *call, struct yn_err *err)
{
    struct sheets sheets = {0};
    struct yn_out out = {0};
    int rc = sheets_read(call, &sheets, err);
    if (!rc)
        rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        goto done;
    rc = yn_out_close(&out, sheets_write(call, &sheets, out.f, err), err);
    if (rc)
        goto done;
    say_drafts(call, &sheets);
    if (!count_lines(&sheets)) {
        yn_say_note(call->say, "nothing found: no cue is there");
        rc = YN_NOTHING;
    }
done:
    sheets_release(&sheets);
    return rc;
}

const struct yn_cmd yn_cmd_cues = {
    .name = "cues",
    .help = "write the cue sheet of an episode, or those of a season",
    .about =
        "Lists the songs that `yeoun scan` found in EPISODE, or in all "
        "episodes of the season folder DIR or of the one around the current "
        "folder: when each plays, how loud against everything else, and how "
        "sure that is.\n\n"
        "`background` is music more than 10 dB under the rest, `featured` up "
        "to as loud, `foreground` louder, `alone` where nothing else sounds. "
        "The code behind it, such as BV, is a proposal for the form of a "
        "society; usage.csv in the season folder replaces the codes.\n\n"
        "`music, unidentified` is music that no song explains: another mix of "
        "a song, or one that is not in the roster. It is told from speech and "
        "noise by its sound, and may be wrong; --min-s and --confidence leave "
        "it out too.\n\n"
        "A sheet is a draft until composers, publishers and durations are "
        "there, every cue is sure, no second is claimed twice, and no music is "
        "unidentified; what is missing stands below the table.\n\n"
        "--json writes an object for an episode and a list for a folder. "
        "--webvtt, --ffmetadata and --audacity hold one episode and stand by "
        "start. Text in CSV that a spreadsheet would run as a formula begins "
        "with an apostrophe.",
    .operands = "[EPISODE|DIR]",
    .operand_kind = YN_OPERAND_FILE,
    .n_operands_max = 1,
    .nothing = "no cue was found, or the folder has problems",
    YN_CMD_OPTIONS(struct cues_options, cues_rows),
    YN_CMD_EXAMPLES(cues_examples),
    .run = cues_run,
};
