/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overrule.h"

static const struct yn_option drop_rows[] = {
    YN_ROWS_OVERRULE(struct yn_overrule_options),
};

static const struct yn_example drop_examples[] = {
    {"yeoun drop Flower --because \"It came out a year before.\"",
     "Take the badge from “Flower”, in the season you stand in."},
};

static int drop_run(const struct yn_call *call, struct yn_err *err)
{
    return yn_overrule(call, false, err);
}

const struct yn_cmd yn_cmd_drop = {
    .name = "drop",
    .help = "take the badge from a track, whatever the votes say",
    .about =
        "Takes the badge from TRACK, whatever votes and measurements say: adds "
        "a "
        "line to overrides.csv in the season folder DIR, or in the one around "
        "the current folder. TRACK is a title in any spelling of the roster, "
        "with \"Drama:\" in front where two dramas have a song of that "
        "name.\n\n"
        "Lines are only ever added; the last one on a track counts, and the "
        "page shows it beside what was measured and voted, which stays as it "
        "is. `yeoun pick` takes your word back, with a line of its own.\n\n"
        "The time is now, or what SOURCE_DATE_EPOCH says (seconds since 1970).",
    .operands = "TRACK [DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_min = 1,
    .n_operands_max = 2,
    .nothing = "the folder has problems",
    YN_CMD_OPTIONS(struct yn_overrule_options, drop_rows),
    YN_CMD_EXAMPLES(drop_examples),
    .run = drop_run,
};
