/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <string.h>

#include <yeoun/near.h>

static const struct yn_cmd *const commands[] = {
    &yn_cmd_new,  &yn_cmd_check,   &yn_cmd_roster, &yn_cmd_scan,  &yn_cmd_cues,
    &yn_cmd_lift, &yn_cmd_rate,    &yn_cmd_why,    &yn_cmd_tally, &yn_cmd_pick,
    &yn_cmd_drop, &yn_cmd_publish, &yn_cmd_help,
};

struct program_options {
    struct yn_common common;
    bool version;
};

static const struct yn_option program_options[] = {
    {"version", .help = "show the version",
     YN_FLAG(struct program_options, version)},
    {"help", 'h', .help = "show the commands",
     YN_FLAG(struct program_options, common.help)},
};

const struct yn_cmd *const *yn_commands(size_t *n)
{
    *n = YN_LEN(commands);
    return commands;
}

const struct yn_option *yn_program_options(size_t *n)
{
    *n = YN_LEN(program_options);
    return program_options;
}

const struct yn_cmd *yn_command_find(const char *name)
{
    for (size_t i = 0; i < YN_LEN(commands); i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

int yn_command_unknown(const char *name, struct yn_err *err)
{
    const char *names[YN_LEN(commands)];
    for (size_t i = 0; i < YN_LEN(commands); i++)
        names[i] = commands[i]->name;
    size_t i = yn_near_word(name, names, YN_LEN(names));
    if (i < YN_LEN(names))
        return yn_err_set(err, YN_E_ARG, 0,
                          "there is no command “%s”; did you mean “%s”?", name,
                          names[i]);
    return yn_err_set(err, YN_E_ARG, 0,
                      "there is no command “%s”; `yeoun help` lists them",
                      name);
}
