/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands: one descriptor each, one file each.
 *
 * To add one: write cli/cmd_<name>.c with a struct for its options (first
 * member `struct yn_common common`), its rows, its run function and
 * `const struct yn_cmd yn_cmd_<name>`; put the file into cli/meson.build and
 * the descriptor into the array of cli/commands.c. Help, man page and
 * completions follow by themselves.
 */
#ifndef YN_CLI_COMMANDS_H
#define YN_CLI_COMMANDS_H

#include <yeoun/err.h>

#include "options.h"
#include "say.h"

/* What a run function returns besides 0 and YN_E_*: nothing was found, or
 * problems were reported. The program then exits with 1. */
#define YN_NOTHING 1

enum yn_operand_kind { YN_OPERAND_DIR, YN_OPERAND_FILE, YN_OPERAND_COMMAND };

struct yn_example {
    const char *line, *meaning;
};

/* One call of a command, borrowed for its run. */
struct yn_call {
    const struct yn_cmd *cmd;
    const void *options; /* the command's own options struct */
    const struct yn_common *common;
    const char *const *operand;
    size_t n_operands;
    const struct yn_say *say;
};

struct yn_cmd {
    const char *name;
    const char *help;     /* one line */
    const char *about;    /* paragraphs, with an empty line between them */
    const char *operands; /* "[DIR]" or "" */
    enum yn_operand_kind operand_kind; /* for completions */
    size_t n_operands_min, n_operands_max;
    const char *nothing; /* when it exits with 1; NULL: never */
    const struct yn_option *options;
    size_t n_options, options_size;
    const struct yn_example *examples;
    size_t n_examples;
    /* Returns 0, YN_NOTHING, or a negative YN_E_* with `err` filled. */
    int (*run)(const struct yn_call *call, struct yn_err *err);
};

/* The rows of a command. An options struct that does not begin with `common`
 * makes an array of negative size, which does not compile. */
#define YN_CMD_OPTIONS(s, rows)                                                \
    .options = (rows), .n_options = YN_LEN(rows),                              \
    .options_size =                                                            \
        sizeof(s) + 0 * sizeof(char[offsetof(s, common) == 0 ? 1 : -1])
#define YN_CMD_EXAMPLES(rows) .examples = (rows), .n_examples = YN_LEN(rows)

/* The commands in the order of a season's making. */
const struct yn_cmd *const *yn_commands(size_t *n);
/* NULL when there is none of that name. */
const struct yn_cmd *yn_command_find(const char *name);
/* Fills `err`: there is no such command, and which was meant. Returns
 * YN_E_ARG. */
int yn_command_unknown(const char *name, struct yn_err *err);

/* The rows of the program itself, in front of any command. */
const struct yn_option *yn_program_options(size_t *n);

extern const struct yn_cmd yn_cmd_new;
extern const struct yn_cmd yn_cmd_check;
extern const struct yn_cmd yn_cmd_cues;
extern const struct yn_cmd yn_cmd_tally;
extern const struct yn_cmd yn_cmd_pick;
extern const struct yn_cmd yn_cmd_drop;
extern const struct yn_cmd yn_cmd_publish;
extern const struct yn_cmd yn_cmd_rate;
extern const struct yn_cmd yn_cmd_roster;
extern const struct yn_cmd yn_cmd_scan;
extern const struct yn_cmd yn_cmd_lift;
extern const struct yn_cmd yn_cmd_why;
extern const struct yn_cmd yn_cmd_help;

#endif
