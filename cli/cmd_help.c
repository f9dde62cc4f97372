/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "help.h"

struct help_options {
    struct yn_common common;
};

static const struct yn_option help_rows[] = {
    {"help", 'h', .help = "show this help",
     YN_FLAG(struct help_options, common.help)},
};

static const struct yn_example help_examples[] = {
    {"yeoun help tally", "Everything about `yeoun tally`."},
};

static int help_run(const struct yn_call *call, struct yn_err *err)
{
    if (!call->n_operands) {
        yn_help_program(stdout);
        return YN_OK;
    }
    const struct yn_cmd *cmd = yn_command_find(call->operand[0]);
    if (!cmd)
        return yn_command_unknown(call->operand[0], err);
    yn_help_command(stdout, cmd);
    return YN_OK;
}

const struct yn_cmd yn_cmd_help = {
    .name = "help",
    .help = "tell how a command is used",
    .about = "Prints the commands, or all about one of them: the same as "
             "`yeoun COMMAND --help`.",
    .operands = "[COMMAND]",
    .operand_kind = YN_OPERAND_COMMAND,
    .n_operands_max = 1,
    YN_CMD_OPTIONS(struct help_options, help_rows),
    YN_CMD_EXAMPLES(help_examples),
    .run = help_run,
};
