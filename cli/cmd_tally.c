/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out.h"
#include "season.h"
#include "tally_text.h"

struct tally_options {
    struct yn_common common;
};

static const struct yn_option tally_rows[] = {
    YN_ROW_CSV(struct tally_options),
    YN_ROW_JSON(struct tally_options),
    YN_ROW_OUTPUT(struct tally_options),
    YN_ROWS_COMMON(struct tally_options),
};

static const struct yn_example tally_examples[] = {
    {"yeoun tally", "The standings of the season you stand in."},
    {"yeoun tally best-of-2020 --csv -o tally.csv",
     "One row a badge track, for a spreadsheet."},
};

/* What the reader should know about how the badges came to be. */
static void say_ties(const struct yn_call *call, const struct yn_run *run)
{
    for (size_t i = 0; i < run->tally->n_dramas; i++) {
        const struct yn_drama_tally *drama = &run->tally->dramas[i];
        if (drama->cut_tied)
            yn_say_warning(call->say,
                           "%s: tracks are tied for the last of its %u badges "
                           "and the roster's order decided; overrides.csv can "
                           "break the tie",
                           drama->drama->title, run->season->max_picks);
    }
}

static int tally_write(const struct yn_call *call, const struct yn_run *run,
                       const struct yn_out *out, struct yn_err *err)
{
    switch (call->common->form) {
    case YN_FORM_JSON: {
        json_t *json = yn_tally_json(run->season, run->tally);
        return yn_out_json(out, &json, err);
    }
    case YN_FORM_CSV:
        return yn_tally_csv(run->tally, out->f, err);
    default:
        return yn_tally_tables(run->tally, call->say->color_out, out->f, err);
    }
}

static int tally_run(const struct yn_call *call, struct yn_err *err)
{
    struct yn_run run = {0};
    struct yn_out out = {0};
    int rc = yn_season_open_sound(call, &run, err);
    if (rc)
        return rc;
    say_ties(call, &run);
    rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        goto done;
    rc = yn_out_close(&out, tally_write(call, &run, &out, err), err);
    if (rc)
        goto done;
    if (!run.tally->n_badges) {
        yn_say_note(call->say, "nothing found: no track wears the badge");
        rc = YN_NOTHING;
    }
done:
    yn_run_release(&run);
    return rc;
}

const struct yn_cmd yn_cmd_tally = {
    .name = "tally",
    .help = "count the ballots and print the standings",
    .about =
        "Counts the ballots of the season folder DIR, or of the one around the "
        "current folder, and prints the standings of dramas, artists and "
        "networks. A rank with `=` is shared.\n\n"
        "A track wears the badge when enough of the judges who voted on its "
        "drama pick it (`quorum` in season.md), at most `max_picks` a drama. "
        "Its score is the mean of its median story and its median linger. A "
        "drama stands by its number of badges, then by the mean score of its "
        "badge tracks.\n\n"
        "--json writes `dramas`, `artists` and `networks` in order; a number "
        "that is not known is null. --csv writes one row a badge track, and "
        "one with empty track fields for a drama without any. Text in CSV that "
        "a spreadsheet would run as a formula begins with an apostrophe.",
    .operands = "[DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_max = 1,
    .nothing = "no track wears the badge, or the folder has problems",
    YN_CMD_OPTIONS(struct tally_options, tally_rows),
    YN_CMD_EXAMPLES(tally_examples),
    .run = tally_run,
};
