/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overrule.h"

static const struct yn_option pick_rows[] = {
    YN_ROWS_OVERRULE(struct yn_overrule_options),
};

static const struct yn_example pick_examples[] = {
    {"yeoun pick Aloha --because \"Nobody could stop singing it.\"",
     "Your word on “Aloha”, in the season you stand in."},
    {"yeoun pick \"Start-Up: Future\" --because \"...\" --by Mina -n",
     "See what would be written; the drama tells songs of one name apart."},
};

static int pick_run(const struct yn_call *call, struct yn_err *err)
{
    return yn_overrule(call, true, err);
}

const struct yn_cmd yn_cmd_pick = {
    .name = "pick",
    .help = "give a track the badge, whatever the votes say",
    .about =
        "Gives TRACK the badge, whatever votes and measurements say: adds a "
        "line to overrides.csv in the season folder DIR, or in the one around "
        "the current folder. TRACK is a title in any spelling of the roster, "
        "with \"Drama:\" in front where two dramas have a song of that "
        "name.\n\n"
        "Lines are only ever added; the last one on a track counts, and the "
        "page shows it beside what was measured and voted, which stays as it "
        "is. `yeoun drop` takes your word back, with a line of its own.\n\n"
        "The time is now, or what SOURCE_DATE_EPOCH says (seconds since 1970).",
    .operands = "TRACK [DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_min = 1,
    .n_operands_max = 2,
    .nothing = "the folder has problems",
    YN_CMD_OPTIONS(struct yn_overrule_options, pick_rows),
    YN_CMD_EXAMPLES(pick_examples),
    .run = pick_run,
};
