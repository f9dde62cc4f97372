/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program: finds the command, reads its options, runs it, and turns the
 * outcome into an exit status.
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "help.h"
#include "say.h"

#define EXIT_DONE 0
#define EXIT_ERROR 2

struct program_call {
    struct yn_common common;
    bool version;
};

static int show_version(void)
{
    printf("yeoun %s\n", YN_VERSION);
    return EXIT_DONE;
}

/* `yeoun`, `yeoun --help`, `yeoun --version` and what is none of them. */
static int run_program(int argc, const char **argv, const struct yn_say *say)
{
    if (argc < 2) {
        yn_help_program(stderr);
        return EXIT_ERROR;
    }
    const char *word = argv[1];
    if (strcmp(word, "--version") == 0)
        return show_version();
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        yn_help_program(stdout);
        return EXIT_DONE;
    }
    struct yn_err err = {0};
    if (word[0] == '-')
        yn_err_set(&err, YN_E_ARG, 0,
                   "“%s” stands in front of the command; write `yeoun COMMAND "
                   "%s`",
                   word, word);
    else
        yn_command_unknown(word, &err);
    yn_say_error(say, "%s", err.text);
    return EXIT_ERROR;
}

static int run_command(const struct yn_cmd *cmd, int argc, const char **argv,
                       void *options, struct yn_say *say)
{
    struct yn_err err = {0};
    char name[64];
    snprintf(name, sizeof(name), "yeoun %s", cmd->name);
    struct yn_syntax syntax = {
        .name = name,
        .options = cmd->options,
        .n_options = cmd->n_options,
        .n_operands_min = cmd->n_operands_min,
        .n_operands_max = cmd->n_operands_max,
        .operands = cmd->operands,
        .example = cmd->n_examples ? cmd->examples[0].line : NULL,
    };
    struct yn_call call = {.cmd = cmd,
                           .options = options,
                           .common = options,
                           .operand = argv,
                           .say = say};
    int rc =
        yn_options_parse(&syntax, argc, argv, options, &call.n_operands, &err);
    yn_say_init(say, call.common);
    if (rc == YN_OK && call.common->help)
        yn_help_command(stdout, cmd);
    else if (rc == YN_OK)
        rc = cmd->run(&call, &err);
    if (rc >= 0)
        return rc;
    /* A reader that went away, as `| head` does, needs no message. */
    if (!(err.code == YN_E_IO && err.native == EPIPE))
        yn_say_error(say, "%s", err.text);
    return yn_err_exit_status(rc);
}

/* What was printed may still be on its way; only now is it known to be out. */
static int close_stdout(int status, const struct yn_say *say)
{
    errno = 0;
    bool failed = ferror(stdout) != 0;
    if (fclose(stdout) == 0 && !failed)
        return status;
    if (errno != EPIPE && status != EXIT_ERROR)
        yn_say_error(say, "standard output cannot be written: %s",
                     errno ? strerror(errno) : "an earlier write failed");
    return EXIT_ERROR;
}

int main(int argc, char **argv_given)
{
    /* Only for the width of text; numbers and messages stay the same in every
     * language. */
    setlocale(LC_CTYPE, "C.UTF-8");
    /* The parser reorders the words but never writes into them. */
    const char **argv = (const char **)argv_given;
    struct yn_say say = {0};
    yn_say_init(&say, &(struct yn_common){0});
    const struct yn_cmd *cmd = argc > 1 ? yn_command_find(argv[1]) : NULL;
    if (!cmd)
        return close_stdout(run_program(argc, argv, &say), &say);
    void *options = calloc(1, cmd->options_size);
    int status = EXIT_ERROR;
    if (options)
        status = run_command(cmd, argc - 2, argv + 2, options, &say);
    else
        yn_say_error(&say, "out of memory");
    free(options);
    return close_stdout(status, &say);
}
